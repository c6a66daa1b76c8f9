import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Action } from '../contract/action.js'
import { kebabCase, type Shape } from '../contract/shape.js'
import { explain, forUsers, Refused, type UserError } from '../runtime/errors.js'
import type { Command } from './commands.js'
import { environmentFor, environmentMeant } from './environment.js'
import { EXIT } from './exitCodes.js'
import { isFile } from './options.js'
import { type Repository, repositoryIn } from './repository.js'
import { Terminal } from './terminal.js'

/** Runs an action as a workflow would, with what a person has typed as its inputs. It leaves no file behind. */
export async function runCommand(
  command: Command,
  action: Action,
  given: Readonly<Record<string, string | boolean>>,
): Promise<void> {
  const voice = new Terminal(process.env)
  const onFailure = (failure: UserError) => {
    process.exitCode = failure.code === 'usage' ? EXIT.usage : EXIT.failed
  }
  // Green in a workflow, where nobody asked for this very deploy.
  const onOutputs = ({ outcome }: Readonly<Record<string, unknown>>) => {
    if (outcome === 'skipped') process.exitCode = EXIT.failed
  }
  const temp = await mkdtemp(join(tmpdir(), 'stack-actions-'))
  try {
    const repository = await repositoryIn(process.cwd())
    await command.before?.(repository, given)
    const inputs = { ...(await textsOf(action.inputs, given)), ...command.fixed }
    const env = environmentFor(process.env, repository, await whole(command, inputs, repository), temp)
    await action.run({ env, voice, onOutputs, onFailure })
  } catch (error) {
    const failure = forUsers(error)
    voice.fail(explain(failure))
    onFailure(failure)
  } finally {
    await rm(temp, { recursive: true, force: true })
  }
}

/** With the environment that is meant, where none is named. */
async function whole(
  { ofOneEnvironment = false }: Command,
  inputs: Readonly<Record<string, string>>,
  repository: Repository,
): Promise<Readonly<Record<string, string>>> {
  if (!ofOneEnvironment || inputs['environment'] !== undefined) return inputs
  return { ...inputs, environment: await environmentMeant(repository, inputs['config']) }
}

/** The text of each input; where the option names a file, the file's. */
async function textsOf(
  shape: Shape,
  given: Readonly<Record<string, string | boolean>>,
): Promise<Record<string, string>> {
  const texts = Object.entries(shape).map(async ([name, schema]) => {
    const value = given[name]
    if (typeof value !== 'string') return []
    return [[name, isFile(schema) ? await fileText(value, kebabCase(name)) : value]]
  })
  return Object.fromEntries((await Promise.all(texts)).flat()) as Record<string, string>
}

async function fileText(path: string, option: string): Promise<string> {
  if (path === '-') return text(process.stdin)
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Refused(`${path} cannot be read: ${error.code}`, {
      at: `--${option}`,
      todo: `--${option} takes the name of a file that holds the text, or - for stdin`,
      code: 'usage',
    })
  })
}
