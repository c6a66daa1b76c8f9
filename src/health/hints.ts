import type { InspectedContainer } from '../host/types.js'
import { isOwn, type Surroundings } from './endpoints.js'
import { routedUrls } from './routers.js'

/** What is known of a server and of a stack on it, and what stack.yml names. */
export interface Known extends Surroundings {
  urls: readonly string[]
  paths: readonly string[]
  /** What `skip` excludes. */
  skip: readonly string[]
}

/** The names and paths that a visitor may ask for, as far as they are known. */
export interface Hints {
  names: string[]
  /** Beside `/`. */
  paths: string[]
}

/** Names and paths from stack.yml, and from labels, variables and healthchecks of the stack's containers. */
export function hintsOf({ containers, projects, urls, paths }: Known): Hints {
  const own = containers.filter((one) => isOwn(one, projects))
  const routed = own.flatMap(({ Config }) => routedUrls(Config.Labels ?? {}).map(({ url }) => url))
  const known = [...urls, ...routed].flatMap((url) => (URL.canParse(url) ? [new URL(url)] : []))
  const checked = own.flatMap(({ Config }) => checkedPaths(Config.Healthcheck?.Test ?? []))
  return {
    names: cleanNames([...known.map(({ hostname }) => hostname), ...own.flatMap(({ Config }) => statedNames(Config))]),
    paths: cleanPaths([...paths, ...known.map(({ pathname }) => pathname), ...checked]),
  }
}

/** Both, the first one's first. */
export function joinHints(one: Hints, other: Hints): Hints {
  return {
    names: cleanNames([...one.names, ...other.names]),
    paths: cleanPaths([...one.paths, ...other.paths]),
  }
}

/** For nginx-proxy, and for Caddy by labels. */
function statedNames({ Env, Labels }: InspectedContainer['Config']): string[] {
  const variables = (Env ?? []).flatMap(
    (pair) => /^(?:VIRTUAL_HOST|LETSENCRYPT_HOST)=(.+)$/.exec(pair)?.[1]?.split(',') ?? [],
  )
  const caddy = Object.entries(Labels ?? {}).flatMap(([label, value]) =>
    /^caddy(_\d+)?$/.test(label) ? value.split(/[\s,]+/) : [],
  )
  return [...variables, ...caddy.map((site) => site.replace(/^https?:\/\//, '').replace(/[:/].*$/, ''))]
}

/** Paths of the URLs that a healthcheck asks within its container. */
function checkedPaths(test: readonly string[]): string[] {
  const url = /https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?::\d+)?(\/[A-Za-z0-9._~/-]*)/g
  return test.flatMap((word) => [...word.matchAll(url)].flatMap(([, path]) => path ?? []))
}

function cleanNames(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.trim().toLowerCase()))].filter(isName)
}

function cleanPaths(paths: readonly string[]): string[] {
  return [...new Set(paths)].filter((path) => path !== '/' && /^\/[!-~]+$/.test(path))
}

/** Names of a certificate that can be asked for, from Node's `subjectaltname`; a wildcard is no name. */
export function certificateNames(alternatives: string | undefined): string[] {
  return (alternatives ?? '')
    .split(/,\s*/)
    .flatMap((one) => /^DNS:(.+)$/.exec(one)?.[1] ?? [])
    .map((name) => name.toLowerCase())
    .filter(isName)
}

function isName(name: string): boolean {
  return (
    /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(name) &&
    !/^[\d.]+$/.test(name)
  )
}
