import { defineAction } from '../contract/action.js'
import { pushImages } from '../image/images.js'
import { openRegistry } from '../image/registry.js'
import { run } from '../runtime/run.js'
import { stackConfig } from './checkout.js'
import { config, environment, images, registryInputs } from './inputs.js'
import { imagesOutput } from './outputs.js'

/** Pushes what build-and-tag built in the same job, and tags in the registry what is there already. */
export const pushImage = defineAction({
  name: 'push-image',
  description: 'Push the images that the registry lacks, and give each one’s digest',
  inputs: { environment, config, ...registryInputs, images },
  outputs: { ...imagesOutput },
  async main(inputs, context) {
    const { env, event, log, signal } = context
    const { registry } = await stackConfig(inputs, context)
    const output = log.output()
    const pushed = await log.group('Push', async () =>
      pushImages(inputs.images, {
        registry: await openRegistry(registry, inputs, env),
        run,
        env,
        signal,
        log: output.line,
        warn: (text) => log.warning(text),
        withoutKeys: event.tag !== undefined,
      }).finally(output.end),
    )
    for (const image of pushed)
      log.info(
        `${image.project}/${image.service}: ${image.pushed ? 'pushed' : 'nothing to push'}, ${image.digest ?? image.imageId ?? 'no digest'}`,
      )
    return { images: pushed }
  },
})
