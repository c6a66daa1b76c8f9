import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { productionEnv } from '../kit/example/env.js'
import { ExampleServer, PROJECTS } from '../kit/example/server.js'
import { removeImages, type Target, target } from '../kit/example/target.js'
import { type Own, writeState } from './state.js'

/** Options that name a server of one's own: the usage in scripts/demo says what each is. */
export const OWN_OPTIONS = {
  host: { type: 'string' },
  'ssh-key': { type: 'string' },
  'known-hosts': { type: 'string' },
  registry: { type: 'string' },
  'registry-username': { type: 'string' },
  domain: { type: 'string' },
  email: { type: 'string' },
  'env-file': { type: 'string' },
  'ca-file': { type: 'string' },
  address: { type: 'string' },
} as const

export type OwnOptions = { [name in keyof typeof OWN_OPTIONS]?: string | undefined }

const NEEDED = ['host', 'ssh-key', 'known-hosts', 'registry', 'domain', 'email'] as const

/** The containers that the projects of the example have on a server, as a shell's words. */
const CONTAINERS = PROJECTS.map(
  (project) => `$(docker ps -aq --filter label=com.docker.compose.project=${project})`,
).join(' ')

/**
 * The server that the options name.
 *
 * @throws where an option is missing, or the server has containers of the example's projects already
 */
export async function ownTarget(options: OwnOptions): Promise<Target> {
  const given = complete(options)
  const login = {
    ...serverOf(given.host),
    keyFile: resolve(given['ssh-key']),
    knownHostsFile: resolve(given['known-hosts']),
  }
  const env = productionEnv({ domain: given.domain, email: given.email })
  const more = options['env-file'] ? await readFile(options['env-file'], 'utf8') : ''
  const made = await target({
    login,
    domain: given.domain,
    address: options.address,
    caFile: options['ca-file'] && resolve(options['ca-file']),
    registry: given.registry,
    registryLogin: registryLogin(options['registry-username']),
    env: { ...env, text: env.text + more },
  })
  await refuseTaken(made.server)
  await writeState({ startedLab: false, own: { login, registry: made.registry } })
  return made
}

function complete(options: OwnOptions): Record<(typeof NEEDED)[number], string> {
  const missing = NEEDED.filter((name) => !options[name])
  if (missing.length > 0) throw new Error(`needed with --host: ${missing.map((name) => `--${name}`).join(' ')}`)
  return options as Record<(typeof NEEDED)[number], string>
}

function serverOf(text: string): { user: string; host: string; port: number } {
  const [, user, host, port] = /^([^@]+)@(.+?)(?::(\d+))?$/.exec(text) ?? []
  if (!user || !host) throw new Error('--host must be user@server or user@server:port')
  return { user, host, port: Number(port ?? 22) }
}

function registryLogin(username: string | undefined): { username: string; token: string } | undefined {
  const token = process.env.REGISTRY_TOKEN
  if (username && !token)
    throw new Error('the token or password for the registry is missing: pass it in the variable REGISTRY_TOKEN')
  return username && token ? { username, token } : undefined
}

async function refuseTaken(server: ExampleServer): Promise<void> {
  const found = await server.sh(`echo ${CONTAINERS}; ls -d ~/.stack-actions/korczewski-production 2>/dev/null || true`)
  if (found !== '')
    throw new Error(
      `there are containers of projects called ${PROJECTS.join(', ')} on this server already (${found.split('\n').join(' ')}): the demo needs one without`,
    )
}

/** Takes away what the demo made there, with names of projects that were not on this server before: it refuses to start otherwise. */
export async function removeOwn({ login, registry }: Own): Promise<void> {
  await new ExampleServer(login, { domain: '' }).sh(`
    docker rm -fv ${CONTAINERS} >/dev/null 2>&1 || true
    for name in shared-infrastructure_postgres shared-infrastructure_redis reverse-proxy_acme; do docker volume rm "$name" >/dev/null 2>&1 || true; done
    for name in data edge; do docker network rm "$name" >/dev/null 2>&1 || true; done
    docker image ls --format '{{.Repository}}:{{.Tag}}' | grep '^stack-actions/korczewski-production/' | xargs -r docker image rm >/dev/null 2>&1 || true
    docker image ls --format '{{.Repository}} {{.ID}}' | sed -n 's|^${registry}/[^ ]* ||p' | sort -u | xargs -r docker image rm -f >/dev/null 2>&1 || true
    chmod -R u+w ~/.stack-actions/korczewski-production 2>/dev/null; rm -rf ~/.stack-actions/korczewski-production`)
  await removeImages(registry)
}
