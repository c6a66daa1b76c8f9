import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from '../shells.js'

// The program that writes pins inside Traefik's container, run here in a folder of its own, with a Traefik that does as the test says.

const folder = mkdtempSync(join(tmpdir(), 'writer-'))
const root = join(folder, 'shop-production')
const routes = join(folder, 'routes')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  rmSync(routes, { recursive: true, force: true })
  for (const one of ['tx', 'inside', 'releases/2-bbbbbbb']) mkdirSync(join(root, one), { recursive: true })
  mkdirSync(routes)
  writeFileSync(join(root, 'tx/intent'), 'proxy\ttraefik\n')
  const inside = {
    // As it says that a router answers, which it does once it has taken the file.
    wget: `[ -e "${root}/takes" ] && echo '  HTTP/1.1 418' >&2`,
    timeout: 'shift; exec "$@"',
    sleep: 'exit 0',
  }
  for (const [name, text] of Object.entries(inside))
    writeFileSync(join(root, 'inside', name), `#!/bin/sh\n${text}\n`, { mode: 0o755 })
})

/** Docker, as far as `exec` goes; each call leaves a line. */
const SETTING = `
docker() { echo exec >>"$ROOT/calls"; shift 6; PATH="$ROOT/inside:$PATH" /bin/sh -c 'echo $$ >"$0/pid"; exec /bin/sh "$@"' "$ROOT" "$@"; }
proxy() { PROXY=$RUNS PROXY_DIR=${routes} PROXY_ACK=path PROXY_TRUST=sure PROXY_NAME=gate; }
await_proxy() { proxy; }
pause() { :; }
make_pin() { pin_text="http: $1$NL# $nonce is whole$NL"; }
pinned() { head -n 1 "${routes}/$(pin_file)" 2>/dev/null || echo none; }
ended() { n=0; while kill -0 "$(cat "$ROOT/pid")" 2>/dev/null; do n=$((n + 1)); [ "$n" -lt 500 ] || { echo "it lives on"; return; }; /bin/sleep 0.01; done; echo ended; }
execs() { wc -l <"$ROOT/calls"; }
# A Traefik that does not take a file is given a second.
WRITER=$(printf '%s\\n' "$WRITER" | sed 's/ shown 20 / shown 1 /')
RUNS=traefik ID=2-bbbbbbb STEP=switch; proxy
`

function linesOf(shell: readonly string[], calls: string): string[] {
  const { stdout, stderr, status } = inShell(shell, root, `${SETTING}\n${calls}`)
  if (status !== 0) throw new Error(`exit code ${status}: ${stderr}`)
  return stdout.trim().split('\n')
}

const takes = () => writeFileSync(join(root, 'takes'), '')

describe.each(SHELLS)('a pin, under %s', (_name, shell) => {
  it('is written by the one that was begun before, time after time, and it ends with us', () => {
    takes()
    expect(
      linesOf(
        shell,
        'start_standby_writer; put_pin old && pinned; put_pin new && pinned; execs; wait; exec 7>&-; ended',
      ),
    ).toEqual(['http: old', 'http: new', '1', 'ended'])
  })

  it('is written in a subshell, too, as while the new containers are created', () => {
    takes()
    expect(
      linesOf(shell, 'start_standby_writer; { put_pin old; } & wait "$!"; pinned; put_pin new && pinned; execs'),
    ).toEqual(['http: old', 'http: new', '1'])
  })

  it('is written by another where that one is dead', () => {
    takes()
    expect(
      linesOf(
        shell,
        'start_standby_writer; put_pin old && pinned; kill "$(cat "$ROOT/pid")"; ended; put_pin new && pinned; execs',
      ),
    ).toEqual(['http: old', 'ended', 'http: new', '2'])
  })

  it('is written by one that does not look as if the transaction were alive', () => {
    takes()
    const calls =
      'exec 8>"$ROOT/alive"; flock -n 8; start_standby_writer; put_pin old && pinned; exec 8>&-; flock -n "$ROOT/alive" echo dead'
    expect(linesOf(shell, calls)).toEqual(['http: old', 'dead'])
  })

  it('is written in the Traefik that runs by now', () => {
    takes()
    expect(linesOf(shell, 'start_standby_writer; RUNS=another; proxy; put_pin new && pinned; execs')).toEqual([
      'http: new',
      '2',
    ])
  })

  it('is written also where none was begun', () => {
    takes()
    expect(linesOf(shell, 'put_pin new && pinned; execs')).toEqual(['http: new', '1'])
  })

  it.each(['start_standby_writer', ':'])('is taken back where Traefik does not take it (%s)', (first) => {
    const calls = `${first}; put_pin new 2>/dev/null || why; pinned; : >"$ROOT/takes"; put_pin old && pinned; rm "$ROOT/takes"; put_pin new 2>/dev/null || pinned`
    const [why, ...pins] = linesOf(shell, calls)
    expect(why).toMatch(/^switch: traefik: did not take the routes within its throttle/)
    expect(pins).toEqual(['none', 'http: old', 'http: old'])
  })

  it('is not given to one that has not shown that it is Traefik', () => {
    takes()
    const clock = 'now_ms() { echo >>"$ROOT/ticks"; echo "$(($(wc -l <"$ROOT/ticks") * 1000))"; }'
    const calls = `${clock}; proven_proxy() { return 1; }; start_standby_writer; put_pin new 2>/dev/null || why; pinned`
    const [why, pin] = linesOf(shell, calls)
    expect(why).toContain("gate is set up as Traefik, but does not show what Docker's labels tell")
    expect(pin).toBe('none')
  })

  describe('holds secrets, and is read by Traefik alone', () => {
    const as = (uid: number) => writeFileSync(join(root, 'status'), `Name:\tx\nUid:\t0\t${uid}\t0\t0\n`)
    const calls = (what: string) =>
      linesOf(shell, `WRITER=$(printf '%s\\n' "$WRITER" | sed "s|/proc/1/status|$ROOT/status|"); ${what}`)
    const bits = `stat -c '%a %u' "${routes}/$(pin_file)"`

    it.each([0, 65532])('whoever it runs as: %s', (uid) => {
      takes()
      as(uid)
      expect(calls(`umask 022; put_pin old; ${bits}; stat -c %a "${routes}/.stack-actions"`)).toEqual([
        `600 ${uid}`,
        '755',
      ])
    })

    it('also where it is put back', () => {
      takes()
      as(65532)
      expect(calls(`put_pin old; rm "$ROOT/takes"; put_pin new 2>/dev/null || pinned; ${bits}`)).toEqual([
        'http: old',
        '600 65532',
      ])
    })

    it('and no copy of it is left', () => {
      takes()
      as(65532)
      expect(calls(`put_pin old; put_pin new; ls -A "${routes}/.stack-actions"; pinned`)).toEqual(['http: new'])
    })

    it('but by all where its container must give it to nobody', () => {
      takes()
      as(65532)
      writeFileSync(join(root, 'inside', 'chown'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
      expect(calls(`put_pin old; ${bits}`)).toEqual(['644 0'])
    })
  })

  it('that did not come whole is never in the folder', () => {
    takes()
    const calls =
      'make_pin() { pin_text="http: half$NL"; }; await_proxy() { return 1; }; start_standby_writer; put_pin new 2>/dev/null || pinned'
    expect(linesOf(shell, calls)).toEqual(['none'])
  })
})
