import type { LongKind } from './longRequests.js'
import type { StallTraits } from './stacks/stalls.js'

/** One change of one stall, under one kind of load. */
export interface Row {
  stall: keyof typeof STALLS
  change: 'deploy' | 'rollback' | 'undone deploy' | 'scale up and down' | 'labels'
  /** Requests a second. */
  rate: 100 | 500
  method: 'GET' | 'POST'
  connections: 'new' | 'kept'
  /** What a handler takes. */
  takesMs: 5 | 2000
  beside: LongKind
  /** What a client that was told to leave still needs, where it is not two seconds. */
  staysSeconds?: number
  /** Of an undone deploy: when it is aborted, if not right after the switch. After the stop the old containers have to start again. */
  aborted?: 'after the stop'
}

const stall = (
  program: StallTraits['program'],
  stops: StallTraits['stops'],
  root: StallTraits['root'],
  user: StallTraits['user'],
  interval: StallTraits['interval'],
  sticky: StallTraits['sticky'],
  replicas: StallTraits['replicas'],
): StallTraits => ({ program, stops, root, user, interval, sticky, replicas })

/** Six are enough for every pair of two traits. */
export const STALLS = {
  a: stall('node', 'properly', 'writable', 'other', '1s', 'yes', 2),
  b: stall('node', 'properly', 'read-only', 'root', '30s', 'no', 2),
  c: stall('go, from scratch', 'at once', 'writable', 'root', '1s', 'no', 1),
  d: stall('go, from scratch', 'properly', 'read-only', 'other', '1s', 'yes', 1),
  e: stall('go, from scratch', 'at once', 'writable', 'other', '30s', 'no', 2),
  f: stall('node', 'at once', 'read-only', 'root', '30s', 'yes', 1),
} as const

const row = (
  stall: Row['stall'],
  change: Row['change'],
  rate: Row['rate'],
  method: Row['method'],
  connections: Row['connections'],
  takesMs: Row['takesMs'],
  beside: Row['beside'],
): Row => ({ stall, change, rate, method, connections, takesMs, beside })

/**
 * Every pair of two values that can occur together does, the stall's traits among them: found by a search, once, and checked by the test.
 * In the order in which stalls come and go: those whose health is asked each second do not stay.
 */
export const ROWS: readonly Row[] = [
  // Longer than Docker's own ten seconds: the Compose file grants fifteen.
  { ...row('a', 'deploy', 500, 'POST', 'kept', 2000, 'event stream'), staysSeconds: 12 },
  row('a', 'labels', 500, 'POST', 'kept', 2000, 'websocket'),
  row('d', 'rollback', 500, 'POST', 'kept', 5, 'event stream'),
  row('d', 'undone deploy', 100, 'GET', 'new', 5, 'websocket'),
  row('d', 'scale up and down', 100, 'GET', 'new', 5, 'event stream'),
  row('d', 'labels', 100, 'POST', 'new', 2000, 'upload'),
  row('b', 'deploy', 500, 'GET', 'new', 5, 'websocket'),
  row('b', 'rollback', 100, 'GET', 'kept', 2000, 'websocket'),
  { ...row('b', 'undone deploy', 100, 'GET', 'new', 2000, 'event stream'), aborted: 'after the stop' },
  row('b', 'scale up and down', 500, 'POST', 'kept', 2000, 'websocket'),
  row('b', 'labels', 100, 'POST', 'new', 5, 'event stream'),
  row('e', 'scale up and down', 100, 'POST', 'new', 5, 'upload'),
  row('f', 'labels', 100, 'GET', 'new', 5, 'upload'),
  row('c', 'deploy', 100, 'GET', 'new', 2000, 'upload'),
  row('c', 'rollback', 100, 'POST', 'new', 2000, 'upload'),
  row('c', 'undone deploy', 500, 'POST', 'kept', 2000, 'upload'),
]

/** An app that dies at SIGTERM tells nobody to leave. */
const cannotBe = (one: string, other: string): boolean =>
  [one, other].includes('stops at once') &&
  ['beside websocket', 'beside event stream'].some((value) => [one, other].includes(value))

/** Pairs of values that occur in no row, such as `stops at once, change labels`. */
export function missingPairs(rows: readonly Row[]): string[] {
  const values = rows.map(({ stall: name, staysSeconds: _stays, aborted: _aborted, ...load }) =>
    Object.entries({ ...STALLS[name], ...load }).map(([factor, value]) => ({ factor, is: `${factor} ${value}` })),
  )
  const all = [...new Map(values.flat().map((value) => [value.is, value])).values()]
  const occurs = new Set(values.flatMap((one) => one.flatMap((a) => one.map((b) => `${a.is}, ${b.is}`))))
  return all.flatMap((a, index) =>
    all
      .slice(index + 1)
      .filter((b) => a.factor !== b.factor && !cannotBe(a.is, b.is) && !occurs.has(`${a.is}, ${b.is}`))
      .map((b) => `${a.is}, ${b.is}`),
  )
}
