import type { ServiceClass } from '../../../records/release.js'
import { calls } from '../../../stack/callee.js'
import type { ComposeModel, ComposeService } from '../../../stack/types.js'
import type { AddressCache } from './addressCaches.js'

/** What the class of a service depends on, beyond the service itself. */
export interface ClassContext {
  /** The models of the whole stack, values with single dollars. */
  models: readonly ComposeModel[]
  /** Services that Traefik sends requests to, as `project/service`. */
  routed: ReadonlySet<string>
  /** Services that are Traefik themselves. */
  proxies: ReadonlySet<string>
  /** Services that were seen to end by themselves with exit code 0. */
  ended?: ReadonlySet<string>
  /** Whether a Traefik runs, or comes along, that follows the labels. */
  led: boolean
  /** Who calls a service by its name and may keep the address that it has once found. */
  addressCache(project: string, service: string): AddressCache | undefined
}

export interface Classified {
  class: ServiceClass
  reason: string
  /** What the user asked for and does not get. */
  notice?: string
}

const ON = new Set(['true', '1', 'yes', 'on', ''])

/** How a service is replaced: beside the old one, after it, or run to its end; with the reason that the plan prints. */
export function classify(project: string, name: string, service: ComposeService, context: ClassContext): Classified {
  const oneShot = service.labels?.['stack-actions.one-shot']
  if (oneShot !== undefined && ON.has(oneShot.toLowerCase()))
    return { class: 'one-shot', reason: 'label stack-actions.one-shot' }
  const waiting = waitsFor(project, name, context.models)
  if (oneShot === undefined && startsOnce(service) && waiting !== undefined) {
    return { class: 'one-shot', reason: `${policyWords(service)}, and ${waiting} waits until it completed` }
  }
  if (context.ended?.has(`${project}/${name}`) === true && mayEnd(project, name, service, context)) {
    return { class: 'one-shot', reason: `${policyWords(service)}, nobody calls it, and it has ended with exit code 0` }
  }
  const fixed = context.proxies.has(`${project}/${name}`) ? 'it is the proxy itself, on its ports' : fixedPlace(service)
  const order = orderOf(service)
  if (fixed !== undefined) {
    const notice =
      order?.order === 'start-first' ? `${project}/${name}: ${order.by} cannot be honoured: ${fixed}` : undefined
    return { class: 'exclusive', reason: fixed, ...(notice === undefined ? {} : { notice }) }
  }
  const addressCache = context.addressCache(project, name)
  if (order !== undefined) {
    const dead =
      order.order === 'start-first' && addressCache?.sure === true
        ? {
            notice: `${project}/${name}: ${order.by}, but ${addressCache.name} keeps the address of the old one, which goes: where nothing answers then, the deploy is undone`,
          }
        : {}
    return { class: order.order === 'start-first' ? 'start-first' : 'exclusive', reason: order.by, ...dead }
  }
  const mount = service.volumes?.find((one) => (one.type === 'bind' || one.type === 'volume') && one.read_only !== true)
  if (mount !== undefined)
    return { class: 'exclusive', reason: `writes to ${mount.target}, which two must not do at once` }
  const isRouted = context.routed.has(`${project}/${name}`)
  if (addressCache !== undefined && (addressCache.sure || !isRouted || !context.led)) {
    return {
      class: 'exclusive',
      reason: `${addressCache.name} ${addressCache.sure ? 'calls' : 'may call'} it by its name and keeps the address that it has once found, which only a container that starts after the old one gets again; behind Traefik's labels it would be started first`,
    }
  }
  if (nobodyCalls(project, name, service, context)) {
    return {
      class: 'exclusive',
      reason: 'nobody calls it (no route, no port, no mention): two would do its work twice',
    }
  }
  return {
    class: 'start-first',
    reason: isRouted ? 'Traefik sends it requests' : 'others call it',
  }
}

/** The restart policy in Docker's notation; `deploy.restart_policy` wins, as in Compose. */
export function restartOf(service: ComposeService): string {
  const policy = service.deploy?.['restart_policy'] as { condition?: string; max_attempts?: number } | undefined
  if (policy === undefined || policy === null) return service.restart ?? 'no'
  const condition = policy.condition ?? 'any'
  if (condition === 'none') return 'no'
  if (condition === 'on-failure')
    return policy.max_attempts === undefined ? 'on-failure' : `on-failure:${policy.max_attempts}`
  return condition === 'unless-stopped' ? condition : 'always'
}

/** Whether nothing starts a container of it again that has ended well. */
function startsOnce(service: ComposeService): boolean {
  return /^(no|on-failure(:\d+)?)$/.test(restartOf(service))
}

function policyWords(service: ComposeService): string {
  return restartOf(service) === 'no' ? 'no restart policy' : `restart policy ${restartOf(service)}`
}

/**
 * Whether a service may be one that does its work and ends, though nobody waits for it, such as one that copies what it built into a volume.
 * What is to answer somebody (a port, a route, a caller) or has a healthcheck must run: that it ended is a failure, were its exit code 0.
 */
export function mayEnd(
  project: string,
  name: string,
  service: ComposeService,
  { routed, models }: Pick<ClassContext, 'routed' | 'models'>,
): boolean {
  const oneShot = service.labels?.['stack-actions.one-shot']
  const checked = service.healthcheck?.test !== undefined && service.healthcheck.test[0] !== 'NONE'
  const answers = [...(service.ports ?? []), ...(service.expose ?? [])].length > 0 || routed.has(`${project}/${name}`)
  const many = (service.scale ?? service.deploy?.replicas ?? 1) > 1
  if (oneShot !== undefined || checked || answers || many || !startsOnce(service)) return false
  return callersOf(name, models).length === 0
}

/** By what a service is bound to others, so that it can be created, but not replaced by one beside it; empty where it can. */
export function unreplaceable(service: ComposeService): string[] {
  const reasons: string[] = []
  for (const field of ['network_mode', 'ipc', 'pid'] as const) {
    if (field === 'network_mode' && sharedNetwork(service) !== undefined) continue
    if (/^(service|container):/.test(service[field] ?? '')) reasons.push(`${field}: ${service[field]}`)
  }
  if ((service.volumes_from ?? []).length > 0) reasons.push('volumes_from')
  return reasons
}

/** Where each container of a service has a volume of its own, which the next one does not get. */
export function unnamedPaths(
  service: ComposeService,
  imageVolumes: readonly string[],
): { target: string; words: string }[] {
  const own = (service.volumes ?? []).flatMap(({ type, source, target }) =>
    type === 'volume' && source === undefined ? [{ target, words: `an anonymous volume at ${target}` }] : [],
  )
  const covered = new Set([...(service.volumes ?? []).map(({ target }) => target), ...tmpfsOf(service)])
  const byImage = imageVolumes
    .filter((target) => !covered.has(target))
    .map((target) => ({ target, words: `an anonymous volume at ${target} that its image declares` }))
  return [...own, ...byImage]
}

/** The service of the same project in whose network one is. */
export function sharedNetwork({ network_mode: mode }: ComposeService): string | undefined {
  return /^service:(.+)$/.exec(mode ?? '')?.[1]
}

/** Services of the stack that call this one by its name, past the proxy, as `project/service`. */
export function callersOf(name: string, models: readonly ComposeModel[]): string[] {
  const found: string[] = []
  for (const model of models) {
    for (const [caller, service] of Object.entries(model.services)) {
      if (caller !== name && Object.entries(service.environment ?? {}).some((pair) => calls(name, pair) === 'yes'))
        found.push(`${model.name}/${caller}`)
    }
  }
  return found
}

/** Whether a service says anywhere that it calls that one: in its variables, its command, or by what it waits for. */
export function calledBy(name: string, caller: ComposeService): boolean {
  const words = [...(caller.entrypoint ?? []), ...(caller.command ?? [])]
  return (
    caller.depends_on?.[name] !== undefined ||
    (caller.links ?? []).some((link) => link.split(':')[0] === name) ||
    Object.entries(caller.environment ?? {}).some((pair) => calls(name, pair) === 'yes') ||
    words.some((word) => calls(name, ['', word]) === 'yes')
  )
}

function waitsFor(project: string, name: string, models: readonly ComposeModel[]): string | undefined {
  const model = models.find((one) => one.name === project)
  const waiting = Object.entries(model?.services ?? {}).find(
    ([, { depends_on: needs }]) => needs?.[name]?.condition === 'service_completed_successfully',
  )
  return waiting?.[0]
}

function fixedPlace(service: ComposeService): string | undefined {
  if (service.network_mode === 'host') return 'it uses the network of the host'
  const whose = sharedNetwork(service)
  if (whose !== undefined) return `it is in the network of ${whose}`
  const port = service.ports?.find(({ published }) => published !== undefined && published !== '' && published !== '0')
  if (port !== undefined) return `it holds port ${port.published} of the host`
  for (const [key, how] of Object.entries(service.networks ?? {})) {
    const address = how?.ipv4_address ?? how?.ipv6_address
    if (address !== undefined) return `it has the static address ${address} in ${key}`
    if (how?.['mac_address'] !== undefined) return `it has a fixed MAC address in ${key}`
  }
  return undefined
}

function orderOf(service: ComposeService): { order: 'start-first' | 'stop-first'; by: string } | undefined {
  const byLabel = service.labels?.['stack-actions.order']
  const [order, by] =
    byLabel === undefined
      ? [service.deploy?.update_config?.order, 'update_config.order']
      : [byLabel, 'label stack-actions.order']
  return order === 'start-first' || order === 'stop-first' ? { order, by: `${by}: ${order}` } : undefined
}

/** Whether a service only calls others, as a worker or a scheduler does: no route, no port, no mention. */
export function nobodyCalls(
  project: string,
  name: string,
  service: ComposeService,
  context: Pick<ClassContext, 'routed' | 'models'>,
): boolean {
  if (context.routed.has(`${project}/${name}`)) return false
  if ((service.ports ?? []).length > 0 || (service.expose ?? []).length > 0) return false
  const own = context.models.find((model) => model.name === project)
  const needed = Object.values(own?.services ?? {}).some((other) => {
    const linked = (other.links ?? []).some((link) => link.split(':')[0] === name)
    return linked || other.depends_on?.[name] !== undefined
  })
  return !needed && callersOf(name, context.models).length === 0
}

/** Targets of `tmpfs:`. */
export function tmpfsOf(service: ComposeService): string[] {
  const tmpfs = service['tmpfs']
  const list = typeof tmpfs === 'string' ? [tmpfs] : Array.isArray(tmpfs) ? tmpfs : []
  return list.map((one) => String(one).split(':')[0] ?? '')
}
