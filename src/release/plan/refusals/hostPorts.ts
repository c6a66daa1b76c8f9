import { isIPv6 } from 'node:net'
import { label, PROJECT_LABEL, SERVICE_LABEL } from '../../../host/containers.js'
import { canonical, type Listener } from '../../../host/listening.js'
import type { HostFacts, InspectedContainer } from '../../../host/types.js'
import type { PublishedPort } from '../../../records/release.js'
import type { ComposeService } from '../../../stack/types.js'
import type { PlannedService } from '../../records/types.js'
import type { ReleaseModel } from '../images/serviceImages.js'

/** A port of the server that a service is to publish. */
interface Binding extends Pick<PublishedPort, 'protocol' | 'address' | 'from' | 'to'> {
  key: string
  /** Of what runs once, and has ended before anything of a later wave is started. */
  ends: boolean
  wave: number
}

interface PortContext {
  models: readonly ReleaseModel[]
  planned: readonly PlannedService[]
  facts: Pick<HostFacts, 'containers' | 'listening' | 'unfinished'>
}

/** What holds ports of the server now, by protocol and number. */
interface Held {
  containers: Map<string, { container: InspectedContainer; port: Listener }[]>
  programs: Map<string, Listener[]>
}

/**
 * Ports of the server that services which are to be started would publish, and that somebody holds: a container that does not leave first, another
 * service of this release, a program of the server. Docker would only say so when the container is started. `held_ports` of stackctl has the same
 * rule, and judges when it begins, and a rollback.
 */
export function portFaults(context: PortContext): string[] {
  const starting = context.planned.filter(isStarted)
  const wanted = starting.flatMap((one) => bindingsOf(one, context.models))
  const single = groupedBy(
    wanted.filter(({ from, to }) => from === to),
    (one) => portKey(held(one)),
  )
  const now = heldNow(context.facts)
  const found = wanted.flatMap((binding) => {
    const holder =
      replicaOf(binding, starting) ??
      twinOf(binding, single.get(portKey(held(binding))) ?? []) ??
      takenBy(binding, now, context)
    return holder === undefined ? [] : [`${binding.key}: port ${portWords(binding)} of the server is held by ${holder}`]
  })
  return [...new Set(found)]
}

/** Whether a container of it is to be started. */
function isStarted({ change, replicas, previousReplicas = 0 }: PlannedService): boolean {
  if (replicas === 0) return false
  return change === 'new' || change === 'changed' || (change === 'rescaled' && replicas >= previousReplicas)
}

/** Another replica of the same service. */
function replicaOf({ key, from, to }: Binding, starting: readonly PlannedService[]): string | undefined {
  const { replicas = 1 } = starting.find(({ project, service }) => `${project}/${service}` === key) ?? {}
  return replicas > to - from + 1 ? `the first of its ${replicas} replicas` : undefined
}

function bindingsOf(planned: PlannedService, models: readonly ReleaseModel[]): Binding[] {
  const of = { key: `${planned.project}/${planned.service}`, ends: planned.class === 'one-shot', wave: planned.wave }
  return publishedPorts([planned], models).map((port) => ({ ...port, ...of }))
}

/** Ports of the server that services publish by number. */
export function publishedPorts(
  services: readonly Pick<PublishedPort, 'project' | 'service'>[],
  models: readonly ReleaseModel[],
): PublishedPort[] {
  return services.flatMap(({ project, service }) => {
    const { ports = [] } = models.find((model) => model.name === project)?.services[service] ?? {}
    return ports.flatMap((port) => publishedPort({ project, service }, port))
  })
}

function publishedPort(
  of: Pick<PublishedPort, 'project' | 'service'>,
  port: NonNullable<ComposeService['ports']>[number],
): PublishedPort[] {
  const { published = '', protocol = 'tcp', host_ip: address = '' } = port
  const [from = Number.NaN, to = from] = String(published).split('-').map(Number)
  // Without a number, or with 0, Docker takes one that is free.
  return from > 0 && to >= from ? [{ ...of, protocol, address: canonical(address), from, to }] : []
}

function heldNow({ containers, listening }: PortContext['facts']): Held {
  const published = containers
    .filter(isUp)
    .flatMap((container) => publishedBy(container).map((port) => ({ container, port })))
  const byPort = groupedBy(published, ({ port }) => portKey(port))
  const programs = listening.filter((one) => !byPort.get(portKey(one))?.some(({ port }) => isFor(one, port)))
  return { containers: byPort, programs: groupedBy(programs, portKey) }
}

function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(keyOf(one))
    if (group === undefined) groups.set(keyOf(one), [one])
    else group.push(one)
  }
  return groups
}

function portKey({ protocol, port }: Pick<Listener, 'protocol' | 'port'>): string {
  return `${protocol} ${port}`
}

/** Another service of this release that is started for the same port. @param wanted Of that port. */
function twinOf(binding: Binding, wanted: readonly Binding[]): string | undefined {
  if (binding.from !== binding.to) return undefined
  const twin = wanted.find(
    (one) =>
      one.key < binding.key && !endsBefore(one, binding) && !endsBefore(binding, one) && meets(binding, held(one)),
  )
  return twin && `${twin.key}, which this release starts, too`
}

function endsBefore(one: Binding, other: Binding): boolean {
  return one.ends && one.wave < other.wave
}

/** What holds every port of a binding; undefined where one of a range is free. */
function takenBy(binding: Binding, now: Held, context: PortContext): string | undefined {
  const isHosts = (one: InspectedContainer): boolean => isUp(one) && one.HostConfig.NetworkMode === 'host'
  // What such a container listens on, nobody can tell from what else does.
  const hides = context.facts.containers.some((one) => isHosts(one) && leavesFirst(one, binding.key, context))
  const holders = portsIn(binding).map(
    (port) => containerOn(at(binding, port), now, context) ?? (hides ? undefined : programOn(at(binding, port), now)),
  )
  return holders.includes(undefined) ? undefined : holders[0]
}

/** A container that runs while the new one is started. @param binding Of one port. */
function containerOn(binding: Binding, { containers }: Held, context: PortContext): string | undefined {
  const holder = (containers.get(portKey(held(binding))) ?? []).find(
    (one) => meets(binding, one.port) && !leavesFirst(one.container, binding.key, context),
  )
  return holder && containerWords(holder.container)
}

/** A program that listens on the server itself, or in a container on its network. @param binding Of one port. */
function programOn(binding: Binding, { programs }: Held): string | undefined {
  const holder = (programs.get(portKey(held(binding))) ?? []).find((one) => meets(binding, one))
  if (holder === undefined) return undefined
  const { protocol, port } = holder
  return `a program of the server itself (\`sudo ss -lnp${protocol === 'tcp' ? 't' : 'u'} 'sport = :${port}'\` says which)`
}

/** Whether a container goes before a service's new one is started: its own that is swapped, or one that is swapped in an earlier wave. */
function leavesFirst(container: InspectedContainer, key: string, { planned, facts }: PortContext): boolean {
  const of = (one: PlannedService): string => `${one.project}/${one.service}`
  const starting = planned.find((one) => of(one) === key)
  const own = `${label(container, PROJECT_LABEL)}/${label(container, SERVICE_LABEL)}`
  const leaving = planned.find((one) => of(one) === own)
  // Which of them is a candidate that the recovery removes first, its program knows.
  if (leaving !== undefined && facts.unfinished !== undefined) return true
  if (starting === undefined || leaving === undefined || !isSwapped(leaving)) return false
  return own === key || (isSwapped(starting) && leaving.wave < starting.wave)
}

function isSwapped({ change, class: kind }: PlannedService): boolean {
  return change === 'changed' && kind === 'exclusive'
}

/** One that is started again and again takes its ports each time. */
function isUp({ State }: InspectedContainer): boolean {
  return State.Running || State.Status === 'restarting'
}

function publishedBy({ HostConfig, NetworkSettings }: InspectedContainer): Listener[] {
  const now = Object.values(NetworkSettings.Ports ?? {}).some((bindings) => (bindings ?? []).length > 0)
  const ports = (now ? NetworkSettings.Ports : HostConfig.PortBindings) ?? {}
  return Object.entries(ports).flatMap(([target, bindings]) =>
    (bindings ?? []).map(({ HostIp, HostPort }) => ({
      protocol: target.endsWith('/udp') ? 'udp' : 'tcp',
      address: canonical(HostIp),
      port: Number(HostPort),
    })),
  )
}

function meets(binding: Binding, { protocol, address, port }: Listener): boolean {
  return (
    binding.protocol === protocol && binding.from <= port && port <= binding.to && overlap(binding.address, address)
  )
}

/** A listener on every IPv6 address takes IPv4's along, unless it was told otherwise, which cannot be seen from outside. */
function overlap(one: string, other: string): boolean {
  const isAll = (address: string): boolean => address === '' || address === '::'
  if (one === other || isAll(one) || isAll(other)) return true
  return [one, other].includes('0.0.0.0') && !isIPv6(one) && !isIPv6(other)
}

/** Whether what listens is Docker, for that port of a container. */
function isFor(listener: Listener, port: Listener): boolean {
  return listener.protocol === port.protocol && listener.port === port.port && overlap(listener.address, port.address)
}

function portsIn({ from, to }: Binding): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

function at(binding: Binding, port: number): Binding {
  return { ...binding, from: port, to: port }
}

function held({ protocol, address, from }: Pick<Binding, 'protocol' | 'address' | 'from'>): Listener {
  return { protocol: protocol === 'udp' ? 'udp' : 'tcp', address, port: from }
}

function portWords({ address, from, to, protocol }: Binding): string {
  const port = `${address === '' ? '' : `${isIPv6(address) ? `[${address}]` : address}:`}${from === to ? from : `${from}-${to}`}`
  return protocol === 'tcp' ? port : `${port}/${protocol}`
}

function containerWords(container: InspectedContainer): string {
  const [project, service] = [label(container, PROJECT_LABEL), label(container, SERVICE_LABEL)]
  const whose = project === undefined ? '' : ` (service ${service} of the Compose project ${project})`
  return `the container ${container.Name.replace(/^\//, '')}${whose}`
}

/** What to do about ports that are held. */
export function portAdvice(faults: readonly string[]): string[] {
  if (faults.length === 0) return []
  return [
    'publish another port, or the same at another address of the server: `ports: ["8081:80"]`, `ports: ["127.0.0.1:8080:80"]`',
    'two environments of one repository on a server: `ports: ["${WEB_PORT}:80"]`, with a WEB_PORT in each one’s env file',
    'or stop what holds it, if nobody needs it; a port that goes from one service to another takes two deploys: first the one gives it up',
  ]
}
