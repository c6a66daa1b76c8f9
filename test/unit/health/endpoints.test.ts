import { describe, expect, it } from '@jest/globals'
import {
  askInterval,
  type Endpoint,
  endpointWords,
  expectsTcp,
  expectsTls,
  isPublished,
  serverPorts,
} from '../../../src/health/endpoints.js'
import { certificateNames, hintsOf } from '../../../src/health/hints.js'
import { container, type Given } from './containers.js'

const portsOf = (...given: Given[]): string[] =>
  serverPorts({ containers: given.map(container), projects: ['shop'] })
    .filter(({ owner }) => owner !== 'the server')
    .map(
      ({ owner, address, port, target, shared, chosen }) =>
        `${owner} ${address} ${port} ${target}${shared ? ' shared' : ''}${chosen === true ? ' chosen' : ''}`,
    )

describe('the ports by which a stack is reached', () => {
  it.each<[string, Given[], string[]]>([
    ['one on all addresses, by loopback', [{ ports: ['80:8080'] }], ['shop/web 127.0.0.1 80 8080']],
    ['one on loopback', [{ ports: ['127.0.0.1:80:8080'] }], ['shop/web 127.0.0.1 80 8080']],
    ['one on an address of its own', [{ ports: ['10.1.2.3:80:8080'] }], ['shop/web 10.1.2.3 80 8080']],
    ['one on all of IPv6', [{ ports: ['[::]:80:8080'] }], ['shop/web ::1 80 8080']],
    [
      'one at two addresses',
      [{ ports: ['127.0.0.1:80:1', '10.0.0.9:80:1'] }],
      ['shop/web 127.0.0.1 80 1', 'shop/web 10.0.0.9 80 1'],
    ],
    ['one that Docker chose', [{ ports: [':80=32770'] }], ['shop/web 127.0.0.1 32770 80 chosen']],
    ['one that Docker chose of a range', [{ ports: ['8000-8010:80=8003'] }], ['shop/web 127.0.0.1 8003 80 chosen']],
    [
      'not one that Docker chose for somebody else',
      [{}, { project: 'edge', service: 'nginx', image: 'nginx:1.30', ports: [':80'], networks: ['shop_default'] }],
      [],
    ],
    ['not one of UDP', [{ ports: ['53:53/udp'] }], []],
    ['not one of a container that is stopped', [{ ports: ['80:80'], running: false }], []],
    ['not one of another stack', [{ project: 'blog', ports: ['81:81'] }], []],
    [
      'what is exposed in the host’s network',
      [{ host: true, exposed: ['3000/tcp', '53/udp'] }],
      ['shop/web 127.0.0.1 3000 3000'],
    ],
    [
      'what a variable calls a port there',
      [{ host: true, env: ['PORT=3001', 'DB=5432'] }],
      ['shop/web 127.0.0.1 3001 3001'],
    ],
    [
      'a proxy of somebody else on our network',
      [{}, { project: 'edge', service: 'nginx', image: 'nginx:1.30', ports: ['8000:80'], networks: ['shop_default'] }],
      ['edge/nginx 127.0.0.1 8000 80 shared'],
    ],
    [
      'whoever holds 80 on our network',
      [{}, { project: '', name: 'front', image: 'acme/front', ports: ['80:80'], networks: ['shop_default'] }],
      ['front 127.0.0.1 80 80 shared'],
    ],
    [
      'not a proxy on another network',
      [{}, { project: 'edge', service: 'nginx', image: 'nginx:1.30', ports: ['80:80'], networks: ['edge_default'] }],
      [],
    ],
    [
      'not somebody else’s app on our network',
      [{}, { project: 'blog', service: 'app', ports: ['3000:3000'], networks: ['shop_default'] }],
      [],
    ],
  ])('%s', (_case, given, expected) => {
    expect(portsOf(...given)).toEqual(expected)
  })

  it('are the server’s own 80 and 443 besides, where nobody is known to publish them', () => {
    const ports = serverPorts({ containers: [container({ ports: ['80:80'] })], projects: ['shop'] })
    expect(ports.map(({ owner, port }) => `${owner} ${port}`)).toEqual(['shop/web 80', 'the server 443'])
  })

  it('speak what their number says, as far as it says something', () => {
    const one = (target: number, port = target) => ({ owner: '', address: '', port, target, shared: false })
    expect([one(5432, 15432), one(3306), one(80), one(3000)].map(expectsTcp)).toEqual([true, true, false, false])
    expect([one(443), one(3000, 8443), one(80)].map(expectsTls)).toEqual([true, true, false])
  })
})

describe('what a visitor may ask for', () => {
  it.each<[string, Given, string[], string[]]>([
    ['nothing', {}, [], []],
    [
      'a router’s host and path',
      { labels: { 'traefik.http.routers.x.rule': 'Host(`a.test`) && PathPrefix(`/api`)' } },
      ['a.test'],
      ['/api'],
    ],
    ['nginx-proxy’s names', { env: ['VIRTUAL_HOST=a.test, b.test'] }, ['a.test', 'b.test'], []],
    [
      'Caddy’s labels',
      { labels: { caddy: 'https://a.test b.test:8443', 'caddy.reverse_proxy': '{{upstreams}}' } },
      ['a.test', 'b.test'],
      [],
    ],
    [
      'what a healthcheck asks',
      { test: ['CMD-SHELL', 'curl -f http://localhost:3000/api/health || exit 1'] },
      [],
      ['/api/health'],
    ],
    ['no name that is none', { env: ['VIRTUAL_HOST=*.a.test,10.0.0.1,$(id),-x'] }, [], []],
  ])('%s', (_case, given, names, paths) => {
    const known = { containers: [container(given)], projects: ['shop'], urls: [], paths: [], skip: [] }
    expect(hintsOf(known)).toEqual({ names, paths })
  })

  it('is what stack.yml names first, and nothing of other stacks', () => {
    const other = container({ project: 'blog', env: ['VIRTUAL_HOST=blog.test'] })
    const known = {
      containers: [other],
      projects: ['shop'],
      urls: ['https://shop.test/login'],
      paths: ['/ready'],
      skip: [],
    }
    expect(hintsOf(known)).toEqual({ names: ['shop.test'], paths: ['/ready', '/login'] })
  })

  it('is a certificate’s names, but no wildcard', () => {
    expect(certificateNames('DNS:a.test, DNS:*.b.test, IP Address:10.0.0.1, DNS:c.test')).toEqual(['a.test', 'c.test'])
  })
})

describe('whether the files still publish a port', () => {
  const port = { owner: '', address: '127.0.0.1', port: 8080, target: 80, shared: false }
  it.each<[string, Given, boolean]>([
    ['yes', { ports: ['8080:80'] }, true],
    ['yes, although its container does not run', { ports: ['8080:80'], running: false }, true],
    ['no, another one', { ports: ['8081:80'] }, false],
    ['no, none', {}, false],
    ['yes, in the host’s network', { host: true, exposed: ['8080/tcp'] }, true],
  ])('%s', (_case, given, expected) => {
    expect(isPublished(port, [container(given)])).toBe(expected)
  })
})

it('is said as a person would type it', () => {
  const port = { owner: 'shop/web', address: '::1', port: 80, target: 80, shared: false }
  const words = (more: Partial<Endpoint>) => endpointWords({ port, protocol: 'http', path: '/', ...more })
  expect([words({}), words({ protocol: 'tls', host: 'a.test', path: '/x' }), words({ protocol: 'tcp' })]).toEqual([
    'http://[::1]:80/ (shop/web)',
    'https://[::1]:80/x for a.test (shop/web)',
    'tcp://[::1]:80 (shop/web)',
  ])
})

it('is asked twice a second, or more rarely where there are many', () => {
  expect([1, 5, 24].map(askInterval)).toEqual([500, 1000, 4800])
})
