import type { Context } from '../contract/action.js'
import type { JournalEvent } from '../release/records/journal.js'
import { timesText } from '../release/report/timeline.js'

export function showTimes(events: readonly JournalEvent[], { log }: Pick<Context, 'log'>): void {
  log.info('where the time went on the server:')
  for (const line of timesText(events)) log.info(line)
}
