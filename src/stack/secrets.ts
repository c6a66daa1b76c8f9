import { readFile, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import type { CommittedText } from './committedText.js'
import { undouble } from './compose.js'
import type { StackConfig } from './config.js'
import { insideRepo } from './inside.js'
import type { TrackedFiles } from './mounts.js'
import { namedFiles } from './namedFiles.js'
import { siblingFiles } from './search.js'
import { isSource, itemsOf, nodesAt, readSource, textOf } from './source.js'
import { variablesIn } from './standIns.js'
import { envValues, leavesOf } from './textValues.js'
import type { ComposeFileObject, ComposeModel, Project } from './types.js'

/** Texts of a stack that may be secret, and texts that every reader of the repository knows. */
export interface StackSecrets {
  values: string[]
  publicText: string
}

/** A larger file is not treated as a secret that somebody could print. */
const FILE_BYTES = 64 * 1024

/** What the files of a stack are read by. */
interface Reading {
  config: StackConfig
  projects: readonly Omit<Project, 'mounts'>[]
  tracked: TrackedFiles
  committed: CommittedText
}

/** A file's text in the checkout, and its public text in git. */
interface Written {
  path: string
  lies: string
  committed: string
}

/** @param values Of variables and of what Compose resolved. */
export async function secretsOf(values: readonly string[], reading: Reading): Promise<StackSecrets> {
  const { config, projects, committed } = reading
  const files = await Promise.all(projects.map(({ model }) => fileValues(model, committed)))
  const texts = await composeTexts(reading)
  const labels = await labelFiles(texts, reading)
  const ofConfig = await configSecrets(config, committed)
  return {
    values: [
      ...values,
      ...files.flat(),
      ...ofConfig.values,
      ...texts.flatMap(filledIn),
      ...labels.files.filter(isChanged).flatMap(({ lies }) => envValues(lies)),
      ...(labels.areAll ? [] : projects.flatMap(({ model }) => labelsOf(model))),
    ],
    publicText: [
      ofConfig.publicText,
      ...namesOf(projects),
      ...[...texts.map((one) => literal(one.committed)), ...labels.files.map((one) => one.committed)],
    ].join('\n'),
  }
}

/** The same for stack.yml alone: what outputs contain of it is public. If a step has written into it, only git's text is public besides. */
export async function configSecrets(config: StackConfig, committed: CommittedText): Promise<StackSecrets> {
  const file = await writtenAt(join(config.root, config.source), config.root, committed)
  if (!isChanged(file)) return { values: [], publicText: JSON.stringify(config) }
  const { name, source, environments, health } = config
  const said = [
    ...[name, source, ...Object.keys(environments), ...Object.values(environments).map(({ url = '' }) => url)],
    ...health.map((entry) => entry.name),
  ]
  return {
    values: filledIn(file),
    publicText: [...said, literal(file.committed)].join('\n'),
  }
}

/** Values that a step before may have filled in. */
function filledIn(file: Written): string[] {
  return isChanged(file) ? leavesOf(file.lies).flatMap(wordsOf) : []
}

/** A text of a Compose file and its words: a password often follows an option, or a user's name. */
function wordsOf(text: string): string[] {
  const parts = withoutVariables(text.replaceAll('$$', '\u0001'))
    .replaceAll('\u0001', () => '$')
    .split('\0')
  return parts.flatMap((part) => [part, ...part.split(/[\s=:,;]+/)])
}

function labelsOf({ services }: ComposeModel): string[] {
  return Object.values(services).flatMap(({ labels = {} }) =>
    Object.values(labels).map((value) => undouble(String(value))),
  )
}

const isChanged = ({ lies, committed }: Written): boolean => lies !== committed

/**
 * Values that may be secrets, as Compose resolved them: of `environment` and build arguments, of secrets and configs that are texts or variables.
 * @param variables Values of the variables that secrets and configs are taken from.
 */
export function valuesOf(model: ComposeModel, variables: Readonly<Record<string, string>> = {}): string[] {
  const services = Object.values(model.services)
  const given = services.flatMap(({ environment, build }) => [
    ...Object.values(environment ?? {}),
    ...Object.values(build?.args ?? {}),
  ])
  const objects = [...Object.values(model.secrets ?? {}), ...Object.values(model.configs ?? {})]
  const written = [...given, ...objects.map(({ content }) => content)]
  return [
    ...written.flatMap((value) => (typeof value === 'string' ? [undouble(value)] : [])),
    ...objects.flatMap(({ environment = '' }) => variables[environment] ?? []),
  ]
}

/** Texts of the files that secrets and configs are; of configs only what git does not have: the others are read by whoever reads the repository. */
async function fileValues({ secrets = {}, configs = {} }: ComposeModel, committed: CommittedText): Promise<string[]> {
  const read = async ({ file }: ComposeFileObject): Promise<string[]> => {
    if (file === undefined || ((await stat(file).catch(() => undefined))?.size ?? FILE_BYTES) >= FILE_BYTES) return []
    return [await readFile(file, 'utf8').catch(() => '')]
  }
  const made = await Promise.all(
    Object.values(configs).map(async (one) => {
      const known = one.file === undefined ? undefined : await committed(one.file)
      return (await read(one)).filter((text) => text !== known)
    }),
  )
  return [...(await Promise.all(Object.values(secrets).map(read))), ...made].flat()
}

/** Values of the step's variables that headers of stack.yml's `health` take. */
export function headerValues(
  { health }: Pick<StackConfig, 'health'>,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const headers = health.flatMap(({ headers = {} }) => Object.values(headers))
  return headers.flatMap((text) => variablesIn(text)).flatMap((name) => env[name] ?? [])
}

/** Names that outputs and plans contain. */
function namesOf(projects: Reading['projects']): string[] {
  return projects.flatMap(({ name, path, files, model }) => [
    ...[path, ...files],
    ...[name, model.name, ...Object.keys(model.services), ...Object.keys(model.networks ?? {})],
    ...Object.keys(model.volumes ?? {}),
    // A person must be able to read where data lies.
    ...Object.values(model.services).flatMap(({ image = '', container_name = '', platform = '', volumes = [] }) => [
      ...[image, container_name, platform],
      ...volumes.flatMap(({ source = '', target }) => [source, target]),
    ]),
  ])
}

/** The Compose files of the projects, and those beside them. */
async function composeTexts({ config, projects, tracked, committed }: Reading): Promise<Written[]> {
  const texts = new Map<string, Written>()
  for (const { path, files } of projects) {
    const folder = join(config.root, path)
    const beside = await siblingFiles(folder, [])
    for (const file of [...files.map((one) => join(config.root, one)), ...beside.map((name) => join(folder, name))])
      await addText(texts, file, { root: config.root, tracked, committed })
  }
  return [...texts.values()]
}

/** Also the files that it may include or extend: those of git that it names, for whatever purpose. */
async function addText(
  texts: Map<string, Written>,
  file: string,
  { root, tracked, committed }: { root: string; tracked: TrackedFiles; committed: CommittedText },
): Promise<void> {
  if (texts.has(file)) return
  const text = await writtenAt(file, root, committed)
  texts.set(file, text)
  for (const name of namedFiles(`${text.lies}\n${text.committed}`)) {
    const named = resolve(dirname(file), name)
    if ((await tracked(relative(root, named)))?.includes(relative(root, named)) === true)
      await addText(texts, named, { root, tracked, committed })
  }
}

/** Without a git repository, the text in the checkout counts as public. */
async function writtenAt(path: string, root: string, committed: CommittedText): Promise<Written> {
  const inside = await insideRepo(root, path, path).catch(() => undefined)
  if (inside === undefined) return { path, lies: '', committed: '' }
  const lies = await readFile(inside, 'utf8').catch(() => '')
  return { path, lies, committed: (await committed(inside)) ?? lies }
}

/**
 * Files that `label_file` of a service names: Compose's result has their labels, and not their names.
 * @returns `areAll`: false where the name of one is a variable.
 */
async function labelFiles(
  texts: readonly Written[],
  { config, committed }: Reading,
): Promise<{ files: Written[]; areAll: boolean }> {
  const named = texts.flatMap(({ path, lies }) => {
    const source = readSource(Buffer.from(lies))
    if (!isSource(source)) return []
    return nodesAt(source, ['services', '*', 'label_file'])
      .flatMap(({ node }) => itemsOf(source, node))
      .flatMap((item) => textOf(source, item) ?? [])
      .map((name) => ({ name, path: resolve(dirname(path), name) }))
  })
  const paths = new Set(named.map(({ path }) => path))
  return {
    files: await Promise.all([...paths].map((path) => writtenAt(path, config.root, committed))),
    areAll: !named.some(({ name }) => name.includes('$')),
  }
}

/** A Compose file without variables and comments. */
export function literal(text: string): string {
  return withoutVariables(text.replace(/(^|\s)#.*$/gm, '').replaceAll('$$', ''))
}

/** A text with a NUL for each variable. */
function withoutVariables(text: string): string {
  let rest = text
  for (let before = ''; before !== rest; ) {
    before = rest
    // One within another, from the inside out.
    rest = rest.replace(/\$\{[^{}]*\}/g, '\0')
  }
  return rest
}
