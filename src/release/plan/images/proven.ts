import { namesOnServer } from '../../../host/sendImages.js'
import type { Host } from '../../../host/ssh.js'
import type { HostFacts } from '../../../host/types.js'
import type { Recorded } from '../../../image/chosen.js'
import type { DescribedImage } from '../../../image/described.js'
import type { Registry } from '../../../image/registry.js'
import { UserError } from '../../../runtime/errors.js'
import { recordedOf } from './builtRecord.js'

/**
 * What the server's record proves of these images, apart from what nobody has any more. Nothing is asked of what runs: an unchanged stack costs
 * no call.
 */
export async function provenImages(
  images: readonly DescribedImage[],
  server: { facts: HostFacts; host: Host },
  registry: Pick<Registry, 'holds'>,
  { signal }: { signal: AbortSignal },
): Promise<{ record: Map<string, Recorded>; gone: Map<string, Recorded> }> {
  const found = [...recordedOf(images, server.facts)]
  const runs = new Set(server.facts.containers.flatMap(({ Config, Image }) => [Config.Image, Image]))
  const unseen = [...new Set(found.map(([, { image }]) => image))].filter((image) => !runs.has(image))
  const there = unseen.length === 0 ? new Set<string>() : await namesOnServer(server.host, unseen, { signal })
  const asked = await Promise.all(
    unseen.map(
      async (image) => [image, there.has(image) || (image.includes('@') && (await isThere(image, registry)))] as const,
    ),
  )
  const lost = new Set(asked.flatMap(([image, found]) => (found ? [] : [image])))
  return {
    record: new Map(found.filter(([, { image }]) => !lost.has(image))),
    gone: new Map(found.filter(([, { image }]) => lost.has(image))),
  }
}

/** A registry that does not answer, such as one that the stack has left, has nothing: the image is built again. */
function isThere(image: string, registry: Pick<Registry, 'holds'>): Promise<boolean> {
  return registry.holds(image).catch((error: unknown) => {
    if (error instanceof UserError) return false
    throw error
  })
}
