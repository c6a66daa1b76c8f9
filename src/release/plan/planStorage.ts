import type { HostFacts } from '../../host/types.js'
import type { ImageName } from '../../records/release.js'
import type { Stack } from '../../stack/types.js'
import type { ServicePlan } from './planServices.js'
import { type Replaced, replacedByDefaults } from './refusals/replacedByDefaults.js'
import type { ReleaseBefore } from './releaseBefore.js'
import type { ReleaseInput } from './releaseInput.js'
import { hasMore, mayBecomeContent, type NamesThere } from './rewrite/ownFolders.js'
import type { RewrittenProject } from './rewrite/rewrite.js'
import type { SettledStack } from './settleStack.js'
import { imageNames, repositoryFinder } from './storage/imageNames.js'
import { placeContext, sidesOf } from './storage/sides.js'
import { type Storage, storageOf } from './storage/storage.js'
import { secondWriters, type Writers } from './storage/writers.js'

/** What becomes of the data that services keep. */
export interface DataPlan {
  storage: Storage
  /** Of images that have only an id. */
  names: ImageName[]
  /** Who would write where another does. */
  writers: Writers
  /** Values of what runs that only a default would stand for. */
  replaced: Replaced
}

/** All that was found out, before it is judged. */
export interface Findings {
  input: ReleaseInput
  settled: SettledStack
  before: ReleaseBefore
  services: ServicePlan
  data: DataPlan
}

export function planStorage(
  input: ReleaseInput,
  { stack, projects, containers, resources }: SettledStack,
  { running }: ReleaseBefore,
  { planned, composeModels }: ServicePlan,
): DataPlan {
  const { facts, likenesses } = input
  const { leaveData = [], shareData = [] } = stack
  const stays = planned.filter(({ change, again }) => change === 'unchanged' || again === true)
  const sides = sidesOf({
    ...{ projects, running, containers, facts, resources, likenesses },
    stays: new Set(stays.map(({ project, service }) => `${project}/${service}`)),
  })
  const storage = storageOf({
    ...{ sides, facts, leaveData, shareData },
    mayBecomeContent: becomesContent(projects, stack, facts, input.namesThere),
    covered: input.covered ?? [],
  })
  const names = imageNames(Object.values(composeModels))
  const writers = secondWriters({
    ...{ sides, planned, containers: facts.containers, identity: stack.identity, name: stack.name, shareData },
    context: placeContext({ facts, resources }),
    repository: repositoryFinder([...names, ...imageNames(Object.values(running.models))]),
    // What ran before us is no release that was seen to write there.
    since: facts.current?.meta['kind'] === 'adopted' ? undefined : facts.current?.meta['created_at'],
  })
  const keepsData = storage.kept.length > 0
  const replaced = replacedByDefaults(projects, input.defaults ?? {}, containers, { keepsData, facts, likenesses })
  return { storage, names, writers, replaced }
}

/** Paths of services at which a folder of the server may become content of the release: nothing in it is the server's alone. */
function becomesContent(
  projects: readonly RewrittenProject[],
  { projects: read }: Pick<Stack, 'projects'>,
  facts: HostFacts,
  namesThere: NamesThere = new Map(),
): (service: string, target: string, folder: string) => boolean {
  const sent = projects.flatMap(({ mounts }) => mounts.filter(({ kind }) => kind === 'sent'))
  const contents = read.flatMap(({ mounts }) => mounts)
  return (key, target, folder) => {
    const one = sent.find((mount) => `${mount.project}/${mount.service}` === key && mount.target === target)
    if (one === undefined || one.folder !== true) return one !== undefined
    const mount = contents.find(({ path }) => path === one.path)
    const [project = '', service = ''] = key.split('/')
    const at = { facts, namesThere, project, service, target, now: folder }
    return mount !== undefined && mayBecomeContent(mount, at) && !hasMore(mount, folder, namesThere)
  }
}
