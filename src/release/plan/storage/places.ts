import { posix } from 'node:path'
import type { HostFacts, InspectedContainer } from '../../../host/types.js'
import type { ComposeModel, ComposeMount, ComposeVolume } from '../../../stack/types.js'
import { tmpfsOf } from '../classes/classes.js'

/**
 * Where a path of a container leads. `anonymous` volumes are never the same in two containers, `memory` keeps nothing, `release` is content
 * that a release brought along, and `host` is the machine itself (sockets, devices): nothing there can be left behind.
 */
export interface Place {
  kind: 'volume' | 'folder' | 'anonymous' | 'memory' | 'release' | 'host'
  /** Name of the volume, with a path below it where there is one, or the absolute path on the server. */
  source: string
}

/** One mount of a service or of a container. */
export interface Mounted {
  target: string
  place: Place
  writable: boolean
}

/** What is needed to tell where a mount leads. */
export interface PlaceContext {
  /** Absolute path of the stack's folder on the server. */
  root: string
  /** Volumes of the server. */
  volumes: HostFacts['volumes']
  /** Definitions of volumes that would be made, by name. */
  defined: ReadonlyMap<string, ComposeVolume>
}

/** Paths of the machine itself: what a container gets from there is a socket, a device or the kernel's. */
const HOST =
  /^\/($|(dev|proc|sys|run|var\/run|lib\/modules|var\/lib\/docker|tmp\/\.X11-unix)(\/|$)|etc\/(localtime|timezone|hosts)$)/

/** Mounts of a container as Docker tells them. */
export function mountsOfContainer(container: InspectedContainer, context: PlaceContext): Mounted[] {
  const subpaths = new Map(
    ((container.HostConfig['Mounts'] ?? []) as { Target?: string; VolumeOptions?: { Subpath?: string } }[]).map(
      ({ Target, VolumeOptions }) => [Target ?? '', VolumeOptions?.Subpath ?? ''],
    ),
  )
  return container.Mounts.map(({ Type, Name, Source, Destination, RW }) => ({
    target: cleaned(Destination),
    place:
      Type === 'volume'
        ? isAnonymous(Name)
          ? { kind: 'anonymous', source: Name ?? '' }
          : volumePlace(Name ?? '', subpaths.get(Destination) ?? '', context)
        : Type === 'bind'
          ? folderPlace(Source, context)
          : { kind: 'memory', source: '' },
    writable: RW,
  }))
}

/**
 * Mounts of a service as a model says them.
 * @param model With single dollars.
 * @param imageVolumes Paths at which its image declares a volume.
 */
export function mountsOfService(
  model: ComposeModel,
  name: string,
  context: PlaceContext,
  imageVolumes: readonly string[] = [],
): Mounted[] {
  const service = model.services[name] ?? {}
  const mounts = (service.volumes ?? []).map(
    (mount): Mounted => ({
      target: cleaned(mount.target),
      place: placeOfMount(mount, model, context),
      writable: mount.read_only !== true && mount.type !== ('image' as string),
    }),
  )
  const memory = tmpfsOf(service).map((target): Mounted => ({ ...inMemory(target), writable: true }))
  const known = new Set([...mounts, ...memory].map(({ target }) => target))
  const declared = imageVolumes
    .map(cleaned)
    .filter((target) => !known.has(target))
    .map((target): Mounted => ({ target, place: { kind: 'anonymous', source: '' }, writable: true }))
  return [...mounts, ...memory, ...declared]
}

/** Where a path inside the container leads; undefined where it is the container's own layer, which goes with it. */
export function leadsTo(mounts: readonly Mounted[], path: string): Mounted | undefined {
  const [nearest] = mounts
    .filter(({ target }) => isAtOrBelow(target, path))
    .sort((one, other) => other.target.length - one.target.length)
  if (nearest === undefined || nearest.target === path) return nearest
  const { kind, source } = nearest.place
  return { ...nearest, place: { kind, source: posix.join(source, posix.relative(nearest.target, path)) } }
}

/** Whether two places hold the same files. */
export function isSame(one: Place, other: Place): boolean {
  if (one.kind === 'anonymous' || other.kind === 'anonymous') return false
  return one.kind === other.kind && one.source === other.source
}

/** Whether a place is the other one, or a folder below it. */
export function holds(place: Place, inner: Place): boolean {
  return place.kind === inner.kind && place.kind !== 'anonymous' && isAtOrBelow(place.source, inner.source)
}

/** Whether what is written there outlives the container, and can be out of sight of the next one. */
export function keepsData({ place, writable }: Mounted): boolean {
  return writable && (place.kind === 'volume' || place.kind === 'folder' || place.kind === 'anonymous')
}

/** Docker's name of a volume that nobody named. */
export function isAnonymous(name: string | undefined): boolean {
  return /^[0-9a-f]{64}$/.test(name ?? '')
}

function placeOfMount(
  { type, source, target, ...rest }: ComposeMount,
  model: ComposeModel,
  context: PlaceContext,
): Place {
  if (type === 'bind') return folderPlace(source ?? '', context)
  if (type === 'tmpfs') return inMemory(target).place
  if (type === ('image' as string)) return { kind: 'release', source: source ?? '' }
  if (source === undefined || source === '') return { kind: 'anonymous', source: '' }
  const { subpath = '' } = (rest['volume'] ?? {}) as { subpath?: string }
  const name = model.volumes?.[source]?.name ?? source
  return isAnonymous(name) ? { kind: 'anonymous', source: name } : volumePlace(name, subpath, context)
}

/** A volume that only stands for a folder, or for a share of another machine, is that: its name may change. */
function volumePlace(name: string, subpath: string, { volumes, defined, root }: PlaceContext): Place {
  const existing = volumes.find(({ Name }) => Name === name)
  const options = existing === undefined ? defined.get(name)?.driver_opts : existing.Options
  const driver = existing === undefined ? defined.get(name)?.driver : existing.Driver
  const { type = '', device = '', o = '' } = options ?? {}
  if ((driver ?? 'local') !== 'local' || device === '') return { kind: 'volume', source: posix.join(name, subpath) }
  if (type === 'tmpfs') return { kind: 'memory', source: '' }
  if (/(^|,)r?bind(,|$)/.test(o)) return folderPlace(posix.join(device, subpath), { volumes, root })
  return { kind: 'volume', source: shareText(type, posix.join(device, subpath), o) }
}

/** A share of another machine, by one text however its volume says it. `volume` of second_writers has the same rule. */
function shareText(type: string, device: string, o: string): string {
  const [, named, path] = /^([^/]*):(\/.*)$/.exec(device) ?? []
  if (named === undefined || path === undefined) return `${type} ${cleaned(device)}`
  const host = (/(?:^|,)addr=([^,]+)/.exec(o)?.[1] ?? named).replace(/[[\]]/g, '').toLowerCase()
  return `${type === 'nfs4' ? 'nfs' : type} ${host}:${cleaned(path) === '/' ? '' : cleaned(path)}`
}

/** Whether it is a share or a device, which has its kind before it. */
export function isShare({ kind, source }: Place): boolean {
  return kind === 'volume' && source.includes(' ')
}

function folderPlace(source: string, { root, volumes }: Pick<PlaceContext, 'root' | 'volumes'>): Place {
  const path = cleaned(source)
  const behind = volumes.find(({ Mountpoint }) => Mountpoint !== undefined && isAtOrBelow(Mountpoint, path))
  if (behind?.Mountpoint !== undefined)
    return { kind: 'volume', source: posix.join(behind.Name, posix.relative(behind.Mountpoint, path)) }
  if (isAtOrBelow(`${root}/files`, path)) return { kind: 'release', source: path }
  return { kind: HOST.test(path) ? 'host' : 'folder', source: path }
}

function inMemory(target: string): Pick<Mounted, 'target' | 'place'> {
  return { target: cleaned(target), place: { kind: 'memory', source: '' } }
}

function cleaned(path: string): string {
  const plain = posix.normalize(path)
  return plain.length > 1 ? plain.replace(/\/+$/, '') : plain
}

/** Whether a path is that folder or below it. */
export function isAtOrBelow(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`)
}
