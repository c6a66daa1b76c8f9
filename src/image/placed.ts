import { relative, sep } from 'node:path'
import { isRemote } from '../stack/inside.js'
import type { DescribedImage } from './described.js'
import { ignoreRules } from './ignore.js'
import { ignoreTextOf } from './key.js'

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
      if (placed.length === 0 || withheld !== undefined || isRemote(target.context)) return image
      const { ignores } = ignoreRules(await ignoreTextOf(target))
      const sent = placed
        .map((path) => relative(target.context, path).split(sep).join('/'))
        .filter((path) => !path.startsWith('../') && !ignores(path))
      const notices = sent.map(
        (path) =>
          `${target.project}/${target.service}: ${path} (input files) is sent to its build: add it to .dockerignore; else a job without that file builds another image, and the deploy builds its own`,
      )
      return { ...image, notices: [...image.notices, ...notices] }
    }),
  )
}
