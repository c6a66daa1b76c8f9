import { HASH_LABEL, STACK_LABEL } from '../../../host/containers.js'
import type { HostFacts } from '../../../host/types.js'
import { quoted } from '../../../runtime/escape.js'
import { secondsOf } from '../../../stack/durations.js'
import type { Identity } from '../../../stack/identity.js'
import { isInside } from '../../../stack/inside.js'
import type { ComposeHealthcheck, ComposeModel, ComposeService, Project } from '../../../stack/types.js'
import type { PlannedMount, Resource, Rewrite } from '../../records/types.js'
import type { ImageSource, ReleaseModel, ServiceImage } from '../images/serviceImages.js'
import { withStartInterval } from './healthcheck.js'
import { externalResources, isName, serverDevices } from './resources.js'
import { type MountContext, serverFiles, serverMounts } from './serverMounts.js'

/** One project with the release's rewrites, its values with single dollars. */
export interface RewrittenProject {
  project: Project
  model: ReleaseModel
  images: Map<string, ServiceImage>
  containerNames: Map<string, string>
  resources: Resource[]
  rewrites: Rewrite[]
  mounts: PlannedMount[]
  notices: string[]
  faults: string[]
}

/** Docker's major version from which a healthcheck may have a `start_interval`. */
const START_INTERVAL_SINCE = 25

/** Makes the release's model of one project; `model` is the project's with single dollars and its final name. */
export function rewriteProject(
  model: ComposeModel,
  context: MountContext & {
    images: ImageSource
    engine: string
    volumes: HostFacts['volumes']
    identity: Pick<Identity, 'label'>
    /** Of Lookups. */
    lookedUp: ReadonlyMap<string, string>
  },
): RewrittenProject {
  const external = externalResources(model, context.identity)
  const devices = serverDevices(external.resources, context)
  const secrets = serverFiles(context, 'secret', model.secrets)
  const configs = serverFiles(context, 'config', model.configs)
  const done: RewrittenProject = {
    project: context.project,
    model: {
      ...model,
      services: {},
      networks: external.networks,
      volumes: external.volumes,
      ...(model.secrets === undefined ? {} : { secrets: secrets.objects }),
      ...(model.configs === undefined ? {} : { configs: configs.objects }),
    },
    images: new Map(),
    containerNames: new Map(),
    resources: devices.resources,
    rewrites: external.rewrites,
    mounts: [...secrets.planned, ...configs.planned],
    notices: [],
    faults: [...devices.faults, ...secrets.faults, ...configs.faults],
  }
  const references: Record<string, string> = {}
  const repositories: Record<string, string> = {}
  for (const [name, service] of Object.entries(model.services)) {
    if (name.startsWith('-')) done.faults.push(`${model.name}: a service cannot be called ${JSON.stringify(name)}`)
    const image = context.images.imageOf(context.project, name, service)
    if ('fault' in image) {
      done.faults.push(image.fault)
      continue
    }
    done.images.set(name, image)
    if (image.reference !== undefined) references[name] = image.reference
    if (image.repository !== undefined) repositories[name] = image.repository
    done.model.services[name] = rewriteService(name, service, image.image, context, done)
  }
  const lookedUp = Object.values(references).flatMap((reference) => {
    const since = context.lookedUp.get(reference)
    return since === undefined ? [] : [[reference, since] as const]
  })
  done.model['x-stack-actions'] = {
    references,
    ...(Object.keys(repositories).length > 0 && { repositories }),
    ...(lookedUp.length > 0 && { lookedUp: Object.fromEntries(lookedUp) }),
  }
  return done
}

/** What is done by then: values are in the model, and the image is named by its content. An older Compose does not know all of them. */
const LEFT_OUT = new Set(['env_file', 'label_file', 'develop', 'pull_policy', 'pull_refresh_after'])

function rewriteService(
  name: string,
  service: ComposeService,
  image: string,
  context: MountContext & { engine: string },
  done: RewrittenProject,
): ComposeService {
  const note = (field: string, text: string): void => {
    done.rewrites.push({ project: done.model.name, service: name, field, text })
  }
  const { build, profiles, container_name: containerName, ...whole } = service
  const rest = Object.fromEntries(Object.entries(whole).filter(([field]) => !LEFT_OUT.has(field))) as ComposeService
  const next: ComposeService = { ...rest, image }
  if (service.environment !== undefined) next.environment = given(service.environment)
  if (service.image !== image) note('image', image)
  if (build !== undefined) note('build', 'left out: the image is there already')
  if (profiles !== undefined && profiles.length > 0)
    note('profiles', 'left out: they were applied when the files were read')
  for (const ours of [HASH_LABEL, STACK_LABEL])
    if (service.labels?.[ours] !== undefined) done.faults.push(`${done.model.name}/${name}: the label ${ours} is ours`)
  if (containerName !== undefined && !isName(containerName))
    done.faults.push(`${done.model.name}/${name}: a container cannot be called ${quoted(containerName)}`)
  if (containerName !== undefined) {
    done.containerNames.set(name, containerName)
    const byNetwork = service.network_mode === undefined
    if (byNetwork) next.networks = aliased(service, containerName)
    note(
      'container_name',
      `${containerName}, ${byNetwork ? 'kept as a network alias and ' : ''}given back at the end: two cannot have it at once`,
    )
  }
  if (service.healthcheck !== undefined) {
    const { check, text } = healthcheckFor(context.engine, service.healthcheck)
    next.healthcheck = check
    if (text !== undefined) note('healthcheck', text)
  }
  if (service.volumes !== undefined) {
    const mounts = serverMounts(context, name, service.volumes)
    next.volumes = mounts.mounts
    done.mounts.push(...mounts.planned)
    done.faults.push(...mounts.faults)
    for (const { type, source } of mounts.mounts) {
      const inCheckout = type === 'bind' && source !== undefined && isInside(context.checkout, source)
      if (inCheckout)
        done.faults.push(
          `${done.model.name}/${name}: the mount ${source} lies in the checkout, which the server does not have`,
        )
    }
  }
  done.notices.push(...updateNotices(`${done.model.name}/${name}`, service))
  return next
}

/** With `start_interval` where Docker knows it, without where Compose would refuse to create the container. */
function healthcheckFor(engine: string, given: ComposeHealthcheck): { check: ComposeHealthcheck; text?: string } {
  if (Number.parseInt(engine, 10) < START_INTERVAL_SINCE) {
    const { start_interval: interval, ...check } = given
    return interval === undefined ? { check } : { check, text: `start_interval left out: Docker ${engine} has none` }
  }
  const check = withStartInterval(given)
  if (check === given) return { check }
  const period = check.start_period === given.start_period ? '' : ` and start_period: ${check.start_period}`
  return { check, text: `start_interval: 1s${period}, so that the first "healthy" does not wait for the interval` }
}

function aliased(service: ComposeService, alias: string): NonNullable<ComposeService['networks']> {
  const networks = service.networks ?? { default: null }
  return Object.fromEntries(
    Object.entries(networks).map(([key, how]) => [
      key,
      { ...how, aliases: [...new Set([...(how?.aliases ?? []), alias])] },
    ]),
  )
}

/** Without the names that nobody gives: on the server a shell of whoever deploys would. */
function given(environment: NonNullable<ComposeService['environment']>): Record<string, string> {
  const entries = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== null)
  return Object.fromEntries(entries)
}

function updateNotices(where: string, { deploy }: ComposeService): string[] {
  const monitor = deploy?.update_config?.monitor
  const isFault = monitor !== undefined && secondsOf(monitor) === undefined
  return isFault ? [`${where}: update_config.monitor is not a duration`] : []
}
