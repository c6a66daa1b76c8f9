import { expect, it } from '@jest/globals'
import { mustBeTested } from '../../../src/actions/tested.js'
import type { RunEvent } from '../../../src/contract/event.js'

const TESTED = '0123456789abcdef0123456789abcdef01234567'
const OTHER = 'fedcba9876543210fedcba9876543210fedcba98'
const event = { name: 'workflow_run', sha: TESTED } as RunEvent
const at = (commit: string, { isClean = true as boolean | undefined } = {}) => ({
  commit,
  isClean,
  differs: 'the checkout is at commit x',
})

it.each([
  ['what was tested', {}, at(TESTED), event],
  ['what was tested, and a step has changed a file, which is said', {}, at(TESTED, { isClean: false }), event],
  ['what is checked out, where a person named the environment', { environment: 'staging' }, at(OTHER), event],
  ['another commit in a run that follows no other', {}, at(OTHER), { ...event, name: 'push' }],
])('%s is deployed', (_, inputs, committed, started) => {
  expect(() => mustBeTested(inputs, committed, { event: started })).not.toThrow()
})

it.each([
  ['another commit than the one that was tested', at(OTHER)],
  ['a commit that git does not name', { ...at(TESTED), isClean: undefined }],
])('%s is not deployed by the branch of the run that tested it', (_, committed) => {
  expect(() => mustBeTested({}, committed, { event })).toThrow(
    /follows one that was for commit 0123456789ab: the checkout is at/,
  )
})
