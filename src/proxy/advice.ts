import { extname, posix } from 'node:path'
import type { Known } from '../host/traefik/known.js'
import type { StaticConfig } from '../host/traefik/staticConfig.js'

/** A Traefik that lacks something, as far as advice needs it. */
export interface Advised {
  config: StaticConfig
  source: Extract<Known, { config: unknown }>['source']
  /** Its static configuration file, where it has one. */
  path?: string
  /** Folder on the host that it shall watch: its own where several Traefiks run. */
  folder: string
  /** What its container or Compose service mounts: source as a person would write it. */
  mounts: readonly { source: string; target: string }[]
}

const FOLDER = '/run/stack-actions'
const THROTTLE = '100ms'
/** Up to this throttle, Traefik does not slow a switch down. */
export const FAST_THROTTLE_MS = 250

/**
 * The lines that a Traefik lacks so that routes can be switched by one rename, and no others. Files that the user's own file provider reads are
 * kept: their folder is mounted once more, below ours, which Traefik reads with everything in it; paths by which they refer to each other stay
 * valid.
 */
export function linesFor(traefik: Advised): string[] {
  const { config, mounts, folder } = traefik
  const ours = config.file?.directory !== undefined && config.file.watches && config.file.directory === FOLDER
  return [
    ...(ours ? [] : settingLines(traefik, 'directory')),
    ...(config.throttleMs > FAST_THROTTLE_MS ? settingLines(traefik, 'throttle') : []),
    ...(config.ack.kind === 'none' ? settingLines(traefik, 'ping') : []),
    ...(mounts.some(({ target }) => target === FOLDER) ? [] : [`volumes: ${folder}:${FOLDER}`]),
    ...(ours ? [] : keptLines(traefik)),
  ]
}

type Wanted = 'directory' | 'throttle' | 'ping'

const LINES: Record<'arguments' | 'variables' | 'yaml' | 'toml', Record<Wanted, string>> = {
  arguments: {
    directory: `command: --providers.file.directory=${FOLDER}`,
    throttle: `command: --providers.providersThrottleDuration=${THROTTLE}`,
    ping: 'command: --ping=true',
  },
  variables: {
    directory: `environment: TRAEFIK_PROVIDERS_FILE_DIRECTORY=${FOLDER}`,
    throttle: `environment: TRAEFIK_PROVIDERS_PROVIDERSTHROTTLEDURATION=${THROTTLE}`,
    ping: 'environment: TRAEFIK_PING=true',
  },
  yaml: {
    directory: `providers: { file: { directory: ${FOLDER} } }`,
    throttle: `providers: { providersThrottleDuration: ${THROTTLE} }`,
    ping: 'ping: {}',
  },
  toml: {
    directory: `providers.file.directory = "${FOLDER}"`,
    throttle: `providers.providersThrottleDuration = "${THROTTLE}"`,
    ping: 'ping = {}',
  },
}

function settingLines({ config, source, path }: Advised, wanted: Wanted): string[] {
  const notation = source !== 'file' ? source : extname(path ?? '').toLowerCase() === '.toml' ? 'toml' : 'yaml'
  const line = LINES[notation][wanted]
  const old = config.file?.directory ?? config.file?.filename
  const instead = wanted === 'directory' && old !== undefined ? ` (in place of ${old})` : ''
  // The path in front distinguishes a setting of the static file from a line of the service.
  return [`${source === 'file' ? `${path}: ` : ''}${line}${instead}`]
}

function keptLines({ config: { file }, mounts }: Advised): string[] {
  const own = file?.directory ?? file?.filename
  if (own === undefined || own === FOLDER) return []
  const target = file?.directory === undefined ? `${FOLDER}/user${extname(own) || '.yml'}` : `${FOLDER}/user`
  if (mounts.some((mount) => mount.target === target)) return []
  const over = mounts.filter((mount) => own === mount.target || own.startsWith(`${mount.target.replace(/\/$/, '')}/`))
  const [nearest] = over.sort((one, other) => other.target.length - one.target.length)
  if (nearest === undefined)
    return [`volumes: a folder with what lies at ${own} in its image, at ${FOLDER}/user:ro (your own files)`]
  const rest = posix.relative(nearest.target, own)
  return [
    `volumes: ${rest === '' ? nearest.source : `${nearest.source.replace(/\/$/, '')}/${rest}`}:${target}:ro (your own files, beside where they are mounted now)`,
  ]
}
