import { describe, expect, it } from '@jest/globals'
import { dnsSeen, tlsSeen } from '../../../src/doctor/addresses.js'
import { findEdge, namesOf } from '../../../src/doctor/edge.js'
import { bad, find, findingText, good } from '../../../src/doctor/finding.js'
import { findOnMachine, measured } from '../../../src/doctor/machine.js'
import { settingsSeen, wanted } from '../../../src/doctor/settings.js'
import type { Host } from '../../../src/host/ssh.js'
import { knownConfig } from '../../../src/host/traefik/known.js'
import type { HostFacts, ProxyFacts } from '../../../src/host/types.js'
import { Refused } from '../../../src/runtime/errors.js'
import { db, facts, project, stack, web } from '../release/fixture.js'

const NOW = 1_700_000_000_000
const never = new AbortController().signal

describe('a finding', () => {
  it('is a line with its mark, and below it what to type', () => {
    expect(findingText({ what: 'disk', ...good('40 GB') })).toBe('✓ disk: 40 GB')
    expect(findingText({ what: 'disk', ...bad('full\non /', 'docker image prune') })).toBe(
      '✗ disk: full\n  on /\n  → docker image prune',
    )
  })

  it('is what was refused, with its advice', async () => {
    const look = async () => {
      throw new Refused('no way in', { todo: 'open the door' })
    }
    expect(await find('login', look, never)).toEqual({
      what: 'login',
      state: 'bad',
      words: 'no way in',
      todo: ['open the door'],
    })
  })

  it('comes also where nothing answers any more', async () => {
    const over = new AbortController()
    const waiting = find('registry', () => new Promise(() => {}), over.signal)
    over.abort()
    expect((await waiting).state).toBe('bad')
  })
})

describe('a server', () => {
  it.each<[string, string, [string, string][]]>([
    [
      'has all of it',
      '1700000000\ndisk 5000 /\nmemory 900',
      [
        ['clock', 'good'],
        ['disk /', 'good'],
        ['memory', 'good'],
      ],
    ],
    [
      'has little',
      '1700000000\ndisk 99 /\ndisk 5000 /var\nmemory 20',
      [
        ['clock', 'good'],
        ['disk /', 'bad'],
        ['disk /var', 'good'],
        ['memory', 'bad'],
      ],
    ],
    [
      'has one disk for both',
      '1700000000\ndisk 5000 /\ndisk 5000 /',
      [
        ['clock', 'good'],
        ['disk /', 'good'],
      ],
    ],
    [
      'is behind',
      '1699999900\ndisk 5000 /',
      [
        ['clock', 'bad'],
        ['disk /', 'good'],
      ],
    ],
    [
      'is ahead',
      '1700000100\ndisk 5000 /',
      [
        ['clock', 'bad'],
        ['disk /', 'good'],
      ],
    ],
    [
      'says nothing',
      '',
      [
        ['clock', 'open'],
        ['disk', 'open'],
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(measured(text, NOW, 0).map(({ what, state }) => [what, state])).toEqual(expected)
  })

  it('with a slow connection is not taken for one whose clock is off', () => {
    expect(measured('1700000035', NOW, 10_000)[0]?.state).toBe('good')
  })

  it.each<[string, Partial<HostFacts>, string]>([
    ['is new enough', { engine: '28.5.1', compose: '2.40.0' }, 'good'],
    ['is too old', { engine: '19.3.0', compose: '2.40.0' }, 'bad'],
    ['has no Compose', { engine: '28.5.1', compose: '' }, 'bad'],
  ])('whose Docker %s', async (_, more, state) => {
    const host = { exec: async () => ({ code: 0, stdout: '', stderr: '' }) } as unknown as Host
    const [docker] = await findOnMachine(host, facts(more), never)
    expect(docker).toMatchObject({ what: 'Docker', state })
  })
})

describe('a name', () => {
  it.each<[string, string[], string[], string]>([
    ['leads to the server', ['192.0.2.1'], ['192.0.2.1'], 'good'],
    ['leads to it among others', ['2001:db8::1', '192.0.2.1'], ['192.0.2.1'], 'good'],
    ['leads elsewhere', ['192.0.2.9'], ['192.0.2.1'], 'open'],
    ['leads anywhere, where the server is known to ssh alone', ['192.0.2.9'], [], 'good'],
    ['leads nowhere', [], ['192.0.2.1'], 'bad'],
  ])('that %s', (_, addresses, servers, state) => expect(dnsSeen('shop.test', addresses, servers).state).toBe(state))

  it.each<[string, Parameters<typeof tlsSeen>, string]>([
    ['with a valid certificate', [{ until: 'Jan 1' }, { isResolved: true, isDeployed: true }], 'good'],
    ['with an invalid one', [{ why: 'expired' }, { isResolved: true, isDeployed: true }], 'bad'],
    [
      'whose certificate comes with the first deploy',
      [{ why: 'self-signed' }, { isResolved: true, isDeployed: false }],
      'open',
    ],
    ['whose certificate nobody gets', [{ why: 'self-signed' }, { isResolved: false, isDeployed: false }], 'bad'],
    [
      'where nothing listens before the first deploy',
      [
        { why: 'refused', isSilent: true },
        { isResolved: false, isDeployed: false },
      ],
      'open',
    ],
    [
      'where nothing listens',
      [
        { why: 'refused', isSilent: true },
        { isResolved: true, isDeployed: true },
      ],
      'bad',
    ],
  ])('%s', (_, given, state) => expect(tlsSeen(...given).state).toBe(state))

  it('is each origin of routes, health entries and stack.yml, once', () => {
    const page = { ...web, labels: { ...web.labels, 'traefik.http.routers.web.tls.certresolver': 'le' } }
    const wanted = stack([project({ web: page, db })], {
      url: 'https://shop.test/a',
      health: [{ name: 'x', url: 'https://api.test/up' }],
    })
    expect(namesOf(wanted).map(({ url }) => new URL(url).origin)).toEqual(['https://shop.test', 'https://api.test'])
  })
})

describe('Traefik', () => {
  const ALL = [
    '--providers.docker',
    '--providers.file.directory=/run/stack-actions',
    '--ping',
    '--providers.providersThrottleDuration=100ms',
  ]

  function runs(args: readonly string[], more: Partial<ProxyFacts> = {}): Partial<HostFacts> {
    const known = knownConfig({ words: ['traefik', ...args], environment: [] })
    if ('why' in known) throw new Error(known.why)
    const { config, source } = known
    const directory = config.file?.directory
    const proxy: ProxyFacts = {
      ...{
        container: 'c',
        name: 'edge/traefik',
        tmpfs: true,
        throttleMs: config.throttleMs,
        ack: 'path',
        config,
        source,
      },
      ...(directory !== undefined && { directory }),
      ...more,
    }
    return { proxy, traefiks: [{ container: 'c', name: 'edge/traefik', networks: [], config, proxy }] }
  }

  it.each<[string, Partial<HostFacts>, string, RegExp]>([
    [
      'that lacks its file provider',
      runs(['--providers.docker'], { ack: 'none' }),
      'bad',
      /no file provider[\s\S]*→ command: --providers\.file\.directory/,
    ],
    ['that cannot say that a file is live', runs(ALL, { ack: 'none' }), 'bad', /no way to see/],
    ['that is slow', runs(ALL.slice(0, 3)), 'bad', /→ command: --providers\.providersThrottleDuration/],
    ['that does not run', { traefiks: [] }, 'open', /none runs yet/],
    [
      'that runs where nobody can tell it',
      { traefiks: [], outside: 'as a program of the server' },
      'bad',
      /as a program of the server/,
    ],
  ])('%s', (_, more, state, words) => {
    // The one of the fixture does not run.
    const { proxy: _one, ...none } = facts({ traefiks: [] })
    const finding = findEdge(stack([project({ web, db })]), { ...none, ...more })
    expect(findingText(finding)).toMatch(words)
    expect(finding.state).toBe(state)
  })

  it('is not needed where no service has a route', () => {
    expect(findEdge(stack([project({ db })]), facts()).state).toBe('good')
  })
})

describe('secrets and variables', () => {
  const of = { repository: 'acme/shop', environment: 'production' }

  it('are those that the workflows read', () => {
    const text = '${{ secrets.SSH_KEY }} ${{ secrets.ENV_FILE || secrets.GITHUB_TOKEN }} ${{ vars.KNOWN_HOSTS }}'
    expect(wanted(text, 'secrets')).toEqual(['ENV_FILE', 'SSH_KEY'])
    expect(wanted(text, 'vars')).toEqual(['KNOWN_HOSTS'])
  })

  it.each<[string, string[], string]>([
    ['are all set', ['SSH_KEY', 'ENV_FILE'], 'good'],
    ['lack one that may be empty', ['SSH_KEY'], 'open'],
    ['lack one that every deploy needs', ['ENV_FILE'], 'bad'],
  ])('that %s', (_, known, state) => {
    const seen = settingsSeen('secret', ['SSH_KEY', 'ENV_FILE'], known, of)
    expect(seen.state).toBe(state)
    for (const line of ('todo' in seen && seen.todo) || [])
      expect(line).toMatch(/^gh secret set \S+ --repo acme\/shop --env production$/)
  })
})
