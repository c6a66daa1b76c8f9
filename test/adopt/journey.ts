import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Engine, labImage, labServer, remove, type Server, type ServerOptions } from '../kit/lab.js'
import { failedOfSent } from '../kit/load/hits.js'
import type { Shape } from './shape.js'
import { type Leg, Site } from './site.js'
import { lost, restarted, type Snapshot, worse } from './snapshot.js'

const seconds = (count: number): number => count * 1000

/**
 * Stacks that share a server go one after the other through all that a maintainer does: run by plain Compose, adopted, deployed, deployed
 * broken, rolled back; with load on every way in, and compared each time.
 */
export function describeJourneys(name: string, shapes: readonly Shape[], options: ServerOptions = {}): void {
  describe(`stacks that run already on a server (${name})`, () => {
    let server: Server

    beforeAll(async () => {
      // `scripts/test --all` runs each on the other engine, too.
      const engine = process.env['LAB_ENGINE'] as Engine | undefined
      server = await labServer(`adopt-${name}-${process.pid}`, engine === undefined ? options : { engine })
      for (const image of new Set(shapes.flatMap(({ images }) => images))) await labImage(image)
    }, seconds(600))

    afterAll(async () => {
      if (server !== undefined) await remove(server)
    }, seconds(60))

    for (const shape of shapes) journey(shape, () => server)
  })
}

function journey(shape: Shape, server: () => Server): void {
  describe(shape.name, () => {
    let site: Site
    let first: Snapshot

    beforeAll(async () => {
      const inputs = shape.envFile === undefined ? {} : { 'env-file': shape.envFile }
      site = await Site.make(server(), { ...shape, inputs })
      await site.up()
      first = await site.look()
    }, seconds(300))

    afterAll(async () => {
      await site?.close()
    }, seconds(60))

    it(
      'is adopted: the first deploy leaves all alone that is not built here',
      async () => {
        const leg = told(shape, 'adopted', await site.deploy())
        expectGreen(leg, ['deployed', 'unchanged'])
        expect(restarted(first, leg.after).filter((one) => !shape.built.includes(one))).toEqual([])
        expectKept(leg)
        expect(failures(leg, shape.built.length === 0 ? [] : shape.pauses)).toEqual({})
      },
      seconds(180),
    )

    it(
      'is deployed under load: what did not change is left alone, every way in answers, and no row is lost',
      async () => {
        const leg = told(shape, 'deployed', await site.deploy(shape.next))
        expectGreen(leg, ['deployed'])
        expect(restarted(leg.before, leg.after)).toEqual(shape.changes)
        expectKept(leg)
        expectVersion(shape, leg.after, 'v2')
        expect(failures(leg, shape.pauses)).toEqual({})
      },
      seconds(180),
    )

    it(
      'is put back when the next version ends at its start',
      async () => {
        const leg = told(shape, 'broken', await site.deploy(shape.broken))
        expect({ code: leg.step.code, outcome: leg.step.outputs.outcome }).toEqual({ code: 1, outcome: 'undone' })
        expect(restarted(leg.before, leg.after).filter((one) => !shape.changes.includes(one))).toEqual([])
        expectKept(leg)
        expect(failures(leg, shape.pauses)).toEqual({})
        expectVersion(shape, leg.after, 'v2')
      },
      seconds(240),
    )

    it(
      'is rolled back to the version before',
      async () => {
        const leg = told(shape, 'rolled back', await site.rollback())
        expectGreen(leg, ['rolled-back'])
        expect(restarted(leg.before, leg.after)).toEqual(shape.changes)
        expectKept(leg)
        expectVersion(shape, leg.after, 'v1')
        expect(leg.after.answers).toEqual(first.answers)
        expect(failures(leg, shape.pauses)).toEqual({})
      },
      seconds(180),
    )
  })
}

/** Green is the exit code, and what the action says of itself; else the log says why. */
function expectGreen({ step }: Leg, outcomes: readonly string[]): void {
  if (step.code === 0 && outcomes.includes(step.outputs.outcome ?? '')) return
  throw new Error(`exit code ${step.code}, outcome ${step.outputs.outcome}\n${step.stdout}\n${step.stderr}`)
}

/** No way in is worse than before, no row is gone, no volume is. */
function expectKept({ before, after }: Leg): void {
  expect({ worse: worse(before, after), lost: lost(before, after) }).toEqual({ worse: [], lost: [] })
  expect(after.volumes).toEqual(expect.arrayContaining([...before.volumes]))
}

function expectVersion({ versioned }: Shape, { answers }: Snapshot, version: string): void {
  expect(Object.fromEntries(versioned.map((way) => [way, answers[way]]))).toEqual(
    Object.fromEntries(versioned.map((way) => [way, `200 ${version}`])),
  )
}

/** Why requests failed, by way in, but for those that may pause; empty when none did. */
function failures({ loads }: Leg, pauses: readonly string[]): Record<string, string> {
  const failed = Object.entries(loads).filter(([way, load]) => load.failed > 0 && !pauses.includes(way))
  return Object.fromEntries(failed.map(([way, load]) => [way, failedOfSent(load)]))
}

/** Says in the log what a leg cost each way in. */
function told({ name }: Shape, what: string, leg: Leg): Leg {
  const ways = Object.entries(leg.loads).map(([way, load]) => `${way}: ${failedOfSent(load)}`)
  console.log(`${name}, ${what}: ${leg.step.outputs.outcome} in ${leg.step.seconds.toFixed(1)} s; ${ways.join('; ')}`)
  return leg
}
