import { type Containers, label, PROJECT_LABEL, SERVICE_LABEL, serviceKey } from '../../../host/containers.js'
import type { InspectedContainer } from '../../../host/types.js'
import type { ComposeModel, ComposeService } from '../../../stack/types.js'
import type { PlannedService } from '../../records/types.js'
import { awayAdvice, byService, joinedAdvice, leftOutAdvice } from './boundAdvice.js'

export interface BoundContext {
  models: readonly ComposeModel[]
  planned: readonly PlannedService[]
  /** Services that run and that the files do not have any more. */
  removed: readonly PlannedService[]
  /** Of the stack. */
  containers: Containers
  /** All of the server. */
  all: readonly InspectedContainer[]
}

/** A word by which one container is bound to another's. */
export interface Binding {
  /** `network_mode: container:vpn`. */
  words: string
  /** A service of the same project. */
  service?: string
  /** Name or id of a container. */
  container?: string
  /** Of links: the name by which the other one is called. */
  alias?: string
}

/** A service of the files that is there already, and that is bound to a container of another one. */
export interface Bound {
  project: string
  service: string
  model: ComposeModel
  found: Binding
  /** Of its own. */
  there: readonly InspectedContainer[]
}

/** Why containers cannot go: others are bound to them, of this stack or of anybody, and break when they do. */
export function boundFaults(context: BoundContext): string[] {
  const leaving = [...context.planned.filter(leaves), ...context.removed]
  return [...leaving.flatMap((service) => leavingFaults(service, context)), ...namedFaults(context)]
}

/** What is stopped, and is bound to a container that goes: nobody uses it, and it cannot be started any more. */
export function boundWarnings(context: BoundContext): string[] {
  return [...context.planned.filter(leaves), ...context.removed].flatMap((service) =>
    boundOnServer(service, context)
      .filter(({ one }) => isLeft(one))
      .map(({ one, way }) => {
        const { name, whose } = wordsOf(one)
        return `the container ${name}${whose} is bound to the old container of ${serviceKey(service.project, service.service)} (${way}), which goes: it is stopped, and can then not be started again: docker rm ${name}`
      }),
  )
}

/** It does not run, and Docker never starts it by itself. */
function isLeft({ State, HostConfig }: InspectedContainer): boolean {
  const { Name } = HostConfig.RestartPolicy
  const isDone = Name === 'on-failure' && State.ExitCode === 0
  return !State.Running && ['exited', 'created'].includes(State.Status) && (isDone || /^(no)?$/.test(Name))
}

function wordsOf(one: InspectedContainer): { name: string; whose: string } {
  const project = label(one, PROJECT_LABEL)
  return { name: one.Name.replace(/^\//, ''), whose: project === undefined ? '' : ` of the project ${project}` }
}

function leaves({ change, replicas, previousReplicas = 0 }: PlannedService): boolean {
  return change === 'changed' || (change === 'rescaled' && replicas < previousReplicas)
}

function leavingFaults(service: PlannedService, context: BoundContext): string[] {
  const key = serviceKey(service.project, service.service)
  const goes = service.change === 'removed'
  const said = `${key} ${goes ? 'goes' : service.change === 'rescaled' ? 'gets fewer containers' : 'changed'}, but`
  const its = goes ? 'its container' : 'its old container'
  return [
    ...boundByFiles(service, context).map((bound) => {
      const name = bound.project === service.project ? bound.service : serviceKey(bound.project, bound.service)
      return `${said} ${name} is bound to ${its} (${bound.found.words}): ${adviceFor(bound, service, context)}`
    }),
    ...boundOnServer(service, context)
      .filter(({ one }) => !isLeft(one))
      .map(({ one, way }) => {
        const { name, whose } = wordsOf(one)
        return `${said} the container ${name}${whose} is bound to ${its} (${way}): \`docker rm -f ${name}\` before this deploy, and start it again after it`
      }),
  ]
}

/** What ends the binding, and can be done to the letter. */
function adviceFor({ found, there, ...bound }: Bound, to: PlannedService, { models }: BoundContext): string {
  if (found.alias !== undefined) {
    const target = models.find(({ name }) => name === to.project)
    return joinedAdvice(found.words, found.alias, [bound.model, bound.service], [target, to])
  }
  if (found.service === undefined && bound.project !== to.project) return leftOutAdvice(bound.service)
  const first = found.service === undefined ? `write \`${byService(found.words, to.service)}\` in its place, and ` : ''
  return `${first}${awayAdvice(there)}`
}

/** Services of the files that are there already, and that name a container of that one. */
function boundByFiles(service: PlannedService, { planned, models, containers }: BoundContext): Bound[] {
  const context = { containers }
  return models.flatMap((model) =>
    Object.entries(model.services).flatMap(([other, definition]) => {
      const one = planned.find((candidate) => candidate.project === model.name && candidate.service === other)
      const isItself = model.name === service.project && other === service.service
      const there = one === undefined || isItself || isDone(one, containers) ? [] : containersOf(one, containers)
      if (one?.change === 'new' || there.length === 0) return []
      return bindingsOf(definition)
        .filter((found) => leadsTo(found, model.name, service, context))
        .map((found) => ({ project: model.name, service: other, model, found, there }))
    }),
  )
}

/** It has done its work, and no new container of it is made. */
function isDone({ project, service, class: kind, change }: PlannedService, containers: Containers): boolean {
  return kind === 'one-shot' && change === 'unchanged' && containers.running(project, service).length === 0
}

/** Other containers that are bound to one of that service, and how. */
function boundOnServer(service: PlannedService, context: BoundContext): { one: InspectedContainer; way: string }[] {
  const key = serviceKey(service.project, service.service)
  const known = new Set(boundByFiles(service, context).map((one) => serviceKey(one.project, one.service)))
  return context.all.flatMap((one) => {
    const whose = serviceKey(label(one, PROJECT_LABEL) ?? '', label(one, SERVICE_LABEL) ?? '')
    const way = whose === key || known.has(whose) || goesItself(one, context) ? undefined : wayTo(one, service, context)
    return way === undefined ? [] : [{ one, way }]
  })
}

/** What names a container that nobody has before this deploy, or that it replaces. */
function namedFaults({ models, planned, containers }: BoundContext): string[] {
  const isNew = (project: string, service: string): boolean =>
    planned.some(
      (one) =>
        one.project === project &&
        one.service === service &&
        one.again !== true &&
        (one.change === 'new' || (one.change === 'changed' && containersOf(one, containers).length === 0)),
    )
  return models.flatMap(({ name, services }) =>
    Object.entries(services).flatMap(([service, definition]) =>
      bindingsOf(definition).flatMap(({ words, container }) => {
        const target = planned.find(({ containerName }) => container !== undefined && containerName === container)
        if (target === undefined || !isNew(name, service) || !['new', 'changed'].includes(target.change)) return []
        const mode = /^(network_mode|ipc|pid):/.test(words)
        const instead =
          target.project !== name ? 'deploy that one first' : `write \`${mode ? 'service:' : ''}${target.service}\``
        return [`${name}/${service}: ${words} is a container that this deploy makes: ${instead}`]
      }),
    ),
  )
}

function bindingsOf(service: ComposeService): Binding[] {
  const modes = (['network_mode', 'ipc', 'pid'] as const).flatMap((field): Binding[] => {
    const [, kind, name = ''] = /^(service|container):(.+)$/.exec(service[field] ?? '') ?? []
    const words = `${field}: ${service[field]}`
    return kind === undefined ? [] : [kind === 'service' ? { words, service: name } : { words, container: name }]
  })
  const from = (service.volumes_from ?? []).map((one): Binding => {
    const [first = '', second = ''] = one.split(':')
    const words = `volumes_from: ${one}`
    return first === 'container' ? { words, container: second } : { words, service: first }
  })
  const linked = (field: 'links' | 'external_links') =>
    (service[field] ?? []).map((one) => {
      const [to = '', alias = to] = one.split(':')
      return { words: `${field}: ${one}`, alias, to }
    })
  const links = linked('links').map(({ to, ...one }): Binding => ({ ...one, service: to }))
  const others = linked('external_links').map(({ to, ...one }): Binding => ({ ...one, container: to }))
  return [...modes, ...from, ...links, ...others]
}

function leadsTo(
  { service, container }: Binding,
  from: string,
  to: PlannedService,
  { containers }: Pick<BoundContext, 'containers'>,
): boolean {
  if (service !== undefined) return from === to.project && service === to.service
  return container === to.containerName || isOneOf(container ?? '', containersOf(to, containers))
}

/** By which of its settings a container is bound to one of a service, as the server shows it. */
function wayTo(
  { HostConfig, NetworkSettings }: InspectedContainer,
  service: PlannedService,
  { containers }: BoundContext,
): string | undefined {
  const its = containersOf(service, containers)
  const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
  const mode = (['NetworkMode', 'IpcMode', 'PidMode'] as const).find((field) => {
    const [, whose] = /^container:(.+)$/.exec(String(HostConfig[field] ?? '')) ?? []
    return whose !== undefined && isOneOf(whose, its)
  })
  if (mode !== undefined) return mode
  const first = (text: string): string => text.replace(/^\//, '').split(':')[0] ?? ''
  if (list(HostConfig['VolumesFrom']).some((one) => isOneOf(first(one), its))) return 'VolumesFrom'
  const links = Object.values(NetworkSettings.Networks ?? {}).flatMap(({ Links }) => Links ?? [])
  return [...list(HostConfig['Links']), ...links].some((one) => isOneOf(first(one), its)) ? 'Links' : undefined
}

function containersOf({ project, service }: PlannedService, { all }: Containers): InspectedContainer[] {
  return all.filter((one) => label(one, PROJECT_LABEL) === project && label(one, SERVICE_LABEL) === service)
}

/** Docker takes a name, an id, or the begin of one. */
function isOneOf(word: string, containers: readonly InspectedContainer[]): boolean {
  return containers.some(({ Id, Name }) => Name === `/${word}` || (/^[0-9a-z]{12,}$/.test(word) && Id.startsWith(word)))
}

/** Whether this deploy takes it away, too, or puts another in its place, which the files bind or not. */
function goesItself(one: InspectedContainer, { planned, removed, containers }: BoundContext): boolean {
  const isOf = ({ project, service }: PlannedService): boolean =>
    label(one, PROJECT_LABEL) === project && label(one, SERVICE_LABEL) === service
  return (
    containers.all.includes(one) && [...removed, ...planned.filter(({ change }) => change === 'changed')].some(isOf)
  )
}
