import { type Clock, systemClock } from './clock.js'

export interface PollRules {
  intervalMs: number
  /** Counted from the first attempt; the last attempt starts at the latest when it is over. */
  timeoutMs: number
  signal?: AbortSignal
  clock?: Clock
}

export type Polled<T> = { ended: 'found'; value: T } | { ended: 'timeout' } | { ended: 'cancelled' }

/**
 * Asks until `attempt` gives something other than undefined. An attempt that throws ends the polling with that error.
 * The interval is between the ends and the beginnings of attempts, so that a slow answer never piles up calls.
 */
export async function poll<T>(
  rules: PollRules,
  attempt: (tries: number) => Promise<T | undefined> | T | undefined,
): Promise<Polled<T>> {
  const clock = rules.clock ?? systemClock
  const deadline = clock.now() + rules.timeoutMs
  for (let tries = 1; ; tries++) {
    if (rules.signal?.aborted) return { ended: 'cancelled' }
    const value = await attempt(tries)
    if (value !== undefined) return { ended: 'found', value }
    const left = deadline - clock.now()
    if (left <= 0) return { ended: 'timeout' }
    await clock.sleep(Math.min(rules.intervalMs, left), rules.signal)
  }
}
