import type { HostFacts, ProxyFacts } from '../../../host/types.js'
import type { Routing } from '../../../proxy/routing.js'
import type { RouteMove, ServiceClass } from '../../../records/release.js'
import { secondsOf } from '../../../stack/durations.js'
import type { ComposeService } from '../../../stack/types.js'
import type { Change, DrainCost, Plan, PlannedService, Running } from '../../records/types.js'
import { drainSeconds, hasDrainTest, labelsDigest, probeSeconds, undrainable, withDrainTest } from './drain.js'
import { type OwnTraefik, ownConfig } from './ownTraefik.js'
import { linesForProxy, whyNoFile } from './whyNoFile.js'

/** Whether routes can be switched by a file: in memory, so that a pin vanishes in a power cut, and with a way to see that it is live. */
export function switchable(proxy: ProxyFacts | undefined): boolean {
  return proxy?.directory !== undefined && proxy.tmpfs && proxy.ack !== 'none'
}

/** Whether files reach the Traefik that runs, else the one that the stack brings along; true where there is none. */
export function filesReach(facts: HostFacts, own: readonly OwnTraefik[]): boolean {
  if (facts.proxy !== undefined) return switchable(facts.proxy)
  const config = ownConfig(own)
  if (config === undefined) return true
  return config.file?.directory !== undefined && config.file.watches && config.ack.kind !== 'none'
}

/**
 * What Compose reads of a service: with a drain test where only the healthcheck can move its routes. What runs and stays keeps its text.
 * @param service with single dollars
 */
export function drainTested(
  compared: { change: Change; again?: boolean; text: ComposeService },
  service: ComposeService,
  kind: ServiceClass,
  routing: Routing | undefined,
  options: { filesReach: boolean },
): ComposeService {
  const fresh = compared.change === 'changed' || (compared.change === 'new' && compared.again !== true)
  const byFile = options.filesReach && routing?.uncarried.length === 0
  const wanted = fresh && kind === 'start-first' && routing?.routed === true && !byFile
  return wanted && undrainable(service).length === 0 ? withDrainTest(compared.text) : compared.text
}

/**
 * @param others Traefiks that see it, beside the one that is spoken to
 * @returns the line of the release's `moves` file; none for a service whose routes nobody has to move
 */
export function moveOf(
  { project, service, class: kind }: { project: string; service: string; class: ServiceClass },
  text: ComposeService,
  labels: Readonly<Record<string, string>> | undefined,
  routing: Routing | undefined,
  others: readonly string[] = [],
): RouteMove[] {
  if (kind !== 'start-first' || (routing?.routed !== true && others.length === 0)) return []
  const tested = hasDrainTest(text.healthcheck?.test)
  const carried = (routing?.uncarried.length ?? 0) + (routing?.obstacles.length ?? 0) === 0
  const by = others.length > 0 ? 'other' : carried ? (tested ? 'both' : 'file') : tested ? 'drain' : 'none'
  const seconds = Math.ceil(drainSeconds(text.healthcheck) + probeSeconds(text.healthcheck))
  return [{ project, service, by, seconds, labels: labelsDigest(labels) }]
}

/** What the plan says of the services that are switched by Docker's health; undefined where there is none. */
export function drainPlan(
  facts: HostFacts,
  planned: readonly PlannedService[],
  moves: readonly RouteMove[],
  running: Running,
  own: readonly OwnTraefik[],
): Plan['drain'] {
  const { proxy } = facts
  if (proxy === undefined) return undefined
  const byFile = switchable(proxy)
  const services = planned.flatMap(({ project, service, change, replicas, previousReplicas }) => {
    const move = moves.find((one) => one.project === project && one.service === service)
    const moved = change === 'changed' || change === 'rescaled'
    if (!moved || move === undefined || move.by === 'file' || move.by === 'other' || (byFile && move.by === 'both'))
      return []
    const leaves = change === 'changed' || replicas < (previousReplicas ?? 0)
    const check = running.models[project]?.services[service]?.healthcheck
    const settle = proxy.throttleMs / 1000 + 1
    const drain = leaves ? drainSeconds(check) : 0
    const words = leaves ? [`its healthcheck, ${check?.retries || 3} x ${secondsOf(check?.interval) ?? 30} s`] : []
    const cost: DrainCost = {
      ...{ project, service, seconds: Math.ceil(drain + settle) },
      reason: [...words, `Traefik's own delay, ${settle} s`].join('; '),
    }
    return [cost]
  })
  if (services.length === 0) return undefined
  return byFile
    ? { because: 'a file cannot carry their routes', better: [], services }
    : { because: whyNoFile(proxy), better: linesForProxy(proxy, facts, own), services }
}
