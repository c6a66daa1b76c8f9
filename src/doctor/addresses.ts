import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { ownEntry } from '../runtime/ownEntry.js'
import type { Name } from './edge.js'
import { bad, type Finding, find, good, open } from './finding.js'

const CONNECT_MS = 10_000

interface Way {
  /** Name or address of the server, as ssh is given it. */
  server: string
  /** Addresses in place of DNS. */
  resolve: Readonly<Record<string, string>>
  ca: string[] | undefined
  /** Whether a release serves already. */
  isDeployed: boolean
}

/** Where each name leads to, and whether its certificate is valid. */
export async function findNames(names: readonly Name[], way: Way, signal: AbortSignal): Promise<Finding[]> {
  const servers = await addressesOf(way.server, {})
  const found = names.map(async ({ url, isResolved }) => {
    const { hostname, protocol, port } = new URL(url)
    const name = hostname.replace(/^\[|\]$/g, '')
    const dns = await find(
      `DNS of ${name}`,
      async () => dnsSeen(name, await addressesOf(name, way.resolve), servers),
      signal,
    )
    if (protocol !== 'https:' || dns.state === 'bad') return [dns]
    const at = { name, port: Number(port) || 443, address: ownEntry(way.resolve, name) ?? name, ca: way.ca }
    const tls = await find(
      `TLS of ${name}`,
      async () => tlsSeen(await certificateOf(at), { isResolved, ...way }),
      signal,
    )
    return [dns, tls]
  })
  return (await Promise.all(found)).flat()
}

async function addressesOf(name: string, resolve: Readonly<Record<string, string>>): Promise<string[]> {
  const given = ownEntry(resolve, name)
  if (given !== undefined || isIP(name) !== 0) return [given ?? name]
  const found = await lookup(name, { all: true }).catch(() => [])
  return found.map(({ address }) => address)
}

/** @param servers Addresses of the server; none where its name is only ssh's. */
export function dnsSeen(name: string, addresses: readonly string[], servers: readonly string[]) {
  const words = addresses.join(', ')
  if (addresses.length === 0)
    return bad(
      `${name} has no address here`,
      `add a record A or AAAA for it${servers[0] === undefined ? '' : `: ${servers.join(', ')}`}`,
    )
  if (servers.length === 0 || addresses.some((address) => servers.includes(address))) return good(words)
  return open(
    `${words}, and the server is ${servers.join(', ')}: right only if something stands in front of the server`,
  )
}

interface Certificate {
  /** Why it is not valid, or why there is none; absent where it is valid. */
  why?: string
  /** Nothing answered at all. */
  isSilent?: boolean
  until?: string
}

export function tlsSeen(
  { why, isSilent = false, until }: Certificate,
  { isResolved, isDeployed }: { isResolved: boolean; isDeployed: boolean },
) {
  if (why === undefined) return good(`valid until ${until}`)
  if (!isDeployed && (isResolved || isSilent)) return open(`${why}: it may come with the first deploy`)
  return bad(
    why,
    isSilent
      ? 'is the port open in the firewall, and does anything listen on it?'
      : 'look into the log of what holds the certificate (Traefik)',
  )
}

async function certificateOf(at: {
  name: string
  port: number
  address: string
  ca: string[] | undefined
}): Promise<Certificate> {
  const { name, port, address, ca } = at
  return new Promise((resolve) => {
    const socket = connect({
      host: address,
      port,
      rejectUnauthorized: false,
      ...(isIP(name) === 0 && { servername: name }),
      ...(ca && { ca }),
    })
    const end = (seen: Certificate) => {
      socket.destroy()
      resolve(seen)
    }
    socket.setTimeout(CONNECT_MS, () =>
      end({ why: `nothing answers on port ${port} within ${CONNECT_MS / 1000} s`, isSilent: true }),
    )
    socket.once('error', (error) => end({ why: error.message, isSilent: true }))
    socket.once('secureConnect', () => {
      const until = socket.getPeerCertificate().valid_to
      const reason = socket.authorizationError as Error | string | undefined
      end(socket.authorized ? { until } : { until, why: `its certificate is not valid: ${String(reason)}` })
    })
  })
}
