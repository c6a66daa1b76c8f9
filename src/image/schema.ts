import * as z from 'zod'
import type { BuiltImage } from './types.js'

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hex digits')

/** The `images` of build-and-tag and push-image, as they travel from one action to the next. */
export const builtImages = z.array(
  z.strictObject({
    project: z.string().min(1),
    service: z.string().min(1),
    repository: z.string().regex(/^[A-Za-z0-9.[\]:/_-]+$/),
    key: z.string().regex(/^[0-9a-f]{40}$/, 'must be 40 hex digits'),
    tags: z.array(z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/)),
    result: z.enum(['built', 'reused', 'planned']),
    reason: z.string(),
    digest: digest.optional(),
    pushed: z.boolean().optional(),
    imageId: digest.optional(),
  }),
)

/** Absent optional fields are left out, as the type has it. */
export function asBuiltImages(parsed: z.output<typeof builtImages>): BuiltImage[] {
  return parsed.map(({ digest: found, pushed, imageId, ...rest }) => ({
    ...rest,
    ...(found === undefined ? {} : { digest: found }),
    ...(pushed === undefined ? {} : { pushed }),
    ...(imageId === undefined ? {} : { imageId }),
  }))
}
