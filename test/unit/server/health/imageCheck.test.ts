import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from '../shells.js'

const folder = mkdtempSync(join(tmpdir(), 'image-check-'))
const root = join(folder, 'shop-production')
beforeAll(() => void mkdirSync(join(root, 'tx'), { recursive: true }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const US = '\u001f'

/** What is done to see whether a container is healthy whose check only Docker knows: the words that go to `docker exec`, or the port. */
function asked(shell: readonly string[], test: readonly string[], port: string, inside: number): string {
  writeFileSync(join(root, 'test'), test.join(US))
  const calls = `docker() {
      case $1 in
        inspect) case $* in *Healthcheck*) cat "$ROOT/test" ;; *) echo starting ;; esac ;;
        exec) shift 2; for arg; do printf '<%s>' "$arg" >>"$TX/asked"; done; return ${inside} ;;
      esac; }
    timeout() { shift; "$@"; }
    listens() { printf 'port %s' "$2" >>"$TX/asked"; }
    : >"$TX/asked"
    run_check 0123456789ab 'image${port}'; said=$?
    printf '%s: %s' "$(cat "$TX/asked")" "$said"`
  return inShell(shell, root, calls).stdout
}

describe.each(SHELLS)('a healthcheck that only the container has, under %s', (_, shell) => {
  it.each<[string, readonly string[], string, string]>([
    ['is asked by us, in its own words', ['CMD', 'curl', '-f', 'a b', '$(id)'], '', '<curl><-f><a b><$(id)>: 0'],
    ['with a shell where it is a line', ['CMD-SHELL', 'curl a || exit 1'], '', '</bin/sh><-c><curl a || exit 1>: 0'],
    ['with its line breaks and backslashes', ['CMD-SHELL', 'a\\n\nb'], '', '</bin/sh><-c><a\\n\nb>: 0'],
    ['by its port where it was switched off', ['NONE'], `${US}80`, 'port 80: 0'],
    ['by its port where there is none', [], `${US}80`, 'port 80: 0'],
    ['by nothing where there is neither', [], '', ': 0'],
  ])('%s', (_case, test, port, expected) => {
    expect(asked(shell, test, port, 0)).toBe(expected)
  })

  it('is not passed where it fails', () => {
    expect(asked(shell, ['CMD', 'false'], '', 1)).toBe('<false>: 1')
  })
})
