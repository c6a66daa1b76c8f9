import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { FILES, type FileField } from './files.js'
import { insideRepo, isInside } from './inside.js'
import { isSource, itemsOf, lineAt, nodesAt, readSource, type Source, textOf } from './source.js'

/** A fault of a file that Compose files refer to. */
export interface ForeignFault {
  /** Relative to the root. */
  file: string
  line?: number
  message: string
}

/**
 * Texts with their variables filled in, by Compose.
 * @param envFiles Of the `include`s around them, the outermost first: absolute paths.
 */
export type Fill = (texts: readonly string[], envFiles: readonly (readonly string[])[]) => Promise<string[]>

/** How a Compose file is read. */
interface Reading {
  root: string
  fill: Fill
  /** Absolute folder from which Compose takes its relative paths. */
  folder: string
  envFiles: readonly (readonly string[])[]
  seen: Set<string>
}

/** One file that a Compose file names. */
interface Reference {
  field: FileField
  /** `services.web.env_file`. */
  where: string
  line: number
  /** As written, and with variables filled in if that differs: Compose opens one or the other, depending on the call. */
  texts: string[]
}

/**
 * Faults of what Compose would open or take for a path while it reads these files: what is remote, lies outside of the repository, or can be
 * read in two ways by two YAML parsers. This is checked before Compose is called, because afterwards the file has been read already.
 * @param files Absolute.
 * @param folder Absolute folder of the project.
 */
export async function foreignReferences(
  root: string,
  files: readonly string[],
  folder: string,
  fill: Fill,
): Promise<ForeignFault[]> {
  const faults: ForeignFault[] = []
  const seen = new Set<string>()
  for (const file of files) faults.push(...(await faultsOf(file, { root, fill, folder, envFiles: [], seen })))
  return faults
}

async function faultsOf(file: string, reading: Reading): Promise<ForeignFault[]> {
  const { root, seen, folder, envFiles } = reading
  const key = JSON.stringify([file, folder, envFiles])
  if (seen.has(key)) return []
  seen.add(key)
  const shown = relative(root, file)
  const outside = await whyOutside(root, file)
  if (outside !== undefined) return [{ file: shown, message: outside }]
  const bytes = await readFile(file).catch(() => undefined)
  if (bytes === undefined) return []
  const source = readSource(bytes)
  if (!isSource(source)) return source.map((fault) => ({ file: shown, ...fault }))

  const references = await filled(referencesIn(source), reading)
  const faults: ForeignFault[] = []
  for (const reference of references)
    for (const text of reference.texts) {
      const why = await whyForeign(text, reference.field, reading)
      if (why !== undefined)
        faults.push({
          file: shown,
          line: reference.line,
          message: `${reference.where}: ${JSON.stringify(text)} ${why}`,
        })
    }
  return faults.length > 0
    ? faults
    : [...(await faultsOfExtended(references, reading)), ...(await faultsOfIncluded(source, reading))]
}

/** Of files that are extended: each is read from its own folder. */
async function faultsOfExtended(references: readonly Reference[], reading: Reading): Promise<ForeignFault[]> {
  const faults: ForeignFault[] = []
  const named = references.filter(({ field }) => field.place === EXTENDS).flatMap(({ texts }) => texts)
  for (const file of named.map((text) => resolve(reading.folder, text)))
    faults.push(...(await faultsOf(file, { ...reading, folder: dirname(file) })))
  return faults
}

/** Of files that are included: each is read from the folder that its entry says, and with variables of its own. */
async function faultsOfIncluded(source: Source, reading: Reading): Promise<ForeignFault[]> {
  const faults: ForeignFault[] = []
  for (const { node } of nodesAt(source, ['include', '*'])) {
    const texts = (name: string): string[] =>
      nodesAt(source, [name], node)
        .flatMap((found) => itemsOf(source, found.node))
        .flatMap((item) => textOf(source, item) ?? [])
    const short = textOf(source, node)
    const written: Include = {
      paths: short === undefined ? texts('path') : [short],
      folders: texts('project_directory'),
      env: texts('env_file'),
    }
    const fill = await filledTexts([...written.paths, ...written.folders, ...written.env], reading)
    for (const one of [(text: string) => text, (text: string) => fill.get(text) ?? text])
      faults.push(
        ...(await faultsOfInclude(
          { paths: written.paths.map(one), folders: written.folders.map(one), env: written.env.map(one) },
          reading,
        )),
      )
  }
  return faults
}

/** As Compose asks before it reads an `.env` by itself. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

interface Include {
  paths: string[]
  folders: string[]
  env: string[]
}

async function faultsOfInclude({ paths, folders, env }: Include, reading: Reading): Promise<ForeignFault[]> {
  const files = paths.map((path) => resolve(reading.folder, path))
  const [first] = files
  if (first === undefined) return []
  const faults: ForeignFault[] = []
  for (const folder of folders.length === 0 ? [dirname(first)] : folders.map((one) => resolve(reading.folder, one))) {
    const ownEnv = join(folder, '.env')
    const why = env.length > 0 ? undefined : await whyOutside(reading.root, ownEnv)
    if (why !== undefined) faults.push({ file: relative(reading.root, ownEnv), message: why })
    const envFiles = env.length > 0 ? env.map((one) => resolve(reading.folder, one)) : [ownEnv]
    const below = { ...reading, folder, envFiles: [...reading.envFiles, envFiles.filter(isFile)] }
    if (why === undefined) for (const file of files) faults.push(...(await faultsOf(file, below)))
  }
  return faults
}

const EXTENDS = 'services.*.extends.file'
const REMOTE = /^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\//i

async function whyForeign(text: string, { form }: FileField, { root, folder }: Reading): Promise<string | undefined> {
  if (form === 'mount') {
    // In the model this would be a path of the runner that looks like one of the server. Where a link leads is checked with the content.
    return /^\.\.?(\/|$)/.test(text) && !isInside(root, resolve(folder, text))
      ? 'leads out of the repository; a folder of the server is mounted by its absolute path there'
      : undefined
  }
  if (REMOTE.test(text)) return 'is remote: nothing is fetched while Compose files are read'
  // Compose replaces it by the home folder, which the env file may set.
  if (text.startsWith('~')) return 'leads out of the repository'
  if (/\$\{?COMPOSE_PROJECT_NAME\b/.test(text))
    return 'holds the project’s name, which is not known before the file is read'
  return whyOutside(root, text.startsWith('/') ? text : `${folder}/${text}`)
}

/** @param path Absolute, as it would be opened: also its `..` after a link count. */
async function whyOutside(root: string, path: string): Promise<string | undefined> {
  return insideRepo(root, path, path).then(
    () => undefined,
    () => 'leads out of the repository',
  )
}

/** The rows of the table that Compose opens, and the mounts, whose relative form is gone from what Compose makes of them. */
const JUDGED = FILES.filter(({ fate, form }) => fate === 'read' || form === 'mount')

function referencesIn(source: Source): Reference[] {
  return JUDGED.flatMap((field) =>
    // Jobs and hooks are refused in Compose's result; the files that they name have been read by then.
    [field.place, ...OTHERS.map((other) => field.place.replace(/^services\.\*/, other))]
      .filter((place, index) => index === 0 || place !== field.place)
      .flatMap((place) => nodesAt(source, place.split('.')))
      .flatMap(({ where, node }) =>
        itemsOf(source, node).flatMap((item): Reference[] => {
          const text = textOf(source, item)
          return text === undefined ? [] : [{ field, where, line: lineAt(source, item), texts: [text] }]
        }),
      ),
  )
}

const OTHERS = ['jobs.*', 'services.*.pre_start.*']

async function filled(references: readonly Reference[], reading: Reading): Promise<Reference[]> {
  const values = await filledTexts(
    references.flatMap(({ texts }) => texts),
    reading,
  )
  return references.map((reference) => ({
    ...reference,
    texts: [
      ...new Set(
        reference.texts.flatMap((text) => [text, values.get(text) ?? text]).map((text) => named(text, reference.field)),
      ),
    ],
  }))
}

/** The part of a text that is the path: in a mount's short form, the part before its target. */
function named(text: string, { form, place }: FileField): string {
  return form === 'mount' && !place.endsWith('.source') ? (text.split(':')[0] ?? '') : text
}

async function filledTexts(texts: readonly string[], { fill, envFiles }: Reading): Promise<Map<string, string>> {
  const open = [...new Set(texts.filter((text) => text.includes('$')))]
  if (open.length === 0) return new Map()
  const made = await fill(open, envFiles)
  return new Map(open.map((text, index) => [text, made[index] ?? text]))
}
