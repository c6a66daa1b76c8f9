import { describe, expect, it } from '@jest/globals'
import { planText } from '../../../../../src/release/report/planReport.js'
import type { ComposeService } from '../../../../../src/stack/types.js'
import { again, changes, refusal, withWeb } from '../../again.js'
import {
  built,
  committed,
  container,
  db,
  facts,
  make,
  OTHER_DIGEST,
  POSTGRES,
  project,
  stack,
  WEB_DIGEST,
  web,
} from '../../fixture.js'

describe('refused, with every reason at once', () => {
  const first = make()
  const changed = { images: [built('web', OTHER_DIGEST)] }

  const bound: [string, Partial<ComposeService>, string][] = [
    ['anonymous volumes', { volumes: [{ type: 'volume', target: '/cache' }] }, 'an anonymous volume at /cache'],
    ["another's memory", { ipc: 'service:db' }, 'ipc: service:db'],
    ['the network of a container of nobody knows whom', { network_mode: 'container:x' }, 'network_mode: container:x'],
  ]
  it.each(bound)('%s of something that is replaced', (_what, change, text) => {
    const before = make({ stack: withWeb(change) })
    expect(refusal(() => again(before, { ...changed, stack: withWeb(change) }))).toContain(text)
  })

  it('the network of something that is replaced, too, but not of what stays: then one goes before the next comes', () => {
    const { networks: _none, labels: _routes, ...alone } = web
    const inside = (more: Partial<ComposeService> = {}) =>
      stack([project({ web: { ...alone, network_mode: 'service:db' }, db: { ...db, ...more } })])
    const before = make({ stack: inside() })
    const next = make({ stack: inside(), ...changed, facts: committed(before.release) })
    const found = next.plan.services.find(({ service }) => service === 'web')
    expect(found).toMatchObject({ change: 'changed', class: 'exclusive' })
    expect(planText(next.plan)).toContain('exclusive: it is in the network of db')
    const other = inside({ environment: { X: '1' } })
    expect(refusal(() => again(before, { ...changed, stack: other }))).toContain(
      'shop/db changed, but web is bound to its old container (network_mode: service:db): ',
    )
    expect(refusal(() => again(before, { stack: other }))).toContain('shop/db changed, but web is bound to its old')
  })

  it('links to something that is replaced, too, but not to what stays', () => {
    const linked = withWeb({ links: ['db:db'] })
    const before = make({ stack: linked })
    expect(refusal(() => again(before, { ...changed, stack: linked }))).toBe('')
    const other = stack([project({ web: { ...web, links: ['db:db'] }, db: { ...db, environment: { X: '1' } } })])
    expect(refusal(() => again(before, { ...changed, stack: other }))).toContain(
      '(links: db:db): delete `links` of web',
    )
  })

  it('a container that something else is bound to', () => {
    const sidecar = { ...web, labels: {}, network_mode: 'service:web' }
    delete (sidecar as ComposeService).networks
    const all = withWeb({}, { sidecar })
    const images = [built('web', WEB_DIGEST), built('sidecar', WEB_DIGEST)]
    const before = make({ stack: all, images })
    const next = [built('web', OTHER_DIGEST), built('sidecar', WEB_DIGEST)]
    expect(refusal(() => again(before, { stack: all, images: next }))).toContain(
      'sidecar is bound to its old container',
    )
  })

  it('a network that exists with another definition', () => {
    const internal = stack([
      project({ web, db }, {}, { networks: { default: { name: 'shop_default', internal: true } } }),
    ])
    expect(refusal(() => again(first, { stack: internal }))).toContain(
      'shop_default exists with another definition (internal false → true)',
    )
  })

  it('an external network that nobody made', () => {
    const external = stack([project({ web, db }, {}, { networks: { default: { name: 'edge', external: true } } })])
    expect(refusal(() => make({ stack: external }))).toContain('docker network create edge')
    expect(
      changes(
        make({
          stack: external,
          facts: facts({ networks: [{ Name: 'edge', Driver: 'bridge', Internal: false, Labels: null }] }),
        }),
      )['web'],
    ).toBe('new')
  })

  it('a router name that another stack of the host has for another rule', () => {
    const other = container('blog', 'web', {
      labels: { 'traefik.enable': 'true', 'traefik.http.routers.web.rule': 'Host(`blog.test`)' },
    })
    expect(refusal(() => make({ facts: facts({ containers: [other] }) }))).toContain('the Traefik router web')
  })

  it('an old Docker, an old Compose, an image of another architecture, an image that was not pushed', () => {
    const arm = new Map([['postgres:17', { image: POSTGRES, platform: 'linux/arm64' }]])
    const unpushed = { ...built('web', '') }
    delete unpushed.digest
    const text = refusal(() =>
      make({ facts: facts({ engine: '19.03.1', compose: 'v2.10.0' }), resolved: arm, images: [unpushed] }),
    )
    expect(text).toContain('4 reasons')
    for (const reason of ['Docker Engine 19.03.1', 'Docker Compose v2.10.0', 'has no digest', 'linux/arm64'])
      expect(text).toContain(reason)
  })

  it('nothing that is new, whatever it binds to', () => {
    expect(changes(make({ stack: withWeb({ links: ['db'] }) }))['web']).toBe('new')
  })
})
