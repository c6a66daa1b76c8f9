import { spawnSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import type { HostFacts } from '../../../../../src/host/types.js'
import type { MadeRelease, ReleaseInput } from '../../../../../src/release/plan/releaseInput.js'
import {
  hasDrainTest,
  undrainable,
  withDrainTest,
  withoutDrainTest,
} from '../../../../../src/release/plan/routing/drain.js'
import { planMarkdown, planText } from '../../../../../src/release/report/planReport.js'
import { singleDollars } from '../../../../../src/stack/dollars.js'
import type { ComposeService } from '../../../../../src/stack/types.js'
import { built, committed, container, db, make, OTHER_DIGEST, PROXY, project, stack, web } from '../../fixture.js'

/** Traefik as most people run it: labels, and nothing else. */
const BARE = { container: 'f'.repeat(64), tmpfs: false, throttleMs: 2000, ack: 'none' } as const
const CHANGED = { images: [built('web', OTHER_DIGEST)] }

const withWeb = (change: Partial<ComposeService>) => stack([project({ web: { ...web, ...change }, db })])

/** The first release on a host whose Traefik has no file provider. */
function first(change: Partial<ComposeService> = {}): MadeRelease {
  return make({
    stack: withWeb(change),
    facts: {
      ...committed(make().release, { proxy: BARE }),
      current: undefined,
      containers: [],
    } as unknown as HostFacts,
  })
}

function next(before: MadeRelease, more: Partial<ReleaseInput> = {}, host: Partial<HostFacts> = {}): MadeRelease {
  return make({ facts: committed(before.release, { proxy: BARE, ...host }), ...CHANGED, ...more })
}

const testOf = ({ release }: MadeRelease) => release.models['shop']?.services['web']?.healthcheck?.test
const movesOf = ({ release }: MadeRelease) => release.moves.map(({ service, by }) => `${service} ${by}`)

describe('a healthcheck with a drain test', () => {
  const wrapped = (test: string[]) => singleDollars(withDrainTest({ healthcheck: { test } }).healthcheck?.test ?? [])

  /** As Docker runs a healthcheck, but for the path of the flag. */
  function ask(test: readonly string[], flag: string): { status: number | null; stdout: string } {
    const [kind, ...rest] = test.map((word) => word.replace('/dev/shm/.stack-drain', flag))
    const argv = kind === 'CMD-SHELL' ? ['/bin/sh', '-c', ...rest] : rest
    return spawnSync(argv[0] as string, argv.slice(1), {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', WORD: 'said' },
    })
  }

  const TESTS: [string, string[]][] = [
    ['an argv', ['CMD', 'printf', '%s|', 'a b', "it's", '$WORD', '"', '\\', '', '*', '-n', 'two\nlines']],
    ['an argv that fails', ['CMD', 'false']],
    ['an argv that ends with a code of its own', ['CMD', 'sh', '-c', 'exit 3']],
    ['a shell command', ['CMD-SHELL', 'printf "%s|" "$WORD" \'$WORD\' a\\ b; exit 4']],
    ['a shell command of several lines', ['CMD-SHELL', '# asks\nfor i in 1 2; do\n  echo "$i"\ndone || exit 1\n']],
    ['a shell command with an or', ['CMD-SHELL', 'false || true']],
  ]
  it.each(TESTS)('does what it did, word for word, while there is no flag: %s', (_, test) => {
    const { status, stdout } = ask(wrapped(test), '/nowhere/flag')
    const own = ask(test, '/nowhere/flag')
    expect({ status, stdout }).toEqual({ status: own.status, stdout: own.stdout })
  })

  it.each(TESTS)('fails at once and asks nothing while the flag is there: %s', (_, test) => {
    expect(ask(wrapped(test), '/')).toMatchObject({ status: 1, stdout: '' })
  })

  it.each(TESTS)('gives the user’s own back, also from a model with doubled dollars: %s', (_, test) => {
    expect(withoutDrainTest(wrapped(test))).toEqual(test)
    expect(withoutDrainTest(withDrainTest({ healthcheck: { test } }).healthcheck?.test ?? [])).toEqual(test)
    expect([hasDrainTest(test), hasDrainTest(wrapped(test))]).toEqual([false, true])
  })

  it.each<[string, ComposeService, RegExp]>([
    ['no healthcheck', {}, /no healthcheck/],
    ['one of the image only', { healthcheck: { interval: '5s' } }, /no healthcheck/],
    ['one that is switched off', { healthcheck: { test: ['CMD', 'true'], disable: true } }, /no healthcheck/],
    ['NONE', { healthcheck: { test: ['NONE'] } }, /no healthcheck/],
    ["the host's memory", { healthcheck: { test: ['CMD', 'true'] }, ipc: 'host' }, /ipc: host/],
    [
      'a disk in place of memory',
      { healthcheck: { test: ['CMD', 'true'] }, volumes: [{ type: 'volume', source: 'x', target: '/dev/shm/' }] },
      /outlive a restart/,
    ],
  ])('cannot be had with %s', (_, service, reason) => {
    expect(undrainable(service).join()).toMatch(reason)
  })
})

describe('a Traefik without the file provider', () => {
  it('gets a first release whose routed service can be drained, and no other', () => {
    const made = first()
    expect(testOf(made)?.slice(0, 3)).toEqual(['CMD', '/bin/sh', '-c'])
    expect(made.release.models['shop']?.services['db']?.healthcheck?.test?.[0]).toBe('CMD-SHELL')
    expect(hasDrainTest(made.release.models['shop']?.services['db']?.healthcheck?.test)).toBe(false)
    expect(movesOf(made)).toEqual(['web both'])
    expect(made.plan.rewrites.map(({ service, text }) => `${service}: ${text}`).join('\n')).toMatch(/web: fails while/)
    expect(made.release.services.find(({ service }) => service === 'web')?.check).toEqual({
      kind: 'exec',
      argv: ['/app', 'check'],
    })
  })

  it('is that of the stack, on the first deploy', () => {
    const bare: ComposeService = { image: 'traefik:v3.6', command: ['--providers.docker=true'] }
    const files = { ...bare, command: ['--ping=true', '--providers.file.directory=/run/stack-actions'] }
    const made = (proxy: ComposeService) =>
      make({
        stack: stack([project({ web, db, proxy })]),
        resolved: new Map([
          ...['traefik:v3.6', 'postgres:17'].map((ref): [string, { image: string; platform: string }] => [
            ref,
            { image: `${ref}@sha256:${'a'.repeat(64)}`, platform: 'linux/amd64' },
          ]),
        ]),
      })
    expect([movesOf(made(bare)), movesOf(made(files))]).toEqual([['web both'], ['web file']])
  })

  it('is no change of what runs, whichever way comes and goes', () => {
    const plain = make()
    const changes = (made: MadeRelease) => made.plan.services.map(({ service, change }) => `${service} ${change}`)
    const later = make({ facts: committed(plain.release, { proxy: BARE }) })
    expect(changes(later)).toEqual(['db unchanged', 'web unchanged'])
    expect(testOf(later)).toEqual(['CMD', '/app', 'check'])
    const drained = first()
    const flag = make({ facts: committed(drained.release, { proxy: PROXY }) })
    expect(changes(flag)).toEqual(['db unchanged', 'web unchanged'])
    expect(testOf(flag)).toEqual(testOf(drained))
    expect(flag.release.services).toEqual(drained.release.services.map((one) => ({ ...one, tag: expect.anything() })))
  })

  it('gives a drain test to what runs no more, since nothing is lost by that', () => {
    const stopped = committed(make().release, { proxy: BARE, containers: [container('shop', 'db', {})] })
    const made = make({ facts: stopped })
    expect(made.plan.services.find(({ service }) => service === 'web')?.change).toBe('new')
    expect(movesOf(made)).toEqual(['web both'])
    expect(made.release.services.find(({ service }) => service === 'web')?.hash).toBe(
      make().release.services.find(({ service }) => service === 'web')?.hash,
    )
    const again = make({ facts: committed(made.release, { proxy: BARE, containers: [container('shop', 'db', {})] }) })
    expect(testOf(again)).toEqual(testOf(made))
  })

  it('is switched by the file again as soon as the flag is there, and the drain test goes with the next change', () => {
    const made = next(first(), {}, { proxy: PROXY })
    expect(made.plan.switch).toBe('file')
    expect(made.release.meta['way']).toBe('file')
    expect(testOf(made)).toEqual(['CMD', '/app', 'check'])
    expect(movesOf(made)).toEqual(['web file'])
  })

  it('has a plan that says the way, its cost in seconds, and the lines that give the better one', () => {
    const made = next(first())
    expect(made.plan.switch).toBe('drain')
    const page = planMarkdown(made.plan).replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    for (const text of [planText(made.plan), page]) {
      expect(text).toContain("Routes: by Docker's health, one service after the other")
      expect(text).toContain('because Traefik has no file provider with a directory')
      expect(text).toContain(
        "old and new both answer for up to 18 s (its healthcheck, 3 x 5 s; Traefik's own delay, 3 s)",
      )
      expect(text).toContain('--providers.file.directory=/run/stack-actions')
      expect(text).toContain('/run/stack-actions:/run/stack-actions')
    }
  })

  it.each<[string, Partial<typeof BARE> | object, string]>([
    ['on a disk', { directory: '/etc/traefik', ack: 'path' }, "Traefik's /etc/traefik is not in memory"],
    ['nobody can see', { directory: '/run/stack-actions', tmpfs: true }, 'no way to see that Traefik has read a file'],
  ])('counts as one where the file is %s', (_, proxy, because) => {
    const made = next(first(), {}, { proxy: { ...BARE, ...proxy } as HostFacts['proxy'] & object })
    expect(made.plan.switch).toBe('drain')
    expect(planText(made.plan)).toContain(because)
  })
})

describe('what a file cannot carry', () => {
  const labels = { 'traefik.enable': 'true', 'traefik.tcp.routers.x.rule': 'HostSNI(`*`)' }
  const tcp = withWeb({ labels })

  it('is switched by health beside a file provider, and the plan says so', () => {
    const before = make({ stack: tcp })
    expect(movesOf(before)).toEqual(['web drain'])
    const made = next(before, { stack: tcp }, { proxy: PROXY })
    expect(made.plan.switch).toBe('file')
    expect(planText(made.plan)).toMatch(/shop\/web: by Docker's health, because a file cannot carry/)
  })
})
