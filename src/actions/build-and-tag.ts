import { defineAction } from '../contract/action.js'
import { buildImages, planImages } from '../image/images.js'
import { imagesTable } from '../image/report.js'
import { testedTag } from '../image/tested.js'
import type { BuiltImage } from '../image/types.js'
import { run } from '../runtime/run.js'
import type { Stack } from '../stack/types.js'
import { judgedEnvironment, readCheckout } from './checkout.js'
import { buildInputs, config, envFile, environment, pipelineInputs, registryInputs } from './inputs.js'
import { openRegistryFor } from './openRegistry.js'
import { labelsOf, tagsOf } from './origin.js'
import { imagesOutput, pipelineOutputs } from './outputs.js'
import { planPipeline } from './pipelinePlan.js'

/** Builds what the registry does not have under its content key; what it has is only tagged, by push-image. */
export const buildAndTag = defineAction({
  name: 'build-and-tag',
  description: 'Build the images of a stack whose content changed, and tag them',
  inputs: { environment, config, ...registryInputs, ...buildInputs, envFile, ...pipelineInputs },
  outputs: { ...imagesOutput, ...pipelineOutputs },
  async main(inputs, context) {
    const { env, log, summary } = context
    const judged = await judgedEnvironment(inputs, context)
    if (inputs.dryRun) return planPipeline(inputs, judged, context)
    if (!judged.deploys && !inputs.withoutSecrets) {
      log.notice(judged.skip)
      return { images: [] }
    }
    const { stack, notices, buildSecrets, withheld } = await readCheckout(inputs, judged, context)
    for (const notice of notices) log.info(notice)
    const planned = await planImages(stack, {
      store: await openRegistryFor(stack, inputs, context, (notice) => log.notice(notice)),
      tags: tagsOf(context, inputs.version),
      labels: labelsOf(context, stack.name),
      projects: inputs.projects,
      withheld,
    })
    for (const notice of new Set(planned.flatMap((image) => image.notices ?? []))) log.notice(notice)
    const output = log.output()
    const built = await log.group('Build', () =>
      buildImages(planned, {
        run,
        env,
        buildSecrets,
        log: output.line,
        registry: stack.registry,
        cache: inputs.cache,
      }).finally(output.end),
    )
    const images = await withTested(
      built,
      inputs.tested.map(({ project }) => project),
      stack,
    )
    for (const image of images) log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`)
    summary.add(imagesTable(log.redactEach(images)))
    return { images }
  },
})

/** The tag that says that the tests passed with this content, for the images of the projects of which that is true. */
async function withTested(
  images: readonly BuiltImage[],
  tested: readonly string[],
  stack: Stack,
): Promise<BuiltImage[]> {
  const tags = new Map<string, string>()
  for (const project of stack.projects.filter(({ name }) => tested.includes(name))) {
    const keys = images
      .filter((image) => image.project === project.name && image.result !== 'planned')
      .map(({ key }) => key)
    const tag = await testedTag(project, keys, { root: stack.root, run })
    if (tag !== undefined) tags.set(project.name, tag)
  }
  return images.map((image) => {
    const tag = tags.get(image.project)
    return tag === undefined ? image : { ...image, tags: [...image.tags, tag] }
  })
}
