import { refusal } from '../../host/said.js'
import type { Host } from '../../host/ssh.js'
import type { Stackctl } from '../../host/stackctl.js'
import type { HostFacts } from '../../host/types.js'
import { writeMeta } from '../../records/meta.js'
import { readLines } from '../../records/record.js'
import { type ReleaseService, SERVICES } from '../../records/release.js'
import { proxied, proxyMeta } from '../plan/routing/proxyMeta.js'
import type { JournalEvent } from '../records/journal.js'
import { type DeployEvent, readProjectNames } from '../records/meta.js'
import { drive } from './drive.js'
import type { EndpointGuard } from './endpointGuard.js'
import type { Moved } from './endpointRules.js'
import type { HealthGate } from './gating.js'

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
  const { stackctl, host, facts, leaveData } = rollback
  const { target = { refusal: 'nobody asked the server where to go back to' } } = facts
  if ('refusal' in target) throw refusal(target.refusal, host.name)
  const services = readLines(SERVICES, target.services)
  const release = `${facts.lastSeq + 1}-${target.id.split('-')[1]}`
  rollback.log(
    `rollback of ${facts.current?.id ?? 'nothing'} to ${target.id}, as release ${release}${rollback.reason === undefined ? '' : `: ${rollback.reason}`}`,
  )
  rollback.onRelease(release, { id: target.id, services })
  const meta = metaOfRollback(rollback)
  const moved = movedServices(services, facts)
  const events = await drive({
    ...rollback,
    ...{ release, services, moved },
    projects: readProjectNames(facts.current?.meta['projects']),
    kept: services.filter((_service, index) => moved[index]?.change === 'unchanged'),
    begin: (options) => stackctl.rollback(release, target.id, { ...options, meta, leaveData }),
  })
  return { release, events }
}

/** In what the new release's `meta` differs from that of the release that is gone back to. */
function metaOfRollback({ event, toolVersion, reason = '', facts }: Rollback): string {
  return writeMeta({
    order: event.order,
    actor: event.actor,
    run_url: event.runUrl,
    created_at: new Date().toISOString(),
    tool_version: toolVersion,
    reason,
    // Computed again: Traefik may have changed since that release was made.
    ...proxyMeta(proxied(facts), []),
  })
}

/** What the rollback does to each service, as far as the two releases tell. */
function movedServices(target: readonly ReleaseService[], { current }: HostFacts): Moved[] {
  const before = new Map(
    readLines(SERVICES, current?.services ?? '').map((one) => [`${one.project}/${one.service}`, one.hash]),
  )
  return target.map((service) => {
    const hash = before.get(`${service.project}/${service.service}`)
    return { ...service, change: hash === undefined ? 'new' : hash === service.hash ? 'unchanged' : 'changed' }
  })
}
