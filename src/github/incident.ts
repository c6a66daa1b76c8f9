/** What the outputs of a deploy or rollback say; absent is what it does not know or did not live to say. */
export interface DeployEnd {
  outcome?: Outcome | undefined
  /** Id of the release that answers now. */
  servingRelease?: string | undefined
  /** Why it failed, in words of services and servers. */
  failure?: string | undefined
}

/** How GitHub says that a job or step ended. */
export type Result = 'success' | 'failure' | 'cancelled' | 'skipped'

/** What the team must hear of: an outcome, or `silent`, a deploy that failed without one (killed, or never begun). */
export type Trouble = 'undone' | 'undo-failed' | 'unknown' | 'silent'

const NEWS = {
  deployed: 'well',
  unchanged: 'well',
  'rolled-back': 'well',
  undone: 'undone',
  'undo-failed': 'undo-failed',
  unknown: 'unknown',
  // Nothing was changed: whoever pushed sees red, nobody else has to act.
  refused: 'none',
  skipped: 'none',
  planned: 'none',
} as const satisfies Record<string, Trouble | 'well' | 'none'>

export type Outcome = keyof typeof NEWS

/** What a deploy's end means to the team: trouble of some kind, `well` (what answers is proven), or `none`. */
export function newsOf(outcome: Outcome | undefined, result: Result): Trouble | 'well' | 'none' {
  if (outcome !== undefined) return NEWS[outcome]
  return result === 'failure' ? 'silent' : 'none'
}
