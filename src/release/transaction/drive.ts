import type { Host } from '../../host/ssh.js'
import type { Stackctl, Standing, TransactionOptions } from '../../host/stackctl.js'
import type { ReleaseService } from '../../records/release.js'
import { systemClock } from '../../runtime/clock.js'
import { committedImages, type JournalEvent, journalText } from '../records/journal.js'
import type { EndpointGuard } from './endpointGuard.js'
import type { Moved } from './endpointRules.js'
import type { HealthGate } from './gating.js'
import { runTransaction } from './transaction.js'
import { serverOf } from './transactionServer.js'

/** One transaction of a deploy or a rollback. */
export interface Drive {
  stackctl: Stackctl
  host: Host
  /** Id of the release that it makes. */
  release: string
  services: readonly ReleaseService[]
  /** Compose project names by the names of stack.yml. */
  projects: Readonly<Record<string, string>>
  /** What it does to each service. */
  moved: readonly Moved[]
  /** Services that stay as they are. */
  kept: readonly ReleaseService[]
  guard: EndpointGuard
  /** Absent, only the endpoints of the stack are judged from here. */
  gate?: HealthGate
  lockTimeoutSeconds: number
  deadlineSeconds: number
  signal: AbortSignal
  onEvent(event: JournalEvent): void
  log(line: string): void
  /** Starts it on the server: a deploy brings its release along, a rollback makes one there. */
  begin(options: TransactionOptions & { onLine(line: string): void }): Promise<Standing>
}

/**
 * Drives one transaction until the server has committed and runs exactly what was asked for.
 * @throws Refused, Undone, UndoFailed, OutcomeUnknown
 */
export async function drive(of: Drive): Promise<JournalEvent[]> {
  const { guard, services, projects, deadlineSeconds, lockTimeoutSeconds } = of
  const [{ unasked }] = await Promise.all([guard.tell(), of.gate?.lookBefore(of.kept, projects)])
  const judge = await guard.judge(of.gate?.judge)
  const gate = judge === undefined ? 'host' : 'runner'
  const options = { gate, deadlineSeconds, lockTimeoutSeconds, ask: unasked !== undefined } as const
  const { events } = await guard.watch(
    () =>
      runTransaction({
        server: serverOf(of, of.release, (onLine) => of.begin({ ...options, onLine })),
        gate: async (occasion) => judge?.({ ...occasion, services, projects }) ?? { healthy: true, reason: '' },
        onEvent: (event) => tell(event, of),
        signal: of.signal,
        clock: systemClock,
      }),
    of.moved,
  )
  mustRun({ id: of.release, services }, events)
  return events
}

function tell(event: JournalEvent, { onEvent, log }: Pick<Drive, 'onEvent' | 'log'>): void {
  onEvent(event)
  const text = journalText(event)
  if (text !== undefined) log(text)
}

/**
 * Green is reported only for what was seen: what the server lists as running has to be what was asked for, to the digest.
 * @throws Error when it is not: a fault of ours, since the server committed
 */
export function mustRun(
  { id, services }: { id: string; services: readonly ReleaseService[] },
  events: readonly JournalEvent[],
): void {
  const running = committedImages(events)
  const faults: string[] = []
  for (const { project, service, image, replicas, class: kind, check } of services) {
    if (kind === 'one-shot') continue
    // The server lists what has ended only where it may.
    const found = (running.get(`${project}/${service}`) ?? []).filter(
      (container) => (container.running || check.kind === 'ends') && container.image === image,
    )
    if (found.length !== replicas) faults.push(`${project}/${service}: ${found.length} of ${replicas} run ${image}`)
  }
  if (faults.length > 0)
    throw new Error(
      `release ${id} was committed, but what runs is not what was asked for:\n  - ${faults.join('\n  - ')}`,
    )
}
