import { routedUrls } from '../../health/routers.js'
import { plainSkips } from '../../health/skips.js'
import { Containers } from '../../host/containers.js'
import type { HostFacts } from '../../host/types.js'
import type { BuiltImage } from '../../image/types.js'
import { proxiesFor } from '../../proxy/choose.js'
import { refuseAll } from '../../runtime/errors.js'
import type { Defaults } from '../../stack/defaults.js'
import { doubleDollars, singleDollars } from '../../stack/dollars.js'
import { settledIdentity } from '../../stack/identity.js'
import type { Stack } from '../../stack/types.js'
import { readRoutes, readServices } from '../records/lines.js'
import { type DeployEvent, metaOf, releaseId, releaseJson } from '../records/meta.js'
import type { Plan, PlannedService, Release, Resource, Rewrite, Running, Way } from '../records/types.js'
import { adoptRunning } from './adopt.js'
import { classify, mayEnd } from './classes/classes.js'
import { compareService, recognise } from './compare.js'
import { type Covered, coveredAdvice } from './data/covered.js'
import { placeContext, sidesOf } from './data/sides.js'
import { leaveDataAdvice, storageOf } from './data/storage.js'
import { secondWriters } from './data/writers.js'
import { endedServices } from './ended.js'
import { writeRecord } from './images/builtRecord.js'
import type { ReleaseModel, ResolvedImage } from './images/images.js'
import type { Lookups } from './images/lookups.js'
import { isFirst, type Likenesses } from './likeness/likeness.js'
import { namedModels, twinFaults } from './names/projectName.js'
import { noticesOf } from './notices.js'
import { boundWarnings } from './refusals/bound.js'
import { replacedByDefaults } from './refusals/defaults.js'
import { portAdvice, portFaults, publishedPorts } from './refusals/hostPorts.js'
import { preflightFaults } from './refusals/preflight.js'
import { refusals } from './refusals/refusals.js'
import { ownerFaults } from './refusals/resourceOwners.js'
import { otherFilesFaults } from './refusals/startedFrom.js'
import { contentNames, ownPlaces, releaseFiles } from './rewrite/mounts.js'
import { hasMore, mayBecomeContent, type NamesThere } from './rewrite/ownFolders.js'
import { resourceFaults, resourceNotices } from './rewrite/resources.js'
import type { RewrittenProject } from './rewrite/rewrite.js'
import { ownTraefiks, type StaticTexts } from './routing/ownTraefik.js'
import { proxyMeta } from './routing/proxyMeta.js'
import { dockerProvider, labelledServices, othersThatSee, routedServices, routeLines } from './routing/routed.js'
import { drainPlan, drainTested, filesReach, switchable, wayOf } from './routing/ways.js'
import { releaseService } from './service.js'
import { classesOf, isLed, portsKnown, rewriteAll, waveFinder } from './survey.js'

/** Everything that a release is made from; nothing else is asked, so a dry run makes the same plan. */
export interface ReleaseInput {
  stack: Stack
  /** With digest or image id; in a dry run `planned` where they would be built. */
  images: readonly BuiltImage[]
  /** Of resolveImages. */
  resolved: ReadonlyMap<string, ResolvedImage>
  lookups: Lookups
  /** What was said when the files were read. */
  notices: readonly string[]
  facts: HostFacts
  envText: string
  /** Each form of each value that may be secret, of the files and of what runs. */
  secretForms?: readonly string[]
  event: DeployEvent
  now: Date
  toolVersion: string
  /** Order of start, by `project/service` (stack/order.ts). */
  waves: ReadonlyMap<string, number>
  /** What the server found out of what ran before us; absent where nobody has asked. */
  likenesses?: Likenesses | undefined
  /** The gate's window, for a notice where a service asks for a longer one. */
  gateWindowSeconds?: number
  /** What lies in the folders of `foldersToAsk`. */
  namesThere?: NamesThere | undefined
  /** What services have written where files of git would lie. */
  covered?: readonly Covered[] | undefined
  /** Which values are defaults of the Compose files, by project; where nothing runs that they could replace, nobody asked. */
  defaults?: Readonly<Record<string, Defaults>>
  /** What the stack's own Traefiks are set up by, out of the checkout (ownTraefik.ts). */
  staticTexts?: StaticTexts
}

/** What becomes of an image of the stack, in the words of the plan. */
const VERBS: Record<BuiltImage['result'], string> = {
  built: 'built',
  reused: 'not built again',
  planned: 'would be built',
}

export interface MadeRelease {
  release: Release
  /** What ran before the first release of ours, as a release. */
  adopted?: Release
  plan: Plan
}

/**
 * Makes the release of a stack for one host, and the plan that says what becomes of each service and why.
 * @throws Refused with every reason at once; nothing was changed anywhere
 */
export function makeRelease(input: ReleaseInput): MadeRelease {
  const { facts, stack } = input
  const [first, ...others] = proxiesFor(facts, labelledServices(stack))
  if (first === undefined || others.length === 0) return makeThrough(input)
  // Which services change is known only when the plan is made.
  let fault: unknown
  for (const proxy of [first, ...others]) {
    try {
      return makeThrough({ ...input, facts: { ...facts, proxy } })
    } catch (error) {
      fault ??= error
    }
  }
  throw fault
}

/** The same, through the Traefik of the facts. */
function makeThrough(input: ReleaseInput): MadeRelease {
  const { facts, event, now, toolVersion } = input
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
  const classes = classesOf(projects, routed, endedServices(facts, models, containers), facts)
  const reached = new Set([...routed].filter(([, { routing }]) => routing.routed).map(([key]) => key))
  const waveOf = waveFinder(input, models)

  const seq = facts.lastSeq + 1
  const adopted = adoptRunning({
    ...{ stack, models, projects: named.names, facts, seq, now, toolVersion, docker },
    known: (project, service) => {
      const classified = classes.get(`${project}/${service}`)
      return classified === undefined ? undefined : { class: classified.class, wave: waveOf(project, service) }
    },
    oneShots: (project) =>
      [...classes].flatMap(([key, { class: kind }]) =>
        kind === 'one-shot' && key.startsWith(`${project}/`) ? [key.slice(project.length + 1)] : [],
      ),
  })
  const running = runningRelease(facts, adopted)
  const unlike = isFirst(facts)
    ? unlikeMoved(recognise(projects, named.models, running.services, containers, input.likenesses), projects, input)
    : new Map<string, string[]>()
  const previous = facts.current?.id ?? adopted?.id

  const id = releaseId(adopted === undefined ? seq : seq + 1, event.commit)
  const planned: PlannedService[] = []
  const ways: Way[] = []
  const byFile = filesReach(facts, own)
  const finalModels: Record<string, ReleaseModel> = {}
  const faults = [
    ...named.faults,
    ...twinFaults(stack, facts),
    ...otherFilesFaults(stack, named.names, facts, input.likenesses),
    ...preflightFaults(facts),
    ...projects.flatMap((project) => project.faults),
  ]
  for (const project of projects) {
    const { model } = project
    const final: ReleaseModel = doubleDollars({ ...model, services: {} })
    finalModels[model.name] = final
    for (const [name, service] of Object.entries(model.services)) {
      const key = `${model.name}/${name}`
      const route = routed.get(key)
      const classified =
        classes.get(key) ??
        classify(model.name, name, service, {
          models,
          routed: new Set(),
          proxies: new Set(),
          led: true,
          keeper: () => undefined,
        })
      const image = project.images.get(name)
      const oneShot = classified.class === 'one-shot'
      const replicas = oneShot ? 1 : (service.scale ?? service.deploy?.replicas ?? 1)
      const moved = input.lookups.moved.get(image?.reference ?? '')
      const recognised = unlike.get(key)?.length === 0
      const wanted = {
        ...{ replicas, oneShot, recognised, exclusive: classified.class === 'exclusive' },
        ...(image?.planned === undefined ? {} : { planned: image.planned }),
      }
      const compared = compareService(model, name, wanted, running, containers, stack.identity)
      const text = drainTested(compared, service, classified.class, route?.routing, { filesReach: byFile })
      if (text !== compared.text) project.rewrites.push(drainRewrite(model.name, name))
      final.services[name] = text
      const made = releaseService({
        stack,
        project,
        name,
        service,
        classified,
        compared,
        image,
        route,
        replicas,
        wave: waveOf(model.name, name),
        // What has ended once may do so again.
        mayEnd:
          (compared.change === 'new' || containers.ended(model.name, name) !== undefined) &&
          mayEnd(model.name, name, service, { models, routed: reached }),
      })
      faults.push(...made.faults)
      ways.push(...wayOf(made.service, text, service.labels, route?.routing, othersThatSee(facts, model, name, route)))
      planned.push({
        ...made.service,
        change: compared.change,
        ...(compared.again === true && { again: true }),
        because: withMoved(
          compared.change === 'changed' ? (unlike.get(key) ?? compared.because) : compared.because,
          moved,
        ),
        classReason: classified.reason,
        ...(compared.previous === undefined ? {} : { previousReplicas: compared.previous.replicas }),
        routed: route?.routing.routed === true,
      })
    }
  }
  planned.sort((one, other) => one.wave - other.wave)
  const oldRoutes = facts.current === undefined ? (adopted?.routes ?? []) : readRoutes(facts.current.routes)
  const removed = removedServices(
    running,
    planned,
    new Set(oldRoutes.map(({ project, service }) => `${project}/${service}`)),
  )
  const resources = projects.flatMap((project) => project.resources)
  faults.push(...resourceFaults(models, resources, facts))
  faults.push(...ownerFaults(stack, named.models, resources, facts, named.known))
  faults.push(
    ...refusals({
      identity: stack.identity,
      models,
      planned,
      removed,
      projects,
      routed,
      docker,
      facts,
      containers,
      running,
      own,
    }),
  )
  const portsHeld = portFaults({ models, planned, facts })
  faults.push(...portsHeld)
  const sides = sidesOf({
    ...{ projects, running, containers, facts, resources, likenesses: input.likenesses },
    stays: new Set(
      planned.flatMap((one) =>
        one.change === 'unchanged' || one.again === true ? [`${one.project}/${one.service}`] : [],
      ),
    ),
  })
  const { leaveData = [], shareData = [] } = stack
  const storage = storageOf({
    ...{ sides, facts, leaveData, shareData },
    mayBecomeContent: becomesContent(projects, stack, facts, input.namesThere),
    covered: input.covered ?? [],
  })
  const writers = secondWriters({
    ...{ sides, planned, containers: facts.containers, identity: stack.identity, name: stack.name, shareData },
    context: placeContext({ facts, resources }),
    // What ran before us is no release that was seen to write there.
    since: facts.current?.meta['kind'] === 'adopted' ? undefined : facts.current?.meta['created_at'],
  })
  const replaced = replacedByDefaults(projects, input.defaults ?? {}, containers, {
    keepsData: storage.kept.length > 0,
    facts,
    likenesses: input.likenesses,
  })
  faults.unshift(...replaced.faults)
  faults.push(...storage.faults, ...writers.faults)
  if (faults.length > 0) {
    const all = [...new Set(faults)]
    const todo = [
      ...leaveDataAdvice(stack, storage.words),
      ...writers.todo,
      ...coveredAdvice(storage.covered),
      ...portAdvice(portsHeld),
    ]
    throw refuseAll(
      `This release cannot be made (${all.length === 1 ? 'one reason' : `${all.length} reasons`})`,
      all,
      todo.length === 0 ? {} : { todo },
    )
  }

  const meta = metaOf(
    {
      ...{
        seq: adopted === undefined ? seq : seq + 1,
        kind: 'deploy',
        event,
        now,
        toolVersion,
        stackId: stack.id,
        identity: stack.identity,
        projects: named.names,
        built: writeRecord(input.images, facts),
        skip: plainSkips(
          stack.health.flatMap(({ skip }) => skip ?? []),
          models.flatMap(({ services }) => Object.values(services).flatMap(({ labels = {} }) => routedUrls(labels))),
        ),
      },
      ...(previous === undefined ? {} : { previous }),
      ...(adopted === undefined ? {} : { adopt: adopted.id }),
    },
    input.envText,
    facts.key,
  )
  const services = planned.map(
    ({ change: _c, again: _a, because: _b, classReason: _r, previousReplicas: _p, routed: _t, ...service }) => service,
  )
  const mounts = projects.flatMap((project) => project.mounts)
  const told = new Set(mounts.map(({ project, service, target }) => `${project}/${service} ${target}`))
  Object.assign(meta, proxyMeta(facts, own))
  const release: Release = {
    id,
    meta,
    models: finalModels,
    services,
    routes: routeLines(stack.id, planned, routed),
    ways,
    storage: storage.kept,
    resources: uniqueResources(resources),
    env: input.envText,
    secrets: input.secretForms ?? [],
    files: releaseFiles(stack.projects, Object.values(finalModels), contentNames(facts)),
    binds: ownPlaces(mounts),
    ports: publishedPorts(services, models),
    json: releaseJson(meta, stack.environment, finalModels, services),
  }
  const all = [...planned, ...removed]
  const drain = drainPlan(facts, planned, ways, running, own)
  const plan: Plan = {
    release: id,
    ...(previous === undefined ? {} : { previous }),
    services: all,
    warnings: [
      ...named.warnings,
      ...replaced.warnings,
      ...writers.warnings,
      ...boundWarnings({ models, planned, removed, containers, all: facts.containers }),
    ],
    images: input.images.map(({ project, service, result, reason }) => ({
      project,
      service,
      text: `${VERBS[result]}: ${reason}`,
    })),
    stored: storage.stored.filter(({ service, target, left }) => left || !told.has(`${service} ${target}`)),
    rewrites: [...named.rewrites, ...projects.flatMap((project) => project.rewrites)],
    mounts,
    notices: [
      ...named.notices,
      ...noticesOf({
        said: [...input.notices, ...input.lookups.notices, ...resourceNotices(resources, facts)],
        facts,
        gateWindowSeconds: input.gateWindowSeconds,
        projects,
        planned,
        classes,
        routed,
        models,
      }),
    ],
    switch:
      switchable(facts.proxy) && all.some(({ change, routed: isRouted }) => isRouted && change !== 'unchanged')
        ? 'file'
        : drain === undefined
          ? 'none'
          : 'drain',
    ...(drain === undefined ? {} : { drain }),
    led: isLed(facts, models),
    unchanged: all.every(({ change }) => change === 'unchanged'),
  }
  return {
    release,
    ...(adopted === undefined ? {} : { adopted: withTexts(adopted, release, stack.environment, unlike) }),
    plan,
  }
}

/**
 * What was recognised has in the adopted release the text of the new one, which says more than what Docker tells of a container: from it an undo
 * makes a container anew that a person took away.
 */
function withTexts(
  adopted: Release,
  release: Release,
  environment: string,
  unlike: ReadonlyMap<string, readonly string[]>,
): Release {
  const models = Object.fromEntries(
    Object.entries(adopted.models).map(([name, model]) => {
      const now = release.models[name]
      const known = Object.keys(model.services).filter((service) => unlike.get(`${name}/${service}`)?.length === 0)
      if (now === undefined || known.length === 0) return [name, model]
      const services = Object.fromEntries(known.map((service) => [service, now.services[service] ?? {}]))
      // The texts name networks and volumes by the keys of the new model.
      return [
        name,
        {
          ...model,
          services: { ...model.services, ...services },
          networks: { ...model.networks, ...now.networks },
          volumes: { ...model.volumes, ...now.volumes },
          ...(now.secrets !== undefined && { secrets: { ...model.secrets, ...now.secrets } }),
          ...(now.configs !== undefined && { configs: { ...model.configs, ...now.configs } }),
        },
      ]
    }),
  )
  return {
    ...adopted,
    models,
    secrets: release.secrets,
    json: releaseJson(adopted.meta, environment, models, adopted.services),
  }
}

/** What runs of a tag that stands for another image now is not what the files say, however alike it is. */
function unlikeMoved(
  unlike: ReadonlyMap<string, string[]>,
  projects: readonly RewrittenProject[],
  { lookups }: ReleaseInput,
): Map<string, string[]> {
  const found = new Map(unlike)
  for (const { model, images } of projects) {
    for (const [name, { reference = '' }] of images) {
      const [key, moved] = [`${model.name}/${name}`, lookups.moved.get(reference)]
      const reasons = found.get(key)
      if (moved !== undefined && reasons !== undefined)
        found.set(key, [moved, ...reasons.filter((one) => one !== 'image')])
    }
  }
  return found
}

/** A tag that stands for another image is the reason, and not only the field. */
function withMoved(because: string[], moved: string | undefined): string[] {
  return moved === undefined ? because : because.map((one) => (one === 'image' ? moved : one))
}

/** Paths of services at which a folder of the server may become content of the release: nothing in it is the server's alone. */
function becomesContent(
  projects: readonly RewrittenProject[],
  { projects: read }: Pick<Stack, 'projects'>,
  facts: HostFacts,
  namesThere: NamesThere = new Map(),
): (service: string, target: string, folder: string) => boolean {
  const sent = projects.flatMap(({ mounts }) => mounts.filter(({ kind }) => kind === 'sent'))
  const contents = read.flatMap(({ mounts }) => mounts)
  return (key, target, folder) => {
    const one = sent.find((mount) => `${mount.project}/${mount.service}` === key && mount.target === target)
    if (one === undefined || one.folder !== true) return one !== undefined
    const mount = contents.find(({ path }) => path === one.path)
    const [project = '', service = ''] = key.split('/')
    const at = { facts, namesThere, project, service, target, now: folder }
    return mount !== undefined && mayBecomeContent(mount, at) && !hasMore(mount, folder, namesThere)
  }
}

function drainRewrite(project: string, service: string): Rewrite {
  const text = 'fails while the container is to leave Traefik (/dev/shm/.stack-drain), and else is your own'
  return { project, service, field: 'healthcheck', text }
}

function runningRelease({ current, unfinished }: HostFacts, adopted: Release | undefined): Running {
  if (current !== undefined)
    return {
      services: readServices(current.services),
      models: current.models,
      unfinished: unfinished !== undefined,
    }
  return { services: adopted?.services ?? [], models: adopted?.models ?? {} }
}

function removedServices(
  running: Running,
  planned: readonly PlannedService[],
  routed: ReadonlySet<string>,
): PlannedService[] {
  const kept = new Set(planned.map(({ project, service }) => `${project}/${service}`))
  return running.services
    .filter(({ project, service, class: kind }) => !kept.has(`${project}/${service}`) && kind !== 'one-shot')
    .map((service) => ({
      ...service,
      change: 'removed',
      because: ['it is no longer in the Compose files'],
      classReason: 'stopped after the switch, removed at the end',
      previousReplicas: service.replicas,
      routed: routed.has(`${service.project}/${service.service}`),
    }))
}

function uniqueResources(resources: readonly Resource[]): Resource[] {
  return [...new Map(resources.map((resource) => [`${resource.kind} ${resource.name}`, resource])).values()]
}
