import { explain, forUsers, inALine, type UserError } from '../runtime/errors.js'
import { Log } from '../runtime/log.js'
import { shortLines } from '../runtime/masking.js'
import type { Voice } from '../runtime/voice.js'
import { failureMarkdown, troubleshootingText } from '../troubleshooting/report.js'
import { type RunEvent, readEvent } from './event.js'
import { givenInputs, readInputs } from './inputs.js'
import { ActionFailure, NOTHING_CHANGED, outcomeOf, writeOutputs } from './outputs.js'
import { type Known, kebabCase, metaOf, type Shape, type Values } from './shape.js'
import { Summary } from './summary.js'

export interface Context {
  log: Log
  event: RunEvent
  summary: Summary
  env: NodeJS.ProcessEnv
  /** Aborted when the run is cancelled: 7.5 s later GitHub sends SIGTERM, 2.5 s after that it kills. */
  signal: AbortSignal
  /** Absolute path of the checked-out repository. */
  workspace: string
  /** Whether a person's shell is around it, whose variables nobody has set for this stack. */
  inShell?: boolean
}

/** Where an action runs, if that is no runner of GitHub: in the shell of a person. */
export interface Shell {
  /** In place of the process's own: inputs and what stands for the event, as a runner gives them. */
  env: NodeJS.ProcessEnv
  voice: Voice
  /** Is given the outputs, in place of GITHUB_OUTPUT. */
  onOutputs(values: Readonly<Record<string, unknown>>): void
  /** Is told why it failed. */
  onFailure(failure: UserError): void
}

export interface ActionDefinition<I extends Shape, O extends Shape> {
  /** As in `actions/<name>`. */
  name: string
  description: string
  inputs: I
  outputs: O
  main(inputs: Values<I>, context: Context): Promise<Known<O>>
  /** Cleans up in the post step, also after a failure or a kill. */
  post?(context: Context): Promise<void>
}

export interface Action {
  readonly name: string
  readonly description: string
  readonly inputs: Shape
  readonly outputs: Shape
  readonly hasPost: boolean
  /** Runs it as the runner would: inputs from the environment, outputs to GITHUB_OUTPUT, red by exit code 1. */
  run(shell?: Shell): Promise<void>
  runPost(): Promise<void>
}

/** Declares an action once: from this come its checks at run time, its `action.yml` and its table in the documents. */
export function defineAction<I extends Shape, O extends Shape>(definition: ActionDefinition<I, O>): Action {
  const { name, description, inputs, outputs } = definition
  return {
    name,
    description,
    inputs,
    outputs,
    hasPost: definition.post !== undefined,
    run: (shell) =>
      step(async (context) => {
        maskSecrets(inputs, context)
        if (shell === undefined) warnOfShortLines(inputs, context)
        const write = (values: Record<string, unknown>) =>
          shell === undefined ? writeOutputs(outputs, values, context.log) : shell.onOutputs(values)
        try {
          const given = readInputs(inputs, context.env, { inShell: shell !== undefined })
          write(await definition.main(given, context))
        } catch (error) {
          const known = error instanceof ActionFailure ? error.outputs : {}
          const outcome = outcomeOf(error)
          write({ outcome, failure: context.log.redact(inALine(causeOf(error))), ...known })
          // What fails before its main part has a server has no last line of its own.
          if ('outcome' in outputs && outcome === 'refused' && !context.log.isConcluded)
            context.log.conclude(`${outcome}; ${NOTHING_CHANGED}`)
          throw error
        }
      }, shell),
    runPost: () => step(async (context) => definition.post?.(context)),
  }
}

function maskSecrets(inputs: Shape, { env, log }: Context): void {
  for (const [name, text] of Object.entries(givenInputs(inputs, env))) {
    const { secret, holdsValues } = metaOf(inputs[name] as Shape[string])
    if (secret && !holdsValues) log.mask(text)
  }
}

/** In a job of GitHub, which masks each line of a secret by itself. */
function warnOfShortLines(inputs: Shape, { env, log }: Context): void {
  for (const [name, text] of Object.entries(givenInputs(inputs, env))) {
    const short = metaOf(inputs[name] as Shape[string]).secret ? shortLines(text) : []
    if (short.length === 0) continue
    log.warning(
      `${kebabCase(name)} has lines as short as ${short.map((line) => JSON.stringify(line)).join(' and ')}. If it is a secret of GitHub, each of its lines is masked by itself: every ${JSON.stringify(short[0])} becomes *** in the logs of this job, and GitHub drops each output of it that has one. Write JSON on one line`,
    )
  }
}

/** What every step does around its work: signals, the summary, one error for the user, the end of the process. */
async function step(work: (context: Context) => Promise<void>, shell?: Shell): Promise<void> {
  const { env } = shell ?? process
  const log = new Log(shell?.voice)
  const summary = new Summary()
  const cancellation = new AbortController()
  // SIGTERM follows SIGINT: the second finds the work already ending.
  const cancel = () => cancellation.abort()
  process.on('SIGINT', cancel)
  process.on('SIGTERM', cancel)
  try {
    await work({
      log,
      summary,
      env,
      event: readEvent(env),
      signal: cancellation.signal,
      workspace: env.GITHUB_WORKSPACE || process.cwd(),
      inShell: shell !== undefined,
    })
  } catch (error) {
    const failure = report(causeOf(error), { log, summary, env })
    shell?.onFailure(failure)
  } finally {
    await summary
      .write(env, (text) => log.redact(text))
      .catch((error: unknown) => log.warning(`The job summary could not be written: ${explain(error)}`))
    log.end()
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
  }
}

function causeOf(error: unknown): unknown {
  return error instanceof ActionFailure ? error.cause : error
}

/** The one error of the step, what it looks like, and the stack trace for who debugs us. */
function report(cause: unknown, { log, summary, env }: Pick<Context, 'log' | 'summary' | 'env'>): UserError {
  const failure = forUsers(cause)
  log.fail(explain(failure), failure.places)
  const { message, at, todo, about } = failure
  const said = { ...log.redactEach({ message, at, todo }), about }
  for (const line of troubleshootingText(said, env)) log.info(line)
  if (!summary.isLed) summary.lead(`### ✗ Failed\n\n${failureMarkdown(said, env)}`)
  if (failure !== cause && cause instanceof Error && cause.stack) log.debug(cause.stack)
  return failure
}
