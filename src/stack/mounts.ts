import { createHash } from 'node:crypto'
import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { Refused } from '../runtime/errors.js'
import type { run } from '../runtime/run.js'
import { undouble } from './compose.js'
import { insideRepo, isInside } from './inside.js'
import type { ComposeFileObject, ComposeModel, RepoMount } from './types.js'

/** Gives the files that git tracks at or below a path, relative to the root; undefined where there is no git. */
export type TrackedFiles = (path: string) => Promise<string[] | undefined>

/** Files that only keep an otherwise empty folder in git: such a folder is the server's. */
const placeholders = new Set(['.gitkeep', '.keep', '.gitignore'])

export function gitTracked(root: string, runProgram: typeof run): TrackedFiles {
  const list = (async () => {
    const result = await runProgram(['git', '-C', root, 'ls-files', '-z', '--recurse-submodules', '--', '.']).catch(
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
  options: { root: string; project: string; tracked: TrackedFiles; values: Readonly<Record<string, string>> },
): Promise<RepoMount[]> {
  const mounts: RepoMount[] = []
  const binds = new Map<string, string>()
  for (const [service, { volumes }] of Object.entries(model.services)) {
    for (const mount of volumes ?? []) {
      if (mount.type !== 'bind' || mount.source === undefined) continue
      if (isInside(options.root, mount.source))
        binds.set(mount.source, `project ${options.project}, service ${service}, volumes`)
    }
  }
  for (const [source, at] of binds) mounts.push(await bindMount(source, at, options))
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

async function bindMount(
  source: string,
  at: string,
  options: { root: string; tracked: TrackedFiles },
): Promise<RepoMount> {
  const path = relative(options.root, source)
  await insideRepo(options.root, source, at)
  const tracked = await options.tracked(path)
  const files = tracked ?? (await filesBelow(options.root, path))
  if (files.every((file) => placeholders.has(file.split('/').pop() ?? '') && file !== path))
    return { source, path: path || '.', kind: 'data' }
  return { source, path: path || '.', kind: 'tracked', ...(await content(options.root, path, files, at)) }
}

async function fileObject(
  kind: 'secret' | 'config',
  name: string,
  object: ComposeFileObject,
  options: { root: string; project: string; values: Readonly<Record<string, string>> },
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
    return { source: object.file, path, kind: 'tracked', ...(await content(options.root, path, [path], at)) }
  }
  const text = object.environment === undefined ? undouble(object.content ?? '') : options.values[object.environment]
  if (text === undefined || (object.environment !== undefined && text === ''))
    throw new Refused(`nobody gives the variable ${object.environment}`, {
      at,
      todo: 'give it in the env file, or in the step’s env',
    })
  const files = [{ path: '', content: text, executable: false }]
  return {
    source: `${kind}:${name}`,
    path: `${kind} ${name}`,
    kind: 'tracked',
    sha256: hash([['', false, Buffer.from(text)]]),
    files,
  }
}

async function content(
  root: string,
  path: string,
  files: readonly string[],
  at: string,
): Promise<Pick<RepoMount, 'sha256' | 'files'>> {
  const entries: [string, boolean, Buffer][] = []
  const sent: NonNullable<RepoMount['files']> = []
  for (const file of [...files].sort()) {
    const from = await insideRepo(root, file, at)
    // Tracked, but deleted in the working copy: the server shall not have it either. A link to a folder is not followed: git has no files in it.
    const found = await stat(from).catch(() => undefined)
    if (!found?.isFile()) continue
    const below = file === path ? '' : relative(path, file)
    const executable = (found.mode & 0o100) !== 0
    entries.push([below, executable, await readFile(from)])
    sent.push({ path: below, from, executable })
  }
  if (entries.length === 0)
    throw new Refused(`${path} is tracked by git, but there is no file of it in the checkout`, { at })
  return { sha256: hash(entries), files: sent }
}

function hash(entries: readonly [string, boolean, Buffer][]): string {
  const sum = createHash('sha256')
  for (const [path, executable, bytes] of entries)
    sum
      .update(JSON.stringify([path, executable, bytes.length]))
      .update('\n')
      .update(bytes)
  return sum.digest('hex')
}

async function filesBelow(root: string, path: string): Promise<string[]> {
  const found = await lstat(join(root, path)).catch(() => undefined)
  if (found === undefined) return []
  if (!found.isDirectory()) return [path]
  const names = await readdir(join(root, path))
  return (
    await Promise.all(
      names.filter((name) => name !== '.git').map((name) => filesBelow(root, path === '' ? name : `${path}/${name}`)),
    )
  ).flat()
}
