import { defineAction } from '../contract/action.js'
import { pushImages } from '../image/images.js'
import { openRegistry } from '../image/registry.js'
import { run } from '../runtime/run.js'
import { readStackConfig } from '../stack/config.js'
import { config, environment, images, registryInputs } from './inputs.js'
import { imagesOutput } from './outputs.js'

/** Pushes what build-and-tag built in the same job, and tags in the registry what is there already. */
export const pushImage = defineAction({
  name: 'push-image',
  description: 'Push the images that the registry lacks, and give each one’s digest',
  inputs: { environment, config, ...registryInputs, images },
  outputs: { ...imagesOutput },
  async main(inputs, { env, event, log, workspace }) {
    const { registry } = await readStackConfig({
      root: workspace,
      config: inputs.config,
      ...(event.repository && { repository: event.repository }),
    })
    const output = log.output()
    const pushed = await log.group('Push', async () =>
      pushImages(inputs.images, {
        registry: await openRegistry(registry, inputs, env),
        run,
        env,
        log: output.line,
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
