import { resolve } from 'node:path'
import { Refused } from '../runtime/errors.js'
import { undouble } from '../stack/compose.js'
import { isRemote } from '../stack/inside.js'
import type { ComposeModel, Project, Stack } from '../stack/types.js'
import { givenOptions } from './buildOptions.js'
import { repositoryOf } from './reference.js'

/** One image to build: `build:` of a service, resolved. */
export interface BuildTarget {
  project: string
  service: string
  repository: string
  /** That it is built for: what one environment has made is nothing to another. */
  environment: string
  /** Absolute root of the repo: builds run there. */
  root: string
  /** Absolute folder, or a URL. */
  context: string
  /** Absolute path; relative to the context where that is a URL. */
  dockerfile: string
  dockerfileInline?: string
  target?: string
  args: Record<string, string>
  labels: Record<string, string>
  platform: string
  contexts: Record<string, string>
  /** Contexts that are images of other services (`service:NAME`), by the name that the Dockerfile has for them. */
  services?: Record<string, BuildTarget>
  secrets: BuildSecret[]
  ssh: string[]
  network?: string
  shmSize?: string
  cacheFrom: string[]
  cacheTo: string[]
  noCache: boolean
  noCacheFilter?: string[]
  pull: boolean
  /** Addresses by host name, several with commas. */
  extraHosts?: Record<string, string>
  /** `name=soft:hard` or `name=both`. */
  ulimits?: string[]
  entitlements?: string[]
}

/** By id only; its value is read by BuildKit, from a variable or a file. */
export interface BuildSecret {
  id: string
  variable?: string
  file?: string
}

export const defaultPlatform = 'linux/amd64'

/**
 * What has to be built for a stack, in the order of its projects. Services with equal builds share one image, called after the first: in a project
 * that is the one that runs on, before what others wait for to end, such as a migration.
 */
export function targetsOf(
  stack: Stack,
  options: {
    projects?: readonly string[] | undefined
    platform?: string
    /** False where the run deploys nothing: caches are the environment's, and what is in one ends up in images. */
    deploys?: boolean | undefined
  } = {},
): BuildTarget[] {
  for (const name of options.projects ?? []) {
    if (!stack.projects.some((project) => project.name === name))
      throw new Refused(
        `there is no project ${JSON.stringify(name)}; known: ${stack.projects.map((project) => project.name).join(', ')}`,
        { at: 'input projects' },
      )
  }
  const chosen = stack.projects.filter(
    ({ name }) => options.projects === undefined || options.projects.length === 0 || options.projects.includes(name),
  )
  const targets = chosen.flatMap((project) =>
    builtServices(project).map((service) => targetOf(stack, project, service, options.platform ?? defaultPlatform)),
  )
  refuseSharedRepositories(targets)
  return options.deploys === false
    ? targets.map((target) => throughout(target, { cacheFrom: [], cacheTo: [] }))
    : targets
}

function builtServices({ model: { services } }: Project): string[] {
  const awaited = new Set(
    Object.values(services).flatMap(({ depends_on: needs }) =>
      Object.entries(needs ?? {}).flatMap(([name, { condition }]) =>
        condition === 'service_completed_successfully' ? [name] : [],
      ),
    ),
  )
  const built = Object.keys(services).filter((name) => services[name]?.build !== undefined)
  return [...built.filter((name) => !awaited.has(name)), ...built.filter((name) => awaited.has(name))]
}

/** @param within Services whose builds stand on this one. */
function targetOf(
  stack: Stack,
  project: Project,
  service: string,
  defaultTo: string,
  within: readonly string[] = [],
): BuildTarget {
  const at = `project ${project.name}, service ${service}, build`
  const definition = project.model.services[service]
  const build = definition?.build ?? {}
  const context = build.context ?? resolve(stack.root, project.path)
  const platforms = build.platforms ?? []
  return {
    project: project.name,
    service,
    repository: repositoryOf(stack, project.name, service),
    environment: stack.environment,
    root: stack.root,
    context,
    dockerfile: isRemote(context)
      ? (build.dockerfile ?? 'Dockerfile')
      : resolve(context, build.dockerfile ?? 'Dockerfile'),
    args: literal(build.args),
    labels: literal(build.labels),
    platform: definition?.platform ?? (platforms.includes(defaultTo) ? defaultTo : (platforms[0] ?? defaultTo)),
    ...contextsOf(build.additional_contexts, at, (name) => {
      refuseContext(project.model, name, [...within, service], at)
      return targetOf(stack, project, name, defaultTo, [...within, service])
    }),
    secrets: (build.secrets ?? []).map((secret) => secretOf(secret, project.model, at)),
    ssh: strings(build.ssh),
    cacheFrom: strings(build.cache_from),
    cacheTo: strings(build.cache_to),
    noCache: build.no_cache === true,
    pull: build.pull === true,
    ...(build.dockerfile_inline === undefined ? {} : { dockerfileInline: undouble(build.dockerfile_inline) }),
    ...(build.target === undefined ? {} : { target: build.target }),
    ...(typeof build.network === 'string' ? { network: build.network } : {}),
    ...(build.shm_size === undefined || build.shm_size === null ? {} : { shmSize: String(build.shm_size) }),
    ...givenOptions(build, at),
  }
}

function contextsOf(
  contexts: Readonly<Record<string, string>> | undefined,
  at: string,
  serviceOf: (name: string) => BuildTarget,
): Pick<BuildTarget, 'contexts' | 'services'> {
  const own: Record<string, string> = {}
  const services: Record<string, BuildTarget> = {}
  for (const [name, value] of Object.entries(contexts ?? {})) {
    if (/^(target|oci-layout):/.test(value))
      throw new Refused(`additional_contexts.${name}: ${value} is not supported`, {
        at,
        todo: 'use a folder, `service:NAME`, or docker-image://…',
      })
    if (value.startsWith('service:')) services[name] = serviceOf(value.slice('service:'.length))
    else own[name] = value
  }
  return { contexts: own, ...(Object.keys(services).length > 0 && { services }) }
}

/** @throws Refused for a service that cannot be the context of another */
function refuseContext({ services }: ComposeModel, name: string, within: readonly string[], at: string): void {
  const found = Object.hasOwn(services, name) ? services[name] : undefined
  if (found?.build === undefined)
    throw new Refused(`additional_contexts: service:${name} is ${found ? 'not built here' : 'no service'}`, {
      at,
      todo: found ? `write docker-image://${found.image ?? 'IMAGE'}` : 'name a service of the same project',
    })
  if (within.includes(name))
    throw new Refused(`its context service:${name} is built from it: ${[...within, name].join(' → ')}`, {
      at,
      todo: 'take one of these contexts away',
    })
}

/** The same build, with base images looked up anew, also of what it stands on. */
export function pulled(target: BuildTarget): BuildTarget {
  return throughout(target, { pull: true })
}

function throughout(target: BuildTarget, change: Partial<BuildTarget>): BuildTarget {
  const below = Object.entries(target.services ?? {}).map(([name, one]) => [name, throughout(one, change)])
  return { ...target, ...change, ...(below.length > 0 && { services: Object.fromEntries(below) }) }
}

/** What is built before a target, each once: the services that its contexts name, and theirs. */
export function builtBefore(target: BuildTarget): BuildTarget[] {
  const found = Object.values(target.services ?? {}).flatMap((one) => [...builtBefore(one), one])
  return [...new Map(found.map((one) => [one.service, one])).values()]
}

/** As Compose does: the id is the target, else the source. */
function secretOf(secret: { source: string; target?: string }, model: ComposeModel, at: string): BuildSecret {
  const object = model.secrets?.[secret.source]
  const id = secret.target ?? secret.source
  if (object?.environment !== undefined) return { id, variable: object.environment }
  if (object?.file !== undefined) return { id, file: object.file }
  throw new Refused(`the build secret ${secret.source} has neither \`environment:\` nor \`file:\``, { at })
}

/** Two images under one name would take each other's branch and version tags. */
function refuseSharedRepositories(targets: readonly BuildTarget[]): void {
  const owners = new Map<string, BuildTarget>()
  for (const target of targets) {
    const other = owners.get(target.repository)
    if (other !== undefined)
      throw new Refused(
        `${other.project}/${other.service} and ${target.project}/${target.service} would both be pushed as ${target.repository}`,
        { todo: 'rename one of the services' },
      )
    owners.set(target.repository, target)
  }
}

function literal(values: Readonly<Record<string, string | null>> | undefined): Record<string, string> {
  const given = Object.entries(values ?? {}).filter((entry): entry is [string, string] => entry[1] !== null)
  return Object.fromEntries(given.map(([name, value]) => [name, undouble(String(value))]))
}

function strings(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String)
  return typeof value === 'string' ? [value] : []
}
