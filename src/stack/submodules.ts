import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { isInside, readInside } from './inside.js'

/** What to do where one of them is needed. */
export const CHECK_SUBMODULES_OUT = 'check it out: give the checkout `submodules: true`'

/**
 * Submodules of a repository that the checkout has left empty: absolute paths. What .gitmodules names without a folder is none any more.
 * @param root Absolute path of the repository.
 */
export async function emptySubmodules(root: string): Promise<string[]> {
  const text = await readInside(root, join(root, '.gitmodules'))
  const paths = [...text.matchAll(/^[ \t]*path[ \t]*=[ \t]*"?(.*?)"?[ \t\r]*$/gm)].map(([, path = '']) =>
    resolve(root, path),
  )
  const counts = await Promise.all(
    paths.map((path) => (isInside(root, path) && path !== root ? readdir(path).catch(() => undefined) : undefined)),
  )
  return paths.filter((_, index) => counts[index]?.length === 0)
}
