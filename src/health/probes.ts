import { readFile } from 'node:fs/promises'
import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIPv6, type LookupFunction } from 'node:net'
import { rootCertificates } from 'node:tls'
import type { Host } from '../host/ssh.js'
import { MARK_HEADER } from '../proxy/routes.js'
import { Refused } from '../runtime/errors.js'
import { limited } from '../runtime/limited.js'
import { type ContainerState, ContainerStates, judgeState } from './containerStates.js'
import type { Answer, Ask } from './gate.js'
import type { Probe } from './types.js'

/** How long one try may take at most (milliseconds). */
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

/** The real probes: HTTP and TLS with verification from the runner; HTTP to replicas, and `docker inspect`, through the server. */
export function askFrom({ host, resolve = {}, caFile, containers: read = [] }: Asking): Ask {
  const containers = new ContainerStates(host, new Map(read.map(({ Id, State }) => [Id, State])))
  let authorities: Promise<string[] | undefined> | undefined
  return async (probe, signal) => {
    if (probe.kind === 'container') return judgeState(await containers.state(probe.container, signal))
    if (probe.kind === 'replica') return askReplica(host, probe, signal)
    authorities ??= authoritiesOf(caFile)
    const asking = { resolve, ca: await authorities, signal }
    const answer = await askUrl(probe, asking)
    return probe.routed === true && 'status' in answer.response && isTraefiks404(answer.response, probe)
      ? traefiks404(host, probe, answer, signal)
      : answer.verdict
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

interface Way {
  resolve: Readonly<Record<string, string>>
  ca: string[] | undefined
  signal: AbortSignal
}

/** How often a redirect to https is followed. */
const MOST_REDIRECTS = 3

async function askUrl(
  probe: Probe & { kind: 'url' },
  way: Way,
): Promise<{ verdict: Answer; response: Response; from: string }> {
  let url = new URL(probe.url)
  let response = await answerOnce(url, probe, way)
  for (let count = 0; probe.routed === true && count < MOST_REDIRECTS; count += 1) {
    const next = toTls(url, response)
    if (next === undefined) break
    url = next
    response = await answerOnce(url, probe, way)
  }
  const from = url.pathname === '/' ? url.origin : `${url.origin}${url.pathname}`
  return { verdict: verdict(probe, response, from), response, from }
}

/** The target of a redirect that only asks for TLS: such a redirect does not prove that the service answers. */
function toTls(url: URL, response: Response): URL | undefined {
  if ('error' in response || response.location === undefined || ![301, 302, 307, 308].includes(response.status))
    return undefined
  const next = URL.canParse(response.location, url.href) ? new URL(response.location, url.href) : undefined
  const isTls = next?.protocol === 'https:' && next.hostname === url.hostname && url.protocol === 'http:'
  return isTls ? next : undefined
}

function answerOnce(url: URL, { headers }: Probe & { kind: 'url' }, { resolve, ca, signal }: Way): Promise<Response> {
  const address = resolve[url.hostname]
  const options: RequestOptions = {
    // No agent that keeps connections: each try resolves, connects and verifies as a new visitor does.
    agent: false,
    headers: { 'user-agent': 'stack-actions health gate', ...lowerCase(headers), connection: 'close' },
    ...(address !== undefined && { lookup: fixedLookup(address) }),
  }
  const begin = url.protocol === 'http:' ? httpRequest : httpsRequest
  return answerTo((limit) => begin(url, { ...options, ...(ca && { ca }), signal: limit }), signal)
}

/** A 404 with the text of Traefik, which every server in Go sends as well, and without the header that marks an answer of the service. */
function isTraefiks404(
  { status, body, mark }: Extract<Response, { status: number }>,
  probe: { mark?: string },
): boolean {
  if (status !== 404 || body.trim() !== '404 page not found') return false
  return probe.mark === undefined || mark !== probe.mark
}

/** Without a pin no header shows who sent the 404: it counts as the service's if a replica answers the same when asked directly. */
async function traefiks404(
  host: Host,
  probe: Probe & { kind: 'url' },
  { from }: { from: string },
  signal: AbortSignal,
): Promise<Answer> {
  const url = new URL(probe.url)
  for (const { address, port } of probe.mark === undefined ? (probe.own ?? []) : []) {
    const headers = { host: url.host, ...probe.headers }
    const response = await answerOf(host, { address, port, path: `${url.pathname}${url.search}`, headers }, signal)
    if ('status' in response && response.status === 404 && response.body.trim() === '404 page not found')
      return { ok: true }
  }
  return { ok: false, failure: `404 from ${from}: Traefik has no route`, answered: true }
}

async function askReplica(host: Host, probe: Probe & { kind: 'replica' }, signal: AbortSignal): Promise<Answer> {
  const { port, path, status } = probe
  const response = await answerOf(host, probe, signal)
  return verdict({ ...(status !== undefined && { status }) }, response, `:${port}${path}`)
}

function answerOf(
  host: Host,
  to: { address: string; port: number; path: string; headers?: Readonly<Record<string, string>> },
  signal: AbortSignal,
): Promise<Response> {
  const { address, port, path, headers } = to
  const own = `${isIPv6(address) ? `[${address}]` : address}:${port}`
  return answerTo(
    (limit) =>
      httpRequest({
        path,
        signal: limit,
        headers: { host: own, ...lowerCase(headers), connection: 'close' },
        createConnection: () => host.tunnel(address, port),
      }),
    signal,
  )
}

function lowerCase(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** `location` and `mark` are headers. */
type Response = { status: number; body: string; location?: string; mark?: string } | { error: string }

/** One request, within its time; its failure in words. */
async function answerTo(begin: (limit: AbortSignal) => ClientRequest, signal: AbortSignal): Promise<Response> {
  const limit = limited(TRY_MS, signal)
  try {
    return await exchange(begin(limit))
  } catch (error) {
    if (limit.aborted && !signal.aborted) return { error: `no answer within ${TRY_MS / 1000} s` }
    return { error: inWords(error as NodeJS.ErrnoException) }
  }
}

function exchange(request: ClientRequest): Promise<Response> {
  return new Promise((resolve, reject) => {
    request.once('error', reject)
    request.once('response', (response: IncomingMessage) => {
      let body = ''
      const done = () => {
        const { location, [MARK_HEADER.toLowerCase()]: mark } = response.headers
        resolve({
          ...{ status: response.statusCode ?? 0, body },
          ...(location !== undefined && { location }),
          ...(typeof mark === 'string' && { mark }),
        })
        // Do not wait for the rest of an endless answer.
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
  const { status } = response
  const bad = (why: string): Answer => ({ ok: false, failure: `${status} from ${from}${why}`, answered: true })
  if (expected.status !== undefined) return status === expected.status ? { ok: true } : bad(`, not ${expected.status}`)
  if (expected.routed) {
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
