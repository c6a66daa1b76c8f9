import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { jsonObject } from '../runtime/json.js'
import type { run } from '../runtime/run.js'

export interface Login {
  username: string
  password: string
}

/** What a server pulls with: without a host, at the stack's own registry. */
export type PullLogin = Partial<Login> & { host?: string; password: string }

/** The inputs that say who logs in. */
export interface LoginInputs {
  registryUsername?: string | undefined
  registryToken?: string | undefined
  registryPullUsername?: string | undefined
  registryPullToken?: readonly PullLogin[] | undefined
}

/** Docker's name for a registry in its config file. */
function configName(host: string): string {
  return host === 'docker.io' ? 'https://index.docker.io/v1/' : host
}

/** The login that an earlier `docker login` (docker/login-action) left for a registry, also in a credential helper. */
export async function storedLogin(
  host: string,
  options: { env: Readonly<Record<string, string | undefined>>; run: typeof run },
): Promise<Login | undefined> {
  const folder = options.env.DOCKER_CONFIG ?? join(options.env.HOME ?? '/root', '.docker')
  const text = await readFile(join(folder, 'config.json'), 'utf8').catch(() => '{}')
  const config = (jsonObject(text) ?? {}) as DockerConfig
  const name = configName(host)
  const helper = config.credHelpers?.[host] ?? config.credHelpers?.[name] ?? config.credsStore
  if (helper !== undefined && /^[A-Za-z0-9_.-]+$/.test(helper)) return helperLogin(helper, name, options.run)
  const auth = config.auths?.[name]?.auth ?? config.auths?.[`https://${host}`]?.auth
  if (auth === undefined) return undefined
  const [, username, password] = /^([^:]*):([\s\S]*)$/.exec(Buffer.from(auth, 'base64').toString('utf8')) ?? []
  return username === undefined || password === undefined
    ? undefined
    : { username, password: password.replace(/\0+$/, '') }
}

interface DockerConfig {
  auths?: Record<string, { auth?: string } | undefined>
  credHelpers?: Record<string, string>
  credsStore?: string
}

async function helperLogin(helper: string, name: string, runProgram: typeof run): Promise<Login | undefined> {
  const result = await runProgram([`docker-credential-${helper}`, 'get'], { stdin: name, timeoutMs: 20_000 }).catch(
    () => undefined,
  )
  if (result?.code !== 0) return undefined
  const answer = jsonObject(result.stdout) as { Username?: string; Secret?: string } | undefined
  return answer?.Username && answer.Secret ? { username: answer.Username, password: answer.Secret } : undefined
}

/** Text of a Docker config file that holds these logins, by host. */
export function dockerConfigOf(logins: ReadonlyMap<string, Login>): string {
  const auths = [...logins].map(([host, { username, password }]) => [
    configName(host),
    { auth: Buffer.from(`${username}:${password}`).toString('base64') },
  ])
  return JSON.stringify({ auths: Object.fromEntries(auths) })
}
