import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from '../shells.js'

const folder = mkdtempSync(join(tmpdir(), 'prove-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ID = 'a'.repeat(64)

beforeEach(() => {
  for (const name of ['.traefik', 'releases', 'tx', 'calls', 'ticks', 'label', 'current'])
    rmSync(join(folder, name), { recursive: true, force: true })
  for (const name of ['.traefik', 'tx', 'releases/1-aaaaaaa', 'releases/2-bbbbbbb'])
    mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, 'current'), '1-aaaaaaa\n')
})

/** What the container answers; `$ROOT/label` is what stands in the probe_container's labels, `$*` all that it is told itself. */
const ANSWERS = {
  'that reads labels': 'echo "  Location: $(cat "$ROOT/label")" >&2',
  'that reads no label': 'echo "wget: server returned error: HTTP/1.1 404 Not Found" >&2',
  'that says yes to everything': 'echo "  HTTP/1.1 418 teapot" >&2; echo 200',
  'that gives back all that it is told': 'echo "$*"; echo "$*" >&2',
  'that is silent': 'return 1',
}

/** A stand-in for Docker, and a clock that goes on by a second each time that it is read. */
const STAND_IN = (answer: string) => `
  docker() { printf '%s ' "$1" >>"$ROOT/calls"; case $1 in
    run) for one; do case $one in *redirectregex.replacement=*) echo "\${one#*=}" >"$ROOT/label" ;; esac; done; echo probe_container ;;
    exec) ${answer} ;;
    esac; }
  now_ms() { echo >>"$ROOT/ticks"; echo "$(($(wc -l <"$ROOT/ticks") * 1000))"; }
  pause() { :; }
  ID=2-bbbbbbb PROXY=${ID} PROXY_THROTTLE=100 PROXY_ACK=\${ACK-path} PROXY_LISTS=all PROXY_NAME=gate`

function proven(shell: readonly string[], answer: string, before = 'PROXY_TRUST=unproven'): string[] {
  const { stdout } = inShell(
    shell,
    folder,
    `${STAND_IN(answer)}; ${before}; proven_proxy; echo "$?"; tr ' ' '\\n' <"$ROOT/calls" 2>/dev/null | sort -u | tr '\\n' ' '`,
  )
  rmSync(join(folder, 'calls'), { force: true })
  return stdout.split('\n').map((line) => line.trim())
}

describe.each(SHELLS)('a Traefik is told routes where it is proven, under %s', (_name, shell) => {
  it.each(['path', 'api'])('one that reads labels, once of each container (%s)', (ack) => {
    const one = `PROXY_TRUST=unproven PROXY_ACK=${ack}`
    expect(proven(shell, ANSWERS['that reads labels'], one)).toEqual(['0', 'exec inspect rm run'])
    expect(proven(shell, ANSWERS['that is silent'], one)).toEqual(['0', ''])
    const other = `${one} PROXY=${'b'.repeat(64)}`
    expect(proven(shell, ANSWERS['that is silent'], other)).toEqual(['1', 'exec inspect rm run'])
  })

  it("one that has Docker's own socket is asked nothing", () => {
    expect(proven(shell, ANSWERS['that is silent'], 'PROXY_TRUST=sure')).toEqual(['0', ''])
  })

  it.each(Object.entries(ANSWERS).slice(1))('never one %s', (_case, answer) => {
    for (const ack of ['path', 'api'])
      expect(proven(shell, answer, `PROXY_TRUST=unproven PROXY_ACK=${ack}`)[0]).toBe('1')
    expect(inShell(shell, folder, `ls "$ROOT/.traefik"`).stdout).toBe('')
  })

  it('and is refused by name before anything changes', () => {
    writeFileSync(join(folder, 'tx/intent'), 'want\tshop\tweb\t1\tstart-first\tchanged\t0\n')
    writeFileSync(join(folder, 'releases/2-bbbbbbb/routes'), 'routers\tshop\tweb\tx\t{}\n')
    const { stdout } = inShell(
      shell,
      folder,
      `${STAND_IN(ANSWERS['that says yes to everything'])}; PROXY_TRUST=unproven PROXY_DIR=/loot; can_write_pin() { :; }; note() { :; }; journal() { :; }
      check_proxy_trust; echo "$?"; why`,
    )
    expect(stdout).toMatch(/^1\n.*gate is set up as Traefik, but does not show what Docker's labels tell/)
  })

  it.each([
    ['is refused where it would be stopped under it', 'start-first', '1\n'],
    ['is nothing to what stops first anyway', 'exclusive', '0\n'],
  ])('what one outside of Docker may send requests to %s', (_case, kind, expected) => {
    writeFileSync(join(folder, 'tx/intent'), `old\tshop\tweb\t${ID}\treplace\tno\t${kind}\trunning\tshop-web-1\n`)
    writeFileSync(join(folder, 'releases/1-aaaaaaa/routes'), 'routers\tshop\tweb\tx\t{}\n')
    const { stdout } = inShell(
      shell,
      folder,
      `${STAND_IN('return 1')}; PROXY='' PROXY_OUTSIDE='outside of Docker, as process 7'; find_proxy() { return 1; }; note() { :; }; journal() { :; }
      check_proxy_trust; echo "$?"; why`,
    )
    expect(stdout.startsWith(expected)).toBe(true)
    if (expected === '1\n') expect(stdout).toContain('runs outside of Docker, as process 7')
  })

  it.each([
    ['of the machine', '0::/system.slice/traefik.service', 'outside of Docker, as process 7'],
    ['of a container that hides it', `0::/system.slice/docker-${ID}.scope`, 'in the container edge,'],
  ])('a process %s is seen', (_case, group, expected) => {
    const { stdout } = inShell(
      shell,
      folder,
      `traefiks=''; traefik_processes() { echo 7; echo 9; }; grep() { case $* in */proc/7/cgroup) echo '${group}' | command grep -o '[0-9a-f]\\{64\\}' ;; *) command grep "$@" ;; esac; }
      docker() { [ "$4" = ${ID} ] && echo edge; }; outside_traefik`,
    )
    expect(stdout.trim().startsWith(expected)).toBe(true)
  })

  it('a process of a container that is known already is none of these', () => {
    const { stdout } = inShell(
      shell,
      folder,
      `traefiks=$(printf '\\nelse\\tgate\\t${ID}'); traefik_processes() { echo 7; }; grep() { echo ${ID}; }; docker() { echo gate; }; outside; echo end`,
    )
    expect(stdout).toBe('end\n')
  })
})
