import { type Containers, serviceKey } from '../../../host/containers.js'
import type { HostFacts, InspectedContainer } from '../../../host/types.js'
import { singleDollars } from '../../../stack/dollars.js'
import type { ComposeService, ComposeVolume } from '../../../stack/types.js'
import type { Resource, Running } from '../../records/types.js'
import { serviceOf } from '../likeness/containerAsService.js'
import type { Likenesses } from '../likeness/likeness.js'
import type { RewrittenProject } from '../rewrite/rewrite.js'
import { type DataFolders, dataFolders } from './dataFolders.js'
import { type Mounted, mountsOfContainer, mountsOfService, type PlaceContext } from './places.js'

export interface SidesInput {
  projects: readonly RewrittenProject[]
  /** Services whose containers stay, by `project/service`. */
  stays: ReadonlySet<string>
  running: Running
  containers: Containers
  facts: Pick<HostFacts, 'root' | 'volumes'>
  resources: readonly Resource[]
  /** What the images of containers say that ran before us. */
  likenesses?: Likenesses | undefined
}

/** Mounts of one service: now, and in the new release. */
export interface Sides {
  key: string
  /** Undefined where nothing of it is known. */
  before: Mounted[] | undefined
  /** Undefined where the new release has no such service. */
  after: Mounted[] | undefined
  /** What each says about the folder of its data. */
  folders: { before: DataFolders; after: DataFolders }
  /** Whether a container of it is there. */
  exists: boolean
  /** The container that is there stays. */
  stays: boolean
}

/** Every service that runs, or that the new release has. */
export function sidesOf(input: SidesInput): Sides[] {
  const { projects, stays, running, containers, likenesses } = input
  const context = placeContext(input)
  const after = new Map(
    projects.flatMap(({ model, images }) =>
      Object.entries(model.services).map(([name, service]) => [
        serviceKey(model.name, name),
        {
          mounts: mountsOfService(model, name, context, images.get(name)?.resolved?.volumes),
          folders: dataFolders(service),
        },
      ]),
    ) as [string, { mounts: Mounted[]; folders: DataFolders }][],
  )
  const keys = [...after.keys(), ...running.services.map(({ project, service }) => serviceKey(project, service))]
  return [...new Set(keys)].map((key) => {
    const [project = '', service = ''] = key.split('/')
    const there = containers.those(project, service)
    const model = singleDollars(running.models[project])
    const text = model?.services[service]
    const stored = model === undefined || text === undefined ? undefined : mountsOfService(model, service, context)
    const [container] = there
    // What is stopped before the first release of ours is in none, and tells it itself.
    const own = text ?? (container && serviceOf(container))
    const image = there.flatMap(({ Id }) => likenesses?.get(Id)?.image?.Env ?? [])
    return {
      key,
      before: there.length > 0 ? uniqueMounts(there, context) : stored,
      after: after.get(key)?.mounts,
      folders: folders(own ?? {}, image, after.get(key)?.folders),
      exists: there.length > 0,
      stays: stays.has(key),
    }
  })
}

/** What its image says of the folder is so for the next one, too, where the files say nothing. */
function folders(text: ComposeService, image: readonly string[], after: DataFolders = new Map()): Sides['folders'] {
  const before = dataFolders(text)
  const own = dataFolders(text, image)
  const byImage = [...before].filter(([word]) => !own.has(word))
  return { before, after: new Map([...byImage, ...after]) }
}

/** What tells where a mount leads: the server, and what would be made on it. */
export function placeContext({ facts, resources }: Pick<SidesInput, 'facts' | 'resources'>): PlaceContext {
  const defined = new Map(
    resources.flatMap(({ kind, name, definition }): [string, ComposeVolume][] =>
      kind === 'volume' ? [[name, definition as ComposeVolume]] : [],
    ),
  )
  return { root: facts.root, volumes: facts.volumes, defined }
}

/** Replicas have the same mounts, but for their anonymous volumes. */
function uniqueMounts(there: readonly InspectedContainer[], context: PlaceContext): Mounted[] {
  const all = there.flatMap((container) => mountsOfContainer(container, context))
  return [...new Map(all.map((mount) => [`${mount.target} ${mount.place.kind} ${mount.place.source}`, mount])).values()]
}
