import { expect, it } from '@jest/globals'
import { deployEvent } from '../../../src/actions/origin.js'
import type { Context } from '../../../src/contract/action.js'
import { readEvent } from '../../../src/contract/event.js'
import type { StoredRelease } from '../../../src/host/types.js'

const COMMIT = { commit: 'abc', differs: '' }

const serving = (order: string): StoredRelease => ({
  id: '7-abc1234',
  meta: { order },
  services: '',
  routes: '',
  models: {},
})

const contextOf = (env: Record<string, string>, payload?: unknown) => ({ event: readEvent(env, payload) }) as Context

it.each<[string, Record<string, string>, StoredRelease | undefined, string]>([
  ['a run of GitHub has its number', { GITHUB_RUN_ID: '90' }, serving('100'), '90'],
  ['a person comes right behind what serves', {}, serving('100'), '100'],
  ['a person who deploys first comes before every run', {}, undefined, '0'],
])('%s', (_, env, current, order) => {
  expect(deployEvent(contextOf(env), COMMIT, current === undefined ? {} : { current }).order).toBe(order)
})

it('the deploy after another run has the number of that one, so that an older commit never follows a newer one', () => {
  const run = { event: 'push', conclusion: 'success', head_branch: 'main', head_sha: '0'.repeat(40) }
  const after = (own: string, id: number) =>
    deployEvent(
      contextOf(
        { GITHUB_EVENT_NAME: 'workflow_run', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: own },
        { workflow_run: { ...run, id, head_repository: { full_name: 'acme/shop' } } },
      ),
      COMMIT,
      {},
    ).order
  expect([after('52', 41), after('51', 42)]).toEqual(['41', '42'])
})
