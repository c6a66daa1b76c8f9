import { createHash, type Hash } from 'node:crypto'
import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Refused } from '../runtime/errors.js'
import type { ContentEntry } from './types.js'

/** More is not sent with a release: it belongs into an image. Bytes and entries of one mount. */
export const LARGEST_CONTENT = { bytes: 256 * 1024 * 1024, entries: 20_000 }

/** A content that is ready to be sent. */
export interface Content {
  sha256: string
  entries: ContentEntry[]
}

/**
 * All that lies at a path, as it lies there: files, folders (also empty ones) and links, which are not followed; no `.git`.
 * @param from Absolute path without symbolic links; empty where nothing is there.
 * @throws Refused where something cannot be sent: a socket, a link to a place of the runner, a name that is not UTF-8, too much
 */
export async function entriesAt(root: string, from: string, at: string): Promise<ContentEntry[]> {
  const entries: ContentEntry[] = []
  let bytes = 0
  const visit = async (path: string): Promise<void> => {
    const absolute = path === '' ? from : join(from, path)
    const refuse = (what: string) => new Refused(`${JSON.stringify(absolute.slice(root.length + 1))} ${what}`, { at })
    const found = await lstat(absolute).catch(() => undefined)
    if (found === undefined) {
      if (path === '') return
      throw refuse(absolute.includes('\ufffd') ? 'has a name that is not UTF-8' : 'disappeared while it was read')
    }
    bytes += found.isFile() ? found.size : 0
    if (bytes > LARGEST_CONTENT.bytes || entries.length > LARGEST_CONTENT.entries)
      throw tooLarge(from.slice(root.length + 1) || '.', await sizeOf(from), at)
    if (found.isSymbolicLink()) {
      const link = await readlink(absolute)
      if (link === root || link.startsWith(`${root}/`))
        throw refuse(`links to ${link}, a path of the runner: make it a relative link`)
      entries.push({ path, link, executable: false })
    } else if (found.isDirectory()) {
      entries.push({ path, isFolder: true, executable: true })
      const names = await readdir(absolute)
      for (const name of names) if (name !== '.git') await visit(path === '' ? name : `${path}/${name}`)
    } else if (found.isFile()) entries.push({ path, from: absolute, executable: (found.mode & 0o100) !== 0 })
    else throw refuse('is neither a file nor a folder nor a link: it cannot be sent')
  }
  await visit('')
  return entries
}

/** Adds an empty file or folder at each path of another mount of the same service: Docker cannot make one in a read-only mount. */
export function withMountPoints(
  entries: readonly ContentEntry[],
  points: ReadonlyMap<string, 'file' | 'folder'>,
): ContentEntry[] {
  const all = new Map(entries.map((entry) => [entry.path, entry]))
  for (const [point, kind] of points) {
    const parts = point.split('/')
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const path = parts.slice(0, depth).join('/')
      const known = all.get(path)
      if (known !== undefined && known.isFolder !== true) break
      if (known !== undefined) continue
      if (depth < parts.length || kind === 'folder') all.set(path, { path, isFolder: true, executable: true })
      else all.set(path, { path, content: '', executable: false })
    }
  }
  return [...all.values()]
}

/**
 * The entries in the order in which they are sent, and their sum, which is also their name on the server: there `sum_of` in stackctl.sh
 * makes the same out of what lies on the disk. One file: sha256 of its bytes. A folder: of all names, of kind, mode and size of each, of
 * the links, then of the bytes.
 * @throws Refused where git has left a pointer of LFS in place of a file
 */
export async function summed(entries: readonly ContentEntry[], at: string): Promise<Content> {
  const sorted = entries
    .map((entry) => ({ entry, name: Buffer.from(entry.path === '' ? '.' : `./${entry.path}`) }))
    .sort((one, other) => Buffer.compare(one.name, other.name))
  const sum = createHash('sha256')
  const [only] = entries
  if (entries.length === 1 && only !== undefined && only.path === '' && only.isFolder !== true) {
    if (only.executable) sum.update('executable\n')
    await addBytes(sum, only, at)
    return { sha256: sum.digest('hex'), entries: [only] }
  }
  for (const { name } of sorted) sum.update(name).update('\0')
  for (const { entry } of sorted) sum.update(await statusLine(entry))
  for (const { entry } of sorted) if (entry.link !== undefined) sum.update(`${entry.link}\n`)
  for (const { entry } of sorted) if (isFile(entry)) await addBytes(sum, entry, at)
  return { sha256: sum.digest('hex'), entries: sorted.map(({ entry }) => entry) }
}

const isFile = (entry: ContentEntry): boolean => entry.isFolder !== true && entry.link === undefined

/** As `stat -c '%f %s'` on the server, where folders have the size 0. */
async function statusLine(entry: ContentEntry): Promise<string> {
  if (entry.isFolder === true) return '41ed 0\n'
  if (entry.link !== undefined) return `a1ff ${Buffer.byteLength(entry.link)}\n`
  const size = entry.from === undefined ? Buffer.byteLength(entry.content ?? '') : (await lstat(entry.from)).size
  return `${entry.executable ? '816d' : '8124'} ${size}\n`
}

const LFS = 'version https://git-lfs.github.com/spec/v1\n'
export const CHECK_LFS_OUT = 'give the checkout `lfs: true`'

/** Whether a file's bytes are what git keeps in place of the file (git-lfs, docs/spec.md: less than 1024 bytes, the version first). */
export function isLfsPointer(bytes: Buffer): boolean {
  return bytes.length < 1024 && bytes.toString('latin1').startsWith(LFS)
}

async function addBytes(sum: Hash, { from, content }: ContentEntry, at: string): Promise<void> {
  const bytes = from === undefined ? Buffer.from(content ?? '') : await readFile(from)
  if (isLfsPointer(bytes))
    throw new Refused(`${from} is a pointer of Git LFS, not the file itself`, {
      at,
      todo: CHECK_LFS_OUT,
    })
  sum.update(bytes)
}

async function sizeOf(path: string): Promise<{ bytes: number; files: number }> {
  const found = await lstat(path).catch(() => undefined)
  if (!found?.isDirectory()) return { bytes: found?.size ?? 0, files: 1 }
  const sizes = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))))
  return sizes.reduce((all, one) => ({ bytes: all.bytes + one.bytes, files: all.files + one.files }), {
    bytes: 0,
    files: 0,
  })
}

function tooLarge(path: string, { bytes, files }: { bytes: number; files: number }, at: string): Refused {
  const largest = `${LARGEST_CONTENT.bytes / 1024 / 1024} MiB and ${LARGEST_CONTENT.entries} files at most`
  return new Refused(
    `${path} is too large to be sent with a release: ${Math.ceil(bytes / 1024 / 1024)} MiB in ${files} files (${largest})`,
    {
      at,
      todo: 'copy it into the image (`COPY` in the Dockerfile), or keep it on the server and mount it by its absolute path there',
    },
  )
}
