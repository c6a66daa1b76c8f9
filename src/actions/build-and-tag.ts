import { defineAction } from '../contract/action.js'
import { buildImages, planImages } from '../image/images.js'
import { openRegistry } from '../image/registry.js'
import { imagesTable } from '../image/report.js'
import { tagsFor } from '../image/tags.js'
import { run } from '../runtime/run.js'
import { chosenEnvironment, readCheckout } from './checkout.js'
import { buildInputs, config, envFile, environment, registryInputs } from './inputs.js'
import { imagesOutput } from './outputs.js'

/** Builds what the registry does not have under its content key; what it has is only tagged, by push-image. */
export const buildAndTag = defineAction({
  name: 'build-and-tag',
  description: 'Build the images of a stack whose content changed, and tag them',
  inputs: { environment, config, ...registryInputs, ...buildInputs, envFile },
  outputs: { ...imagesOutput },
  async main(inputs, context) {
    const { env, event, log, summary } = context
    const chosen = await chosenEnvironment(inputs, context)
    if ('skip' in chosen) {
      log.notice(chosen.skip)
      return { images: [] }
    }
    const { stack, notices, buildSecrets } = await readCheckout(inputs, chosen, context)
    for (const notice of notices) log.info(notice)
    const planned = await planImages(stack, {
      store: await openRegistry(stack.registry, inputs, env),
      tags: tagsFor({ commit: event.sha, branch: event.branch, version: inputs.version }),
      projects: inputs.projects,
    })
    for (const notice of new Set(planned.flatMap((image) => image.notices ?? []))) log.notice(notice)
    const output = log.output()
    const images = await log.group('Build', () =>
      buildImages(planned, {
        run,
        env,
        buildSecrets,
        log: output.line,
        registry: stack.registry,
        cache: inputs.cache,
      }).finally(output.end),
    )
    for (const image of images) log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`)
    summary.add(imagesTable(log.redactEach(images)))
    return { images }
  },
})
