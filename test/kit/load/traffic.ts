import type { Hit } from './hits.js'

/** A request as vegeta reads it. */
export interface Request {
  method: string
  url: string
  header?: Readonly<Record<string, readonly string[]>>
  /** In base64. */
  body?: string
}

/** What came back. */
export interface Answer {
  /** Whether the status is one of success. */
  ok: boolean
  /** HTTP status; 0 when there was none. */
  code: number
  method: string
  url: URL
  headers: Readonly<Record<string, readonly string[]>>
  /** Its beginning. */
  body: string
}

/** What is asked of a stack, and what its answers say. */
export interface Traffic {
  /** Without end; the rows of its POSTs have ids that begin with `name`. */
  requests(name: string): Iterable<Request>
  /** What an answer says of itself, beside what vegeta says of it. */
  read(answer: Answer): Partial<Hit>
}

/** What one of `targetsInTurn` is asked for. */
export interface Target {
  method: 'GET' | 'POST'
  /** Host header: the router that is asked. */
  host: string
  /** Below `/`; an id of its own is added to a POST. */
  path: string
  headers?: Readonly<Record<string, string>>
  /** Which service must answer: Docker gives the address of a container that is gone to the next one, whatever that is. */
  service?: string
}

/** Targets one after the other, at `http://address[:port]` of a proxy; who answers says so in JSON. */
export function targetsInTurn(base: string, targets: readonly Target[]): Traffic {
  return {
    *requests(name) {
      for (let count = 0; ; count += 1) {
        const target = targets[count % targets.length]
        if (target === undefined) return
        yield requestOf(base, target, `${name}-${count}`)
      }
    },
    read: ({ ok, method, url, body }) => {
      const wanted = url.searchParams.get('for')
      const said = body.startsWith('{') ? (JSON.parse(body) as Speaker) : undefined
      if (ok && wanted !== null && said?.service !== wanted) {
        const error = 'another service answered'
        return { code: 0, error, failure: error }
      }
      const id = method === 'POST' ? url.searchParams.get('id') : null
      const speaker = said && { service: said.service, version: said.version, container: said.container }
      return { ...(id !== null && { id }), ...speaker }
    },
  }
}

/** Who answers. */
interface Speaker {
  service: string
  version: string
  container: string
}

function requestOf(base: string, { method, host, path, headers, service }: Target, id: string): Request {
  const words = [...(method === 'POST' ? [`id=${id}`] : []), ...(service === undefined ? [] : [`for=${service}`])]
  const query = words.length === 0 ? '' : `${path.includes('?') ? '&' : '?'}${words.join('&')}`
  const header = Object.fromEntries(Object.entries({ ...headers, Host: host }).map(([key, value]) => [key, [value]]))
  return { method, url: `${base}${path}${query}`, header }
}
