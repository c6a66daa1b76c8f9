import { type Code, declaredCode } from '../runtime/codes.js'
import { Refused } from '../runtime/errors.js'
import { plain } from '../runtime/escape.js'
import { jsonObject } from '../runtime/json.js'
import { ConnectionLost } from './failures.js'
import { serverAdvice } from './serverAdvice.js'
import { isContainer } from './shapes.js'
import type { ExecResult } from './ssh.js'
import type { InspectedContainer } from './types.js'

/** The lines behind `== containers`, each after a blank; nothing where Docker did not answer, or not in whole. */
export function toJudge(stdout: string): { containers?: InspectedContainer[] } {
  const [, text] = stdout.split(/^== containers$/m)
  if (text === undefined) return {}
  const rows = text.split('\n').filter((row) => row.startsWith(' '))
  const containers = rows.map(jsonObject)
  return containers.every(isContainer) ? { containers: containers as unknown as InspectedContainer[] } : {}
}

/** stackctl's words, and the code that it says behind them; the last, because what programs have said stands before it. */
export function saidBy(stderr: string): { words: string; code?: Code } {
  const lines = plain(stderr).split('\n')
  const isCode = (line: string): boolean => CODE_LINE.test(line)
  const code = declaredCode(CODE_LINE.exec(lines.findLast(isCode) ?? '')?.[1])
  return { words: lines.filter((line) => !isCode(line)).join('\n'), ...(code !== undefined && { code }) }
}

const CODE_LINE = /^== code ([a-z-]+)$/

/** What stackctl says when it refuses: the first line is the message, lines that begin with an arrow are the advice. */
export function refusal(stderr: string, at: string): Refused {
  const { words, code } = saidBy(stderr)
  const lines = reasonFirst(words)
    .split('\n')
    .map((line) => line.replace(/^stackctl: /, '').trim())
    .filter((line) => line !== '')
  const what = lines.filter((line) => !line.startsWith('→')).join('\n') || 'the server gave no reason'
  const todo = lines.filter((line) => line.startsWith('→')).map((line) => line.slice(1).trim())
  return new Refused(what, {
    at,
    code,
    todo: todo.length > 0 ? todo : serverAdvice(code, what, at.split('@')[0] ?? ''),
  })
}

/** stackctl's own words before what programs that it ran have said on the way: a warning of theirs is not the reason. */
export function reasonFirst(text: string): string {
  const lines = text.trim().split('\n')
  const first = lines.findIndex((line) => line.startsWith('stackctl: '))
  return first < 1 ? lines.join('\n') : [...lines.slice(first), ...lines.slice(0, first)].join('\n')
}

/**
 * A signal ended it there: ssh says 255 though the connection is up, a shell 128 and the signal. As after a lost connection, nobody
 * heard the answer, and asking again tells.
 */
export function unlessKilled(verb: string | undefined, result: ExecResult, at: string): ExecResult {
  if (result.code !== 255 && !(result.code > 128 && result.code < 160)) return result
  throw new ConnectionLost(`stackctl ${verb} was killed on the server`, {
    at,
    todo: ['look who killed it: for a lack of memory there are lines in `dmesg`', 'then run this again'],
  })
}

/** An answer that no verb of stackctl gives: a fault of ours. */
export function unexpected(verb: string | undefined, code: number, stderr: string): Error {
  return new Error(`stackctl ${verb} ended with exit code ${code}: ${plain(stderr).trim().slice(-4000)}`)
}
