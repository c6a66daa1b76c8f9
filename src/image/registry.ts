import type { Clock } from '../runtime/clock.js'
import { Refused } from '../runtime/errors.js'
import type { run } from '../runtime/run.js'
import { RegistryClient } from './client.js'
import { type Login, storedLogin } from './credentials.js'
import { engineTrusts } from './insecure.js'
import { parseReference } from './reference.js'
import type { ImageStore } from './store.js'
import { keyTag } from './tags.js'

export interface Registry extends ImageStore {
  /** Host of the stack's own registry. */
  readonly host: string
  readonly login: Login | undefined
  /** Digest of any image, also of another registry (`postgres:17`); the stack's login is sent to the stack's own registry only. */
  digestOf(reference: string): Promise<string>
  /** Gives an image one more tag, without pulling it. */
  tag(repository: string, digest: string, tag: string): Promise<void>
}

/**
 * Opens the stack's registry. The login is the one given, else what an earlier `docker login` left. Nothing is asked of the network yet.
 * @param options.registry Of the stack, such as `ghcr.io/org/repo`.
 */
export async function openRegistry(options: {
  registry: string
  username?: string
  token?: string
  env: Readonly<Record<string, string | undefined>>
  run: typeof run
  clock?: Clock
}): Promise<Registry> {
  const { host } = parseReference(`${options.registry}/x`)
  const given =
    options.token === undefined || options.token === ''
      ? undefined
      : { username: options.username || 'x-access-token', password: options.token }
  const login = given ?? (await storedLogin(host, options))
  const clients = new Map<string, Promise<RegistryClient>>()
  const clientOf = (of: string): Promise<RegistryClient> => {
    const known = clients.get(of)
    if (known !== undefined) return known
    const opened = (async () =>
      new RegistryClient(of, {
        login: of === host ? login : await storedLogin(of, options),
        plainHttp: () => engineTrusts(of, options),
        ...(options.clock === undefined ? {} : { clock: options.clock }),
      }))()
    clients.set(of, opened)
    return opened
  }
  return {
    name: `the registry ${host}`,
    host,
    login,
    async find(repository, key) {
      const { host: of, path } = parseReference(repository)
      const digest = await (await clientOf(of)).digestOf(path, keyTag(key))
      return digest === undefined ? undefined : { digest }
    },
    async digestOf(reference) {
      const { host: of, path, tag, digest } = parseReference(reference)
      const found = await (await clientOf(of)).digestOf(path, digest ?? tag ?? 'latest')
      if (found === undefined)
        throw new Refused(`the image ${reference} does not exist`, {
          at: `registry ${of}`,
          todo: 'check its name and tag',
        })
      return found
    },
    async tag(repository, digest, tag) {
      const { host: of, path } = parseReference(repository)
      const client = await clientOf(of)
      if ((await client.digestOf(path, tag)) === digest) return
      const manifest = await client.manifest(path, digest)
      if (manifest === undefined) throw new Refused(`the registry ${of} no longer has ${repository}@${digest}`)
      await client.tag(path, manifest, tag)
    },
  }
}
