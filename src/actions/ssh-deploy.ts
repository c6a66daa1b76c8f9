import { defineAction } from '../contract/action.js'
import { Refused } from '../runtime/errors.js'
import {
  config,
  dryRun,
  envFile,
  environment,
  force,
  hostInputs,
  images,
  registryInputs,
  transactionInputs,
} from './inputs.js'
import { transactionOutputs } from './outputs.js'

export const sshDeploy = defineAction({
  name: 'ssh-deploy',
  description: 'Deploy a stack to a server in one transaction that undoes itself when the new version fails',
  inputs: {
    environment,
    config,
    ...hostInputs,
    ...registryInputs,
    images: images.optional(),
    envFile,
    ...transactionInputs,
    dryRun,
    force,
  },
  outputs: { ...transactionOutputs },
  async main() {
    throw new Refused('ssh-deploy is not ready')
  },
})
