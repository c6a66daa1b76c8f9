import { readFile, readlink, realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { Refused } from '../runtime/errors.js'

/** Whether `path` is `folder` or lies below it; both absolute. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === '' || (!isAbsolute(way) && way !== '..' && !way.startsWith('../'))
}

/** BuildKit's own rule of what it fetches instead of reading it from a folder. */
export function isRemote(context: string): boolean {
  return /^(https?|git|ssh):\/\/|^git@|^github\.com\//.test(context)
}

/**
 * Absolute path of something that must lie inside the repo, `..` and symbolic links followed. It need not exist.
 * @param path Absolute, or relative to the root.
 * @param at Where the path is written, for the message.
 * @param instead What to do where a link leads out.
 * @throws Refused when it leads out of the repo.
 */
export async function insideRepo(
  root: string,
  path: string,
  at: string,
  instead = 'name a path inside the repository',
): Promise<string> {
  const absolute = resolve(root, path)
  const refuse = (why: string) =>
    new Refused(`${JSON.stringify(path)} leads out of the repository${why}`, {
      at,
      todo: why === '' ? 'name a path inside the repository' : instead,
    })
  if (!isInside(root, absolute)) throw refuse('')
  // The kernel resolves `link/..` from the link's target; a program that shortens the path first, from the link itself.
  const written = isAbsolute(path) ? path : `${root}/${path}`
  for (const one of written === absolute ? [absolute] : [absolute, written]) {
    const real = await realpathOfExisting(one)
    if (!isInside(await realpath(root), real)) throw refuse(` (a symbolic link to ${real})`)
  }
  return absolute
}

/** realpath of the part that exists, with the rest appended; also where a link leads to that is not there. */
async function realpathOfExisting(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ELOOP') return '/…, round in a circle'
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
    const parent = dirname(path)
    if (parent === path) return path
    const link = await readlink(path).catch(() => undefined)
    if (link !== undefined) return realpathOfExisting(resolve(await realpathOfExisting(parent), link))
    return join(await realpathOfExisting(parent), path.slice(parent === '/' ? 1 : parent.length + 1))
  }
}

/** Text of a file that may be missing; empty for one that is, or that leads out of the repository. */
export async function readInside(root: string, path: string): Promise<string> {
  return insideRepo(root, path, path).then(
    (inside) => readFile(inside, 'utf8').catch(() => ''),
    () => '',
  )
}
