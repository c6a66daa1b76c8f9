import { readFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { insideRepo, isInside } from './inside.js'

/**
 * Faults of the files that Compose files refer to (`include`, `extends`, `env_file`, relative sources of mounts): what lies outside of the repo, or is remote.
 * The resolved model no longer shows them, hence this look at the files; nothing else is taken from it.
 * @param file Absolute.
 * @param folder Absolute folder from which Compose takes relative sources of mounts.
 */
export async function foreignReferences(
  root: string,
  file: string,
  folder = dirname(file),
  seen = new Set<string>(),
): Promise<string[]> {
  if (seen.has(file)) return []
  seen.add(file)
  const text = await readFile(file, 'utf8').catch(() => '')
  const faults: string[] = []
  const content = contents(text)
  // Compose itself would unfold them for minutes.
  if (content === 'unfolds') return [`${relative(root, file)}: its aliases unfold to more than anybody writes`]
  for (const { field, path, follow, hint } of referencesIn(content)) {
    const where = `${relative(root, file)}: ${field}`
    if (/^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\//i.test(path)) {
      faults.push(`${where}: ${JSON.stringify(path)} is remote: nothing is fetched while Compose files are read`)
      continue
    }
    const target = resolve(hint === SERVER_FOLDER ? folder : dirname(file), path)
    // Where a mounted link leads is asked with what lies there.
    const isOutside =
      hint === SERVER_FOLDER
        ? !isInside(root, target)
        : await insideRepo(root, target, where).then(
            () => false,
            () => true,
          )
    if (isOutside) faults.push(`${where}: ${JSON.stringify(path)} leads out of the repository${hint}`)
    else if (follow) faults.push(...(await foreignReferences(root, target, dirname(target), seen)))
  }
  return faults
}

/**
 * Build arguments that stand in a Compose file without a value, by service: Compose takes them from the environment, and leaves them out of the
 * resolved model, without a word, where nobody gives them.
 * @param text Of a Compose file.
 */
export function passedArguments(text: string): Record<string, string[]> {
  const content = contents(text)
  const services =
    content === 'unfolds' ? [] : content.flatMap((one) => Object.entries(record(record(one)?.services) ?? {}))
  const found = services.map(([service, definition]): [string, string[]] => {
    const args = record(record(definition)?.build)?.args
    if (Array.isArray(args)) return [service, args.filter((one) => typeof one === 'string' && !one.includes('='))]
    return [service, Object.entries(record(args) ?? {}).flatMap(([name, value]) => (value === null ? [name] : []))]
  })
  return Object.fromEntries(found.filter(([, names]) => names.length > 0))
}

interface Reference {
  field: string
  path: string
  /** A Compose file itself. */
  follow: boolean
  /** What to write instead. */
  hint: string
}

function referencesIn(documents: readonly unknown[]): Reference[] {
  const found: Reference[] = []
  const add = (field: string, value: unknown, follow: boolean, hint = ''): void => {
    // A variable in a path is Compose's to resolve; what it makes of it is checked in the model where it matters.
    if (typeof value === 'string' && !value.includes('$')) found.push({ field, path: value, follow, hint })
  }
  for (const content of documents) {
    for (const entry of list(record(content)?.include)) {
      const include = record(entry)
      for (const path of include ? list(include.path) : [entry]) add('include', path, true)
      add('include.project_directory', include?.project_directory, false)
      for (const path of list(include?.env_file)) add('include.env_file', path, false)
    }
    for (const [name, service] of Object.entries(record(record(content)?.services) ?? {})) {
      add(`services.${name}.extends`, record(record(service)?.extends)?.file, true)
      for (const entry of list(record(service)?.env_file))
        add(`services.${name}.env_file`, record(entry)?.path ?? entry, false)
      for (const entry of list(record(service)?.volumes)) {
        const source = record(entry)?.source ?? String(entry).split(':')[0]
        // In the model it would be a path of the runner, and pass for one of the server.
        if (/^\.\.?\//.test(String(source))) add(`services.${name}.volumes`, source, false, SERVER_FOLDER)
      }
    }
  }
  return found
}

const SERVER_FOLDER = '; a folder of the server is mounted by its absolute path there'

/** Copies that aliases may make of one node; a large Compose file makes hundreds. */
const MOST_COPIES = 10_000

/** Nothing for a text that does not parse: Compose says that better. */
function contents(text: string): unknown[] | 'unfolds' {
  try {
    const documents = parseAllDocuments(text, { merge: true, logLevel: 'silent' })
    return Array.isArray(documents)
      ? documents.map((document) => document.toJS({ maxAliasCount: MOST_COPIES }) as unknown)
      : []
  } catch (error) {
    return /excessive alias count/i.test(String(error)) ? 'unfolds' : []
  }
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

function list(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}
