import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from '../shells.js'

// Before Traefik gets its routes back, it is seen to know what runs. Docker and Traefik are stand-ins that do as the test says.

const folder = mkdtempSync(join(tmpdir(), 'look-'))
const root = join(folder, 'shop-production')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const BEGUN = '2026-11-26T20:00:00'
const written = (file: string, time: string) => {
  writeFileSync(join(root, file), 'proxy\ttraefik\n')
  utimesSync(join(root, file), new Date(`${time}Z`), new Date(`${time}Z`))
}

beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  for (const one of ['tx', 'releases/2-bbbbbbb']) mkdirSync(join(root, one), { recursive: true })
  written('tx/intent', BEGUN)
  written('docker.pid', '2026-11-01T00:00:00')
})

/** Traefik shows a container's router if it is asked for it by name and path; a second passes with each look at the clock. */
const SETTING = `
ENGINE_PID=$ROOT/docker.pid NAME=traefik
docker() {
  case $1 in
    inspect) case $3 in *StartedAt*) echo "$STARTED" ;; *) echo image ;; esac ;;
    ps) [ -e "$ROOT/healthy" ] || { : >"$ROOT/healthy"; echo "$PS"; } ;;
    run) echo run >>"$ROOT/calls"; [ -z "$REFUSES" ] || { echo "$REFUSES" >&2; return 125; }; echo "$*" >"$ROOT/labels"; echo probe_container ;;
    exec) echo "ask $8" >>"$ROOT/calls"; grep -qF "routers.\${9%@docker}.rule=PathPrefix(\\\`/.stack-actions/\${10}\\\`)" "$ROOT/labels" && [ "$(grep -c '^ask' "$ROOT/calls")" -ge "$SHOWN_AT" ] ;;
    rm) echo "$*" >>"$ROOT/calls" ;;
  esac
}
proxy() { PROXY=$NAME PROXY_ACK=$ACK PROXY_LISTS=$LISTS PROXY_THROTTLE=100; }
await_proxy() { proxy; }
pause() { :; }
now_ms() { read -r at 2>/dev/null <"$ROOT/clock" || at=0; at=$((at + 1000)); echo "$at" | tee "$ROOT/clock"; }
STARTED=2026-11-02T00:00:00.5Z PS='' SHOWN_AT=1 REFUSES='' ACK=path LISTS=all
ID=2-bbbbbbb STEP=undo; proxy
`

const calls = () =>
  existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').trim().split('\n') : []
const said = () => (existsSync(join(root, 'journal')) ? readFileSync(join(root, 'journal'), 'utf8') : '')

function settle(shell: readonly string[], setting: string): number | null {
  return inShell(shell, root, `${SETTING}\n${setting}\nrefresh_proxy`).status
}

describe.each(SHELLS)('what Traefik knows, under %s', (_name, shell) => {
  it.each([
    ['neither it nor Docker was started again', ''],
    ['Traefik was started meanwhile', 'STARTED=2026-11-26T20:00:01.25Z'],
    ['Docker was started meanwhile', 'touch "$ENGINE_PID"'],
    ['Traefik cannot be looked at', 'docker() { case $1 in inspect) [ "$3" = "{{.Image}}" ] && echo image ;; esac; }'],
    ['it got no events the last time', 'echo traefik >"$ROOT/kept-pin"'],
  ])('is looked at where %s: how long a busy machine takes is known to nobody', (_when, setting) => {
    expect(settle(shell, setting)).toBe(0)
    expect(said()).toMatch(/traefik\tit has looked anew at what runs\n/)
  })

  it('is seen by a container that starts, and goes when it was shown', () => {
    expect(settle(shell, 'touch "$ENGINE_PID"')).toBe(0)
    expect(calls()).toEqual(['run', 'ask path', 'rm -f probe_container'])
  })

  it('is asked by another container where the first came too early', () => {
    expect(settle(shell, 'touch "$ENGINE_PID"; SHOWN_AT=3')).toBe(0)
    expect(calls().filter((call) => call === 'run')).toHaveLength(3)
    expect(calls().filter((call) => call === 'rm -f probe_container')).toHaveLength(3)
  })

  it.each([
    ['shows nothing', 'ACK=none'],
    ['does not list every container', 'LISTS=some'],
  ])('cannot be seen where it %s: it is told, and given its time', (_what, setting) => {
    expect(settle(shell, `touch "$ENGINE_PID"; ${setting}`)).toBe(0)
    expect(calls()).toEqual(['run', 'rm -f probe_container'])
  })

  it('is nothing where it never shows it: the routes stay, and it says what mends that', () => {
    expect(settle(shell, 'touch "$ENGINE_PID"; SHOWN_AT=99')).toBe(1)
    expect(said()).toContain(
      `it gets no events from Docker any more, and goes on with the routes that it has, and with those of each deploy to come. To mend that: docker restart traefik, then ${root}/stackctl recover`,
    )
    expect(readFileSync(join(root, 'kept-pin'), 'utf8')).toMatch(/^traefik\nboot\t[0-9a-f-]+\n$/)
  })

  it('is not called nothing where nobody can ask', () => {
    expect(settle(shell, `touch "$ENGINE_PID"; REFUSES='docker: no sleep in there'`)).toBe(0)
    expect(said()).toMatch(/nobody can say whether it has looked anew at what runs: docker: no sleep in there\n/)
    expect(existsSync(join(root, 'kept-pin'))).toBe(false)
  })

  it('is not asked again and again where its image has no program that could', () => {
    expect(
      settle(
        shell,
        'docker() { case $1 in run) echo run >>"$ROOT/calls"; return 127 ;; *) echo image ;; esac; }; outlast_throttle() { echo time >>"$ROOT/calls"; }',
      ),
    ).toBe(0)
    expect(calls()).toEqual(['run', 'time'])
  })

  const starting = (name: string) => {
    const line = (one: string) => `shop-api\t${one}\th\tstart-first\t1\timage\ttag\t1\t0\trunning\n`
    writeFileSync(join(root, 'releases/2-bbbbbbb/services'), line('api') + line('worker'))
    const status = 'Up 1 second (health: starting)'
    const row = ['id', 'shop-api', name, 'h', 'running', '', `shop-api-${name}-1`, status, ''].join('\t')
    return `${SETTING}\nPS='${row}'; pause() { [ -e "$ROOT/calls" ] || echo "wait $1" >>"$ROOT/calls"; }; outlast_throttle() { :; }`
  }
  const LOOK = ['run', 'ask path', 'rm -f probe_container']

  it.each([
    ['what is routed', 'api', ['wait 0.5', ...LOOK]],
    ['no worker', 'worker', LOOK],
  ])(
    'is asked when nothing is starting any more where Docker’s health routes, and waits for %s',
    (_what, name, does) => {
      writeFileSync(join(root, 'releases/2-bbbbbbb/moves'), 'shop-api\tapi\tdrain\t10\tx\n')
      expect(inShell(shell, root, `${starting(name)}\nawait_routes '' ''`).status).toBe(0)
      expect(calls()).toEqual(does)
    },
  )

  it('is asked at once before a pin goes: what is routed was waited for already', () => {
    expect(inShell(shell, root, `${starting('api')}\nrefresh_proxy`).status).toBe(0)
    expect(calls()).toEqual(LOOK)
  })

  it.each([
    ['at once', ':', 6, 999],
    ['only after a second', 'sleep 1', 2, 4],
  ])('is looked at for so long, and not so often, where it answers %s', (_what, takes, least, most) => {
    const wget = `timeout() { echo asked >>"$ROOT/asked"; ${takes}; return 1; }`
    const { status } = inShell(shell, root, `${wget}; eval "$SHOWN"; shown 3 path router nonce there`)
    expect(status).toBe(1)
    const asked = readFileSync(join(root, 'asked'), 'utf8').trim().split('\n').length
    expect(asked).toBeGreaterThanOrEqual(least)
    expect(asked).toBeLessThanOrEqual(most)
  })

  it('has its routes back, and nothing says that it got no events, once a person has restarted it', () => {
    const mend =
      'echo traefik >"$ROOT/kept-pin"; remove_pin() { rm "$ROOT/kept-pin"; echo gone; }; rm "$TX/intent"; give_back_routes'
    const { stdout, status } = inShell(shell, root, `${SETTING}\n${mend}`)
    expect([stdout, status]).toEqual(['gone\n', 0])
  })

  it.each([
    ['does not run', 'proxy() { return 1; }'],
    ['still gets no events', 'SHOWN_AT=99'],
  ])('has its routes not back where it %s', (_what, setting) => {
    const mend = `echo traefik >"$ROOT/kept-pin"; remove_pin() { echo gone; }; rm "$TX/intent"; ${setting}; give_back_routes`
    const { stdout, status } = inShell(shell, root, `${SETTING}\n${mend}`)
    expect([stdout, status]).toEqual(['', 1])
    expect(existsSync(join(root, 'kept-pin'))).toBe(true)
  })

  it('has its routes back where nobody can ask it, as after a deploy', () => {
    const mend =
      'echo traefik >"$ROOT/kept-pin"; remove_pin() { echo gone; }; outlast_throttle() { echo waited; }; rm "$TX/intent"; give_back_routes'
    const { stdout, status } = inShell(shell, root, `${SETTING}\nREFUSES='docker: no sleep in there'; ${mend}`)
    expect([stdout, status]).toEqual(['waited\ngone\n', 0])
  })

  it('is not waited for long where it got no events the last time', () => {
    expect(settle(shell, 'echo traefik >"$ROOT/kept-pin"; SHOWN_AT=99')).toBe(1)
    expect(calls().filter((call) => call === 'run')).toHaveLength(2)
  })
})
