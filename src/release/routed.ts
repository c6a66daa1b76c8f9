import type { HostFacts, InspectedContainer } from '../host/types.js'
import { darkness, definitionsOf, routesOf } from '../proxy/routes.js'
import { type DockerProvider, type Routing, routingOf } from '../proxy/routing.js'
import { dockerProviderOf, isTraefik } from '../proxy/traefik.js'
import type { RouteLine } from '../proxy/types.js'
import type { ComposeModel, ComposeService } from '../stack/types.js'

/** A service as Traefik sees it. */
export interface RoutedService {
  project: string
  service: string
  ports: readonly number[]
  routing: Routing
}

/** Settings of the Traefik that runs, else of the one that the stack brings along, else Traefik's defaults. */
export function dockerProvider(facts: HostFacts, models: readonly ComposeModel[]): DockerProvider {
  const running = facts.containers.find(
    ({ Id }) => facts.proxy !== undefined && Id.startsWith(facts.proxy.container.slice(0, 12)),
  )
  if (running !== undefined) return dockerProviderOf(argumentsOf(running), running.Config.Env ?? [])
  const service = models.flatMap(({ services }) => Object.values(services)).find(isProxy)
  const environment = Object.entries(service?.environment ?? {}).map(([name, value]) => `${name}=${value ?? ''}`)
  return dockerProviderOf([...(service?.entrypoint ?? []), ...(service?.command ?? [])], environment)
}

export function isProxy(service: ComposeService): boolean {
  return isTraefik(service.image, [...(service.entrypoint ?? []), ...(service.command ?? [])])
}

/** Every service of the release with what its labels mean to Traefik, by `project/service`. */
export function routedServices(
  models: readonly ComposeModel[],
  docker: DockerProvider,
  imagePorts: (project: string, service: string) => readonly number[],
): Map<string, RoutedService> {
  const found = new Map<string, RoutedService>()
  for (const { name: project, services } of models) {
    for (const [service, definition] of Object.entries(services)) {
      const ports = [...declaredPorts(definition), ...imagePorts(project, service)]
      const routing = routingOf({ project, service, labels: definition.labels ?? {}, ports }, docker)
      found.set(`${project}/${service}`, { project, service, ports, routing })
    }
  }
  return found
}

/** The mirror's lines of a release, services in the order given. */
export function routeLines(
  stackId: string,
  order: readonly { project: string; service: string }[],
  routed: ReadonlyMap<string, RoutedService>,
): RouteLine[] {
  const definitions = definitionsOf([...routed.values()].map(({ routing }) => routing))
  const lines = order.flatMap(({ project, service }) => {
    const found = routed.get(`${project}/${service}`)
    return found === undefined ? [] : routesOf({ stackId, project, service, routing: found.routing, definitions })
  })
  return lines.length === 0 ? lines : [...lines, darkness(stackId)]
}

function declaredPorts(service: ComposeService): number[] {
  const exposed = (service.expose ?? []).map((port) => Number.parseInt(port, 10))
  return [...exposed, ...(service.ports ?? []).map(({ target }) => target)].filter((port) => port > 0)
}

function argumentsOf({ Args, Config }: InspectedContainer): string[] {
  return [...Args, ...(Config.Cmd ?? [])]
}
