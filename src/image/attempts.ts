/** How a build is tried. */
export interface Attempt {
  /** By the builder that was made for it; else by the runner's. */
  own: boolean
  /** With what its layer caches have. */
  reads: boolean
  /** Its layers are written to them. */
  writes: boolean
}

/** How a build ended that did not succeed. */
export interface Ending {
  /** By a person or the clock. */
  ended: boolean
  /** The container of our own builder does not run any more. */
  builderDied: boolean
  /** A program of the build failed, or the registry refuses the image: it would anywhere. */
  certain: boolean
}

/**
 * How a failed build is tried once more; undefined where it is not. Neither a cache (its manifest may name layers that are gone) nor a builder of
 * ours (it has no image of the engine, and may not reach what the engine reaches) may fail what would be built without them.
 */
export function nextAttempt(attempt: Attempt, { ended, builderDied, certain }: Ending): Attempt | undefined {
  if (ended) return undefined
  if (attempt.own && builderDied) return WITHOUT
  if (certain) return undefined
  if (attempt.reads) return { ...attempt, reads: false }
  return attempt.own ? WITHOUT : undefined
}

const WITHOUT: Attempt = { own: false, reads: false, writes: false }
