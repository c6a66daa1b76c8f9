import { request as httpRequest } from 'node:http'
import type { Duplex } from 'node:stream'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { Host } from '../host/ssh.js'
import { TunnelUnusable } from '../host/tunnel.js'
import { limited } from '../runtime/limited.js'
import { answeredSince } from './answeredSince.js'
import type { EndpointAnswer } from './answers.js'
import { type Endpoint, expectsTcp, expectsTls, type ServerPort } from './endpoints.js'
import { certificateNames } from './hints.js'

/** How long one ask may take at most (milliseconds). */
const ASK_MS = 5000
/** The same for the first ask. It is longer: a slow page that is taken for silence here is not asked again later. */
export const LOOK_MS = 2 * ASK_MS
/** A connection counts as open when it has not been closed for so long, and the server has answered a later question meanwhile. */
const OPEN_MS = 500

export interface EndpointAsking {
  host: Pick<Host, 'tunnel' | 'exec'>
  /** Certificate authorities, in place of Node's own. */
  ca?: string[] | undefined
}

/** Asks one endpoint, once, from the server's side. Never throws. */
export async function askEndpoint(
  asking: EndpointAsking,
  endpoint: Endpoint,
  signal: AbortSignal,
  limitMs = ASK_MS,
): Promise<EndpointAnswer> {
  return endpoint.protocol === 'tcp'
    ? askTcp(asking, endpoint.port, signal)
    : (await askHttp(asking, endpoint, signal, limitMs)).answer
}

/** What a port speaks, and what it answered to its bare address; with the names of its certificate. */
export interface Recognised {
  endpoint: Endpoint
  answer: EndpointAnswer
  /** Milliseconds. */
  took: number
  names: string[]
}

/** Finds out what a port speaks. All protocols are tried at once, so that a silent port costs no more time than a slow one. */
export async function recognise(asking: EndpointAsking, port: ServerPort, signal: AbortSignal): Promise<Recognised> {
  const begun = performance.now()
  const took = () => performance.now() - begun
  const bare = (protocol: Endpoint['protocol']): Endpoint => ({ port, protocol, path: '/' })
  const open = askTcp(asking, port, signal)
  const tcp = async (): Promise<Recognised> => ({ endpoint: bare('tcp'), answer: await open, took: took(), names: [] })
  // Databases get no request that they do not understand: their logs would show it, and some block clients that send many.
  if (expectsTcp(port)) return tcp()
  const over = (protocol: 'http' | 'tls') => askHttp(asking, bare(protocol), signal, LOOK_MS)
  const [http, tls] = [over('http'), over('tls')]
  const found = async (protocol: 'http' | 'tls'): Promise<Recognised | undefined> => {
    const { answer, names } = await (protocol === 'http' ? http : tls)
    // A TLS server answers plain HTTP with 400.
    const speaks =
      protocol === 'tls'
        ? answer.kind === 'http' || answer.kind === 'open'
        : answer.kind === 'http' && answer.status !== 400
    return speaks ? { endpoint: bare(protocol), answer, took: took(), names } : undefined
  }
  const order: ('http' | 'tls')[] = expectsTls(port) ? ['tls', 'http'] : ['http', 'tls']
  for (const protocol of order) {
    const recognised = await found(protocol)
    if (recognised !== undefined) return recognised
  }
  const { answer } = await http
  return answer.kind === 'http' ? { endpoint: bare('http'), answer, took: took(), names: [] } : tcp()
}

async function askHttp(
  { host, ca }: EndpointAsking,
  { port: { address, port }, protocol, host: name, path }: Endpoint,
  signal: AbortSignal,
  milliseconds: number,
): Promise<{ answer: EndpointAnswer; names: string[] }> {
  const limit = limited(milliseconds, signal)
  const tunnel = host.tunnel(address, port)
  tunnel.on('error', () => {})
  let secured: TLSSocket | undefined
  const seen = (): Pick<EndpointAnswer & { kind: 'open' }, 'tls'> =>
    secured?.getProtocol() ? { tls: secured.authorized ? 'verified' : 'unverified' } : {}
  try {
    const status = await new Promise<number>((resolve, reject) => {
      if (limit.aborted) reject(limit.reason)
      limit.addEventListener('abort', () => reject(new Error(`no answer within ${milliseconds / 1000} s`)), {
        once: true,
      })
      tunnel.once('error', reject)
      const connection: Duplex =
        protocol === 'http'
          ? tunnel
          : connectTls({
              socket: tunnel,
              rejectUnauthorized: false,
              ...(name && { servername: name }),
              ...(ca && { ca }),
            })
      if (protocol === 'tls') secured = connection as TLSSocket
      const request = httpRequest({
        path,
        headers: {
          host: name ?? `${address.includes(':') ? `[${address}]` : address}:${port}`,
          connection: 'close',
          'user-agent': 'stack-actions health gate',
        },
        createConnection: () => connection,
      })
      request.once('error', reject)
      request.once('response', (response) => {
        response.on('error', () => {})
        resolve(response.statusCode ?? 0)
      })
      request.end()
    })
    const names = secured === undefined ? [] : certificateNames(secured.getPeerCertificate().subjectaltname)
    return { answer: { kind: 'http', status, ...seen() }, names }
  } catch (error) {
    if (signal.aborted) return { answer: { kind: 'unasked', why: 'not asked to the end' }, names: [] }
    return { answer: failure(error, seen()), names: [] }
  } finally {
    secured?.destroy()
    tunnel.destroy()
  }
}

function failure(error: unknown, { tls }: { tls?: 'verified' | 'unverified' }): EndpointAnswer {
  const { message = '', code = '' } = error as NodeJS.ErrnoException
  if (error instanceof TunnelUnusable) return { kind: 'unasked', why: message }
  // It answered, but not in HTTP.
  if (tls !== undefined && code.startsWith('HPE_')) return { kind: 'open', tls }
  if (code === 'ECONNRESET') return { kind: 'none', why: 'connection closed' }
  return { kind: 'none', why: message }
}

/** Connects and waits whether the connection stays open. */
function askTcp({ host }: EndpointAsking, { address, port }: ServerPort, signal: AbortSignal): Promise<EndpointAnswer> {
  return new Promise((resolve) => {
    const tunnel = host.tunnel(address, port)
    const end = (answer: EndpointAnswer) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
      tunnel.destroy()
      resolve(answer)
    }
    const cancel = () => end({ kind: 'unasked', why: 'not asked to the end' })
    const open = () =>
      answeredSince(host, signal).then(
        () => end({ kind: 'open' }),
        (error) => end({ kind: 'unasked', why: (error as Error).message }),
      )
    const timer = setTimeout(open, OPEN_MS)
    signal.addEventListener('abort', cancel, { once: true })
    tunnel.once('error', (error) => end(failure(error, {})))
    tunnel.once('end', () => end({ kind: 'none', why: 'connection closed' }))
    tunnel.once('data', () => end({ kind: 'open' }))
    if (signal.aborted) cancel()
  })
}
