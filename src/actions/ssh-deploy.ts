import { defineAction } from '../contract/action.js'
import type { BuiltImage } from '../image/types.js'
import { deadlineSeconds } from '../release/deadline.js'
import { Refused } from '../runtime/errors.js'
import { addressOf, chosenEnvironment, modelsOf, placeGivenFiles, readCheckout, removePlaced } from './checkout.js'
import {
  config,
  dryRun,
  envFile,
  environment,
  files,
  force,
  hostInputs,
  images,
  pullInputs,
  refresh,
  registryInputs,
  transactionInputs,
} from './inputs.js'
import { deployEvent, isScheduled, ownerOf, refreshes, runnerPlatform, toolVersion } from './origin.js'
import { transactionOutputs } from './outputs.js'
import { maskServer, openBeside } from './server.js'
import { shipping } from './shipping.js'
import { skipped } from './skipped.js'

export const sshDeploy = defineAction({
  name: 'ssh-deploy',
  description: 'Deploy a stack to a server in one transaction that undoes itself when the new version fails',
  inputs: {
    environment,
    config,
    ...hostInputs,
    ...registryInputs,
    ...pullInputs,
    images: images.optional(),
    envFile,
    files,
    refresh,
    ...transactionInputs,
    dryRun,
    force,
  },
  outputs: { ...transactionOutputs },
  post: removePlaced,
  async main(inputs, context) {
    const chosen = await chosenEnvironment(inputs, context)
    if ('skip' in chosen) return skipped(chosen.skip, context)
    const address = addressOf(inputs, chosen)
    await using given = await placeGivenFiles(inputs, chosen)
    return shipping(address.id, context, async (shipped) => {
      const server = await openBeside(inputs, address, context, shipped, async (expect) => {
        const [checkout, { openImages }, { pulledImages, thirdParty }, { lookBefore, ship }] = await Promise.all([
          readCheckout({ ...inputs, given: given.values }, chosen, context),
          import('./deployImages.js'),
          import('../release/images.js'),
          import('./ship.js'),
        ])
        expect({ references: thirdParty(checkout.stack) })
        const { registry, lookUp, plan } = await openImages(checkout.stack, inputs, [], context)
        const found: BuiltImage[] = inputs.images ?? (await plan(runnerPlatform(context.env)))
        if (!inputs.dryRun) mustBeThere(found)
        const registryLogin = await registry.dockerConfigFor(pulledImages(checkout.stack))
        return { ...checkout, registryLogin, lookUp, found, lookBefore, ship }
      })
      await using host = server.host
      const {
        stack,
        committed,
        envText,
        secretForms,
        publicText,
        defaults,
        notices,
        registryLogin,
        lookUp,
        found,
        lookBefore,
        ship,
      } = server.read
      const running = maskServer(server.facts, { publicText, models: modelsOf(stack) }, context)
      lookBefore(stack, server, shipped)
      shipped.seen.differs = committed.differs
      for (const notice of notices) context.log.info(notice)
      await ship(
        {
          stack,
          notices,
          refresh: refreshes(inputs, context),
          owner: ownerOf(context),
          scheduled: isScheduled(context),
          lookUp,
          host,
          stackctl: server.stackctl,
          facts: server.facts,
          images: found,
          envText,
          secretForms: [...secretForms, ...running],
          defaults,
          event: deployEvent(context, committed),
          toolVersion,
          registryLogin,
          lockTimeoutSeconds: inputs.lockTimeout,
          deadlineSeconds: deadlineSeconds(inputs),
          gateWindowSeconds: 0,
          force: inputs.force,
        },
        { dryRun: inputs.dryRun },
        context,
        shipped,
      )
    })
  },
})

function mustBeThere(images: readonly BuiltImage[]): void {
  const missing = images.filter(({ digest, imageId }) => digest === undefined && imageId === undefined)
  if (missing.length === 0) return
  throw new Refused(
    `${missing.map(({ project, service }) => `${project}/${service}`).join(', ')}: the registry has no image of this content`,
    { todo: 'run build-and-tag and push-image before, or the action deploy, which does all of it' },
  )
}
