import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as z from 'zod'
import type { Context } from '../contract/action.js'
import { ActionFailure, NOTHING_CHANGED, outcomeOf, writeOutputs } from '../contract/outputs.js'
import type { Pause } from '../health/watch.js'
import { journalLine } from '../release/records/journal.js'
import { systemClock } from '../runtime/clock.js'
import { explain, Refused, UserError } from '../runtime/errors.js'
import { outcome } from './outputs.js'
import { type Seen, showShipment } from './page.js'

type Outcome = z.output<typeof outcome>

/** What the outputs of an action that changes a server are made of, filled in as it goes; also what is known when it fails. */
export interface Shipped {
  outcome?: Outcome
  release?: string
  previousRelease?: string
  servingRelease?: string
  changed?: string[]
  planFile?: string
  journalFile?: string
  reportFile?: string
  healthy?: boolean
  pauses?: Pause[]
  /** For the job summary: no output. */
  seen: Seen
}

export function nothingShipped(): Shipped {
  return { seen: { events: [], reports: [] } }
}

/** A file of this step below RUNNER_TEMP, for the steps after it. */
export async function keep(context: Context, name: string, text: string): Promise<string> {
  const path = join(context.env['RUNNER_TEMP'] || tmpdir(), `stack-actions-${name}`)
  await writeFile(path, context.log.redact(text), { mode: 0o600 })
  return path
}

/** Until it has ended the outcome is not known: that is what a step says that is killed in the middle, and whoever reads its outputs. */
export function beginTransaction({ log }: Context): void {
  writeOutputs({ outcome }, { outcome: 'unknown' }, log)
}

/** The last line of the log: which version answers now. */
function lastWord(stackId: string, shipped: Shipped, failure?: unknown): string {
  const ended = failure === undefined ? shipped.outcome : outcomeOf(failure)
  if (ended === 'undo-failed') return `${stackId}: undo-failed; a person must look which version answers now`
  if (ended === 'unknown') return `${stackId}: it is not known which version answers now`
  const serving = shipped.servingRelease
  // The server was never asked, or did not answer.
  if (serving === undefined) return `${stackId}: ${ended}; ${NOTHING_CHANGED}`
  if (serving) return `${stackId}: ${ended}; release ${serving} answers now`
  return shipped.seen.ranBefore === true
    ? `${stackId}: ${ended}; what ran before, without a release, runs on`
    : `${stackId}: ${ended}; no release answers yet`
}

/** Runs the work of an action that changes a server; whatever way it ends, the outputs, the summary and the last line are there. */
export async function shipping(
  stackId: string,
  context: Context,
  work: (shipped: Shipped) => Promise<void>,
): Promise<Omit<Shipped, 'seen'>> {
  const began = systemClock.now()
  const shipped = nothingShipped()
  const { seen } = shipped
  const end = async (failure?: unknown) => {
    if (failure !== undefined) shipped.outcome = outcomeOf(failure) as Outcome
    const headline = lastWord(stackId, shipped, failure)
    context.log.conclude(headline)
    const seconds = (systemClock.now() - began) / 1000
    try {
      showShipment(seen, { headline, seconds, outcome: shipped.outcome, failure }, context)
    } catch (error) {
      // A page that cannot be drawn changes nothing of how it ended.
      context.log.warning(`the summary could not be made: ${explain(error)}`)
    }
    if (seen.events.length > 0) {
      const journal = `${seen.events.map(journalLine).join('\n')}\n`
      // A full disk here changes nothing of how it ended.
      await keep(context, 'journal.log', journal).then(
        (path) => (shipped.journalFile = path),
        (error: unknown) => context.log.warning(`the journal could not be kept: ${explain(error)}`),
      )
    }
    if (seen.guard?.watched) shipped.pauses = [...seen.guard.watched.pauses]
    const { seen: _seen, ...outputs } = shipped
    return outputs
  }
  try {
    await work(shipped)
  } catch (thrown) {
    // Whatever a cancellation interrupts before the transaction has nothing changed; the transaction itself says how it ended.
    const cancelled = context.signal.aborted && !(thrown instanceof UserError)
    const error = cancelled ? new Refused('the run was cancelled before anything was changed on the server') : thrown
    throw new ActionFailure(error, await end(error))
  }
  return end()
}
