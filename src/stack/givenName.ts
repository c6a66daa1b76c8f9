import { readFile } from 'node:fs/promises'
import { parseAllDocuments } from 'yaml'
import { tooDeepFrom } from './depth.js'
import { variablesGiven } from './standIns.js'

/** What names a Compose project, before any file does. */
const VARIABLE = 'COMPOSE_PROJECT_NAME'

/**
 * Whether somebody chose a project's name: a `name:` in one of its files, or Compose's variable. Compose's own answer does not tell it from a
 * folder's name.
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
