import type { Check } from '../../../records/check.js'
import { secondsOf } from '../../../stack/durations.js'
import type { ComposeHealthcheck, ComposeService } from '../../../stack/types.js'

const DEFAULT_INTERVAL = 30
const DEFAULT_TIMEOUT = 30
const DEFAULT_RETRIES = 3

/**
 * How a candidate proves itself.
 * @param image what is known of the image: its own healthcheck (`null`: none), undefined where nobody has looked
 * @param port the port to try where there is no healthcheck anywhere
 */
export function checkOf(
  service: ComposeService,
  image: { Test?: string[] } | null | undefined,
  port: number | undefined,
): Check {
  const test = service.healthcheck?.test
  const off = service.healthcheck?.disable === true || test?.[0] === 'NONE'
  if (!off && test !== undefined && test.length > 0) {
    const [kind, ...rest] = test
    if (kind === 'CMD') return { kind: 'exec', argv: rest }
    if (kind === 'CMD-SHELL') return { kind: 'shell', command: rest.join(' ') }
  }
  const imageHasOne =
    image === undefined || (image?.Test !== undefined && image.Test.length > 0 && image.Test[0] !== 'NONE')
  if (!off && imageHasOne)
    return port === undefined || image !== undefined ? { kind: 'image' } : { kind: 'image', port }
  return port === undefined ? { kind: 'running' } : { kind: 'tcp', port }
}

/** Seconds that a candidate gets: what its healthcheck allows until Docker would call it unhealthy, at least 60, at most 600. */
export function startTimeoutOf(service: ComposeService): number {
  const check = service.healthcheck
  const interval = secondsOf(check?.interval) ?? DEFAULT_INTERVAL
  const timeout = secondsOf(check?.timeout) ?? DEFAULT_TIMEOUT
  const allowed = (secondsOf(check?.start_period) ?? 0) + (check?.retries ?? DEFAULT_RETRIES) * (interval + timeout)
  const given = check?.test === undefined ? 60 : Math.ceil(allowed)
  return Math.min(600, Math.max(60, given))
}

/**
 * The healthcheck with `start_interval: 1s`, and a `start_period` as long as its retries take where there is none (Docker probes at
 * `start_interval` only within it): else the first `healthy` waits for a whole interval. Needs Docker 25.
 */
export function withStartInterval(check: ComposeHealthcheck): ComposeHealthcheck {
  const interval = secondsOf(check.interval) ?? DEFAULT_INTERVAL
  const off = check.disable === true || check.test?.[0] === 'NONE' || check.test === undefined
  if (off || interval <= 1 || check.start_interval !== undefined) return check
  const period = secondsOf(check.start_period) ?? 0
  const span = `${Math.ceil(interval * (check.retries ?? DEFAULT_RETRIES))}s`
  return { ...check, start_interval: '1s', ...(period > 0 ? {} : { start_period: span }) }
}
