import { describe, expect, it } from '@jest/globals'
import type { EndpointAnswer } from '../../../src/health/answers.js'
import {
  type Baseline,
  brokenWords,
  EndpointWatch,
  judgeEndpoints,
  pauseLines,
  pausesOf,
} from '../../../src/health/watch.js'
import type { Clock } from '../../../src/runtime/clock.js'

const never = new AbortController().signal
const ok: EndpointAnswer = { kind: 'http', status: 200 }
const bad: EndpointAnswer = { kind: 'http', status: 502 }
const lost: EndpointAnswer = { kind: 'unasked', why: 'the connection is lost' }

const baseline = (path = '/', before: EndpointAnswer = ok): Baseline => ({
  endpoint: {
    port: { owner: 'shop/proxy', address: '127.0.0.1', port: 80, target: 80, shared: false },
    protocol: 'http',
    path,
  },
  before,
  limitMs: 3000,
})

/** Sleeping is all that takes time; whoever sleeps lets the others go on. */
function fakeClock(): Clock {
  let now = 0
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

/** Answers in turn, the last one for ever. */
async function judged(answers: readonly EndpointAnswer[], patienceMs = 3000, before = ok) {
  const clock = fakeClock()
  let asked = 0
  const ask = async () => answers[Math.min(asked++, answers.length - 1)] ?? ok
  const broken = await judgeEndpoints({ baselines: [baseline('/', before)], ask, clock, patienceMs, signal: never })
  return { broken: broken.map(brokenWords), asked, after: clock.now() }
}

describe('an endpoint that answered before', () => {
  it('holds when it has answered as well twice in a row', async () => {
    expect(await judged([ok])).toEqual({ broken: [], asked: 2, after: 0 })
    expect(await judged([bad, ok, bad, ok, ok])).toMatchObject({ broken: [], asked: 5 })
  })

  it('is asked with a pause once it has answered worse', async () => {
    expect(await judged([ok, bad, ok, ok])).toMatchObject({ broken: [], asked: 4, after: 500 })
  })

  it('is given up after its patience, and not after the gate’s timeout', async () => {
    const { broken, after } = await judged([bad])
    expect(broken).toEqual(['http://127.0.0.1:80/ (shop/proxy): 502, before it was 200'])
    expect(after).toBeGreaterThanOrEqual(3000)
    expect(after).toBeLessThan(4000)
  })

  it('is waited for longer where something was stopped first', async () => {
    expect(await judged([...Array<EndpointAnswer>(20).fill(bad), ok], 15_000)).toMatchObject({ broken: [] })
  })

  it('that answers well only now and then is not waited for endlessly', async () => {
    const flaps = Array.from({ length: 500 }, (_, index) => (index % 2 === 0 ? ok : bad))
    const { broken, after } = await judged(flaps)
    expect(broken).toHaveLength(1)
    expect(after).toBeLessThan(25_000)
  })

  it('is not called broken for a lost connection, but not proven either', async () => {
    expect(await judged([lost, lost, ok])).toMatchObject({ broken: [], asked: 4 })
    expect((await judged([lost])).broken).toHaveLength(1)
  })

  it('holds with an answer like the one before, even if users only get a refusal', async () => {
    expect(await judged([{ kind: 'http', status: 404 }], 3000, { kind: 'http', status: 403 })).toMatchObject({
      broken: [],
    })
  })

  it('ends the asking of all others when it is given up', async () => {
    const clock = fakeClock()
    let others = 0
    const ask = async ({ endpoint }: Baseline, signal: AbortSignal): Promise<EndpointAnswer> => {
      if (endpoint.path === '/dead') return bad
      others += 1
      return signal.aborted ? ok : bad
    }
    const broken = await judgeEndpoints({
      baselines: [baseline('/dead'), { ...baseline('/slow'), before: ok }],
      ask,
      clock,
      patienceMs: 1000,
      signal: never,
    })
    expect(broken.length).toBeGreaterThan(0)
    expect(others).toBeLessThan(20)
  })
})

describe('a pause', () => {
  const samples = (...answers: EndpointAnswer[]) =>
    answers.map((answer, index) => ({ at: index * 500, took: 5, answer }))
  it.each<[string, EndpointAnswer[], { seconds: number; failed: number; over: boolean }[]]>([
    ['none', [ok, ok], []],
    ['one bad answer', [ok, bad, ok], [{ seconds: 0.5, failed: 1, over: true }]],
    ['three', [ok, bad, bad, bad, ok], [{ seconds: 1.5, failed: 3, over: true }]],
    [
      'two pauses',
      [bad, ok, bad, ok],
      [
        { seconds: 0.5, failed: 1, over: true },
        { seconds: 0.5, failed: 1, over: true },
      ],
    ],
    ['one that was not over', [ok, bad, bad], [{ seconds: 0.5, failed: 2, over: false }]],
  ])('%s', (_case, answers, expected) => {
    expect(pausesOf(baseline(), samples(...answers), 500)).toEqual(
      expected.map((one) =>
        expect.objectContaining({ endpoint: 'http://127.0.0.1:80/ (shop/proxy)', answer: '502', ...one }),
      ),
    )
  })

  it('is also an answer that came only after the service was back', () => {
    expect(pausesOf(baseline(), [{ at: 0, took: 2300, answer: ok }], 500)).toEqual([
      expect.objectContaining({ seconds: 2.3, failed: 0, answer: '200, but late', over: true }),
    ])
  })

  it('is one line of text', () => {
    expect(pauseLines(pausesOf(baseline(), samples(ok, bad, bad, ok), 500))).toEqual([
      'http://127.0.0.1:80/ (shop/proxy) answered worse for 1 s (502, 2 times)',
    ])
  })

  it('is found by asking again and again', async () => {
    const clock = fakeClock()
    let asked = 0
    let seen = () => {}
    const enough = new Promise<void>((resolve) => {
      seen = resolve
    })
    const watch = new EndpointWatch(
      [baseline()],
      async () => {
        asked += 1
        if (asked > 8) seen()
        return asked > 2 && asked < 6 ? bad : ok
      },
      clock,
    )
    await enough
    expect(await watch.stop()).toEqual([expect.objectContaining({ failed: 3, seconds: 1.5, over: true })])
  })

  it('of a port that speaks no HTTP is looked for rarely, since some databases block clients that connect often', async () => {
    const clock = fakeClock()
    let asked = 0
    const tcp = {
      ...baseline(),
      endpoint: { ...baseline().endpoint, protocol: 'tcp' as const },
      before: { kind: 'open' } as const,
    }
    const watch = new EndpointWatch([tcp], async () => ({ kind: asked++ < 1000 ? 'open' : 'open' }), clock)
    for (let turns = 0; turns < 200; turns += 1) await new Promise((resolve) => setImmediate(resolve))
    await watch.stop()
    expect(asked).toBeLessThanOrEqual(20)
  })
})
