import { describe, expect, it } from '@jest/globals'
import { type Attempt, type Ending, nextAttempt } from '../../../src/image/attempts.js'

const own: Attempt = { own: true, reads: true, writes: true }
const runners: Attempt = { own: false, reads: true, writes: true }
const ending: Ending = { ended: false, builderDied: false, fault: 'itself' }
const engines: Attempt = { own: false, reads: false, writes: false }

describe('a build that failed', () => {
  it.each<[string, Attempt, Partial<Ending>, Attempt | undefined]>([
    ['again without what the cache has', own, { fault: 'content' }, { ...own, reads: false }],
    ['again by the runner’s builder', { ...own, reads: false }, { fault: 'content' }, engines],
    ['again without its cache', own, { fault: 'cache' }, { own: true, reads: false, writes: false }],
    ['the same by a builder of the user', runners, { fault: 'cache' }, engines],
    ['at once by the runner’s builder for what ours cannot', own, { fault: 'builder' }, engines],
    ['again by the runner’s builder where ours died', own, { builderDied: true }, engines],
    ['the same for what it could not do dying', own, { builderDied: true, fault: 'push' }, engines],
    ['again without the cache by a builder of the user', runners, { fault: 'content' }, { ...runners, reads: false }],
    ['no more where nothing is left to leave out', engines, { fault: 'content' }, undefined],
    ['not again where the user’s builder cannot do it', runners, { fault: 'builder' }, undefined],
    ['again for the engine to push', runners, { fault: 'push' }, { ...runners, loads: true }],
    ['not again for that', { ...runners, loads: true }, { fault: 'push' }, undefined],
    ['not again where it failed by itself', own, {}, undefined],
    ['not again where it was cancelled', own, { ended: true, builderDied: true, fault: 'cache' }, undefined],
  ])('is tried %s', (_, attempt, given, expected) => {
    expect(nextAttempt(attempt, { ...ending, ...given })).toEqual(expected)
  })
})
