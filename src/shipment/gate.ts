import type { Context } from '../contract/action.js'
import { checkRules } from '../health/gate.js'
import { askFrom, authoritiesOf } from '../health/probes.js'
import type { GateRules } from '../health/types.js'
import type { Host } from '../host/ssh.js'
import type { HostFacts } from '../host/types.js'
import { switchable } from '../release/plan/routing/moves.js'
import { proxied } from '../release/plan/routing/proxyMeta.js'
import { type HealthGate, healthGate } from '../release/transaction/gating.js'
import { refuseAll } from '../runtime/errors.js'
import type { Stack } from '../stack/types.js'
import type { Logbook } from './logbook.js'

export interface GateInputs {
  successes: number
  window: number
  timeout: number
  interval: number
  resolve?: Record<string, string> | undefined
  caFile?: string | undefined
}

export function rulesOf(inputs: GateInputs): GateRules {
  return {
    successes: inputs.successes,
    windowSeconds: inputs.window,
    timeoutSeconds: inputs.timeout,
    intervalSeconds: inputs.interval,
  }
}

/**
 * Checks the gate's inputs before anything is started, so that an error does not show in the middle of a transaction.
 * @throws Refused
 */
export async function checkGate(inputs: GateInputs): Promise<void> {
  const faults = checkRules(rulesOf(inputs))
  if (faults.length > 0) throw refuseAll('the gate’s inputs contradict each other', faults)
  await authoritiesOf(inputs.caFile)
}

/** How the gate finds names and trusts certificates. */
export function askingBy({ resolve, caFile }: GateInputs) {
  return { ...(resolve && { resolve }), ...(caFile && { caFile }) }
}

/** The gate of a deploy or rollback that has it inside its transaction. */
export function gateFor(
  inputs: GateInputs,
  stack: Pick<Stack, 'health' | 'id'>,
  { host, facts }: { host: Host; facts: HostFacts },
  { signal }: Context,
  logbook: Logbook,
): HealthGate {
  return healthGate({
    ...{ stack, facts, signal },
    askOf: (containers) => askFrom({ ...askingBy(inputs), host, containers }),
    rules: rulesOf(inputs),
    // A rollback has no plan: its file is written where there is one to write to.
    pinned: () => {
      const { plan } = logbook.shipment
      return plan === undefined ? switchable(proxied(facts).proxy) : plan.switch === 'file'
    },
    onReport: (report, stage) => logbook.noteReport(report, stage),
  })
}
