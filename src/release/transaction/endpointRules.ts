import { chosenNow, isPublished } from '../../health/endpoints.js'
import type { Hints } from '../../health/hints.js'
import type { Baseline } from '../../health/watch.js'
import type { InspectedContainer } from '../../host/types.js'
import type { ReleaseService } from '../../records/release.js'
import type { Change } from '../records/types.js'

/** A service as far as it says how long its callers may have to wait. */
export type Moved = Pick<ReleaseService, 'class' | 'check' | 'startTimeoutSeconds'> & { change: Change }

/** For so long an endpoint may be worse when nothing was stopped first: three tries. */
export const PATIENCE_MS = 3000
/** Where something was stopped first, an edge that counts failures lets nobody through for a while (nginx: 10 s, HAProxy: three checks). */
const AFTER_STOP_MS = 15_000

/** Milliseconds that an endpoint may answer worse after the switch, by what the plan does to the services behind it. */
export function patienceOf(services: readonly Moved[]): number {
  const stopped = services.filter(({ class: kind, change }) => kind === 'exclusive' && change === 'changed')
  // Of what has no check nobody knows when it begins to answer: its own start timeout is the bound.
  const unproven = stopped
    .filter(({ check }) => check.kind === 'running')
    .map(({ startTimeoutSeconds }) => startTimeoutSeconds * 1000)
  return Math.max(stopped.length === 0 ? PATIENCE_MS : AFTER_STOP_MS, ...unproven)
}

/**
 * What is still to be asked now that these containers run: what the files do not publish, route or name any more was taken away on purpose.
 */
export function stillMeant(
  baselines: readonly Baseline[],
  before: Hints,
  now: Hints,
  containers: readonly InspectedContainer[],
): Baseline[] {
  const lost = (had: readonly string[], has: readonly string[]) => new Set(had.filter((one) => !has.includes(one)))
  const names = lost(before.names, now.names)
  const paths = lost(before.paths, now.paths)
  return baselines.flatMap((one) => {
    const { port, host, path } = one.endpoint
    if ((host !== undefined && names.has(host)) || paths.has(path)) return []
    if (port.chosen === true)
      return chosenNow(port, containers).map((now) => ({ ...one, endpoint: { ...one.endpoint, port: now } }))
    return port.shared || isPublished(port, containers) ? [one] : []
  })
}
