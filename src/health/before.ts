import type { Host } from '../host/ssh.js'
import type { InspectedContainer } from '../host/types.js'
import { answers } from './answers.js'
import { askEndpoint, type EndpointAsking, LOOK_MS, type Recognised, recognise } from './askEndpoint.js'
import { edgeConfigArgv, edgeHints } from './edgeConfig.js'
import {
  type Endpoint,
  endpointWords,
  expectsTcp,
  isOwn,
  SERVER,
  type ServerPort,
  serverPorts,
  unknownOwners,
} from './endpoints.js'
import { type Hints, hintsOf, joinHints, type Known } from './hints.js'
import { inOrder, leftPorts } from './portOrder.js'
import { routedBy, skipsOf } from './skips.js'
import type { Baseline } from './watch.js'

/** How the stack is reached before anything is changed. */
export interface Before {
  /** What answered, with its answer. */
  baselines: Baseline[]
  /** Published ports that did not answer, in words: reported, and not counted against a deploy. */
  silent: string[]
  /** What is not asked, and why, in words. */
  left: string[]
  /** What was known of names and paths. */
  hints: Hints
  /** Why nothing could be asked; undefined where it could. */
  unasked: string | undefined
}

/** At most so many endpoints are asked again and again, so that asking is no load. */
const ENDPOINTS = 24

/** Asks every endpoint of the stack: each published port, by its address and by each name and path that a visitor may use. */
export async function lookBefore(
  asking: EndpointAsking & { host: Host },
  known: Known,
  signal: AbortSignal,
): Promise<Before> {
  // Ports 80 and 443 of the server are asked by the stack's names, whoever listens there, if there can be any names.
  const nameless = hintsOf(known).names.length === 0 && edgesOf(known).length === 0
  const ports = inOrder(serverPorts(known).filter(({ owner }) => owner !== SERVER || !nameless))
  const [recognised, hints] = await Promise.all([
    Promise.all(ports.asked.map((port) => recognise(asking, port, signal))),
    readHints(asking.host, known, signal),
  ])
  const isSkipped = skipsOf(known.skip, routedBy(known.containers.filter((one) => isOwn(one, known.projects))))
  const meant = ({ port: { port }, protocol, host, path }: Endpoint): boolean =>
    !isSkipped({ host, port, path: protocol === 'tcp' ? '' : path })
  // So is a proxy that several stacks share.
  const bare = recognised.flatMap(({ endpoint, answer, took }): Baseline[] => {
    const { owner, shared } = endpoint.port
    const byName = owner === SERVER || (endpoint.protocol !== 'tcp' && shared && hints.names.length > 0)
    return answers(answer) && !byName && meant(endpoint) ? [{ endpoint, before: answer, limitMs: limitOf(took) }] : []
  })
  const further = furtherEndpoints(recognised, hints).filter(meant)
  const wanted = byImportance([...bare, ...further.map((endpoint) => ({ endpoint }))])
  const baselines = await Promise.all(
    wanted.slice(0, ENDPOINTS).map(async (one): Promise<Baseline> => {
      if (isHeld(one)) return one
      const begun = performance.now()
      const before = await askEndpoint(asking, one.endpoint, signal, LOOK_MS)
      return { ...one, before, limitMs: limitOf(performance.now() - begun) }
    }),
  )
  const unasked = recognised.map(({ answer }) => (answer.kind === 'unasked' ? answer.why : undefined))
  return {
    baselines: baselines.filter(({ before }) => answers(before)),
    silent: recognised
      .filter(({ endpoint, answer }) => answer.kind === 'none' && endpoint.port.owner !== SERVER && meant(endpoint))
      .map(({ endpoint }) => endpointWords(endpoint)),
    left: [
      ...unknownOwners(known).map((owner) => `${owner}: in the host's network, and nothing says on which ports`),
      ...leftWords(ports.left, wanted.slice(ENDPOINTS)).map((words) => `${words} (too many)`),
    ],
    hints,
    unasked: unasked.every((why) => why !== undefined) ? unasked[0] : undefined,
  }
}

/** An endpoint that was asked already, or is to be asked. */
type Wanted = Baseline | { endpoint: Endpoint }

function isHeld(one: Wanted): one is Baseline {
  return 'before' in one
}

/** Bare addresses before names and paths; what is of a range of ports after all else. */
function byImportance(all: readonly Wanted[]): Wanted[] {
  const isRange = ({ endpoint }: Wanted): boolean => endpoint.port.range !== undefined
  return [...all.filter((one) => !isRange(one)), ...all.filter(isRange)]
}

/** @param ports that were never asked. @param more endpoints that are not asked again */
function leftWords(ports: readonly ServerPort[], more: readonly Wanted[]): string[] {
  const bare = more.filter(isHeld).map(({ endpoint }) => endpoint.port)
  const [first, ...others] = more.filter((one) => !isHeld(one))
  const many = others.length === 0 ? '' : ` and ${others.length} more names and paths`
  return [
    ...leftPorts([...ports, ...bare]),
    ...(first === undefined ? [] : [`${endpointWords(first.endpoint)}${many}`]),
  ]
}

/** The known names and paths, including those in the configuration of the proxies in front. A proxy without a readable one is no error. */
export async function readHints(host: Host, known: Known, signal: AbortSignal): Promise<Hints> {
  const stated = hintsOf(known)
  const edges = edgesOf(known)
  if (edges.length === 0) return stated
  try {
    const { stdout } = await host.exec(edgeConfigArgv(edges), { signal, timeoutMs: EDGES_MS })
    return joinHints(stated, edgeHints(stdout))
  } catch {
    return stated
  }
}

/** Four times the time of the first answer: while something starts beside it, an endpoint may be slower. @param took milliseconds */
function limitOf(took: number): number {
  return Math.min(LOOK_MS, Math.max(LEAST_MS, Math.ceil(4 * took)))
}

/** No endpoint counts as silent earlier (milliseconds). */
const LEAST_MS = 3000

/** How long reading the proxies' configuration may take (milliseconds). */
const EDGES_MS = 5000

/** Containers that may be a proxy: they publish a port that may speak HTTP. */
export function edgesOf(known: { containers: readonly InspectedContainer[]; projects: readonly string[] }): string[] {
  const ports = inOrder(serverPorts(known)).asked.filter((port) => !expectsTcp(port))
  return [...new Set(ports.flatMap(({ container }) => container ?? []))].sort()
}

/** The names and paths that are also asked, on each port that speaks HTTP; names first. */
function furtherEndpoints(recognised: readonly Recognised[], { names: known, paths }: Hints): Endpoint[] {
  const all = recognised
    .filter(({ endpoint, answer }) => endpoint.protocol !== 'tcp' && answers(answer))
    .flatMap(({ endpoint, names }) => {
      const hosts = (endpoint.port.owner === SERVER ? known : [...new Set([...known, ...names])]).map((host) => ({
        host,
      }))
      const bare = endpoint.port.owner === SERVER || (endpoint.port.shared && hosts.length > 0) ? [] : [{}]
      return [...bare, ...hosts].flatMap((host) =>
        ['/', ...paths].map((path): Endpoint => ({ ...endpoint, ...host, path })),
      )
    })
    .filter(({ host, path }) => host !== undefined || path !== '/')
  return [...all.filter(({ path }) => path === '/'), ...all.filter(({ path }) => path !== '/')]
}
