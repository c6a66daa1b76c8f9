import type { HostFacts } from '../../src/host/types.js'
import type { BuiltImage } from '../../src/image/types.js'
import { settledImages } from '../../src/release/plan/images/serviceImages.js'
import type { Stack } from '../../src/stack/types.js'

/** Images of which nothing is known: the server has to say, or get them. */
export function unknownImages(stack: Stack, images: readonly BuiltImage[], facts: HostFacts): string[] {
  return [...settledImages(stack, images, facts)].flatMap(([reference, known]) =>
    known.length === 0 ? [reference] : [],
  )
}
