import type { Context } from '../contract/action.js'
import { defineAction } from '../contract/action.js'
import { ActionFailure } from '../contract/outputs.js'
import { judge } from '../health/gate.js'
import { askFrom } from '../health/probes.js'
import { summaryTable } from '../health/report.js'
import type { HostFacts } from '../host/types.js'
import { readLines } from '../records/record.js'
import { SERVICES } from '../records/release.js'
import { readProjectNames } from '../release/records/meta.js'
import { failuresOf, listeningOf, probesOf } from '../release/transaction/gating.js'
import { systemClock } from '../runtime/clock.js'
import { Refused, UserError } from '../runtime/errors.js'
import { askingBy, checkGate, rulesOf } from '../shipment/gate.js'
import { Logbook } from '../shipment/logbook.js'
import { outputsOf } from '../shipment/shipment.js'
import { releaseStack } from './checkout.js'
import { config, environment, gateInputs, hostInputs, releaseToJudge } from './inputs.js'
import { maskServer, openServer } from './login.js'
import { gateOutputs } from './outputs.js'
import { skipped } from './skipped.js'

/** Only judges: it changes nothing on the server, and is red when what runs is not healthy. */
export const healthGate = defineAction({
  name: 'health-gate',
  description: 'Judge from outside and replica by replica whether a stack is healthy',
  inputs: { environment, config, ...hostInputs, release: releaseToJudge, ...gateInputs },
  outputs: { ...gateOutputs },
  async main(inputs, context: Context) {
    await checkGate(inputs)
    const stack = await releaseStack(inputs, context)
    if ('skip' in stack) {
      skipped(stack.skip, context)
      return {}
    }
    const { host: server, facts } = await openServer(inputs, stack, context)
    await using host = server
    maskServer(facts, stack, context)
    const { id, services, meta } = servingRelease(facts, inputs.release, stack.id)
    context.log.info(`judging release ${id} of ${stack.id}`)
    const report = await judge({
      probes: probesOf(
        stack,
        readLines(SERVICES, services),
        facts.containers,
        readProjectNames(meta['projects']),
        listeningOf(facts),
      ),
      rules: rulesOf(inputs),
      ask: askFrom({ ...askingBy(inputs), host }),
      clock: systemClock,
      signal: context.signal,
    })
    const logbook = new Logbook(context)
    logbook.noteReport(report, `release ${id}`)
    await logbook.settled()
    const { healthy, reportFile } = outputsOf(logbook.shipment)
    context.summary.add(summaryTable(context.log.redactEach(report)))
    context.log.conclude(`${stack.id}: release ${id} is ${report.healthy ? 'healthy' : 'not healthy'}`)
    if (!report.healthy) {
      throw new ActionFailure(new UserError(`release ${id} is not healthy: ${failuresOf(report)}`, { about: 'gate' }), {
        healthy,
        reportFile,
      })
    }
    return { healthy, reportFile }
  },
})

function servingRelease({ current }: HostFacts, wanted: string | undefined, stack: string) {
  if (current === undefined) throw new Refused(`nothing of ${stack} was released on this server yet`)
  if (wanted === undefined || wanted === current.id) return current
  throw new Refused(`release ${wanted} does not serve: ${current.id} does`, {
    at: 'input release',
    todo: 'leave the input out to judge what serves',
  })
}
