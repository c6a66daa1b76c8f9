import { defineAction } from '../contract/action.js'
import { BY_ITSELF } from '../host/stackctl.js'
import { deadlineSeconds } from '../release/transaction/deadline.js'
import { releaseStack } from './checkout.js'
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
import { deployEvent, toolVersion } from './origin.js'
import { reportOutput, transactionOutputs, urlOutput } from './outputs.js'
import { maskServer, openBeside } from './server.js'
import { beginTransaction, shipping } from './shipping.js'
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
    const ended = await shipping(stack.id, context, async (shipped) => {
      const server = await openBeside(inputs, stack, context, shipped, async (expect) => {
        expect({ target: inputs.release ?? BY_ITSELF, leaveData: inputs.leaveData })
        const [{ rollBack }, { checkGate, guardFor, gateFor, showTimes }] = await Promise.all([
          import('../release/transaction/rollback.js'),
          import('./ship.js'),
        ])
        await checkGate(inputs)
        return { rollBack, guardFor, gateFor, showTimes }
      })
      await using host = server.host
      const { rollBack, guardFor, gateFor, showTimes } = server.read
      maskServer(server.facts, stack, context)
      // Also who is refused is told where he could go back to.
      if (server.facts.targets) shipped.seen.targets = server.facts.targets
      const { release, events } = await rollBack({
        stackctl: server.stackctl,
        host,
        facts: server.facts,
        ...(inputs.reason !== undefined && { reason: inputs.reason }),
        leaveData: inputs.leaveData,
        event: deployEvent(context, { commit: context.event.sha, differs: '' }),
        toolVersion,
        lockTimeoutSeconds: inputs.lockTimeout,
        deadlineSeconds: deadlineSeconds(inputs),
        gate: gateFor(inputs, stack, server, context, shipped),
        guard: guardFor(
          server,
          stack,
          inputs,
          context,
          shipped,
        )(Object.keys(server.facts.current?.models ?? {}), server.facts),
        signal: context.signal,
        onRelease: (id, target) => {
          shipped.release = id
          beginTransaction(context)
          shipped.seen.target = target
        },
        onEvent: (entry) => void shipped.seen.events.push(entry),
        log: (line) => context.log.info(line),
      })
      Object.assign(shipped, { outcome: 'rolled-back', release, servingRelease: release })
      showTimes(events, context)
    })
    return { ...ended, url: stack.url }
  },
})
