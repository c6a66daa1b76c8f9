import { posix } from 'node:path'
import { type Containers, serviceKey } from '../../../host/containers.js'
import type { ComposeModel, ComposeService } from '../../../stack/types.js'
import { tmpfsOf } from '../classes/classes.js'
import { isAnonymous } from './places.js'

/** A path at which a service has a volume that no other container gets. */
export interface Unnamed {
  /** `project/service`. */
  key: string
  target: string
}

interface Context {
  models: readonly ComposeModel[]
  containers: Containers
}

/** Which word of `leave-data` says that it may be left behind. */
export function unnamedWord({ key, target }: Unnamed): string {
  return `${key}:${target}`
}

/** The words for those of services that are replaced whose data a container of the server has. */
export function unnamedWords(unnamed: readonly Unnamed[], { containers }: Context): string[] {
  return unnamed.filter((one) => volumeOf(one, containers) !== undefined).map(unnamedWord)
}

/** What to write and to type, for each, so that its data is kept, or is not. */
export function unnamedAdvice(unnamed: readonly Unnamed[], context: Context): string[] {
  const all = new Map(unnamed.map((one) => [unnamedWord(one), one]))
  return [...all.values()].flatMap((one) => adviceFor(one, context))
}

function adviceFor({ key, target }: Unnamed, { models, containers }: Context): string[] {
  const model = models.find(({ name, services }) =>
    Object.keys(services).some((service) => serviceKey(name, service) === key),
  )
  const name = key.slice(key.indexOf('/') + 1)
  const service = model?.services[name]
  if (model === undefined || service === undefined) return []
  const has = mountAt(service, model, target)
  const source = `${name}-${posix.basename(target)}`
  const isWritten = has !== undefined || tmpfsOf(service).includes(target)
  const line = service.volumes?.some((one) => one.target === target) ? ` in place of \`${target}\`` : ''
  const named = `write \`volumes: ["${source}:${target}"]\` into the service${line}, and \`volumes: { ${source}: {} }\` beside \`services\``
  const memory = isWritten ? '' : `write \`tmpfs: ["${target}"]\` into the service${line}`
  const old = volumeOf({ key, target }, containers)
  if (old === undefined) return isWritten ? [] : [`${key}: ${named}; or, where nothing of it has to last, ${memory}`]
  const into = has ?? `${model.name}_${source}`
  const copy = `docker run --rm -u 0 -v ${old.volume}:/from:ro -v ${into}:/to --entrypoint cp ${old.image} -a /from/. /to/`
  return [
    `${key}, to keep what its volume without a name at ${target} holds: ${has === undefined ? `${named}; ` : ''}write the \`leave-data\` below; and right before the deploy, on the server (it is away until then; where that deploy is undone, \`docker start ${old.names}\`): \`docker stop ${old.names} && ${copy}\``,
    `${key}, to begin without it: ${memory === '' ? '' : `${memory}, and `}write the \`leave-data\` below`,
  ]
}

/** What the files have there by a name or a path, which Docker makes where it is not there yet. */
function mountAt({ volumes = [] }: ComposeService, model: ComposeModel, at: string): string | undefined {
  const mount = volumes.find(({ source, target }) => target === at && source !== undefined)
  return mount?.type === 'volume' ? (model.volumes?.[mount.source ?? '']?.name ?? mount.source) : mount?.source
}

/** The first volume of its containers there. */
function volumeOf({ key, target }: Unnamed, containers: Containers) {
  const at = key.indexOf('/')
  const there = containers.those(key.slice(0, at), key.slice(at + 1))
  const names = there.map(({ Name }) => Name.replace(/^\//, '')).join(' ')
  const [found] = there.flatMap(({ Mounts, Config }) =>
    Mounts.filter(({ Destination, Name }) => Destination === target && isAnonymous(Name)).map(({ Name = '' }) => ({
      ...{ volume: Name, image: Config.Image, names },
    })),
  )
  return found
}
