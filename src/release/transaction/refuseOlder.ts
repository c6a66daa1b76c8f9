import type { HostFacts } from '../../host/types.js'
import { Refused } from '../../runtime/errors.js'
import type { Deployment } from './deployment.js'

/**
 * The server asks the same of the order under its lock; here it costs no build and no upload, and leaves no release behind.
 * @throws Refused
 */
export function refuseOlder(
  { event, force, scheduled }: Pick<Deployment, 'event' | 'force' | 'scheduled'>,
  { current }: Pick<HostFacts, 'current'>,
): void {
  if (scheduled && !force && current?.meta['kind'] === 'rollback')
    throw new Refused(`release ${current.id} is a rollback: a scheduled run does not deploy over it`, {
      todo: ['push what mends the fault', 'or start a run by hand'],
    })
  const [order, committed] = [Number(event.order), Number(current?.meta['order'] ?? 0)]
  if (force || !(order < committed)) return
  throw new Refused(`superseded: run ${event.order} is older than release ${current?.id} (run ${committed})`, {
    code: 'superseded',
    todo: ['start the newest run again', 'or deploy this older one all the same with the input `force: true`'],
  })
}
