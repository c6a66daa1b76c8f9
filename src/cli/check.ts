import { judgedEnvironment, placeGivenFiles } from '../actions/checkout.js'
import { config, envFile, environment, files } from '../actions/inputs.js'
import { labelsOf, runnerPlatform } from '../actions/origin.js'
import { readAll } from '../actions/pipelinePlan.js'
import { defineAction } from '../contract/action.js'
import { describeImages } from '../image/described.js'
import { environmentOf } from '../stack/environment.js'

/** Everything that the files alone say: no server, no registry and no Docker engine is asked. */
export const check = defineAction({
  name: 'check',
  description: 'Whether stack.yml, the Compose files and what images are built from can be used',
  inputs: { environment, config, envFile, files },
  outputs: {},
  async main(inputs, context) {
    const { log } = context
    const judged = await judgedEnvironment(inputs, context)
    await using given = await placeGivenFiles(inputs, judged)
    const one = { ...judged, deploys: inputs.environment !== undefined }
    const withoutSecrets = inputs.envFile === undefined
    const { stack, notices, withheld } = await readAll({ ...inputs, given: given.values, withoutSecrets }, one, context)
    const images = await describeImages(stack, {
      withheld,
      labels: labelsOf(context, stack.name),
      deploys: false,
      platform: runnerPlatform(context.env),
    })
    for (const notice of new Set(notices)) log.info(notice)
    for (const { name, model } of stack.projects) log.info(`${name}: ${Object.keys(model.services).join(', ')}`)
    for (const { target } of images) log.info(`${target.project}/${target.service}: built as ${target.repository}`)
    const read = one.deploys ? [judged.environment] : Object.keys(judged.config.environments)
    for (const name of read) {
      const { branch, host } = environmentOf(judged.config, name)
      log.info(
        `✓ ${name}: ${branch === undefined ? 'of no branch' : `of the branch ${branch}`}${host === undefined ? '' : `, at ${host}`}`,
      )
    }
    return {}
  },
})
