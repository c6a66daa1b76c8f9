import { COMPOSE_HASH_LABEL, Containers, exposedPorts, label, STACK_LABEL, serviceKey } from '../../host/containers.js'
import type { HostFacts, InspectedContainer } from '../../host/types.js'
import { definitionsOf, routesOf, stackLines } from '../../proxy/routes.js'
import { type DockerProvider, type Routing, routingOf } from '../../proxy/routing.js'
import type { Check } from '../../records/check.js'
import type { Meta } from '../../records/meta.js'
import type { ReleaseService, ServiceClass } from '../../records/release.js'
import { ownEntry } from '../../runtime/ownEntry.js'
import { doubleDollars } from '../../stack/dollars.js'
import type { ComposeModel, ComposeService, Stack } from '../../stack/types.js'
import { ADOPTED_EVENT, imageTag, metaOf, releaseJson } from '../records/meta.js'
import type { Release } from '../records/types.js'
import { restartPolicyOf, serviceOf } from './likeness/containerAsService.js'
import { hashOf, normalForm } from './rewrite/normalForm.js'
import { moveOf } from './routing/moves.js'
import { networksOfContainer } from './routing/routed.js'

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

/** A service of which something runs, or has ended as it should. */
interface Found {
  project: string
  service: string
  /** The one that says what the service is. */
  container: InspectedContainer
  replicas: number
}

/**
 * Something that ran before us, as a release: so that it can be undone to, and rolled back to. Of a Compose project only the services that the
 * files have, too: the others are somebody else's. Undefined where nothing of the stack runs, or where a release of ours is committed already.
 */
export function adoptRunning(context: AdoptionContext): Release | undefined {
  const { stack, facts } = context
  if (facts.current !== undefined) return undefined
  const found = foundServices(context)
  if (!found.some(({ container }) => container.State.Running)) return undefined
  const meta = adoptedMeta(context)
  const models = adoptedModels(found, stack)
  const adopted = found
    .map((one) => ({
      ...one,
      line: adoptedService(context, models, one),
      routing: routingOfFound(one, context.docker),
    }))
    .sort((one, other) => one.line.wave - other.line.wave)
  const services = adopted.map(({ line }) => line)
  const definitions = definitionsOf(adopted.map(({ routing }) => routing))
  const routes = adopted.flatMap((one) => routesOf({ ...one, stackId: stack.id, definitions }))
  return {
    id: meta['id'] ?? '',
    meta,
    models,
    services,
    routes: routes.length === 0 ? [] : [...routes, ...stackLines(stack.id)],
    moves: adopted.flatMap(({ line, container, routing }) =>
      moveOf(line, textOf(models, line), container.Config.Labels ?? {}, routing),
    ),
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

function foundServices({ stack, facts, models, oneShots }: AdoptionContext): Found[] {
  const containers = new Containers(facts, stack.identity)
  return models.flatMap(({ name: project, services: wanted }) => {
    const run = containers.servicesOf(project).filter((service) => ownEntry(wanted, service) !== undefined)
    return [
      ...run.map((service) => ({ service, those: containers.running(project, service) })),
      ...oneShots(project).map((service) => ({ service, those: [containers.ended(project, service)] })),
    ].flatMap(({ service, those: [container, ...others] }) =>
      container === undefined ? [] : [{ project, service, container, replicas: 1 + others.length }],
    )
  })
}

function adoptedMeta({ stack, facts, seq, now, toolVersion, projects }: AdoptionContext): Meta {
  return metaOf(
    {
      ...{ seq, kind: 'adopted', event: ADOPTED_EVENT, now, toolVersion, projects },
      ...{ stackId: stack.id, identity: stack.identity },
    },
    '',
    facts.key,
  )
}

/** Models by Compose project, made of what the containers say. */
function adoptedModels(found: readonly Found[], { identity }: Stack): Record<string, ComposeModel> {
  const projects = [...new Set(found.map(({ project }) => project))]
  return Object.fromEntries(
    projects.map((name) => {
      const texts = found
        .filter(({ project }) => project === name)
        .map(({ service, container }) => [service, adoptedText(container, identity.label)] as const)
      const networks = texts.flatMap(([, text]) => Object.keys(text.networks ?? {}))
      const volumes = texts.flatMap(([, text]) =>
        (text.volumes ?? []).flatMap(({ type, source }) => (type === 'volume' && source !== undefined ? [source] : [])),
      )
      const services = Object.fromEntries(texts)
      return [name, { name, services, networks: external(networks), volumes: external(volumes) }]
    }),
  )
}

/** A container made anew from it would be ours. */
function adoptedText(container: InspectedContainer, stackLabel: string): ComposeService {
  const text = doubleDollars(serviceOf(container))
  return { ...text, labels: { ...text.labels, [STACK_LABEL]: stackLabel } }
}

function textOf(models: Readonly<Record<string, ComposeModel>>, { project, service }: ReleaseService): ComposeService {
  return ownEntry(ownEntry(models, project)?.services, service) ?? {}
}

function routingOfFound({ project, service, container }: Found, docker: DockerProvider): Routing {
  return routingOf(
    {
      ...{ project, service, labels: container.Config.Labels ?? {}, ports: exposedPorts(container) },
      networks: networksOfContainer(container),
    },
    docker,
  )
}

function external(names: readonly string[]): Record<string, { name: string; external: true }> {
  return Object.fromEntries(names.map((name) => [name, { name, external: true }]))
}

function adoptedService(
  { stack, known: knownOf }: AdoptionContext,
  models: Readonly<Record<string, ComposeModel>>,
  { project, service, container, replicas }: Found,
): ReleaseService {
  const known = knownOf(project, service)
  const name = container.Name.replace(/^\//, '')
  const given = [`${project}-${service}-`, `${project}_${service}_`].some((prefix) => name.startsWith(prefix))
  const model = ownEntry(models, project) ?? { name: project, services: {} }
  return {
    project,
    service,
    hash: hashOf({
      ...normalForm(model, service),
      adopted: serviceKey(label(container, COMPOSE_HASH_LABEL) ?? '', container.Image),
    }),
    class: known?.class ?? 'exclusive',
    replicas,
    image: container.Image,
    tag: imageTag(stack, project, service, container.Image),
    wave: known?.wave ?? 0,
    drainSeconds: 0,
    check: checkOf(container),
    ...(given ? {} : { containerName: name }),
    startTimeoutSeconds: 120,
    restart: restartPolicyOf(container),
    parallelism: 0,
  }
}

function checkOf(container: InspectedContainer): Check {
  const test = container.Config.Healthcheck?.Test
  if (test !== undefined && test[0] !== 'NONE') return { kind: 'image' }
  const ports = exposedPorts(container)
  return ports.length > 0 ? { kind: 'tcp', port: Math.min(...ports) } : { kind: 'running' }
}
