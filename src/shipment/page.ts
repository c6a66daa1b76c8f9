import type { Context } from '../contract/action.js'
import { planMarkdown } from '../release/report/planReport.js'
import { type ShipmentPage, shipmentHead, shipmentParts } from '../release/report/summary.js'
import { forUsers } from '../runtime/errors.js'
import { failureMarkdown } from '../troubleshooting/report.js'
import type { Shipment } from './shipment.js'

/** Writes the job summary of an action that changes a server. @param ended.failure Why it is red. */
export function showPage(
  shipment: Shipment,
  { headline, seconds, failure }: { headline: string; seconds: number; failure?: unknown },
  { log, summary, env }: Context,
): void {
  if (shipment.outcome === 'planned' && shipment.plan !== undefined) {
    summary.add(planMarkdown(log.redactEach(shipment.plan)))
    return
  }
  const page = log.redactEach(pageOf(shipment, headline, seconds))
  summary.lead(shipmentHead(page, failure === undefined ? undefined : failureText(failure, { log, env })))
  for (const part of shipmentParts(page)) summary.add(part)
}

function pageOf(
  { outcome, plan, target, targets, differs, events, watched, reports }: Shipment,
  headline: string,
  seconds: number,
): ShipmentPage {
  return {
    ...{ headline, seconds, events, ending: endingOf(outcome) },
    ...(plan && { plan }),
    ...(target && { target }),
    ...(targets && { targets }),
    ...(differs !== undefined && { differs }),
    ...(watched && { endpoints: watched }),
    // The second report of a gate that has held would only repeat the first.
    reports: reports.filter(({ stage, report }) => stage !== 'stopped' || !report.healthy),
  }
}

function endingOf(outcome: string | undefined): ShipmentPage['ending'] {
  if (outcome === 'deployed' || outcome === 'rolled-back') return 'committed'
  return outcome === 'undone' ? 'undone' : 'open'
}

function failureText(error: unknown, { log, env }: Pick<Context, 'log' | 'env'>): string {
  const { message, at, todo, about } = forUsers(error)
  return failureMarkdown({ ...log.redactEach({ message, at, todo }), about }, env)
}
