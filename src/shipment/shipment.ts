import { NOTHING_CHANGED } from '../contract/outputs.js'
import type { GateReport } from '../health/types.js'
import type { Pause } from '../health/watch.js'
import type { RollbackTarget } from '../host/types.js'
import type { ReleaseService } from '../records/release.js'
import type { JournalEvent } from '../release/records/journal.js'
import type { Plan } from '../release/records/types.js'
import type { Watched } from '../release/transaction/endpointGuard.js'
import type { Outcome } from './outcome.js'

/** What is known of a deploy or a rollback; also of one that failed. Its outputs, its last line and its page are made of it. */
export interface Shipment {
  outcome?: Outcome
  /** Id of the release that it makes. */
  release?: string
  /** Id of the release that served before; empty where there was none, absent where the server was not asked. */
  previousRelease?: string
  /** Id of the release that serves now, in the same way. */
  servingRelease?: string
  plan?: Plan
  /** Where what was deployed is not the run's commit: what it is. */
  differs?: string
  /** Of a rollback: the release that it goes back to. */
  target?: { id: string; services: readonly ReleaseService[] }
  /** Of a rollback: where it could go. */
  targets?: readonly RollbackTarget[]
  /** Whether something of the stack ran that is no release. */
  ranBefore?: boolean
  events: readonly JournalEvent[]
  reports: readonly { stage: string; report: GateReport }[]
  /** The endpoints of the stack, as they were asked all the while; absent where none answered before. */
  watched?: Watched
  planFile?: string
  journalFile?: string
  reportFile?: string
}

/** Outputs of an action that changes a server. */
export interface ShipmentOutputs
  extends Pick<
    Shipment,
    'outcome' | 'release' | 'previousRelease' | 'servingRelease' | 'planFile' | 'journalFile' | 'reportFile'
  > {
  changed?: string[]
  healthy?: boolean
  pauses?: Pause[]
}

export function outputsOf(shipment: Shipment): ShipmentOutputs {
  const {
    plan,
    reports,
    watched,
    events: _,
    differs: _d,
    target: _t,
    targets: _ts,
    ranBefore: _r,
    ...outputs
  } = shipment
  const changed = plan?.services.filter(({ change }) => change !== 'unchanged')
  const last = reports.at(-1)
  return {
    ...outputs,
    ...(changed && { changed: changed.map(({ project, service }) => `${project}/${service}`) }),
    ...(last && { healthy: last.report.healthy }),
    ...(watched && { pauses: [...watched.pauses] }),
  }
}

/** The last line of the log: which version answers now. */
export function lastWord(
  stackId: string,
  { servingRelease, ranBefore }: Pick<Shipment, 'servingRelease' | 'ranBefore'>,
  outcome: string | undefined,
): string {
  if (outcome === 'undo-failed') return `${stackId}: undo-failed; a person must check which version answers now`
  if (outcome === 'unknown') return `${stackId}: it is not known which version answers now`
  // The server was never asked, or did not answer.
  if (servingRelease === undefined) return `${stackId}: ${outcome}; ${NOTHING_CHANGED}`
  if (servingRelease) return `${stackId}: ${outcome}; release ${servingRelease} answers now`
  return ranBefore === true
    ? `${stackId}: ${outcome}; what ran before, without a release, runs on`
    : `${stackId}: ${outcome}; no release answers yet`
}
