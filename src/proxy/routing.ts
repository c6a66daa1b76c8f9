import type { DockerSettings } from '../host/traefik/staticConfig.js'
import { constraintsFit } from './expression.js'
import { child, field, type LabelNode, type LabelTree, readLabels, withField, withoutField } from './labels.js'

/** A service of the release or a running container, as Traefik's docker provider sees it. */
export interface LabelledService {
  project: string
  service: string
  labels: Readonly<Record<string, string>>
  /** Ports that the container exposes (`expose`, `ports`, the image's EXPOSE): the lowest is Traefik's default. */
  ports: readonly number[]
  /** Docker's names of its networks; absent where they are not known. `host` is the host's own. */
  networks?: readonly string[]
}

/** How the docker provider of the Traefik in question is set up. */
export interface DockerProvider extends Omit<DockerSettings, 'endpoint'> {
  /** Traefiks run, and none of them asks Docker: no Traefik reads the labels. */
  nobodyAsks?: true
  /** Where several Traefiks run: what distinguishes this one's containers from those of the others. */
  among?: { networks: readonly string[]; entryPoints: readonly string[] }
}

export interface RouterDefinition {
  name: string
  /** Label tree of the router, with its `service` filled in. */
  node: LabelNode
  rule: string
}

export interface BalancerDefinition {
  name: string
  /** Label tree of `loadbalancer`, without `server`. */
  node: LabelNode
  scheme: string
  /** Absent where the labels give whole URLs. */
  port?: number
  url?: string
  sticky: boolean
}

/** What Traefik makes of the labels of one service. */
export interface Routing {
  /** Whether Traefik sends requests to it. */
  routed: boolean
  network: string
  routers: RouterDefinition[]
  balancers: BalancerDefinition[]
  middlewares: { name: string; node: LabelNode }[]
  /** Why its routes cannot be switched at all; empty where they can. */
  obstacles: string[]
  /** Why Traefik's file cannot hold them: they can only be switched by Docker's health. */
  uncarried: string[]
  /** Labels without effect that a person should know of. */
  notices: string[]
}

/**
 * Follows Traefik's docker provider (3.6, `pkg/provider/docker/config.go`, `pkg/provider/configuration.go`): implicit service and router
 * link, default port, `traefik.enable`.
 */
export function routingOf(service: LabelledService, docker: DockerProvider): Routing {
  const enable = lookUp(service.labels, 'traefik.enable')
  const network = lookUp(service.labels, 'traefik.docker.network') ?? docker.network
  const none: Routing = {
    ...{ routed: false, network, routers: [], balancers: [], middlewares: [] },
    ...{ obstacles: [], uncarried: [], notices: [] },
  }
  const enabled = enable === undefined ? docker.exposedByDefault : TRUE.has(enable.toLowerCase())
  const fits = constraintsFit(docker.constraints, {
    'com.docker.compose.project': service.project,
    'com.docker.compose.service': service.service,
    ...service.labels,
  })
  if (!enabled || docker.nobodyAsks === true || fits === false || !reaches(docker, service)) return none

  const tree = readLabels(service.labels)
  const routerNodes = (child(tree.http, 'routers')?.children ?? []).filter((node) => listens(docker, node))
  if (routerNodes.length === 0 && child(tree.http, 'routers') !== undefined) return none
  const serviceNodes = child(tree.http, 'services')?.children ?? []
  const middlewares = (child(tree.http, 'middlewares')?.children ?? []).map((node) => ({ name: node.name, node }))
  const { routers, ...unruled } = routersOf(routerNodes, serviceNodes, service)
  const { balancers, obstacles } = balancersOf(serviceNodes, routers, service)
  const isExplicit = enable !== undefined || serviceNodes.length > 0
  const somewhere = service.ports.length + serviceNodes.length > 0
  const byDefaultRule = routerNodes.length === 0 && isExplicit && !tree.hasTcp && !tree.hasUdp && somewhere
  const found = {
    ...{ network, routers, balancers, middlewares, notices: unruled.notices },
    obstacles: [...treeObstacles(tree, fits, docker), ...obstacles],
    uncarried: [
      ...(tree.hasTcp ? ['it has TCP routers (traefik.tcp.*)'] : []),
      ...(tree.hasUdp ? ['it has UDP routers (traefik.udp.*)'] : []),
      ...unruled.uncarried,
      ...(byDefaultRule ? ["it has no router of its own (Traefik's default rule)"] : []),
      ...oddNames([...routers, ...balancers, ...middlewares]),
    ],
  }
  return { ...found, routed: routers.length > 0 || found.uncarried.length + found.obstacles.length > 0 }
}

/** Why nobody can tell what Traefik makes of these labels. */
function treeObstacles(
  { faults }: Pick<LabelTree, 'faults'>,
  fits: boolean | undefined,
  { constraints }: DockerProvider,
): string[] {
  return [
    ...faults.map((key) => `Traefik cannot read the label ${JSON.stringify(key)} and ignores the whole container`),
    ...(fits === undefined ? [`it is not certain whether Traefik sees it: its constraints are ${constraints}`] : []),
  ]
}

/** Routers with the service that each of them leads to. */
function routersOf(
  routerNodes: readonly LabelNode[],
  serviceNodes: readonly LabelNode[],
  service: LabelledService,
): Pick<Routing, 'routers' | 'uncarried' | 'notices'> {
  const names = serviceNodes.length === 0 ? [implicitName(service)] : serviceNodes.map((node) => node.name)
  const found = routerNodes.map((node) => ({
    node,
    rule: field(node, 'rule'),
    target: field(node, 'service') ?? (names.length === 1 ? names[0] : undefined),
  }))
  return {
    routers: found.flatMap(({ node, rule = '', target }) =>
      target === undefined ? [] : [{ name: node.name, node: withField(node, 'service', target), rule }],
    ),
    uncarried: found.flatMap(({ node, rule, target }) =>
      target === undefined || rule !== undefined
        ? []
        : [`its router ${node.name} has no rule (Traefik's default rule)`],
    ),
    notices: found.flatMap(({ node, target }) =>
      target !== undefined
        ? []
        : [`Traefik drops the router ${node.name}: it names no service and the labels define ${names.length}`],
    ),
  }
}

/** Load balancers of the labels, or the one that Traefik makes for a router without any. */
function balancersOf(
  serviceNodes: readonly LabelNode[],
  routers: readonly RouterDefinition[],
  service: LabelledService,
): Pick<Routing, 'balancers' | 'obstacles'> {
  const implicit = implicitName(service)
  const usesImplicit = routers.some(({ node }) => bare(field(node, 'service')) === implicit)
  const made = usesImplicit ? [{ name: implicit, value: '', children: [] }] : []
  const found = (serviceNodes.length > 0 ? serviceNodes : made).map((node) => balancerOf(node, service.ports))
  return {
    balancers: found.flatMap((one) => (typeof one === 'string' ? [] : [one])),
    obstacles: found.flatMap((one) => (typeof one === 'string' ? [one] : [])),
  }
}

function oddNames(all: readonly { name: string }[]): string[] {
  return all.flatMap(({ name }) =>
    SAFE_NAME.test(name)
      ? []
      : [`the name ${JSON.stringify(name)} in its labels has characters that Traefik’s file cannot hold`],
  )
}

/** Of several Traefiks only those that share a network with it can send it anything. */
function reaches({ among }: DockerProvider, { networks }: LabelledService): boolean {
  if (among === undefined || networks === undefined) return true
  const everywhere = among.networks.includes('host') || networks.includes('host')
  return everywhere || networks.some((network) => among.networks.includes(network))
}

/** Of several Traefiks only those that have one of the router's entry points take it. */
function listens({ among }: DockerProvider, router: LabelNode): boolean {
  const named = field(router, 'entrypoints')?.split(',')
  if (among === undefined || named === undefined) return true
  return named.some((name) => among.entryPoints.includes(name.trim().toLowerCase()))
}

const TRUE = new Set(['1', 't', 'true'])
const SAFE_NAME = /^[^\s@`\p{C}]+$/u

/** Traefik's name of a Compose container without `services` labels: letters and digits of `service_project`, joined by hyphens. */
function implicitName({ service, project }: LabelledService): string {
  return `${service}_${project}`
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .join('-')
}

/** A name without `@docker`, which is what a label means anyway. */
export function bare(name: string | undefined): string | undefined {
  return name?.replace(/@docker$/, '')
}

function balancerOf(node: LabelNode, ports: readonly number[]): BalancerDefinition | string {
  const balancer = child(node, 'loadbalancer') ?? { name: 'loadBalancer', value: '', children: [] }
  const server = child(balancer, 'server')
  const rest = withoutField(balancer, 'server')
  const cookie = child(child(balancer, 'sticky'), 'cookie')
  const sticky = cookie !== undefined && !(cookie.value !== '' && cookie.value.toLowerCase() !== 'true')
  const scheme = field(server, 'scheme') ?? 'http'
  const common = { name: node.name, node: rest, scheme, sticky }
  for (const name of ['weight', 'preservepath']) {
    if (child(server, name) !== undefined)
      return `the label loadbalancer.server.${name} of ${node.name} cannot be repeated in Traefik’s file`
  }
  const url = field(server, 'url')
  if (url !== undefined) return { ...common, url }
  if (!/^(http|https|h2c)$/.test(scheme))
    return `the scheme ${JSON.stringify(scheme)} of ${node.name} is none of http, https, h2c`
  const given = field(server, 'port')
  const port = given === undefined ? Math.min(...ports) : Number(given)
  if (given === undefined && ports.length === 0)
    return `nothing says the port of ${node.name}: set loadbalancer.server.port`
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    return `the port ${JSON.stringify(given)} of ${node.name} is not a port`
  return { ...common, port }
}

function lookUp(labels: Readonly<Record<string, string>>, name: string): string | undefined {
  const key = Object.keys(labels).find((one) => one.toLowerCase() === name)
  return key === undefined ? undefined : labels[key]
}
