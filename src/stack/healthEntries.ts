import { Refused, refuseAll } from '../runtime/errors.js'
import type { StackConfig } from './config.js'
import type { ResolvedProject } from './project.js'
import type { HealthEntry } from './types.js'

/**
 * An entry of stack.yml's `health`, as it stands.
 * @param env variables of the step, which headers may name
 * @throws Refused where one of them is not there
 */
export function healthEntry(
  { name, service, port, path, url, status, headers, skip }: StackConfig['health'][number],
  env: Readonly<Record<string, string | undefined>>,
): HealthEntry {
  const [project = '', serviceName = ''] = service?.split('/') ?? []
  return {
    name,
    ...(service === undefined ? {} : { service: { project, service: serviceName } }),
    ...(port === undefined ? {} : { port }),
    ...(path === undefined ? {} : { path }),
    ...(url === undefined ? {} : { url }),
    ...(status === undefined ? {} : { status }),
    ...(headers === undefined ? {} : { headers: filled(headers, name, env) }),
    ...(skip === undefined ? {} : { skip }),
  }
}

function filled(
  headers: Readonly<Record<string, string>>,
  entry: string,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const fill = (text: string): string =>
    text.replace(/\$\{([A-Za-z_]\w*)\}/g, (_, variable: string) => {
      const value = env[variable]
      if (value !== undefined) return value
      throw new Refused(`health ${JSON.stringify(entry)}: the step has no variable ${variable}`, {
        at: 'health',
        todo: `give it to the step: env: { ${variable}: \${{ secrets.${variable} }} }`,
      })
    })
  return Object.fromEntries(Object.entries(headers).map(([header, value]) => [header, fill(value)]))
}

/** Where secrets have stand-ins, so have these. */
const ANY: Readonly<Record<string, string>> = new Proxy({}, { get: () => '' })

/** All of them, where the services that they name are known. @throws Refused with every fault */
export function healthEntries(
  config: StackConfig,
  projects: readonly ResolvedProject[],
  env: Readonly<Record<string, string | undefined>> = ANY,
): HealthEntry[] {
  const faults: string[] = []
  const entries = config.health.map((entry): HealthEntry => {
    const { name, service } = entry
    const [project = '', serviceName = ''] = service?.split('/') ?? []
    const known = Object.keys(projects.find((candidate) => candidate.name === project)?.model.services ?? {})
    if (service !== undefined && !known.includes(serviceName))
      faults.push(
        `health ${JSON.stringify(name)}: project ${project} has no service ${serviceName}; known: ${known.join(', ')}`,
      )
    return healthEntry(entry, env)
  })
  if (faults.length > 0) throw refuseAll(`${config.source} cannot be used`, faults, { at: 'health' })
  return entries
}
