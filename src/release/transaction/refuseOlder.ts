import type { HostFacts, StoredRelease } from '../../host/types.js'
import { Overtaken, Refused } from '../../runtime/errors.js'
import type { DeployEvent } from '../records/meta.js'

export interface Cause {
  event: DeployEvent
  /** When the run was made, in ms since 1970; absent where nothing says so. */
  madeAt?: number | undefined
  force: boolean
  /** Whether nobody asked for it but the clock. */
  scheduled: boolean
  /** What the deploy began on. */
  facts: Pick<HostFacts, 'current'>
}

const ALL_THE_SAME = 'or deploy it all the same with the input `force: true`'
const AFTER_PERSON = [
  'push what is to be deployed, or start a new run by hand (`workflow_dispatch`); *Re-run* keeps a run’s number',
  ALL_THE_SAME,
]
const AFTER_ROLLBACK = [
  'push what mends the fault, or an empty commit: the run of a push is newer than the rollback',
  'or start a new run by hand (`workflow_dispatch`); *Re-run* keeps a run’s number, and is refused again',
  ALL_THE_SAME,
]

/**
 * Whether this may go over what serves now. The server asks the same of the order under its lock; here it costs no build and no upload, and
 * leaves no release behind. A run that is started again keeps its number: behind a rollback it stays the older one.
 * @throws Overtaken where a newer run was deployed already; Refused after a rollback, which somebody wanted, and where a person began too early
 */
export function refuseOlder(cause: Cause, { current }: Pick<HostFacts, 'current'>): void {
  const { event, force } = cause
  if (force || current === undefined) return
  if (current.meta['kind'] === 'rollback') {
    refuseOverRollback(cause, current)
    return
  }
  const [order, committed] = [Number(event.order), Number(current.meta['order'] ?? 0)]
  if (isBehindPerson(cause, current.meta))
    throw new Overtaken(
      `run ${event.order} was made before release ${current.id}, which somebody has deployed from a shell`,
      {
        code: 'superseded',
        todo: AFTER_PERSON,
      },
    )
  if (!(order < committed)) return
  if (event.runUrl === '')
    throw new Refused(`superseded: run ${committed} has deployed release ${current.id} meanwhile`, {
      code: 'superseded',
      todo: ['get what is new first: git pull', 'then the same command once more'],
    })
  throw new Overtaken(`run ${event.order} is older than release ${current.id}, which run ${committed} has deployed`, {
    code: 'superseded',
    todo: ['to deploy this commit again, push one that reverts to it, or go back by the action rollback', ALL_THE_SAME],
  })
}

/**
 * A deploy from a shell has the number of the release that it went over: the run of that number, and one that waited meanwhile, would put older
 * code back.
 */
function isBehindPerson({ event, madeAt }: Cause, meta: StoredRelease['meta']): boolean {
  if (event.runUrl === '' || meta['kind'] !== 'deploy' || (meta['run_url'] ?? '') !== '') return false
  return Number(event.order) === Number(meta['order'] ?? 0) || madeBefore(madeAt, meta)
}

/** Whether a run was made before a release; so it counts where that does not say when it was made, and not where the run does not. */
function madeBefore(madeAt: number | undefined, meta: StoredRelease['meta']): boolean {
  return madeAt !== undefined && !(madeAt > Date.parse(meta['created_at'] ?? ''))
}

/** Whoever rolls back wants what runs or waits then not to be deployed. */
function refuseOverRollback({ event, madeAt, scheduled, facts }: Cause, { id, meta }: StoredRelease): void {
  const isRun = event.runUrl !== ''
  const [order, committed] = [Number(event.order), Number(meta['order'] ?? 0)]
  const superseded = (what: string) =>
    new Refused(`superseded: ${what}`, {
      code: 'superseded',
      todo: isRun
        ? AFTER_ROLLBACK
        : ['ask who rolled back, and why', 'then, if it is still wanted, the same command once more'],
    })
  if (scheduled)
    throw new Refused(`release ${id} is a rollback: a scheduled run does not deploy over it`, {
      todo: ['push what mends the fault', 'or start a new run by hand (`workflow_dispatch`)'],
    })
  // A rollback from a shell has the number of the release that it took back.
  if (order < committed || (isRun && order === committed))
    throw superseded(`run ${event.order} is older than the rollback to release ${id} (run ${committed})`)
  if (facts.current?.id !== id) throw superseded(`${id}, a rollback, was committed while this deploy was at work`)
  if (!isRun || madeAt === undefined || (meta['run_url'] ?? '') !== '') return
  if (madeBefore(madeAt, meta))
    throw superseded(
      `run ${event.order} was made at ${new Date(madeAt).toISOString()}, before the rollback to release ${id}, at ${meta['created_at'] || 'an unknown time'}`,
    )
}
