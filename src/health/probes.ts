import { readFile } from 'node:fs/promises'
import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIPv6, type LookupFunction } from 'node:net'
import { rootCertificates } from 'node:tls'
import type { Host } from '../host/ssh.js'
import { Refused } from '../runtime/errors.js'
import { type ContainerState, ContainerStates, judgeState } from './containers.js'
import type { Answer, Ask } from './gate.js'
import type { Probe } from './types.js'

/** How long one try may take (milliseconds). */
const TRY_MS = 5000
/** As much of a body as is read. */
const BODY_BYTES = 4096

export interface Asking {
  host: Host
  /** Addresses by name, in place of DNS; TLS and the Host header keep the name. */
  resolve?: Readonly<Record<string, string>>
  /** File with further certificate authorities (PEM). */
  caFile?: string
  /** Containers as they were read just now. */
  containers?: readonly { Id: string; State: ContainerState }[]
}

/** What really asks: HTTP and TLS with verification from here, HTTP to replicas and Docker's word through the server. */
export function askFrom({ host, resolve = {}, caFile, containers: read = [] }: Asking): Ask {
  const containers = new ContainerStates(host, new Map(read.map(({ Id, State }) => [Id, State])))
  let authorities: Promise<string[] | undefined> | undefined
  return async (probe, signal) => {
    if (probe.kind === 'container') return judgeState(await containers.state(probe.container, signal))
    if (probe.kind === 'replica') return askReplica(host, probe, signal)
    authorities ??= authoritiesOf(caFile)
    return askUrl(probe, resolve, await authorities, signal)
  }
}

/** @throws Refused where the file cannot be read or holds no certificate */
export async function authoritiesOf(caFile: string | undefined): Promise<string[] | undefined> {
  if (caFile === undefined) return undefined
  const pem = await readFile(caFile, 'utf8').catch((cause: Error) => {
    throw new Refused(`the file with certificate authorities cannot be read: ${cause.message}`, {
      at: 'input ca-file',
      cause,
    })
  })
  if (!pem.includes('-----BEGIN CERTIFICATE-----'))
    throw new Refused(`${caFile} holds no certificate in PEM format`, { at: 'input ca-file' })
  return [...rootCertificates, pem]
}

async function askUrl(
  probe: Probe & { kind: 'url' },
  resolve: Readonly<Record<string, string>>,
  ca: string[] | undefined,
  signal: AbortSignal,
): Promise<Answer> {
  const url = new URL(probe.url)
  const address = resolve[url.hostname]
  const options: RequestOptions = {
    // No agent that keeps connections: each try goes the whole way of a new visitor.
    agent: false,
    headers: { connection: 'close', 'user-agent': 'stack-actions health gate' },
    ...(address !== undefined && { lookup: fixedLookup(address) }),
  }
  const begin = url.protocol === 'http:' ? httpRequest : httpsRequest
  const response = await answerTo((limit) => begin(url, { ...options, ...(ca && { ca }), signal: limit }), signal)
  return verdict(probe, response, url.pathname === '/' ? url.origin : `${url.origin}${url.pathname}`)
}

async function askReplica(
  host: Host,
  { address, port, path, status }: Probe & { kind: 'replica' },
  signal: AbortSignal,
): Promise<Answer> {
  const response = await answerTo(
    (limit) =>
      httpRequest({
        path,
        signal: limit,
        headers: { host: `${isIPv6(address) ? `[${address}]` : address}:${port}`, connection: 'close' },
        createConnection: () => host.tunnel(address, port),
      }),
    signal,
  )
  return verdict({ ...(status !== undefined && { status }) }, response, `:${port}${path}`)
}

type Response = { status: number; body: string } | { error: string }

/** One request, within its time; its failure in words. Redirects are not followed. */
async function answerTo(begin: (limit: AbortSignal) => ClientRequest, signal: AbortSignal): Promise<Response> {
  const timeout = AbortSignal.timeout(TRY_MS)
  try {
    return await exchange(begin(AbortSignal.any([timeout, signal])))
  } catch (error) {
    if (timeout.aborted) return { error: `no answer within ${TRY_MS / 1000} s` }
    return { error: inWords(error as NodeJS.ErrnoException) }
  }
}

function exchange(request: ClientRequest): Promise<Response> {
  return new Promise((resolve, reject) => {
    request.once('error', reject)
    request.once('response', (response: IncomingMessage) => {
      let body = ''
      const done = () => {
        resolve({ status: response.statusCode ?? 0, body })
        // The rest of an endless answer is not waited for.
        request.destroy()
      }
      response.setEncoding('latin1')
      response.on('data', (chunk: string) => {
        body += chunk.slice(0, BODY_BYTES - body.length)
        if (body.length >= BODY_BYTES) done()
      })
      response.once('end', done)
      response.once('error', reject)
    })
    request.end()
  })
}

/** What an answer means (pure). */
export function verdict(expected: { status?: number; routed?: true }, response: Response, from: string): Answer {
  if ('error' in response) return { ok: false, failure: `${response.error} at ${from}` }
  const { status, body } = response
  const bad = (why: string): Answer => ({ ok: false, failure: `${status} from ${from}${why}`, answered: true })
  if (expected.status !== undefined) return status === expected.status ? { ok: true } : bad(`, not ${expected.status}`)
  if (expected.routed) {
    if (status === 404 && body.trim() === '404 page not found') return bad(': Traefik has no route')
    return status < 500 ? { ok: true } : bad('')
  }
  return status >= 200 && status < 400 ? { ok: true } : bad('')
}

function fixedLookup(address: string): LookupFunction {
  const family = isIPv6(address) ? 6 : 4
  return (_name, options, callback) => {
    if (options.all) callback(null, [{ address, family }])
    else callback(null, address, family)
  }
}

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ENOTFOUND: 'name not known',
  EAI_AGAIN: 'name not known',
  EHOSTUNREACH: 'no route',
  ENETUNREACH: 'no route',
  ETIMEDOUT: 'no answer',
  CERT_HAS_EXPIRED: 'certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate of an authority that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate of an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate of an authority that is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate is for another name',
}

function inWords(error: NodeJS.ErrnoException): string {
  return WORDS[error.code ?? ''] ?? error.message
}
