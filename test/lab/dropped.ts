import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Engine } from '../kit/lab.js'
import { failedOfSent, type Hit } from '../kit/load/hits.js'
import { type Row, STALLS } from './droppedRows.js'
import { Market, other, type Seen } from './stacks/market.js'
import { hostOf } from './stacks/stalls.js'

/** How long both versions may answer. */
const MIXED_MS = 300

const seconds = (count: number): number => count * 1000
const name = ({ stall, change, rate, method, connections, takesMs, beside }: Row): string =>
  `${change} of ${stall} (${Object.values(STALLS[stall]).join(', ')}): ${rate} ${method} a second of ${takesMs} ms, ${connections} connections, beside ${beside}s`

/** Tests of the rows, which follow each other on one server: each changes one stall from what the row before left of it. */
export function describeRows(title: string, rows: readonly Row[], options: { engine?: Engine } = {}): void {
  describe(title, () => {
    let market: Market

    beforeAll(async () => {
      market = await Market.open('dropped', options)
    }, 900_000)
    afterAll(() => market?.lab.close(), 60_000)

    it.each(rows.map((row) => [name(row), row] as const))(
      '%s',
      async (change, row) => {
        const seen = await market.change(row)
        const { ended, load, long, before, after, tookMs } = seen
        console.log(
          `${change}: ${tookMs} ms, ${failedOfSent(load)}, ${long.faults.length} of ${long.opened} ${row.beside} (${long.left.length} told to leave)`,
        )
        expect({ code: ended.code, why: ended.code === 0 ? ended.why : '' }).toEqual({
          code: row.change === 'undone deploy' ? 20 : 0,
          why: '',
        })
        expect(whereFailed(seen)).toEqual([])
        expect(long.faults).toEqual([])
        expect(seen.touched).toEqual([])
        if (row.method === 'POST') await market.lab.expectRows(load)
        expect(await market.lab.host.leftovers()).toBe('')
        expect(await market.lab.host.of(row.stall)).toHaveLength(after.replicas)
        const switches = row.change !== 'labels' && row.change !== 'scale up and down'
        expect(new Set(load.hits.map(({ version }) => version))).toEqual(
          new Set(switches ? [before.version, other(before.version)] : [before.version]),
        )
        expect(load.hits.at(-1)?.version).toBe(after.version)
        expect(mixed(seen, row, MIXED_MS)).toBe(0)
        if (row.change === 'labels') {
          expect(await market.headers(row.stall)).toContain(`X-Shape: ${after.labels}`)
          expect(await market.headers(row.stall, `${after.labels - 1}.${hostOf(row.stall)}`)).toContain(' 200 ')
        }
        // Whoever is connected to what is replaced is told to leave, and finds what came in its place.
        if (row.beside !== 'upload' && row.change !== 'scale up and down') {
          expect(long.left.length).toBeGreaterThan(0)
          const again = row.aborted === undefined ? [] : [other(after.version)]
          expect(new Set(long.found)).toEqual(new Set([after.version, ...again]))
        }
      },
      seconds(480),
    )
  })
}

/** Where in the transaction the failed requests were sent, such as `502 in finish, 1200 ms after its begin`. */
function whereFailed({ ended, load }: Seen): string[] {
  const bootedAt = Date.now() - Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000
  const noted = ended.journal.map(({ uptimeMs, step, event, text }) => ({ at: bootedAt + uptimeMs, step, event, text }))
  return load.hits
    .filter(({ code }) => code < 200 || code > 299)
    .map(({ at, code, error, latencyMs }) => {
      const last = noted.filter((one) => one.at <= at).at(-1)
      const where =
        last === undefined
          ? 'before all'
          : `${Math.round(at - last.at)} ms after ${last.step} ${last.event} ${last.text}`
      return `${code} ${error} ${Math.round(latencyMs)} ms, sent ${where}`
    })
}

/**
 * Answers of the old version to requests that were sent later than `withinMs` after the new one had begun to answer, and before it
 * ceased to. By when handlers began, not by when clients did: on a busy machine a connection may take a second.
 */
function mixed({ load, before }: Seen, row: Row, withinMs: number): number {
  const begunMs = ({ at, latencyMs }: Hit) => at + latencyMs - row.takesMs
  const fresh = load.hits.filter(({ version }) => version !== undefined && version !== before.version)
  const from = Math.min(...fresh.map(begunMs)) + withinMs
  const until =
    row.change === 'undone deploy' ? Math.max(...fresh.map(({ at }) => at)) - withinMs : Number.POSITIVE_INFINITY
  return load.hits.filter((hit) => hit.version === before.version && hit.at > from && begunMs(hit) < until).length
}
