import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { refuseBehind } from '../../../src/actions/refuseBehind.js'
import { readEvent } from '../../../src/contract/event.js'
import type { StoredRelease } from '../../../src/host/types.js'

let root = ''
let older = ''
let newer = ''
let aside = ''

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'behind-'))
  git('init', '-q', '-b', 'main')
  older = commit('older')
  git('checkout', '-qb', 'aside')
  aside = commit('aside')
  git('checkout', '-q', 'main')
  newer = commit('newer')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

function git(...words: string[]): string {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org']
  const { status, stdout, stderr } = spawnSync('git', [...who, ...words], { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return stdout.trim()
}

function commit(message: string): string {
  git('commit', '-q', '--allow-empty', '-m', message)
  return git('rev-parse', 'HEAD')
}

const served = (of: string): StoredRelease => ({
  id: '7-abc1234',
  meta: { commit: of },
  services: '',
  routes: '',
  models: {},
})

it.each<[string, () => { serving?: string; runId?: string; force?: boolean }, RegExp | undefined]>([
  ['takes what serves further', () => ({ serving: older }), undefined],
  ['is what serves', () => ({ serving: newer }), undefined],
  ['is the first', () => ({}), undefined],
  [
    'lacks what serves',
    () => ({ serving: aside }),
    /does not hold commit [0-9a-f]{12}, which serves as release 7-abc1234/,
  ],
  [
    'follows a commit that git does not know',
    () => ({ serving: 'e'.repeat(40) }),
    /git does not know commit eeeeeeeeeeee/,
  ],
  ['lacks what serves, and is forced', () => ({ serving: aside, force: true }), undefined],
  ['is of a run of GitHub, whose number decides', () => ({ serving: aside, runId: '9' }), undefined],
])('a deploy of a person that %s', async (_, given, message) => {
  const { serving, runId = '', force = false } = given()
  const context = { event: readEvent({ GITHUB_RUN_ID: runId }), workspace: root }
  const current = serving === undefined ? {} : { current: served(serving) }
  const asked = refuseBehind({ force }, current, { commit: newer }, context)
  if (message === undefined) await asked
  else await expect(asked).rejects.toMatchObject({ message: expect.stringMatching(message), code: 'superseded' })
})

it('a commit that git does not know is got by fetching, also where the clone is a shallow one', async () => {
  const event = readEvent({})
  const asked = refuseBehind(
    { force: false },
    { current: served('e'.repeat(40)) },
    { commit: newer },
    { event, workspace: root },
  )
  await expect(asked).rejects.toMatchObject({
    todo: [expect.stringContaining('git fetch --unshallow'), expect.anything()],
  })
})
