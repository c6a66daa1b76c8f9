import { defineAction } from '../contract/action.js'
import { Refused } from '../runtime/errors.js'
import {
  buildInputs,
  config,
  dryRun,
  envFile,
  environment,
  force,
  gateInputs,
  hostInputs,
  registryInputs,
  transactionInputs,
} from './inputs.js'
import { gateOutputs, imagesOutput, transactionOutputs } from './outputs.js'

export const deploy = defineAction({
  name: 'deploy',
  description: 'Ship a Docker Compose stack to your server: build, push, deploy, health gate, undo',
  inputs: {
    environment,
    config,
    ...hostInputs,
    ...registryInputs,
    ...buildInputs,
    envFile,
    ...transactionInputs,
    dryRun,
    force,
    ...gateInputs,
  },
  outputs: { ...imagesOutput, ...transactionOutputs, ...gateOutputs },
  async main() {
    throw new Refused('deploy is not ready')
  },
})
