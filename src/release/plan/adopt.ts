import { COMPOSE_HASH_LABEL, Containers, exposedPorts, label, STACK_LABEL, serviceKey } from '../../host/containers.js'
import type { HostFacts, InspectedContainer } from '../../host/types.js'
import { definitionsOf, routesOf, stackLines } from '../../proxy/routes.js'
import { type DockerProvider, routingOf } from '../../proxy/routing.js'
import { ownEntry } from '../../runtime/ownEntry.js'
import { doubleDollars } from '../../stack/dollars.js'
import type { ComposeModel, Stack } from '../../stack/types.js'
import { ADOPTED_EVENT, imageTag, metaOf, releaseJson } from '../records/meta.js'
import type { Release, ReleaseService, ServiceClass } from '../records/types.js'
import { restartPolicyOf, serviceOf } from './likeness/containerAsService.js'
import { hashOf, normalForm } from './rewrite/normalForm.js'
import { networksOfContainer } from './routing/routed.js'
import { wayOf } from './routing/ways.js'

/** What an adopted release takes from the one that is about to be made. */
export interface AdoptionContext {
  stack: Stack
  /** Under the names that they run under. */
  models: readonly ComposeModel[]
  /** By the names of stack.yml. */
  projects: Readonly<Record<string, string>>
  facts: HostFacts
  seq: number
  now: Date
  toolVersion: string
  docker: DockerProvider
  /** Class and wave of a service that the new release has, too. */
  known: (project: string, service: string) => { class: ServiceClass; wave: number } | undefined
  /** Services of a project that the new release runs to their end: that they have ended well is how they are to be. */
  oneShots: (project: string) => string[]
}

/**
 * Something that ran before us, as a release: so that it can be undone to, and rolled back to. Of a Compose project only the services that the
 * files have, too: the others are somebody else's. Undefined where nothing of the stack runs, or where a release of ours is committed already.
 */
export function adoptRunning(context: AdoptionContext): Release | undefined {
  const { stack, facts } = context
  if (facts.current !== undefined) return undefined
  const containers = new Containers(facts, stack.identity)
  const found = context.models.flatMap(({ name: project, services: wanted }) => [
    ...containers
      .servicesOf(project)
      .filter((service) => ownEntry(wanted, service) !== undefined)
      .map((service) => ({ project, service, running: containers.running(project, service) })),
    ...context.oneShots(project).flatMap((service) => {
      const ended = containers.ended(project, service)
      return ended === undefined ? [] : [{ project, service, running: [ended] }]
    }),
  ])
  if (!found.some(({ running }) => running.some(({ State }) => State.Running))) return undefined
  const meta = metaOf(
    {
      seq: context.seq,
      kind: 'adopted',
      event: ADOPTED_EVENT,
      now: context.now,
      toolVersion: context.toolVersion,
      stackId: stack.id,
      identity: stack.identity,
      projects: context.projects,
    },
    '',
    facts.key,
  )
  const id = meta['id'] ?? ''
  const models: Record<string, ComposeModel> = {}
  const services: ReleaseService[] = []
  for (const { project, service, running } of found) {
    const [container] = running
    if (container === undefined) continue
    const text = doubleDollars(serviceOf(container))
    // Made anew from it, it would be ours.
    text.labels = { ...text.labels, [STACK_LABEL]: stack.identity.label }
    const model = ownEntry(models, project) ?? { name: project, services: {} }
    model.services[service] = text
    const volumes = (text.volumes ?? []).flatMap(({ type, source }) =>
      type === 'volume' && source !== undefined ? [source] : [],
    )
    model.networks = { ...model.networks, ...external(Object.keys(text.networks ?? {})) }
    model.volumes = { ...model.volumes, ...external(volumes) }
    models[project] = model
    services.push(adoptedService(context, model, service, running, container))
  }
  services.sort((one, other) => one.wave - other.wave)
  const routings = services.map(({ project, service }) => {
    const [container] = containers.made(project, service)
    const ports = container === undefined ? [] : exposedPorts(container)
    return {
      project,
      service,
      routing: routingOf(
        {
          ...{ project, service, labels: container?.Config.Labels ?? {}, ports },
          ...(container && { networks: networksOfContainer(container) }),
        },
        context.docker,
      ),
    }
  })
  const definitions = definitionsOf(routings.map(({ routing }) => routing))
  const own = routings.flatMap((one) => routesOf({ stackId: stack.id, ...one, definitions }))
  const routes = own.length === 0 ? own : [...own, ...stackLines(stack.id)]
  return {
    id,
    meta,
    models,
    services,
    routes,
    ways: services.flatMap((one) => {
      const { project, service } = one
      const [container] = containers.running(project, service)
      const found = routings.find((two) => two.project === project && two.service === service)
      const text = ownEntry(ownEntry(models, project)?.services, service) ?? {}
      return wayOf(one, text, container?.Config.Labels ?? {}, found?.routing)
    }),
    storage: [],
    names: [],
    resources: [],
    secrets: [],
    files: [],
    binds: [],
    ports: [],
    json: releaseJson(meta, stack.environment, models, services),
  }
}

function external(names: readonly string[]): Record<string, { name: string; external: true }> {
  return Object.fromEntries(names.map((name) => [name, { name, external: true }]))
}

function adoptedService(
  context: AdoptionContext,
  model: ComposeModel,
  service: string,
  running: readonly InspectedContainer[],
  container: InspectedContainer,
): ReleaseService {
  const project = model.name
  const known = context.known(project, service)
  const ports = exposedPorts(container)
  const healthy = container.Config.Healthcheck?.Test !== undefined && container.Config.Healthcheck.Test[0] !== 'NONE'
  const name = container.Name.replace(/^\//, '')
  const given = [`${project}-${service}-`, `${project}_${service}_`].some((prefix) => name.startsWith(prefix))
  return {
    project,
    service,
    hash: hashOf({
      ...normalForm(model, service),
      adopted: serviceKey(label(container, COMPOSE_HASH_LABEL) ?? '', container.Image),
    }),
    class: known?.class ?? 'exclusive',
    replicas: running.length,
    image: container.Image,
    tag: imageTag(context.stack, project, service, container.Image),
    wave: known?.wave ?? 0,
    drainSeconds: 0,
    check: healthy
      ? { kind: 'image' }
      : ports.length > 0
        ? { kind: 'tcp', port: Math.min(...ports) }
        : { kind: 'running' },
    ...(given ? {} : { containerName: name }),
    startTimeoutSeconds: 120,
    restart: restartPolicyOf(container),
    parallelism: 0,
  }
}
