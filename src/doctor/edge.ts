import { routedUrls } from '../health/routers.js'
import type { HostFacts } from '../host/types.js'
import { switchable } from '../release/plan/routing/moves.js'
import { linesForProxy, whyNoFile } from '../release/plan/routing/whyNoFile.js'
import { listeningOf } from '../release/transaction/gating.js'
import type { Stack } from '../stack/types.js'
import { bad, type Finding, good, open } from './finding.js'

/** An address that users ask for. */
export interface Name {
  url: string
  /** Whether Traefik gets its certificate by itself, which takes a first request. */
  isResolved: boolean
}

/** Addresses of the stack's routes, of its health entries and of stack.yml. */
export function namesOf(
  { projects, health, url }: Pick<Stack, 'projects' | 'health' | 'url'>,
  facts?: HostFacts,
): Name[] {
  const { listening } = facts === undefined ? {} : listeningOf(facts)
  const routed = labelsOf({ projects }).flatMap((labels) =>
    routedUrls(labels, listening).map((one) => ({
      url: one.url,
      isResolved: Object.keys(labels).some((name) => /\.tls\.certresolver$/i.test(name)),
    })),
  )
  const named = [url, ...health.map((entry) => entry.url)].flatMap((one) =>
    one === undefined ? [] : [{ url: one, isResolved: false }],
  )
  // One of each origin: whether a path answers is the gate's to say.
  return [...new Map([...named, ...routed].map((one) => [new URL(one.url).origin, one])).values()]
}

/** Whether the Traefik on the server can move the stack's routes without dropping a request, and what it lacks. */
export function findEdge({ projects }: Pick<Stack, 'projects'>, facts: HostFacts): Finding {
  const what = 'Traefik'
  const isRouted = labelsOf({ projects }).some((labels) =>
    Object.keys(labels).some((name) => /^traefik\.(http|tcp|udp)\.routers\./i.test(name)),
  )
  const { proxy, traefiks = [], outside } = facts
  if (!isRouted) return { what, ...good('no service has labels for it: none is needed') }
  if (proxy === undefined) {
    const unknown = traefiks.map(({ name, why, not }) => `${name}: ${why ?? not ?? 'it does not ask Docker'}`)
    if (unknown.length > 0)
      return {
        what,
        ...bad(`of several, or of none, is it known how it is set up\n${unknown.join('\n')}`, 'docs/traefik.md'),
      }
    if (outside !== undefined)
      return { what, ...bad(`it runs ${outside}`, 'let it run as a container: docs/traefik.md') }
    return { what, ...open('none runs yet: right only if this stack brings it along', 'docs/traefik.md') }
  }
  const lines = linesForProxy(proxy, facts, [])
  const name = proxy.name ?? 'the Traefik that runs'
  if (!switchable(proxy))
    return { what, ...bad(`${name}: ${whyNoFile(proxy)}; a deploy has a pause, or is refused`, 'add to it:', ...lines) }
  if (lines.length > 0)
    return { what, ...bad(`${name}: it switches, but more slowly than it could`, 'add to it:', ...lines) }
  return { what, ...good(`${name}: routes are switched by one rename`) }
}

function labelsOf({ projects }: Pick<Stack, 'projects'>): Record<string, string>[] {
  return projects.flatMap(({ model }) => Object.values(model.services).map(({ labels }) => labels ?? {}))
}
