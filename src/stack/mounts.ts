import { readlink, realpath, stat } from 'node:fs/promises'
import { relative } from 'node:path'
import { Refused } from '../runtime/errors.js'
import type { run } from '../runtime/run.js'
import { undouble } from './compose.js'
import { type Content, entriesAt, summed, withMountPoints } from './content.js'
import { gitIn } from './gitIn.js'
import { insideRepo, isInside } from './inside.js'
import { isPlaceholder, looksLikeFile, mountKind } from './mountKind.js'
import { CHECK_SUBMODULES_OUT, emptySubmodules } from './submodules.js'
import type { ComposeFileObject, ComposeModel, ComposeService, ContentEntry, RepoMount } from './types.js'

/** Gives the files that git tracks at or below a path, relative to the root; undefined where there is no git. */
export type TrackedFiles = (path: string) => Promise<string[] | undefined>

/** Whether git would ignore a file at one of these paths, relative to the root. */
export type IgnoredFiles = (paths: readonly string[]) => Promise<boolean>

/** Folders of a mount in which git is asked what it would ignore. */
const MOST_PROBED = 500

export function gitIgnored(root: string, runProgram: typeof run): IgnoredFiles {
  return async (paths) => {
    const argv = [...gitIn(root), 'check-ignore', '--no-index', '--', ...paths]
    return (await runProgram(argv).catch(() => undefined))?.code === 0
  }
}

export function gitTracked(root: string, runProgram: typeof run): TrackedFiles {
  const list = (async () => {
    const result = await runProgram([...gitIn(root), 'ls-files', '-z', '--recurse-submodules', '--', '.']).catch(
      () => undefined,
    )
    return result?.code === 0 ? result.stdout.split('\0').filter((path) => path !== '') : undefined
  })()
  return async (path) => (await list)?.filter((file) => path === '' || file === path || file.startsWith(`${path}/`))
}

/**
 * What a project's services take from the repo: bind mounts, and secrets and configs that come from a file or a value.
 * @param values Values of the variables that secrets and configs are taken from, by variable.
 */
export async function repoMounts(
  model: ComposeModel,
  options: {
    root: string
    project: string
    tracked: TrackedFiles
    ignored: IgnoredFiles
    values: Readonly<Record<string, string>>
  },
): Promise<RepoMount[]> {
  const mounts: RepoMount[] = []
  for (const bind of bindsOf(model, options)) mounts.push(await bindMount(bind, options))
  for (const kind of ['secret', 'config'] as const) {
    for (const [name, object] of Object.entries(model[`${kind}s`] ?? {})) {
      const used = Object.values(model.services).some((service) =>
        service[`${kind}s`]?.some(({ source }) => source === name),
      )
      if (used && object.external !== true) mounts.push(await fileObject(kind, name, object, options))
    }
  }
  return mounts
}

/** One source that services mount, with what all of them say of it. */
interface Bind {
  source: string
  at: string
  readOnly: boolean
  /** Where other mounts of the same services lie below it. */
  points: Map<string, 'file' | 'folder'>
}

function bindsOf(model: ComposeModel, options: { root: string; project: string }): Bind[] {
  const binds = new Map<string, Bind>()
  for (const [name, service] of Object.entries(model.services)) {
    for (const { type, source, target, read_only: readOnly } of service.volumes ?? []) {
      if (type !== 'bind' || source === undefined || !isInside(options.root, source)) continue
      const at = `project ${options.project}, service ${name}, volumes`
      const bind = binds.get(source) ?? { source, at, readOnly: true, points: new Map() }
      bind.readOnly &&= readOnly === true
      for (const [point, kind] of mountPoints(service, target)) bind.points.set(point, kind)
      binds.set(source, bind)
    }
  }
  return [...binds.values()]
}

/** Paths below a target at which the same service mounts something else. */
function mountPoints(service: ComposeService, target: string): [string, 'file' | 'folder'][] {
  const tmpfs = [service['tmpfs'] ?? []].flat().map((one) => String(one).split(':')[0] ?? '')
  const all: [string, 'file' | 'folder'][] = [
    ...(service.volumes ?? []).map((mount): [string, 'file' | 'folder'] => [
      mount.target,
      mount.type === 'bind' && looksLikeFile(mount.target) ? 'file' : 'folder',
    ]),
    ...tmpfs.map((path): [string, 'folder'] => [path, 'folder']),
    ...(service.secrets ?? []).map((one): [string, 'file'] => [fileTarget('/run/secrets', one), 'file']),
    ...(service.configs ?? []).map((one): [string, 'file'] => [fileTarget('', one), 'file']),
  ]
  return all
    .filter(([path]) => path !== target && isInside(target, path))
    .map(([path, kind]) => [relative(target, path), kind])
}

function fileTarget(folder: string, { source, target = source }: { source: string; target?: string }): string {
  return target.startsWith('/') ? target : `${folder}/${target}`
}

const ON_THE_SERVER = 'mount what it leads to by its absolute path on the server, or keep the link out of git'

async function bindMount(
  { source, at, readOnly, points }: Bind,
  options: { root: string; tracked: TrackedFiles; ignored: IgnoredFiles },
): Promise<RepoMount> {
  const root = await realpath(options.root)
  const path = relative(options.root, source) || '.'
  await insideRepo(options.root, source, at, ON_THE_SERVER)
  // Docker follows a link that is the source itself; the container follows those below it.
  const real = await realpath(source).catch(() => source)
  const link = real === source ? await readlink(source).catch(() => undefined) : undefined
  if (link !== undefined)
    throw new Refused(`${path} is a symbolic link to ${link}, which is not in the checkout`, {
      at,
      todo: ON_THE_SERVER,
    })
  const below = relative(root, real)
  const entries = await entriesAt(root, real, at)
  const lying = entries.filter(({ path: one, isFolder }) => isFolder !== true && (one === '' || !isPlaceholder(one)))
  const known = await options.tracked(below)
  const names = new Set(known)
  const isKnown = ({ path: one }: ContentEntry): boolean =>
    known === undefined || names.has([below, one].filter((part) => part !== '').join('/'))
  const untracked = lying.filter((entry) => !isKnown(entry)).length
  if (lying.length === 0 && known?.some((one) => one === below || !isPlaceholder(one)))
    throw new Refused(`${path} is tracked by git, but there is no file of it in the checkout`, {
      at,
      todo: 'check it out: a submodule takes `submodules: true`, a sparse checkout its folder (actions/checkout)',
    })
  const empty = (await emptySubmodules(root)).find((one) => isInside(real, one))
  if (empty !== undefined)
    throw new Refused(`the submodule ${relative(root, empty)} in ${path} is empty`, { at, todo: CHECK_SUBMODULES_OUT })
  const tracked = isFolderOf(entries) ? lying.filter(isKnown).map((entry) => entry.path) : []
  const forData = !readOnly && tracked.length > 0 && (await isForData(below, entries, options.ignored))
  const isFile = entries[0]?.path === '' && entries[0].isFolder !== true
  const kind = mountKind({ isFile, tracked: lying.length - untracked, untracked, readOnly })
  if (lying.length === 0) return { source, path, kind }
  return {
    source,
    path,
    kind,
    untracked,
    ...(tracked.length > 0 && { tracked, forData }),
    ...((known === undefined || untracked > 0) && { secret: true as const }),
    ...sent(await summed(isFile ? entries : withMountPoints(entries, points), at)),
  }
}

const isFolderOf = (entries: readonly ContentEntry[]): boolean => entries[0]?.isFolder === true

/** Whether a folder is meant to hold other files than git's: git ignores others in it, or keeps an empty folder there. */
async function isForData(below: string, entries: readonly ContentEntry[], ignored: IgnoredFiles): Promise<boolean> {
  if (entries.some(({ path }) => /(^|\/)\.(git)?keep$/.test(path))) return true
  const folders = entries.filter(({ isFolder }) => isFolder === true).slice(0, MOST_PROBED)
  return ignored(folders.map(({ path }) => [below, path, 'x'].filter((part) => part !== '').join('/')))
}

const sent = ({ sha256, entries }: Content): Pick<RepoMount, 'sha256' | 'files'> => ({ sha256, files: entries })

async function fileObject(
  kind: 'secret' | 'config',
  name: string,
  object: ComposeFileObject,
  options: { root: string; project: string; tracked: TrackedFiles; values: Readonly<Record<string, string>> },
): Promise<RepoMount> {
  const at = `project ${options.project}, ${kind}s.${name}`
  if (object.file !== undefined) {
    const absolute = await insideRepo(options.root, object.file, at)
    const path = relative(options.root, absolute)
    const found = await stat(absolute).catch(() => undefined)
    if (!found?.isFile())
      throw new Refused(`${path} is ${found ? 'no file' : 'not in the checkout'}`, {
        at,
        todo: `write it in a step before, or take the ${kind} from a variable: \`environment: NAME\``,
      })
    const entries = await entriesAt(await realpath(options.root), await realpath(absolute), at)
    const secret = kind === 'secret' || !(await options.tracked(path))?.length
    const content = sent(await summed(entries, at))
    return { source: object.file, path, kind: 'content', ...(secret && { secret }), ...content }
  }
  const text = object.environment === undefined ? undouble(object.content ?? '') : options.values[object.environment]
  if (text === undefined || (object.environment !== undefined && text === ''))
    throw new Refused(`no value is given for the variable ${object.environment}`, {
      at,
      about: 'files',
      todo: 'give it in the env file, or in the step’s env',
    })
  const entries = [{ path: '', content: text, executable: false }]
  return {
    source: `${kind}:${name}`,
    path: `${kind} ${name}`,
    kind: 'content',
    secret: true,
    ...sent(await summed(entries, at)),
  }
}
