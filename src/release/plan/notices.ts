import { unknownOwners } from '../../health/endpoints.js'
import type { HostFacts } from '../../host/types.js'
import { FAST_THROTTLE_MS } from '../../proxy/advice.js'
import { secondsOf } from '../../stack/durations.js'
import type { PlannedService } from '../records/types.js'
import type { Classified } from './classes/classes.js'
import type { ReleaseModel } from './images/serviceImages.js'
import { interruptionsOf } from './interruptions.js'
import type { RewrittenProject } from './rewrite/rewrite.js'
import { switchable } from './routing/moves.js'
import { isProxy } from './routing/ownTraefik.js'
import type { RoutedService } from './routing/routed.js'
import { hostPortNotices, tooManyPorts, udpNotices } from './unaskedPorts.js'

/** What costs nothing, but should be known before a release goes out. */
export function noticesOf(context: {
  /** What was known before the plan. */
  said: readonly string[]
  facts: HostFacts
  gateWindowSeconds: number | undefined
  projects: readonly RewrittenProject[]
  planned: readonly PlannedService[]
  classes: ReadonlyMap<string, Classified>
  routed: ReadonlyMap<string, RoutedService>
  models: readonly ReleaseModel[]
}): string[] {
  const { facts, projects, planned, classes, routed, models } = context
  const projectNames = models.map(({ name }) => name)
  const unknown = new Set(unknownOwners({ containers: facts.containers, projects: projectNames }))
  const kept = facts.pin === undefined ? [] : [facts.pin]
  const notices = [...context.said, ...kept, ...projects.flatMap((project) => project.notices)]
  for (const service of planned) {
    const key = `${service.project}/${service.service}`
    const definition = models.find(({ name }) => name === service.project)?.services[service.service]
    notices.push(...(routed.get(key)?.routing.notices.map((text) => `${key}: ${text}`) ?? []))
    if (routed.get(key)?.routing.routed === false) notices.push(...unseen(key, definition?.labels, facts))
    const classNotice = classes.get(key)?.notice
    if (classNotice !== undefined) notices.push(classNotice)
    if (service.class === 'one-shot') continue
    if (service.check.kind === 'tcp')
      notices.push(`${key}: no healthcheck anywhere, so its port ${service.check.port} is tried`)
    if (service.check.kind === 'running')
      notices.push(`${key}: no healthcheck and no port, so only that it runs is checked`)
    if (service.check.kind === 'ends')
      notices.push(
        `${key}: nobody calls it and it has no restart policy, so that it runs is checked, or that it has ended with exit code 0; where others need it, give it a healthcheck or a restart policy`,
      )
    if (service.check.kind === 'image' && service.change !== 'unchanged')
      notices.push(
        `${key}: no healthcheck in the Compose file, so its image's own is asked, or its port where the image has none`,
      )
    if (service.restart === 'no') notices.push(`${key}: no restart policy, so it stays down after a reboot`)
    notices.push(...udpNotices(key, definition), ...hostPortNotices(key, definition, unknown))
    if (service.replicas === 0) notices.push(`${key}: replicas is 0, so nothing of it runs`)
    const monitor = secondsOf(definition?.deploy?.update_config?.monitor)
    if (monitor !== undefined && context.gateWindowSeconds !== undefined && monitor > context.gateWindowSeconds) {
      notices.push(
        `${key}: update_config.monitor is ${monitor} s, the gate's window only ${context.gateWindowSeconds} s`,
      )
    }
    notices.push(...interruptionsOf(service, models))
  }
  return [
    ...notices,
    ...tooManyPorts(facts, models),
    ...noTraefik(facts, planned, models),
    ...hostNotices(facts, planned),
  ]
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
