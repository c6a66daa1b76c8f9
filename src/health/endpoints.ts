import { isIPv6 } from 'node:net'
import type { InspectedContainer } from '../host/types.js'

/** A TCP port of the server behind which a container answers. */
export interface ServerPort {
  /** Whose it is, for people: `shop/proxy`. */
  owner: string
  /** Id of the container, where one is known. */
  container?: string
  /** As the server reaches it. */
  address: string
  port: number
  /** The container's own port: what it speaks is guessed from it. */
  target: number
  /** Another stack's, such as a proxy that several stacks share: asked only by names of this stack, if there are any. */
  shared: boolean
  /** Docker has chosen the port's number, and will choose another one for the next container: it is found again by owner and target. */
  chosen?: true
  /** Its place, from 0, in a range of consecutive ports (portOrder.ts). */
  range?: number
}

/** A port, with a name and a path for HTTP, that is asked before, while and after something changes. */
export interface Endpoint {
  port: ServerPort
  protocol: 'http' | 'tls' | 'tcp'
  /** The name that a visitor asks for; absent where the address itself is asked. */
  host?: string
  path: string
}

/** What is known of a server and of a stack on it. */
export interface Surroundings {
  /** All containers of the server. */
  containers: readonly InspectedContainer[]
  /** Compose project names of the stack. */
  projects: readonly string[]
}

/** The owner of a port on which no container of this stack is known to listen. */
export const SERVER = 'the server'

/** Ports that speak no HTTP: databases, queues, mail. They get no requests that would fill their logs. */
const NO_HTTP = new Set([
  21, 22, 25, 53, 110, 143, 389, 465, 587, 636, 993, 995, 1433, 1521, 1883, 3306, 3389, 4222, 5432, 5433, 5672, 6379,
  6380, 6432, 8883, 9042, 9092, 11211, 27017, 27018, 27019,
])

/** Ports where TLS is expected. */
const TLS = new Set([443, 4443, 8443, 9443])

/** Proxies that may stand before several stacks, by the last part of their images' names. */
const EDGES =
  /^(nginx|openresty|angie|caddy|haproxy|traefik|envoy|httpd|apache|nginx-proxy|nginx-proxy-manager|jwilder|swag|kong|varnish)/i

/** Whether to expect that a port speaks no HTTP. */
export function expectsTcp({ target }: ServerPort): boolean {
  return NO_HTTP.has(target)
}

export function expectsTls({ port, target }: ServerPort): boolean {
  return TLS.has(target) || TLS.has(port)
}

/**
 * Every TCP port of the server by which this stack is reached: those that its own containers publish, at each address in the Compose file,
 * those that its containers in the host's network expose, those of another project's proxy on one of its networks, and 80 and 443, whoever
 * listens there.
 */
export function serverPorts({ containers, projects }: Surroundings): ServerPort[] {
  const running = containers.filter(({ State }) => State.Running)
  const own = running.filter((one) => isOwn(one, projects))
  const networks = new Set(own.flatMap(networksOf))
  const others = running.filter((one) => !isOwn(one, projects) && isEdgeOf(one, networks))
  const web = [80, 443].map((port) => ({ owner: SERVER, address: '127.0.0.1', port, target: port, shared: true }))
  const ports = [...own.flatMap((one) => portsOf(one, false)), ...others.flatMap((one) => portsOf(one, true)), ...web]
  // The container that publishes a port comes before one that only listens on it.
  const first = new Map<string, ServerPort>()
  for (const one of ports) {
    const key = `${one.address} ${one.port}`
    if (!first.has(key)) first.set(key, one)
  }
  return [...first.values()]
}

/**
 * Whether containers are meant to publish a port, whatever state they are in. @param containers those of the stack
 */
export function isPublished({ port }: ServerPort, containers: readonly InspectedContainer[]): boolean {
  return containers.some(({ HostConfig, Config }) => {
    if (HostConfig.NetworkMode === 'host') return listenedPorts(Config).includes(port)
    const wanted = Object.values(HostConfig.PortBindings ?? {}).flatMap((bindings) => bindings ?? [])
    return wanted.some(({ HostPort }) => {
      const [from = 0, to = from] = HostPort.split('-').map(Number)
      return from <= port && port <= to
    })
  })
}

/** Whether a container belongs to one of these Compose projects. */
export function isOwn({ Config }: InspectedContainer, projects: readonly string[]): boolean {
  const { 'com.docker.compose.project': project = '', 'com.docker.compose.oneoff': oneoff } = Config.Labels ?? {}
  return projects.includes(project) && oneoff !== 'True'
}

/** `http://127.0.0.1:80/api for example.org (shop/proxy)`. */
export function endpointWords({ port: { owner, address, port }, protocol, host, path }: Endpoint): string {
  const at = `${isIPv6(address) ? `[${address}]` : address}:${port}`
  if (protocol === 'tcp') return `tcp://${at} (${owner})`
  return `${protocol === 'tls' ? 'https' : 'http'}://${at}${path}${host === undefined ? '' : ` for ${host}`} (${owner})`
}

/** Milliseconds between two asks of one endpoint, so that asking all of them is no load. */
export function askInterval(count: number): number {
  return Math.max(500, count * 200)
}

function networksOf({ NetworkSettings }: InspectedContainer): string[] {
  return Object.keys(NetworkSettings.Networks ?? {})
}

/** A container of another project that may stand before this stack: on one of its networks, and a proxy by its image, or by what it publishes. */
function isEdgeOf(container: InspectedContainer, networks: ReadonlySet<string>): boolean {
  const inHost = container.HostConfig.NetworkMode === 'host'
  if (!inHost && !networksOf(container).some((name) => networks.has(name))) return false
  const image =
    container.Config.Image.replace(/@.*$/, '')
      .replace(/:[^/:]*$/, '')
      .split('/')
      .at(-1) ?? ''
  return EDGES.test(image) || portsOf(container, true).some(({ port }) => port === 80 || port === 443)
}

function portsOf(one: InspectedContainer, shared: boolean): ServerPort[] {
  const { Id: container, Config, HostConfig, NetworkSettings } = one
  const owner = ownerOf(one)
  if (HostConfig.NetworkMode === 'host') {
    return listenedPorts(Config).map((port) => ({ owner, container, address: '127.0.0.1', port, target: port, shared }))
  }
  return Object.entries(NetworkSettings.Ports ?? {}).flatMap(([name, bindings]) => {
    const [target = '', kind] = name.split('/')
    if (kind !== 'tcp') return []
    const wanted = HostConfig.PortBindings?.[name] ?? []
    return (bindings ?? []).flatMap(({ HostIp, HostPort }) => {
      const fixed = wanted.some((one) => one.HostPort === HostPort)
      // It is not known which later container of another project would take this one's place.
      if (!fixed && shared) return []
      const port = { owner, container, address: reachedAt(HostIp), port: Number(HostPort), target: Number(target) }
      return [{ ...port, shared, ...(fixed ? {} : { chosen: true as const }) }]
    })
  })
}

/**
 * Where a port is now whose number Docker had chosen: at each running container of its service that publishes it.
 * @returns the port itself where a container is meant to publish it and does not
 */
export function chosenNow(port: ServerPort, containers: readonly InspectedContainer[]): ServerPort[] {
  const found = containers
    .filter(({ State }) => State.Running)
    .flatMap((one) => portsOf(one, false))
    .filter(({ owner, target, address }) => owner === port.owner && target === port.target && address === port.address)
  const isMeant = containers.some(
    (one) => ownerOf(one) === port.owner && one.HostConfig.PortBindings?.[`${port.target}/tcp`] !== undefined,
  )
  return found.length === 0 && isMeant ? [port] : found
}

function ownerOf({ Name, Config }: InspectedContainer): string {
  const labels = Config.Labels ?? {}
  const project = labels['com.docker.compose.project']
  return project === undefined ? Name.replace(/^\//, '') : `${project}/${labels['com.docker.compose.service'] ?? ''}`
}

/** Services in the host's network of which nothing says on which ports they listen. */
export function unknownOwners({ containers, projects }: Surroundings): string[] {
  const inHost = containers.filter(
    (one) => one.State.Running && isOwn(one, projects) && one.HostConfig.NetworkMode === 'host',
  )
  return [...new Set(inHost.filter(({ Config }) => listenedPorts(Config).length === 0).map(ownerOf))]
}

/** Ports on which a container in the host's network may listen: those that its image exposes, and those in its variables. */
function listenedPorts({ ExposedPorts, Env }: InspectedContainer['Config']): number[] {
  const exposed = Object.keys(ExposedPorts ?? {})
    .filter((name) => name.endsWith('/tcp'))
    .map((name) => Number.parseInt(name, 10))
  const said = (Env ?? []).flatMap(
    (pair) => /^(?:[A-Z_]*_)?(?:LISTEN_|HTTPS?_|SERVER_|APP_)?PORT=(\d{1,5})$/.exec(pair)?.[1] ?? [],
  )
  return [...new Set([...exposed, ...said.map(Number)])].filter((port) => port > 0 && port < 65_536)
}

/** Docker publishes a port on every address of the server in the same way: loopback stands for all of them. */
function reachedAt(address: string): string {
  if (address === '' || address === '0.0.0.0') return '127.0.0.1'
  return address === '::' ? '::1' : address
}
