import { defineAction } from '../contract/action.js'
import { buildImages } from '../image/images.js'
import { imagesTable } from '../image/report.js'
import { run } from '../runtime/run.js'
import { judgedEnvironment, placeGivenFiles, readCheckout, removePlaced } from './checkout.js'
import {
  buildInputs,
  config,
  envFile,
  environment,
  files,
  pipelineInputs,
  recordInputs,
  registryInputs,
} from './inputs.js'
import { openRegistryFor } from './openRegistry.js'
import { imagesOutput, pipelineOutputs } from './outputs.js'
import { planPipeline } from './pipelinePlan.js'
import { planBuilds } from './planBuilds.js'
import { mustBeTested } from './tested.js'

/** Builds the images that nothing proves; push-image only tags those that the server's record proves. */
export const buildAndTag = defineAction({
  name: 'build-and-tag',
  description: 'Build the images of a stack whose content changed, and tag them',
  inputs: {
    environment,
    config,
    ...recordInputs,
    ...registryInputs,
    ...buildInputs,
    envFile,
    files,
    ...pipelineInputs,
  },
  outputs: { ...imagesOutput, ...pipelineOutputs },
  post: removePlaced,
  async main(inputs, context) {
    const { env, log, summary } = context
    const judged = await judgedEnvironment(inputs, context)
    await using given = await placeGivenFiles(inputs, judged)
    if (inputs.dryRun)
      return await planPipeline({ ...inputs, given: given.values, placed: given.paths }, judged, context)
    if (!judged.deploys && !inputs.withoutSecrets) {
      log.notice(judged.skip)
      return { images: [] }
    }
    const { stack, notices, buildSecrets, withheld, committed } = await readCheckout(
      { ...inputs, given: given.values },
      judged,
      context,
    )
    if (judged.deploys) mustBeTested(inputs, committed, context)
    const registry = await openRegistryFor(stack, inputs, judged, context, (notice) => notices.push(notice))
    const planned = await planBuilds(
      { stack, withheld, registry, committed, placed: given.paths },
      inputs,
      judged,
      context,
    )
    for (const notice of new Set([...notices, ...planned.flatMap((image) => image.notices ?? [])])) log.info(notice)
    const output = log.output()
    const images = await log.group('Build', () =>
      buildImages(planned, {
        run,
        env,
        buildSecrets,
        registryLogin: registry.dockerConfig,
        log: output.line,
        registry: stack.registry,
        // What is in the cache ends up in images, so an environment uses only what its own branch has put there.
        cache: judged.deploys ? inputs.cache : 'none',
      }).finally(output.end),
    )
    const left = images
      .filter(({ result }) => result === 'planned')
      .map(({ project, service }) => `${project}/${service}`)
    if (context.event.tag !== undefined && left.length > 0)
      log.warning(`${left.join(', ')}: only the deploy builds it, so it does not get the tag ${context.event.tag}`)
    for (const image of images) log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`)
    summary.add(imagesTable(log.redactEach(images)))
    return { images }
  },
})
