import { createHash } from 'node:crypto'
import type { Clock } from '../runtime/clock.js'
import { Refused } from '../runtime/errors.js'
import { plain } from '../runtime/escape.js'
import { jsonObject } from '../runtime/json.js'
import { codeOf, isTransientCode, isTransientStatus, Transient, withRetries } from '../runtime/transient.js'
import { type Challenge, parseChallenge } from './challenge.js'
import type { Login } from './credentials.js'
import { apiHost } from './reference.js'
import { loginRefused, tagRefused, wordsOf } from './registryFaults.js'

/** Indexes first: the digest of a multi-platform image is that of its index. */
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')
const TIMEOUT_MS = 20_000
export interface Manifest {
  digest: string
  mediaType: string
  bytes: Buffer
}

/** A client of one registry's HTTP API (OCI Distribution Specification 1.1), as far as manifests go. */
export class RegistryClient {
  private readonly tokens = new Map<string, string>()
  private scheme: 'https' | 'http' = 'https'

  /**
   * @param options.plainHttp Asked once, if HTTPS is not spoken there: whether the engine trusts this registry without TLS.
   */
  constructor(
    private readonly host: string,
    private readonly options: { login: Login | undefined; plainHttp: () => Promise<boolean>; clock?: Clock },
  ) {}

  /** Digest of a tag or digest; undefined where the registry does not have it. */
  async digestOf(path: string, reference: string): Promise<string | undefined> {
    const response = await this.ask('HEAD', path, `manifests/${reference}`, 'pull')
    if (response.status === 404) return undefined
    // The answer to HEAD has no words.
    if (response.status !== 200)
      await this.refuseUnless(await this.ask('GET', path, `manifests/${reference}`, 'pull'), [200], path)
    const digest = response.headers.get('docker-content-digest')
    // The header is optional in the specification.
    if (digest === null) return (await this.manifest(path, reference))?.digest
    return this.checked(digest, path)
  }

  async manifest(path: string, reference: string): Promise<Manifest | undefined> {
    const response = await this.ask('GET', path, `manifests/${reference}`, 'pull')
    if (response.status === 404) return undefined
    await this.refuseUnless(response, [200], path)
    const bytes = Buffer.from(await response.arrayBuffer())
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
    if (reference.startsWith('sha256:') && reference !== digest) throw this.wrongDigest(path, reference, digest)
    return { digest, mediaType: response.headers.get('content-type') ?? '', bytes }
  }

  /**
   * Whether this login may push there, also where nothing is there yet: an upload is begun, and called off.
   * @throws LoginRefused
   * @throws Refused where there is no such repository, and pushing does not make it
   */
  async mayPush(path: string): Promise<void> {
    const response = await this.ask('POST', path, 'blobs/uploads/', 'pull,push')
    if ([401, 403, 404].includes(response.status)) await this.refuseUnless(response, [], path)
    await response.body?.cancel()
    const begun = response.headers.get('location')
    if (response.status !== 202 || begun === null) return
    const url = new URL(begun, `${this.scheme}://${apiHost(this.host)}`)
    const authorization = this.tokens.get(scopeOf(path, 'pull,push'))
    if (url.host !== apiHost(this.host)) return
    // What is not called off the registry forgets by itself.
    await this.send(() => url.href, {
      method: 'DELETE',
      headers: authorization === undefined ? {} : { authorization },
    }).then(
      (ended) => ended.body?.cancel(),
      () => undefined,
    )
  }

  /** Gives a manifest one more tag; no layer moves. @throws TagRefused */
  async tag(path: string, manifest: Manifest, tag: string): Promise<void> {
    const response = await this.ask('PUT', path, `manifests/${tag}`, 'pull,push', {
      body: manifest.bytes,
      headers: { 'content-type': manifest.mediaType },
    })
    if (response.status === 401 || response.status === 403) await this.mayPush(path)
    if (response.status >= 400) throw tagRefused(this.host, response.status, `${path}:${tag}`, await wordsOf(response))
    await this.refuseUnless(response, [201, 200], path)
    const digest = response.headers.get('docker-content-digest')
    if (digest !== null && digest !== manifest.digest) throw this.wrongDigest(path, manifest.digest, digest)
  }

  private async ask(
    method: string,
    path: string,
    resource: string,
    actions: string,
    init: RequestInit = {},
  ): Promise<Response> {
    const scope = scopeOf(path, actions)
    return this.retrying(async () => {
      const send = (authorization: string | undefined) =>
        this.send(() => `${this.scheme}://${apiHost(this.host)}/v2/${path}/${resource}`, {
          ...init,
          method,
          headers: {
            accept: MANIFESTS,
            ...(init.headers as Record<string, string> | undefined),
            ...(authorization === undefined ? {} : { authorization }),
          },
        })
      const known = this.tokens.get(scope)
      const response = await send(known)
      if (response.status !== 401) return response
      const challenge = parseChallenge(response.headers.get('www-authenticate'))
      if (challenge === undefined) return response
      const authorization = await this.authorize(challenge, scope)
      if (authorization === undefined) return response
      this.tokens.set(scope, authorization)
      return send(authorization)
    })
  }

  private async authorize(challenge: Challenge, scope: string): Promise<string | undefined> {
    const { login } = this.options
    const basic = login && `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`
    if (challenge.scheme === 'basic') return basic
    const url = URL.canParse(challenge.realm) ? new URL(challenge.realm) : undefined
    if (url === undefined || !(url.protocol === 'https:' || (url.protocol === 'http:' && this.scheme === 'http')))
      throw new Refused(
        `the registry ${this.host} sends us to ${plain(challenge.realm).slice(0, 200)} for a token, which is not safe`,
      )
    if (challenge.service !== undefined) url.searchParams.set('service', challenge.service)
    url.searchParams.set('scope', scope)
    const response = await this.send(() => url.href, basic === undefined ? {} : { headers: { authorization: basic } })
    if (!response.ok)
      throw loginRefused(this.host, response.status, this.options.login, { said: await wordsOf(response) })
    const answer = jsonObject(await response.text().catch(() => ''))
    const token = answer?.['token'] ?? answer?.['access_token']
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token))
      throw new Refused(`the registry ${this.host} gave no token`, { at: url.origin })
    return `Bearer ${token}`
  }

  private async send(url: () => string, init: RequestInit): Promise<Response> {
    let response: Response
    try {
      response = await fetch(url(), { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })
    } catch (error) {
      const code = codeOf(error)
      if (
        this.scheme === 'https' &&
        speaksNoTls(code) &&
        url().startsWith(`https://${this.host}/`) &&
        (await this.options.plainHttp())
      ) {
        this.scheme = 'http'
        return this.send(url, init)
      }
      if (isTransientCode(code)) throw new Transient(code ?? 'timeout', undefined, { cause: error })
      throw new Refused(`the registry ${this.host} cannot be reached: ${code ?? String(error)}`, {
        at: new URL(url()).origin,
        about: 'registry',
        todo: /CERT|SELF_SIGNED|VERIFY|ALTNAME/.test(code ?? '')
          ? 'a private CA is trusted by NODE_EXTRA_CA_CERTS=/path/to/ca.pem in the step’s env'
          : 'check the name of the registry',
        cause: error,
      })
    }
    if (isTransientStatus(response.status)) {
      await response.body?.cancel()
      const seconds = Number(response.headers.get('retry-after'))
      throw new Transient(`HTTP ${response.status}`, Number.isFinite(seconds) ? seconds * 1000 : undefined)
    }
    return response
  }

  private async retrying<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await withRetries(work, this.options)
    } catch (error) {
      if (!(error instanceof Transient)) throw error
      throw new Refused(`the registry ${this.host} cannot be reached: ${error.message}`, {
        about: 'registry',
        todo: 'try again when it answers; nothing was changed',
        cause: error,
      })
    }
  }

  private async refuseUnless(response: Response, expected: readonly number[], path: string): Promise<void> {
    if (expected.includes(response.status)) return
    const said = await wordsOf(response)
    if (response.status === 401 || response.status === 403)
      throw loginRefused(this.host, response.status, this.options.login, { path, said })
    throw new Refused(`the registry ${this.host} answered HTTP ${response.status} for ${path}${said}`, {
      about: 'registry',
    })
  }

  private checked(digest: string, path: string): string {
    if (!/^sha256:[0-9a-f]{64}$/.test(digest))
      throw new Refused(`the registry ${this.host} names a digest that is none for ${path}`)
    return digest
  }

  private wrongDigest(path: string, wanted: string, got: string): Refused {
    return new Refused(
      `the registry ${this.host} has another image than it says: wanted ${wanted}, got ${plain(got)}`,
      { at: path },
    )
  }
}

function scopeOf(path: string, actions: string): string {
  return `repository:${path}:${actions}`
}

function speaksNoTls(code: string | undefined): boolean {
  return (
    code === 'EPROTO' ||
    code === 'ERR_SSL_WRONG_VERSION_NUMBER' ||
    code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' ||
    code === 'ECONNRESET' ||
    code === 'UND_ERR_SOCKET'
  )
}
