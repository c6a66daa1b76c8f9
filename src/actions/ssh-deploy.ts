import { defineAction } from '../contract/action.js'
import { deadlineSeconds } from '../release/transaction/deadline.js'
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
import { mustBeProven } from './missing.js'
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
        const [checkout, { openImages, planImages }, { pulledImages, thirdParty }, { lookBefore, ship }] =
          await Promise.all([
            readCheckout({ ...inputs, given: given.values }, chosen, context),
            import('./deployImages.js'),
            import('../release/plan/images/images.js'),
            import('./ship.js'),
          ])
        expect({ references: thirdParty(checkout.stack) })
        const { registry, lookUp, describe } = await openImages(checkout.stack, inputs, context)
        // Told at the same time, on the guess that holds nearly always; a fault of it is thrown where it is awaited.
        const guess = runnerPlatform(context.env)
        const guessed = describe(guess)
        guessed.catch(() => undefined)
        const registryLogin = await registry.dockerConfigFor(pulledImages(checkout.stack))
        return { ...checkout, registry, registryLogin, lookUp, describe, guess, guessed, planImages, lookBefore, ship }
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
        registry,
        registryLogin,
        lookUp,
        describe,
        guess,
        guessed,
        planImages,
        lookBefore,
        ship,
      } = server.read
      const running = maskServer(server.facts, { publicText, models: modelsOf(stack) }, context)
      lookBefore(stack, server, shipped)
      shipped.seen.differs = committed.differs
      for (const notice of notices) context.log.info(notice)
      const { platform } = server.facts
      const described = await (platform === guess ? guessed : describe(platform))
      const planned = await planImages(
        described,
        { server, registry, committed, built: inputs.images ?? [], placed: given.paths, tags: [] },
        context,
      )
      if (!inputs.dryRun)
        mustBeProven(planned, { built: inputs.images ?? [], platform, runner: runnerPlatform(context.env) })
      const found = planned.map(({ target: _target, notices: _notices, ...image }) => image)
      for (const image of found) context.log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`)
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
