import {
  anonymousVolumes,
  type Containers,
  exposedPorts,
  label,
  PROJECT_LABEL,
  SERVICE_LABEL,
  STACK_LABEL,
  serviceKey,
} from '../../../host/containers.js'
import type { HostFacts, InspectedContainer } from '../../../host/types.js'
import { conflictsOf } from '../../../proxy/conflicts.js'
import { type DockerProvider, routingOf } from '../../../proxy/routing.js'
import type { Identity } from '../../../stack/identity.js'
import type { ComposeService } from '../../../stack/types.js'
import type { PlannedService, Running } from '../../records/types.js'
import { tmpfsOf, unnamedPaths, unreplaceable } from '../classes/classes.js'
import type { ReleaseModel } from '../images/serviceImages.js'
import type { RewrittenProject } from '../rewrite/rewrite.js'
import type { OwnTraefik } from '../routing/ownTraefik.js'
import { networksOfContainer, type RoutedService } from '../routing/routed.js'
import { isAnonymous } from '../storage/places.js'
import type { Unnamed } from '../storage/unnamed.js'
import { boundFaults } from './bound.js'
import { awayAdvice } from './boundAdvice.js'
import { routeFaults } from './routeFaults.js'

export interface RefusalContext {
  identity: Identity
  models: readonly ReleaseModel[]
  planned: readonly PlannedService[]
  removed: readonly PlannedService[]
  projects: readonly RewrittenProject[]
  routed: ReadonlyMap<string, RoutedService>
  docker: DockerProvider
  facts: HostFacts
  containers: Containers
  running: Running
  own: readonly OwnTraefik[]
}

/** Why this release cannot replace what runs without harm. */
export function refusals(context: RefusalContext): string[] {
  const replaced = context.planned.filter(({ change }) => change === 'changed')
  return [
    ...context.projects.flatMap((project) => platformFaults(project, context.facts.platform)),
    ...replaced.flatMap((service) => replacementFaults(service, context)),
    ...boundFaults({ ...context, all: context.facts.containers }),
    ...context.planned.flatMap((service) => (service.change === 'new' ? stoppedFaults(service, context) : [])),
    ...routeFaults(context),
    ...routerConflicts(context),
  ]
}

function platformFaults({ model, images }: RewrittenProject, platform: string): string[] {
  return [...images].flatMap(([name, { resolved, reference }]) => {
    const other = resolved !== undefined && resolved.platform !== '' && !samePlatform(resolved.platform, platform)
    return other
      ? [`${model.name}/${name}: the image ${reference ?? ''} is for ${resolved.platform}, the server is ${platform}`]
      : []
  })
}

// `linux/arm64/v8` runs on `linux/arm64`.
function samePlatform(image: string, server: string): boolean {
  return image.split('/').slice(0, 2).join('/') === server.split('/').slice(0, 2).join('/')
}

function replacementFaults(planned: PlannedService, context: RefusalContext): string[] {
  const { project, service: name, because } = planned
  const service = context.models.find((one) => one.name === project)?.services[name]
  const there = context.containers.those(project, name)
  if (service === undefined || there.length === 0) return []
  const bound = unreplaceable(service)
  const reasons = [...bound, ...unnamedOf(planned, context).map(({ words }) => words)]
  const beside = context.planned.filter((one) => one.project === project)
  const advice = bound.length === 0 ? '' : `: ${replacedAdvice(service, beside, there)}`
  return reasons.length === 0
    ? []
    : [
        `${project}/${name} changed (${because.join('; ')}), but a new container beside the old one is not possible: ${reasons.join(', ')}${advice}`,
      ]
}

/** Where services that are replaced have what no new container would get. */
export function unnamedVolumes(
  context: Pick<RefusalContext, 'models' | 'projects' | 'planned' | 'containers'>,
): Unnamed[] {
  const replaced = context.planned.filter(
    ({ change, project, service }) => change === 'changed' && context.containers.those(project, service).length > 0,
  )
  return replaced.flatMap((one) =>
    unnamedOf(one, context).map(({ target }) => ({ key: serviceKey(one.project, one.service), target })),
  )
}

function unnamedOf(
  { project, service: name, class: kind }: PlannedService,
  { models, projects, containers }: Pick<RefusalContext, 'models' | 'projects' | 'containers'>,
): ReturnType<typeof unnamedPaths> {
  const service = models.find((one) => one.name === project)?.services[name] ?? {}
  const resolved = projects.find((one) => one.model.name === project)?.images.get(name)?.resolved?.volumes ?? []
  // What is stopped has data, too; of what has done its work nothing is needed.
  const there = kind === 'one-shot' ? containers.running(project, name) : containers.those(project, name)
  return unnamedPaths(service, [...new Set([...resolved, ...there.flatMap(anonymousVolumes)])])
}

/** The network of a service is left before the next container comes; what else is shared is not. */
function replacedAdvice(
  service: ComposeService,
  beside: readonly PlannedService[],
  there: readonly InspectedContainer[],
): string {
  const [, name] = /^container:(.+)$/.exec(service.network_mode ?? '') ?? []
  const of = beside.find(({ containerName }) => name !== undefined && containerName === name)
  const isAlone = unreplaceable({ ...service, network_mode: 'none' }).length === 0
  return of !== undefined && isAlone ? `write \`network_mode: service:${of.service}\`` : awayAdvice(there)
}

/**
 * Nothing says of what was stopped before the first release that nothing changed: a new container in its place would begin with an empty volume.
 */
function stoppedFaults(
  { project, service, class: kind, again }: PlannedService,
  { models, containers, facts }: RefusalContext,
): string[] {
  const { volumes = [], ...text } = models.find(({ name }) => name === project)?.services[service] ?? {}
  const covered = [...volumes.flatMap(({ source, target }) => (source === undefined ? [] : [target])), ...tmpfsOf(text)]
  return containers.stopped(project, service).flatMap((container) => {
    const targets = anonymousVolumes(container).filter((target) => !covered.includes(target))
    const name = container.Name.replace(/^\//, '')
    // What of ours a recovery takes away first, its program knows.
    const isCandidate = facts.unfinished !== undefined && label(container, STACK_LABEL) !== undefined
    return kind === 'one-shot' || again === true || targets.length === 0 || isCandidate || neverWrote(container)
      ? []
      : [
          `${project}/${service} is stopped, and what it has written to ${targets.join(', ')} is in a volume without a name, which a new container would not get: \`docker start ${name}\` on the server, and deploy again; where nothing of it is needed any more, \`docker rm ${name}\``,
        ]
  })
}

/** It was never started, and has no volume of one that was, as Compose gives it to the next container. */
function neverWrote({ State, HostConfig, Mounts }: InspectedContainer): boolean {
  const given = JSON.stringify([HostConfig.Binds, HostConfig['Mounts']])
  return State.Status === 'created' && !Mounts.some(({ Name }) => isAnonymous(Name) && given.includes(Name ?? ''))
}

function routerConflicts({ routed, facts, models, docker, identity }: RefusalContext): string[] {
  const ours = new Map(models.map(({ name, services }) => [name, services]))
  const isOurs = (container: InspectedContainer): boolean => {
    const services = ours.get(label(container, PROJECT_LABEL) ?? '')
    const owner = label(container, STACK_LABEL)
    return owner === undefined
      ? services?.[label(container, SERVICE_LABEL) ?? ''] !== undefined
      : owner === identity.label && services !== undefined
  }
  const own = [...routed].map(([owner, { routing }]) => ({ owner, routing }))
  const others = facts.containers
    .filter((container) => container.State.Running && !isOurs(container))
    .map((container) => {
      const labels = container.Config.Labels ?? {}
      const owner = label(container, PROJECT_LABEL) ?? ''
      const service = label(container, 'com.docker.compose.service') ?? ''
      const name =
        owner === '' ? `the container ${container.Name.replace(/^\//, '')}` : `${owner}/${service} (not of this stack)`
      return {
        owner: name,
        routing: routingOf(
          {
            ...{ project: owner, service, labels, ports: exposedPorts(container) },
            networks: networksOfContainer(container),
          },
          docker,
        ),
      }
    })
  const names = new Set(own.map(({ owner }) => owner))
  return conflictsOf([...own, ...others])
    .filter(({ owners }) => owners.some((owner) => names.has(owner)))
    .map(({ text }) => `${text}: Traefik then answers 404 for it, or mixes them`)
}
