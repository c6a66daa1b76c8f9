import type { StrikeOptions } from './strike.js'
import type { Cell } from './table.js'

/** One strike as it was drawn: the same seed and number give the same again. */
export interface Drawn {
  number: number
  cell: Cell
  options: StrikeOptions
}

/** Strike `number` of a seed: random step, fault, and moment within the step. */
export function drawAt(seed: number, number: number, cells: readonly Cell[]): Drawn {
  const random = generator(seed * 7919 + number)
  const cell = cells[Math.floor(random() * cells.length)]
  if (cell === undefined) throw new Error('there are no cells')
  // Most steps last some hundred milliseconds: half of the strikes come with the step's first line, the others within 0.6 s.
  const delayMs = random() < 0.5 ? 0 : Math.floor(random() * 600)
  return { number, cell, options: { delayMs, by: random() < 0.5 ? 'deploy' : 'recover', keepAlive: random() < 0.5 } }
}

/** Every cell once, with the first line of its step; what puts the server in order and the kind of connection take turns. */
export function inTurn(cells: readonly Cell[]): Drawn[] {
  return cells.map((cell, number) => ({
    number,
    cell,
    options: { delayMs: 0, by: number % 2 === 0 ? 'recover' : 'deploy', keepAlive: number % 3 === 0 },
  }))
}

/** mulberry32: numbers from 0 to 1 that only the seed decides. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
