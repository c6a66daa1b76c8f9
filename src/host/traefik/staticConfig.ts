import { isSet, namesBelow, type Settings, setting } from './settings.js'

/** How Traefik's docker provider is set up. */
export interface DockerSettings {
  exposedByDefault: boolean
  /** Default of `traefik.docker.network`; '' where none is set. */
  network: string
  /** Which labels a container must have to be seen at all; '' where all are. */
  constraints: string
  /** Where Docker is asked; '' where it is its usual socket. */
  endpoint: string
}

/** Where Traefik listens. */
export interface EntryPoint {
  name: string
  /** As Traefik was told, such as `:443` or `127.0.0.1:8080`. */
  address: string
  port: number
  udp: boolean
  /** Routers on it speak TLS by default. */
  tls: boolean
  /** Everything that comes is sent to that entry point, or to that port (`:443`). */
  redirectsTo?: string
  /** Routers that name no entry point are on it. */
  isDefault: boolean
}

/** How stackctl sees that a file is live: by the API, by a path on an entry point, or not at all. */
export interface Ack {
  kind: 'api' | 'path' | 'none'
  entryPoint: string
  /** Address inside Traefik's own network, with the API's base path. */
  at: string
}

/** What Traefik's static configuration means to a deploy. */
export interface StaticConfig {
  /** Absent where Traefik does not look at containers. */
  docker?: DockerSettings
  /** Swarm's services are routed; containers of Compose are not. */
  swarm: boolean
  /** Of the file provider: a folder or one file; it has to watch them. */
  file?: { directory?: string; filename?: string; watches: boolean }
  /** providersThrottleDuration in milliseconds. */
  throttleMs: number
  ack: Ack
  entryPoints: EntryPoint[]
}

/** Traefik's name of its internal entry point. */
const INTERNAL = 'traefik'

/** Follows Traefik 3.6 (`pkg/config/static/static_config.go`), with its defaults; of Traefik 2 `docker.swarmMode`. */
export function staticConfig(settings: Settings): StaticConfig {
  const swarmMode = truth(setting(settings, 'providers.docker.swarmmode'))
  const file = fileProvider(settings)
  const entryPoints = entryPointsOf(settings)
  return {
    ...(isSet(settings, 'providers.docker') && !swarmMode && { docker: dockerProviderOf(settings) }),
    swarm: swarmMode || isSet(settings, 'providers.swarm'),
    ...(file && { file }),
    throttleMs: milliseconds(setting(settings, 'providers.providersthrottleduration')) ?? 2000,
    ack: ackOf(settings, entryPoints),
    entryPoints,
  }
}

/** Settings of the docker provider; Traefik's own defaults where they are silent. */
function dockerProviderOf(settings: Settings): DockerSettings {
  return {
    exposedByDefault: setting(settings, 'providers.docker.exposedbydefault')?.toLowerCase() !== 'false',
    network: setting(settings, 'providers.docker.network') ?? '',
    constraints: setting(settings, 'providers.docker.constraints') ?? '',
    endpoint: setting(settings, 'providers.docker.endpoint') ?? '',
  }
}

/**
 * What the server has to know of it: it parses no YAML. Nothing of it is a secret. As `pick_proxy` finds the same in arguments: whether Docker is
 * asked, the folder (`-` where none is usable), the throttle in milliseconds, how a file is seen to be live, whether all containers are listed, the
 * entry point and the address for that, where Docker is asked (`-` where it is its usual socket).
 */
export function serverFields({ docker, file, throttleMs, ack }: StaticConfig): string[] {
  const directory = file?.watches === true ? (file.directory ?? '-') : '-'
  const lists = (docker?.constraints ?? '') === '' ? 'all' : 'some'
  // Who asks with a password gives it beside the address.
  const endpoint = docker?.endpoint.replace(/\/\/[^/]*@/, '//') || '-'
  const shown = [ack.kind, lists, ack.entryPoint, ack.at, endpoint]
  return [docker === undefined ? '0' : '1', directory, String(throttleMs), ...shown]
}

function fileProvider(settings: Settings): StaticConfig['file'] {
  const directory = setting(settings, 'providers.file.directory')?.replace(/(.)\/+$/, '$1')
  const filename = setting(settings, 'providers.file.filename')
  if (directory === undefined && filename === undefined) return undefined
  return {
    ...(directory === undefined ? {} : { directory }),
    ...(filename === undefined ? {} : { filename }),
    watches: setting(settings, 'providers.file.watch')?.toLowerCase() !== 'false',
  }
}

function entryPointsOf(settings: Settings): EntryPoint[] {
  const named = namesBelow(settings, 'entrypoints').map((name): EntryPoint => {
    const path = `entrypoints.${name}`
    const [address = '', protocol = 'tcp'] = (setting(settings, `${path}.address`) ?? '').split('/')
    const to = setting(settings, `${path}.http.redirections.entrypoint.to`)
    return {
      ...{ name, address, port: portOf(address), udp: protocol.toLowerCase() === 'udp' },
      tls: isSet(settings, `${path}.http.tls`),
      ...(to !== undefined && { redirectsTo: to }),
      isDefault: truth(setting(settings, `${path}.asdefault`)),
    }
  })
  // The default of all that are not internal, where none is marked (`cmd/traefik/traefik.go`, getDefaultsEntrypoints).
  const outer = named.filter(({ name, udp }) => name !== INTERNAL && !udp)
  const marked = outer.some(({ isDefault }) => isDefault)
  const all = named.map((one) => ({ ...one, isDefault: outer.includes(one) && (marked ? one.isDefault : true) }))
  if (named.some(({ name }) => name !== INTERNAL)) return all
  return [...all, { name: 'http', address: ':80', port: 80, udp: false, tls: false, isDefault: true }]
}

function ackOf(settings: Settings, entryPoints: readonly EntryPoint[]): Ack {
  const none: Ack = { kind: 'none', entryPoint: INTERNAL, at: '127.0.0.1:8080' }
  const insecure = truth(setting(settings, 'api.insecure'))
  const ping = isSet(settings, 'ping') && !truth(setting(settings, 'ping.manualrouting'))
  const entryPoint = insecure ? INTERNAL : ping ? (setting(settings, 'ping.entrypoint') ?? INTERNAL) : INTERNAL
  const own = entryPoints.find(({ name }) => name.toLowerCase() === entryPoint.toLowerCase())
  const internal = insecure || ping || isSet(settings, 'metrics.prometheus')
  if (own === undefined && !(entryPoint === INTERNAL && internal)) return none
  if (own !== undefined && (own.tls || own.redirectsTo !== undefined || own.udp || !(own.port > 0))) return none
  const at = own === undefined ? none.at : reached(own)
  const base = setting(settings, 'api.basepath')?.replace(/\/+$/, '') ?? ''
  return insecure ? { kind: 'api', entryPoint, at: `${at}${base}` } : { kind: 'path', entryPoint, at }
}

/** From Traefik's own network: an address that it listens on alone has to be asked. */
function reached({ address, port }: EntryPoint): string {
  const host = address.slice(0, address.lastIndexOf(':'))
  return `${host === '' || host === '0.0.0.0' || host === '[::]' ? '127.0.0.1' : host}:${port}`
}

function portOf(address: string): number {
  return Number(/:(\d+)$/.exec(address)?.[1] ?? Number.NaN)
}

function truth(value: string | undefined): boolean {
  return value !== undefined && /^(true|t|1)$/i.test(value)
}

const UNITS: Record<string, number> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** A duration of Go's; a bare number is seconds (paerser's `types.Duration`). */
export function milliseconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return undefined
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0)
}
