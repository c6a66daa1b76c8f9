import type { Context } from '../contract/action.js'

/** A branch without an environment is no error: a notice, and a green step. */
export function skipped(why: string, { log, summary }: Context): { outcome: 'skipped' } {
  log.notice(why)
  summary.add(`Skipped: ${why.replace(/^skipped: /, '')}`)
  log.conclude(why)
  return { outcome: 'skipped' }
}
