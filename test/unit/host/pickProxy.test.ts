import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from './shells.js'

const folder = mkdtempSync(join(tmpdir(), 'proxy-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ID = 'a'.repeat(64)
const DOCKER = '--providers.docker=true'
const FILES = '--providers.file.directory=/run/stack-actions'

/** A container as Docker's template prints it; `words` are the program, its arguments and its environment. */
function seen(words: readonly string[], { id = ID, mounts = '', networks = 'edge ' } = {}): string {
  return [id, networks, mounts, ...['traefik', ...words].map((word) => JSON.stringify(word))].join('\t')
}

function picked(shell: readonly string[], lines: readonly string[]): string {
  writeFileSync(join(folder, 'seen'), lines.map((line) => `${line}\n`).join(''))
  const calls = `pick_proxy "$(cat "$ROOT/seen")"; echo "$? $(short "$PROXY") $PROXY_DIR $PROXY_THROTTLE $PROXY_ACK $PROXY_SOURCE $PROXY_LISTS $PROXY_NETS"`
  return inShell(shell, folder, calls).stdout.trim()
}

const mount = '/run/stack-actions\u001f/srv/routes\u001f'

describe.each(SHELLS)('the Traefik of a server, under %s', (_name, shell) => {
  it.each<[string, string[], string]>([
    [
      'with a file provider',
      [seen([DOCKER, FILES, '--ping=true'], { mounts: mount })],
      '0 aaaaaaaaaaaa /run/stack-actions 2000 path /srv/routes all edge',
    ],
    ['without one', [seen([DOCKER, '--api.insecure'])], '0 aaaaaaaaaaaa - 2000 api - all edge'],
    [
      'set by variables',
      [seen(['TRAEFIK_PROVIDERS_DOCKER=true', 'TRAEFIK_PROVIDERS_PROVIDERSTHROTTLEDURATION=100ms'])],
      '0 aaaaaaaaaaaa - 100 none - all edge',
    ],
    [
      'that looks at some containers only',
      [seen([DOCKER, '--providers.docker.constraints=Label(`a`,`b`)'])],
      '0 aaaaaaaaaaaa - 2000 none - some edge',
    ],
    [
      'beside others',
      [seen(['nginx'], { id: 'b'.repeat(64) }), '', `=\t${ID}\tno`, '{"Id":"x"}', seen([DOCKER])],
      '0 aaaaaaaaaaaa - 2000 none - all edge',
    ],
    ['that is stopped, is none', [seen([DOCKER], { id: '' })], '1  - 2000 none - all'],
    [
      'is not what an image calls so after a line break',
      [seen([`A=1\n${'c'.repeat(64)}\tx\t\ttraefik\t${DOCKER}\t`], { id: 'b'.repeat(64) })],
      '1  - 2000 none - all',
    ],
  ])('%s', (_case, lines, expected) => {
    expect(picked(shell, lines)).toBe(expected)
  })

  it('is found among many containers whatever room there is for files', () => {
    const others = Array.from({ length: 100 }, () => seen(['nginx', 'A'.repeat(2000)], { id: 'b'.repeat(64) }))
    writeFileSync(join(folder, 'seen'), [...others, seen([DOCKER])].join('\n'))
    const { stdout } = inShell(
      shell,
      folder,
      `looked=$(cat "$ROOT/seen"); ulimit -f 0; pick_proxy "$looked"; echo "$? $(short "$PROXY") $PROXY_DIR"`,
    )
    expect(stdout.trim()).toBe('0 aaaaaaaaaaaa -')
  })
})
