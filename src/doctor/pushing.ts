import type { Registry } from '../image/registry.js'
import { type Finding, find, good } from './finding.js'

/** Whether the images of a stack could be pushed. @param repositories Of the images that it builds. */
export async function findPushing(
  registry: Registry,
  repositories: readonly string[],
  signal: AbortSignal,
): Promise<Finding[]> {
  const what = registry.host === undefined ? 'registry' : `push to ${registry.host}`
  if (registry.host === undefined) return [{ what, ...good('none: images go to the server over SSH') }]
  if (repositories.length === 0) return [{ what, ...good('no image is built') }]
  return Promise.all(
    [...new Set(repositories)].map((repository) =>
      find(
        `push to ${repository}`,
        async () => {
          await registry.mayPush(repository)
          return good('allowed: an upload was begun and called off')
        },
        signal,
      ),
    ),
  )
}
