import type { Clock } from '../runtime/clock.js'
import { type Ask, answerOf, targetOf } from './gate.js'
import type { Probe, UnhealthyBefore } from './types.js'

/** Milliseconds between two tries: a single failure may be chance. */
const AGAIN_MS = 1000
const TRIES = 2

/**
 * Which of these probes fail before anything is changed, asked twice. A probe of an unchanged service that failed before as well says nothing
 * about the release.
 */
export async function unhealthyBefore(
  probes: readonly Probe[],
  { ask, clock, signal }: { ask: Ask; clock: Clock; signal: AbortSignal },
): Promise<UnhealthyBefore[]> {
  const found = await Promise.all(
    probes.map(async (probe): Promise<UnhealthyBefore[]> => {
      let failure = ''
      for (let tries = 1; ; tries += 1) {
        const answer = await answerOf(ask, probe, signal)
        if (answer.ok || signal.aborted) return []
        failure = answer.failure
        if (tries === TRIES) return [{ name: probe.name, kind: probe.kind, target: targetOf(probe), failure }]
        await clock.sleep(AGAIN_MS, signal)
      }
    }),
  )
  return found.flat()
}

/** The probes that still count against a release. */
export function withoutUnhealthy(probes: readonly Probe[], unhealthy: readonly UnhealthyBefore[]): Probe[] {
  const known = new Set(unhealthy.map(keyOf))
  return probes.filter((probe) => !known.has(keyOf({ ...probe, target: targetOf(probe) })))
}

const keyOf = ({ name, kind, target }: Pick<UnhealthyBefore, 'name' | 'kind' | 'target'>): string =>
  [name, kind, target].join(' ')
