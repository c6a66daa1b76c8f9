import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { push, type WorkflowRun } from '../../scripts/demo.d/workflows.mjs'
import { Caller } from './caller.js'

// The example's own workflows on a real runner, against servers of the lab. Cases follow each other: each begins with what the one before
// left.

const seconds = (count: number): number => count * 1000
let caller: Caller

beforeAll(async () => {
  caller = await Caller.make()
}, seconds(900))
afterAll(() => caller?.remove(), seconds(120))

/** Pushes what is checked out to a branch. */
async function pushed(branch: string, options: Parameters<Caller['run']>[2] = {}): Promise<WorkflowRun> {
  const run = await caller.run('pipeline.yml', push(branch, await caller.checkout.head()), { name: branch, ...options })
  await (options.of ?? caller.production).target.server.settled()
  console.log(`${branch}: ${JSON.stringify(run.jobs)} in ${run.seconds.toFixed(1)} s`)
  return run
}

/** The whole list of jobs; with the log where it is another, which says why. */
function expectJobs(run: WorkflowRun, jobs: Record<string, string>): void {
  if (JSON.stringify(run.jobs) !== JSON.stringify(jobs)) console.log(run.printed.slice(-15_000))
  expect(run.jobs).toEqual(jobs)
}

describe('a push', () => {
  it(
    'to a branch that no environment names is tested and built, not deployed, and says so',
    async () => {
      const run = await pushed('feature/more')
      expectJobs(run, { plan: 'success', test: 'success', build: 'success' })
      expect(run.annotations.map(({ text }) => text)).toContainEqual(
        expect.stringContaining('branch "feature/more" is not deployed'),
      )
      expect(await caller.production.target.server.containers()).toEqual([])
    },
    seconds(300),
  )

  it(
    'to main is tested, built and deployed to production',
    async () => {
      const run = await pushed('main')
      expectJobs(run, { plan: 'success', test: 'success', build: 'success', deploy: 'success', alert: 'success' })
      expect(run.outputs.deploy).toMatchObject({ outcome: 'deployed' })
      expect(await caller.production.target.server.version('api.l2p')).toBe('1.0.0')
    },
    seconds(300),
  )
})
