import { defineAction } from '../contract/action.js'
import { ConnectionLost } from '../host/failures.js'
import { BY_ITSELF } from '../host/stackctl.js'
import { deadlineSeconds } from '../release/deadline.js'
import { rollBack } from '../release/rollback.js'
import { OutcomeUnknown } from '../runtime/errors.js'
import { releaseStack } from './checkout.js'
import { config, environment, gateInputs, hostInputs, reason, releaseToRestore, transactionInputs } from './inputs.js'
import { deployEvent, toolVersion } from './origin.js'
import { reportOutput, transactionOutputs, urlOutput } from './outputs.js'
import { openServer } from './server.js'
import { beginTransaction, checkGate, judgeFor, shipping, showTimes } from './ship.js'
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
    ...transactionInputs,
    ...gateInputs,
  },
  outputs: { ...transactionOutputs, ...reportOutput, ...urlOutput },
  async main(inputs, context) {
    await checkGate(inputs)
    const stack = await releaseStack(inputs, context)
    if ('skip' in stack) return skipped(stack.skip, context)
    const ended = await shipping(stack.id, context, async (shipped) => {
      const server = await openServer(inputs, stack, context, shipped, () => ({ target: inputs.release ?? BY_ITSELF }))
      await using host = server.host
      let targets: Promise<void> | undefined
      /** Also who is refused is told where he could go back to; who is not does not wait for it: asked while containers start, if any do. */
      const askTargets = () => {
        targets ??= server.stackctl.targets({ signal: context.signal }).then(
          (found) => {
            shipped.seen.targets = found
          },
          () => undefined,
        )
        return targets
      }
      const { release, events } = await rollBack({
        stackctl: server.stackctl,
        host,
        facts: server.facts,
        ...(inputs.reason !== undefined && { reason: inputs.reason }),
        event: deployEvent(context),
        toolVersion,
        lockTimeoutSeconds: inputs.lockTimeout,
        deadlineSeconds: deadlineSeconds(inputs),
        judge: judgeFor(inputs, stack, server, context, shipped),
        signal: context.signal,
        onRelease: (id, target) => {
          shipped.release = id
          beginTransaction(context)
          shipped.seen.target = target
        },
        onEvent: (entry) => {
          shipped.seen.events.push(entry)
          if (entry.step === 'start' || entry.step === 'swap') void askTargets()
        },
        log: (line) => context.log.info(line),
      }).catch(async (error: unknown) => {
        // Over a lost connection nobody answers.
        if (!(error instanceof OutcomeUnknown || error instanceof ConnectionLost)) await askTargets()
        throw error
      })
      await askTargets()
      Object.assign(shipped, { outcome: 'rolled-back', release, servingRelease: release })
      showTimes(events, context)
    })
    return { ...ended, url: stack.url }
  },
})
