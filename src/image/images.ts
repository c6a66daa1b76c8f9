import type { Clock } from '../runtime/clock.js'
import { Refused, UserError } from '../runtime/errors.js'
import type { run } from '../runtime/run.js'
import type { BakeEntry } from './bake.js'
import { type BuildOptions, bake } from './build.js'
import type { PlannedImage } from './chosen.js'
import { type CacheUse, cacheEntries, cacheReference, NO_CACHE, secretArguments } from './layerCache.js'
import { push } from './push.js'
import { parseReference } from './reference.js'
import type { Registry } from './registry.js'
import { TagRefused } from './registryFaults.js'
import { localDigests, localImageId } from './store.js'
import { keyTag } from './tags.js'
import { inParallel } from './tree.js'
import type { BuiltImage } from './types.js'

const REQUESTS_AT_ONCE = 8
const PUSHES_AT_ONCE = 2

/**
 * Builds what is planned with a target. What went straight to the registry has its digest. Without a registry (`none`), or where it is not pushed,
 * each image without a digest has its id.
 */
export async function buildImages(
  planned: readonly PlannedImage[],
  options: BuildOptions & CacheOptions & { registry: string },
): Promise<BuiltImage[]> {
  const toBuild = new Map(planned.map((image) => [`${image.repository}:${image.key}`, image]))
  const entries = [...toBuild.values()].flatMap(({ target, repository, key, tags }) =>
    target === undefined ? [] : [{ target, tags: [keyTag(key), ...tags].map((tag) => `${repository}:${tag}`) }],
  )
  const digests = await bake(await withCaches(entries, options), options)
  return inParallel(
    planned,
    REQUESTS_AT_ONCE,
    async ({ target, notices: _, withheld: __, ...image }): Promise<BuiltImage> => {
      const built: BuiltImage =
        image.result === 'planned' && target !== undefined ? { ...image, result: 'built' } : image
      const digest = target === undefined ? undefined : digests.get(image.repository)
      if (digest !== undefined) return { ...built, digest, pushed: true }
      if (built.result !== 'built' || built.digest !== undefined || built.imageId !== undefined) return built
      if (options.registry !== 'none' || options.output === 'none') return built
      const imageId = await localImageId(`${image.repository}:${keyTag(image.key)}`, options)
      if (imageId === undefined)
        throw new Refused(`${image.repository} was built, but this engine does not have it`, {
          todo: 'use the builder `default` (docker buildx use default)',
        })
      return { ...built, imageId }
    },
  )
}

interface CacheOptions {
  cache?: CacheUse
  holds?: Registry['holds']
  /** Whether a text holds what the run masks. */
  isSecret?: (text: string) => boolean
  notice?: (text: string) => void
}

/** Each image with the caches that are there for it. What the registry does not say of a cache is no failure. */
async function withCaches(
  entries: readonly BakeEntry[],
  {
    cache = NO_CACHE,
    holds = async () => false,
    env,
    warn,
    isSecret = () => false,
    notice,
  }: BuildOptions & CacheOptions,
): Promise<BakeEntry[]> {
  const isGivenTokens =
    env['ACTIONS_RUNTIME_TOKEN'] !== undefined && (env['ACTIONS_RESULTS_URL'] ?? env['ACTIONS_CACHE_URL']) !== undefined
  const isWithout = cache.kind === 'gha' && !isGivenTokens && entries.length > 0
  if (isWithout) warn?.('`cache: gha` is not used: this is no run of GitHub Actions that has a cache')
  const use = isWithout ? NO_CACHE : cache
  return inParallel(entries, REQUESTS_AT_ONCE, async (entry) => {
    const { repository } = entry.target
    const asked = use.kind === 'registry' ? use.reads.map((name) => cacheReference(repository, name)) : []
    const found = new Set<string>()
    for (const reference of asked) {
      const isThere = await holds(reference).catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error
        warn?.(`The layer cache ${reference} is not read: ${error.message}`)
        return false
      })
      if (isThere) found.add(reference)
    }
    const secret = use.kind === 'none' || use.writes === undefined ? [] : secretArguments(entry.target, isSecret)
    if (secret.length > 0)
      notice?.(
        `${entry.target.project}/${entry.target.service}: its layer cache gets only the layers of the image itself, not of its other stages: what may be a secret is in the build argument ${secret.join(', ')}`,
      )
    const mode = secret.length > 0 ? 'min' : 'max'
    return { ...entry, cache: cacheEntries(entry.target, use, (reference) => found.has(reference), mode) }
  })
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
    signal?: AbortSignal
    clock?: Clock
    /** What a person should know although all is pushed. */
    warn?: (text: string) => void
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
    const isNew = image.digest === undefined || image.pushed === true
    for (const one of new Set([...(isNew ? [tag] : []), ...image.tags])) {
      const tagged = await registry.tag(image.repository, digest, one).catch((error: unknown) => {
        // It runs by its digest; a git tag's image is for those who look for that tag.
        if (!(error instanceof TagRefused) || options.withoutKeys) throw error
        options.warn?.(`${error.message}; it is deployed by its digest`)
        return true
      })
      // Of what the server has, and the registry no longer, there is nothing to tag.
      if (!tagged && image.result === 'built')
        throw new Refused(`${registry.name} no longer has ${image.repository}@${digest}`, { todo: 'run this again' })
    }
    return [
      `${image.repository}:${image.key}`,
      { digest, pushed: known === undefined || image.pushed === true },
    ] as const
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
