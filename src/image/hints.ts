import { hintOf } from './chosen.js'
import type { DescribedImage } from './described.js'
import type { Registry } from './registry.js'
import { keyTag } from './tags.js'
import { inParallel } from './tree.js'

const REQUESTS_AT_ONCE = 8

/** Keys of these images under which the registry has something. Whoever may push there can have put it there: it proves nothing. */
export async function hintsOf(
  images: readonly DescribedImage[],
  registry: Pick<Registry, 'holds' | 'host'>,
): Promise<Set<string>> {
  if (registry.host === undefined) return new Set()
  const asked = images.flatMap((image) => {
    const hint = hintOf(image)
    return hint === undefined ? [] : [{ hint, reference: `${image.target.repository}:${keyTag(hint)}` }]
  })
  const there = await inParallel(asked, REQUESTS_AT_ONCE, ({ reference }) => registry.holds(reference))
  return new Set(asked.flatMap(({ hint }, index) => (there[index] ? [hint] : [])))
}
