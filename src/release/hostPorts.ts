import { isIPv6 } from 'node:net'
import { canonical, type Listener } from '../host/listening.js'
import type { HostFacts, InspectedContainer } from '../host/types.js'
import type { ComposeService } from '../stack/types.js'
import { label, PROJECT_LABEL, SERVICE_LABEL } from './containers.js'
import type { ReleaseModel } from './images.js'
import type { PlannedService } from './types.js'

/** A port of the server that a service is to publish; of a range Docker takes one that is free. */
interface Binding {
  key: string
  protocol: string
  /** Empty: every address. */
  address: string
  from: number
  to: number
}

interface PortContext {
  models: readonly ReleaseModel[]
  planned: readonly PlannedService[]
  facts: Pick<HostFacts, 'containers' | 'listening' | 'unfinished'>
}

/**
 * Ports of the server that services which are to be started would publish, and that somebody holds: a container that does not leave first, another
 * service of this release, a program of the server. Docker would only say so when the container is started.
 */
export function portFaults(context: PortContext): string[] {
  const starting = context.planned.filter(isStarted)
  const wanted = starting.flatMap((one) => bindingsOf(one, context.models))
  const found = wanted.flatMap((binding) => {
    const holder =
      replicaOf(binding, starting) ??
      twinOf(binding, wanted) ??
      containerOn(binding, context) ??
      programOn(binding, context)
    return holder === undefined ? [] : [`${binding.key}: port ${portWords(binding)} of the server is held by ${holder}`]
  })
  return [...new Set(found)]
}

/** Whether a container of it is to be started. */
function isStarted({ change, replicas, previousReplicas = 0 }: PlannedService): boolean {
  return change === 'new' || change === 'changed' || (change === 'rescaled' && replicas >= previousReplicas)
}

/** Another replica of the same service. */
function replicaOf({ key, from, to }: Binding, starting: readonly PlannedService[]): string | undefined {
  const { replicas = 1 } = starting.find(({ project, service }) => `${project}/${service}` === key) ?? {}
  return replicas > to - from + 1 ? `the first of its ${replicas} replicas` : undefined
}

function bindingsOf({ project, service: name }: PlannedService, models: readonly ReleaseModel[]): Binding[] {
  const service = models.find((model) => model.name === project)?.services[name]
  return (service?.ports ?? []).flatMap((port) => bindingOf(`${project}/${name}`, port))
}

function bindingOf(key: string, port: NonNullable<ComposeService['ports']>[number]): Binding[] {
  const { published = '', protocol = 'tcp', host_ip: address = '' } = port
  const [from = Number.NaN, to = from] = String(published).split('-').map(Number)
  // Without a number, or with 0, Docker takes one that is free.
  return from > 0 && to >= from ? [{ key, protocol, address: canonical(address), from, to }] : []
}

/** Another service of this release that is started for the same port. */
function twinOf(binding: Binding, wanted: readonly Binding[]): string | undefined {
  if (binding.from !== binding.to) return undefined
  const twin = wanted.find((one) => one.key < binding.key && one.from === one.to && meets(binding, held(one)))
  return twin && `${twin.key}, which this release starts, too`
}

/** A container that runs while the new one is started; where one of a range is free, none. */
function containerOn(binding: Binding, context: PortContext): string | undefined {
  const holders = context.facts.containers
    .filter((container) => isUp(container) && !leavesFirst(container, binding.key, context))
    .flatMap((container) => publishedBy(container).map((port) => ({ container, port })))
  const free = portsIn(binding).some((port) => !holders.some((one) => meets(at(binding, port), one.port)))
  const first = holders.find(({ port }) => meets(binding, port))
  return free || first === undefined ? undefined : containerWords(first.container)
}

/** A program that listens on the server itself, or in a container on its network. */
function programOn(binding: Binding, context: PortContext): string | undefined {
  const { facts } = context
  const up = facts.containers.filter(isUp)
  // What such a container listens on, nobody can tell from what else does.
  if (up.some((one) => one.HostConfig.NetworkMode === 'host' && leavesFirst(one, binding.key, context)))
    return undefined
  const published = up.flatMap(publishedBy)
  const programs = facts.listening.filter((one) => !published.some((port) => isFor(one, port)))
  const free = portsIn(binding).some((port) => !programs.some((one) => meets(at(binding, port), one)))
  const first = programs.find((one) => meets(binding, one))
  if (free || first === undefined) return undefined
  const { protocol, port } = first
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

function held({ protocol, address, from }: Binding): Listener {
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
