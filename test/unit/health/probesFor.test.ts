import { describe, expect, it } from '@jest/globals'
import { type ExpectedService, probesFor, serviceName } from '../../../src/health/probesFor.js'
import { routedUrls } from '../../../src/health/routers.js'
import type { Probe } from '../../../src/health/types.js'
import type { InspectedContainer } from '../../../src/host/types.js'

const id = (letter: string) => letter.repeat(64)

function container(
  project: string,
  service: string,
  letter: string,
  own: {
    labels?: Record<string, string>
    running?: boolean
    address?: string
    oneoff?: boolean
    network?: string
  } = {},
) {
  const labels = {
    'com.docker.compose.project': project,
    'com.docker.compose.service': service,
    'com.docker.compose.oneoff': own.oneoff ? 'True' : 'False',
    ...own.labels,
  }
  return {
    Id: id(letter),
    State: { Running: own.running ?? true, Status: own.running === false ? 'exited' : 'running' },
    Config: { Labels: labels },
    HostConfig: { NetworkMode: own.network ?? 'bridge' },
    NetworkSettings: { Networks: { front: { IPAddress: '' }, back: { IPAddress: own.address ?? '172.18.0.5' } } },
  } as unknown as InspectedContainer
}

const service = (project: string, name: string, own: Partial<ExpectedService> = {}): ExpectedService => ({
  ...{ project, service: name, class: 'start-first', replicas: 1 },
  ...own,
})

const targets = (probes: Probe[]) =>
  probes.map((probe) => {
    if (probe.kind === 'url') return `${probe.name}: ${probe.url}${probe.routed ? ' routed' : ''}`
    return probe.kind === 'container'
      ? `${probe.name}: ${probe.container.replace(/^([0-9a-f]{20})[0-9a-f]{44}$/, '$1')}`
      : `${probe.name}: ${probe.address}:${probe.port}${probe.path}`
  })

describe('a gate asks', () => {
  it('Docker about each replica of each service that has to run', () => {
    const probes = probesFor({
      health: [],
      services: [service('l2p', 'backend', { replicas: 2 }), service('auth', 'auth')],
      containers: [container('l2p', 'backend', 'a'), container('l2p', 'backend', 'b'), container('auth', 'auth', 'c')],
    })
    expect(targets(probes)).toEqual([
      `L2p Backend: ${'a'.repeat(20)}`,
      `L2p Backend: ${'b'.repeat(20)}`,
      `Auth: ${'c'.repeat(20)}`,
    ])
  })

  it('each replica by its own address, all under the name of stack.yml', () => {
    const probes = probesFor({
      health: [
        {
          name: 'L2P Backend',
          service: { project: 'l2p', service: 'backend' },
          port: 3001,
          path: '/health',
          status: 204,
        },
      ],
      services: [service('l2p', 'backend', { replicas: 2 })],
      containers: [
        container('l2p', 'backend', 'a', { address: '172.18.0.5' }),
        container('l2p', 'backend', 'b', { address: '172.18.0.6' }),
      ],
    })
    expect(targets(probes)).toEqual([
      `L2P Backend: ${'a'.repeat(20)}`,
      `L2P Backend: ${'b'.repeat(20)}`,
      'L2P Backend: 172.18.0.5:3001/health',
      'L2P Backend: 172.18.0.6:3001/health',
    ])
    expect(probes[2]).toMatchObject({ status: 204, container: id('a') })
  })

  it('a project under the name that Compose gives it', () => {
    const probes = probesFor({
      health: [
        { name: 'Vault', service: { project: 'VideoVault', service: 'web' } },
        { name: 'Auth', service: { project: 'auth', service: 'auth' } },
      ],
      services: [service('videovault', 'web'), service('login', 'auth')],
      containers: [container('videovault', 'web', 'a'), container('login', 'auth', 'b')],
      projects: { auth: 'login' },
    })
    expect(targets(probes)).toEqual([`Vault: ${'a'.repeat(20)}`, `Auth: ${'b'.repeat(20)}`])
  })

  it('a service by its own name alone where nobody knows its project’s, if there is only one', () => {
    const health = [{ name: 'Backend', service: { project: 'folder', service: 'backend' }, port: 3001 }]
    const containers = [container('l2p', 'backend', 'a'), container('shop', 'backend', 'b')]
    const one = { health, services: [service('l2p', 'backend')], containers }
    expect(targets(probesFor(one))).toEqual([`Backend: ${'a'.repeat(20)}`, 'Backend: 172.18.0.5:3001/'])
    const two = { ...one, services: [service('l2p', 'backend'), service('shop', 'backend')] }
    expect(targets(probesFor(two)).at(-1)).toBe('Backend: folder-backend (missing)')
    expect(targets(probesFor({ ...one, projects: { folder: 'other' } })).at(-1)).toBe(
      'Backend: folder-backend (missing)',
    )
  })

  it('each address that Traefik routes to a service, and an entry’s url in its place', () => {
    const labels = {
      'traefik.http.routers.web.rule': 'Host(`web.example.org`)',
      'traefik.http.routers.web.tls': 'true',
    }
    const input = { services: [service('web', 'web')], containers: [container('web', 'web', 'a', { labels })] }
    expect(targets(probesFor({ health: [], ...input })).slice(1)).toEqual(['Web: https://web.example.org/ routed'])
    const entry = {
      name: 'Front page',
      service: { project: 'web', service: 'web' },
      url: 'https://web.example.org/start',
    }
    expect(targets(probesFor({ health: [entry], ...input })).slice(1)).toEqual([
      'Front page: https://web.example.org/start',
    ])
    const outside = { name: 'Front page', url: 'https://web.example.org/start' }
    expect(targets(probesFor({ health: [outside], ...input })).slice(1)).toEqual([
      'Front page: https://web.example.org/start',
    ])
  })

  it('for a service of which nothing runs, so that it cannot be overlooked', () => {
    const probes = probesFor({ health: [], services: [service('l2p', 'worker', { replicas: 2 })], containers: [] })
    expect(targets(probes)).toEqual(['L2p Worker: l2p-worker-1 (missing)', 'L2p Worker: l2p-worker-2 (missing)'])
  })

  it('about a stopped container only where too few run', () => {
    const containers = [container('web', 'web', 'a', { running: false }), container('web', 'web', 'b')]
    expect(targets(probesFor({ health: [], services: [service('web', 'web')], containers }))).toEqual([
      `Web: ${'b'.repeat(20)}`,
    ])
    expect(
      targets(probesFor({ health: [], services: [service('web', 'web', { replicas: 2 })], containers })),
    ).toHaveLength(2)
  })

  it('neither about one-shots nor about what `docker compose run` left', () => {
    const probes = probesFor({
      health: [],
      services: [service('l2p', 'migrate', { class: 'one-shot' }), service('l2p', 'backend')],
      containers: [
        container('l2p', 'migrate', 'a', { running: false }),
        container('l2p', 'backend', 'b', { oneoff: true }),
        container('l2p', 'backend', 'c'),
      ],
    })
    expect(targets(probes)).toEqual([`L2p Backend: ${'c'.repeat(20)}`])
  })

  it('on loopback of the server, where a service has the host’s network', () => {
    const probes = probesFor({
      health: [{ name: 'Proxy', service: { project: 'edge', service: 'proxy' }, port: 8080, path: '/ping' }],
      services: [service('edge', 'proxy')],
      containers: [container('edge', 'proxy', 'a', { network: 'host' })],
    })
    expect(targets(probes)[1]).toBe('Proxy: 127.0.0.1:8080/ping')
  })

  it('about an entry whose service the release does not have, which then fails', () => {
    const probes = probesFor({
      health: [{ name: 'Typo', service: { project: 'l2p', service: 'bakend' } }],
      services: [],
      containers: [],
    })
    expect(targets(probes)).toEqual(['Typo: l2p-bakend (missing)'])
  })
})

describe('an address by a Traefik rule', () => {
  const urls = (labels: Record<string, string>, listening?: Parameters<typeof routedUrls>[1]) =>
    routedUrls(labels, listening).map(({ url }) => url)

  it.each<[string, string[]]>([
    ['Host(`a.org`)', ['http://a.org/']],
    ['Host("a.org")', ['http://a.org/']],
    ['Host(`a.org`) && PathPrefix(`/api`)', ['http://a.org/api']],
    ['Host(`a.org`) || Host("b.org")', ['http://a.org/', 'http://b.org/']],
    ['Host(`a.org`) && Path(`/x`) || Host(`b.org`)', ['http://a.org/x', 'http://b.org/']],
    ['Host(`a.org`) && (PathPrefix(`/x`) || PathPrefix(`/y`))', ['http://a.org/x', 'http://a.org/y']],
    ['(Host(`a.org`) || Host(`b.org`)) && PathPrefix(`/x`)', ['http://a.org/x', 'http://b.org/x']],
    ['Host(`a.org`) && (PathPrefix(`/x`) || Method(`POST`))', ['http://a.org/x']],
    ['Host(`a.org`) && !PathPrefix(`/x`)', []],
    ['Host(`a.org`) && Method(`POST`)', []],
    ['Host(`a.org`) && ClientIP(`10.0.0.0/8`)', []],
    ['Host(`a.org`) && Host(`b.org`)', []],
    ['Host(`a.org`, `b.org`)', []],
    ['HostRegexp(`^.+\\.a\\.org$`)', []],
    ['PathPrefix(`/`)', []],
    ['Host(`$(id)`)', []],
    ['Host(`a.org`', []],
  ])('%s', (rule, expected) => {
    expect(urls({ 'traefik.http.routers.r.rule': rule })).toEqual(expected)
  })

  it('of Traefik 2 has several names in one', () => {
    const labels = { 'traefik.http.routers.r.rule': 'Host(`a.org`,`b.org`)', 'traefik.http.routers.r.ruleSyntax': 'v2' }
    expect(urls(labels)).toEqual(['http://a.org/', 'http://b.org/'])
  })

  it.each<[Record<string, string>, string]>([
    [{ 'traefik.http.routers.r.tls': 'true' }, 'https'],
    [{ 'traefik.http.routers.r.tls.certresolver': 'letsencrypt' }, 'https'],
    [{ 'traefik.http.routers.R.TLS.CertResolver': 'x' }, 'https'],
    [{ 'traefik.http.routers.r.tls': 'false' }, 'http'],
    [{ 'traefik.http.routers.r.entrypoints': 'websecure' }, 'http'],
    [{ 'traefik.http.routers.other.tls': 'true' }, 'http'],
  ])('is %p by %s, where no Traefik says more', (labels, scheme) => {
    expect(urls({ 'traefik.http.routers.r.rule': 'Host(`a.org`)', ...labels })).toEqual([`${scheme}://a.org/`])
  })

  const point = (name: string, port: number, more: object = {}) => ({
    ...{ name, port, address: `:${port}`, udp: false, tls: false, isDefault: false, ...more },
  })
  const listening = {
    entryPoints: [
      point('clear', 8000, { redirectsTo: 'front', isDefault: true }),
      point('front', 8443, { tls: true, isDefault: true }),
      point('inner', 9000),
      point('dns', 53, { udp: true }),
    ],
    publishedPort: (port: number) =>
      new Map([
        [8000, 80],
        [8443, 443],
        [9000, 9001],
      ]).get(port),
  }

  it.each<[string, string | undefined, string[]]>([
    ['on the default entry points, but for one that only redirects', undefined, ['https://a.org/']],
    ['with TLS of the entry point', 'front', ['https://a.org/']],
    ['on another port', 'Inner', ['http://a.org:9001/']],
    ['on two', 'front, inner', ['https://a.org/', 'http://a.org:9001/']],
    ['on one that only redirects', 'clear', []],
    ['on none that Traefik has', 'websecure', []],
  ])('is asked %s', (_case, entrypoints, expected) => {
    const labels = { 'traefik.http.routers.r.rule': 'Host(`a.org`)' }
    const named = entrypoints === undefined ? {} : { 'traefik.http.routers.r.entrypoints': entrypoints }
    expect(urls({ ...labels, ...named }, listening)).toEqual(expected)
  })

  it('is not asked where Traefik is told to look away', () => {
    expect(urls({ 'traefik.enable': 'false', 'traefik.http.routers.r.rule': 'Host(`a.org`)' })).toEqual([])
  })

  it.each([
    ['a name', 'b.org', ['https://a.org/']],
    ['a router', 'one', ['https://b.org/']],
  ])('is not asked where stack.yml takes out %s', (_case, skip, expected) => {
    const labels = {
      ...{ 'traefik.http.routers.one.rule': 'Host(`a.org`)', 'traefik.http.routers.one.tls': 'true' },
      ...{ 'traefik.http.routers.two.rule': 'Host(`b.org`)', 'traefik.http.routers.two.tls': 'true' },
    }
    const probes = probesFor({
      health: [{ name: '', skip }],
      services: [service('web', 'web')],
      containers: [container('web', 'web', 'a', { labels })],
    })
    expect(probes.flatMap((probe) => (probe.kind === 'url' ? probe.url : []))).toEqual(expected)
  })
})

it.each([
  ['shared-infrastructure', 'postgres', 'Shared Infrastructure Postgres'],
  ['payment', 'payment', 'Payment'],
  ['l2p', 'frontend_2', 'L2p Frontend 2'],
])('%s and %s are shown as %s', (project, name, shown) => {
  expect(serviceName({ project, service: name })).toBe(shown)
})
