/** How a build is tried. */
export interface Attempt {
  /** By the builder that was made for it; else by the runner's. */
  own: boolean
  /** With what its layer caches have. */
  reads: boolean
  /** Its layers are written to them. */
  writes: boolean
  /** Into the engine, which pushes it: its builder cannot. */
  loads?: boolean
}

/**
 * What a build failed of: its layer cache; content of images or caches that is gone; the push; what its builder can do or reach, an image for one;
 * a step, and nothing says that it would have failed without a cache; else of itself, as it would anywhere.
 */
export type Fault = 'cache' | 'content' | 'push' | 'builder' | 'step' | 'itself'

/** How a build ended that did not succeed. */
export interface Ending {
  /** By a person or the clock. */
  ended: boolean
  /** The container of our own builder does not run any more. */
  builderDied: boolean
  fault: Fault
}

/**
 * How a failed build is tried once more; undefined where it is not. Neither a cache (its manifest may name layers that are gone) nor a builder of
 * ours (it has no image of the engine, and may not reach what the engine reaches) may fail what would be built without them.
 */
export function nextAttempt(attempt: Attempt, { ended, builderDied, fault }: Ending): Attempt | undefined {
  if (ended) return undefined
  if (attempt.own && builderDied) return WITHOUT
  if (fault === 'itself') return undefined
  if (fault === 'push') return attempt.loads ? undefined : { ...attempt, loads: true }
  if (fault === 'cache' && (attempt.reads || attempt.writes)) return { ...attempt, reads: false, writes: false }
  if ((fault === 'content' || fault === 'step') && attempt.reads) return { ...attempt, reads: false }
  if (fault === 'step') return undefined
  return attempt.own ? WITHOUT : undefined
}

const WITHOUT: Attempt = { own: false, reads: false, writes: false }
