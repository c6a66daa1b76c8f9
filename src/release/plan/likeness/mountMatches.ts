import { posix } from 'node:path'
import type { InspectedContainer } from '../../../host/types.js'
import type { ComposeMount, ComposeService } from '../../../stack/types.js'
import { tmpfsOf } from '../classes/classes.js'
import type { Neighbours, TakenFiles, Wanted } from './wanted.js'

/** Scripts there run only when a database is made: what they say does not reach one that runs. */
export const FIRST_START_ONLY = /^\/docker-entrypoint-initdb\.d(\/|$)/

/** Where the mounts of a container are others, or the files in them. */
export function mountDifferences(
  wanted: Wanted,
  container: InspectedContainer,
  changed: ReadonlyMap<string, readonly string[]>,
  neighbours: Neighbours,
): string[] {
  const { service } = wanted
  const has = new Map(container.Mounts.map((mount) => [mount.Destination, mount]))
  const places = (service.volumes ?? []).flatMap((mount) => {
    const target = posix.resolve('/', mount.target)
    return wanted.files.has(target) || FIRST_START_ONLY.test(target) || isMounted(wanted, mount, has.get(target))
      ? []
      : [target]
  })
  const files = [...wanted.files].flatMap(([target, taken]) => fileDifference(target, taken, has, changed))
  const borrowed = (service.volumes_from ?? []).flatMap((one) =>
    neighbours
      .containersOf(one.split(':')[0] ?? '')
      .flatMap(({ Mounts }) => Mounts.map(({ Destination }) => Destination)),
  )
  const expected = new Set([
    ...[...(service.volumes ?? []).map(({ target }) => posix.resolve('/', target)), ...wanted.files.keys()],
    ...[...borrowed, ...tmpfsOf(service)],
  ])
  // An anonymous volume that nobody asked for is the image's.
  const extra = [...has.values()].filter(
    (mount) => !expected.has(mount.Destination) && !isAnonymous(mount) && !FIRST_START_ONLY.test(mount.Destination),
  )
  const targets = [...places, ...extra.map(({ Destination }) => Destination)]
  return [
    ...(targets.length === 0 ? [] : [`volumes: ${[...new Set(targets)].sort().join(', ')}`]),
    ...files,
    ...(sharesVolumes(service, container, neighbours) ? [] : ['volumes_from']),
  ]
}

type Mount = InspectedContainer['Mounts'][number]

function isMounted({ model, sourceOf }: Wanted, mount: ComposeMount, found: Mount | undefined): boolean {
  if (found === undefined || found.Type !== mount.type) return false
  if (mount.type === 'tmpfs') return true
  if (found.RW === (mount.read_only === true)) return false
  if (mount.type === 'bind') return found.Source === (sourceOf(mount.target) ?? mount.source)
  if (mount.source === undefined) return isAnonymous(found)
  return found.Name === (model.volumes?.[mount.source]?.name ?? `${model.name}_${mount.source}`)
}

function isAnonymous({ Type, Name }: Mount): boolean {
  return Type === 'volume' && /^[0-9a-f]{64}$/.test(Name ?? '')
}

function fileDifference(
  target: string,
  { path, mounted }: TakenFiles,
  has: ReadonlyMap<string, Mount>,
  changed: ReadonlyMap<string, readonly string[]>,
): string[] {
  if (FIRST_START_ONLY.test(target)) return []
  if (mounted && !has.has(target)) return [`volumes: ${target}`]
  const files = changed.get(target)
  if (files === undefined) return [`volumes: ${target}, of whose content nothing is known`]
  if (files.length === 0) return []
  const which = files.slice(0, 3).filter((one) => one !== '')
  const more = files.length > 3 ? `, and ${files.length - 3} more` : ''
  return [`${path} is another on the server${which.length === 0 ? '' : `: ${which.join(', ')}${more}`}`]
}

function sharesVolumes(
  service: ComposeService,
  container: InspectedContainer,
  { containersOf, named }: Neighbours,
): boolean {
  // Compose drops the mode where it names a service.
  const wanted = (service.volumes_from ?? []).map((one) => {
    const [name = ''] = one.replace(/^container:/, '').split(':')
    return containersOf(name)[0]?.Id ?? named(name) ?? name
  })
  const has = ((container.HostConfig['VolumesFrom'] as string[] | null | undefined) ?? []).map(
    (one) => one.split(':')[0] ?? '',
  )
  return wanted.sort().join() === has.sort().join()
}
