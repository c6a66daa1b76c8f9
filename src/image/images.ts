import type { Clock } from '../runtime/clock.js'
import { Refused } from '../runtime/errors.js'
import type { run } from '../runtime/run.js'
import { type BuildOptions, bake } from './build.js'
import type { PlannedImage } from './chosen.js'
import { push } from './push.js'
import { parseReference } from './reference.js'
import type { Registry } from './registry.js'
import { localDigests, localImageId } from './store.js'
import { keyTag } from './tags.js'
import { inParallel } from './tree.js'
import type { BuiltImage } from './types.js'

const REQUESTS_AT_ONCE = 8
const PUSHES_AT_ONCE = 2

/** Builds what is planned with a target. Without a registry (`none`), or where it is not pushed, each image without a digest has its id. */
export async function buildImages(
  planned: readonly PlannedImage[],
  options: BuildOptions & { registry: string },
): Promise<BuiltImage[]> {
  const toBuild = new Map(planned.map((image) => [`${image.repository}:${image.key}`, image]))
  const entries = [...toBuild.values()].flatMap(({ target, repository, key, tags }) =>
    target === undefined ? [] : [{ target, tags: [keyTag(key), ...tags].map((tag) => `${repository}:${tag}`) }],
  )
  await bake(entries, options)
  return inParallel(
    planned,
    REQUESTS_AT_ONCE,
    async ({ target, notices: _, withheld: __, ...image }): Promise<BuiltImage> => {
      const built: BuiltImage =
        image.result === 'planned' && target !== undefined ? { ...image, result: 'built' } : image
      if (built.result !== 'built' || built.digest !== undefined || built.imageId !== undefined) return built
      if (options.registry !== 'none') return built
      const imageId = await localImageId(`${image.repository}:${keyTag(image.key)}`, options)
      if (imageId === undefined)
        throw new Refused(`${image.repository} was built, but this engine does not have it`, {
          todo: 'use the builder `default` (docker buildx use default)',
        })
      return { ...built, imageId }
    },
  )
}

/**
 * Pushes what the registry lacks, and gives every image its tags, there and without pulling.
 * Where there is no registry the images are returned as they are, and so is what was not built.
 */
export async function pushImages(
  images: readonly BuiltImage[],
  options: {
    registry: Registry
    run: typeof run
    env: Readonly<Record<string, string | undefined>>
    log: (line: string) => void
    clock?: Clock
    /** Not under their keys, by which others find them: of a git tag, on whose commit no environment's branch may ever be. */
    withoutKeys?: boolean
  },
): Promise<BuiltImage[]> {
  const { registry } = options
  if (registry.host === undefined) return images.map((image) => ({ ...image, pushed: false }))
  // What only the server has, or lies where the stack's registry was before, is nothing of this registry's.
  const here = images.filter(
    ({ result, onServer, repository }) =>
      result !== 'planned' && !onServer && parseReference(repository).host === registry.host,
  )
  const unique = [...new Map(here.map((image) => [`${image.repository}:${image.key}`, image])).values()]
  const results = await inParallel(unique, PUSHES_AT_ONCE, async (image) => {
    const known = image.digest ?? (await pushedBefore(image, options))
    const [tag = keyTag(image.key)] = options.withoutKeys ? image.tags : []
    const digest = known ?? (await push(image.repository, tag, options))
    for (const one of new Set([...(image.digest === undefined ? [tag] : []), ...image.tags])) {
      const tagged = await registry.tag(image.repository, digest, one)
      // Of what the server has, and the registry no longer, there is nothing to tag.
      if (!tagged && image.result === 'built')
        throw new Refused(`${registry.name} no longer has ${image.repository}@${digest}`, { todo: 'run this again' })
    }
    return [`${image.repository}:${image.key}`, { digest, pushed: known === undefined }] as const
  })
  const byName = new Map(results)
  return images.map((image) => ({ ...image, ...byName.get(`${image.repository}:${image.key}`) }))
}

/** Digest of this engine's image, if the registry has it already, as after an earlier push. */
async function pushedBefore(
  { repository, key }: BuiltImage,
  { registry, run: runProgram }: { registry: Registry; run: typeof run },
): Promise<string | undefined> {
  const known = await localDigests(`${repository}:${keyTag(key)}`, { run: runProgram })
  for (const reference of known.filter((one) => one.startsWith(`${repository}@`)))
    if (await registry.holds(reference)) return reference.slice(repository.length + 1)
  return undefined
}
