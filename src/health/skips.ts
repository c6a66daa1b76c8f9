import type { InspectedContainer } from '../host/types.js'
import { type RoutedUrl, routedUrls } from './routers.js'

/** Whether `skip` in stack.yml excludes an endpoint. `host` is absent where the address itself is asked, `path` is empty where none is asked for. */
export type IsSkipped = (way: { host?: string | undefined; port: number; path: string }) => boolean

interface Rule {
  host?: string
  port?: number
  /** With all that is below it; `/` is that page alone. */
  path?: string
  /** Pages below it that another router routes. */
  but?: readonly string[]
}

/**
 * What the values of `skip` exclude: a name (`example.org`), a page of all or one of them (`/old`, `example.org/old`), a port of the server
 * (`:8080`, `:8080/old`), or what a router of Traefik routes and no other does.
 */
export function skipsOf(words: readonly string[], routed: readonly RoutedUrl[]): IsSkipped {
  const rules = words.flatMap((word) => rulesOf(word, words, routed))
  return ({ host, port, path }) =>
    rules.some(
      (rule) =>
        (rule.host === undefined || rule.host === host?.toLowerCase()) &&
        (rule.port === undefined || rule.port === port) &&
        (rule.path === undefined || isBelow(rule.path, path)) &&
        !rule.but?.some((one) => isBelow(one, path)),
    )
}

/** The same without labels, as names, paths and ports: for a server that asks by itself. */
export function plainSkips(words: readonly string[], routed: readonly RoutedUrl[]): string[] {
  const rules = words.flatMap((word) => rulesOf(word, words, routed))
  return [
    ...new Set(rules.map(({ host = '', port, path = '' }) => `${host}${port === undefined ? '' : `:${port}`}${path}`)),
  ]
}

/** Everything that Traefik routes by the labels of these containers. */
export function routedBy(containers: readonly Pick<InspectedContainer, 'Config'>[]): RoutedUrl[] {
  return containers.flatMap(({ Config }) => routedUrls(Config.Labels ?? {}))
}

function rulesOf(word: string, words: readonly string[], routed: readonly RoutedUrl[]): Rule[] {
  const named = routed.filter(({ router }) => router === word)
  const [, host = '', port, path] = /^([^:/]*)(?::(\d+))?(\/.*)?$/.exec(word) ?? []
  const rule: Rule = {
    ...(host !== '' && { host: host.toLowerCase() }),
    ...(port !== undefined && { port: Number(port) }),
    ...(path !== undefined && { path }),
  }
  if (named.length === 0) return [rule]
  const others = routed.filter(({ router }) => !words.includes(router)).map(({ url }) => new URL(url))
  return named.flatMap(({ url }): Rule[] => {
    const { hostname, pathname } = new URL(url)
    const beside = others.filter((other) => other.hostname === hostname).map((other) => other.pathname)
    if (beside.includes(pathname)) return []
    const but = beside.filter((other) => pathname === '/' || isBelow(pathname, other))
    return [{ host: hostname, ...(pathname !== '/' && { path: pathname }), ...(but.length > 0 && { but }) }]
  })
}

function isBelow(folder: string, path: string): boolean {
  return path === folder || (folder !== '/' && path.startsWith(folder.endsWith('/') ? folder : `${folder}/`))
}
