import { readFile } from 'node:fs/promises'
import { parseAllDocuments } from 'yaml'
import { tooDeepFrom } from './depth.js'
import { variablesGiven } from './standIns.js'

/** The variable that names a Compose project, before any file does. */
const VARIABLE = 'COMPOSE_PROJECT_NAME'

/**
 * Whether a project's name was chosen, by a `name:` in one of its files or by Compose's variable. Compose's own answer does not distinguish it
 * from a folder's name.
 * @param files Absolute paths.
 */
export async function namesItself(
  files: readonly string[],
  { env, envText }: { env: Readonly<Record<string, string>>; envText: string },
): Promise<boolean> {
  if (env[VARIABLE] !== undefined || variablesGiven(envText).includes(VARIABLE)) return true
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  return texts.some(
    (text) =>
      tooDeepFrom(text) === undefined && parseAllDocuments(text, { logLevel: 'silent', merge: true }).some(hasName),
  )
}

function hasName(document: unknown): boolean {
  const { contents } = document as { contents?: { items?: { key?: { value?: unknown } | null }[] } | null }
  return (contents?.items ?? []).some(({ key }) => key?.value === 'name')
}

/** The variable by which Compose finds its files without `-f`. */
const FILES = 'COMPOSE_FILE'
const SEPARATOR = 'COMPOSE_PATH_SEPARATOR'

/**
 * The Compose files that an env file names, as plain Compose would read it; undefined where it names none.
 * @param valuesOf Gives the values of variables of it.
 */
export async function filesOfVariable(
  envFile: string,
  valuesOf: (names: readonly string[]) => Promise<Record<string, string>>,
): Promise<string[] | undefined> {
  if (!variablesGiven(await readFile(envFile, 'utf8')).includes(FILES)) return undefined
  const { [FILES]: files = '', [SEPARATOR]: separator = '' } = await valuesOf([FILES, SEPARATOR])
  const found = files.split(separator === '' ? ':' : separator).filter((file) => file !== '')
  return found.length === 0 ? undefined : found
}
