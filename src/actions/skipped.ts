import type { Context } from '../contract/action.js'
import { markdown } from '../runtime/escape.js'

/** A branch without an environment is no error: a notice, and a green step. */
export function skipped(why: string, { log, summary }: Context): { outcome: 'skipped' } {
  log.notice(why)
  summary.add(`Skipped: ${markdown(log.redact(why.replace(/^skipped: /, '')))}`)
  log.conclude(why)
  return { outcome: 'skipped' }
}
