import { Refused } from '../runtime/errors.js'
import { quoted } from '../runtime/escape.js'
import type { Stack } from '../stack/types.js'

/** Where an image lies, apart from its tag. */
export interface Repository {
  /** Host and port as it is written, such as `ghcr.io`. */
  host: string
  /** Below the host, such as `org/repo/l2p-backend`. */
  path: string
}

export interface Reference extends Repository {
  tag?: string
  digest?: string
}

const pathPart = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/
const tagShape = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/
const digestShape = /^sha256:[0-9a-f]{64}$/

/**
 * Reads an image's name by Docker's rules: `postgres:17` is `docker.io/library/postgres:17`.
 * @throws Refused when it is no image's name.
 */
export function parseReference(text: string): Reference {
  const match = /^([^@]*?)(?::([^:/@]+))?(?:@(.+))?$/.exec(text)
  const [, name = '', tag, digest] = match ?? []
  const parts = name.split('/')
  const first = parts[0] ?? ''
  const hasHost = parts.length > 1 && (first.includes('.') || first.includes(':') || first === 'localhost')
  const host = hasHost ? first : 'docker.io'
  const rest = hasHost ? parts.slice(1) : parts
  const path = host === 'docker.io' && rest.length === 1 ? ['library', ...rest] : rest
  const valid =
    path.every((part) => pathPart.test(part)) &&
    path.join('/').length <= 255 &&
    /^[A-Za-z0-9.[\]:-]+$/.test(host) &&
    (tag === undefined || tagShape.test(tag)) &&
    (digest === undefined || digestShape.test(digest))
  if (!valid) throw new Refused(`${quoted(text)} is no name of an image`)
  return {
    host,
    path: path.join('/'),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  }
}

/** The repository in an image's name as Docker shortens it, without tag and digest; takes any text. */
export function repositoryOfImage(reference: string): string {
  return reference
    .replace(/@.*$/, '')
    .replace(/:[^/:]*$/, '')
    .replace(/^(index\.)?docker\.io\//, '')
    .replace(/^library\//, '')
}

/** Where the registry's API answers: Docker Hub's name is not its address. */
export function apiHost(host: string): string {
  return host === 'docker.io' || host === 'index.docker.io' ? 'registry-1.docker.io' : host
}

/**
 * Name of a service's image: `<registry>/<project>-<service>`. What it would say twice, it says once: `<registry>/<service>` where the only project
 * is called as the registry's path ends, and `<registry>/<name>` where project and service are the same.
 */
export function repositoryOf(
  { registry, name, projects }: Pick<Stack, 'registry' | 'name' | 'projects'>,
  project: string,
  service: string,
): string {
  const [one, two] = [namePart(project), namePart(service)]
  const prefix = registry === 'none' ? namePart(name) : registry
  const isSaid = one === two || (projects.length === 1 && prefix.split('/').at(-1) === one)
  return `${prefix}/${isSaid ? two : `${one}-${two}`}`
}

function namePart(text: string): string {
  const part = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return part === '' ? 'image' : part
}
