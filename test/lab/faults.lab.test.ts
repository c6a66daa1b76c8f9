import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { inTurn } from './faults/draw.js'
import { OCCASIONS } from './faults/occasions.js'
import { repaired } from './faults/pool.js'
import { line, rowOf } from './faults/report.js'
import { Site } from './faults/site.js'
import { type Struck, strike } from './faults/strike.js'
import { CELLS, cover } from './faults/table.js'

// Each step with one fault and each fault at one step; `./scripts/chaos --all` strikes every step with every fault. One server for all of
// them: each cell begins with what the one before left, which its own checks found to be in order.

let site: Site
/** Of runs that went silent: they say how they ended when everything else is over. */
const late: Promise<Struck>[] = []

beforeAll(async () => {
  site = await Site.open(`faults-${process.pid}`)
}, 900_000)

afterAll(async () => {
  await site?.close()
}, 60_000)

const seconds = (count: number): number => count * 1000

describe('a fault at a step', () => {
  it.each(
    inTurn(cover(CELLS)).map((drawn) => ({
      ...drawn,
      step: drawn.cell.step,
      fault: drawn.cell.fault.name,
      ends: drawn.cell.ends,
    })),
  )(
    '$step x $fault: nothing that users notice, and it ends $ends',
    async ({ cell, options }) => {
      const { verdict } = await strike(site, cell, options)
      if (cell.fault.name === 'connection-gone') {
        late.push(verdict)
        return
      }
      const struck = await verdict
      console.log(line(rowOf(struck)))
      if (struck.broken.length > 0) await repaired(site)
      expect(struck.broken).toEqual([])
    },
    seconds(180),
  )
})

describe('beside one deploy, and between two', () => {
  it.each(OCCASIONS)(
    '$name: $what',
    async ({ run }) => {
      const broken = await run(site)
      if (broken.length > 0) await repaired(site)
      expect(broken).toEqual([])
    },
    seconds(180),
  )
})

describe('a connection that is gone for good', () => {
  it(
    'is told as unknown, once there is no hope any more',
    async () => {
      const struck = await Promise.all(late)
      for (const one of struck) console.log(line(rowOf(one)))
      expect(struck.flatMap(({ broken }) => broken)).toEqual([])
      expect(struck.length).toBeGreaterThan(0)
    },
    seconds(240),
  )
})
