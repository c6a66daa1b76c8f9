import type { Traffic } from './traffic.js'

/** One request that was sent, with its answer. */
export interface Hit {
  /** Milliseconds since the epoch, when it was sent. */
  at: number
  latencyMs: number
  method: string
  /** Of the URL. */
  host: string
  /** HTTP status; 0 when there was none. */
  code: number
  error: string
  /** Why it failed, such as `502` or `connection refused`; not there if it did not. */
  failure?: string
  /** Id of a POST's row. */
  id?: string
  /** Who answered. */
  service?: string
  version?: string
  container?: string
}

export interface LoadResult {
  sent: number
  failed: number
  /** How many failed for which reason. */
  reasons: Record<string, number>
  /** In the order in which they were sent. */
  hits: Hit[]
  /** Ids of the POSTs that were answered 2xx: each must be a row. */
  written: string[]
}

/** A line of `vegeta encode -to=json`. */
export interface VegetaResult {
  code: number
  timestamp: string
  /** Nanoseconds. */
  latency: number
  error: string
  /** In base64. */
  body: string | null
  method: string
  url: string
  headers: Readonly<Record<string, readonly string[]>> | null
}

export function hitOf(result: VegetaResult, read: Traffic['read']): Hit {
  const { code, timestamp, latency, error, method, headers } = result
  const url = new URL(result.url)
  const ok = code >= 200 && code < 300
  const body = Buffer.from(result.body ?? '', 'base64').toString()
  return {
    ...{ at: Date.parse(timestamp), latencyMs: latency / 1e6, method, host: url.host, code, error },
    ...(!ok && { failure: code > 0 ? String(code) : error.replace(/^.*: /, '') }),
    ...read({ ok, code, method, url, headers: headers ?? {}, body }),
  }
}

export function resultOf(hits: readonly Hit[]): LoadResult {
  const reasons: Record<string, number> = {}
  for (const { failure } of hits) if (failure !== undefined) reasons[failure] = (reasons[failure] ?? 0) + 1
  return {
    sent: hits.length,
    failed: hits.filter(({ failure }) => failure !== undefined).length,
    reasons,
    hits: [...hits].sort((one, other) => one.at - other.at),
    written: hits.flatMap(({ failure, id }) => (failure === undefined && id !== undefined ? [id] : [])),
  }
}

/** Adds up several loads that ran at once. */
export function together(results: readonly LoadResult[]): LoadResult {
  return resultOf(results.flatMap(({ hits }) => hits))
}

/** `0 of 1234 requests failed`, with the reasons if there are any. */
export function failedOfSent({ sent, failed, reasons }: LoadResult): string {
  const list = Object.entries(reasons).map(([reason, count]) => `${count} x ${reason}`)
  return `${failed} of ${sent} requests failed${list.length === 0 ? '' : ` (${list.join(', ')})`}`
}

/** Which versions answered for a host over time, without repetitions. */
export function versionsOver({ hits }: LoadResult, host: string): string[] {
  const versions = hits.flatMap((one) => (one.host === host && one.version !== undefined ? [one.version] : []))
  return versions.filter((version, index) => version !== versions[index - 1])
}

/** Milliseconds from the first request that a new version answered to the last one, sent after it, that an old one did. */
export function mixedMs({ hits }: LoadResult, version: string, service?: string): number {
  const answered = hits.filter((one) => one.version !== undefined && (service === undefined || one.service === service))
  const firstNew = answered.find((one) => one.version === version)?.at ?? Number.POSITIVE_INFINITY
  const lastOld = answered.filter((one) => one.version !== version).at(-1)?.at ?? 0
  return Math.max(0, lastOld - firstNew)
}
