import { defineAction } from '../contract/action.js'
import { Refused } from '../runtime/errors.js'
import { config, environment, gateInputs, hostInputs, releaseToJudge } from './inputs.js'
import { gateOutputs } from './outputs.js'

export const healthGate = defineAction({
  name: 'health-gate',
  description: 'Judge from outside and replica by replica whether a stack is healthy',
  inputs: { environment, config, ...hostInputs, release: releaseToJudge, ...gateInputs },
  outputs: { ...gateOutputs },
  async main() {
    throw new Refused('health-gate is not ready')
  },
})
