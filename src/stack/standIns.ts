import { ownEntry } from '../runtime/ownEntry.js'
import { type ComposeCall, composeConfig } from './compose.js'
import type { ComposeModel } from './types.js'

/** It is valid as a number, a name, a path and a text: Compose accepts it nearly everywhere. */
const ANYTHING = '1'
const LONGEST_NAME = 1000

/**
 * Stand-ins for variables that only the env file gives: with them the Compose files can be judged where no secret is, such as in a pull
 * request. They are never deployed, and what is built from one is not built at all (`withheldBuilds`).
 */
export class StandIns {
  private readonly values = new Map<string, string>()
  private readonly files = new Set<string>()

  /** @param example Text of the repository's `.env.example`, whose values fit better than a guess; '' if there is none. */
  constructor(private readonly example: string) {}

  /** The stand-ins, as the environment of `docker compose`. */
  get environment(): Record<string, string> {
    return Object.fromEntries(this.values)
  }

  get names(): string[] {
    return [...this.values.keys(), ...this.files].sort()
  }

  /** An `env_file:` that only a secret or the server has. @param path Relative to the root. */
  addFile(path: string): void {
    this.files.add(path)
  }

  /**
   * Adds stand-ins for what Compose reported as missing.
   * @param stderr Of `docker compose config`.
   * @param known The stand-ins when Compose was called: projects are read side by side.
   * @returns Whether to call Compose again.
   */
  fill(stderr: string, known: Readonly<Record<string, string>>): boolean {
    const open = missingVariables(stderr).filter((name) => ownEntry(known, name) === undefined)
    for (const name of open) this.values.set(name, exampleValue(this.example, name) ?? ANYTHING)
    return open.length > 0
  }
}

/** Names in Compose's warning of an unset variable, and in its error for `${NAME:?text}`, which it reports one at a time. */
function missingVariables(stderr: string): string[] {
  const says = /The \\?"([A-Za-z0-9_]+)\\?" variable is not set|required variable ([A-Za-z0-9_]+) is missing a value/g
  return [...new Set([...stderr.matchAll(says)].map(([, unset, required]) => (unset ?? required) as string))]
}

/** What stands behind `NAME=` in an env file, without quotes and comment; nothing for an empty value or one that refers to others. */
function exampleValue(text: string, name: string): string | undefined {
  // Node aborts on a pattern that is too long.
  if (name.length > LONGEST_NAME) return undefined
  const line = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}=(.*)$`, 'm').exec(text)?.[1]?.trim() ?? ''
  const value = /^(["'])(.*?)\1/.exec(line)?.[2] ?? line.replace(/(^|\s)#.*$/, '').trim()
  return value === '' || value.includes('$') ? undefined : value
}

/** The argv that prints a project with its variables as they are written. */
export function uninterpolatedConfig(call: ComposeCall): string[] {
  return [...composeConfig(call), '--no-interpolate']
}

/**
 * Services whose build needs a variable that is not given here, also one with a default, which the env file may override: an image of it could
 * be another than the one to deploy.
 * @param model Of uninterpolatedConfig.
 * @param given Names that are.
 */
export function withheldBuilds(model: ComposeModel, given: ReadonlySet<string>): Record<string, string[]> {
  const builds = Object.entries(model.services ?? {}).map(([service, { build, platform }]): [string, string[]] => {
    const secrets = (build?.secrets ?? []).map(({ source }) => model.secrets?.[source])
    const text = build === undefined ? '' : JSON.stringify([build, platform, secrets])
    return [service, variablesIn(text).filter((name) => !given.has(name))]
  })
  return Object.fromEntries(builds.filter(([, needs]) => needs.length > 0))
}

/**
 * The same where Compose cannot print a project with its variables as they are written (`${FOLDER:-./a}:/b` is no mount before it is resolved):
 * each of its builds counts as needing every variable that its files name.
 * @param model As it was read with stand-ins.
 * @param texts Of its files.
 */
export function withheldBuildsOf(
  model: ComposeModel,
  texts: readonly string[],
  given: ReadonlySet<string>,
): Record<string, string[]> {
  const needs = variablesIn(texts.join('\n')).filter((name) => !given.has(name))
  const built = Object.keys(model.services).filter((service) => model.services[service]?.build !== undefined)
  return needs.length === 0 ? {} : Object.fromEntries(built.map((service) => [service, needs]))
}

/** Names of `$NAME` and `${NAME…}`; `$$` is a dollar. */
export function variablesIn(text: string): string[] {
  const found = [...text.replaceAll('$$', '').matchAll(/\$\{?([A-Za-z_][A-Za-z0-9_]*)/g)]
  return [...new Set(found.map(([, name]) => name as string))].sort()
}

/** Names that an env file gives. */
export function variablesGiven(envText: string): string[] {
  return [...envText.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*[=:]/gm)].map(
    ([, name]) => name as string,
  )
}
