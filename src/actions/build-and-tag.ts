import { defineAction } from '../contract/action.js'
import { buildImages, planImages } from '../image/images.js'
import { tagLookups } from '../image/lookUp.js'
import { imagesTable } from '../image/report.js'
import { testedTag } from '../image/tested.js'
import type { BuiltImage } from '../image/types.js'
import { run } from '../runtime/run.js'
import type { Stack } from '../stack/types.js'
import { judgedEnvironment, placeGivenFiles, readCheckout } from './checkout.js'
import { buildInputs, config, envFile, environment, files, pipelineInputs, registryInputs } from './inputs.js'
import { openRegistryFor } from './openRegistry.js'
import { labelsOf, refreshes, runnerPlatform, tagsOf } from './origin.js'
import { imagesOutput, pipelineOutputs } from './outputs.js'
import { planPipeline } from './pipelinePlan.js'

/** Builds what the registry does not have under its content key; what it has is only tagged, by push-image. */
export const buildAndTag = defineAction({
  name: 'build-and-tag',
  description: 'Build the images of a stack whose content changed, and tag them',
  inputs: { environment, config, ...registryInputs, ...buildInputs, envFile, files, ...pipelineInputs },
  outputs: { ...imagesOutput, ...pipelineOutputs },
  async main(inputs, context) {
    const { env, log, summary } = context
    const judged = await judgedEnvironment(inputs, context)
    await using given = await placeGivenFiles(inputs, judged)
    if (inputs.dryRun) return await planPipeline({ ...inputs, given: given.values }, judged, context)
    if (!judged.deploys && !inputs.withoutSecrets) {
      log.notice(judged.skip)
      return { images: [] }
    }
    const { stack, notices, buildSecrets, withheld, committed } = await readCheckout(
      { ...inputs, given: given.values },
      judged,
      context,
    )
    const registry = await openRegistryFor(stack, inputs, judged, context, (notice) => notices.push(notice))
    const planned = await planImages(stack, {
      store: registry,
      tags: tagsOf(context, inputs.version, committed),
      labels: labelsOf(context, stack.name),
      projects: inputs.projects,
      platform: runnerPlatform(env),
      withheld,
      ...(refreshes(inputs, context) && { refresh: tagLookups(registry) }),
    })
    for (const notice of new Set([...notices, ...planned.flatMap((image) => image.notices ?? [])])) log.info(notice)
    const output = log.output()
    const built = await log.group('Build', () =>
      buildImages(planned, {
        run,
        env,
        buildSecrets,
        registryLogin: registry.dockerConfig,
        log: output.line,
        registry: stack.registry,
        cache: inputs.cache,
      }).finally(output.end),
    )
    // Of a git tag nothing is kept that a branch's next plan would believe.
    const tested = context.event.tag === undefined ? inputs.tested.map(({ project }) => project) : []
    const images = await withTested(built, tested, { stack, testEnvironment: inputs.testEnvironment })
    const left = built
      .filter(({ result }) => result === 'planned')
      .map(({ project, service }) => `${project}/${service}`)
    if (context.event.tag !== undefined && left.length > 0)
      log.warning(`${left.join(', ')}: built by the deploy alone, so that ${context.event.tag} is no tag of it`)
    for (const image of images) log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`)
    summary.add(imagesTable(log.redactEach(images)))
    return { images }
  },
})

/** The tag that says that the tests passed with this content, for the images of the projects of which that is true. */
async function withTested(
  images: readonly BuiltImage[],
  tested: readonly string[],
  { stack, testEnvironment }: { stack: Stack; testEnvironment: string },
): Promise<BuiltImage[]> {
  const tags = new Map<string, string>()
  for (const project of stack.projects.filter(({ name }) => tested.includes(name))) {
    const keys = images
      .filter((image) => image.project === project.name && image.result !== 'planned')
      .map(({ key }) => key)
    const tag = await testedTag(project, keys, { root: stack.root, run, testEnvironment })
    if (tag !== undefined) tags.set(project.name, tag)
  }
  return images.map((image) => {
    const tag = tags.get(image.project)
    return tag === undefined ? image : { ...image, tags: [...image.tags, tag] }
  })
}
