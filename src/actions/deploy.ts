import { type Context, defineAction } from '../contract/action.js'
import type { Values } from '../contract/shape.js'
import { builtAloneNotice } from '../image/builtAlone.js'
import { sharedLoginNotice } from '../image/layerCache.js'
import type { BuiltImage } from '../image/types.js'
import { gateWindowOf } from '../release/transaction/gateWindow.js'
import { conclude } from '../shipment/conclude.js'
import { environmentOf } from '../stack/environment.js'
import type { Stack } from '../stack/types.js'
import { addressOf, chosenEnvironment, placeGivenFiles } from './checkout.js'
import { cleanUp } from './cleanUp.js'
import { deploymentOf, type ReadStack, readToDeploy } from './deployment.js'
import {
  buildInputs,
  images as builtImages,
  config,
  dryRun,
  envFile,
  environment,
  files,
  force,
  gateInputs,
  hostInputs,
  pullInputs,
  push,
  registryInputs,
  transactionInputs,
} from './inputs.js'
import { beginLogin, type OpenServer } from './login.js'
import { mustBeNamed } from './missing.js'
import { isScheduled, refreshes, runnerPlatform, tagsOf } from './origin.js'
import { gateOutputs, imagesOutput, transactionOutputs, urlOutput } from './outputs.js'
import { skipped } from './skipped.js'

const USUAL_PLATFORM = 'linux/amd64'

const inputs = {
  environment,
  config,
  ...hostInputs,
  ...registryInputs,
  ...pullInputs,
  ...buildInputs,
  push,
  images: builtImages.optional(),
  envFile,
  files,
  ...transactionInputs,
  dryRun,
  force,
  ...gateInputs,
}

type Inputs = Values<typeof inputs>

/** Plan, build, push, deploy, gate, confirm, or undo, in one process: the gate judges before the commit. */
export const deploy = defineAction({
  name: 'deploy',
  description: 'Ship a Docker Compose stack to your server: build, push, deploy, health gate, undo',
  inputs,
  outputs: { ...imagesOutput, ...transactionOutputs, ...gateOutputs, ...urlOutput },
  post: cleanUp,
  async main(inputs, context) {
    const chosen = await chosenEnvironment(inputs, context)
    if ('skip' in chosen) return skipped(chosen.skip, context)
    const address = addressOf(inputs, chosen)
    await using given = await placeGivenFiles(inputs, chosen)
    const gateOf = (stack: Stack) => ({ ...inputs, window: gateWindowOf(stack, inputs.window) })
    const check = async (stack: Stack) => (await import('../shipment/gate.js')).checkGate(gateOf(stack))
    const ended = await conclude(address.id, context, async (logbook) => {
      const login = await beginLogin(inputs, address, context, logbook)
      const options = { chosen, given, check, platform: USUAL_PLATFORM, pushes: inputs.push }
      const [server, read] = await login.together(readToDeploy(inputs, options, context, login.expect))
      await using _host = server.host
      const deployment = await deploymentOf(inputs, server, read, context, logbook)
      const { fence } = await import('../release/transaction/runDeployment.js')
      // Now, and not after an hour of builds.
      if (!inputs.dryRun) await fence(deployment, server.facts)
      const images = await provenOrBuilt(inputs, server, read, given.paths, context)
      const [{ deployStack }, { gateFor }] = await Promise.all([
        import('../shipment/deployStack.js'),
        import('../shipment/gate.js'),
      ])
      const gate = gateOf(deployment.stack)
      const inside = gateFor(gate, deployment.stack, server, context, logbook)
      const { outcome } = await deployStack(
        { ...deployment, images, gate: inside, gateWindowSeconds: gate.window },
        { dryRun: inputs.dryRun, gate },
        context,
        logbook,
      )
      return { outcome, images }
    })
    return { ...ended, url: environmentOf(chosen.config, chosen.environment).url }
  },
})

/** Each image by the proof that there is of it; what has none is built, and pushed. In a dry run it is said what would be built. */
async function provenOrBuilt(
  inputs: Inputs,
  server: OpenServer,
  { checkout, images: { registry, describe } }: ReadStack,
  placed: readonly string[],
  context: Context,
): Promise<BuiltImage[]> {
  const { log } = context
  const { stack, committed, buildSecrets } = checkout
  const { push, cache, buildkitImage } = inputs
  const { platform } = server.facts
  const { planImages, buildAndPush, withoutTarget } = await import('./deployImages.js')
  const planned = await planImages(
    await describe(platform),
    {
      ...{ server, registry, committed, placed },
      tags: tagsOf(context, inputs.version, committed),
      // An image that was not pushed is on another runner.
      built: (inputs.images ?? []).filter(({ digest }) => digest !== undefined),
    },
    context,
  )
  for (const notice of new Set(planned.flatMap((image) => image.notices ?? []))) log.info(notice)
  mustBeNamed(planned, inputs.projects)
  const isAsked = refreshes(inputs, context) && !isScheduled(context)
  const runner = runnerPlatform(context.env)
  const alone = builtAloneNotice(planned, { push, registry: stack.registry, platform, runner, isAsked })
  if (alone !== undefined) log.notice(alone)
  const hasPullLogin = (inputs.registryPullToken ?? []).length > 0
  const shared = planned.length > 0 ? sharedLoginNotice(cache, stack, { pushes: push, hasPullLogin }) : undefined
  if (shared !== undefined) log.notice(shared)
  const images = inputs.dryRun
    ? planned.map(withoutTarget)
    : await buildAndPush(planned, { stack, registry, buildSecrets, cache, buildkitImage, push }, context)
  for (const image of images) log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`)
  return images
}
