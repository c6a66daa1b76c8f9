import type { InspectedContainer, ProxyFacts, TraefikFacts } from '../types.js'
import { isTraefik, networksWith, notTraefik, TITLE } from './isTraefik.js'
import { type Known, knownConfig } from './known.js'
import type { StaticConfig } from './staticConfig.js'

/** What stackctl read in a Traefik's container (`read_static`): its static file, and what is mounted. */
interface Kept {
  started: string
  path: string
  sha256: string
  /** Seconds since 1970. */
  changedAt: number
  mounts: { at: string; type: string }[]
  text: string
}

/**
 * Every running Traefik with what it is set up by.
 * @param sectionOf lines of what stackctl has read in that container
 */
export function traefiksOf(
  containers: readonly InspectedContainer[],
  sectionOf: (id: string) => readonly string[] | undefined,
): TraefikFacts[] {
  return containers
    .filter(
      ({ State, Config, Path, Args }) =>
        State.Running && isTraefik(Config.Image, [Path, ...Args], Config.Labels?.[TITLE]),
    )
    .map((container) => traefikOf(container, networksWith(container, containers), keptOf(sectionOf(container.Id))))
}

function traefikOf(container: InspectedContainer, networks: readonly string[], kept: Kept | undefined): TraefikFacts {
  const { Id, State } = container
  const name = nameOf(container)
  const known =
    kept?.started === State.StartedAt ? knownOf(container, kept) : { why: 'nobody could look into its container' }
  const file = kept?.path.startsWith('/') === true ? { path: kept.path, sha256: kept.sha256 } : undefined
  const common = {
    ...{ container: Id, name, networks: [...networks] },
    ...(file && { file }),
  }
  const asks = 'why' in known || known.config.docker !== undefined
  const endpoint = 'why' in known ? undefined : known.config.docker?.endpoint
  const not = asks ? notTraefik(container, networks, endpoint) : undefined
  if (not !== undefined) return { ...common, not, ...('config' in known && { config: known.config }) }
  if ('why' in known) return { ...common, why: known.why }
  const proxy = kept === undefined ? undefined : proxyOf(container, name, known, kept)
  return { ...common, config: known.config, ...(proxy && { proxy }) }
}

function knownOf({ Path, Args, Config, State }: InspectedContainer, kept: Kept): Known {
  const sources = { words: [Path, ...Args], environment: Config.Env ?? [] }
  if (!kept.path.startsWith('/')) return knownConfig(sources)
  if (kept.changedAt * 1000 > Date.parse(State.StartedAt))
    return {
      why: `its ${kept.path} was changed after it was started, so nobody knows what it runs with: start it again`,
    }
  return knownConfig({ ...sources, file: { path: kept.path, text: kept.text } })
}

function proxyOf(
  container: InspectedContainer,
  name: string,
  { config, source }: Extract<Known, { config: unknown }>,
  { path, mounts }: Kept,
): ProxyFacts | undefined {
  if (config.docker === undefined) return undefined
  // What has no shell can be told nothing.
  const mute = path === '?'
  const directory = config.file?.watches === true && !mute ? config.file.directory : undefined
  return {
    ...{ container: container.Id, name },
    ...(directory !== undefined && { directory }),
    tmpfs: directory !== undefined && inMemory(directory, mounts),
    throttleMs: config.throttleMs,
    ack: mute ? 'none' : config.ack.kind,
    ...{ config, source, published: publishedPorts(container, config) },
    ...(path.startsWith('/') && { path }),
  }
}

/** A port of loopback alone is reached by somebody else in front of it. */
function publishedPorts({ HostConfig }: InspectedContainer, { entryPoints }: StaticConfig): Record<number, number> {
  const ports = entryPoints.flatMap(({ port }): [number, number][] => {
    if (HostConfig.NetworkMode === 'host') return [[port, port]]
    const bound = HostConfig.PortBindings?.[`${port}/tcp`] ?? []
    const outside = Number(bound.find(({ HostIp }) => !/^(127\.|::1$)/.test(HostIp))?.HostPort)
    return outside > 0 ? [[port, outside]] : []
  })
  return Object.fromEntries(ports)
}

function inMemory(directory: string, mounts: Kept['mounts']): boolean {
  const over = mounts.filter(({ at }) => directory === at || directory.startsWith(at === '/' ? at : `${at}/`))
  const longest = Math.max(0, ...over.map(({ at }) => at.length))
  return over.findLast(({ at }) => at.length === longest)?.type === 'tmpfs'
}

/** As stackctl's `PROXY_VIEW` names it. */
function nameOf({ Name, Config: { Labels } }: InspectedContainer): string {
  const project = Labels?.['com.docker.compose.project'] ?? ''
  const service = Labels?.['com.docker.compose.service'] ?? ''
  return `${project === '' ? '' : `${project}/`}${service === '' ? Name.replace(/^\//, '') : service}`
}

function keptOf(lines: readonly string[] | undefined): Kept | undefined {
  const end = lines?.indexOf('=') ?? -1
  if (lines === undefined || end < 2 || lines.at(-1) !== '= end') return undefined
  const [started = '', path = '', sha256 = ''] = (lines[0] ?? '').split('\u001f')
  const mounts = lines.slice(2, end).map((line) => {
    const at = line.lastIndexOf(' ')
    return { at: line.slice(0, at), type: line.slice(at + 1) }
  })
  const text = lines.slice(end + 1, -1).join('\n')
  return { started, path, sha256, changedAt: Number(lines[1]) || 0, mounts, text }
}
