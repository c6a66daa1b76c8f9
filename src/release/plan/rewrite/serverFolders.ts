import { posix } from 'node:path'
import { type Containers, FOLDER_LABEL, label, PROJECT_LABEL, STACK_LABEL } from '../../../host/containers.js'
import { singleDollars } from '../../../stack/dollars.js'
import type { ComposeModel, Project } from '../../../stack/types.js'
import { isInDataFolder } from './dataFolder.js'

/** What shows where the folders of a project lie on the server. */
export interface FolderEvidence {
  /** Absolute path of the stack's folder on the server. */
  root: string
  containers: Pick<Containers, 'all'>
  /** The project in the release that is committed, with single dollars. */
  before: ComposeModel | undefined
  /** Host path that a service mounts at a target now, if any. */
  mountedNow: (service: string, target: string) => string | undefined
}

/** Where a path of the repository lies on the server. */
export interface FolderThere {
  /** One path; '' where nothing shows it, or where it is one of several. */
  path: string
  /** Several, of which nobody can choose one. */
  places?: readonly string[]
  /** A service mounts it there; else it is concluded from where the project's other folders lie. */
  isMounted: boolean
}

/** Of a path relative to the repository's root. */
export type FolderOf = (path: string) => FolderThere

/**
 * One path of the repository is one folder of the server, whichever service mounts it: where a service has it already; else below the folder from
 * which the project was started, or below which its other mounts lie. A service that comes, or comes back, finds there what others write.
 */
export function serverFolders(project: Project, model: ComposeModel, evidence: FolderEvidence): FolderOf {
  const mounts = project.mounts.map(({ source, path }) => ({
    source: singleDollars(source),
    path: below(project, path),
  }))
  const binds = Object.entries(model.services).flatMap(([service, { volumes = [] }]) =>
    volumes.filter(({ type }) => type === 'bind').map(({ source, target }) => ({ service, source, target })),
  )
  const pairs = mounts.flatMap(({ source, path }) =>
    binds
      .filter((bind) => bind.source === source)
      .flatMap(({ service, target }) => evidence.mountedNow(service, target) ?? [])
      .map((now) => ({ path, now })),
  )
  const absolute = new Set(binds.map(({ source }) => source))
  const content = `${evidence.root}/files/`
  const others = sourcesOf(model.name, evidence).filter(
    (source) => !absolute.has(source) && !source.startsWith(content),
  )
  const started = startedIn(model.name, evidence)
  const agrees = (folder: string): boolean => pairs.some(({ path, now }) => posix.join(folder, path) === now)
  // A folder of another layout than the checkout's is believed last.
  const bases = [
    started.filter((folder) => pairs.length === 0 || agrees(folder)),
    pairs.flatMap(({ path, now }) => baseOf(path, now)),
    started,
    others.flatMap((source) => mounts.flatMap(({ path }) => baseOf(path, source))),
  ].map((found) => withoutOurs([...new Set(found)].sort(), evidence.root))
  const base = bases.find((found) => found.length > 0) ?? []
  return (path) => {
    const inProject = below(project, path)
    const exact = [...new Set(pairs.filter((pair) => pair.path === inProject).map(({ now }) => now))].sort()
    if (exact.length > 0) return { ...chosen(exact), isMounted: true }
    // Below our own folder what lies outside of the project has another place (`belowProject`).
    const from = inProject.startsWith('..') ? base.filter((one) => !isInDataFolder(one, evidence.root)) : base
    return { ...chosen(from.map((one) => posix.join(one, inProject))), isMounted: false }
  }
}

function chosen(places: readonly string[]): Pick<FolderThere, 'path' | 'places'> {
  const [path = ''] = places
  return places.length > 1 ? { path: '', places } : { path }
}

/** Folders that we have made beside those that were there show nothing of where the others are. */
function withoutOurs(bases: readonly string[], root: string): readonly string[] {
  const foreign = bases.filter((one) => !isInDataFolder(one, root))
  return foreign.length > 0 ? foreign : bases
}

/** Folders in which somebody has started the project by Compose, as Compose has written them down; not those of a release. */
function startedIn(project: string, { containers }: FolderEvidence): string[] {
  return containers.all
    .filter((one) => label(one, PROJECT_LABEL) === project && label(one, STACK_LABEL) === undefined)
    .flatMap((one) => label(one, FOLDER_LABEL) ?? [])
}

/** All that containers of the project, and its services in the release before, mount from the server: also of a service that is called otherwise now. */
function sourcesOf(project: string, { containers, before }: FolderEvidence): string[] {
  const mounted = containers.all
    .filter((one) => label(one, PROJECT_LABEL) === project)
    .flatMap(({ Mounts }) => Mounts.flatMap(({ Type, Source }) => (Type === 'bind' ? [Source] : [])))
  const stored = Object.values(before?.services ?? {}).flatMap(({ volumes = [] }) =>
    volumes.flatMap(({ type, source }) => (type === 'bind' && source !== undefined ? [source] : [])),
  )
  return [...mounted, ...stored]
}

function baseOf(path: string, source: string): string[] {
  const inside = path !== '' && !path.startsWith('..')
  return inside && source.endsWith(`/${path}`) ? [source.slice(0, -path.length - 1) || '/'] : []
}

function below(project: Project, path: string): string {
  return posix.relative(project.path, path)
}
