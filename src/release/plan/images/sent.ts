import type { LocalImage } from '../../../host/sendImages.js'
import type { BuiltImage } from '../../../image/types.js'
import type { Stack } from '../../../stack/types.js'
import { imageTag } from '../../records/meta.js'

/** Images that no registry has: what the server gets, one of each, and under which of our tags. */
export function imagesToSend(stack: Stack, images: readonly BuiltImage[]): LocalImage[] {
  const found = images.flatMap(({ project, service, imageId, onServer }) =>
    imageId === undefined || onServer ? [] : [{ imageId, tag: imageTag(stack, project, service, imageId) }],
  )
  return [...new Map(found.map((image) => [image.imageId, image])).values()]
}

/** The images as the server calls them; those that it does not have yet keep this runner's id. @param ids By tag, as the server said. */
export function asOnServer(
  images: readonly BuiltImage[],
  sent: readonly LocalImage[],
  ids: ReadonlyMap<string, string>,
): BuiltImage[] {
  const tags = new Map(sent.map(({ imageId, tag }) => [imageId, tag]))
  return images.map((image) => {
    const tag = tags.get(image.imageId ?? '')
    const imageId = tag === undefined ? undefined : ids.get(tag)
    return tag === undefined || imageId === undefined ? image : { ...image, imageId, serverTag: tag }
  })
}
