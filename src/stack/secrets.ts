import { readFile, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { undouble } from './compose.js'
import type { StackConfig } from './config.js'
import { insideRepo } from './inside.js'
import type { TrackedFiles } from './mounts.js'
import { siblingFiles } from './search.js'
import { variablesIn } from './standIns.js'
import type { ComposeFileObject, ComposeModel, Project } from './types.js'

/** What of a stack may be secret, and what anybody knows who reads the repository. */
export interface StackSecrets {
  values: string[]
  publicText: string
}

/** A larger file is nothing that somebody prints as a secret. */
const FILE_BYTES = 64 * 1024

/** @param values Of variables and of what Compose resolved. */
export async function secretsOf(
  values: readonly string[],
  {
    config,
    projects,
    tracked,
  }: { config: StackConfig; projects: readonly Omit<Project, 'mounts'>[]; tracked: TrackedFiles },
): Promise<StackSecrets> {
  const files = await Promise.all(projects.map(({ model }) => fileValues(model, config.root, tracked)))
  return { values: [...values, ...files.flat()], publicText: await publicTextOf(config, projects, tracked) }
}

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
async function fileValues(
  { secrets = {}, configs = {} }: ComposeModel,
  root: string,
  tracked: TrackedFiles,
): Promise<string[]> {
  const read = async ({ file }: ComposeFileObject): Promise<string[]> => {
    if (file === undefined || ((await stat(file).catch(() => undefined))?.size ?? FILE_BYTES) >= FILE_BYTES) return []
    return [await readFile(file, 'utf8').catch(() => '')]
  }
  const unknown = async ({ file = '' }: ComposeFileObject): Promise<boolean> =>
    ((await tracked(relative(root, file))) ?? []).length === 0
  const made = await Promise.all(Object.values(configs).map(async (one) => ((await unknown(one)) ? read(one) : [])))
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

/** What stands in stack.yml and, by itself, in Compose files: no default of a variable, and no comment. */
async function publicTextOf(
  config: StackConfig,
  projects: readonly Omit<Project, 'mounts'>[],
  tracked: TrackedFiles,
): Promise<string> {
  const texts = new Map<string, string>()
  for (const { path, files } of projects) {
    const folder = join(config.root, path)
    const beside = await siblingFiles(folder, [])
    for (const file of [...files.map((one) => join(config.root, one)), ...beside.map((name) => join(folder, name))])
      await addText(texts, file, config.root, tracked)
  }
  const names = projects.flatMap(({ name, model }) => [
    ...[name, model.name, ...Object.keys(model.services), ...Object.keys(model.networks ?? {})],
    ...Object.keys(model.volumes ?? {}),
    ...Object.values(model.services).flatMap(({ image = '', container_name = '' }) => [image, container_name]),
  ])
  return [JSON.stringify(config), ...names, ...[...texts.values()].map(literal)].join('\n')
}

/** Also of the files that it may include or extend: of those of git that it names, whatever for. */
async function addText(texts: Map<string, string>, file: string, root: string, tracked: TrackedFiles): Promise<void> {
  if (texts.has(file)) return
  const text = await insideRepo(root, file, 'compose').then(
    (path) => readFile(path, 'utf8').catch(() => ''),
    () => '',
  )
  texts.set(file, text)
  for (const [name] of text.matchAll(/[\w./-]+\.ya?ml/g)) {
    const named = resolve(dirname(file), name)
    if ((await tracked(relative(root, named)))?.includes(relative(root, named)) === true)
      await addText(texts, named, root, tracked)
  }
}

/** A Compose file without what stands for something else, and without what it says to people. */
export function literal(text: string): string {
  let rest = text.replace(/(^|\s)#.*$/gm, '').replaceAll('$$', '')
  for (let before = ''; before !== rest; ) {
    before = rest
    // One within another, from the inside out.
    rest = rest.replace(/\$\{[^{}]*\}/g, '\0')
  }
  return rest
}
