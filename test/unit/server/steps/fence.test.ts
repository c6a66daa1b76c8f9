import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from '../shells.js'

// Which deploy the server takes, under its lock, over the release that serves.

const root = join(mkdtempSync(join(tmpdir(), 'fence-')), 'shop-production')
afterAll(() => rmSync(join(root, '..'), { recursive: true, force: true }))
beforeEach(() => rmSync(root, { recursive: true, force: true }))

const RUN = 'https://github.com/acme/shop/actions/runs/'
interface Meta {
  kind: string
  order: string
  run_url?: string
}

function release(id: string, meta: Meta & { previous?: string }): void {
  mkdirSync(join(root, 'releases', id), { recursive: true })
  const lines = Object.entries({ run_url: '', previous: '', ...meta }).map(([key, value]) => `${key}=${value}\n`)
  writeFileSync(join(root, 'releases', id, 'meta'), lines.join(''))
}

describe.each(SHELLS)('over what serves, in %s', (_, shell) => {
  function fenced(serving: Meta, next: Meta, force = '-'): string {
    mkdirSync(join(root, 'tx'), { recursive: true })
    release('7-aaaaaaa', serving)
    release('8-bbbbbbb', { ...next, previous: '7-aaaaaaa' })
    writeFileSync(join(root, 'current'), '7-aaaaaaa')
    const { stdout } = inShell(shell, root, `ID=8-bbbbbbb; fail() { echo "$1: $2"; }; fence ${force} && echo goes`)
    return stdout.trim()
  }
  const deploy = (order: string): Meta => ({ kind: 'deploy', order, run_url: `${RUN}${order}` })
  const rollback = (order: string, run_url = ''): Meta => ({ kind: 'rollback', order, run_url })

  it.each<[string, Meta, Meta]>([
    ['a newer run', deploy('70'), deploy('80')],
    ['the same run again', deploy('70'), deploy('70')],
    ['a newer run after a rollback', rollback('70'), deploy('80')],
    ['a newer run after a person', { kind: 'deploy', order: '70' }, deploy('80')],
    ['a person after a person', { kind: 'deploy', order: '70' }, { kind: 'deploy', order: '70' }],
    ['a run over what ran before us', { kind: 'adopted', order: '0' }, deploy('1')],
    ['a person after a rollback', rollback('70'), { kind: 'deploy', order: '70' }],
    ['a rollback of a rollback from a shell', rollback('70'), rollback('70')],
    ['a rollback that is run again', rollback('70', `${RUN}70`), rollback('70', `${RUN}70`)],
  ])('%s goes', (__, serving, next) => {
    expect(fenced(serving, next)).toBe('goes')
  })

  it.each<[string, Meta, Meta, string]>([
    ['an older run', deploy('80'), deploy('70'), 'superseded: run 70 is older than release 7-aaaaaaa (run 80)'],
    [
      'the run that was rolled back from a shell, run again',
      rollback('70'),
      deploy('70'),
      'superseded: run 70 is older than release 7-aaaaaaa, which took its number',
    ],
    [
      'the run that a person’s deploy went over, run again',
      { kind: 'deploy', order: '70' },
      deploy('70'),
      'superseded: run 70 is older than release 7-aaaaaaa, which took its number',
    ],
    [
      'a run that rolled back itself, run again',
      rollback('70', `${RUN}70`),
      deploy('70'),
      'superseded: run 70 is older than release 7-aaaaaaa, which took its number',
    ],
  ])('%s is refused, unless it is forced', (__, serving, next, says) => {
    expect(fenced(serving, next)).toBe(says)
    expect(fenced(serving, next, 'force')).toBe('goes')
  })
})
