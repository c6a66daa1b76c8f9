import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { readInside } from './inside.js'
import type { ResolveContext } from './project.js'
import { variablesGiven, variablesIn } from './standIns.js'

/** A `.env` in the checkout beside the Compose files, which plain Compose would read and stack.yml does not name. */
export interface UnreadDotEnv {
  /** Relative to the root. */
  path: string
  /** Variables that it gives, and nothing else does. */
  names: string[]
  /** What to write so that it is read. */
  todo: string
}

type Context = Pick<ResolveContext, 'config' | 'env' | 'envFile' | 'envSource' | 'environmentName'>

/** Undefined where there is none, where it is read, or where all that it gives is given. */
export async function unreadDotEnv(folder: string, context: Context): Promise<UnreadDotEnv | undefined> {
  const { config, env, envFile, envSource, environmentName } = context
  const path = relative(config.root, join(folder, '.env'))
  if (envSource === path) return undefined
  const given = new Set([...Object.keys(env), ...variablesGiven(await readFile(envFile, 'utf8'))])
  const names = variablesGiven(await readInside(config.root, path)).filter((name) => !given.has(name))
  if (names.length === 0) return undefined
  return {
    path,
    names: [...new Set(names)],
    todo:
      envSource === 'no env file'
        ? `write \`env-file: ${path}\` below environments.${environmentName} in stack.yml to have it read`
        : `it is not read beside the env file (${envSource}): add its lines there`,
  }
}

/** Notices for defaults of the Compose files in place of values that plain Compose would read from that file. */
export async function dotEnvNotices(
  name: string,
  folder: string,
  files: readonly string[],
  context: Context,
): Promise<string[]> {
  const found = await unreadDotEnv(folder, context)
  if (found === undefined) return []
  const used = new Set(variablesIn((await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n')))
  const names = found.names.filter((one) => used.has(one))
  return names.length === 0
    ? []
    : [
        `${name}: ${found.path} is in the checkout and not read, so that ${names.join(', ')} has its default: ${found.todo}`,
      ]
}
