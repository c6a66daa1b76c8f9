import type { Clock } from '../runtime/clock.js'
import { Refused } from '../runtime/errors.js'
import { run } from '../runtime/run.js'
import { RegistryClient } from './client.js'
import { dockerConfigOf, type Login, type LoginInputs, storedLogin } from './credentials.js'
import { engineTrusts } from './insecure.js'
import { mayNotPush } from './push.js'
import { parseReference } from './reference.js'
import { LoginRefused } from './registryFaults.js'

export interface Registry {
  /** For messages: `the registry ghcr.io`. */
  readonly name: string
  /** Host of the stack's own registry; undefined where there is none: images stay on this machine's engine. */
  readonly host: string | undefined
  /** Text of a Docker config file with the stack's login; secret. */
  readonly dockerConfig: string
  /**
   * Text of a Docker config file with what a server pulls with: for the stack's registry and those of these images, what was given for the
   * server, else what the runner has. No other login leaves the runner. Secret.
   * @param options.pushes Whether what the runner has is what it pushes with: then it must not stand in for what was forgotten.
   * @throws Refused in that case
   */
  dockerConfigFor(references: readonly string[], options?: { pushes?: boolean }): Promise<string>
  /** Digest of any image, also of another registry (`postgres:17`); the stack's login is sent to the stack's own registry only. */
  digestOf(reference: string): Promise<string>
  /** Whether the image of a reference is there. */
  holds(reference: string): Promise<boolean>
  /** @throws Refused where the stack's login may not push an image's repository there */
  mayPush(repository: string): Promise<void>
  /** Gives an image one more tag, without pulling it; false where the registry does not have it. */
  tag(repository: string, digest: string, tag: string): Promise<boolean>
}

/**
 * Opens the stack's registry. The login is the one given, else what an earlier `docker login` left. Nothing is asked of the network yet.
 * @param registry Of the stack, such as `ghcr.io/org/repo`, or `none`.
 */
export async function openRegistry(
  registry: string,
  inputs: LoginInputs,
  env: Readonly<Record<string, string | undefined>>,
  options: { clock?: Clock } = {},
): Promise<Registry> {
  const host = registry === 'none' ? undefined : parseReference(`${registry}/x`).host
  const login =
    host === undefined ? undefined : (givenLogin(host, inputs, env) ?? (await storedLogin(host, { env, run })))
  const own = new Map(host === undefined || login === undefined ? [] : [[host, login] as const])
  const clients = new Map<string, Promise<RegistryClient>>()
  const clientOf = (of: string): Promise<RegistryClient> => {
    const known = clients.get(of)
    if (known !== undefined) return known
    const opened = (async () =>
      new RegistryClient(of, {
        login: of === host ? login : await storedLogin(of, { env, run }),
        plainHttp: () => engineTrusts(of, { run }),
        ...options,
      }))()
    clients.set(of, opened)
    return opened
  }
  const digestNow = async (reference: string): Promise<string | undefined> => {
    const { host: of, path, tag, digest } = parseReference(reference)
    const client = await clientOf(of)
    return client.digestOf(path, digest ?? tag ?? 'latest').catch(async (error: unknown) => {
      // Of what is not there yet some registries say that nobody may see it: whoever may push there sees that nothing is.
      const isOurs = of === host && login !== undefined && error instanceof LoginRefused
      if (
        !isOurs ||
        !(await client.mayPush(path).then(
          () => true,
          () => false,
        ))
      )
        throw error
      return undefined
    })
  }
  return {
    host,
    dockerConfig: dockerConfigOf(own),
    async dockerConfigFor(references, { pushes = false } = {}) {
      if (pushes) mustNamePuller(host, inputs, env)
      const hosts = new Set([
        ...(host === undefined ? [] : [host]),
        ...references.map((reference) => parseReference(reference).host),
      ])
      const found = await Promise.all(
        [...hosts].map(async (one): Promise<[string, Login][]> => {
          const known = pullLogin(one, host, inputs, env) ?? own.get(one) ?? (await storedLogin(one, { env, run }))
          return known === undefined ? [] : [[one, known]]
        }),
      )
      return dockerConfigOf(new Map(found.flat()))
    },
    name: host === undefined ? 'no registry' : `the registry ${host}`,
    holds: async (reference) => (await digestNow(reference)) !== undefined,
    async digestOf(reference) {
      const { host: of } = parseReference(reference)
      const found = await digestNow(reference)
      if (found === undefined)
        throw new Refused(`the image ${reference} does not exist`, {
          at: `registry ${of}`,
          about: 'registry',
          todo: 'check its name and tag',
        })
      return found
    },
    async mayPush(repository) {
      const { host: of, path } = parseReference(repository)
      const client = await clientOf(of)
      await client.mayPush(path).catch((error: unknown) => {
        // It may read, or it was refused before: the way out is that of a push.
        throw error instanceof LoginRefused ? mayNotPush(repository, error, of) : error
      })
    },
    async tag(repository, digest, tag) {
      const { host: of, path } = parseReference(repository)
      const client = await clientOf(of)
      if ((await client.digestOf(path, tag)) === digest) return true
      const manifest = await client.manifest(path, digest)
      if (manifest !== undefined) await client.tag(path, manifest, tag)
      return manifest !== undefined
    },
  }
}

/** @throws Refused where logins for the server are given, but none at the stack's own registry, so that it would get the one that pushes */
function mustNamePuller(
  host: string | undefined,
  inputs: LoginInputs,
  env: Readonly<Record<string, string | undefined>>,
): void {
  if (host === undefined || inputs.registryPullToken === undefined || inputs.registryPullToken.length === 0) return
  if (pullLogin(host, host, inputs, env) !== undefined) return
  throw new Refused(
    `it has no login at ${host}, the stack's own registry: the server would get the one that this run pushes with`,
    { at: 'input registry-pull-token', todo: `add a line \`${host} USER TOKEN\`` },
  )
}

/** What was given for the server to pull with from a host. */
function pullLogin(
  host: string,
  own: string | undefined,
  { registryUsername, registryPullUsername, registryPullToken = [] }: LoginInputs,
  env: Readonly<Record<string, string | undefined>>,
): Login | undefined {
  const found = registryPullToken.find((one) => (one.host ?? own) === host)
  const username = found?.username ?? registryPullUsername ?? registryUsername
  return givenLogin(host, { registryUsername: username, registryToken: found?.password }, env)
}

/** GitHub's own token, the input's default, is of no use elsewhere and must not be shown to other registries. */
function givenLogin(
  host: string,
  { registryUsername, registryToken }: LoginInputs,
  env: Readonly<Record<string, string | undefined>>,
): Login | undefined {
  if (registryToken === undefined || registryToken === '') return undefined
  const server = URL.canParse(env.GITHUB_SERVER_URL ?? '')
    ? new URL(env.GITHUB_SERVER_URL as string).hostname
    : 'github.com'
  const isGithubs = host === 'ghcr.io' || host.endsWith(`.${server}`)
  if (registryToken.startsWith('ghs_') && !isGithubs) return undefined
  return { username: registryUsername || 'x-access-token', password: registryToken }
}
