import type { InspectedContainer } from '../types.js'

/**
 * Whether it may be Traefik: by its program, its image (`traefik`, `library/traefik`, `registry/x/traefik:v3`), flags that nothing else has, or the
 * label that Traefik's image gives to whatever is built on it.
 */
export function isTraefik(image: string | undefined, words: readonly string[], title?: string): boolean {
  const repository = (image ?? '').replace(/@.*$/, '').replace(/:[^/:]*$/, '')
  const isProgram = words.slice(0, 3).some((word) => /(^|\/)traefik$/.test(word))
  return (
    isProgram ||
    title === 'Traefik' ||
    repository.split('/').at(-1) === 'traefik' ||
    words.some((word) => /^--providers\.(docker|swarm|file)(=|\.|$)/i.test(word))
  )
}

/** Label of an image that says what it is. */
export const TITLE = 'org.opencontainers.image.title'

/** Docker's names of a container's networks; it may use those of another one. */
export function networksWith(container: InspectedContainer, containers: readonly InspectedContainer[]): string[] {
  const own = Object.keys(container.NetworkSettings.Networks ?? {})
  const [, other] = /^container:(.+)$/.exec(container.HostConfig.NetworkMode) ?? []
  if (own.length > 0 || other === undefined) return own
  const found = containers.find(({ Id }) => Id === other)
  return found === undefined ? [`container:${other}`] : Object.keys(found.NetworkSettings.Networks ?? {})
}

/**
 * Why something that is set up as Traefik cannot be it: nobody reaches it, or, as far as its endpoint is known, nobody tells it of containers. Undefined where it can. Whether it
 * is, the server has it show before it is told a route, where it has not Docker's own socket (stackctl's `proven_proxy`).
 */
export function notTraefik(
  { Mounts }: Pick<InspectedContainer, 'Mounts'>,
  networks: readonly string[],
  endpoint: string | undefined,
): string | undefined {
  if (networks.every((name) => name === 'none')) return 'it is in no network'
  if (endpoint === undefined) return undefined
  const sources = Mounts.map(({ Source }) => Source)
  const targets = Mounts.map(({ Destination }) => Destination)
  const path = /^unix:(?:\/\/)?(.*)$/s.exec(endpoint === '' ? `unix://${SOCKET}` : endpoint)?.[1]
  if (path === undefined || lies(SOCKET, sources) || lies(path, targets)) return undefined
  return 'it has neither the socket of Docker nor an endpoint'
}

const SOCKET = '/var/run/docker.sock'

// A mount in memory has no source.
function lies(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => folder !== '' && `${short(path)}/`.startsWith(`${short(folder)}/`))
}

/** Without a slash at its end; `/var/run` is a link to `/run`. */
function short(path: string): string {
  return path.replace(/\/+$/, '').replace(/^\/var\/run(?=\/|$)/, '/run')
}
