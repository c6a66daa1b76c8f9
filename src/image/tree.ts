import { createHash } from 'node:crypto'
import { createReadStream, type Dirent } from 'node:fs'
import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { isLfsPointer } from '../stack/content.js'
import { type IgnoreRules, ignoreRules } from './ignore.js'

export interface TreeHash {
  sha256: string
  /** Whether a `.git` is sent. Of it the commit and the names that git has for commits count: all else differs in every checkout. */
  git: boolean
  /** A file name that is not UTF-8: what it is cannot be told apart for sure. */
  unreadable?: string
  /** A file that is only a pointer of Git LFS. */
  pointer?: string
  /** A pattern of .dockerignore of which nobody can say for sure what BuildKit makes of it. */
  unclear?: string
}

interface Entry {
  path: string
  /** `f` file, `x` executable file, `d` folder, `l` link. */
  kind: 'f' | 'x' | 'd' | 'l'
  size: number
}

/** Larger files are streamed. */
const WHOLE_FILE_BYTES = 1024 * 1024
const OPEN_FILES = 32

/**
 * Hash of a build context as BuildKit would get it: every path that .dockerignore lets through, with exec bit, link target and bytes.
 * @param ignoreText Text of the .dockerignore that counts; '' if there is none.
 */
export async function treeHash(root: string, ignoreText: string): Promise<TreeHash> {
  const ignored = ignoreRules(ignoreText)
  const found = { git: false } as Pick<TreeHash, 'git' | 'unreadable' | 'pointer'>
  const entries = await walk(root, '', ignored, found)
  entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  const hashes = await inParallel(entries, OPEN_FILES, (entry) => contentHash(root, entry, found))
  const sum = createHash('sha256')
  for (const [index, { path, kind }] of entries.entries())
    sum.update(`${JSON.stringify([kind, path, hashes[index]])}\n`)
  return { sha256: sum.digest('hex'), ...found, ...(ignored.unclear !== undefined && { unclear: ignored.unclear }) }
}

async function walk(
  root: string,
  folder: string,
  ignored: IgnoreRules,
  found: Pick<TreeHash, 'git' | 'unreadable'>,
): Promise<Entry[]> {
  const children = await readdir(join(root, folder), { withFileTypes: true })
  const below = await Promise.all(
    children.map(async (child): Promise<Entry[]> => {
      const path = folder === '' ? child.name : `${folder}/${child.name}`
      if (child.name.includes('\uFFFD')) found.unreadable = path
      const isIgnored = ignored.ignores(path)
      if (path === '.git' || path.startsWith('.git/')) found.git ||= !isIgnored
      if (isOfCheckout(path)) return []
      if (isIgnored && (!child.isDirectory() || ignored.closes(path))) return []
      const own = isIgnored ? [] : await entryOf(root, path, child)
      return child.isDirectory() ? [...own, ...(await walk(root, path, ignored, found))] : own
    }),
  )
  return below.flat()
}

/** What lies in `.git` and is another in every checkout of the same commit. */
function isOfCheckout(path: string): boolean {
  return path.startsWith('.git/') && !/^\.git\/(HEAD|packed-refs|shallow|refs(\/.*)?)$/.test(path)
}

/** Nothing for sockets and devices: BuildKit does not send them. */
async function entryOf(root: string, path: string, child: Dirent): Promise<Entry[]> {
  if (child.isSymbolicLink()) return [{ path, kind: 'l', size: 0 }]
  if (child.isDirectory()) return [{ path, kind: 'd', size: 0 }]
  if (!child.isFile()) return []
  const { mode, size } = await lstat(join(root, path))
  return [{ path, kind: (mode & 0o111) === 0 ? 'f' : 'x', size }]
}

async function contentHash(
  root: string,
  { path, kind, size }: Entry,
  found: Pick<TreeHash, 'pointer'>,
): Promise<string> {
  const absolute = join(root, path)
  if (kind === 'd') return ''
  if (kind === 'l') return `→${await readlink(absolute)}`
  const sum = createHash('sha256')
  if (size <= WHOLE_FILE_BYTES) {
    const bytes = await readFile(absolute)
    if (isLfsPointer(bytes)) found.pointer = path
    sum.update(bytes)
  } else await pipeline(createReadStream(absolute), sum)
  return sum.digest('hex')
}

/** Results in the order of the items. */
export async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length)
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++
      results[index] = await work(items[index] as T)
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
  return results
}
