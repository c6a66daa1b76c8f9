import { Load } from '../load/load.js'
import type { Request, Traffic } from '../load/traffic.js'
import type { Outside } from './server.js'
import { NAMES } from './target.js'

/** Requests a second on each kind of connection. */
const RATE = 25
/** HTTP/2, lasting connections of HTTP/1.1, and a new connection for every request. */
const CONNECTIONS = [
  ['-keepalive=true', '-http2=true'],
  ['-keepalive=true', '-http2=false'],
  ['-keepalive=false', '-http2=false'],
]
/** Asked in turn which version answers. */
const VERSIONED = ['api.l2p', 'l2p', 'vault']

/** Load on the example over verified HTTPS: a GET and a POST by turns. */
export function loadExample(vegeta: string, { domain, address, caFile }: Outside): Promise<Load> {
  const options = [
    '-timeout=30s',
    ...(caFile ? [`-root-certs=${caFile}`] : []),
    ...(address ? NAMES.map((name) => `-connect-to=${name}.${domain}:443:${address}:443`) : []),
  ]
  const connections = CONNECTIONS.map((kind) => [...kind, ...options])
  return Load.start({ vegeta, rate: RATE, connections, traffic: exampleTraffic(domain) })
}

/** What `loadExample` asks, and how the example says who answers. */
export function exampleTraffic(domain: string): Traffic {
  return {
    *requests(name) {
      for (let count = 0; ; count += 2) {
        yield { method: 'GET', url: `https://${VERSIONED[(count / 2) % VERSIONED.length]}.${domain}/version` }
        yield post(domain, `${name}-${count + 1}`)
      }
    },
    read: ({ ok, code, method, url, headers, body }) => {
      const [version, container] = ['X-Version', 'X-Instance'].map((header) => headers[header]?.[0])
      const from = version === undefined ? [] : [`from ${version}`]
      return {
        ...(method === 'POST' && { id: url.search.slice(1) }),
        ...(version !== undefined && { version }),
        ...(container !== undefined && { container }),
        ...(!ok && code > 0 && { failure: [code, ...from, body.trim()].filter(Boolean).join(' ') }),
      }
    },
  }
}

/** The query names the row in vegeta's results; the service reads the body. */
function post(domain: string, id: string): Request {
  return {
    method: 'POST',
    url: `https://api.l2p.${domain}/items?${id}`,
    header: { 'Content-Type': ['application/json'] },
    body: Buffer.from(JSON.stringify({ id, text: 'load' })).toString('base64'),
  }
}
