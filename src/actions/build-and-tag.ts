import { type Context, defineAction } from '../contract/action.js'
import type { Output } from '../image/bake.js'
import type { PlannedImage } from '../image/chosen.js'
import { buildImages, pushImages } from '../image/images.js'
import { cacheUseOf, type LayerCache } from '../image/layerCache.js'
import type { Registry } from '../image/registry.js'
import { imagesTable } from '../image/report.js'
import type { BuiltImage } from '../image/types.js'
import { run } from '../runtime/run.js'
import type { Stack } from '../stack/types.js'
import { judgedEnvironment, placeGivenFiles, readCheckout } from './checkout.js'
import { cleanUp } from './cleanUp.js'
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
  post: cleanUp,
  async main(inputs, context) {
    const { log, summary } = context
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
    const images = await buildFor(planned, { stack, registry, buildSecrets, deploys: judged.deploys }, inputs, context)
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

/** Builds, and with `output: push` sends it to the registry and tags it there. */
async function buildFor(
  planned: readonly PlannedImage[],
  found: { stack: Stack; registry: Registry; buildSecrets: Record<string, string>; deploys: boolean },
  inputs: { cache: LayerCache; buildkitImage?: string | undefined; output: Output },
  { env, event, log, signal }: Context,
): Promise<BuiltImage[]> {
  const { stack, registry, buildSecrets, deploys } = found
  const { output: wanted, buildkitImage } = inputs
  const output = log.output()
  const pushes = wanted === 'push' && registry.host !== undefined
  return log
    .group(pushes ? 'Build and push' : 'Build', async () => {
      const built = await buildImages(planned, {
        ...{ run, env, buildSecrets, buildkitImage, signal },
        registryLogin: registry.dockerConfig,
        log: output.line,
        warn: (text) => log.warning(text),
        notice: (text) => log.notice(text),
        isSecret: (text) => log.redact(text) !== text,
        registry: stack.registry,
        output: wanted === 'push' && !pushes ? 'load' : wanted,
        cache: cacheUseOf(inputs.cache, stack, { deploys, mayPush: wanted !== 'none', isTag: event.tag !== undefined }),
        holds: registry.holds,
      })
      if (!pushes) return built
      return pushImages(built, {
        ...{ registry, run, env, signal, log: output.line, withoutKeys: event.tag !== undefined },
        warn: (text) => log.warning(text),
      })
    })
    .finally(output.end)
}
