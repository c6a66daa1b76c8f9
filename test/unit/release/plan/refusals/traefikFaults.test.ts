import { describe, expect, it } from '@jest/globals'
import type { TraefikFacts } from '../../../../../src/host/types.js'
import { web } from '../../fixture.js'
import { ALL, next, traefik } from '../../traefiks.js'

describe('a Traefik that nobody knows', () => {
  it('what nobody can read is refused by name, and only where something routed changes', () => {
    const unknown: TraefikFacts = { container: 'u'.repeat(64), name: 'odd', networks: [], why: 'its /t.yml is broken' }
    expect(() => next([unknown])).toThrow(
      /shop\/web may go through the Traefik odd, of which nobody knows how it is set up: its \/t.yml is broken/,
    )
    const { labels: _, ...plain } = web
    expect(next([unknown], {}, { ...plain, expose: ['3000'] }).plan.switch).toBe('none')
  })
})

describe('what is no Traefik, or none that can be told anything', () => {
  const fake: TraefikFacts = { ...traefik('fake'), not: 'it has neither the socket of Docker nor an endpoint' }
  delete fake.proxy
  const { labels: _, ...plain } = web

  it('is refused by name, where something routed changes and nothing else routes it', () => {
    expect(() => next([fake])).toThrow(
      /shop\/web cannot go through fake, which is set up as Traefik: it has neither the socket of Docker nor an endpoint/,
    )
    expect(next([fake, traefik('gate')]).plan.switch).toBe('file')
    expect(next([fake], {}, { ...plain, expose: ['3000'] }).plan.switch).toBe('none')
  })

  it('is refused where it runs outside of Docker, and what is routed would be stopped under it', () => {
    const outside = { outside: 'outside of Docker, as process 7' }
    expect(() => next([], {}, web, outside)).toThrow(
      /Traefik runs outside of Docker, as process 7, where nobody can tell it .*: shop\/web would be stopped under it/,
    )
    expect(() => next([traefik('swarm', ['--providers.swarm'])], {}, web, outside)).toThrow(/as process 7/)
    expect(next([], { 'stack-actions.order': 'stop-first' }, web, outside).plan.switch).toBe('none')
    expect(next([], {}, { ...plain, expose: ['3000'] }, outside).plan.switch).toBe('none')
  })

  it('is refused where it shares no network with what it would route', () => {
    expect(() => next([traefik('gate', ALL, ['elsewhere'])])).toThrow(
      /shop\/web has labels for Traefik, but gate is in none of its networks \(shop_default; that one: elsewhere\)/,
    )
    for (const network of ['host', `container:${'c'.repeat(64)}`])
      expect(next([traefik('gate', ALL, [network])]).plan.switch).toBe('file')
  })
})
