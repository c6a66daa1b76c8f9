import { anonymousVolumes } from '../../../host/containers.js'
import type { InspectedContainer } from '../../../host/types.js'
import type { ComposeModel } from '../../../stack/types.js'
import type { PlannedService } from '../../records/types.js'

/** How a service is made anew beside nothing: its containers go before the deploy, and it stays in the files. */
export function awayAdvice(there: readonly InspectedContainer[]): string {
  const names = there.map(({ Name }) => Name.replace(/^\//, '')).join(' ')
  const unnamed = [...new Set(there.flatMap(anonymousVolumes))]
  const without = unnamed.length === 0 ? '' : `, and begins without its volume without a name at ${unnamed.join(', ')}`
  return `when no other reason is left, \`docker rm -f ${names}\` on the server, and deploy again with it in the files (it is away until a deploy has made it again${without})`
}

/** Nobody can name a container of another project that the same deploy makes. */
export function leftOutAdvice(service: string): string {
  return `leave ${service} out for one deploy (\`projects.*.services\` in stack.yml, with the \`leave-data\` that is asked for then), and take it in again with the next, without that \`leave-data\``
}

/** `network_mode: container:vpn` as `network_mode: service:vpn`. */
export function byService(words: string, service: string): string {
  const [, mode, ro = ''] = /^(\w+): container:[^:]+(:r[ow])?$/.exec(words) ?? []
  return mode === 'volumes_from' ? `volumes_from: [${service}${ro}]` : `${mode}: service:${service}`
}

/**
 * Names do what a link did, on any network that both are in but Docker's own.
 * @param from A model, and its service that has the link.
 * @param to The same of what it leads to.
 */
export function joinedAdvice(
  words: string,
  alias: string,
  [model, from]: readonly [ComposeModel, string],
  [target, { service, containerName }]: readonly [ComposeModel | undefined, PlannedService],
): string {
  const field = words.split(':')[0]
  const ours = networksOf(model, from)
  const [common] = [...networksOf(target, service)].filter(([, name]) => [...ours.values()].includes(name))
  const known = alias === containerName || (model === target && alias === service)
  const reached = `delete \`${field}\` of ${from}: services reach each other by name`
  if (common === undefined)
    return `delete \`${field}\` of ${from}, and put both into one network (\`networks: { default: ${known ? '' : `{ aliases: [${alias}] } `}}\`): services reach each other by name there`
  return known ? reached : `${reached}, and by \`networks: { ${common[0]}: { aliases: [${alias}] } }\` of ${service}`
}

/** Networks of a service on which names are found: real names, by those of the file. */
function networksOf(model: ComposeModel | undefined, service: string): Map<string, string> {
  const { network_mode: mode, networks } = model?.services[service] ?? {}
  const keys = Object.keys(networks ?? (mode === undefined ? { default: null } : {}))
  return new Map(keys.map((key) => [key, model?.networks?.[key]?.name ?? key]))
}
