import { defaultOf } from '../contract/shape.js'
import { gateInputs } from './inputs.js'

/** As `HARD_CAP_MS` of stackctl. */
const HARD_CAP_S = 900
/** What the gate's end and the way to it may take besides. */
const BESIDES_S = 120

/** How many seconds the server waits for a sign of life from the runner: as it is given, else the gate's own limit and two minutes, 15 minutes at most. */
export function deadlineSeconds(inputs: { deadline?: number | undefined; timeout?: number }): number {
  const gate = inputs.timeout ?? Number(defaultOf(gateInputs.timeout))
  return inputs.deadline ?? Math.min(HARD_CAP_S, gate + BESIDES_S)
}
