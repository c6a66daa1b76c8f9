import { type Ask, judge as judgeProbes } from '../../health/gate.js'
import { type ProbesInput, probesFor, serviceProbes } from '../../health/probesFor.js'
import type { GateReport, GateRules, Probe, UnhealthyBefore } from '../../health/types.js'
import { unhealthyBefore, withoutUnhealthy } from '../../health/unhealthyBefore.js'
import type { HostFacts, InspectedContainer } from '../../host/types.js'
import type { ReleaseService } from '../../records/release.js'
import { systemClock } from '../../runtime/clock.js'
import type { Stack } from '../../stack/types.js'
import { proxied } from '../plan/routing/proxyMeta.js'
import type { GateStage, Occasion } from './transaction.js'

/** A judgement inside the transaction: of the new containers alone. */
export type Judge = (
  occasion: Occasion & { services: readonly ReleaseService[]; projects: Readonly<Record<string, string>> },
) => Promise<{ healthy: boolean; reason: string }>

/** The gate of a deploy or rollback. */
export interface HealthGate {
  /** Asks the services that stay as they are, before anything is changed: what does not hold then is not held against the release. */
  lookBefore(kept: readonly ReleaseService[], projects: Readonly<Record<string, string>>): Promise<void>
  judge: Judge
}

export interface Gating {
  stack: Pick<Stack, 'health' | 'id'>
  /** What asks, given the containers as they were read just now. */
  askOf(containers: readonly InspectedContainer[]): Ask
  rules: GateRules
  /** The server as it was before. */
  facts: HostFacts
  /** Whether routes go through a file while the gate asks. */
  pinned: () => boolean
  onReport(report: GateReport, stage: GateStage): void
  /** Cancellation by the runner. */
  signal: AbortSignal
}

/**
 * Bad answers in a row that users may get. Each new container has passed its own checks before the switch, and Traefik has acknowledged it:
 * what still answers wrongly now does not get better by waiting. A certificate that is still to come is no answer.
 */
const PATIENCE = 5

/**
 * The gate of a deploy. It holds the whole window while the old version still waits behind; once that is stopped, the successes in a row are
 * asked for again, because callers that kept an old address show only then.
 */
export function healthGate(gating: Gating): HealthGate {
  let unhealthy: UnhealthyBefore[] = []
  return {
    lookBefore: async (kept, projects) => {
      const { stack, facts, askOf, signal } = gating
      const probes = serviceProbes(probesInput(stack, kept, facts.containers, projects, listeningOf(facts)))
      unhealthy = await unhealthyBefore(probes, { ask: askOf([]), clock: systemClock, signal })
    },
    judge: judgeOf(gating, () => unhealthy),
  }
}

function judgeOf(
  { stack, facts, askOf, rules, pinned, onReport }: Gating,
  unhealthyOf: () => readonly UnhealthyBefore[],
): Judge {
  return async ({ stage, containers, services, projects, signal }) => {
    const unhealthy = unhealthyOf()
    const all = probesOf(stack, services, containers, projects, {
      ...listeningOf(facts),
      ...(pinned() && { mark: stack.id }),
    })
    const probes = withoutUnhealthy(all, unhealthy)
    const asked = stage === 'switched' ? rules : { ...rules, windowSeconds: 0 }
    // All of what runs stays as it was: there is nothing to hold against the release.
    const nothing: GateReport = { schema: 1, healthy: true, ended: 'held', seconds: 0, rules: asked, probes: [] }
    const judged = await (probes.length === 0 && all.length > 0
      ? nothing
      : judgeProbes({
          probes,
          rules: asked,
          ask: askOf(containers),
          clock: systemClock,
          // Users who got answers from another version before do not wait for this one.
          ...(facts.current !== undefined && { patience: PATIENCE }),
          signal,
        }))
    const report = unhealthy.length === 0 ? judged : { ...judged, unhealthyBefore: [...unhealthy] }
    onReport(report, stage)
    return {
      healthy: report.healthy,
      reason: report.healthy ? '' : `the health gate did not hold: ${failuresOf(report)}`,
    }
  }
}

/**
 * The probes of what runs of these services now.
 * @param projects Compose project names by the names of stack.yml, as the release on the server has them.
 */
export function probesOf(
  stack: Pick<Stack, 'health'>,
  services: readonly ReleaseService[],
  containers: readonly InspectedContainer[],
  projects: Readonly<Record<string, string>>,
  more: Pick<ProbesInput, 'listening' | 'mark'> = {},
): Probe[] {
  return probesFor(probesInput(stack, services, containers, projects, more))
}

function probesInput(
  stack: Pick<Stack, 'health'>,
  services: readonly ReleaseService[],
  containers: readonly InspectedContainer[],
  projects: Readonly<Record<string, string>>,
  more: Pick<ProbesInput, 'listening' | 'mark'>,
): ProbesInput {
  const current = services.flatMap((service) => containersOf(service, containers))
  return {
    health: stack.health,
    services: services.filter((service) => !hasEnded(service, containersOf(service, containers))),
    containers: current,
    projects,
    ...more,
  }
}

/** Whether a service that may end has done so, and well: nothing of it is left to be asked. */
function hasEnded({ check }: ReleaseService, containers: readonly InspectedContainer[]): boolean {
  return check.kind === 'ends' && containers.every(({ State }) => State.Status === 'exited' && State.ExitCode === 0)
}

/** A service's containers of this release; those without our label ran before us, and count only where nothing of ours replaced them. */
function containersOf(
  { project, service, hash }: ReleaseService,
  containers: readonly InspectedContainer[],
): InspectedContainer[] {
  const own = containers.filter(
    ({ Config: { Labels } }) =>
      Labels?.['com.docker.compose.project'] === project && Labels['com.docker.compose.service'] === service,
  )
  const made = own.filter(({ Config: { Labels } }) => Labels?.['stack-actions.hash'] === hash)
  return made.length > 0 ? made : own.filter(({ Config: { Labels } }) => Labels?.['stack-actions.hash'] === undefined)
}

export function failuresOf({ probes, reason }: GateReport): string {
  const failed = probes
    .filter(({ healthy }) => !healthy)
    .map(({ name, lastFailure }) => `${name} (${lastFailure ?? 'not asked yet'})`)
  return [...new Set(failed)].join(', ') || reason || 'no reason was given'
}

/** Where the Traefik listens that the routes go through. */
export function listeningOf(facts: Pick<HostFacts, 'current' | 'proxy' | 'traefiks'>): Pick<ProbesInput, 'listening'> {
  const { proxy } = proxied(facts)
  const entryPoints = proxy?.config?.entryPoints
  if (entryPoints === undefined) return {}
  return { listening: { entryPoints, publishedPort: (port) => proxy?.published?.[port] } }
}
