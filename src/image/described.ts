import type { Stack } from '../stack/types.js'
import { type Bases, basesOf } from './bases.js'
import { type ImageKey, imageKey, rememberedTrees } from './key.js'
import type { LookUp } from './lookUp.js'
import { type BuildTarget, builtBefore, targetsOf } from './target.js'

/** An image that the stack builds, by what it is made from; whether there is one already is not asked yet. */
export interface DescribedImage {
  /** Services with equal builds share one image, that of the first. */
  services: readonly BuildTarget[]
  /** Of the first service. */
  target: BuildTarget
  /** Of imageKey; empty where it is withheld. */
  material: string
  always?: string
  notices: readonly string[]
  /** Variables that its build needs and that are not given here. */
  withheld?: readonly string[]
  /** With `refresh`: what it is built on, as of today. */
  bases?: Bases
}

/**
 * What the stack's images are made from; builds and changes nothing.
 * @param options.projects Only these; all if absent or empty.
 * @param options.platform Of the server, such as `linux/amd64`, which is the default.
 * @param options.labels For every image, beside those of its Compose file. They are part of the key: nothing that changes with a commit.
 * @param options.withheld Of readStack.
 * @param options.refresh Where it is given, base images are looked up.
 */
export async function describeImages(
  stack: Stack,
  options: {
    projects?: readonly string[] | undefined
    platform?: string
    labels?: Readonly<Record<string, string>>
    withheld?: ReadonlyMap<string, readonly string[]>
    refresh?: LookUp | undefined
    /** False where the run deploys nothing. */
    deploys?: boolean | undefined
  } = {},
): Promise<DescribedImage[]> {
  const targets = targetsOf(stack, options).map((target) => ({
    ...target,
    labels: { ...options.labels, ...target.labels },
  }))
  const hashTree = rememberedTrees()
  const needs = (target: BuildTarget): string[] | undefined => {
    const all = [target, ...builtBefore(target)].flatMap(
      ({ project, service }) => options.withheld?.get(`${project}/${service}`) ?? [],
    )
    return all.length === 0 ? undefined : [...new Set(all)].sort()
  }
  // What is left out has no key here, and its files may have other names.
  const keyOf = async (target: BuildTarget): Promise<ImageKey> =>
    needs(target) === undefined ? imageKey(target, hashTree) : { material: '', notices: [] }
  const keys = await Promise.all(targets.map(keyOf))
  const equal = new Map<string, number[]>()
  for (const [index, { material }] of keys.entries()) {
    const key = material === '' ? `withheld ${index}` : material
    equal.set(key, [...(equal.get(key) ?? []), index])
  }
  return Promise.all(
    [...equal.values()].map(async (indexes): Promise<DescribedImage> => {
      const services = indexes.map((index) => targets[index] as BuildTarget)
      const [target] = services as [BuildTarget]
      const withheld = needs(target)
      const asked = options.refresh !== undefined && withheld === undefined
      return {
        ...(keys[indexes[0] as number] as ImageKey),
        services,
        target,
        ...(withheld !== undefined && { withheld }),
        ...(asked && { bases: await basesOf(target, options.refresh as LookUp) }),
      }
    }),
  )
}
