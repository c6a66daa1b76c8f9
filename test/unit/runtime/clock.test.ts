import { describe, expect, it } from '@jest/globals'
import { type Clock, durationText, systemClock } from '../../../src/runtime/clock.js'
import { poll } from '../../../src/runtime/poll.js'

/** A clock on which sleeping takes no time. */
function fakeClock(): Clock & { slept: number[] } {
  let time = 0
  const slept: number[] = []
  return {
    slept,
    now: () => time,
    sleep: async (milliseconds) => {
      slept.push(milliseconds)
      time += milliseconds
    },
  }
}

describe('durationText', () => {
  it.each([
    [-1, '0 s'],
    [0.04, '0 s'],
    [0.44, '0.4 s'],
    [9.94, '9.9 s'],
    [9.96, '10 s'],
    [60, '1 min'],
    [125, '2 min 5 s'],
    [3600, '1 h'],
    [3785, '1 h 3 min'],
  ])('%d seconds are %j', (seconds, text) => expect(durationText(seconds)).toBe(text))
})

describe('poll', () => {
  it('asks again until there is an answer', async () => {
    const clock = fakeClock()
    const polled = await poll({ clock, intervalMs: 10, timeoutMs: 1000 }, (tries) =>
      tries === 3 ? 'there' : undefined,
    )
    expect(polled).toEqual({ ended: 'found', value: 'there' })
    expect(clock.slept).toEqual([10, 10])
  })

  it('gives a last chance at the deadline, and no more', async () => {
    const clock = fakeClock()
    let tries = 0
    const polled = await poll({ clock, intervalMs: 40, timeoutMs: 100 }, () => {
      tries++
      return undefined
    })
    expect(polled).toEqual({ ended: 'timeout' })
    expect([tries, clock.now()]).toEqual([4, 100])
  })

  it('counts false and 0 as answers', async () => {
    expect(await poll({ intervalMs: 1, timeoutMs: 1 }, () => 0)).toEqual({ ended: 'found', value: 0 })
  })

  it('ends at once when cancelled while it waits', async () => {
    const cancellation = new AbortController()
    const began = systemClock.now()
    const polled = await poll({ intervalMs: 60_000, timeoutMs: 60_000, signal: cancellation.signal }, () => {
      setImmediate(() => cancellation.abort())
      return undefined
    })
    expect(polled).toEqual({ ended: 'cancelled' })
    expect(systemClock.now() - began).toBeLessThan(10_000)
  })
})
