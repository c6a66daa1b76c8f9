import type { HostFacts, ProxyFacts } from '../host/types.js'
import { type DockerProvider, type LabelledService, routingOf } from './routing.js'

/** The docker provider of one Traefik; where several ask Docker, with what tells its containers from those of the others. */
export function providerOf(facts: Pick<HostFacts, 'traefiks'>, proxy: ProxyFacts): DockerProvider | undefined {
  const docker = proxy.config?.docker
  const asking = askingDocker(facts)
  if (docker === undefined || asking.length < 2) return docker
  const networks = asking.find(({ container }) => container === proxy.container)?.networks ?? []
  const entryPoints = proxy.config?.entryPoints.map(({ name }) => name.toLowerCase()) ?? []
  return { ...docker, among: { networks, entryPoints } }
}

/** Those that the labels of these services may go through, the one with the most of them first; none where no Traefik asks Docker. */
export function proxiesFor(
  facts: Pick<HostFacts, 'traefiks' | 'proxy'>,
  services: readonly LabelledService[],
): ProxyFacts[] {
  const asking = askingDocker(facts)
  if (asking.length === 0) return facts.proxy === undefined ? [] : [facts.proxy]
  const counted = asking.flatMap(({ proxy }) => {
    if (proxy === undefined) return []
    const docker = providerOf(facts, proxy)
    const count = services.filter((service) => docker !== undefined && routingOf(service, docker).routed).length
    return [{ proxy, count }]
  })
  return counted.sort((one, other) => other.count - one.count).map(({ proxy }) => proxy)
}

/** Names of other Traefiks that see this service, beside the one that the deploy uses. */
export function alsoSeenBy(facts: HostFacts, service: LabelledService): string[] {
  return askingDocker(facts).flatMap(({ name, proxy }) => {
    if (proxy === undefined || proxy.container === facts.proxy?.container || name === facts.proxy?.name) return []
    const docker = providerOf(facts, proxy)
    return docker !== undefined && routingOf(service, docker).routed ? [name] : []
  })
}

function askingDocker({ traefiks }: Pick<HostFacts, 'traefiks'>) {
  return traefiks.filter(({ proxy }) => proxy !== undefined)
}
