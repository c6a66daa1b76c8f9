import { readFile } from 'node:fs/promises'
import { Refused } from '../runtime/errors.js'
import type { StackConfig } from './config.js'
import { insideRepo } from './inside.js'
import type { EnvironmentEntry } from './schema.js'

export type EnvironmentChoice = { environment: string } | { skip: string }

/**
 * The environment to deploy to: the one that was asked for, else the branch's. A branch without one is skipped, which is no error.
 * @throws Refused for an unknown environment, naming the known ones.
 */
export function chooseEnvironment(
  config: Pick<StackConfig, 'environments' | 'source'>,
  asked: { environment?: string; branch?: string },
): EnvironmentChoice {
  const known = Object.keys(config.environments)
  if (asked.environment !== undefined && asked.environment !== '') {
    if (known.includes(asked.environment)) return { environment: asked.environment }
    throw new Refused(`there is no environment ${JSON.stringify(asked.environment)}; known: ${known.join(', ')}`, {
      at: 'input environment',
      todo: `name one of these, or add it to ${config.source}`,
    })
  }
  const branches = known.flatMap((name) => {
    const branch = config.environments[name]?.branch
    return branch === undefined ? [] : [{ name, branch }]
  })
  const match = branches.find(({ branch }) => branch === asked.branch)
  if (match) return { environment: match.name }
  const which =
    asked.branch === undefined || asked.branch === ''
      ? 'this is no branch'
      : `branch ${JSON.stringify(asked.branch)} is not deployed`
  return { skip: `skipped: ${which}; ${deployedBranches(config)}${hintOf(asked.branch, config)}` }
}

/** A hint where stack.yml names no branch and this one has a name that is common for a default branch. */
function hintOf(branch: string | undefined, { environments }: Pick<StackConfig, 'environments'>): string {
  if (!/^(main|master|trunk|develop|prod|production|release)$/.test(branch ?? '')) return ''
  const [name = 'production'] = Object.keys(environments)
  return `; to deploy it, write in stack.yml: \`environments: { ${name}: { branch: ${branch} } }\``
}

/** `deployed branches: main (production), dev (staging)`. */
export function deployedBranches({ environments }: Pick<StackConfig, 'environments'>): string {
  const deployed = Object.entries(environments).flatMap(([name, { branch }]) =>
    branch === undefined ? [] : [`${branch} (${name})`],
  )
  return `deployed branches: ${deployed.join(', ') || 'none'}`
}

/** The environment's entry; it exists for every name that chooseEnvironment returned. */
export function environmentOf(config: Pick<StackConfig, 'environments' | 'source'>, name: string): EnvironmentEntry {
  const entry = config.environments[name]
  if (entry === undefined) throw new Refused(`there is no environment ${JSON.stringify(name)}`, { at: config.source })
  return entry
}

/**
 * Text of the env file: the input wins; else the file that stack.yml names, if the checkout has it; else nothing.
 * @returns `source` names where it comes from, for messages; the text is secret.
 */
export async function environmentFile(
  config: StackConfig,
  environment: string,
  input?: string,
): Promise<{ text: string; source: string }> {
  if (input !== undefined && input.trim() !== '') {
    refuseNul(input, 'input env-file')
    return { text: input.endsWith('\n') ? input : `${input}\n`, source: 'input env-file' }
  }
  const file = environmentOf(config, environment)['env-file']
  if (file === undefined) return { text: '', source: 'no env file' }
  const path = await insideRepo(config.root, file, `${config.source}, environments.${environment}.env-file`)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new Refused(`the env file cannot be read: ${error.code}`, { at: file })
  })
  refuseNul(text ?? '', file)
  return text === undefined
    ? { text: '', source: `input env-file (${file} is not in the checkout)` }
    : { text, source: file }
}

/** No variable can hold a NUL; Compose would only say "invalid argument". */
function refuseNul(text: string, at: string): void {
  if (text.includes('\0')) throw new Refused('the env file holds a NUL byte', { at })
}
