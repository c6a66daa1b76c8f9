import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from '../awks.js'

const meta = (more: Record<string, string>) =>
  Object.entries({ kind: 'deploy', commit: 'c0ffee'.repeat(6), created_at: '2026-01-02T03:04:05Z', ...more })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')

describe.each(AWKS)('a release in the history, under %s', (_, awk) => {
  it.each([
    [
      'a deploy that serves',
      { actor: 'octocat' },
      { mark: '*' },
      '* 2-bbbbbbb      deploy    committed    2026-01-02T03:04:05  commit c0ffeec0ffee by octocat\n',
    ],
    [
      'a rollback, with why',
      { kind: 'rollback', of: '1-aaaaaaa', reason: 'it was = slow' },
      {},
      '  2-bbbbbbb      rollback  committed    2026-01-02T03:04:05  to 1-aaaaaaa\n    it was = slow\n',
    ],
    [
      'what ran before the first release',
      { kind: 'adopted', created_at: '' },
      {},
      `  2-bbbbbbb      adopted   committed    ${' '.repeat(19)}  \n`,
    ],
    [
      'one that did not come to serve',
      {},
      { result: 'undone', reason: 'it broke' },
      '  2-bbbbbbb      deploy    undone       2026-01-02T03:04:05  commit c0ffeec0ffee\n    it broke\n',
    ],
  ])('%s', (_what, more, set, shown) => {
    const { stdout, stderr } = runAwk(awk, ['meta.awk', 'people/history.awk'], {
      set: { id: '2-bbbbbbb', mark: ' ', result: 'committed', reason: 'serves', ...set },
      input: meta(more as Record<string, string>),
    })
    expect({ stdout, stderr }).toEqual({ stdout: shown, stderr: '' })
  })
})
