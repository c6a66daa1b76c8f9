import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { Refused } from '../runtime/errors.js'
import { plain } from '../runtime/escape.js'
import { dockerThere } from './dockerThere.js'
import type { Host } from './ssh.js'

/** An image of this machine's engine, and the tag under which the server gets it. */
export interface LocalImage {
  /** `sha256:…`, as this engine calls it. */
  imageId: string
  tag: string
}

/** What `docker` of this machine does; tests have one of their own. */
export type SpawnDocker = (args: readonly string[]) => ChildProcessByStdio<null, Readable, Readable>

/** All images of a stack over a slow line. */
const SEND_MS = 60 * 60_000

const spawnDocker: SpawnDocker = (args) =>
  spawn('docker', args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: SEND_MS })

/**
 * Ids on the server of the images that it has under those tags. Two engines may call one image differently: containerd's image store by the
 * digest of its manifest, the older store by that of its configuration. So the tag names the content, and the server says the id.
 */
export async function idsOnServer(
  host: Host,
  tags: readonly string[],
  options: { signal: AbortSignal },
): Promise<Map<string, string>> {
  if (tags.length === 0) return new Map()
  const format = '{{.Id}}{{range .RepoTags}} {{.}}{{end}}'
  const { stdout } = await host.exec(dockerThere(['image', 'inspect', '-f', format, ...tags]), options)
  const known = stdout.split('\n').flatMap((line) => {
    const [id = '', ...names] = line.trim().split(' ')
    return names.map((name) => [name, id] as const)
  })
  const ids = new Map(known)
  return new Map(tags.flatMap((tag) => (ids.has(tag) ? [[tag, ids.get(tag) ?? ''] as const] : [])))
}

/** Those of these images, by id or by digest, that the server has. */
export async function namesOnServer(
  host: Host,
  images: readonly string[],
  options: { signal: AbortSignal },
): Promise<Set<string>> {
  const format = '{{.Id}}{{range .RepoDigests}} {{.}}{{end}}'
  const { stdout } = await host.exec(dockerThere(['image', 'inspect', '-f', format, ...images]), options)
  const known = new Set(stdout.split(/\s+/))
  return new Set(images.filter((image) => known.has(image)))
}

/**
 * Sends images of this machine's engine to the server's, over the SSH connection, where there is no registry.
 * @returns their ids on the server, by tag
 * @throws Refused when the server does not end up with all of them
 */
export async function sendImages(
  host: Host,
  images: readonly LocalImage[],
  options: { signal: AbortSignal; docker?: SpawnDocker },
): Promise<Map<string, string>> {
  const docker = options.docker ?? spawnDocker
  const tags = images.map(({ tag }) => tag)
  for (const { imageId, tag } of images) await ended(docker(['tag', imageId, tag]))
  // A stream from program to program: an image is too large to be held in memory.
  const save = docker(['save', ...tags])
  const saved = ended(save)
  // The connection may fail first.
  saved.catch(() => undefined)
  const loaded = await host.exec(dockerThere(['load', '-q'], SEND_MS / 1000), {
    stdin: save.stdout,
    signal: options.signal,
    timeoutMs: SEND_MS,
  })
  await saved.finally(() => ended(docker(['rmi', ...tags])))
  const there = await idsOnServer(host, tags, options)
  const left = tags.filter((tag) => !there.has(tag))
  if (loaded.code !== 0 || left.length > 0) {
    throw new Refused(
      `the server did not take ${left.length} of ${tags.length} images: ${plain(loaded.stderr).trim() || 'it said nothing'}`,
      {
        at: host.name,
        todo: 'look at the space on its disk (`docker system df`), or use a registry (`registry:` in stack.yml)',
      },
    )
  }
  return there
}

/** Waits for the end of a program; its words are the error's. */
async function ended(program: ReturnType<SpawnDocker>): Promise<void> {
  let said = ''
  program.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000)
  })
  const code = await new Promise<number>((resolve) => {
    program.once('error', (error) => {
      said = error.message
      resolve(127)
    })
    program.once('exit', (status) => resolve(status ?? 137))
  })
  if (code !== 0) throw new Refused(`the images could not be read from this runner's engine: ${plain(said).trim()}`)
}
