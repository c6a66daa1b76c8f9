import { type Context, defineAction } from '../contract/action.js'
import { BY_ITSELF } from '../host/stackctl.js'
import { conclude } from '../shipment/conclude.js'
import type { GateInputs } from '../shipment/gate.js'
import { releaseStack } from './checkout.js'
import { deadlineSeconds } from './deadline.js'
import {
  config,
  environment,
  gateInputs,
  hostInputs,
  leaveData,
  reason,
  releaseToRestore,
  transactionInputs,
} from './inputs.js'
import { beginLogin, maskServer } from './login.js'
import { deployEvent, toolVersion } from './origin.js'
import { reportOutput, transactionOutputs, urlOutput } from './outputs.js'
import { skipped } from './skipped.js'

export const rollback = defineAction({
  name: 'rollback',
  description: 'Put an earlier release back, proven to answer, without registry or GitHub',
  inputs: {
    environment,
    config,
    ...hostInputs,
    release: releaseToRestore,
    reason,
    leaveData,
    ...transactionInputs,
    ...gateInputs,
  },
  outputs: { ...transactionOutputs, ...reportOutput, ...urlOutput },
  async main(inputs, context) {
    const stack = await releaseStack(inputs, context)
    if ('skip' in stack) return skipped(stack.skip, context)
    const ended = await conclude(stack.id, context, async (logbook) => {
      const login = await beginLogin(inputs, stack, context, logbook)
      login.expect({ target: inputs.release ?? BY_ITSELF, leaveData: inputs.leaveData })
      const [server, { rollBack, guardFor, gateFor, showTimes }] = await login.together(readToRollBack(inputs))
      await using _host = server.host
      const { facts } = server
      maskServer(facts, stack, context)
      // A refusal, too, names the releases that one can go back to.
      if (facts.targets) logbook.note({ targets: facts.targets })
      const { release, events } = await rollBack({
        ...{ ...server, toolVersion, leaveData: inputs.leaveData, signal: context.signal },
        ...(inputs.reason !== undefined && { reason: inputs.reason }),
        event: deployEvent(decidedHere(context), { commit: context.event.sha, differs: '' }, facts),
        lockTimeoutSeconds: inputs.lockTimeout,
        deadlineSeconds: deadlineSeconds(inputs),
        gate: gateFor(inputs, stack, server, context, logbook),
        guard: guardFor(server, stack, inputs, context, logbook)(Object.keys(facts.current?.models ?? {}), facts),
        onRelease: (id, target) => {
          logbook.noteBegin(id)
          logbook.note({ target })
        },
        onEvent: (event) => logbook.noteEvent(event),
        log: (line) => context.log.info(line),
      })
      logbook.note({ release, servingRelease: release })
      showTimes(events, context)
      return { outcome: 'rolled-back' as const }
    })
    return { ...ended, url: stack.url }
  },
})

/** Whatever run this one follows: going back is decided in this one. */
function decidedHere({ event }: Pick<Context, 'event'>): Pick<Context, 'event'> {
  return { event: { ...event, order: event.runId } }
}

async function readToRollBack(inputs: GateInputs) {
  const [{ rollBack }, { guardFor }, { checkGate, gateFor }, { showTimes }] = await Promise.all([
    import('../release/transaction/runRollback.js'),
    import('../shipment/guard.js'),
    import('../shipment/gate.js'),
    import('../shipment/times.js'),
  ])
  await checkGate(inputs)
  return { rollBack, guardFor, gateFor, showTimes }
}
