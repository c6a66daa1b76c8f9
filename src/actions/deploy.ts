import { defineAction } from '../contract/action.js'
import { builtAloneNotice } from '../image/builtAlone.js'
import type { PlannedImage } from '../image/chosen.js'
import type { BuiltImage } from '../image/types.js'
import { deadlineSeconds } from '../release/transaction/deadline.js'
import { gateWindowOf } from '../release/transaction/gateWindow.js'
import { Refused } from '../runtime/errors.js'
import { environmentOf } from '../stack/environment.js'
import { addressOf, chosenEnvironment, modelsOf, placeGivenFiles, readCheckout, removePlaced } from './checkout.js'
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
import { deployEvent, isScheduled, ownerOf, refreshes, runnerPlatform, tagsOf, toolVersion } from './origin.js'
import { gateOutputs, imagesOutput, transactionOutputs, urlOutput } from './outputs.js'
import { maskServer, openBeside } from './server.js'
import { shipping } from './shipping.js'
import { skipped } from './skipped.js'

const USUAL_PLATFORM = 'linux/amd64'

/** Plan, build, push, deploy, gate, confirm, or undo, in one process: the gate judges before the commit. */
export const deploy = defineAction({
  name: 'deploy',
  description: 'Ship a Docker Compose stack to your server: build, push, deploy, health gate, undo',
  inputs: {
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
  },
  outputs: { ...imagesOutput, ...transactionOutputs, ...gateOutputs, ...urlOutput },
  post: removePlaced,
  async main(inputs, context) {
    const chosen = await chosenEnvironment(inputs, context)
    if ('skip' in chosen) return skipped(chosen.skip, context)
    const address = addressOf(inputs, chosen)
    await using given = await placeGivenFiles(inputs, chosen)
    const { log } = context
    let images: BuiltImage[] = []
    const shipped = await shipping(address.id, context, async (shipped) => {
      const server = await openBeside(inputs, address, context, shipped, async (expect) => {
        const [
          checkout,
          { buildAndPush, openImages, planImages },
          { pulledImages, thirdParty },
          { refuseOlder },
          { checkGate, gateFor, lookBefore, ship },
        ] = await Promise.all([
          readCheckout({ ...inputs, given: given.values }, chosen, context),
          import('./deployImages.js'),
          import('../release/plan/images/images.js'),
          import('../release/transaction/refuseOlder.js'),
          import('./ship.js'),
        ])
        expect({ references: thirdParty(checkout.stack) })
        const gate = { ...inputs, window: gateWindowOf(checkout.stack, inputs.window) }
        await checkGate(gate)
        const { registry, lookUp, describe } = await openImages(checkout.stack, inputs, context)
        // Told at the same time, on the guess that holds nearly always; a fault of it is thrown where it is awaited.
        const guessed = describe(USUAL_PLATFORM)
        guessed.catch(() => undefined)
        const registryLogin = await registry.dockerConfigFor(pulledImages(checkout.stack), { pushes: inputs.push })
        return {
          checkout,
          gate,
          registry,
          registryLogin,
          lookUp,
          describe,
          guessed,
          planImages,
          buildAndPush,
          refuseOlder,
          gateFor,
          lookBefore,
          ship,
        }
      })
      await using host = server.host
      const {
        checkout,
        gate,
        registry,
        registryLogin,
        lookUp,
        describe,
        guessed,
        planImages,
        buildAndPush,
        refuseOlder,
        gateFor,
        lookBefore,
        ship,
      } = server.read
      const { stack, notices } = checkout
      const running = maskServer(server.facts, { ...checkout, models: modelsOf(stack) }, context)
      lookBefore(stack, server, shipped)
      shipped.seen.differs = checkout.committed.differs
      for (const notice of notices) log.info(notice)
      const event = deployEvent(context, checkout.committed)
      const cause = { event, force: inputs.force, scheduled: isScheduled(context) }
      // What it would be refused for after an hour of builds.
      if (!inputs.dryRun) refuseOlder(cause, server.facts)
      const described = await (server.facts.platform === USUAL_PLATFORM ? guessed : describe(server.facts.platform))
      const planned = await planImages(
        described,
        {
          ...{ server, registry, committed: checkout.committed, placed: given.paths },
          tags: tagsOf(context, inputs.version, checkout.committed),
          // What was not pushed is on another runner.
          built: (inputs.images ?? []).filter(({ digest }) => digest !== undefined),
        },
        context,
      )
      for (const notice of new Set(planned.flatMap((image) => image.notices ?? []))) log.info(notice)
      mustBeThere(planned, inputs.projects)
      const alone = builtAloneNotice(planned, {
        ...{ push: inputs.push, registry: stack.registry, platform: server.facts.platform },
        ...{ runner: runnerPlatform(context.env), isAsked: refreshes(inputs, context) && !isScheduled(context) },
      })
      if (alone !== undefined) log.notice(alone)
      images = planned.map(({ target: _target, notices: _notices, ...image }) => image)
      if (!inputs.dryRun)
        images = await buildAndPush(
          planned,
          { stack, registry, buildSecrets: checkout.buildSecrets, cache: inputs.cache, push: inputs.push },
          context,
        )
      for (const image of images) log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`)
      await ship(
        {
          stack,
          notices,
          refresh: refreshes(inputs, context),
          owner: ownerOf(context),
          ...cause,
          lookUp,
          host,
          stackctl: server.stackctl,
          facts: server.facts,
          images,
          envText: checkout.envText,
          secretForms: [...checkout.secretForms, ...running],
          defaults: checkout.defaults,
          toolVersion,
          registryLogin,
          lockTimeoutSeconds: inputs.lockTimeout,
          deadlineSeconds: deadlineSeconds(inputs),
          gateWindowSeconds: gate.window,
          gate: gateFor(gate, stack, server, context, shipped),
        },
        { dryRun: inputs.dryRun, gate },
        context,
        shipped,
      )
    })
    return { images, ...shipped, url: environmentOf(chosen.config, chosen.environment).url }
  },
})

/** With the input `projects` only those are built: of the others something has to prove an image already. */
function mustBeThere(planned: readonly PlannedImage[], projects: readonly string[] | undefined): void {
  const missing = planned.filter(
    ({ project, result }) => projects !== undefined && !projects.includes(project) && result === 'planned',
  )
  if (missing.length === 0) return
  throw new Refused(
    `${missing.map(({ project, service }) => `${project}/${service}`).join(', ')} would have to be built, but the input projects does not name it`,
    {
      at: 'input projects',
      todo: 'name it too, or leave the input out: what did not change is not built again',
    },
  )
}
