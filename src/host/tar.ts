import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pack } from 'tar-stream'
import type { ReleaseFile } from '../records/release.js'
import type { ContentEntry } from '../stack/types.js'

/** The files of a release, as their text. */
export interface ReleaseFiles {
  meta: string
  /** Files of lines, by their names. */
  lines: Readonly<Record<ReleaseFile, string>>
  /** By Compose project name. */
  models: Record<string, unknown>
  /** One a line. */
  secrets: string
  json: unknown
}

/** What services mount, under its name: one file, or a folder. */
export interface MountedFiles {
  name: string
  isFolder: boolean
  files: readonly ContentEntry[]
}

export interface Parcel {
  /** Docker's config.json with what the server pulls with; a secret. It goes before the archive, on a line: nothing writes it to a disk. */
  config: string
  release: ReleaseFiles
  /** The release that stands for what ran before us. */
  adopt?: ReleaseFiles
  files: readonly MountedFiles[]
}

interface Entry {
  name: string
  mode: number
  /** Absent for a folder or a link. */
  content?: () => Promise<string | Buffer> | string | Buffer
  link?: string
}

/** The stream that `stackctl prepare` reads: the login, then an archive. A file is read when it is its turn, so that only one is in memory. */
export function packRelease(parcel: Parcel): Readable {
  const archive = pack()
  const fill = async () => {
    for (const { name, mode, content, link } of entriesOf(parcel)) {
      const head = { name, mode, mtime: new Date(0), uid: 0, gid: 0 }
      const bytes = content === undefined ? undefined : Buffer.from(await content())
      await new Promise<void>((resolve, reject) => {
        const done = (error?: Error | null) => (error ? reject(error) : resolve())
        if (bytes !== undefined) archive.entry(head, bytes, done)
        else if (link !== undefined) archive.entry({ ...head, type: 'symlink', linkname: link }, done)
        else archive.entry({ ...head, type: 'directory' }, done)
      })
    }
    archive.finalize()
  }
  fill().catch((error: Error) => archive.destroy(error))
  // The library's stream is not Node's own, which child processes and `instanceof` ask for.
  return Readable.from(behind(loginLine(parcel.config), archive))
}

/** As the first line of what `stackctl` reads. */
export function loginLine(config: string): string {
  return `${config.replace(/\s*\n\s*/g, ' ').trim() || '{}'}\n`
}

async function* behind(line: string, archive: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  yield Buffer.from(line)
  yield* archive
}

function entriesOf({ release, adopt, files }: Omit<Parcel, 'config'>): Entry[] {
  return [
    ...releaseEntries('release', release),
    ...(adopt === undefined ? [] : releaseEntries('adopt', adopt)),
    ...files.flatMap(mountedEntries),
  ]
}

function releaseEntries(folder: string, files: ReleaseFiles): Entry[] {
  const text = (name: string, content: string): Entry => ({
    name: `${folder}/${name}`,
    mode: 0o600,
    content: () => content,
  })
  return [
    text('meta', files.meta),
    ...Object.entries(files.lines).map(([name, content]) => text(name, content)),
    ...Object.entries(files.models).map(([project, model]) =>
      text(`models/${project}.json`, `${yamlSafe(JSON.stringify(model, null, 2))}\n`),
    ),
    text('secrets', files.secrets),
    text('release.json', `${JSON.stringify(files.json, null, 2)}\n`),
  ]
}

/** Readable for whatever user a container has, and written by nobody; a folder's owner can still take it away. */
function mountedEntries({ name, isFolder, files }: MountedFiles): Entry[] {
  return files.map(({ path, from, content, executable, isFolder: folder, link }) => {
    const at = isFolder && path !== '' ? `files/${name}/${path}` : `files/${name}`
    if (folder === true) return { name: `${at}/`, mode: 0o755 }
    if (link !== undefined) return { name: at, mode: 0o777, link }
    return {
      name: at,
      mode: executable ? 0o555 : 0o444,
      content: () => content ?? (from === undefined ? '' : readFile(from)),
    }
  })
}

/**
 * JSON that Compose on the server reads as YAML 1.1, to the same values: there some characters that JSON may hold as they are, are not allowed
 * (DEL, C1 controls, noncharacters), and some are line breaks, which become blanks (NEL, U+2028, U+2029).
 */
function yamlSafe(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
