import type { Context } from '../contract/action.js'
import { ActionFailure, outcomeOf } from '../contract/outputs.js'
import { type JournalEvent, journalLine } from '../release/records/journal.js'
import { systemClock } from '../runtime/clock.js'
import { explain, Overtaken, Refused, UserError } from '../runtime/errors.js'
import { markdown } from '../runtime/escape.js'
import { keepFile } from './keepFile.js'
import { Logbook } from './logbook.js'
import type { Outcome } from './outcome.js'
import { showPage } from './page.js'
import { lastWord, outputsOf, type ShipmentOutputs } from './shipment.js'

/**
 * Runs the work of an action that changes a server; however it ends, it writes the outputs, the summary and the last line.
 * @returns The outputs, with what the work returned beside its outcome.
 * @throws ActionFailure
 */
export async function conclude<T extends { outcome: Outcome }>(
  stackId: string,
  context: Context,
  work: (logbook: Logbook) => Promise<T>,
): Promise<ShipmentOutputs & (T | { outcome: 'skipped' })> {
  const began = systemClock.now()
  const logbook = new Logbook(context)
  let done: T
  try {
    done = await work(logbook)
    await logbook.settled()
  } catch (thrown) {
    // What is cancelled before the transaction has changed nothing; the transaction itself says how it ended.
    const cancelled = context.signal.aborted && !(thrown instanceof UserError)
    const failure = cancelled ? new Refused('the run was cancelled before anything was changed on the server') : thrown
    await logbook.settled().catch(() => undefined)
    if (failure instanceof Overtaken) return skip(failure)
    const outcome = outcomeOf(failure) as Outcome
    throw new ActionFailure(failure, { ...(await end({ stackId, began, logbook, outcome, failure }, context)) })
  }
  return { ...(await end({ stackId, began, logbook, outcome: done.outcome }, context)), ...done }

  async function skip(overtaken: Overtaken): Promise<ShipmentOutputs & { outcome: 'skipped' }> {
    const why = explain(overtaken)
    context.log.notice(`skipped: ${why}`)
    context.summary.add(`Skipped: ${markdown(context.log.redact(why))}`)
    return { ...(await end({ stackId, began, logbook, outcome: 'skipped' }, context)), outcome: 'skipped' }
  }
}

interface Ended {
  stackId: string
  /** Milliseconds. */
  began: number
  logbook: Logbook
  outcome: Outcome
  /** Why it is red. */
  failure?: unknown
}

async function end({ stackId, began, logbook, outcome, failure }: Ended, context: Context): Promise<ShipmentOutputs> {
  const shipment = { ...logbook.shipment, outcome }
  const headline = lastWord(stackId, shipment, outcome)
  context.log.conclude(headline)
  const seconds = (systemClock.now() - began) / 1000
  try {
    showPage(shipment, { headline, seconds, failure }, context)
  } catch (error) {
    // A summary that cannot be made does not change how the deploy ended.
    context.log.warning(`the summary could not be made: ${explain(error)}`)
  }
  return outputsOf({ ...shipment, ...(await keepJournal(shipment.events, context)) })
}

async function keepJournal(events: readonly JournalEvent[], context: Context): Promise<{ journalFile?: string }> {
  if (events.length === 0) return {}
  try {
    return { journalFile: await keepFile(context, 'journal.log', `${events.map(journalLine).join('\n')}\n`) }
  } catch (error) {
    // A full disk on the runner does not change how the deploy ended.
    context.log.warning(`the journal could not be kept: ${explain(error)}`)
    return {}
  }
}
