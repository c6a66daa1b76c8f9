import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { readStaticTexts } from '../../../../../src/release/plan/routing/ownTraefik.js'
import type { ComposeService } from '../../../../../src/stack/types.js'
import { db, make, project, resolved, stack, web } from '../../fixture.js'
import { ALL, next, only, traefik } from '../../traefiks.js'

describe('a Traefik that looks at some containers', () => {
  it('routes those that fit, and its file holds no other', () => {
    const seen = next([traefik('inner', only('inner'))], { tag: 'inner' })
    expect(seen.plan.switch).toBe('file')
    const passed = next([traefik('inner', only('inner'))], { tag: 'public' })
    expect(passed.plan.services.map(({ routed }) => routed)).not.toContain(true)
    expect(passed.release.routes).toEqual([])
  })
})

describe('of several Traefiks', () => {
  it.each([
    ['constraints', only('inner'), only('public'), ['shop_default'], { tag: 'public' }],
    ['networks', ALL, ALL, ['elsewhere'], {}],
    [
      'entry points',
      [...ALL, '--entrypoints.inner.address=:80'],
      [...ALL, '--entrypoints.outer.address=:80'],
      ['shop_default'],
      { 'traefik.http.routers.web.entrypoints': 'outer' },
    ],
  ])('the one is spoken to that sees what changes, by %s', (_case, inner, outer, networks, labels) => {
    const { plan, release } = next([traefik('inner', inner, networks), traefik('outer', outer)], labels)
    expect(plan.switch).toBe('file')
    expect(release.meta['proxy']).toBe('outer')
    expect(release.routes.some(({ name }) => name.endsWith('-web'))).toBe(true)
  })
})

it("Swarm's provider alone routes no container of Compose", () => {
  const { plan } = next([traefik('swarm', ['--providers.swarm'])])
  expect(plan.switch).toBe('none')
  expect(plan.notices).toContain(
    'shop/web: its Traefik labels have no effect on what this deploy speaks to (swarm: it asks Swarm for services, and Docker for no container)',
  )
})

describe('a Traefik of the stack, set up by a file of the checkout', () => {
  it('is known before it runs, and the server is told what the file says', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'static-'))
    const text =
      'ping: {}\nproviders:\n  docker: { exposedByDefault: false }\n  file: { directory: /run/stack-actions }\n'
    writeFileSync(join(folder, 'traefik.yml'), text)
    const proxy: ComposeService = {
      image: 'traefik:v3',
      volumes: [
        { type: 'bind', source: join(folder, 'traefik.yml'), target: '/etc/traefik/traefik.yml', read_only: true },
      ],
    }
    const wanted = stack([project({ web, db, proxy })])
    const staticTexts = await readStaticTexts(wanted)
    const image = {
      image: `traefik@sha256:${'d'.repeat(64)}`,
      platform: 'linux/amd64',
      exposedPorts: [80],
      volumes: [],
    }
    const known = new Map([...resolved, ['traefik:v3', { ...image, healthcheck: null }]])
    const { release } = make({ stack: wanted, resolved: known, staticTexts })
    const sum = createHash('sha256').update(text).digest('hex')
    expect(release.meta[`traefik_${sum}`]?.split('\u001f')).toEqual([
      ...['1', '/run/stack-actions', '2000', 'path', 'all', 'traefik', '127.0.0.1:8080', '-'],
    ])
    // A file reaches it, so that nobody needs a drain test.
    expect(JSON.stringify(release.models)).not.toContain('stack-drain')
    const blind = make({ stack: wanted, resolved: known })
    expect(Object.keys(blind.release.meta).filter((key) => key.startsWith('traefik_'))).toEqual([])
  })
})
