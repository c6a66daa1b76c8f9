import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { jsonObject } from '../runtime/json.js'

/** What an image says by itself: part of Docker's `Config` of it. */
export interface ImageConfig {
  Env?: string[] | null
  Cmd?: string[] | null
  Entrypoint?: string[] | null
  Labels?: Record<string, string> | null
  User?: string
  WorkingDir?: string
  StopSignal?: string
  Healthcheck?: { Test?: string[]; Retries?: number; [duration: string]: unknown } | null
}

/** A file that a container should have, if nothing of it has changed. */
export interface AskedFile {
  /** Id. */
  container: string
  /** Absolute, as the container sees it. */
  path: string
  /** Absolute, on the server, where it is mounted from there. */
  from?: string
}

/** What a first plan asks of what runs already. */
export interface LikenessQuestion {
  /** Compose project and its text as JSON, for the server's own Compose to hash. */
  models: readonly { project: string; text: string }[]
  files: readonly AskedFile[]
  /** Ids of images. */
  images: readonly string[]
}

export interface LikenessAnswer {
  /** Compose's hash of each service, by `project/service`; none where the server's Compose cannot read the text. */
  hashes: ReadonlyMap<string, string>
  images: ReadonlyMap<string, ImageConfig>
  /** sha256 by container id and path, joined by a blank; none where nobody can read it. */
  sums: ReadonlyMap<string, string>
}

/** The lines of stdin; paths with a control character are left out, so that their content is not known. */
export function writeQuestion({ models, files, images }: LikenessQuestion): string {
  const rows = [
    ...models.map(({ project, text }) => ['model', project, text]),
    ...images.map((id) => ['image', id]),
    ...files.map(({ container, path, from }) => ['file', container, path, from ?? '-']),
  ]
  const printable = rows.filter((fields) => fields.every((field) => field !== '' && !/\p{Cc}/u.test(field)))
  return printable.map((fields) => `${fields.join('\t')}\n`).join('')
}

/** Rows of `hash` project service hash, `image` id config, `sum` container path sha256. */
export function parseAnswer(stdout: string): LikenessAnswer {
  const hashes = new Map<string, string>()
  const images = new Map<string, ImageConfig>()
  const sums = new Map<string, string>()
  for (const row of stdout.split('\n')) {
    const [kind, one = '', two = '', three = ''] = row.split('\t')
    if (kind === 'hash') hashes.set(`${one}/${two}`, three)
    else if (kind === 'sum') sums.set(`${one} ${two}`, three)
    else if (kind === 'image') {
      const config = jsonObject(two)
      if (config !== undefined) images.set(one, config)
    }
  }
  return { hashes, images, sums }
}

/** sha256 of a file of a release, in hex. */
export async function sumOf({ from, content }: { from?: string; content?: string }): Promise<string> {
  const bytes = from === undefined ? Buffer.from(content ?? '') : await readFile(from)
  return createHash('sha256').update(bytes).digest('hex')
}
