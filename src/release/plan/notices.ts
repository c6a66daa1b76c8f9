import { unknownOwners } from '../../health/endpoints.js'
import type { HostFacts } from '../../host/types.js'
import { FAST_THROTTLE_MS } from '../../proxy/advice.js'
import { secondsOf } from '../../stack/durations.js'
import type { ComposeService } from '../../stack/types.js'
import type { PlannedService } from '../records/types.js'
import type { Classified } from './classes/classes.js'
import type { ReleaseModel } from './images/serviceImages.js'
import { interruptionsOf } from './interruptions.js'
import type { RewrittenProject } from './rewrite/rewrite.js'
import { switchable } from './routing/moves.js'
import { isProxy } from './routing/ownTraefik.js'
import type { RoutedService } from './routing/routed.js'
import { hostPortNotices, tooManyPorts, udpNotices } from './unaskedPorts.js'

/** What notices are made from. */
interface NoticeContext {
  /** What was known before the plan. */
  said: readonly string[]
  facts: HostFacts
  gateWindowSeconds: number | undefined
  projects: readonly RewrittenProject[]
  planned: readonly PlannedService[]
  classes: ReadonlyMap<string, Classified>
  routed: ReadonlyMap<string, RoutedService>
  models: readonly ReleaseModel[]
}

/** What costs nothing, but should be known before a release goes out. */
export function noticesOf(context: NoticeContext): string[] {
  const { facts, projects, planned, models } = context
  const projectNames = models.map(({ name }) => name)
  const unknown = new Set(unknownOwners({ containers: facts.containers, projects: projectNames }))
  return [
    ...context.said,
    ...(facts.pin === undefined ? [] : [facts.pin]),
    ...projects.flatMap((project) => project.notices),
    ...planned.flatMap((service) => serviceNotices(service, unknown, context)),
    ...tooManyPorts(facts, models),
    ...noTraefik(facts, planned, models),
    ...hostNotices(facts, planned),
  ]
}

/** @param unknown services in the host's network of which nobody knows on which ports they listen */
function serviceNotices(service: PlannedService, unknown: ReadonlySet<string>, context: NoticeContext): string[] {
  const { facts, classes, routed, models, gateWindowSeconds } = context
  const key = `${service.project}/${service.service}`
  const definition = models.find(({ name }) => name === service.project)?.services[service.service]
  const routing = routed.get(key)?.routing
  const notice = classes.get(key)?.notice
  const said = [
    ...(routing?.notices.map((text) => `${key}: ${text}`) ?? []),
    ...(routing?.routed === false ? unseen(key, definition?.labels, facts) : []),
    ...(notice === undefined ? [] : [notice]),
  ]
  if (service.class === 'one-shot') return said
  return [
    ...said,
    ...checkNotices(key, service),
    ...(service.restart === 'no' ? [`${key}: no restart policy, so it stays down after a reboot`] : []),
    ...[...udpNotices(key, definition), ...hostPortNotices(key, definition, unknown)],
    ...(service.replicas === 0 ? [`${key}: replicas is 0, so nothing of it runs`] : []),
    ...monitorNotices(key, definition, gateWindowSeconds),
    ...interruptionsOf(service, models),
  ]
}

/** How a service proves itself that says nothing of it. */
function checkNotices(key: string, { check, change }: PlannedService): string[] {
  switch (check.kind) {
    case 'tcp':
      return [`${key}: no healthcheck anywhere, so its port ${check.port} is tried`]
    case 'running':
      return [`${key}: no healthcheck and no port, so only that it runs is checked`]
    case 'ends':
      return [
        `${key}: nobody calls it and it has no restart policy, so that it runs is checked, or that it has ended with exit code 0; where others need it, give it a healthcheck or a restart policy`,
      ]
    case 'image':
      return change === 'unchanged'
        ? []
        : [
            `${key}: no healthcheck in the Compose file, so its image's own is asked, or its port where the image has none`,
          ]
    default:
      return []
  }
}

function monitorNotices(key: string, definition: ComposeService | undefined, window: number | undefined): string[] {
  const monitor = secondsOf(definition?.deploy?.update_config?.monitor)
  return monitor === undefined || window === undefined || monitor <= window
    ? []
    : [`${key}: update_config.monitor is ${monitor} s, the gate's window only ${window} s`]
}

/** Whoever is meant to send requests is not there, and does not come along. */
function noTraefik(facts: HostFacts, planned: readonly PlannedService[], models: readonly ReleaseModel[]): string[] {
  const { traefiks, outside, proxy } = facts
  const comes = models.some(({ services }) => Object.values(services).some(isProxy))
  const routed = planned.filter((service) => service.routed)
  if (routed.length === 0 || traefiks.length > 0 || outside !== undefined || proxy !== undefined || comes) return []
  const keys = routed.map(({ project, service }) => `${project}/${service}`).join(', ')
  const whose = routed.length === 1 ? 'its' : 'their'
  return [`${keys}: ${whose} labels are for Traefik, and no Traefik runs on this server: nobody sends requests there`]
}

/** Labels for Traefik that no Traefik of this server looks at. */
function unseen(key: string, labels: Readonly<Record<string, string>> = {}, { traefiks }: HostFacts): string[] {
  const names = Object.keys(labels).map((label) => label.toLowerCase())
  const meant = names.some((name) => name.startsWith('traefik.http.routers.')) && labels['traefik.enable'] !== 'false'
  const known = traefiks.filter(({ config }) => config !== undefined)
  if (!meant || known.length === 0) return []
  const why = known.map(({ name, config, not }) => {
    if (not !== undefined) return `${name}: ${not}`
    if (config?.docker !== undefined) return `${name}: its constraints, networks or entry points pass it over`
    return `${name}: it ${config?.swarm === true ? 'asks Swarm for services, and Docker for no container' : 'has no docker provider'}`
  })
  return [`${key}: its Traefik labels have no effect on what this deploy speaks to (${why.join('; ')})`]
}

function hostNotices({ engine, proxy }: HostFacts, planned: readonly PlannedService[]): string[] {
  const notices: string[] = []
  if (Number.parseInt(engine, 10) < 25) {
    notices.push(
      `Docker ${engine} has no start_interval (25 has): the first "healthy" waits for a whole interval of the healthcheck, and so do the old containers to be stopped`,
    )
  }
  const routes = planned.some(({ routed, change }) => routed && change !== 'unchanged')
  if (!routes || proxy === undefined || !switchable(proxy)) return notices
  if (proxy.throttleMs > FAST_THROTTLE_MS) {
    notices.push(
      `Traefik takes a change only every ${proxy.throttleMs} ms: a switch right after another comes up to ${proxy.throttleMs + 200} ms late, an undo ${2 * proxy.throttleMs + 200} ms (--providers.providersThrottleDuration=100ms)`,
    )
  }
  if (proxy.directory?.startsWith('/dev/shm') === true) {
    notices.push(
      "Traefik's file directory is its own /dev/shm, lost when Traefik alone restarts: /run/stack-actions mounted from the host is better",
    )
  }
  return notices
}
