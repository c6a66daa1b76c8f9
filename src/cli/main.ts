import { Argument, CommanderError, Command as Program } from 'commander'
import { toolVersion } from '../actions/origin.js'
import type { Action } from '../contract/action.js'
import { kebabCase, metaOf, type Shape } from '../contract/shape.js'
import { COMMANDS, type Command } from './commands.js'
import { EXIT } from './exitCodes.js'
import { optionsOf } from './options.js'
import { runCommand } from './runCommand.js'

const ABOUT = `Ships Docker Compose stacks to your own servers, from this machine: the same code as the GitHub Actions.
It is run in a checkout of the repository, and logs in as ssh does here: with your configuration, your agent and your known_hosts.`

const EXIT_CODES = `
Exit codes: ${EXIT.done} done, ${EXIT.failed} failed (the last lines say what to do next), ${EXIT.usage} wrong usage.
A <file> is the name of a file that holds the text, or - for stdin: secrets are never words of a command line.`

/** Reads a command line and does what it says. */
export async function main(words: readonly string[]): Promise<void> {
  // Whoever reads along may stop reading (`| head`): the command goes on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  try {
    await (await programFor(words)).parseAsync([...words], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    const asked = error.code === 'commander.helpDisplayed' || error.code === 'commander.version'
    process.exitCode = asked ? EXIT.done : EXIT.usage
  }
}

/** Only the command that is asked for is loaded, for its options. */
async function programFor(words: readonly string[]): Promise<Program> {
  const program = new Program('stack-actions').description(ABOUT).version(toolVersion, '--version')
  program.exitOverride().addHelpText('after', EXIT_CODES).showHelpAfterError('(--help says more)')
  program.configureHelp({ optionDescription: ({ description }) => description })
  for (const [name, command] of Object.entries(COMMANDS)) {
    const its = program.command(name).summary(command.summary).description(command.summary)
    if (words.includes(name)) addOptions(its, command, await command.load())
  }
  return program
}

function addOptions(program: Program, command: Command, action: Action): void {
  const { word, without = [], flags = {} } = command
  if (word !== undefined) program.addArgument(new Argument(`<${kebabCase(word)}>`, described(action.inputs, word)))
  for (const option of optionsOf(action.inputs, [...without, ...(word === undefined ? [] : [word])]))
    program.addOption(option)
  for (const [flag, meaning] of Object.entries(flags)) program.option(`--${flag}`, meaning)
  program.addHelpText('after', EXIT_CODES)
  program.action(async () => {
    const given = { ...(word !== undefined && { [word]: program.args[0] ?? '' }), ...program.opts<Given>() }
    await runCommand(command, action, given)
  })
}

type Given = Record<string, string | boolean>

function described(shape: Shape, name: string): string {
  const schema = shape[name]
  return (schema === undefined ? undefined : metaOf(schema).description)?.replaceAll('`', '') ?? ''
}
