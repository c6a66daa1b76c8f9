import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { inTurn } from './faults/draw.js'
import { OCCASIONS } from './faults/occasions.js'
import { Pool } from './faults/pool.js'
import { account } from './faults/report.js'
import type { Site } from './faults/site.js'
import { type Struck, strike } from './faults/strike.js'
import { CELLS, cover } from './faults/table.js'

// Each step with one fault and each fault at one step; `./scripts/chaos --all` strikes every step with every fault. Two servers share them:
// each cell begins with what the one before left there, which its own checks found to be in order. With `-t` all are struck nevertheless:
// one cell alone is `./scripts/chaos STEP FAULT`.

/** What is done to the next server that is free; the test of the same name waits for what came of it. */
class Piece {
  readonly broken: Promise<string[]>
  private answer: (broken: string[] | Promise<string[]>) => void = () => undefined

  constructor(private readonly work: (site: Site) => Promise<string[]>) {
    this.broken = new Promise((resolve) => {
      this.answer = resolve
    })
    // Its own test reads it, which may come later.
    this.broken.catch(() => undefined)
  }

  /** Whether the server is in order afterwards. */
  async doneTo(site: Site): Promise<boolean> {
    const broken = this.work(site)
    this.answer(broken)
    return (await broken.catch(() => ['it threw'])).length === 0
  }

  fail(error: unknown): void {
    this.answer(Promise.reject(error))
  }
}

const pool = new Pool(2)
/** Of runs that went silent: they say how they ended when everything else is over. */
const late: Promise<Struck>[] = []

const cells = inTurn(cover(CELLS)).map(({ cell, options }) => ({
  step: cell.step,
  fault: cell.fault.name,
  ends: cell.ends,
  piece: new Piece(async (site) => {
    const { verdict } = await strike(site, cell, options)
    if (cell.fault.name === 'connection-gone') {
      verdict.catch(() => undefined)
      late.push(verdict)
      return []
    }
    const struck = await verdict
    console.log(account(struck))
    return struck.broken
  }),
}))
const occasions = OCCASIONS.map(({ name, what, run }) => ({ name, what, piece: new Piece(run) }))

const seconds = (count: number): number => count * 1000
let work: Promise<unknown>

beforeAll(() => {
  const pieces = [...cells, ...occasions].map(({ piece }) => piece)
  work = pool
    .run(pieces, (site, piece) => piece.doneTo(site))
    .catch((error: unknown) => {
      for (const piece of pieces) piece.fail(error)
    })
})

afterAll(async () => {
  await pool.closeAll()
  await work
}, 60_000)

describe('a fault at a step', () => {
  it.each(cells)(
    '$step x $fault: nothing that users notice, and it ends $ends',
    async ({ piece }) => {
      expect(await piece.broken).toEqual([])
    },
    // The first ones wait until the servers are made.
    seconds(600),
  )
})

describe('beside one deploy, and between two', () => {
  it.each(occasions)(
    '$name: $what',
    async ({ piece }) => {
      expect(await piece.broken).toEqual([])
    },
    seconds(240),
  )
})

describe('a connection that is gone for good', () => {
  it(
    'is told as unknown, once there is no hope any more',
    async () => {
      const struck = await Promise.all(late)
      for (const one of struck) console.log(account(one))
      expect(struck.flatMap(({ broken }) => broken)).toEqual([])
      expect(struck.length).toBeGreaterThan(0)
    },
    seconds(240),
  )
})
