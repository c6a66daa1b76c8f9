import { describe, expect, it } from '@jest/globals'
import type { AddressCache } from '../../../../../src/release/plan/classes/addressCaches.js'
import { classify, mayEnd } from '../../../../../src/release/plan/classes/classes.js'
import type { ComposeModel, ComposeService } from '../../../../../src/stack/types.js'

const ROUTED = { image: 'web', labels: {} }

function classOf(
  service: ComposeService,
  others: Record<string, ComposeService> = {},
  routed: string[] = [],
  proxies: string[] = [],
  { addressCache, led = true }: { addressCache?: AddressCache; led?: boolean } = {},
) {
  const models: ComposeModel[] = [{ name: 'shop', services: { it: service, ...others } }]
  const found = classify('shop', 'it', service, {
    ...{ models, led, routed: new Set(routed), proxies: new Set(proxies) },
    addressCache: () => addressCache,
  })
  return `${found.class}: ${found.reason}`
}

describe('the class of a service', () => {
  const cases: [string, ComposeService, Record<string, ComposeService>, string[], RegExp][] = [
    ['routed', ROUTED, {}, ['shop/it'], /^start-first: Traefik/],
    ['exposing a port', { expose: ['3000'] }, {}, [], /^start-first: others call it/],
    ['needed by another', {}, { web: { depends_on: { it: { condition: 'service_started' } } } }, [], /^start-first/],
    ['named in an address of another', {}, { web: { environment: { API: 'http://it:3000/x' } } }, [], /^start-first/],
    ['named as a host', {}, { web: { environment: { DB_HOST: 'it' } } }, [], /^start-first/],
    [
      'only named like a word',
      {},
      { web: { environment: { QUEUE: 'it', TEXT: 'use it: well' } } },
      [],
      /^exclusive: nobody calls it/,
    ],
    ['a worker', {}, {}, [], /^exclusive: nobody calls it/],
    ['a worker with the label', { labels: { 'stack-actions.order': 'start-first' } }, {}, [], /^start-first: label/],
    [
      'holding a port of the host',
      { ports: [{ target: 80, published: '80' }] },
      {},
      ['shop/it'],
      /^exclusive: it holds port 80/,
    ],
    ['with a port that Docker chooses', { ports: [{ target: 80 }] }, {}, [], /^start-first/],
    [
      'with a static address',
      { networks: { n: { ipv4_address: '10.0.0.2' } } },
      {},
      ['shop/it'],
      /^exclusive: .*10\.0\.0\.2/,
    ],
    ['on the network of the host', { network_mode: 'host' }, {}, [], /^exclusive: .*network of the host/],
    [
      'writing to a volume',
      { volumes: [{ type: 'volume', source: 'd', target: '/d' }] },
      {},
      ['shop/it'],
      /^exclusive: writes to \/d/,
    ],
    [
      'reading from a volume',
      { volumes: [{ type: 'volume', source: 'd', target: '/d', read_only: true }] },
      {},
      ['shop/it'],
      /^start-first/,
    ],
    ['writing to memory', { volumes: [{ type: 'tmpfs', target: '/d' }] }, {}, ['shop/it'], /^start-first/],
    [
      'writing to a volume that two may write',
      { volumes: [{ type: 'volume', source: 'd', target: '/d' }], deploy: { update_config: { order: 'start-first' } } },
      {},
      ['shop/it'],
      /^start-first: update_config.order/,
    ],
    [
      'told to stop first',
      { deploy: { update_config: { order: 'stop-first' } } },
      {},
      ['shop/it'],
      /^exclusive: update_config.order/,
    ],
    [
      'waited for until it completed',
      {},
      { web: { depends_on: { it: { condition: 'service_completed_successfully' } } } },
      [],
      /^one-shot: .*web/,
    ],
    [
      'restarted always, whatever waits for it',
      { restart: 'always' },
      { web: { depends_on: { it: { condition: 'service_completed_successfully' } } } },
      [],
      /^start-first/,
    ],
    [
      'labelled one-shot',
      { restart: 'always', labels: { 'stack-actions.one-shot': 'true' } },
      {},
      [],
      /^one-shot: label/,
    ],
    [
      'labelled not one-shot',
      { labels: { 'stack-actions.one-shot': 'false' } },
      { web: { depends_on: { it: { condition: 'service_completed_successfully' } } } },
      [],
      /^start-first/,
    ],
  ]
  it.each(cases)('%s', (_what, service, others, routed, expected) => {
    expect(classOf(service, others, routed)).toMatch(expected)
  })

  it.each(['no', 'on-failure', 'on-failure:5'])(
    'is one-shot with the policy %s where another waits for it',
    (restart) => {
      const web: ComposeService = { depends_on: { it: { condition: 'service_completed_successfully' } } }
      expect(classOf({ restart }, { web })).toMatch(/^one-shot: .*web/)
    },
  )

  it('of Traefik itself is exclusive, even without ports', () => {
    expect(classOf({ image: 'traefik' }, {}, ['shop/it'], ['shop/it'])).toMatch(/^exclusive: it is the proxy itself/)
  })
})

describe('a service that may do its work and end, though nobody waits for it', () => {
  const copies: ComposeService = { image: 'frontend', volumes: [{ type: 'volume', source: 'dist', target: '/dist' }] }
  const context = (service: ComposeService, others: Record<string, ComposeService> = {}, routed: string[] = []) => ({
    models: [{ name: 'shop', services: { it: service, ...others } }],
    routed: new Set(routed),
    proxies: new Set<string>(),
    ended: new Set(['shop/it']),
    led: true,
    addressCache: () => undefined,
  })
  const nginx: ComposeService = { depends_on: { it: { condition: 'service_started' } } }

  it.each<[string, ComposeService, Record<string, ComposeService>]>([
    ['copies what it built', copies, {}],
    ['is started before another', copies, { nginx }],
    ['is tried again when it fails', { ...copies, restart: 'on-failure:3' }, {}],
    ['has no check on purpose', { ...copies, healthcheck: { test: ['NONE'] } }, {}],
  ])('is a one-shot once it was seen to end: one that %s', (_what, service, others) => {
    expect(mayEnd('shop', 'it', service, context(service, others))).toBe(true)
    expect(classify('shop', 'it', service, context(service, others))).toMatchObject({ class: 'one-shot' })
    expect(classify('shop', 'it', service, { ...context(service, others), ended: new Set() }).class).toBe('exclusive')
  })

  it.each<[string, ComposeService, Record<string, ComposeService>, string[]]>([
    ['has a port', { ...copies, ports: [{ target: 80, published: '80' }] }, {}, []],
    ['exposes a port', { ...copies, expose: ['80'] }, {}, []],
    ['is routed', copies, {}, ['shop/it']],
    ['has a healthcheck', { ...copies, healthcheck: { test: ['CMD', 'true'] } }, {}, []],
    ['is called by another', copies, { web: { environment: { API_URL: 'http://it:3000' } } }, []],
    ['is restarted always', { ...copies, restart: 'always' }, {}, []],
    ['is restarted unless stopped', { ...copies, deploy: { restart_policy: { condition: 'any' } } }, {}, []],
    ['runs more than once', { ...copies, deploy: { replicas: 2 } }, {}, []],
    ['is said to be none', { ...copies, labels: { 'stack-actions.one-shot': 'false' } }, {}, []],
  ])('must run, however it ended: one that %s', (_what, service, others, routed) => {
    expect(mayEnd('shop', 'it', service, context(service, others, routed))).toBe(false)
    expect(classify('shop', 'it', service, context(service, others, routed)).class).not.toBe('one-shot')
  })
})

describe('the class of a service whose address somebody keeps', () => {
  const sure: AddressCache = { name: 'shop/proxy (nginx)', sure: true }
  const maybe: AddressCache = { ...sure, sure: false }
  const order = { labels: { 'stack-actions.order': 'start-first' } }
  it.each<[string, ComposeService, string[], { addressCache: AddressCache; led?: boolean }, RegExp]>([
    ['surely', {}, [], { addressCache: sure }, /^exclusive: shop\/proxy \(nginx\) calls it .* address/],
    ['perhaps', {}, [], { addressCache: maybe }, /^exclusive: shop\/proxy \(nginx\) may call it/],
    [
      'surely, also where Traefik sends it requests',
      ROUTED,
      ['shop/it'],
      { addressCache: sure },
      /^exclusive: shop\/proxy/,
    ],
    ['perhaps, where Traefik sends it requests', ROUTED, ['shop/it'], { addressCache: maybe }, /^start-first: Traefik/],
    [
      'perhaps, with labels that no Traefik follows',
      ROUTED,
      ['shop/it'],
      { addressCache: maybe, led: false },
      /^exclusive: /,
    ],
    ['surely, against the user’s word', order, [], { addressCache: sure }, /^start-first: label stack-actions.order/],
  ])('%s', (_case, service, routed, more, expected) => {
    expect(classOf(service, {}, routed, [], more)).toMatch(expected)
  })
})
