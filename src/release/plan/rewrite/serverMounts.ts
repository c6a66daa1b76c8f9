import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import type { HostFacts } from '../../../host/types.js'
import { singleDollars } from '../../../stack/dollars.js'
import { looksLikeFile } from '../../../stack/mountKind.js'
import type { ComposeFileObject, ComposeModel, ComposeMount, Project, RepoMount } from '../../../stack/types.js'
import type { PlannedMount, Release } from '../../records/types.js'
import { dataFolder } from './dataFolder.js'
import { tooManyLaidOver } from './ownFolders.js'
import type { FolderOf } from './serverFolders.js'

/** A content that a name is made for. */
type NamedContent = { sha256: string } & Pick<RepoMount, 'secret'>

/** What mounts of one project need to be rewritten. */
export interface MountContext {
  project: Project
  /** Compose project name, after adoption. */
  name: string
  /** Absolute path of the stack's folder on the server. */
  root: string
  /** Absolute path of the checkout on the runner: nothing below it exists on the server. */
  checkout: string
  /** Host path that the service mounts at that target now, if any. */
  mountedNow: (service: string, target: string) => string | undefined
  /** Of `serverFolders`. */
  folderOf: FolderOf
  /** Whether stack.yml gives up what a service has at that target, in that folder or in the one that it mounts now. */
  isGivenUp: (service: string, target: string, folder: string) => boolean
  /** Of `ownFolders`. */
  owned: ReadonlyMap<string, readonly string[]>
  /** The name of a content below files/ (`contentNames`). */
  contentName: (content: NamedContent) => string
}

/** Folders that are empty after each start of the server anyway: what is missing there, Docker makes, as it does for everybody. */
const RUNTIME = /^\/(?:var\/)?(?:run|tmp)\/|^\/dev\/shm\//

/**
 * Names of contents on a server: the sum, and beside one that is there but not as it was sent (the containers that mount it shall be
 * replaced) the sum and a number. A name that the current release has already is kept.
 */
export function contentNames({
  current,
  damaged,
  key,
}: Pick<HostFacts, 'current' | 'damaged' | 'key'>): MountContext['contentName'] {
  const models = JSON.stringify(current?.models ?? {})
  return ({ sha256, secret }) => {
    const sum = secret === true ? keyed(sha256, key) : sha256
    const had = [...models.matchAll(new RegExp(`/files/((?:${sum}|${sha256})(?:-[0-9]+)?)(?=["/])`, 'g'))].map(
      ([, name]) => name,
    )
    const kept = had.find((name) => name !== undefined && !damaged.includes(name))
    if (kept !== undefined) return kept
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? sum : `${sum}-${count}`
      if (!damaged.includes(name)) return name
    }
  }
}

/** As `keyed` in stackctl.sh. */
function keyed(sha256: string, key: string): string {
  return createHash('sha256').update(`${key}\n${sha256}\n`).digest('hex')
}

/** Bind mounts of one service as the server sees them: no source that is missing there is left for Docker to make an empty folder of. */
export function serverMounts(
  context: MountContext,
  service: string,
  mounts: readonly ComposeMount[],
): { mounts: ComposeMount[]; planned: PlannedMount[]; faults: string[] } {
  const planned: PlannedMount[] = []
  const faults: string[] = []
  const at = `${context.name}/${service}`
  const rewritten = mounts.flatMap((mount) => {
    if (mount.type !== 'bind' || mount.source === undefined) return mount
    const place = { project: context.name, service, target: mount.target }
    const inRepo = repoMount(context.project, mount.source)
    if (inRepo === undefined) {
      if (RUNTIME.test(mount.source)) return mount
      planned.push({ ...place, ...ownMount(mount.source, 'must') })
      return neverMade(mount, mount.source)
    }
    const over = context.owned.get(inRepo.source)
    if (over === undefined && inRepo.kind === 'content' && inRepo.sha256 !== undefined) {
      const name = context.contentName({ ...inRepo, sha256: inRepo.sha256 })
      planned.push({
        ...place,
        kind: 'sent',
        folder: isFolder(inRepo),
        path: inRepo.path,
        text: sentWords(inRepo),
      })
      return { ...neverMade(mount, posix.join(context.root, 'files', name)), read_only: true }
    }
    if (over === undefined && inRepo.kind === 'content')
      faults.push(`${at}: the content of ${inRepo.path} is not known`)
    const own = ownFolder(context, service, mount, inRepo)
    faults.push(...own.faults.map((fault) => `${at}: ${fault}`))
    planned.push({ ...place, ...own.words, text: `${own.words.text}${overWords(inRepo, over)}` })
    const many = tooManyLaidOver(at, inRepo.path, over ?? [])
    if (many !== undefined) faults.push(many)
    const files = posix.join(context.root, 'files', context.contentName({ ...inRepo, sha256: inRepo.sha256 ?? '' }))
    const laid = (over ?? []).map((path): ComposeMount => {
      const one = { type: 'bind' as const, target: posix.join(mount.target, path), read_only: true }
      return neverMade(one as ComposeMount, posix.join(files, path))
    })
    return [neverMade(mount, own.source), ...laid]
  })
  return { mounts: rewritten, planned, faults }
}

/** Where a path of the repository that is the server's own lies there: where it is mounted now, by this service or another one, else below the stack's own folder. */
function ownFolder(
  context: MountContext,
  service: string,
  mount: ComposeMount,
  { path, kind }: RepoMount,
): { source: string; words: ReturnType<typeof ownMount>; faults: string[] } {
  const kept = context.mountedNow(service, mount.target)
  const {
    path: there,
    places = [],
    isMounted,
  } = kept === undefined ? context.folderOf(path) : { path: kept, isMounted: true }
  const isGivenUp = [there, ...places].some((one) => context.isGivenUp(service, mount.target, one))
  const found = isGivenUp ? '' : there
  const source = found || posix.join(dataFolder(context.root, context.name), belowProject(context.project, path))
  const isMade = kept === undefined && mount.read_only !== true && !looksLikeFile(source)
  const faults =
    places.length > 1 && !isGivenUp
      ? [several(path, places)]
      : kind === 'unclear' && !(isMounted && found !== '')
        ? [unclear(path)]
        : []
  return { source, words: ownMount(source, kept !== undefined ? 'mounted' : isMade ? 'made' : 'must'), faults }
}

/** Compose's word for a mount whose missing source is an error; where it is absent, Docker makes an empty folder, owned by root. */
function neverMade(mount: ComposeMount, source: string): ComposeMount {
  return { ...mount, source, bind: { ...(mount['bind'] as object | undefined), create_host_path: false } }
}

function ownMount(path: string, how: 'must' | 'mounted' | 'made'): Pick<PlannedMount, 'kind' | 'text' | 'own'> {
  const words = {
    must: ', which has to be there',
    mounted: ', as it is mounted now',
    made: ', made where it is not there yet',
  }[how]
  return { kind: 'server', text: `the server's own: ${path}${words}`, own: { path, make: how === 'made' } }
}

// Not by its name: from the sum of a short secret one may guess the secret.
function sentWords({ path, files = [], untracked = 0 }: RepoMount): string {
  const count = files.filter((entry) => entry.isFolder !== true).length
  const made = untracked === 0 ? '' : count === 1 ? ', not in git' : `, ${untracked} of them not in git`
  return `${path}, sent with the release, read-only (${count === 1 ? '1 file' : `${count} files`}${made})`
}

/** What becomes of git's files in a folder of the server's own. */
function overWords({ tracked = [] }: RepoMount, over: readonly string[] | undefined): string {
  if (over === undefined) return ''
  const left = tracked.filter((path) => !over.includes(path))
  const laid =
    over.length === 0
      ? ''
      : `, and over it, read-only, ${over.length === 1 ? over[0] : `${over.length} files`} of the release`
  return `${laid}${left.length === 0 ? '' : ` (${left.join(', ')} of git not sent)`}`
}

function isFolder({ files = [] }: RepoMount): boolean {
  return files.find(({ path }) => path === '')?.isFolder === true
}

function unclear(path: string): string {
  return `${path} is in the checkout, git does not track it, and it is mounted writable: write \`:ro\` behind the mount to have it sent with the release; if it is the server's own, keep it out of the checkout`
}

function several(path: string, places: readonly string[]): string {
  return `${path} may be any of ${places.join(', ')} on the server: write the one that is meant into the Compose file, as an absolute path`
}

/** What must lie on the server before anything begins, one line a mount; what one service makes is there for all. */
export function ownPlaces(planned: readonly PlannedMount[]): Release['binds'] {
  const made = new Set(planned.flatMap(({ own }) => (own?.make ? [own.path] : [])))
  return planned.flatMap(({ project, service, own }) =>
    own === undefined || service === undefined ? [] : [{ project, service, path: own.path, make: made.has(own.path) }],
  )
}

/** Secrets or configs of a project as files of the release. */
export function serverFiles(
  context: MountContext,
  kind: 'secret' | 'config',
  objects: Record<string, ComposeFileObject> | undefined,
): { objects: Record<string, ComposeFileObject>; planned: PlannedMount[]; faults: string[] } {
  const planned: PlannedMount[] = []
  const faults: string[] = []
  const found: Record<string, ComposeFileObject> = {}
  for (const [key, object] of Object.entries(objects ?? {})) {
    if (object.external === true) {
      faults.push(`${context.name}: the ${kind} ${key} is external, which needs Swarm`)
      continue
    }
    const mount =
      context.project.mounts.find(({ source }) => source === `${kind}:${key}`) ??
      repoMount(context.project, object.file)
    if (mount?.sha256 === undefined) {
      if (object.file === undefined) faults.push(`${context.name}: the content of the ${kind} ${key} is not known`)
      found[key] = object
      continue
    }
    found[key] = {
      ...(object.name === undefined ? {} : { name: object.name }),
      file: posix.join(context.root, 'files', context.contentName({ ...mount, sha256: mount.sha256 })),
    }
    planned.push({ project: context.name, target: `${kind}s.${key}`, kind: 'sent', text: 'a file of the release' })
  }
  return { objects: found, planned, faults }
}

/** Files that a release brings along, each once. */
export function releaseFiles(
  projects: readonly Project[],
  models: readonly ComposeModel[],
  contentName: MountContext['contentName'],
): Release['files'] {
  const mounted = JSON.stringify(models)
  const found = new Map<string, Release['files'][number]>()
  for (const { sha256, secret, files = [] } of projects.flatMap(({ mounts }) => mounts)) {
    if (sha256 === undefined) continue
    const name = contentName({ sha256, ...(secret && { secret }) })
    if (!mounted.includes(`/files/${name}`)) continue
    const isFolder = files.length !== 1 || files[0]?.path !== '' || files[0].isFolder === true
    found.set(name, { name, files, isFolder })
  }
  return [...found.values()]
}

function repoMount(project: Project, source: string | undefined): RepoMount | undefined {
  return source === undefined ? undefined : project.mounts.find((mount) => singleDollars(mount.source) === source)
}

function belowProject(project: Project, path: string): string {
  const relative = posix.relative(project.path, path)
  const inside = relative !== '' && !relative.startsWith('..')
  return inside ? relative : posix.normalize(`/${path}`).slice(1)
}
