import { Containers, exposedPorts } from '../../host/containers.js'
import type { HostFacts } from '../../host/types.js'
import type { DockerProvider } from '../../proxy/routing.js'
import { singleDollars } from '../../stack/dollars.js'
import { settledIdentity } from '../../stack/identity.js'
import type { ComposeModel, Stack } from '../../stack/types.js'
import type { Resource } from '../records/types.js'
import { AddressCaches } from './classes/addressCaches.js'
import { type Classified, classify } from './classes/classes.js'
import { endedServices } from './ended.js'
import { ImageSource, type ReleaseModel } from './images/serviceImages.js'
import { type NamedModels, namedModels } from './names/projectName.js'
import type { ReleaseInput } from './releaseInput.js'
import { ownFolders } from './rewrite/ownFolders.js'
import { type RewrittenProject, rewriteProject } from './rewrite/rewrite.js'
import { serverFolders } from './rewrite/serverFolders.js'
import { contentNames } from './rewrite/serverMounts.js'
import { isProxy, type OwnTraefik, ownTraefiks } from './routing/ownTraefik.js'
import { dockerProvider, type RoutedService, routedServices } from './routing/routed.js'
import { emptyFolders } from './storage/emptyFolders.js'

/** The stack as it is on this server: under the names that it has there, rewritten, with what is known of each service. */
export interface SettledStack {
  /** With the identity that it has on the server. */
  stack: Stack
  containers: Containers
  named: NamedModels
  projects: RewrittenProject[]
  /** Of `projects`. */
  models: ReleaseModel[]
  /** Networks and volumes of all projects. */
  resources: Resource[]
  /** The stack's own Traefiks. */
  own: OwnTraefik[]
  docker: DockerProvider
  /** By `project/service`, as all that follows. */
  routed: ReadonlyMap<string, RoutedService>
  /** Those of `routed` that Traefik reaches. */
  reached: ReadonlySet<string>
  classes: ReadonlyMap<string, Classified>
  waveOf: (project: string, service: string) => number
}

export function settleStack(input: ReleaseInput): SettledStack {
  const { facts } = input
  const stack = { ...input.stack, identity: settledIdentity(input.stack.identity, facts.identity) }
  const containers = new Containers(facts, stack.identity)
  const named = namedModels(
    stack,
    stack.projects.map(({ model }) => singleDollars(model)),
    facts,
  )
  const projects = rewriteAll({ ...input, stack }, named.models, containers)
  const models = projects.map(({ model }) => model)
  const own = ownTraefiks(stack.projects, named.models, input.staticTexts ?? new Map())
  const docker = dockerProvider(facts, own)
  const routed = routedServices(models, docker, portsKnown(projects, containers))
  const reached = new Set([...routed].filter(([, { routing }]) => routing.routed).map(([key]) => key))
  const ended = endedServices(facts, models, containers)
  return {
    ...{ stack, containers, named, projects, models, own, docker, routed, reached },
    resources: projects.flatMap((project) => project.resources),
    classes: classesOf(projects, reached, ended, facts),
    waveOf: waveFinder(stack, input.waves, models),
  }
}

/** Every project of the stack with the release's rewrites. */
function rewriteAll(input: ReleaseInput, models: readonly ComposeModel[], containers: Containers): RewrittenProject[] {
  const { stack, facts } = input
  const images = new ImageSource(stack, input.images, input.resolved, facts)
  const contentName = contentNames(facts)
  return stack.projects.flatMap((project, index) => {
    const model = models[index]
    if (model === undefined) return []
    const before = singleDollars(facts.current?.models[model.name])
    const sourceNow = (service: string, target: string): string | undefined => {
      const [container] = containers.those(model.name, service)
      const mount = container?.Mounts.find(({ Type, Destination }) => Type === 'bind' && Destination === target)
      const stored = before?.services[service]?.volumes?.find((one) => one.type === 'bind' && one.target === target)
      const source = mount?.Source ?? stored?.source
      // Content of a release is no folder of the server's own.
      return source?.startsWith(`${facts.root}/files/`) ? undefined : source
    }
    const isGivenUp = (service: string, target: string, folder: string): boolean =>
      [folder, sourceNow(service, target)].some((source) => stack.leaveData?.includes(`${source}:${target}`))
    const mountedNow = (service: string, target: string): string | undefined =>
      isGivenUp(service, target, '') ? undefined : sourceNow(service, target)
    const context = {
      project,
      name: model.name,
      root: facts.root,
      checkout: stack.root,
      mountedNow,
      folderOf: serverFolders(project, model, { root: facts.root, containers, before, mountedNow }),
      isGivenUp,
      owned: ownFolders(project, model, { facts, mountedNow, namesThere: input.namesThere ?? new Map() }),
      contentName,
      images,
      engine: facts.engine,
      volumes: facts.volumes,
      identity: stack.identity,
      lookedUp: input.lookups.lookedUp,
    }
    const done = rewriteProject(model, context)
    const empty = emptyFolders(done, { facts, containers, takesOver: stack.takesOver, isGivenUp })
    return [{ ...done, notices: [...done.notices, ...empty.notices], faults: [...done.faults, ...empty.faults] }]
  })
}

/** Ports that images and running containers expose. */
function portsKnown(
  projects: readonly RewrittenProject[],
  containers: Containers,
): (project: string, service: string) => number[] {
  return (project, service) => {
    const image = projects.find(({ model }) => model.name === project)?.images.get(service)
    const [container] = containers.running(project, service)
    return [...(image?.resolved?.exposedPorts ?? []), ...(container === undefined ? [] : exposedPorts(container))]
  }
}

/** Whether a Traefik runs that follows this stack's labels, or comes along with it. */
export function isLed(facts: HostFacts, models: readonly ComposeModel[]): boolean {
  return facts.proxy !== undefined || models.some(({ services }) => Object.values(services).some(isProxy))
}

/** The class of every service, by `project/service`. */
function classesOf(
  projects: readonly RewrittenProject[],
  reached: ReadonlySet<string>,
  ended: ReadonlySet<string>,
  facts: HostFacts,
): Map<string, Classified> {
  const models = projects.map(({ model }) => model)
  const addressCaches = new AddressCaches(models, facts.containers)
  const all = models.flatMap((model) =>
    Object.entries(model.services).map(([name, service]) => ({ model, name, service })),
  )
  const proxies = new Set(
    all.filter(({ service }) => isProxy(service)).map(({ model, name }) => `${model.name}/${name}`),
  )
  return new Map(
    all.map(({ model, name, service }) => [
      `${model.name}/${name}`,
      classify(model.name, name, service, {
        models,
        routed: reached,
        proxies,
        ended,
        led: isLed(facts, models),
        addressCache: (project, one) => addressCaches.of(project, one),
      }),
    ]),
  )
}

/** Waves by Compose project name, which may differ from the project's name in stack.yml. */
function waveFinder(
  stack: Stack,
  waves: ReadonlyMap<string, number>,
  models: readonly ReleaseModel[],
): (project: string, service: string) => number {
  const names = new Map(models.map(({ name }, index) => [name, stack.projects[index]?.name ?? name]))
  return (project, service) => waves.get(`${names.get(project)}/${service}`) ?? waves.get(`${project}/${service}`) ?? 0
}
