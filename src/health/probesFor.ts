import type { InspectedContainer } from '../host/types.js'
import { ownEntry } from '../runtime/ownEntry.js'
import type { HealthEntry } from '../stack/types.js'
import { type Listening, routedUrls } from './routers.js'
import { skipsOf } from './skips.js'
import type { Probe } from './types.js'

/** A service that has to run: a line of a release. */
export interface ExpectedService {
  /** Compose project name. */
  project: string
  service: string
  class: 'one-shot' | 'exclusive' | 'start-first'
  replicas: number
}

export interface ProbesInput {
  health: readonly HealthEntry[]
  services: readonly ExpectedService[]
  /** Exactly those to be judged, in any state. */
  containers: readonly InspectedContainer[]
  /** Compose project names by the names of stack.yml, where they differ. */
  projects?: Readonly<Record<string, string>>
  /** Of the Traefik that the routes go through. */
  listening?: Listening
  /** The header value by which the pin's routers mark their answers, where there is a pin. */
  mark?: string
}

/**
 * What a gate asks: of each service that has to run each replica's container, its replicas and URLs of stack.yml, and else, where Traefik
 * routes it, each of its addresses; all of one service under one name.
 */
export function probesFor(input: ProbesInput): Probe[] {
  const { of } = targetsOf(input)
  const outside = entriesOf(input).filter((entry) => of(entry) === undefined)
  return [...serviceProbes(input), ...outside.flatMap((entry) => [...urlProbes(entry), ...missingProbes(entry)])]
}

/** Only the probes of these services, without what stack.yml names besides. */
export function serviceProbes(input: ProbesInput): Probe[] {
  const { containers } = input
  const { own, of } = targetsOf(input)
  const skipped = input.health.flatMap(({ skip }) => skip ?? [])
  const health = entriesOf(input)
  return own.flatMap((service) => {
    const entries = health.filter((entry) => of(entry) === service)
    const replicas = replicasOf(service, containers)
    const name = entries[0]?.name ?? serviceName(service)
    return [
      ...Array.from({ length: service.replicas }, (_, index) => containerProbe(name, service, replicas[index], index)),
      ...entries.flatMap((entry) => [...replicaProbes(entry, replicas), ...urlProbes(entry)]),
      ...(entries.some(({ url }) => url !== undefined)
        ? []
        : routerProbes(name, replicas, { ...input, health, skipped })),
    ]
  })
}

/** The entries that ask something. */
function entriesOf({ health }: ProbesInput): HealthEntry[] {
  return health.filter(({ skip }) => skip === undefined)
}

/** The services that have to run, and which of them an entry means. */
function targetsOf({ services, projects = {} }: ProbesInput) {
  const own = services.filter((service) => service.class !== 'one-shot' && service.replicas > 0)
  return { own, of: (entry: HealthEntry): ExpectedService | undefined => serviceOf(entry, own, projects) }
}

/** `l2p` and `backend`: `L2p Backend`; a project named like its service is said once. */
export function serviceName({ project, service }: { project: string; service: string }): string {
  const words = [...project.split(/[-_.\s]+/), ...(project === service ? [] : service.split(/[-_.\s]+/))]
  return words
    .filter((word) => word !== '')
    .map((word) => word[0]?.toUpperCase() + word.slice(1))
    .join(' ')
}

/**
 * The service that an entry means. A project's name in the Compose files may differ from the one of stack.yml, and without a checkout nobody
 * knows: a service's name that is there once is enough then.
 */
function serviceOf(
  { service: wanted }: HealthEntry,
  services: readonly ExpectedService[],
  projects: Readonly<Record<string, string>>,
): ExpectedService | undefined {
  if (wanted === undefined) return undefined
  const named = services.filter(({ service }) => service === wanted.service)
  const project = composeName(wanted.project, projects)
  const exact = named.find((service) => service.project === project)
  if (exact !== undefined || ownEntry(projects, wanted.project) !== undefined) return exact
  return named.length === 1 ? named[0] : undefined
}

/** Compose's own rule for a project's name that comes from a folder (compose-go, NormalizeProjectName). */
function composeName(project: string, projects: Readonly<Record<string, string>>): string {
  return (
    ownEntry(projects, project) ??
    project
      .toLowerCase()
      .replace(/[^a-z0-9_-]/g, '')
      .replace(/^[_-]+/, '')
  )
}

/** Running ones first: one that was stopped on purpose is judged only where too few run. */
function replicasOf({ project, service, replicas }: ExpectedService, containers: readonly InspectedContainer[]) {
  const own = containers.filter(({ Config: { Labels } }) => {
    const isOneOff = Labels?.['com.docker.compose.oneoff'] === 'True'
    return (
      !isOneOff &&
      Labels?.['com.docker.compose.project'] === project &&
      Labels['com.docker.compose.service'] === service
    )
  })
  const running = own.filter(({ State }) => State.Running)
  return [...running, ...own.filter(({ State }) => !State.Running).slice(0, Math.max(0, replicas - running.length))]
}

function containerProbe(
  name: string,
  service: ExpectedService,
  container: InspectedContainer | undefined,
  index: number,
): Probe {
  // There is no such container: the probe fails with Docker's answer to this name.
  return {
    kind: 'container',
    name,
    container: container?.Id ?? `${service.project}-${service.service}-${index + 1} (missing)`,
  }
}

function replicaProbes(
  { name, port, path, status, headers }: HealthEntry,
  replicas: readonly InspectedContainer[],
): Probe[] {
  if (port === undefined) return []
  return replicas.flatMap((container) => {
    const address = addressOf(container)
    if (address === undefined) return []
    return [
      {
        kind: 'replica',
        name,
        address,
        port,
        path: path ?? '/',
        container: container.Id,
        ...(status !== undefined && { status }),
        ...(headers && { headers }),
      },
    ]
  })
}

/** One of its networks is enough: the server reaches every bridge. With the host's network it is the server itself. */
function addressOf({ NetworkSettings, HostConfig }: InspectedContainer): string | undefined {
  if (HostConfig.NetworkMode === 'host') return '127.0.0.1'
  return Object.values(NetworkSettings.Networks ?? {}).find(({ IPAddress }) => IPAddress !== '')?.IPAddress
}

function urlProbes({ name, url, status, headers }: HealthEntry): Probe[] {
  if (url === undefined) return []
  return [{ kind: 'url', name, url, ...(status !== undefined && { status }), ...(headers && { headers }) }]
}

/** Addresses that an entry of stack.yml asks already are not asked twice, and those that it takes out not at all. */
function routerProbes(
  name: string,
  replicas: readonly InspectedContainer[],
  { health, skipped, listening, mark }: ProbesInput & { skipped: readonly string[] },
): Probe[] {
  const hosts = new Set(health.flatMap(({ url }) => (url === undefined ? [] : [new URL(url).host])))
  const routed = replicas.flatMap(({ Config }) => routedUrls(Config.Labels ?? {}, listening))
  const isSkipped = skipsOf(skipped, routed)
  const wanted = routed.filter(({ url, router }) => {
    const { host, hostname, port, protocol, pathname: path } = new URL(url)
    const place = { host: hostname, port: Number(port) || (protocol === 'https:' ? 443 : 80), path }
    return !hosts.has(host) && !isSkipped(place) && !skipped.includes(router)
  })
  const own = replicas.flatMap((container) => {
    const address = addressOf(container)
    const port = servedPort(container)
    return address === undefined || port === undefined ? [] : [{ address, port }]
  })
  return [...new Set(wanted.map(({ url }) => url))].map((url) => ({
    ...{ kind: 'url', name, url, routed: true },
    ...(mark !== undefined && { mark }),
    ...(own.length > 0 && { own }),
  }))
}

/** The port that Traefik sends requests to: of the labels, else the lowest that is exposed. */
function servedPort({ Config: { Labels, ExposedPorts } }: InspectedContainer): number | undefined {
  const label = Object.entries(Labels ?? {}).find(([key]) =>
    /^traefik\.http\.services\.[^.]+\.loadbalancer\.server\.port$/i.test(key),
  )
  const ports = Object.keys(ExposedPorts ?? {}).map((port) => Number.parseInt(port, 10))
  const port = label === undefined ? Math.min(...ports) : Number(label[1])
  return Number.isInteger(port) ? port : undefined
}

/** A probe that fails: an entry for a service that the release does not have must not look healthy. */
function missingProbes({ name, service }: HealthEntry): Probe[] {
  if (service === undefined) return []
  return [{ kind: 'container', name, container: `${service.project}-${service.service} (missing)` }]
}
