import * as core from '@actions/core'
import { OutcomeUnknown, Refused, UndoFailed, Undone, UserError } from '../runtime/errors.js'
import type { Log } from '../runtime/log.js'
import { kebabCase, type Shape } from './shape.js'

/** What the last line says where no server was asked. */
export const NOTHING_CHANGED = 'nothing was changed: what answered before answers now'

/**
 * Ends an action red with the outputs that it has all the same, such as the report of a gate that did not hold. Its cause is what the
 * user reads.
 */
export class ActionFailure extends Error {
  constructor(
    override readonly cause: unknown,
    readonly outputs: Record<string, unknown>,
  ) {
    super(cause instanceof Error ? cause.message : String(cause))
  }
}

/**
 * Texts as they are, all else as JSON; undefined stays unset, which is an empty string in a workflow. None holds a masked value: GitHub would drop
 * such an output of a job without a word, and others would show it.
 */
export function writeOutputs(shape: Shape, values: Record<string, unknown>, log: Log): void {
  for (const name of Object.keys(shape)) {
    const value = values[name]
    // setOutput writes to GITHUB_OUTPUT with a random delimiter, so that no value can add outputs.
    if (value === undefined) continue
    // Each text for itself, so that JSON stays JSON; what is left then is in a key, or reaches over two texts.
    const text = log.redact(textOf(log.redactEach(value)))
    core.setOutput(kebabCase(name), text)
    if (text !== textOf(value))
      log.warning(`the output ${kebabCase(name)} holds a masked value: *** stands in its place`)
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The `outcome` of interfaces that an error stands for; what is not written for users happened at an unknown moment. */
export function outcomeOf(error: unknown): string {
  if (error instanceof ActionFailure) return outcomeOf(error.cause)
  if (error instanceof Undone) return 'undone'
  if (error instanceof UndoFailed) return 'undo-failed'
  if (error instanceof OutcomeUnknown) return 'unknown'
  if (error instanceof Refused || error instanceof UserError) return 'refused'
  return 'unknown'
}
