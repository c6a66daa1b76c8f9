import { readFileSync } from 'node:fs'
import { it } from '@jest/globals'
import * as fc from 'fast-check'
import { Unreadable, UserError } from '../../../src/runtime/errors.js'

// What holds for every reader of something foreign, tried with inputs that nobody thought of.

/** Of a run by hand (scripts/fuzz): seconds for each property, and its first seed. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 0)
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_129)
/** Those that ever failed, by the property's name: they are tried for ever. */
const FAILED = JSON.parse(readFileSync(new URL('./seeds.json', import.meta.url), 'utf8')) as Record<string, number[]>
/** What one input may cost, in milliseconds of a processor: a machine that is busy with others makes nothing red. */
const PATIENCE = 2000
/** Of a run of the suite, for each property (ms): what was drawn until then counts. */
const SUITE_MS = 200

/** A test: `check` throws for no input that is drawn. @param kept Inputs that ever failed, as they are. */
export function holds<T>(
  name: string,
  drawn: fc.Arbitrary<T>,
  check: (input: T) => void,
  kept: readonly T[] = [],
): void {
  const timed = (input: T): void => {
    const before = process.cpuUsage()
    check(input)
    const { user, system } = process.cpuUsage(before)
    if (user + system > PATIENCE * 1000) throw new Error(`took ${Math.round((user + system) / 1000)} ms`)
  }
  it(
    name,
    () => {
      const examples = kept.map((input): [T] => [input])
      for (const seed of [SEED, ...(FAILED[name] ?? [])])
        fc.assert(fc.property(drawn, timed), { seed, numRuns: 150 + examples.length, examples, ...within(SUITE_MS) })
      if (SECONDS > 0)
        fc.assert(fc.property(drawn, timed), {
          ...{ seed: SEED, numRuns: Number.MAX_SAFE_INTEGER, ...within(SECONDS * 1000) },
        })
    },
    SECONDS * 1000 + 60_000,
  )
}

const within = (milliseconds: number) => ({
  ...{ interruptAfterTimeLimit: milliseconds, markInterruptAsFailure: false },
})

/** What a reader gives; undefined where it refused by an error that has a name. Anything else that it throws is a fault. */
export function named<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof UserError || error instanceof Unreadable) return undefined
    throw error
  }
}

const SIGNS = [
  '\t',
  '\n',
  '\r',
  '\0',
  '\u001b',
  '\u001f',
  '\u009b',
  '\u202e',
  ' ',
  '=',
  '"',
  '\\',
  '`',
  '$',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
].concat([
  '!',
  '&&',
  '||',
  ',',
  ':',
  '#',
  '-',
  '== ',
  '__proto__',
  'constructor',
  'null',
  '1e999',
  '\ud800',
  '::error::x',
  '*a',
  '&a',
  '%',
])

/** Any text, and such as readers stumble over. */
export const text = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(fc.oneof(fc.constantFrom(...SIGNS), fc.string({ maxLength: 5 })), { maxLength: 40 })
      .map((all) => all.join('')),
    // Deep and long: the same sign many times.
    fc.tuple(fc.constantFrom(...SIGNS), fc.integer({ min: 0, max: 20_000 })).map(([sign, times]) => sign.repeat(times)),
  )

/** A text that is right, with a few places of it changed. */
export const corrupted = (...right: string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...right),
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 4 }), fc.oneof(fc.constantFrom(...SIGNS), fc.constant(''), text())), {
        maxLength: 4,
      }),
    )
    .map(([whole, changes]) =>
      changes.reduce((now, [at, cut, put]) => {
        const place = at % (now.length + 1)
        return now.slice(0, place) + put + now.slice(place + cut)
      }, whole),
    )

/** JSON of any shape, and right JSON in which values are replaced by others. */
export const json = (...right: unknown[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.json({ maxDepth: 4 }),
    corrupted(...right.map((one) => JSON.stringify(one))),
    fc
      .tuple(
        fc.constantFrom(...right),
        fc.array(fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 2 })), { minLength: 1, maxLength: 3 }),
      )
      .map(([one, changes]) =>
        changes.reduce((now, [at, put]) => replaced(now, at, JSON.stringify(put)), JSON.stringify(one)),
      ),
    fc.integer({ min: 0, max: 20_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  )

/** JSON with the value at one place replaced. */
function replaced(whole: string, at: number, by: string): string {
  const values = [...whole.matchAll(/"(?:[^"\\]|\\.)*"(?!:)|-?\d+(?:\.\d+)?|true|false|null|\{\}|\[\]/g)]
  const value = values[at % Math.max(1, values.length)]
  return value === undefined ? by : whole.slice(0, value.index) + by + whole.slice(value.index + value[0].length)
}
