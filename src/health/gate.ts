import { setMaxListeners } from 'node:events'
import type { Clock } from '../runtime/clock.js'
import { Refused } from '../runtime/errors.js'
import type { GateReport, GateRules, Probe, ProbeReport } from './types.js'

export type Answer =
  | { ok: true }
  /** `final`: it will not become healthy by waiting, such as a container that has exited. */
  | { ok: false; failure: string; final?: true }
  /** Something answered, and users get the same answer: name, network and TLS work. */
  | { ok: false; failure: string; answered: true }

/** Asks once. Ends at the latest when the signal is aborted. */
export type Ask = (probe: Probe, signal: AbortSignal) => Promise<Answer>

export interface Judgement {
  probes: readonly Probe[]
  rules: GateRules
  ask: Ask
  clock: Clock
  /** Bad answers in a row of one URL after which waiting is over; absent, the timeout alone ends it. */
  patience?: number
  /** Cancellation by the runner. */
  signal?: AbortSignal
}

interface Record {
  probe: Probe
  tries: number
  failures: number
  /** Successes in a row. */
  streak: number
  /** Bad answers in a row. */
  refusals: number
  lastFailure?: string
  /** Milliseconds from the beginning to the last answer. */
  after: number
}

/** Why a gate with these rules could never hold, as sentences. */
export function checkRules({ successes, windowSeconds, timeoutSeconds, intervalSeconds }: GateRules): string[] {
  const least = (successes - 1) * intervalSeconds + windowSeconds
  if (least <= timeoutSeconds) return []
  return [
    `the gate cannot hold: ${successes} successes every ${intervalSeconds} s and a window of ${windowSeconds} s take ${least} s, but its timeout is ${timeoutSeconds} s`,
  ]
}

/**
 * Asks all probes at once, round after round, until each had its successes in a row and then the whole window passed without one failure.
 * A failure starts both again, until the deadline. A failure that is final, or too many bad answers in a row, ends it early.
 */
export async function judge({
  probes,
  rules,
  ask,
  clock,
  patience = Number.POSITIVE_INFINITY,
  signal,
}: Judgement): Promise<GateReport> {
  const begin = clock.now()
  const deadline = begin + rules.timeoutSeconds * 1000
  const records = probes.map((probe): Record => ({ probe, tries: 0, failures: 0, streak: 0, refusals: 0, after: 0 }))
  const report = (ended: GateReport['ended'], reason?: string): GateReport => ({
    schema: 1,
    healthy: ended === 'held',
    ended,
    ...(reason !== undefined && { reason }),
    seconds: seconds(clock.now() - begin),
    rules,
    probes: records.map((record) => reportOf(record, rules)),
  })
  if (records.length === 0) return report('early', 'there is nothing to ask: no service runs')

  let steadySince: number | undefined
  for (;;) {
    if (signal?.aborted) return report('cancelled', whyCancelled(signal))
    const answers = await round(records, { ask, clock, deadline, begin, signal })
    if (signal?.aborted) return report('cancelled', whyCancelled(signal))
    const final = records.find(({ refusals }, index) => isFinal(answers[index]) || refusals >= patience)
    if (final !== undefined) return report('early', `${final.probe.name}: ${final.lastFailure}`)

    const now = clock.now()
    const isSteady = answers.every((answer) => answer?.ok) && records.every(({ streak }) => streak >= rules.successes)
    if (!isSteady) steadySince = undefined
    else steadySince ??= now
    const held = steadySince === undefined ? undefined : steadySince + rules.windowSeconds * 1000
    if (held !== undefined && now >= held) return report('held')
    if (now >= deadline) return report('timeout', `not all probes held within ${rules.timeoutSeconds} s`)
    // The window ends with a round, not between two.
    const next = Math.min(now + rules.intervalSeconds * 1000, held ?? deadline, deadline)
    await clock.sleep(next - now, signal)
  }
}

/** The reason that was given with the abort, else a general one. */
function whyCancelled({ reason }: AbortSignal): string {
  return typeof reason === 'string' ? reason : 'the run was cancelled'
}

interface Round {
  ask: Ask
  clock: Clock
  deadline: number
  begin: number
  signal: AbortSignal | undefined
}

/** One try of each probe; undefined where the deadline came before the answer. */
async function round(
  records: Record[],
  { ask, clock, deadline, begin, signal }: Round,
): Promise<(Answer | undefined)[]> {
  const end = new AbortController()
  // Every probe adds a listener, some two; Node would warn of a leak from eleven on.
  setMaxListeners(Number.POSITIVE_INFINITY, end.signal)
  const stop = () => end.abort()
  signal?.addEventListener('abort', stop)
  // One listener for all probes: with one for each, Node warns of a leak.
  const cut = aborted(end.signal)
  const tries = Promise.all(
    records.map(async (record): Promise<Answer | undefined> => {
      const answer = await Promise.race([answerOf(ask, record.probe, end.signal), cut])
      note(record, answer, clock.now() - begin)
      return answer
    }),
  )
  const over = clock.sleep(Math.max(0, deadline - clock.now()), end.signal).then(stop)
  try {
    return await tries
  } finally {
    end.abort()
    signal?.removeEventListener('abort', stop)
    await over
  }
}

export async function answerOf(ask: Ask, probe: Probe, signal: AbortSignal): Promise<Answer> {
  try {
    return await ask(probe, signal)
  } catch (error) {
    // An error in the configuration must not count as a failed probe.
    if (error instanceof Refused) throw error
    return { ok: false, failure: error instanceof Error ? error.message : String(error) }
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined)
    else signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
}

function note(record: Record, answer: Answer | undefined, after: number): void {
  record.tries += 1
  record.after = after
  if (answer !== undefined) record.refusals = isRefusal(record.probe, answer) ? record.refusals + 1 : 0
  if (answer?.ok) {
    record.streak += 1
    return
  }
  // A try that the deadline cut short is no failure of a probe that did well, and must not replace a known reason.
  if (answer === undefined && (record.streak > 0 || record.lastFailure !== undefined)) return
  record.streak = 0
  record.failures += 1
  record.lastFailure = answer?.failure ?? 'no answer before the gate ended'
}

function isRefusal({ kind }: Probe, answer: Answer): boolean {
  return kind === 'url' && !answer.ok && 'answered' in answer
}

function isFinal(answer: Answer | undefined): boolean {
  return answer !== undefined && !answer.ok && 'final' in answer && answer.final === true
}

function reportOf(
  { probe, tries, failures, streak, lastFailure, after }: Record,
  { successes }: GateRules,
): ProbeReport {
  return {
    name: probe.name,
    kind: probe.kind,
    target: targetOf(probe),
    healthy: streak >= successes,
    tries,
    failures,
    seconds: seconds(after),
    ...(lastFailure !== undefined && { lastFailure }),
  }
}

export function targetOf(probe: Probe): string {
  if (probe.kind === 'url') return probe.url
  return probe.kind === 'replica' ? `${probe.address}:${probe.port}${probe.path}` : probe.container
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10
}
