import { readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { isRemote } from '../stack/inside.js'
import type { DescribedImage } from './described.js'
import { ignoreRules } from './ignore.js'
import { ignoreTextOf } from './key.js'
import { type BuildTarget, builtBefore } from './target.js'

/**
 * Notes with each image which files of the input `files` are sent to its build: it is another image in every job that is not given them.
 * @param placed Absolute paths.
 */
export async function notePlaced(
  images: readonly DescribedImage[],
  placed: readonly string[],
): Promise<DescribedImage[]> {
  return Promise.all(
    images.map(async (image) => {
      const { target, withheld } = image
      if (placed.length === 0 || withheld !== undefined) return image
      const folders = (await Promise.all([target, ...builtBefore(target)].map(foldersOf))).flat()
      const sent = placed.flatMap((path) => {
        const from = folders.find(({ folder, ignores }) => {
          const name = relative(folder, path).split(sep).join('/')
          return !name.startsWith('../') && !ignores(name)
        })
        return from === undefined ? [] : [relative(from.folder, path).split(sep).join('/')]
      })
      const notices = sent.map(
        (path) =>
          `${target.project}/${target.service}: ${path} (input files) is sent to its build: add it to .dockerignore; else a job without that file builds another image, and the deploy builds its own`,
      )
      return { ...image, notices: [...image.notices, ...notices] }
    }),
  )
}

/** Folders that a build is sent, each with what stays. */
async function foldersOf(target: BuildTarget): Promise<{ folder: string; ignores: (path: string) => boolean }[]> {
  const more = Object.values(target.contexts).filter((value) => !value.startsWith('docker-image://'))
  return Promise.all(
    [target.context, ...more]
      .filter((folder) => !isRemote(folder))
      .map(async (folder, index) => {
        const isOwn = index === 0 && folder === target.context
        const text = isOwn ? ignoreTextOf(target) : readFile(join(folder, '.dockerignore'), 'utf8').catch(() => '')
        return { folder, ignores: ignoreRules(await text).ignores }
      }),
  )
}
