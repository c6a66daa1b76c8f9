import { setMaxListeners } from 'node:events'
import type { Clock } from '../runtime/clock.js'
import { answerWords, type EndpointAnswer, isWorse } from './answers.js'
import { askInterval, type Endpoint, endpointWords } from './endpoints.js'

/** An endpoint with its answer before anything was changed, with which all later answers are compared. */
export interface Baseline {
  endpoint: Endpoint
  before: EndpointAnswer
  /** Milliseconds after which no answer counts as a bad one, by the time that the first answer took. */
  limitMs: number
}

export type AskEndpoint = (baseline: Baseline, signal: AbortSignal) => Promise<EndpointAnswer>

/** A time in which an endpoint was seen to answer worse than before. */
export interface Pause {
  /** `http://127.0.0.1:80/ (shop/proxy)`. */
  endpoint: string
  /** From the first bad answer to the next good one; a single bad answer counts for the time between two asks. */
  seconds: number
  /** Bad answers in it; 0 where an answer only came late. */
  failed: number
  /** The last of them, in words. */
  answer: string
  /** Whether it answered as before again; false where the pause was not over at the last ask. */
  over: boolean
}

/** An endpoint that does not answer as before, and what it answers instead. */
export interface Broken {
  baseline: Baseline
  answer: EndpointAnswer
}

/** Good answers in a row after which an endpoint holds: one may be chance where one of two containers behind a proxy is gone. */
const STREAK = 2
/**
 * Milliseconds between two asks of a judgement, once an answer was bad. Before that the next ask follows at once: two asks in a row reach both
 * of two containers behind a proxy, and a pause between them would prove no more.
 */
const JUDGE_MS = 250
/** An endpoint is given up only after so many bad answers in a row, however long they take. */
const BAD = 2
/** Some databases block a client that connects often and sends nothing (MySQL: after a hundred times). */
const TCP_MS = 2000
const TCP_ASKS = 20

/** `http://127.0.0.1:80/ (shop/proxy): 502, before it was 200`. */
export function brokenWords({ baseline, answer }: Broken): string {
  return `${endpointWords(baseline.endpoint)}: ${answerWords(answer)}, before it was ${answerWords(baseline.before)}`
}

/** What a person can try if the called service itself is healthy: to restart each proxy before it, once. */
export function restartAdvice(broken: readonly Broken[]): string[] {
  const steps = broken.flatMap(({ baseline: { endpoint } }) => {
    const { owner, container } = endpoint.port
    return container === undefined
      ? []
      : [
          `if ${owner} caches the addresses of the services that it calls, as nginx does, a restart makes it resolve them again: docker restart ${container.slice(0, 12)}`,
        ]
  })
  return [...new Set(steps)]
}

/**
 * Asks all endpoints until each has answered as well as before twice in a row. Gives up one that kept answering worse for longer than the
 * patience; then the others are not asked further, since one is enough for an undo.
 * @returns what is broken; empty where all hold
 */
export async function judgeEndpoints({
  baselines,
  ask,
  clock,
  patienceMs,
  streak = STREAK,
  signal,
}: {
  baselines: readonly Baseline[]
  ask: AskEndpoint
  clock: Clock
  patienceMs: number
  /** Good answers in a row that each needs. */
  streak?: number
  signal: AbortSignal
}): Promise<Broken[]> {
  const over = new AbortController()
  const stop = AbortSignal.any([over.signal, signal])
  // Every endpoint adds a listener; Node would warn of a leak from eleven on.
  setMaxListeners(Number.POSITIVE_INFINITY, stop)
  const results = baselines.map(async (one): Promise<Broken | undefined> => {
    const broken = await judgeOne(one, { ask, clock, patienceMs, streak, signal: stop })
    if (broken !== undefined) over.abort()
    return broken
  })
  const found = (await Promise.all(results)).filter((one) => one !== undefined)
  return found
}

interface Turn {
  ask: AskEndpoint
  clock: Clock
  patienceMs: number
  streak: number
  signal: AbortSignal
}

async function judgeOne(
  baseline: Baseline,
  { ask, clock, patienceMs, streak, signal }: Turn,
): Promise<Broken | undefined> {
  const begun = clock.now()
  let [good, bad, badSince, answer, pause] = [0, 0, begun, baseline.before, 0]
  for (;;) {
    const asked = clock.now()
    answer = await ask(baseline, signal)
    if (signal.aborted) return undefined
    if (answer.kind !== 'unasked' && !isWorse(baseline.before, answer)) {
      good += 1
      bad = 0
      if (good >= streak) return undefined
    } else {
      if (bad === 0) badSince = asked
      good = 0
      bad += 1
      pause = JUDGE_MS
    }
    const now = clock.now()
    // Do not wait endlessly for one that answers well only now and then.
    if (bad >= BAD && now - badSince >= patienceMs) return { baseline, answer }
    if (now - begun >= 3 * patienceMs + 10_000) return { baseline, answer }
    await clock.sleep(pause, signal)
  }
}

interface Sample {
  /** Milliseconds, when it was asked. */
  at: number
  /** Milliseconds that the answer took. */
  took: number
  answer: EndpointAnswer
}

/** Asks all endpoints again and again, while the services behind them are changed. */
export class EndpointWatch {
  private readonly end = new AbortController()
  private readonly samples: Sample[][]
  private readonly loops: Promise<void>[]

  constructor(
    private readonly baselines: readonly Baseline[],
    ask: AskEndpoint,
    private readonly clock: Clock,
  ) {
    this.samples = baselines.map(() => [])
    setMaxListeners(Number.POSITIVE_INFINITY, this.end.signal)
    const interval = askInterval(baselines.length)
    this.loops = baselines.map((one, index) =>
      this.loop(one, this.samples[index] ?? [], ask, { interval, first: (interval * index) / baselines.length }),
    )
  }

  /** Ends it. @returns the pauses that were seen, the longest first */
  async stop(): Promise<Pause[]> {
    this.end.abort()
    await Promise.all(this.loops)
    const interval = askInterval(this.baselines.length)
    return this.baselines
      .flatMap((one, index) => pausesOf(one, this.samples[index] ?? [], interval))
      .sort((one, other) => other.seconds - one.seconds)
  }

  private async loop(
    baseline: Baseline,
    samples: Sample[],
    ask: AskEndpoint,
    { interval, first }: { interval: number; first: number },
  ): Promise<void> {
    const { signal } = this.end
    const rare = baseline.endpoint.protocol === 'tcp'
    await this.clock.sleep(first, signal)
    while (!signal.aborted && !(rare && samples.length >= TCP_ASKS)) {
      const at = this.clock.now()
      const answer = await ask(baseline, signal)
      if (signal.aborted) return
      if (answer.kind !== 'unasked') samples.push({ at, took: this.clock.now() - at, answer })
      await this.clock.sleep(
        Math.max(0, at + (rare ? Math.max(TCP_MS, interval) : interval) - this.clock.now()),
        signal,
      )
    }
  }
}

/** The pauses of one endpoint, from its answers (pure). @param interval milliseconds between two asks */
export function pausesOf(
  { endpoint, before, limitMs }: Baseline,
  samples: readonly Sample[],
  interval: number,
): Pause[] {
  const pauses: Pause[] = []
  let open: { since: number; failed: number; answer: EndpointAnswer; last: number } | undefined
  const close = (until: number, over: boolean) => {
    if (open === undefined) return
    const { since, failed, answer } = open
    const seconds = Math.round(Math.max(until - since, interval) / 100) / 10
    pauses.push({ endpoint: endpointWords(endpoint), seconds, failed, answer: answerWords(answer), over })
    open = undefined
  }
  for (const { at, took, answer } of samples) {
    if (isWorse(before, answer)) {
      open = { since: open?.since ?? at, failed: (open?.failed ?? 0) + 1, answer, last: at }
      continue
    }
    close(at, true)
    // A proxy may wait for a service that comes back at the same address (it tries again after a second): users wait as well, and nothing fails.
    if (took >= limitMs / 4)
      pauses.push({
        endpoint: endpointWords(endpoint),
        seconds: Math.round(took / 100) / 10,
        failed: 0,
        answer: `${answerWords(answer)}, but late`,
        over: true,
      })
  }
  close(open?.last ?? 0, false)
  return pauses
}

/** One line a pause, for people. */
export function pauseLines(pauses: readonly Pause[]): string[] {
  return pauses.map(
    ({ endpoint, seconds, failed, answer, over }) =>
      `${endpoint} answered worse for ${seconds} s (${answer}, ${failed} ${failed === 1 ? 'time' : 'times'})${over ? '' : ', and did so when it was asked last'}`,
  )
}
