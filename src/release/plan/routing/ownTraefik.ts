import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { posix } from 'node:path'
import { isTraefik } from '../../../host/traefik/isTraefik.js'
import { configFileOf, type Known, knownConfig } from '../../../host/traefik/known.js'
import { STATIC_FILES } from '../../../host/traefik/settings.js'
import type { StaticConfig } from '../../../host/traefik/staticConfig.js'
import type { ComposeModel, ComposeService, Project, Stack } from '../../../stack/types.js'

/** A Traefik of the stack's Compose files, with what it is set up by, as far as the checkout shows it. */
export interface OwnTraefik {
  /** `project/service` of Compose. */
  name: string
  known: Known
  file?: { path: string; sha256: string }
  service: ComposeService
  /** What it mounts: sources as a person would write them. */
  mounts: { source: string; target: string }[]
}

/** What lies on the runner at the paths that Traefiks of the stack have their static configuration from. */
export type StaticTexts = ReadonlyMap<string, { sha256: string; text: string }>

export function isProxy(service: ComposeService): boolean {
  return isTraefik(service.image, wordsOf(service))
}

/** Reads the static configuration of the stack's own Traefiks out of the checkout: nothing else tells the server what a file says. */
export async function readStaticTexts({ projects }: Pick<Stack, 'projects'>): Promise<StaticTexts> {
  const sources = projects.flatMap(({ model }) =>
    Object.values(model.services)
      .filter(isProxy)
      .flatMap((service) => staticPaths(service).flatMap((path) => sourceOf(model, service, path) ?? [])),
  )
  const read = [...new Set(sources)].map(async (source) => {
    const bytes = await readFile(source).catch(() => undefined)
    if (bytes === undefined) return []
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return [[source, { sha256, text: bytes.toString('utf8') }] as const]
  })
  return new Map((await Promise.all(read)).flat())
}

/** @param models the same projects under their final names, values with single dollars */
export function ownTraefiks(
  projects: readonly Project[],
  models: readonly ComposeModel[],
  texts: StaticTexts,
): OwnTraefik[] {
  return models.flatMap((model, index) =>
    Object.entries(model.services).flatMap(([name, service]): OwnTraefik[] => {
      const project = projects[index]
      const original = project?.model.services[name]
      if (project === undefined || original === undefined || !isProxy(service)) return []
      const words = wordsOf(service)
      const environment = Object.entries(service.environment ?? {}).map(([key, value]) => `${key}=${value ?? ''}`)
      const found = staticPaths(service).flatMap((path) => {
        const source = sourceOf(project.model, original, path)
        const text = source === undefined ? undefined : texts.get(source)
        return text === undefined ? [] : [{ path, ...text }]
      })[0]
      const hidden =
        found === undefined &&
        !words.some((word) => word.startsWith('-')) &&
        !environment.some((one) => one.startsWith('TRAEFIK_'))
      const known: Known = hidden
        ? { why: 'nobody can see in the checkout what it is set up by' }
        : knownConfig({ words, environment, ...(found && { file: found }) })
      const file = found && { path: found.path, sha256: found.sha256 }
      return [
        { name: `${model.name}/${name}`, known, ...(file && { file }), service, mounts: mountsOf(project, original) },
      ]
    }),
  )
}

/** The configuration of the stack's own Traefik that asks Docker; undefined where there is none. */
export function ownConfig(own: readonly OwnTraefik[]): StaticConfig | undefined {
  return own.flatMap(({ known }) => ('config' in known && known.config.docker !== undefined ? [known.config] : []))[0]
}

function wordsOf({ entrypoint, command }: ComposeService): string[] {
  return [...(entrypoint ?? []), ...(command ?? [])]
}

/** Where Traefik looks, in its order; in its image it is root, at `/`. */
function staticPaths(service: ComposeService): string[] {
  const folder = typeof service['working_dir'] === 'string' ? service['working_dir'] : '/'
  const variables: Record<string, string> = { XDG_CONFIG_HOME: '', HOME: '/root' }
  for (const [name, value] of Object.entries(service.environment ?? {})) if (value !== null) variables[name] = value
  return [configFileOf(wordsOf(service)) ?? [], ...STATIC_FILES].flat().map((path) =>
    posix.resolve(
      folder,
      path.replace(/\$(\w+)/g, (_, name: string) => variables[name] ?? ''),
    ),
  )
}

/** The file on the runner that lies at a path inside the container. */
function sourceOf(model: ComposeModel, service: ComposeService, path: string): string | undefined {
  for (const kind of ['config', 'secret'] as const) {
    for (const { source, target } of service[`${kind}s`] ?? []) {
      const at = posix.resolve(kind === 'secret' ? '/run/secrets' : '/', target ?? source)
      if (at === path) return model[`${kind}s`]?.[source]?.file
    }
  }
  const over = (service.volumes ?? []).filter(
    ({ target }) => path === target || path.startsWith(`${target.replace(/\/$/, '')}/`),
  )
  const [nearest] = over.sort((one, other) => other.target.length - one.target.length)
  if (nearest?.type !== 'bind' || nearest.source === undefined) return undefined
  return posix.join(nearest.source, posix.relative(nearest.target, path))
}

function mountsOf({ path, mounts }: Project, service: ComposeService): OwnTraefik['mounts'] {
  return (service.volumes ?? []).map(({ source = '', target }) => {
    const inRepo = mounts.find((mount) => mount.source === source)
    const relative = inRepo === undefined ? undefined : posix.relative(path, inRepo.path)
    return { source: relative === undefined ? source : relative.startsWith('.') ? relative : `./${relative}`, target }
  })
}
