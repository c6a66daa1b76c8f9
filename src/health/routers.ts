import type { EntryPoint } from '../host/traefik/staticConfig.js'
import { type Expression, readExpression } from '../proxy/expression.js'

/** Where Traefik listens, by its own configuration, and where that is reached from outside. */
export interface Listening {
  entryPoints: readonly EntryPoint[]
  /** The server's port that leads to a port of Traefik's; undefined where none is published. */
  publishedPort: (port: number) => number | undefined
}

/** An address that a router answers. */
export interface RoutedUrl {
  url: string
  router: string
}

/**
 * URLs that Traefik's routers answer, as a client outside would ask them, by the labels of a service. Routers with no plain host, those that a
 * plain GET may not match (headers, methods, client addresses), and entry points that only redirect give none.
 * @param listening absent where no Traefik is known: then its usual ports are asked, with TLS where the router says so
 */
export function routedUrls(labels: Readonly<Record<string, string>>, listening?: Listening): RoutedUrl[] {
  if (labels['traefik.enable']?.toLowerCase() === 'false') return []
  const urls = Object.entries(labels).flatMap(([label, rule]) => {
    const [, router] = /^traefik\.http\.routers\.([^.]+)\.rule$/i.exec(label) ?? []
    if (router === undefined) return []
    const settings = settingsOf(labels, router)
    const expression = readExpression(rule)
    const places = expression === undefined ? [] : placesOf(expression, settings.get('rulesyntax') === 'v2')
    return originsOf(settings, listening).flatMap(({ scheme, port }) =>
      places
        .filter(({ host }) => host !== undefined && /^[A-Za-z0-9.-]+$/.test(host))
        .map(({ host, path = '/' }) => ({ url: `${scheme}://${host}${port}${path}`, router })),
    )
  })
  return [...new Map(urls.map((one) => [one.url, one])).values()]
}

interface Place {
  host?: string
  path?: string
}

/** Pairs of host and path that match a rule. Traefik 3 takes one argument in each call; its older syntax takes several. */
function placesOf(expression: Expression, older: boolean): Place[] {
  if (expression.kind === 'or') return expression.all.flatMap((one) => placesOf(one, older))
  if (expression.kind === 'and')
    return expression.all
      .map((one) => placesOf(one, older))
      .reduce((ways, more) => ways.flatMap((way) => more.flatMap((one) => both(way, one))))
  if (expression.kind !== 'call') return []
  const { name, args } = expression
  if (args.length === 0 || (args.length > 1 && !older)) return []
  if (/^host(header)?$/i.test(name)) return args.map((host) => ({ host }))
  return /^path(prefix)?$/i.test(name) ? args.filter((path) => path.startsWith('/')).map((path) => ({ path })) : []
}

function both(one: Place, other: Place): Place[] {
  const clash = one.host !== undefined && other.host !== undefined && one.host !== other.host
  const paths = [one.path, other.path].filter((path) => path !== undefined)
  // The longer of two prefixes is in both.
  const path = paths.sort((a, b) => b.length - a.length)[0]
  const host = one.host ?? other.host
  return clash ? [] : [{ ...(host !== undefined && { host }), ...(path !== undefined && { path }) }]
}

/** A router's labels below its name, in small letters. */
function settingsOf(labels: Readonly<Record<string, string>>, router: string): Map<string, string> {
  const prefix = `traefik.http.routers.${router}.`.toLowerCase()
  return new Map(
    Object.entries(labels)
      .filter(([label]) => label.toLowerCase().startsWith(prefix))
      .map(([label, value]) => [label.slice(prefix.length).toLowerCase(), value]),
  )
}

function originsOf(
  settings: ReadonlyMap<string, string>,
  listening: Listening | undefined,
): { scheme: 'http' | 'https'; port: string }[] {
  const byLabel = hasTls(settings)
  if (listening === undefined) return [{ scheme: byLabel ? 'https' : 'http', port: '' }]
  const named = settings
    .get('entrypoints')
    ?.split(',')
    .map((name) => name.trim().toLowerCase())
  const own = listening.entryPoints.filter(({ name, isDefault }) =>
    named === undefined ? isDefault : named.includes(name.toLowerCase()),
  )
  return own
    .filter(({ udp, redirectsTo }) => !udp && redirectsTo === undefined)
    .map(({ port, tls }) => {
      const scheme = byLabel || tls ? 'https' : 'http'
      const outside = listening.publishedPort(port)
      const usual = outside === undefined || outside === (scheme === 'https' ? 443 : 80)
      return { scheme, port: usual ? '' : `:${outside}` }
    })
}

function hasTls(settings: ReadonlyMap<string, string>): boolean {
  return [...settings].some(([field, value]) =>
    field === 'tls' ? value.toLowerCase() !== 'false' : field.startsWith('tls.'),
  )
}
