import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from '../shells.js'

// Traefik routes to what Docker calls healthy, and answers 404 for all else: without a pin nobody is asked that Docker does not call so.

const folder = mkdtempSync(join(tmpdir(), 'pin-'))
const root = join(folder, 'shop-production')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const service = (name: string) => `shop-api\t${name}\th\tstart-first\t2\timage\ttag\t1\t0\trunning\n`
const route = (section: string, name: string) => `${section}\tshop-api\t${name}\t${name}\t{}\n`
beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  for (const one of ['tx', 'releases/1-aaaaaaa', 'releases/2-bbbbbbb']) mkdirSync(join(root, one), { recursive: true })
  for (const one of ['1-aaaaaaa', '2-bbbbbbb']) {
    writeFileSync(join(root, 'releases', one, 'services'), service('api') + service('page') + service('worker'))
    writeFileSync(
      join(root, 'releases', one, 'routes'),
      ['api', 'page'].flatMap((name) => [route('routers', name), route('services', name)]).join(''),
    )
  }
  writeFileSync(join(root, 'current'), '1-aaaaaaa\n')
  writeFileSync(join(root, 'tx/intent'), 'release\t2-bbbbbbb\nprevious\t1-aaaaaaa\nproxy\ttraefik\n')
})

const row = (id: string, name: string, state: string, status: string) =>
  [id, 'shop-api', name, 'h', state, '', `shop-api-${name}-1`, status, ''].join('\\t')
const PAGE = row('page1', 'page', 'running', 'Up 2 minutes (healthy)')
const api = (count: number, state: string, status: string) => row(`api${count}`, 'api', state, status)
const [WELL, ILL] = ['Up 2 minutes (healthy)', 'Up 2 minutes (unhealthy)']

/** Docker lists what stands in `now`, and from the time on at which `later` begins what stands there; a second passes with each look at the clock. */
function setting(now: readonly string[], later: readonly string[] = now, from = 9999): string {
  return `
docker() { case $1 in ps) echo "ps $(cat "$ROOT/clock")" >>"$ROOT/calls"; if [ "$(cat "$ROOT/clock")" -lt ${from * 1000} ]; then printf '${now.join('\\n')}\\n'; else printf '${later.join('\\n')}\\n'; fi ;; esac; }
now_ms() { read -r at 2>/dev/null <"$ROOT/clock" || at=0; at=$((at + 1000)); echo "$at" | tee "$ROOT/clock"; }
pause() { :; }
prove_refresh() { echo looked >>"$ROOT/calls"; }
ID=2-bbbbbbb STEP=undo PROXY=traefik`
}

const BOOT = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
const seconds = () => Math.round(Number(readFileSync(join(root, 'clock'), 'utf8')) / 1000)
const stays = () =>
  (existsSync(join(root, 'kept-pin')) ? readFileSync(join(root, 'kept-pin'), 'utf8') : '').replace(
    `boot\t${BOOT}\n`,
    '',
  )
const looked = () => /looked/.test(readFileSync(join(root, 'calls'), 'utf8'))

describe.each(SHELLS)('a pin, under %s', (_name, shell) => {
  const may = (words: string, calls = 'pin_may_go 1-aaaaaaa') => inShell(shell, root, `${words}\n${calls}`)

  it('goes where Docker calls all healthy that is routed, once Traefik has looked since', () => {
    expect(may(setting([PAGE, api(1, 'running', WELL), api(2, 'running', 'Up 2 minutes')])).status).toBe(0)
    expect(seconds()).toBeLessThan(3)
    expect(looked()).toBe(true)
    expect(stays()).toBe('')
  })

  it.each([
    ['unhealthy', [PAGE, api(1, 'running', ILL), api(2, 'running', ILL)]],
    ['still starting', [PAGE, api(1, 'running', 'Up 1 second (health: starting)')]],
    ['about to start again', [PAGE, api(1, 'restarting', 'Restarting (1) 1 second ago')]],
  ])('waits for what is %s', (_what, now) => {
    expect(may(setting(now, [PAGE, api(1, 'running', WELL)], 60)).status).toBe(0)
    expect(seconds()).toBeGreaterThan(58)
    expect(looked()).toBe(true)
  })

  it('waits for what none is healthy of, however much else is', () => {
    const now = [row('page1', 'page', 'running', ILL), api(1, 'running', WELL), api(2, 'running', ILL)]
    expect(may(setting(now, [PAGE, api(1, 'running', WELL)], 60)).status).toBe(0)
    expect(seconds()).toBeGreaterThan(58)
  })

  it.each([
    ['leads nobody to what was unhealthy before and is left as it is', 'unhealthy\tshop-api\tpage\n', 'api'],
    [
      'leads to what replaces it',
      'unhealthy\tshop-api\tpage\nwant\tshop-api\tpage\t1\tstart-first\tchanged\t1\n',
      'page api',
    ],
    ['leads to all else', '', 'page api'],
  ])('%s', (_what, lines, routers) => {
    writeFileSync(join(root, 'tx/intent'), `release\t2-bbbbbbb\nprevious\t1-aaaaaaa\nproxy\ttraefik\n${lines}`)
    const words = `${setting([row('page1', 'page', 'running', ILL), api(1, 'running', WELL)])}\nprevious=1-aaaaaaa nonce=n; by_address() { false; }`
    for (const which of ['old', 'new']) {
      const { stdout } = may(words, `make_pin ${which}; echo "$pin_text"`)
      const section = / {2}routers:\n((?: {4}.*\n)+)/.exec(stdout)?.[1] ?? ''
      const names = [...section.matchAll(/^ {4}"(page|api)"/gm)].map((found) => found[1])
      expect(names.sort()).toEqual(routers.split(' ').sort())
    }
  })

  it('waits for a Docker that says nothing', () => {
    const { status } = may(`${setting([])}\ndocker() { [ "$(cat "$ROOT/clock")" -ge 60000 ]; }`)
    expect(status).toBe(0)
    expect(seconds()).toBeGreaterThan(58)
  })

  it('stays where Docker goes on calling all of a service unhealthy, and says what gives the routes back', () => {
    const { status, stdout } = may(
      setting([PAGE, api(1, 'running', ILL)]),
      'pin_may_go 1-aaaaaaa; code=$?; echo "$OUTCOME_NOTE"; kept_pin_words; exit $code',
    )
    expect(status).toBe(1)
    expect(seconds()).toBeGreaterThan(118)
    expect(seconds()).toBeLessThan(130)
    expect(stays()).toBe('traefik\tnone: shop-api/api: api1 is running and unhealthy\n')
    expect(stdout).toContain(
      'Docker does not call all of it healthy (none: shop-api/api: api1 is running and unhealthy)',
    )
    expect(stdout).toContain(`When it is healthy: ${root}/stackctl recover gives the routes back`)
    expect(stdout).not.toContain('got no events')
  })

  it.each([
    ['unhealthy', ILL],
    ['still starting', 'Up 1 second (health: starting)'],
  ])('goes soon where one of several is healthy, and another %s: Traefik routes to the one', (_what, status) => {
    expect(may(setting([PAGE, api(1, 'running', WELL), api(2, 'running', status)])).status).toBe(0)
    expect(seconds()).toBeGreaterThan(8)
    expect(seconds()).toBeLessThan(15)
    expect(looked()).toBe(true)
  })

  it.each([
    ['is not routed', [PAGE, api(1, 'running', WELL), row('w', 'worker', 'running', ILL)], ''],
    ['does not run: no pin answers for it', [PAGE, api(1, 'exited', 'Exited (1) 1 hour ago')], ''],
    ['was unhealthy before', [PAGE, api(1, 'running', ILL)], 'unhealthy\tshop-api\tapi\n'],
  ])('does not wait for what %s', (_what, now, line) => {
    writeFileSync(join(root, 'tx/intent'), `release\t2-bbbbbbb\nprevious\t1-aaaaaaa\nproxy\ttraefik\n${line}`)
    expect(may(setting(now)).status).toBe(0)
    expect(seconds()).toBeLessThan(3)
  })

  it('waits for what has replaced what was unhealthy before', () => {
    writeFileSync(join(root, 'tx/intent'), 'release\t2-bbbbbbb\nunhealthy\tshop-api\tapi\n')
    writeFileSync(join(root, 'tx/candidates'), 'api1\tshop-api\tapi\tstart-first\t1\tchanged\n')
    const words = `${setting([PAGE, api(1, 'running', ILL)], [PAGE, api(1, 'running', WELL)], 30)}\nSTEP=finish`
    expect(may(words, 'pin_may_go 2-bbbbbbb').status).toBe(0)
    expect(seconds()).toBeGreaterThan(28)
  })

  it('is given back by a person once it is healthy, and not before', () => {
    writeFileSync(join(root, 'kept-pin'), 'traefik\tnone: shop-api/api: api1 is running and unhealthy\n')
    const hear = 'proxy() { PROXY=traefik; }; remove_pin() { echo gone; }; rm "$TX/intent"; ID=; give_back_routes'
    const before = may(setting([PAGE, api(1, 'running', ILL)]), hear)
    expect([before.stdout, before.status]).toEqual(['', 1])
    rmSync(join(root, 'clock'))
    writeFileSync(join(root, 'tx/intent'), '')
    const after = may(setting([PAGE, api(1, 'running', WELL)]), hear)
    expect([after.stdout, after.status]).toEqual(['gone\n', 0])
  })

  it('that stays says who was unhealthy before it, for all who look at it later, and not who was replaced since', () => {
    const ill = 'unhealthy\tshop-api\tpage\nunhealthy\tshop-api\tworker\n'
    writeFileSync(join(root, 'tx/intent'), `release\t2-bbbbbbb\nproxy\ttraefik\n${ill}`)
    writeFileSync(join(root, 'tx/candidates'), 'w2\tshop-api\tworker\tstart-first\t1\tchanged\n')
    const words = `${setting([row('page1', 'page', 'running', ILL), api(1, 'running', ILL)])}\nSTEP=finish`
    const { stdout } = may(words, 'pin_may_go 2-bbbbbbb; is_disconnected || echo connected; kept_pin_words')
    expect(stays()).toBe('traefik\tnone: shop-api/api: api1 is running and unhealthy\nunhealthy\tshop-api\tpage\n')
    expect(stdout).toMatch(/^connected\n/)
    expect(stdout).toContain('(none: shop-api/api: api1 is running and unhealthy): without them')
  })

  it.each([
    ['and not what was so before', 'unhealthy\tshop-api\tpage\n', 0],
    ['also where it was written down without who was so before', '', 1],
  ])('is given back by a person once healthy is what did not answer, %s', (_what, ill, code) => {
    writeFileSync(join(root, 'kept-pin'), `traefik\tnone: shop-api/api: api1 is running and unhealthy\n${ill}`)
    const now = setting([row('page1', 'page', 'running', ILL), api(1, 'running', WELL)])
    const hear = 'proxy() { PROXY=traefik; }; remove_pin() { echo gone; }; rm "$TX/intent"; ID=; give_back_routes'
    expect(may(now, hear).status).toBe(code)
    const why = code === 0 ? 'shop-api/api: api1' : 'shop-api/page: page1'
    expect(stays()).toBe(`traefik\tnone: ${why} is running and unhealthy\n${ill}`)
  })

  it('is gone once the machine was started again, and nobody speaks of it', () => {
    writeFileSync(
      join(root, 'kept-pin'),
      'traefik\tnone: shop-api/api: api1\nboot\tanother\nunhealthy\tshop-api\tpage\n',
    )
    expect(may(setting([]), 'has_kept_pin || echo none; is_disconnected || echo connected').stdout).toBe(
      'none\nconnected\n',
    )
    writeFileSync(join(root, 'kept-pin'), `traefik\nboot\t${BOOT}\n`)
    expect(may(setting([]), 'has_kept_pin && is_disconnected && echo stays').stdout).toBe('stays\n')
    writeFileSync(join(root, 'kept-pin'), 'traefik\n')
    expect(may(setting([]), 'has_kept_pin && is_disconnected && echo stays').stdout).toBe('stays\n')
  })

  const end = (calls: string) =>
    `retain() { :; }; await_proxy() { PROXY=traefik; }; remove_pin() { rm "$ROOT/kept-pin"; echo gone; }; docker_healthy() { :; }; STEP=finish
outcome committed 'it serves'; ${calls}; cat "$ROOT/releases/$ID/outcome"`
  const KEPT = 'traefik\tnone: shop-api/api: api1 is running and unhealthy\n'

  it('that has stayed goes with a deploy of nothing new', () => {
    writeFileSync(join(root, 'kept-pin'), KEPT)
    expect(may(setting([PAGE, api(1, 'running', WELL)]), end('finish')).stdout).toBe('gone\ncommitted\tit serves\n')
  })

  it('that stays after a deploy of nothing new is told with its outcome', () => {
    writeFileSync(join(root, 'kept-pin'), KEPT)
    const { stdout } = may(setting([PAGE, api(1, 'running', ILL)]), end('finish'))
    expect(stdout).toMatch(/^committed\tit serves; Docker does not call all of it healthy \(none: shop-api\/api: api1 /)
    expect(stays()).toBe(KEPT)
  })

  it('is not looked for where none has stayed and nothing changed', () => {
    expect(may(setting([PAGE, api(1, 'running', ILL)]), end('finish')).stdout).toBe('committed\tit serves\n')
  })

  it('that stays is told to a person who went back', () => {
    writeFileSync(join(root, 'kept-pin'), KEPT)
    const { stdout } = may(setting([]), "outcome committed 'it serves'; print_outcome 2-bbbbbbb")
    expect(stdout).toContain('committed. Release 2-bbbbbbb serves now.')
    expect(stdout).toContain(`api1 is running and unhealthy): without them it would answer 404`)
  })

  it.each([
    ['is written down', '', true],
    ['is his where he goes for good', 'old\tshop-api\tgate\ttraefik\tremove\tno\texclusive\trunning\tgate\n', false],
    ['is not there where no Traefik ran', undefined, false],
  ])('of a Traefik that runs no more %s', (_what, lines, kept) => {
    writeFileSync(join(root, 'tx/intent'), lines === undefined ? 'proxy\t\n' : `proxy\ttraefik\n${lines}`)
    const words = `${setting([])}\nawait_proxy() { PROXY=''; return 1; }; PROXY_UNSEEN=''`
    const { status, stdout } = may(words, 'remove_pin && { ! has_kept_pin || kept_pin_words; }')
    expect(status).toBe(0)
    expect(stays()).toBe(kept ? 'traefik\tit did not run when its routes were to be given back\n' : '')
    expect(stdout.includes('(it did not run when its routes were to be given back)')).toBe(kept)
  })

  it('that stays because Traefik gets no events says who was unhealthy before, and is no other for it', () => {
    writeFileSync(join(root, 'tx/intent'), 'release\t2-bbbbbbb\nproxy\ttraefik\nunhealthy\tshop-api\tpage\n')
    const { stdout } = may(setting([]), 'write_kept_pin; is_disconnected && kept_pin_words')
    expect(stays()).toBe('traefik\nunhealthy\tshop-api\tpage\n')
    expect(stdout).toContain('got no events from Docker')
  })

  it.each([
    ['of no pin', undefined, 'page api'],
    ['of a pin that was there before the machine was started again', 'traefik\nboot\tanother\n', 'page api'],
    ['of a pin that has stayed', 'traefik\tnone: shop-api/api: api1\nunhealthy\tshop-api\tpage\n', 'page'],
    ['of a pin that has stayed, as it was written before', 'traefik\n', ''],
  ])('a deploy calls unhealthy what Docker calls unhealthy %s', (_what, keptPin, unhealthy) => {
    if (keptPin !== undefined) writeFileSync(join(root, 'kept-pin'), keptPin)
    const words = setting([row('page1', 'page', 'running', ILL), api(1, 'running', ILL)])
    const inspect = `ask() { case $1 in inspect) printf '=\\tpage1\\tno\\t0\\t"image"\\tx\\n=\\tapi1\\tno\\t0\\t"image"\\tx\\n' ;; *) docker "$@" ;; esac; }
pick_proxy() { PROXY_WHY=''; return 1; }`
    const { stdout } = may(words, `${inspect}\nPROXY=''; rm -f "$TX/intent"; write_intent host >&2; unhealthy_before`)
    const names = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\t')[2])
    expect(names.sort()).toEqual(unhealthy.split(' ').filter(Boolean).sort())
  })

  it('a deploy calls unhealthy what is starting over and over and is left as it is, and not what it replaces', () => {
    writeFileSync(
      join(root, 'releases/1-aaaaaaa/services'),
      service('api').replace('\th\t', '\told\t') + service('page'),
    )
    const starts = 'Up 1 second (health: starting)'
    const words = setting([
      row('page1', 'page', 'running', starts),
      row('page2', 'page', 'running', starts),
      api(1, 'running', starts),
    ])
    const inspect = `ask() { case $1 in inspect) printf '=\\tpage2\\tno\\t0\\t"image"\\tx\\n=\\tpage1\\tno\\t0\\t"image"\\tx\\n=\\tapi1\\tno\\t0\\t"image"\\tx\\n' ;; *) docker "$@" ;; esac; }
pick_proxy() { PROXY_WHY=''; return 1; }`
    expect(may(words, `${inspect}\nPROXY=''; rm -f "$TX/intent"; write_intent host >&2; unhealthy_before`).stdout).toBe(
      'unhealthy\tshop-api\tpage\n',
    )
  })

  it.each([
    ['one of two', [api(1, 'running', WELL), api(2, 'running', ILL)], 'api1'],
    ['all', [api(1, 'running', ILL), api(2, 'running', ILL)], 'api1 api2'],
    ['one, and the other has ended', [api(1, 'exited', 'Exited (1)'), api(2, 'running', ILL)], 'api2'],
  ])('leads to what may answer of a service of which %s is unhealthy', (_what, now, ids) => {
    const words = `${setting(now)}\nprevious=1-aaaaaaa; by_address() { false; }; find_servers old; printf '%s\\n' "$servers" | cut -f3 | sort`
    expect(may(words, ':').stdout.split('\n').filter(Boolean).join(' ')).toBe(ids)
  })
})
