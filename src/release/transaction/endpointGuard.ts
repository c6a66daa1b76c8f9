import { answerWords } from '../../health/answers.js'
import { askEndpoint, type EndpointAsking } from '../../health/askEndpoint.js'
import { type Before, edgesOf, lookBefore, readHints } from '../../health/before.js'
import { endpointWords, isOwn } from '../../health/endpoints.js'
import { type Hints, hintsOf, joinHints, type Known } from '../../health/hints.js'
import {
  type Baseline,
  type Broken,
  brokenWords,
  EndpointWatch,
  judgeEndpoints,
  type Pause,
  pauseLines,
  restartAdvice,
} from '../../health/watch.js'
import { ConnectionLost } from '../../host/failures.js'
import type { Host } from '../../host/ssh.js'
import type { InspectedContainer } from '../../host/types.js'
import type { Clock } from '../../runtime/clock.js'
import { UndoFailed, Undone } from '../../runtime/errors.js'
import { type Moved, PATIENCE_MS, patienceOf, stillMeant } from './endpointRules.js'
import type { Judge } from './gating.js'

export interface Guarding extends Known {
  host: Host
  /** Certificate authorities in place of Node's own; rejected where they cannot be read. */
  authorities: Promise<string[] | undefined>
  clock: Clock
  signal: AbortSignal
  /** How a person looks at the server, for advice. */
  statusCommand: string
  log(line: string): void
}

/** Of a port that Docker chooses nobody knows the number before the next container runs. */
const hasNumber = ({ endpoint }: Baseline): boolean => endpoint.port.chosen !== true

/** What was seen of the endpoints of the stack during a transaction. */
export interface Watched {
  /** How many were asked. */
  asked: number
  /** What was not, and why, in words. */
  left: readonly string[]
  pauses: readonly Pause[]
}

/** Holds a transaction to this: what answered before answers as well afterwards, and whatever it did not meanwhile is told. */
export class EndpointGuard {
  private readonly before: Promise<Before>
  /** What the release that runs now is meant to answer; absent before it runs. */
  private meant: Baseline[] | undefined
  private patienceMs = PATIENCE_MS
  private seen: Watched | undefined
  private readonly asking: Promise<EndpointAsking & { host: Host }>

  /** Begins to ask at once. */
  constructor(private readonly guarding: Guarding) {
    this.asking = guarding.authorities.then((ca) => ({ host: guarding.host, ca }))
    this.before = this.asking.then((asking) => lookBefore(asking, guarding, guarding.signal))
    this.before.catch(() => undefined)
  }

  /** Absent as long as nothing was watched to its end. */
  get watched(): Watched | undefined {
    return this.seen
  }

  /** Waits until all was asked, and says in the log what was found. */
  async tell(): Promise<Before> {
    const before = await this.before
    const { baselines, silent, left, unasked } = before
    const { log } = this.guarding
    if (unasked !== undefined) log(`endpoints: nobody could ask through the SSH connection (${unasked})`)
    else
      log(
        `endpoints: ${baselines.length === 0 ? 'none answers' : `${baselines.length} answer${baselines.length === 1 ? 's' : ''}`} before anything is changed`,
      )
    for (const { endpoint, before: answer } of baselines) log(`  ${endpointWords(endpoint)}: ${answerWords(answer)}`)
    for (const one of silent) log(`  ${one}: no answer; this is not held against the release`)
    for (const one of left) log(`  not asked: ${one}`)
    return before
  }

  /** The gate with the endpoints beside it; undefined where there is neither. */
  async judge(inner: Judge | undefined): Promise<Judge | undefined> {
    const before = await this.before
    if (before.baselines.length === 0) return inner
    return async (occasion) => {
      this.meant = await this.meantNow(before, occasion.containers, occasion.signal)
      const over = new AbortController()
      const signal = AbortSignal.any([occasion.signal, over.signal])
      const endpoints = this.ask(this.meant, signal).then((broken) => {
        if (broken.length > 0) over.abort('an endpoint of the stack is broken')
        return broken
      })
      const probes = inner?.({ ...occasion, signal }).then((verdict) => {
        if (!verdict.healthy) over.abort('the health gate did not hold')
        return verdict
      })
      const [broken, verdict] = await Promise.all([endpoints, probes])
      if (broken.length > 0)
        return { healthy: false, reason: `what answered before does not answer as well any more: ${words(broken)}` }
      return verdict ?? { healthy: true, reason: '' }
    }
  }

  /**
   * Does the work of a transaction while all endpoints are asked again and again, and proves afterwards what its end says of them.
   * @throws UndoFailed where it ended, either way, and something does not answer as before; else what the work throws
   */
  async watch<T>(work: () => Promise<T>, services: readonly Moved[]): Promise<T> {
    const { baselines, left } = await this.before
    if (baselines.length === 0) return work()
    this.patienceMs = patienceOf(services)
    const asking = await this.asking
    const watch = new EndpointWatch(
      baselines.filter(hasNumber),
      ({ endpoint, limitMs }, signal) => askEndpoint(asking, endpoint, signal, limitMs),
      this.guarding.clock,
    )
    let ended: T | undefined
    try {
      ended = await work()
      await this.prove(
        this.meant ?? baselines,
        (broken) => `The release was committed, and then what answered before did not any more: ${broken}`,
      )
      return ended
    } catch (error) {
      if (error instanceof Undone)
        await this.prove(
          baselines.filter(hasNumber),
          (broken) => `${error.message}. The old version was put back, but what answered before does not: ${broken}`,
        )
      throw error
    } finally {
      const meant = new Set(
        (ended === undefined ? baselines : (this.meant ?? baselines)).map(({ endpoint }) => endpointWords(endpoint)),
      )
      const pauses = (await watch.stop()).filter(({ endpoint }) => meant.has(endpoint))
      this.seen = { asked: baselines.length, left, pauses }
      const { log } = this.guarding
      if (pauses.length === 0) log('endpoints: each answered as before whenever it was asked')
      else log('endpoints: some answered worse than before for a while')
      for (const line of pauseLines(pauses)) log(`  ${line}`)
    }
  }

  /** Proxies that were replaced are asked anew what they were told. */
  private async meantNow(
    { baselines, hints }: Before,
    containers: readonly InspectedContainer[],
    signal: AbortSignal,
  ): Promise<Baseline[]> {
    const { host, projects } = this.guarding
    const others = this.guarding.containers.filter((one) => !isOwn(one, projects))
    const known = { ...this.guarding, containers: [...containers, ...others] }
    const same = JSON.stringify(edgesOf(known)) === JSON.stringify(edgesOf(this.guarding))
    const now = same
      ? joinHints(hintsOf(known), lessHints(hints, hintsOf(this.guarding)))
      : await readHints(host, known, signal)
    return stillMeant(baselines, hints, now, containers)
  }

  private async prove(baselines: readonly Baseline[], says: (broken: string) => string): Promise<void> {
    const broken = await this.ask(
      baselines,
      this.guarding.signal.aborted ? new AbortController().signal : this.guarding.signal,
      1,
    )
    if (broken.length === 0) return
    const todo = [`look at what runs: ${this.guarding.statusCommand}`, ...restartAdvice(broken)]
    throw new UndoFailed(says(words(broken)), { todo })
  }

  private async ask(baselines: readonly Baseline[], signal: AbortSignal, streak?: number): Promise<Broken[]> {
    const asking = await this.asking
    return judgeEndpoints({
      baselines,
      ask: async ({ endpoint, limitMs }, stop) => {
        const answer = await askEndpoint(asking, endpoint, stop, limitMs)
        if (answer.kind === 'unasked' && !stop.aborted) await this.reconnect(stop)
        return answer
      },
      clock: this.guarding.clock,
      patienceMs: this.patienceMs,
      ...(streak !== undefined && { streak }),
      signal,
    })
  }

  /** A connection that was lost says nothing of the endpoints, and a judgement waits for a new one. */
  private async reconnect(signal: AbortSignal): Promise<void> {
    const { host } = this.guarding
    try {
      await host.exec(['true'], { signal })
    } catch (error) {
      if (error instanceof ConnectionLost) await host.reconnect({ signal }).catch(() => undefined)
    }
  }
}

/** What is in the first, and not in the second. */
function lessHints(one: Hints, other: Hints): Hints {
  return {
    names: one.names.filter((name) => !other.names.includes(name)),
    paths: one.paths.filter((path) => !other.paths.includes(path)),
  }
}

function words(broken: readonly Broken[]): string {
  return broken.map(brokenWords).join('; ')
}
