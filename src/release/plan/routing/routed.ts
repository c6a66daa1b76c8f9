import type { HostFacts, InspectedContainer } from '../../../host/types.js'
import { alsoSeenBy, providerOf } from '../../../proxy/choose.js'
import { definitionsOf, routesOf, stackLines } from '../../../proxy/routes.js'
import { type DockerProvider, type LabelledService, type Routing, routingOf } from '../../../proxy/routing.js'
import type { RouteLine } from '../../../records/release.js'
import { singleDollars } from '../../../stack/dollars.js'
import type { ComposeModel, ComposeService, Stack } from '../../../stack/types.js'
import { type OwnTraefik, ownConfig } from './ownTraefik.js'

/** A service as Traefik sees it. */
export interface RoutedService {
  project: string
  service: string
  ports: readonly number[]
  routing: Routing
  /** Whether a file can call its containers: by name, or by an address of their own. */
  callable: boolean
}

/** Settings of the Traefik that is spoken to, else of the one that the stack brings along, else Traefik's defaults. */
export function dockerProvider(facts: HostFacts, own: readonly OwnTraefik[]): DockerProvider {
  const running = facts.proxy && providerOf(facts, facts.proxy)
  const { traefiks, outside } = facts
  const silent = traefiks.every(({ config }) => config !== undefined && !config.docker)
  // Of one that runs outside nobody knows whom it asks.
  const nobodyAsks = traefiks.length > 0 && silent && outside === undefined
  const defaults = { exposedByDefault: true, network: '', constraints: '', ...(nobodyAsks && { nobodyAsks }) }
  return running ?? ownConfig(own)?.docker ?? defaults
}

/** Docker's names of the networks that a service is on; `host` is the host's own. */
export function networksOf(model: ComposeModel, service: ComposeService): string[] {
  if (service.network_mode !== undefined) return service.network_mode === 'host' ? ['host'] : []
  return Object.keys(service.networks ?? {}).map((key) => model.networks?.[key]?.name ?? key)
}

/** The same of a container. */
export function networksOfContainer({ NetworkSettings }: InspectedContainer): string[] {
  return Object.keys(NetworkSettings.Networks ?? {})
}

/** Every service of the release with what its labels mean to Traefik, by `project/service`. */
export function routedServices(
  models: readonly ComposeModel[],
  docker: DockerProvider,
  imagePorts: (project: string, service: string) => readonly number[],
): Map<string, RoutedService> {
  const found = new Map<string, RoutedService>()
  for (const model of models) {
    const project = model.name
    for (const [service, definition] of Object.entries(model.services)) {
      const ports = [...declaredPorts(definition), ...imagePorts(project, service)]
      const networks = networksOf(model, definition)
      const routing = routingOf({ project, service, labels: definition.labels ?? {}, ports, networks }, docker)
      const callable = definition.network_mode === undefined
      if (routing.routed && !callable)
        routing.uncarried.push(`network_mode: ${definition.network_mode}: it has no address of its own`)
      found.set(`${project}/${service}`, { project, service, ports, routing, callable })
    }
  }
  return found
}

/** What the labels of a stack say, for a choice of the Traefik that it goes through. */
export function labelledServices({ projects }: Pick<Stack, 'projects'>): LabelledService[] {
  return projects.flatMap(({ model }) =>
    Object.entries(singleDollars(model).services).map(([service, definition]) => ({
      ...{ project: model.name, service, labels: definition.labels ?? {} },
      ports: [...declaredPorts(definition), 1],
      networks: networksOf(model, definition),
    })),
  )
}

/** Names of the Traefiks that see a service, beside the one that is spoken to. */
export function othersThatSee(
  facts: HostFacts,
  model: ComposeModel,
  service: string,
  routed: RoutedService | undefined,
): string[] {
  const definition = model.services[service] ?? {}
  const networks = networksOf(model, definition)
  return alsoSeenBy(facts, {
    ...{ project: model.name, service, labels: definition.labels ?? {}, ports: routed?.ports ?? [], networks },
  })
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
    return found === undefined || !found.callable
      ? []
      : routesOf({ stackId, project, service, routing: found.routing, definitions })
  })
  return lines.length === 0 ? lines : [...lines, ...stackLines(stackId)]
}

function declaredPorts(service: ComposeService): number[] {
  const exposed = (service.expose ?? []).map((port) => Number.parseInt(port, 10))
  return [...exposed, ...(service.ports ?? []).map(({ target }) => target)].filter((port) => port > 0)
}
