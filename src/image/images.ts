import { createHash } from 'node:crypto'
import type { Clock } from '../runtime/clock.js'
import { Refused } from '../runtime/errors.js'
import type { run } from '../runtime/run.js'
import type { Stack } from '../stack/types.js'
import { basesOf } from './bases.js'
import { type BuildOptions, bake } from './build.js'
import { type ImageKey, imageKey, rememberedTrees } from './key.js'
import type { LookUp } from './lookUp.js'
import { push } from './push.js'
import type { Registry } from './registry.js'
import { type ImageStore, localDigests, localImageId } from './store.js'
import { keyTag } from './tags.js'
import { type BuildTarget, targetsOf } from './target.js'
import { inParallel } from './tree.js'
import type { BuiltImage } from './types.js'

/** An image as planned: with what it takes to build it, where it has to be built. */
export type PlannedImage = BuiltImage & {
  target?: BuildTarget
  /** Variables that its build needs and that are not given here: it is left for the deploy. */
  withheld?: readonly string[]
  /** What a person should know about its build. */
  notices?: string[]
}

const REQUESTS_AT_ONCE = 8
const PUSHES_AT_ONCE = 2

/**
 * What the stack's images are, and which of them exist already; builds and changes nothing. Services with equal builds share one image:
 * they have the same repository and key.
 * @param options.tags Of tagsFor.
 * @param options.projects Only these; all if absent or empty.
 * @param options.platform Of the server, such as `linux/amd64`, which is the default.
 * @param options.labels For every image, beside those of its Compose file. They are part of the key: nothing that changes with a commit.
 * @param options.withheld Of readStack.
 * @param options.refresh Where it is given, images are built anew on base images that have moved.
 */
export async function planImages(
  stack: Stack,
  options: {
    store: ImageStore
    tags: readonly string[]
    projects?: readonly string[] | undefined
    platform?: string
    labels?: Readonly<Record<string, string>>
    withheld?: ReadonlyMap<string, readonly string[]>
    refresh?: LookUp | undefined
  },
): Promise<PlannedImage[]> {
  const targets = targetsOf(stack, options).map((target) => ({
    ...target,
    labels: { ...options.labels, ...target.labels },
  }))
  const needs = ({ project, service }: BuildTarget) => options.withheld?.get(`${project}/${service}`)
  const hashTree = rememberedTrees()
  // What is left out has no key here, and its files may have other names.
  const keyOf = async (target: BuildTarget): Promise<ImageKey> =>
    needs(target) === undefined ? imageKey(target, hashTree) : { key: withheldKey(target), notices: [] }
  const keys = await Promise.all(targets.map(keyOf))
  const owners = new Map<string, number>()
  for (const [index, { key }] of keys.entries()) if (!owners.has(key)) owners.set(key, index)

  const decide = async (index: number): Promise<PlannedImage> => {
    const target = targets[index] as BuildTarget
    const { key, always, notices } = keys[index] as (typeof keys)[number]
    const image: Omit<PlannedImage, 'result' | 'reason'> = {
      project: target.project,
      service: target.service,
      repository: target.repository,
      key,
      tags: [...options.tags],
      ...(notices.length > 0 ? { notices } : {}),
    }
    const short = key.slice(0, 12)
    const withheld = needs(target)
    if (withheld !== undefined)
      return {
        ...image,
        result: 'planned',
        reason: `its build needs ${withheld.join(', ')}, which only the environment gives`,
        withheld,
      }
    if (always !== undefined) return { ...image, result: 'planned', reason: `built each time: ${always}`, target }
    const fresh = options.refresh && (await onTodaysBases({ target, key, image }, options.store, options.refresh))
    if (fresh !== undefined && 'result' in fresh) return fresh
    if (fresh !== undefined) image.notices = [...(image.notices ?? []), fresh.notice]
    const found = await options.store.find(target.repository, key)
    if (found === undefined)
      return { ...image, result: 'planned', reason: `${options.store.name} has no image with key ${short}`, target }
    return { ...image, result: 'reused', reason: `${options.store.name} has key ${short}`, ...found }
  }
  const unique = [...owners.values()]
  const decided = await inParallel(unique, REQUESTS_AT_ONCE, decide)
  const byKey = new Map(decided.map((image) => [image.key, image]))
  return targets.map(({ project, service }, index): PlannedImage => {
    const image = byKey.get((keys[index] as { key: string }).key) as PlannedImage
    if (image.project === project && image.service === service) return image
    return {
      ...image,
      project,
      service,
      reason: `the same image as ${image.project}/${image.service}: ${image.reason}`,
    }
  })
}

/**
 * An image as `refresh` wants it: on the base images of today. A second tag beside the key says which these were; the key itself stands for what
 * was built last, so that an ordinary run does not go back to an older base. Undefined where it is built on none.
 */
async function onTodaysBases(
  { target, key, image }: { target: BuildTarget; key: string; image: Omit<PlannedImage, 'result' | 'reason'> },
  store: ImageStore,
  lookUp: LookUp,
): Promise<PlannedImage | { notice: string } | undefined> {
  const bases = await basesOf(target, lookUp)
  const pulled = { ...target, pull: true }
  if (bases === 'unknown')
    return {
      ...image,
      result: 'planned',
      reason: 'refresh, and its Dockerfile does not tell its base images',
      target: pulled,
    }
  if ('fault' in bases) return { notice: `${target.project}/${target.service}: not built anew, since ${bases.fault}` }
  if (bases.sum === '') return undefined
  const onBases = `${key}-${bases.sum}`
  const found = await store.find(target.repository, onBases)
  if (found !== undefined)
    return { ...image, result: 'reused', reason: `${store.name} has it on the base images of today`, ...found }
  const tags = [...image.tags, keyTag(onBases)]
  const reason = `refresh: ${store.name} has no image of key ${key.slice(0, 12)} on the base images of today`
  return { ...image, tags, result: 'planned', reason, target: pulled }
}

/** Stands where a key would, and is none of any image. */
function withheldKey({ project, service }: BuildTarget): string {
  return createHash('sha256').update(`withheld ${project}/${service}`).digest('hex').slice(0, 40)
}

/** Builds what is planned and not there. Without a registry (`none`), or where it is not pushed, each image without a digest has its id. */
export async function buildImages(
  planned: readonly PlannedImage[],
  options: BuildOptions & { registry: string },
): Promise<BuiltImage[]> {
  const toBuild = [
    ...new Map(
      planned
        .filter(({ result, withheld }) => result === 'planned' && withheld === undefined)
        .map((image) => [`${image.repository}:${image.key}`, image]),
    ).values(),
  ]
  const entries = toBuild.map(({ target, repository, key, tags }) => {
    if (target === undefined) throw new Error(`${repository} is planned without a target`)
    return { target, tags: [keyTag(key), ...tags].map((tag) => `${repository}:${tag}`) }
  })
  await bake(entries, options)
  return inParallel(
    planned,
    REQUESTS_AT_ONCE,
    async ({ target, notices: _, withheld: __, ...image }): Promise<BuiltImage> => {
      const built: BuiltImage =
        image.result === 'planned' && target !== undefined ? { ...image, result: 'built' } : image
      if (built.result === 'planned') return built
      if (options.registry !== 'none' || built.imageId !== undefined || built.digest !== undefined) return built
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
  const here = images.filter(({ result }) => result !== 'planned')
  const unique = [...new Map(here.map((image) => [`${image.repository}:${image.key}`, image])).values()]
  const results = await inParallel(unique, PUSHES_AT_ONCE, async (image) => {
    const known = image.result === 'built' ? await pushedBefore(image, options) : image.digest
    const [tag = keyTag(image.key)] = options.withoutKeys ? image.tags : []
    const digest = known ?? (await push(image.repository, tag, options))
    for (const tag of image.tags) await registry.tag(image.repository, digest, tag)
    return [`${image.repository}:${image.key}`, { digest, pushed: known === undefined }] as const
  })
  const byName = new Map(results)
  return images.map((image) => ({ ...image, ...byName.get(`${image.repository}:${image.key}`) }))
}

/** Digest in the registry, if what lies there under the key is this engine's very image, as after an earlier push. */
async function pushedBefore(
  { repository, key }: BuiltImage,
  { registry, run: runProgram }: { registry: Registry; run: typeof run },
): Promise<string | undefined> {
  const digest = (await registry.find(repository, key))?.digest
  if (digest === undefined) return undefined
  const local = await localDigests(`${repository}:${keyTag(key)}`, { run: runProgram })
  return local.includes(`${repository}@${digest}`) ? digest : undefined
}
