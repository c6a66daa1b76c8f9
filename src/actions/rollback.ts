import { defineAction } from '../contract/action.js'
import { Refused } from '../runtime/errors.js'
import { config, environment, gateInputs, hostInputs, reason, releaseToRestore, transactionInputs } from './inputs.js'
import { reportOutput, transactionOutputs } from './outputs.js'

export const rollback = defineAction({
  name: 'rollback',
  description: 'Put an earlier release back, proven to answer, without registry or GitHub',
  inputs: {
    environment,
    config,
    ...hostInputs,
    release: releaseToRestore,
    reason,
    ...transactionInputs,
    ...gateInputs,
  },
  outputs: { ...transactionOutputs, ...reportOutput },
  async main() {
    throw new Refused('rollback is not ready')
  },
})
