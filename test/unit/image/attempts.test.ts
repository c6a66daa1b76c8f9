import { describe, expect, it } from '@jest/globals'
import { type Attempt, type Ending, nextAttempt } from '../../../src/image/attempts.js'

const own: Attempt = { own: true, reads: true, writes: true }
const runners: Attempt = { own: false, reads: true, writes: true }
const fault: Ending = { ended: false, builderDied: false, certain: false }

describe('a build that failed', () => {
  it.each<[string, Attempt, Partial<Ending>, Attempt | undefined]>([
    ['again without what the cache has', own, {}, { own: true, reads: false, writes: true }],
    ['again by the runner’s builder', { ...own, reads: false }, {}, { own: false, reads: false, writes: false }],
    [
      'again by the runner’s builder where ours died',
      own,
      { builderDied: true },
      { own: false, reads: false, writes: false },
    ],
    [
      'the same where a program failed because of it',
      own,
      { builderDied: true, certain: true },
      { own: false, reads: false, writes: false },
    ],
    ['again without the cache by a builder of the user', runners, {}, { own: false, reads: false, writes: true }],
    ['no more where nothing is left to leave out', { ...runners, reads: false }, {}, undefined],
    ['not again where a program of it failed', own, { certain: true }, undefined],
    ['not again where it was cancelled', own, { ended: true, builderDied: true }, undefined],
  ])('is tried %s', (_, attempt, ending, expected) => {
    expect(nextAttempt(attempt, { ...fault, ...ending })).toEqual(expected)
  })
})
