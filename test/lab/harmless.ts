import { existsSync } from 'node:fs'
import { expect } from '@jest/globals'
import { obeyed } from '../kit/commands.js'
import { type Step, visible } from './step.js'

/** Nothing may ever make this file, here or on a server. */
export const CANARY = '/tmp/stack-actions-canary'

/** What a shell would run if it saw a hostile value. */
export const touch = `touch ${CANARY}`

/** What holds after every step, whatever it was given: no shell ran it, no command of it was obeyed, one error without a stack trace. */
export function expectHarmless(ended: Step): void {
  expect(existsSync(CANARY)).toBe(false)
  expect(ended.stderr).toBe('')
  expect(visible(ended)).not.toMatch(/\n\s+at \S+ \(|node:internal|\.js:\d+/)
  const commands = obeyed(ended.stdout).map((command) => command.slice(0, command.search(/[ :]/)))
  const ours = ['add-mask', 'group', 'endgroup', 'error', 'warning', 'notice', 'debug']
  expect(commands.filter((name) => !ours.includes(name))).toEqual([])
  expect(ended.errors.length).toBe(ended.code === 0 ? 0 : 1)
}
