import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from '../shells.js'

// What a container prints before it dies may be all of its variables: no secret of them is written or printed by the server.

const folder = mkdtempSync(join(tmpdir(), 'last-words-'))
const root = join(folder, 'shop-production')
const release = join(root, 'releases', '7-aaaaaaa')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  mkdirSync(release, { recursive: true })
  mkdirSync(join(root, 'tx'))
})

const HOSTILE = ['hunter2-hunter2', 'a.*b[c]\\d$e^(f)|g', '-----BEGIN KEY-----', 'tab\there & there', 'ünï-cødé-10']

function withoutSecrets(shell: readonly string[], secrets: readonly string[], text: string): string {
  writeFileSync(join(release, 'secrets'), secrets.map((one) => `${one}\n`).join(''))
  writeFileSync(join(root, 'text'), text)
  return inShell(shell, root, 'ID=7-aaaaaaa\nhide_secrets <"$ROOT/text"').stdout
}

describe.each(SHELLS)('words of a container, under %s', (_, shell) => {
  it('lose each secret that the release knows, by its letters and not as a pattern', () => {
    const text = HOSTILE.map((secret) => `X=${secret};${secret}${secret}.`).join('\n')
    expect(withoutSecrets(shell, HOSTILE, `${text}\n`)).toBe(`${HOSTILE.map(() => 'X=***;***.').join('\n')}\n`)
    expect(withoutSecrets(shell, ['a.*b[c]+d'], 'aXXbc+d stays\n')).toBe('aXXbc+d stays\n')
  })

  it('lose both of two secrets of which one begins in the other', () => {
    expect(
      withoutSecrets(shell, ['abcdefgh', 'efghijkl', 'abcdefgh-longer'], 'x abcdefghijkl y abcdefgh-longer z\n'),
    ).toBe('x *** y *** z\n')
  })

  it('stay as they are where nothing is secret, also without a line break at the end', () => {
    expect(withoutSecrets(shell, [], 'one\n\ntwo % \\n &\n')).toBe('one\n\ntwo % \\n &\n')
    expect(withoutSecrets(shell, ['hunter2-hunter2'], 'it is hunter2-hunter2')).toContain('it is ***')
  })

  it('are cut where they are long, but never in the middle of a secret', () => {
    const secret = `s3cret-${'z'.repeat(60)}`
    for (const before of [3900, 3960, 3990, 3999, 4000, 4001]) {
      const said = withoutSecrets(shell, [secret], `${'x'.repeat(before)}${secret}${'y'.repeat(1_000_000)}\n`)
      expect(said.length).toBeLessThan(4100)
      expect(said).not.toMatch(/s3c|z/)
    }
  })

  /** What a transaction leaves whose container prints its variables and dies. */
  function dies(calls: string): string {
    writeFileSync(join(release, 'secrets'), HOSTILE.map((one) => `${one}\n`).join(''))
    writeFileSync(join(root, 'words'), HOSTILE.map((one, n) => `V${n}=${one}\n`).join(''))
    writeFileSync(
      join(release, 'services'),
      `${['p', 'web', 'h', 'start-first', 1, 'i', 't', 1, 0, 'running', '-', '-', 60, 'always', 0].join('\t')}\n`,
    )
    const ran = inShell(
      shell,
      root,
      `ID=7-aaaaaaa STEP=start TX=$ROOT/tx
      docker() {
        case $1 in
          logs) cat "$ROOT/words" >&2 ;;
          inspect) case $* in *RestartCount*) echo "$VIEW" ;; *Health.Log*) cat "$ROOT/words" ;; *) cat "$ROOT/words"; return 1 ;; esac ;;
          start | rm) cat "$ROOT/words" >&2; return 1 ;;
        esac; }
      timeout() { shift; "$@"; }
      ${calls}
      outcome undone "$(why); nothing was running before"`,
    )
    expect(existsSync(join(release, 'outcome'))).toBe(true)
    const files = ['journal', 'tx/why', 'releases/7-aaaaaaa/journal', 'releases/7-aaaaaaa/outcome']
    const kept = files.map((file) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : ''))
    return [ran.stdout, ran.stderr, ...kept].join('\n')
  }

  it.each([
    ['it dies at its start', 'VIEW="abc p web exited 1 - 0 false 0"; verify 7-aaaaaaa abc', /exit code 1.*last words/],
    ['it is unhealthy', 'VIEW="abc p web running 0 unhealthy 0 false 0"; verify 7-aaaaaaa abc', /its check said: .*V/],
    ['it cannot be started', 'act_start abc p/web; fail p/web "does not start"', /docker start: /],
    ['something else of it fails', 'act rm -f abc', /docker rm/],
    [
      'its check never holds',
      'v_id=abc v_project=p v_service=web waited=99999; service 7-aaaaaaa p web; cp "$ROOT/words" "$TX/said"; verify_late; fail p/web "$WHY_VERIFY"',
      /not healthy within.*its check said/,
    ],
  ])('are in nothing that is left where %s', (_case, calls, says) => {
    const left = dies(calls)
    expect(left).toMatch(says)
    expect(left).toContain('***')
    for (const secret of HOSTILE) expect(left).not.toContain(secret)
    // One line of the journal, and so with a blank in place of the tab.
    expect(left).not.toContain('tab here')
  })

  it('are left away where Docker has cut them, which may be in a secret', () => {
    const long = `${'x'.repeat(4050)}\n`
    for (const said of [
      `${long}TOKEN=hunter2-hunt...\n\u0001cut\nits end\n`,
      `${long}its end\nTOKEN=hunter2-hunt...\n\u0001cut\n`,
    ]) {
      writeFileSync(join(release, 'secrets'), 'hunter2-hunter2\n')
      writeFileSync(join(root, 'words'), said)
      const { stdout } = inShell(
        shell,
        root,
        'ID=7-aaaaaaa\nask() { case $* in *cut*) cat "$ROOT/words" ;; esac; }\nhealth_words abc',
      )
      expect(stdout).toContain('its end')
      expect(stdout).not.toMatch(/hunter/)
    }
    writeFileSync(join(root, 'words'), 'one\n\ntwo\n\nthree\n\n')
    expect(inShell(shell, root, 'ask() { cat "$ROOT/words"; }\nhealth_words abc').stdout).toBe('two\nthree\n')
  })

  it('go with the secrets of the release that failed', () => {
    for (const [id, result] of [
      ['5-aaaaaaa', 'committed'],
      ['6-aaaaaaa', 'undone'],
    ] as const) {
      const dir = join(root, 'releases', id)
      mkdirSync(join(dir, 'models'), { recursive: true })
      for (const name of ['models/p.json', 'secrets', 'journal', 'stderr', 'services', 'meta'])
        writeFileSync(join(dir, name), 'x')
      writeFileSync(join(dir, 'outcome'), `${result}\tfor a reason\n`)
    }
    writeFileSync(join(root, 'current'), '5-aaaaaaa\n')
    inShell(shell, root, 'ID=7-aaaaaaa\ndocker() { :; }\nretain')
    const left = (id: string) =>
      ['models', 'secrets', 'journal', 'stderr', 'meta', 'outcome'].filter((name) =>
        existsSync(join(root, 'releases', id, name)),
      )
    expect(left('6-aaaaaaa')).toEqual(['meta', 'outcome'])
    expect(left('5-aaaaaaa')).toEqual(['models', 'secrets', 'journal', 'stderr', 'meta', 'outcome'])
  })
})
