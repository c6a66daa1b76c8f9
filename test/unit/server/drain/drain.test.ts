import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { inShell, PROGRAM, SHELLS } from '../shells.js'

const folder = mkdtempSync(join(tmpdir(), 'drain-'))
const root = join(folder, 'shop-production')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const id = (name: string): string => name.padEnd(64, '0')
const rows = (lines: readonly (readonly string[])[]): string => lines.map((line) => `${line.join('\t')}\n`).join('')

type Change = 'changed' | 'rescaled' | 'new' | 'removed' | 'shrunk'
interface Case {
  /** Ways in the previous and in the new release; absent: it has no such line. */
  was?: 'file' | 'both' | 'drain' | 'none'
  now?: 'file' | 'both' | 'drain' | 'none'
  change?: Change
  /** Whether the running container has a drain test, and what Docker says of it. */
  tested?: boolean
  health?: string
  labels?: string
  /** What the running Traefik offers. */
  proxy?: 'none' | 'bare' | 'files'
  /** Nothing was released yet: somebody has started what runs since it was planned. */
  first?: boolean
}

/** What the decision adds to the intent, or why it refuses. */
function decide(shell: readonly string[], given: Case): string {
  const { was, now, change = 'changed', tested = true, health = 'healthy', labels = 'a', proxy = 'bare' } = given
  for (const release of ['1-aaaaaaa', '2-bbbbbbb']) mkdirSync(join(root, 'releases', release), { recursive: true })
  const way = (by: string | undefined, digest: string) => (by === undefined ? [] : [['p', 'web', by, '9', digest]])
  writeFileSync(join(root, 'releases/1-aaaaaaa/moves'), rows(way(was, 'a')))
  writeFileSync(join(root, 'releases/2-bbbbbbb/moves'), rows(way(now, labels)))
  writeFileSync(join(root, 'releases/2-bbbbbbb/meta'), '')
  writeFileSync(join(root, 'current'), given.first === true ? '' : '1-aaaaaaa\n')
  const what = { changed: 'replace', removed: 'remove', shrunk: 'shrink', rescaled: 'keep', new: '' }[change]
  const old = ['old', 'p', 'web', id('web'), what, 'always', 'start-first', 'running', 'p-web-1']
  const want = ['want', 'p', 'web', '1', 'start-first', change, '0']
  const lines = [...(change === 'removed' || change === 'shrunk' ? [] : [want]), ...(change === 'new' ? [] : [old])]
  writeFileSync(join(root, 'tx/intent'), rows([['release', '2-bbbbbbb'], ['previous', '1-aaaaaaa'], ...lines]))
  const test = tested ? '["CMD","/bin/sh","-c","[ ! -e /dev/shm/.stack-drain ] || exit 1"]' : '["CMD","true"]'
  writeFileSync(join(root, 'inspected'), rows([[id('web'), health, test]]))
  const offers = { none: 'return 1', bare: 'PROXY_DIR=-', files: 'PROXY_DIR=/run/x' }[proxy]
  const calls = `proxy() { PROXY=t PROXY_ACK=api; ${offers}; }
    proxy_in_memory() { return 0; }
    docker() { cat "$ROOT/inspected"; }
    ID=2-bbbbbbb STEP=intent
    drain_intent && cat "$TX/intent"`
  const { stdout, stderr, status } = inShell(shell, root, calls)
  if (status !== 0) return `refused: ${stderr.replace(/\. Give Traefik[\s\S]*/, '').replace('stackctl: routes: ', '')}`
  const added = stdout.split('\n').filter((line) => /^(drained|leave|way)\t/.test(line))
  return added
    .join('; ')
    .replaceAll('\t', ' ')
    .replace(/0{20,}/, '')
}

describe.each(SHELLS)('how routes are moved, decided under %s', (_, shell) => {
  beforeEach(() => {
    rmSync(root, { recursive: true, force: true })
    mkdirSync(join(root, 'tx'), { recursive: true })
  })

  const both = { was: 'both', now: 'both' } as const
  it.each<[string, Case, string]>([
    ['by health without a file provider', both, 'drained p web 9; leave web 9 healthy; way drain'],
    ['by the file where there is one', { ...both, proxy: 'files' }, 'way file'],
    [
      'by health where a file cannot carry it',
      { was: 'drain', now: 'drain', proxy: 'files' },
      'drained p web 9; leave web 9 healthy; way file',
    ],
    ['not at all where no Traefik runs', { ...both, proxy: 'none' }, 'way new'],
    ['with no route at all', {}, 'way drain'],
    ['a new one start drained, and nothing leaves', { now: 'both', change: 'new' }, 'drained p web 9; way drain'],
    ['a further replica start drained', { ...both, change: 'rescaled' }, 'drained p web 9; way drain'],
    ['one replica less leaves', { ...both, change: 'shrunk' }, 'leave web 9 healthy; way drain'],
    ['a removed one leaves', { was: 'both', change: 'removed' }, 'leave web 9 healthy; way drain'],
    ['a removed one that cannot leave is stopped', { was: 'file', change: 'removed', tested: false }, 'way drain'],
    ['one that loses its routes leaves', { was: 'both' }, 'leave web 9 healthy; way drain'],
    ['one that gets routes start drained', { now: 'both', tested: false }, 'drained p web 9; way drain'],
    [
      'an unhealthy old one is remembered',
      { ...both, health: 'unhealthy' },
      'drained p web 9; leave web 9 unhealthy; way drain',
    ],
    [
      'refused: started without a drain test',
      { ...both, tested: false },
      'refused: p/web was started without a drain test',
    ],
    ['refused: made for the file', { was: 'both', now: 'file' }, 'refused: p/web was made without a drain test'],
    [
      'refused: other labels',
      { ...both, labels: 'b' },
      'refused: p/web has other Traefik labels: Traefik drops a router of which it sees two definitions',
    ],
    [
      'refused: nobody has released what runs',
      { now: 'both', first: true, tested: false },
      'refused: p/web was started without a drain test',
    ],
  ])('%s', (_what, given, expected) => {
    expect(decide(shell, given)).toBe(expected)
  })
})

it('finds an address whole, wherever Traefik names it', () => {
  const [, pattern] = /grep -qE "(\[\/\\"\]\(\$one\):)"/.exec(PROGRAM) ?? []
  const found = (text: string): boolean =>
    new RegExp((pattern ?? '').replace('\\"', '"').replace('$one', '10.0.0.4|10.1.0.9')).test(text)
  expect(
    ['"http://10.0.0.4:80"', '"10.1.0.9:5432"', '"http://10.0.0.40:80"', '"http://110.0.0.4:80"'].map(found),
  ).toEqual([true, true, false, false])
})
