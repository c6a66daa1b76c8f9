import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Action } from '../contract/action.js'
import { metaOf, type Shape } from '../contract/shape.js'
import { explain, forUsers, Refused, type UserError } from '../runtime/errors.js'
import type { Command } from './commands.js'
import { environmentFor, environmentMeant, mustBeNoRun } from './environment.js'
import { EXIT } from './exitCodes.js'
import { isFile, typedName, typedOption } from './options.js'
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
    if (command.changesServer) mustBeNoRun(process.env)
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
  { ofOneEnvironment = false, changesServer = false }: Command,
  inputs: Readonly<Record<string, string>>,
  repository: Repository,
): Promise<Readonly<Record<string, string>>> {
  if (!ofOneEnvironment || inputs['environment'] !== undefined) return inputs
  return { ...inputs, environment: await environmentMeant(repository, { config: inputs['config'], changesServer }) }
}

/**
 * The text of each input; where the option names a file, the file's.
 * @throws Refused where it is blank: an action would take it for one that is absent, and a program that failed prints nothing
 */
export async function textsOf(
  shape: Shape,
  given: Readonly<Record<string, string | boolean>>,
): Promise<Record<string, string>> {
  const texts = Object.entries(shape).map(async ([name, schema]) => {
    const value = given[typedName(name)]
    if (typeof value !== 'string') return []
    const read = isFile(schema) ? await fileText(value, typedOption(name)) : value
    if (read.trim() === '') throw blank(name, schema)
    return [[name, read]]
  })
  return Object.fromEntries((await Promise.all(texts)).flat()) as Record<string, string>
}

function blank(name: string, schema: Shape[string]): Refused {
  const todo = isFile(schema) ? 'look at what should have written it, or leave the option out' : 'leave the option out'
  const more = metaOf(schema).holdsValues ? ['a file that shall have no values has a comment: # none'] : []
  return new Refused(isFile(schema) ? 'the file is empty' : 'its value is empty', {
    at: typedOption(name),
    todo: [todo, ...more],
    code: 'usage',
  })
}

async function fileText(path: string, option: string): Promise<string> {
  if (path === '-') return text(process.stdin)
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Refused(`${path} cannot be read: ${error.code}`, {
      at: option,
      todo: `${option} takes the name of a file that holds the text, or - for stdin`,
      code: 'usage',
    })
  })
}
