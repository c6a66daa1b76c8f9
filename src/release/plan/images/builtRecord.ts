import type { HostFacts } from '../../../host/types.js'
import { type Recorded, sumsOf } from '../../../image/chosen.js'
import type { DescribedImage } from '../../../image/described.js'
import type { BuiltImage } from '../../../image/types.js'

/** What of the server's record these images could be, by sum: of the current release where it has one, else of the newest. */
export function recordedOf(
  images: readonly DescribedImage[],
  { built, key }: Pick<HostFacts, 'built' | 'key'>,
): Map<string, Recorded> {
  const wanted = new Set(images.flatMap((image) => sumsOf(image, key)))
  const found = new Map<string, Recorded>()
  for (const { sum, image, release } of built)
    if (wanted.has(sum) && !found.has(sum)) found.set(sum, { image, release })
  return found
}

/**
 * The release's own line of the record. What was known of the same image on certain base images is kept: else the next `refresh` would build it
 * again although none has moved.
 */
export function writeRecord(images: readonly BuiltImage[], { built }: Pick<HostFacts, 'built'>): string {
  const pairs = new Set<string>()
  for (const built of images) {
    const image = imageOf(built)
    if (image !== undefined) for (const sum of built.sums ?? []) pairs.add(`${sum}=${image}`)
  }
  for (const { sum, image } of built) {
    const [sources] = sum.split('-')
    if (sum !== sources && pairs.has(`${sources}=${image}`)) pairs.add(`${sum}=${image}`)
  }
  return [...pairs].join(' ')
}

/** Whether a kept release says all of this already. @param record Of writeRecord. */
export function isRecorded(record: string, { built }: Pick<HostFacts, 'built'>): boolean {
  const known = new Set(built.map(({ sum, image }) => `${sum}=${image}`))
  return record === '' || record.split(' ').every((pair) => known.has(pair))
}

function imageOf({ repository, digest, imageId }: BuiltImage): string | undefined {
  return digest === undefined ? imageId : `${repository}@${digest}`
}
