import { defineAction } from '../contract/action.js'
import { conclude } from '../shipment/conclude.js'
import { addressOf, chosenEnvironment, placeGivenFiles } from './checkout.js'
import { cleanUp } from './cleanUp.js'
import { deploymentOf, readToDeploy } from './deployment.js'
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
import { beginLogin } from './login.js'
import { mustBeProven } from './missing.js'
import { runnerPlatform } from './origin.js'
import { transactionOutputs } from './outputs.js'
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
  post: cleanUp,
  async main(inputs, context) {
    const chosen = await chosenEnvironment(inputs, context)
    if ('skip' in chosen) return skipped(chosen.skip, context)
    const address = addressOf(inputs, chosen)
    await using given = await placeGivenFiles(inputs, chosen)
    const runner = runnerPlatform(context.env)
    // Awaited here: what was placed and the connection are taken away when the function is left.
    return await conclude(address.id, context, async (logbook) => {
      const login = await beginLogin(inputs, address, context, logbook)
      const options = { chosen, given, platform: runner, pushes: false }
      const [server, read] = await login.together(readToDeploy(inputs, options, context, login.expect))
      await using _host = server.host
      const deployment = await deploymentOf(inputs, server, read, context, logbook)
      const { platform } = server.facts
      const { planImages, withoutTarget } = await import('./deployImages.js')
      const { registry, describe } = read.images
      const { committed } = read.checkout
      const built = inputs.images ?? []
      const planned = await planImages(
        await describe(platform),
        { server, registry, committed, built, placed: given.paths, tags: [] },
        context,
      )
      if (!inputs.dryRun) mustBeProven(planned, { built, platform, runner })
      const images = planned.map(withoutTarget)
      for (const image of images)
        context.log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`)
      const { deployStack } = await import('../shipment/deployStack.js')
      return await deployStack(
        { ...deployment, images, gateWindowSeconds: 0 },
        { dryRun: inputs.dryRun },
        context,
        logbook,
      )
    })
  },
})
