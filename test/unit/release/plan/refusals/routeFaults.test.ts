import { describe, expect, it } from '@jest/globals'
import type { HostFacts } from '../../../../../src/host/types.js'
import type { MadeRelease, ReleaseInput } from '../../../../../src/release/plan/releaseInput.js'
import type { ComposeService } from '../../../../../src/stack/types.js'
import { again, refusal, withWeb } from '../../again.js'
import {
  built,
  committed,
  container,
  db,
  facts,
  make,
  OTHER_DIGEST,
  project,
  stack,
  WEB_DIGEST,
  web,
} from '../../fixture.js'
import { ALL, next as nextBehind, only, traefik } from '../../traefiks.js'

/** Traefik as most people run it: labels, and nothing else. */
const BARE = { container: 'f'.repeat(64), tmpfs: false, throttleMs: 2000, ack: 'none' } as const
const CHANGED = { images: [built('web', OTHER_DIGEST)] }

/** The first release on a host whose Traefik has no file provider: what can be is drained from then on. */
const first = (change: Partial<ComposeService> = {}): MadeRelease =>
  make({ stack: withWeb(change), facts: facts({ proxy: BARE }) })

const next = (before: MadeRelease, more: Partial<ReleaseInput> = {}, host: Partial<HostFacts> = {}): MadeRelease =>
  make({ facts: committed(before.release, { proxy: BARE, ...host }), ...CHANGED, ...more })

describe('a deploy that neither a file nor Docker’s health could switch', () => {
  const LINES = [
    'Add to Traefik, once:',
    'command: --providers.file.directory=/run/stack-actions',
    'command: --providers.providersThrottleDuration=100ms',
    'command: --ping=true',
    '/run/stack-actions:/run/stack-actions',
  ]
  const blind = { healthcheck: { disable: true } }
  const renamed = { labels: { ...web.labels, 'traefik.http.routers.web.rule': 'Host(`b`)' } }

  it.each<[string, () => unknown, string]>([
    ['what was started without a drain test', () => next(make()), 'started without a drain test'],
    ['a changed service without a healthcheck', () => next(first(blind), { stack: withWeb(blind) }), 'no healthcheck'],
    [
      'changed Traefik labels, by name',
      () => next(first(), { stack: withWeb(renamed) }),
      'its Traefik labels changed (traefik.http.routers.web.rule)',
    ],
    [
      'scaling of what has no drain test',
      () => next(make(), { stack: withWeb({ scale: 2 }), images: [built('web', WEB_DIGEST)] }),
      'started without a drain test',
    ],
  ])('is refused for %s, with the reason and the lines for Traefik', (_what, act, reason) => {
    const text = refusal(act)
    for (const words of ['shop/web: ', reason, ...LINES]) expect(text).toContain(words)
  })

  it.each<[string, () => MadeRelease, string]>([
    ['nothing changes', () => next(make(), { images: [built('web', WEB_DIGEST)] }), 'unchanged'],
    [
      'only labels change that Traefik does not read',
      () => next(first(), { stack: withWeb({ labels: { ...web.labels, team: 'a' } }) }),
      'changed',
    ],
    ['nothing of it runs', () => next(make(), {}, { containers: [container('shop', 'db', {})] }), 'changed'],
    [
      'it stops first',
      () => next(make(), { stack: withWeb({ labels: { ...web.labels, 'stack-actions.order': 'stop-first' } }) }),
      'changed',
    ],
  ])('is made where %s', (_what, act, change) => {
    expect(act().plan.services.find(({ service }) => service === 'web')?.change).toBe(change)
  })
})

describe('a deploy whose routes a file cannot hold', () => {
  const label = (name: string, value: string) => ({ labels: { ...web.labels, [name]: value } })
  const SERVER = 'traefik.http.services.web.loadbalancer.server'

  it.each<[string, Partial<ComposeService>, string]>([
    [
      'TCP routers, where Docker’s health cannot switch them either',
      { ...label('traefik.tcp.routers.x.rule', 'HostSNI(`*`)'), healthcheck: { disable: true } },
      "shop/web changed, but a file cannot carry its routes (it has TCP routers (traefik.tcp.*)), and Docker's health cannot switch them: ",
    ],
    [
      'a label that no file can repeat',
      label(`${SERVER}.weight`, '3'),
      'shop/web changed, but its routes cannot be switched: the label loadbalancer.server.weight of web cannot be repeated',
    ],
    [
      'a port that is none',
      label(`${SERVER}.port`, 'http'),
      'its routes cannot be switched: the port "http" of web is not a port',
    ],
  ])('is refused for %s', (_what, change, words) => {
    const before = make({ stack: withWeb(change) })
    expect(refusal(() => again(before, { ...CHANGED, stack: withWeb(change) }))).toContain(words)
  })
})

describe('a deploy behind several Traefiks', () => {
  it('is refused where the constraints of one cannot be read', () => {
    const constraints = '--providers.docker.constraints=LabelRegex(`tag`,`(?i)x`)'
    expect(() => nextBehind([traefik('inner', [...ALL, constraints])])).toThrow(
      /is not certain whether Traefik sees it/,
    )
  })

  it('what two see is refused', () => {
    expect(() => nextBehind([traefik('inner'), traefik('outer')])).toThrow(
      /shop\/web goes through the Traefik outer, and this deploy can speak to inner alone/,
    )
  })

  it('what moves from one to another is refused', () => {
    const inner = { ...web, labels: { ...web.labels, tag: 'inner' } }
    const before = make({ stack: stack([project({ web: inner, db })]) })
    const traefiks = [traefik('inner', only('inner')), traefik('outer', only('outer'))]
    const host = {
      traefiks,
      containers: [
        {
          ...container('shop', 'web', { labels: { ...inner.labels } }),
          NetworkSettings: { Networks: { shop_default: { IPAddress: '' } } },
        },
      ],
    }
    const outer = stack([project({ web: { ...web, labels: { ...web.labels, tag: 'outer' } }, db })])
    expect(() => make({ stack: outer, facts: committed(before.release, host) })).toThrow(
      /goes through the Traefik inner/,
    )
  })
})
