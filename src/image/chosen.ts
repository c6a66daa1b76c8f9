import type { DescribedImage } from './described.js'
import { KEY_LETTERS, publicKey, type RunOf, recordSum, runKey } from './key.js'
import { keyTag } from './tags.js'
import { type BuildTarget, pulled } from './target.js'
import type { BuiltImage } from './types.js'

/** An image as planned: with what it takes to build it, where it has to be built here. */
export type PlannedImage = BuiltImage & {
  target?: BuildTarget
  /** Variables that its build needs and that are not given here: it is left for who has them. */
  withheld?: readonly string[]
  /** What a person should know about its build. */
  notices?: string[]
}

/** An image of which the server's record says that a run of this environment has built it. */
export interface Recorded {
  /** `repository@sha256:…`, or an id as the server has it. */
  image: string
  release: string
}

/** How an image is named where its tags and this run's outputs show it. */
export type Naming =
  /** By its public key: where no secret was read. */
  | { kind: 'public' }
  /** By the sum that the server's record has. */
  | { kind: 'server'; key: string }
  /** By this run. */
  | { kind: 'run' }

/** What says of an image that this repository has made it for this environment. A name in a registry or an engine is none of it. */
export interface Proofs {
  naming: Naming
  /** What all jobs of this run have in common, as long as their checkouts are the same. */
  run: RunOf
  /** Built by jobs of this run. */
  built?: readonly BuiltImage[]
  /** By sum; only what can still be had. */
  record?: ReadonlyMap<string, Recorded>
  /** By sum: what the record has, and nobody else any more. */
  gone?: ReadonlyMap<string, Recorded>
  /** Public keys under which the registry has something. It is left for the deploy, which proves it or builds it. */
  hints?: ReadonlySet<string>
  /** Why an image is built that nothing proves. */
  unproven: string
}

/** The tag of an image on certain base images, beside that of its key; the key itself stands for what was built last. */
export function basesTag(key: string, bases: string): string {
  return keyTag(`${key}-${bases}`)
}

/** What images are looked for in the registry by, where only a hint is wanted; undefined where none is. */
export function hintOf({ material, withheld, always, bases }: DescribedImage): string | undefined {
  if (withheld !== undefined || always !== undefined || bases === 'unknown') return undefined
  const key = publicKey(material)
  const today = basesSum(bases)
  return today === undefined ? key : `${key}-${today}`
}

/** By which the record knows an image: first of its sources, then, with `refresh`, of these on the base images of today. */
export function sumsOf({ material, withheld, always, bases }: DescribedImage, serverKey: string): string[] {
  if (withheld !== undefined || always !== undefined) return []
  const sum = recordSum(material, serverKey)
  const today = basesSum(bases)
  return today === undefined ? [sum] : [sum, `${sum}-${recordSum(today, serverKey)}`]
}

/**
 * Says of each image which proof holds, or that it is built: the server's record first, which leaves a service alone that did not change, then
 * what this run has built.
 * @param tags Of tagsFor.
 */
export function chooseImages(
  images: readonly DescribedImage[],
  tags: readonly string[],
  proofs: Proofs,
): PlannedImage[] {
  return images.flatMap((image) => {
    const chosen = chooseImage(image, tags, proofs)
    return image.services.map(({ project, service }): PlannedImage => {
      if (service === image.target.service && project === image.target.project) return chosen
      const first = `${image.target.project}/${image.target.service}`
      return { ...chosen, project, service, reason: `the same image as ${first}: ${chosen.reason}` }
    })
  })
}

function chooseImage(image: DescribedImage, tags: readonly string[], proofs: Proofs): PlannedImage {
  const { target, withheld, bases } = image
  const { project, service, repository } = target
  const key = keyOf(image, proofs)
  const sums = proofs.naming.kind === 'server' ? sumsOf(image, proofs.naming.key) : []
  const notices = [...image.notices]
  if (bases !== undefined && bases !== 'unknown' && 'fault' in bases)
    notices.push(`${project}/${service}: not built anew, since ${bases.fault}`)
  const common = {
    ...{ project, service, repository, key, tags: [...tags] },
    ...(notices.length > 0 && { notices }),
    ...(sums.length > 0 && { sums }),
  }
  if (withheld !== undefined) {
    const reason = `its build needs ${withheld.join(', ')}, which only the environment gives`
    return { ...common, result: 'planned', reason, withheld }
  }
  // With refresh, what the record knows by its sources alone may be on older base images.
  const wanted = bases === 'unknown' ? undefined : sums.at(-1)
  const recorded = wanted === undefined ? undefined : proofs.record?.get(wanted)
  if (recorded !== undefined)
    return {
      ...common,
      ...partsOf(recorded),
      result: 'reused',
      reason: `the server’s record of release ${recorded.release} has it`,
    }
  const built = ofThisRun(image, sums, proofs)
  if (built !== undefined) {
    const { isProven, ...parts } = built
    const { sums: _, ...unrecorded } = common
    return {
      ...(isProven ? common : unrecorded),
      ...{ ...parts, result: 'built', reason: 'by another job of this run' },
    }
  }
  const hint = hintOf(image)
  if (hint !== undefined && proofs.hints?.has(hint))
    return {
      ...common,
      result: 'planned',
      reason: `there under key ${hint.slice(0, 12)}, which proves nothing: whether it can be taken, the deploy is told by the server’s record`,
    }
  const today = basesSum(bases)
  const moved = bases === 'unknown' || today !== undefined
  return {
    ...common,
    ...(today !== undefined && proofs.naming.kind === 'public' && { tags: [...common.tags, basesTag(key, today)] }),
    result: 'planned',
    reason: whyBuilt(image, wanted, proofs),
    target: moved ? pulled(target) : target,
  }
}

function whyBuilt({ always, bases }: DescribedImage, wanted: string | undefined, proofs: Proofs): string {
  if (always !== undefined) return `built each time: ${always}`
  if (bases === 'unknown') return 'refresh, and its Dockerfile does not tell its base images'
  const gone = wanted === undefined ? undefined : proofs.gone?.get(wanted)
  if (gone !== undefined) return `neither the registry nor the server has the image of release ${gone.release} any more`
  return basesSum(bases) === undefined ? proofs.unproven : `${proofs.unproven}, on the base images of today`
}

/** Of the base images of today, where they were looked up and there are any. */
function basesSum(bases: DescribedImage['bases']): string | undefined {
  return typeof bases === 'object' && 'sum' in bases && bases.sum !== '' ? bases.sum : undefined
}

function keyOf(image: DescribedImage, { naming, run }: Proofs): string {
  if (image.withheld !== undefined || naming.kind === 'run') return runKey(run, image.target)
  return naming.kind === 'public'
    ? publicKey(image.material)
    : recordSum(image.material, naming.key).slice(0, KEY_LETTERS)
}

/**
 * What a job of this run has built of exactly this: by the server's sum where it knew that, else by its public key, or as this run's. The last is
 * told apart by its commit alone: where what lies here is none, it runs, and the server does not record it as made from this.
 */
function ofThisRun(
  image: DescribedImage,
  sums: readonly string[],
  proofs: Proofs,
): (Pick<BuiltImage, 'repository' | 'digest' | 'imageId'> & { isProven: boolean }) | undefined {
  const key = publicKey(image.material)
  const wanted = sums.at(-1)
  for (const target of image.services) {
    const ofRun = [runKey(proofs.run, target), runKey(proofs.run, image.target)]
    const keys = [key, keyOf(image, proofs), ...ofRun]
    const found = proofs.built?.find(
      (one) =>
        one.result === 'built' &&
        one.project === target.project &&
        one.service === target.service &&
        image.services.some(({ repository }) => repository === one.repository) &&
        (one.sums === undefined
          ? keys.includes(one.key) && isOn(image, one, key)
          : wanted !== undefined && one.sums.includes(wanted)),
    )
    if (found === undefined) continue
    const { repository, digest, imageId } = found
    const isProven = found.sums !== undefined || proofs.run.isClean === true || !ofRun.includes(found.key)
    if (digest !== undefined) return { repository, digest, isProven }
    if (imageId !== undefined) return { repository, imageId, isProven }
  }
  return undefined
}

/** With `refresh`, whether what has a public key was built on the base images of today. */
function isOn({ bases }: DescribedImage, { key: named, tags }: BuiltImage, key: string): boolean {
  const today = basesSum(bases)
  return named !== key || today === undefined || tags.includes(basesTag(key, today))
}

function partsOf({
  image,
}: Recorded): Pick<BuiltImage, 'repository' | 'digest'> | Pick<BuiltImage, 'imageId' | 'onServer'> {
  const [repository = '', digest] = image.split('@')
  return digest === undefined ? { imageId: image, onServer: true } : { repository, digest }
}
