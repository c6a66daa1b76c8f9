import { createHash } from 'node:crypto'
import type { RouteLine } from '../records/release.js'
import { child, field, type LabelNode, nodeJson, quote, withField } from './labels.js'
import { type BalancerDefinition, bare, type RouterDefinition, type Routing } from './routing.js'

/** Names that containers of this release define: references to them go to the copies in the file. */
export interface Definitions {
  services: ReadonlySet<string>
  middlewares: ReadonlySet<string>
}

/** Above every priority that people write; the router's own priority is added, so that their order stays. */
const MIRROR_PRIORITY = 1_000_000n

/** Above every router from labels, below every copied one: an existing route keeps answering what it answers. */
const DARK_PRIORITY = 500_000n

const BLOCKED = 'stack-actions-blocked'

/** Traefik's highest priority for users: 2^63-1-1000 (`pkg/server/router`). */
const HIGHEST_PRIORITY = 2n ** 63n - 1001n

export function definitionsOf(routings: readonly Routing[]): Definitions {
  return {
    services: new Set(routings.flatMap((routing) => routing.balancers.map(({ name }) => name))),
    middlewares: new Set(routings.flatMap((routing) => routing.middlewares.map(({ name }) => name))),
  }
}

/** A header that every answer through a pin has: by it the gate distinguishes the service's own 404 from Traefik's. */
export const MARK_HEADER = 'X-Stack-Actions'
const MARK = 'stack-actions-mark'

/** What belongs to the whole stack and to no service. */
export function stackLines(stackId: string): RouteLine[] {
  const definition = JSON.stringify({ headers: { customResponseHeaders: { [MARK_HEADER]: stackId } } })
  const mark: RouteLine = { section: 'middlewares', project: '', service: '', name: `${stackId}-${MARK}`, definition }
  return [mark, blockingMiddleware(stackId)]
}

/** The middleware of routers that must not be reached yet: it answers 404 to everybody, as without a route. It belongs to no service. */
export function blockingMiddleware(stackId: string): RouteLine {
  const definition = '{"ipAllowList":{"sourceRange":"255.255.255.255/32","rejectStatusCode":"404"}}'
  return { section: 'middlewares', project: '', service: '', name: `${stackId}-${BLOCKED}`, definition }
}

/**
 * The file's lines for one service. They refer to nothing that the release's own containers define: Traefik drops what belongs to a container
 * that Docker does not call healthy, and definitions that differ between old and new.
 */
export function routesOf(input: {
  stackId: string
  project: string
  service: string
  routing: Routing
  definitions: Definitions
}): RouteLine[] {
  const { stackId, project, service, routing, definitions } = input
  const own = { project, service }
  const names = new Names(stackId, definitions)
  return [
    ...routing.routers
      .filter(({ rule }) => rule !== '')
      .flatMap((router): RouteLine[] => {
        const line = { ...own, name: names.prefixed(router.name) }
        return [
          { section: 'routers', ...line, definition: nodeJson(mirrored(router, names, stackId)) },
          { section: 'blocked', ...line, definition: nodeJson(blocked(router, stackId)) },
        ]
      }),
    ...routing.balancers.map(
      (balancer): RouteLine => ({
        section: 'services',
        ...own,
        name: names.prefixed(balancer.name),
        definition: balancerJson(balancer),
        ...(balancer.port === undefined
          ? {}
          : {
              server: {
                scheme: balancer.scheme,
                port: balancer.port,
                sticky: balancer.sticky,
                network: routing.network,
              },
            }),
      }),
    ),
    ...routing.middlewares.map(
      ({ name, node }): RouteLine => ({
        section: 'middlewares',
        ...own,
        name: names.prefixed(name),
        definition: nodeJson(middleware(node, names)),
      }),
    ),
  ]
}

class Names {
  constructor(
    private readonly stackId: string,
    private readonly definitions: Definitions,
  ) {}

  prefixed(name: string): string {
    return `${this.stackId}-${name}`
  }

  service(name: string): string {
    return this.refer(name, this.definitions.services)
  }

  middlewares(list: string): string {
    return list
      .split(',')
      .map((name) => this.refer(name.trim(), this.definitions.middlewares))
      .join(',')
  }

  private refer(name: string, ours: ReadonlySet<string>): string {
    const plain = bare(name) ?? ''
    if (ours.has(plain)) return this.prefixed(plain)
    return qualified(name)
  }
}

// A name in a label means the docker provider; in the file the same name would mean the file provider.
function qualified(name: string): string {
  return name === '' || name.includes('@') ? name : `${name}@docker`
}

function mirrored(router: RouterDefinition, names: Names, stackId: string): LabelNode {
  let node = withField(router.node, 'priority', raised(router, MIRROR_PRIORITY))
  node = withField(node, 'service', names.service(field(node, 'service') ?? ''))
  const middlewares = field(node, 'middlewares')
  // The first, so that it also marks what the others answer.
  const own = middlewares === undefined ? [] : [names.middlewares(middlewares)]
  node = withField(node, 'middlewares', [`${stackId}-${MARK}`, ...own].join(','))
  return withQualifiedTls(node)
}

function blocked(router: RouterDefinition, stackId: string): LabelNode {
  let node = withField(router.node, 'priority', raised(router, DARK_PRIORITY))
  node = withField(node, 'service', 'noop@internal')
  node = withField(node, 'middlewares', `${stackId}-${BLOCKED}`)
  return withQualifiedTls(node)
}

// Traefik's own default is the length of the rule, in bytes.
function raised(router: RouterDefinition, by: bigint): string {
  const explicit = field(router.node, 'priority')
  const given = explicit === undefined || !/^-?\d+$/.test(explicit) ? 0n : BigInt(explicit)
  const sum = by + (given === 0n ? BigInt(Buffer.byteLength(router.rule)) : given)
  return String(sum > HIGHEST_PRIORITY ? HIGHEST_PRIORITY : sum)
}

function withQualifiedTls(node: LabelNode): LabelNode {
  const tls = child(node, 'tls')
  const options = field(tls, 'options')
  if (tls === undefined || options === undefined || options === 'default') return node
  return replaced(node, withField(tls, 'options', qualified(options)))
}

function balancerJson(balancer: BalancerDefinition): string {
  const transport = field(balancer.node, 'serverstransport')
  let { node } = balancer
  if (transport !== undefined) node = withField(node, 'serverstransport', qualified(transport))
  const sticky = child(node, 'sticky')
  const cookie = child(sticky, 'cookie')
  if (balancer.sticky && sticky !== undefined && cookie !== undefined && field(cookie, 'name') === undefined) {
    node = replaced(node, replaced(sticky, withField(cookie, 'name', cookieName(`${balancer.name}@docker`))))
  }
  const servers = balancer.url === undefined ? '"@SERVERS@"' : `[{"url":${quote(balancer.url)}}]`
  return `{"loadBalancer":${nodeJson(node, { servers })}}`
}

/**
 * Traefik's name of a sticky cookie that has none (3.6, `pkg/server/cookie/cookie.go`): a hash of the service's name, which is another one
 * in the file, so that sessions would move.
 */
function cookieName(service: string): string {
  return `_${createHash('sha1').update(`_TRAEFIK_BACKEND_${service}`).digest('hex')}`.slice(0, 6)
}

function middleware(node: LabelNode, names: Names): LabelNode {
  let copy = node
  const chain = child(copy, 'chain')
  const members = field(chain, 'middlewares')
  if (chain !== undefined && members !== undefined)
    copy = replaced(copy, withField(chain, 'middlewares', names.middlewares(members)))
  const errors = child(copy, 'errors')
  const page = field(errors, 'service')
  if (errors !== undefined && page !== undefined)
    copy = replaced(copy, withField(errors, 'service', names.service(page)))
  return copy
}

function replaced(node: LabelNode, next: LabelNode): LabelNode {
  return { ...node, children: node.children.map((one) => (one.name === next.name ? next : one)) }
}
