import { Containers } from '../../../host/containers.js'
import type { HostFacts } from '../../../host/types.js'
import { singleDollars } from '../../../stack/dollars.js'
import { isAbout } from '../../../stack/mountKind.js'
import type { ComposeModel, Project, RepoMount, Stack } from '../../../stack/types.js'
import { isFirst } from '../likeness/likeness.js'
import { namedModels } from '../names/projectName.js'

/** Names of files below a folder of the server, by its path; undefined where they cannot be read. */
export type NamesThere = ReadonlyMap<string, readonly string[] | undefined>

/** More files of git than these are not laid over a folder one by one. */
const MOST_LAID_OVER = 50

/** What tells a folder of the server's own apart from content, beside the repository. */
export interface OwnContext {
  facts: Pick<HostFacts, 'current' | 'root'>
  /** Host path that the service mounts at that target now, if any: never content of a release. */
  mountedNow: (service: string, target: string) => string | undefined
  /** For the folders of `foldersToAsk`. */
  namesThere: NamesThere
}

/**
 * What a service writes to is never content of a release: folders of the repository that are mounted writable are the server's own, although git
 * has files in them, where these only tell about the folder (README), where git is told to ignore what else is in there or keeps empty folders in
 * it, where the folder that is mounted now has files that the repository has not, and where it was the server's own in the release before.
 * @returns By the mount's source, which files of git are laid over it, each by itself and read-only.
 */
export function ownFolders(project: Project, model: ComposeModel, context: OwnContext): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const mount of project.mounts) {
    const writers = writersOf(mount, model)
    if (writers.length === 0) continue
    const real = (mount.tracked ?? []).filter((path) => !isAbout(path))
    const isOwn = writers.some(({ service, target }) => {
      const now = context.mountedNow(service, target)
      return now !== undefined && !mayBecomeContent(mount, { ...context, project: model.name, service, target, now })
    })
    if (real.length === 0 || mount.forData === true || isOwn) found.set(mount.source, real)
  }
  return found
}

/** Why so many files cannot be laid over a folder; undefined where they can. */
export function tooManyLaidOver(where: string, path: string, files: readonly string[]): string | undefined {
  if (files.length <= MOST_LAID_OVER) return undefined
  return `${where}: ${path} is mounted writable, the service keeps its own files in there, and git has ${files.length}: mount what is in git by itself with \`:ro\`, or write \`:ro\` behind this mount if it is all content`
}

/**
 * Folders of the server of which has to be known whether they have files that the repository has not: those that containers mount writable, as
 * also an adopted one does until it changes.
 */
export function foldersToAsk(stack: Stack, facts: HostFacts): string[] {
  const containers = new Containers(facts, stack.identity)
  const models = stack.projects.map(({ model }) => singleDollars(model))
  const named = namedModels(stack, models, facts).models
  const asked = stack.projects.flatMap((project, index) => {
    const model = named[index]
    if (model === undefined) return []
    return project.mounts.flatMap((mount) =>
      mountersOf(mount, model).flatMap(({ service, target }) =>
        containers
          .those(model.name, service)
          .flatMap(({ Mounts }) => Mounts.filter((one) => one.Destination === target && one.Type === 'bind' && one.RW))
          .filter(() => isFirst(facts) || wasContent(facts, { project: model.name, service, target }))
          .map(({ Source }) => Source),
      ),
    )
  })
  return [...new Set(asked)].sort()
}

/**
 * Whether a folder that a service mounts from the server now may become content of the release: on a first deploy where it has nothing that the
 * repository has not, later where it was content in the release before (an adopted container keeps its mounts until it changes).
 */
export function mayBecomeContent(
  mount: RepoMount,
  at: Pick<OwnContext, 'facts' | 'namesThere'> & { project: string; service: string; target: string; now: string },
): boolean {
  return isFirst(at.facts) ? !hasMore(mount, at.now, at.namesThere) : wasContent(at.facts, at)
}

/** Whether a service has content at that path in the release that is committed. */
function wasContent(
  { current, root }: OwnContext['facts'],
  at: { project: string; service: string; target: string },
): boolean {
  const before = current?.models[at.project]?.services[at.service]?.volumes ?? []
  const source = before.find(({ type, target }) => type === 'bind' && target === at.target)?.source
  return source?.startsWith(`${root}/files/`) === true
}

/** Whether a folder of the server has files that the repository has not, or that nobody may read. */
export function hasMore(mount: RepoMount, folder: string, namesThere: NamesThere): boolean {
  if (!namesThere.has(folder)) return false
  const known = new Set((mount.files ?? []).map(({ path }) => path))
  return namesThere.get(folder)?.some((name) => !known.has(name)) ?? true
}

function writersOf(mount: RepoMount, model: ComposeModel): { service: string; target: string }[] {
  return mountersOf(mount, model).filter(({ readOnly }) => !readOnly)
}

function mountersOf(mount: RepoMount, model: ComposeModel): { service: string; target: string; readOnly: boolean }[] {
  if (mount.kind !== 'content' || mount.files?.find(({ path }) => path === '')?.isFolder !== true) return []
  const source = singleDollars(mount.source)
  return Object.entries(model.services).flatMap(([service, { volumes = [] }]) =>
    volumes
      .filter((one) => one.type === 'bind' && one.source === source)
      .map(({ target, read_only: readOnly }) => ({ service, target, readOnly: readOnly === true })),
  )
}
