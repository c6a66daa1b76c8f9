import type { Context } from '../contract/action.js'
import type { JournalEvent } from '../release/records/journal.js'
import { planMarkdown } from '../release/report/planReport.js'
import { type Shipment, shipmentHead, shipmentParts } from '../release/report/summary.js'
import type { EndpointGuard } from '../release/transaction/endpointGuard.js'
import { forUsers } from '../runtime/errors.js'
import { failureMarkdown } from '../troubleshooting/report.js'

/** What a deploy or a rollback has shown of itself so far, also when it fails. */
export type Seen = Pick<Shipment, 'plan' | 'target' | 'targets' | 'differs'> & {
  /** Of the ways into the stack, where any was asked. */
  guard?: EndpointGuard
  events: JournalEvent[]
  reports: Shipment['reports'][number][]
  /** Whether something of the stack ran that is no release. */
  ranBefore?: boolean
}

/** Writes the job summary of an action that changes a server. @param failure Why it is red. */
export function showShipment(
  { events, reports, guard, ranBefore: _ranBefore, ...made }: Seen,
  ended: Pick<Shipment, 'headline' | 'seconds'> & { outcome: string | undefined; failure?: unknown },
  { log, summary, env }: Context,
): void {
  if (ended.outcome === 'planned' && made.plan !== undefined) {
    summary.add(planMarkdown(log.redactEach(made.plan)))
    return
  }
  const shipment = log.redactEach<Shipment>({
    ...made,
    events,
    ...(guard?.watched && { ways: guard.watched }),
    headline: ended.headline,
    seconds: ended.seconds,
    ending: endingOf(ended.outcome),
    // The second asking, of a gate that had held already, says the same once more.
    reports: reports.filter(({ stage, report }) => stage !== 'stopped' || !report.healthy),
  })
  const failure = ended.failure === undefined ? undefined : failureOf(ended.failure)
  summary.lead(shipmentHead(shipment, failure && failureMarkdown(log.redactEach(failure), env)))
  for (const part of shipmentParts(shipment)) summary.add(part)
}

function endingOf(outcome: string | undefined): Shipment['ending'] {
  if (outcome === 'deployed' || outcome === 'rolled-back') return 'committed'
  return outcome === 'undone' ? 'undone' : 'open'
}

function failureOf(error: unknown) {
  const { message, at, todo } = forUsers(error)
  return { message, at, todo }
}
