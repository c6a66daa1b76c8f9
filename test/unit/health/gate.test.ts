import { getMaxListeners } from 'node:events'
import { describe, expect, it } from '@jest/globals'
import { type Answer, type Ask, checkRules, judge } from '../../../src/health/gate.js'
import type { GateReport, GateRules, Probe } from '../../../src/health/types.js'
import type { Clock } from '../../../src/runtime/clock.js'
import { Refused } from '../../../src/runtime/errors.js'

/** Time that passes only when everybody waits for it. */
function fakeClock(): Clock {
  let now = 0
  let timers: { at: number; end: () => void }[] = []
  let ticking = false
  const tick = () =>
    setImmediate(() => {
      ticking = false
      timers.sort((a, b) => a.at - b.at)
      const next = timers.shift()
      if (next === undefined) return
      now = Math.max(now, next.at)
      next.end()
      begin()
    })
  const begin = () => {
    if (ticking || timers.length === 0) return
    ticking = true
    tick()
  }
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const timer = { at: now + milliseconds, end: resolve }
        timers.push(timer)
        signal?.addEventListener('abort', () => {
          timers = timers.filter((other) => other !== timer)
          resolve()
        })
        begin()
      }),
  }
}

const good: Answer = { ok: true }
const bad: Answer = { ok: false, failure: '503 from :3004/api/health' }
const refused: Answer = { ok: false, failure: '502 from https://a.example.org', answered: true }
const dead: Answer = { ok: false, failure: 'exited (exit code 1)', final: true }

const probe = (name: string): Probe => ({ kind: 'url', name, url: `https://${name}.example.org/` })
const rules: GateRules = { successes: 3, windowSeconds: 5, timeoutSeconds: 30, intervalSeconds: 1 }

/** Each probe's answers in turn, the last one for ever: `g` good, `b` bad, `r` answered badly, `d` dead. */
function script(answers: Record<string, string>): Ask {
  const turn: Record<string, number> = {}
  return async ({ name }) => {
    const letters = answers[name] as string
    const index = turn[name] ?? 0
    turn[name] = index + 1
    return { g: good, b: bad, r: refused, d: dead }[
      letters[Math.min(index, letters.length - 1)] as 'g' | 'b' | 'r' | 'd'
    ]
  }
}

const gate = (
  answers: Record<string, string>,
  own: Partial<GateRules> = {},
  signal?: AbortSignal,
): Promise<GateReport> =>
  judge({
    probes: Object.keys(answers).map(probe),
    rules: { ...rules, ...own },
    ask: script(answers),
    clock: fakeClock(),
    ...(signal && { signal }),
  })

describe('the gate', () => {
  // answers, rules, how it ends, after how many seconds
  it.each<[string, Record<string, string>, Partial<GateRules>, GateReport['ended'], number]>([
    ['holds after its successes and the window', { a: 'g' }, {}, 'held', 7],
    ['holds at once with one success and no window', { a: 'g' }, { successes: 1, windowSeconds: 0 }, 'held', 0],
    ['waits for the slowest of several probes', { a: 'g', b: 'bbbbg' }, {}, 'held', 11],
    ['counts successes in a row only', { a: 'ggbggg' }, { windowSeconds: 0 }, 'held', 5],
    ['begins the window anew after a failure in it', { a: 'gggggbg' }, {}, 'held', 13],
    ['begins the window of all anew when one fails', { a: 'g', b: 'gggggbg' }, {}, 'held', 13],
    ['gives up at the deadline', { a: 'b' }, {}, 'timeout', 30],
    ['gives up when one of two never holds', { a: 'g', b: 'b' }, {}, 'timeout', 30],
    ['gives up on one that flaps for ever', { a: 'gggb'.repeat(40) }, {}, 'timeout', 30],
    ['does not hold by what comes after the deadline', { a: `${'b'.repeat(25)}g` }, {}, 'timeout', 30],
    ['holds at the deadline itself', { a: `${'b'.repeat(23)}g` }, {}, 'held', 30],
    ['ends early when a container is dead', { a: 'g', b: 'bbd' }, {}, 'early', 2],
    ['ends early in the window, too', { a: 'g', b: 'gggggd' }, {}, 'early', 5],
    ['asks at its interval', { a: 'bbg' }, { intervalSeconds: 5 }, 'held', 25],
    [
      'asks at the end of a window that its interval does not divide',
      { a: 'g' },
      { windowSeconds: 7, intervalSeconds: 5 },
      'held',
      17,
    ],
  ])('%s', async (_, answers, own, ended, seconds) => {
    const report = await gate(answers, own)
    expect(report).toMatchObject({ schema: 1, ended, seconds, healthy: ended === 'held' })
  })

  // answers, how it ends, after how many seconds
  it.each<[string, string, GateReport['ended'], number]>([
    ['undoes soon what users get wrong answers from', 'r', 'early', 4],
    ['does so in the window, too', 'ggggrrrrr', 'early', 8],
    ['allows fewer bad answers in a row', 'rrrrgrrrrg', 'held', 16],
    ['waits for a certificate or a connection as long as it may', 'rrbrrbbbbbg', 'held', 17],
  ])('%s, where another version served before', async (_, answers, ended, seconds) => {
    const judgement = { probes: [probe('a')], rules, ask: script({ a: answers }), clock: fakeClock() }
    expect(await judge({ ...judgement, patience: 5 })).toMatchObject({ ended, seconds })
  })

  it('waits for a replica that answers badly: no user asks it', async () => {
    const replica: Probe = { kind: 'replica', name: 'a', address: '10.0.0.2', port: 80, path: '/', container: 'c' }
    const judgement = { probes: [replica], rules, ask: script({ a: 'rrrrrrrrg' }), clock: fakeClock() }
    expect(await judge({ ...judgement, patience: 5 })).toMatchObject({ ended: 'held' })
  })

  it('is not healthy when there is nothing to ask', async () => {
    expect(await gate({})).toMatchObject({
      healthy: false,
      ended: 'early',
      reason: expect.stringContaining('nothing to ask'),
    })
  })

  it('says of each probe how often it was asked, how often it failed and why', async () => {
    const { probes } = await gate({ a: 'g', b: 'bbg' })
    expect(probes).toEqual([
      { name: 'a', kind: 'url', target: 'https://a.example.org/', healthy: true, tries: 10, failures: 0, seconds: 9 },
      {
        ...{ name: 'b', kind: 'url', target: 'https://b.example.org/', healthy: true },
        ...{ tries: 10, failures: 2, seconds: 9, lastFailure: '503 from :3004/api/health' },
      },
    ])
  })

  it('names the probe that ended it early', async () => {
    expect((await gate({ a: 'g', b: 'd' })).reason).toBe('b: exited (exit code 1)')
  })

  it('calls a probe that hangs a failure, at the deadline and not later', async () => {
    const clock = fakeClock()
    const ask: Ask = (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(good)))
    const report = await judge({ probes: [probe('a')], rules, ask, clock })
    expect(report).toMatchObject({ ended: 'timeout', seconds: 30, probes: [{ healthy: false, failures: 1 }] })
  })

  it('does not count a try that the deadline cut short as a failure', async () => {
    const clock = fakeClock()
    const ask: Ask = async ({ name }) => {
      if (name === 'sick') return bad
      await clock.sleep(700)
      return good
    }
    const report = await judge({ probes: [probe('well'), probe('sick')], rules, ask, clock })
    expect(report).toMatchObject({ ended: 'timeout', seconds: 30 })
    expect(report.probes).toMatchObject([
      { name: 'well', healthy: true, failures: 0 },
      { name: 'sick', healthy: false, lastFailure: '503 from :3004/api/health' },
    ])
  })

  it('does not hold by a round that the deadline cut short', async () => {
    const clock = fakeClock()
    let tries = 0
    const ask: Ask = async (_, signal) => {
      tries += 1
      if (tries < 8) return good
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(good)))
    }
    const report = await judge({ probes: [probe('a')], rules, ask, clock })
    expect(report).toMatchObject({ ended: 'timeout', healthy: false, seconds: 30 })
  })

  it('asks fifty probes without a warning of Node', async () => {
    const warnings: Error[] = []
    const hear = (warning: Error) => warnings.push(warning)
    process.on('warning', hear)
    const probes = Array.from({ length: 50 }, (_, index) => probe(`p${index}`))
    await judge({ probes, rules, ask: async () => good, clock: fakeClock() })
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', hear)
    expect(warnings).toEqual([])
  })

  it('asks probes at the same time', async () => {
    const clock = fakeClock()
    const ask: Ask = async () => {
      await clock.sleep(2000)
      return good
    }
    const probes = ['a', 'b', 'c', 'd'].map(probe)
    expect(await judge({ probes, rules: { ...rules, successes: 1, windowSeconds: 0 }, ask, clock })).toMatchObject({
      seconds: 2,
      healthy: true,
    })
  })

  it('reports an error of a probe as a failure with its message', async () => {
    const ask: Ask = async () => {
      throw new Error('the connection was lost')
    }
    const report = await judge({ probes: [probe('a')], rules, ask, clock: fakeClock() })
    expect(report.probes[0]).toMatchObject({ healthy: false, lastFailure: 'the connection was lost' })
  })

  it('does not count an error in the configuration as a failed probe', async () => {
    const ask: Ask = async () => {
      throw new Refused('the file with certificate authorities cannot be read')
    }
    await expect(judge({ probes: [probe('a')], rules, ask, clock: fakeClock() })).rejects.toThrow(Refused)
  })

  it('ends when the run is cancelled, in the middle of a try', async () => {
    const cancellation = new AbortController()
    const ask: Ask = (_, signal) => {
      cancellation.abort()
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(good)))
    }
    const report = await judge({ probes: [probe('a')], rules, ask, clock: fakeClock(), signal: cancellation.signal })
    expect(report).toMatchObject({ ended: 'cancelled', healthy: false, seconds: 0 })
  })

  it('ends without asking when the run was cancelled before', async () => {
    const report = await gate({ a: 'g' }, {}, AbortSignal.abort())
    expect(report).toMatchObject({ ended: 'cancelled', healthy: false, probes: [{ tries: 0 }] })
  })
})

describe('rules of a gate', () => {
  it('that can hold have no fault', () => {
    expect(checkRules(rules)).toEqual([])
    expect(checkRules({ successes: 3, windowSeconds: 28, timeoutSeconds: 30, intervalSeconds: 1 })).toEqual([])
  })

  it('that can never hold say how long they would take', () => {
    expect(checkRules({ successes: 3, windowSeconds: 29, timeoutSeconds: 30, intervalSeconds: 1 })).toEqual([
      'the gate cannot hold: 3 successes every 1 s and a window of 29 s take 31 s, but its timeout is 30 s',
    ])
  })
})

it('has a listener for every probe, without a warning of a leak in the log', async () => {
  const limits = new Set<number>()
  const ask: Ask = async (_, signal) => {
    limits.add(getMaxListeners(signal))
    return good
  }
  await judge({ probes: [probe('app')], rules, ask, clock: fakeClock() })
  expect([...limits]).toEqual([Number.POSITIVE_INFINITY])
})
