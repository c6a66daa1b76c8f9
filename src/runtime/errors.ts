import type { Code, Topic } from './codes.js'

/** A line of a file of the repository that is wrong: GitHub shows the message there. */
export interface Place {
  /** From the root of the repository. */
  file: string
  /** The first is 1. */
  line: number
  message: string
}

/** What a user needs to know when something went wrong: what happened, where, and what to do next. */
export interface Advice {
  /** Where: a file, a field, a host, a step. */
  readonly at?: string
  /** What to do next, one sentence or command a line. */
  readonly todo?: string | readonly string[]
  /** Lines of files that are wrong; the message says the same to who reads the log. */
  readonly places?: readonly Place[]
  /** What kind of error, for who decides something by it. */
  readonly code?: Code | undefined
  /** What it is about, where it has no code: by this an entry of docs/troubleshooting.md is chosen. */
  readonly about?: Topic | undefined
  readonly cause?: unknown
}

/** An error whose message is written for the user: shown without a stack trace. */
export class UserError extends Error {
  readonly at: string | undefined
  readonly todo: readonly string[]
  readonly places: readonly Place[]
  readonly code: Code | undefined
  readonly about: Code | Topic | undefined

  constructor(what: string, advice: Advice = {}) {
    super(what, advice.cause === undefined ? undefined : { cause: advice.cause })
    this.name = new.target.name
    this.at = advice.at
    this.todo = typeof advice.todo === 'string' ? [advice.todo] : (advice.todo ?? [])
    this.places = advice.places ?? []
    this.code = advice.code
    this.about = advice.about ?? advice.code
  }
}

/** Nothing was changed on the server: bad input, lock, a later rollback, preflight, build, pull. Outcome `refused`. */
export class Refused extends UserError {}

/** A newer run was deployed before this one, which has nothing left to do. Outcome `skipped`. */
export class Overtaken extends UserError {}

/** The new version failed and the old one is proven to answer. Outcome `undone`. */
export class Undone extends UserError {}

/** The new version failed and so did putting the old one back: a person must act. Outcome `undo-failed`. */
export class UndoFailed extends UserError {}

/** Contact was lost after the decision: the server ends on one complete version, but nobody here saw which. Outcome `unknown`. */
export class OutcomeUnknown extends UserError {}

/** An answer of a program or a server is not of the form that it has: nothing may be concluded from it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

/** Several faults found at once, each said on its own line. */
export function refuseAll(what: string, faults: readonly string[], advice: Advice = {}): Refused {
  return new Refused([`${what}:`, ...faults.map((fault) => `  - ${fault}`)].join('\n'), advice)
}

/** The text that a user sees for an error: what, where, what next; never a stack trace. */
export function explain(error: unknown): string {
  if (!(error instanceof UserError)) return error instanceof Error ? error.message : String(error)
  const lines = [error.at === undefined ? error.message : `${error.message} (${error.at})`]
  return [...lines, ...error.todo.map((step) => `  → ${step}`)].join('\n')
}

/** Any error as one for users: what was not written for them is a fault of ours. */
export function forUsers(error: unknown): UserError {
  if (error instanceof UserError) return error
  return new UserError(explain(error), {
    todo: 'this is a fault of stack-actions: please report it, with the log of a run that has debug logging on',
    about: isFull(error) ? 'runner' : undefined,
    cause: error,
  })
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}

const LINE_CHARACTERS = 500

/** An error in one line of at most 500 characters: where it only announces a list, with the first entry of that. */
export function inALine(error: unknown): string {
  const [first = '', second = ''] = (error instanceof Error ? error.message : String(error))
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*- /, '').trim())
    .filter((line) => line !== '')
  const line = first.endsWith(':') && second !== '' ? `${first} ${second}` : first
  return line.length > LINE_CHARACTERS ? `${line.slice(0, LINE_CHARACTERS - 1)}…` : line
}
