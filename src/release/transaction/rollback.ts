import type { Host } from '../../host/ssh.js'
import { refusal, type Stackctl } from '../../host/stackctl.js'
import type { HostFacts } from '../../host/types.js'
import { systemClock } from '../../runtime/clock.js'
import { proxied, proxyMeta } from '../plan/routing/proxyMeta.js'
import { type JournalEvent, journalText } from '../records/journal.js'
import { readServices, writeMeta } from '../records/lines.js'
import { type DeployEvent, readProjectNames } from '../records/meta.js'
import type { ReleaseService } from '../records/types.js'
import { mustRun } from './deployment.js'
import type { EndpointGuard, Moved } from './endpointGuard.js'
import type { HealthGate } from './gating.js'
import { serverOf } from './server.js'
import { type Occasion, runTransaction } from './transaction.js'

export interface Rollback {
  stackctl: Stackctl
  host: Host
  /** With the release to go back to. */
  facts: HostFacts
  reason?: string
  /** What was written since may be out of sight of the release that is gone back to. */
  leaveData: boolean
  event: DeployEvent
  toolVersion: string
  lockTimeoutSeconds: number
  deadlineSeconds: number
  gate: HealthGate
  guard: EndpointGuard
  signal: AbortSignal
  /** The release that is made, and the one that it is made of. */
  onRelease(id: string, target: { id: string; services: readonly ReleaseService[] }): void
  onEvent(event: JournalEvent): void
  log(line: string): void
}

/**
 * Puts an earlier release back by the same transaction: its text lies on the server, so that neither a checkout nor the registry is needed.
 * The result is a new release.
 * @throws Refused (with the reason, and nothing changed), Undone, UndoFailed, OutcomeUnknown
 */
export async function rollBack(rollback: Rollback): Promise<{ release: string; events: JournalEvent[] }> {
  const { stackctl, host, facts, event, log, signal } = rollback
  const { target = { refusal: 'nobody asked the server where to go back to' } } = facts
  if ('refusal' in target) throw refusal(target.refusal, host.name)
  const services = readServices(target.services)
  const release = `${facts.lastSeq + 1}-${target.id.split('-')[1]}`
  log(
    `rollback of ${facts.current?.id ?? 'nothing'} to ${target.id}, as release ${release}${rollback.reason === undefined ? '' : `: ${rollback.reason}`}`,
  )
  rollback.onRelease(release, { id: target.id, services })
  const meta = writeMeta({
    order: event.order,
    actor: event.actor,
    run_url: event.runUrl,
    created_at: new Date().toISOString(),
    tool_version: rollback.toolVersion,
    reason: rollback.reason ?? '',
    // Of the Traefik that runs now: what the release says is of the one that ran when it was made.
    ...proxyMeta(proxied(facts), []),
  })
  const projects = readProjectNames(facts.current?.meta['projects'])
  const moved = movedServices(services, facts)
  const kept = services.filter((_service, index) => moved[index]?.change === 'unchanged')
  const [{ unasked }] = await Promise.all([rollback.guard.tell(), rollback.gate.lookBefore(kept, projects)])
  const judge = (await rollback.guard.judge(rollback.gate.judge)) ?? rollback.gate.judge
  const transaction = {
    server: serverOf(rollback, release, (onLine) =>
      stackctl.rollback(release, target.id, {
        meta,
        leaveData: rollback.leaveData,
        gate: 'runner',
        deadlineSeconds: rollback.deadlineSeconds,
        lockTimeoutSeconds: rollback.lockTimeoutSeconds,
        ask: unasked !== undefined,
        onLine,
      }),
    ),
    gate: (occasion: Occasion) => judge({ ...occasion, services, projects }),
    onEvent: (entry: JournalEvent) => {
      rollback.onEvent(entry)
      const text = journalText(entry)
      if (text !== undefined) log(text)
    },
    signal,
    clock: systemClock,
  }
  const { events } = await rollback.guard.watch(() => runTransaction(transaction), moved)
  mustRun({ id: release, services }, events)
  return { release, events }
}

/** What the rollback does to each service, as far as the two releases tell. */
function movedServices(target: readonly ReleaseService[], { current }: HostFacts): Moved[] {
  const before = new Map(
    readServices(current?.services ?? '').map((one) => [`${one.project}/${one.service}`, one.hash]),
  )
  return target.map((service) => {
    const hash = before.get(`${service.project}/${service.service}`)
    return { ...service, change: hash === undefined ? 'new' : hash === service.hash ? 'unchanged' : 'changed' }
  })
}
