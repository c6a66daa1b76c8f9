import { idsOnServer, sendImages } from '../../host/sendImages.js'
import type { Host } from '../../host/ssh.js'
import type { BuiltImage } from '../../image/types.js'
import type { Stack } from '../../stack/types.js'
import { asOnServer, imagesToSend } from '../plan/images/sent.js'
import type { MadeRelease } from '../plan/releaseInput.js'

/**
 * The plan, with images that no registry holds called as the server calls them. What it lacks is sent when nothing of the plan was refused:
 * only a server that has an image says its id.
 * @param plan Makes the plan with these images; changes nothing.
 * @throws Refused
 */
export async function planWithImages(
  {
    host,
    stack,
    images,
    signal,
    log,
  }: {
    host: Host
    stack: Stack
    images: readonly BuiltImage[]
    signal: AbortSignal
    log(line: string): void
  },
  plan: (images: readonly BuiltImage[]) => MadeRelease,
  { dryRun }: { dryRun: boolean },
): Promise<MadeRelease> {
  const local = imagesToSend(stack, images)
  if (local.length === 0) return plan(images)
  const tags = local.map(({ tag }) => tag)
  const there = await idsOnServer(host, tags, { signal })
  const planned = plan(asOnServer(images, local, there))
  const missing = local.filter(({ tag }) => !there.has(tag))
  if (missing.length === 0 || dryRun) return planned
  const sent = await sendImages(host, missing, { signal })
  log(`${missing.length} images sent to the server`)
  return plan(asOnServer(images, local, new Map([...there, ...sent])))
}
