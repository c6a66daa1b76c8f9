import type { UserError } from '../runtime/errors.js'

interface KindOfFailure {
  /** What has failed, for the page. */
  words: string
  /** Of an error: its code, or what it is about. */
  about: readonly UserError['about'][]
}

export type Kind =
  | ('container' | 'once' | 'start' | 'image' | 'ports' | 'space' | 'traefik')
  | ('build' | 'registry' | 'files' | 'plan' | 'gate' | 'runner')

/** What an entry of docs/troubleshooting.md can speak of. */
export const KINDS: Readonly<Record<Kind, KindOfFailure>> = {
  container: { words: 'a container on the server', about: ['health'] },
  once: { words: 'a service that runs once', about: ['one-shot'] },
  start: { words: 'a container that Docker does not start', about: ['docker', 'compose'] },
  image: { words: 'an image that the server pulls', about: ['image'] },
  build: { words: 'a build', about: ['build'] },
  registry: { words: 'a registry that the runner asks', about: ['registry'] },
  files: { words: 'the Compose files and their variables', about: ['files'] },
  plan: { words: 'the plan', about: ['plan'] },
  gate: { words: 'the health gate', about: ['gate'] },
  ports: { words: 'the ports of the server', about: ['ports'] },
  space: { words: 'the room on the server', about: ['disk', 'preflight', 'upload'] },
  runner: { words: 'the runner itself', about: ['runner'] },
  traefik: { words: 'Traefik', about: ['traefik', 'routes'] },
}
