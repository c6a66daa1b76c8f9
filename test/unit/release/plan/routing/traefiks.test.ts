import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { knownConfig } from '../../../../../src/host/traefik/known.js'
import type { HostFacts, ProxyFacts, TraefikFacts } from '../../../../../src/host/types.js'
import { readStaticTexts } from '../../../../../src/release/plan/routing/ownTraefik.js'
import type { ComposeService } from '../../../../../src/stack/types.js'
import { built, committed, container, db, make, OTHER_DIGEST, project, resolved, stack, web } from '../../fixture.js'

const ALL = ['--providers.docker', '--providers.file.directory=/run/stack-actions', '--ping']

/** A Traefik that runs, with these arguments. */
function traefik(name: string, args: readonly string[] = ALL, networks = ['shop_default']): TraefikFacts {
  const known = knownConfig({ words: ['traefik', ...args], environment: [] })
  if ('why' in known) throw new Error(known.why)
  const { config, source } = known
  const id = name.charAt(0).repeat(64)
  const proxy: ProxyFacts = {
    ...{ container: id, name, tmpfs: true, throttleMs: 100, ack: 'path', config, source },
    ...(config.file?.directory !== undefined && { directory: config.file.directory }),
  }
  return { container: id, name, networks, config, ...(config.docker && { proxy }) }
}

const only = (tag: string) => [...ALL, `--providers.docker.constraints=Label(\`tag\`,\`${tag}\`)`]

/** A second deploy of the page with another image, where these Traefiks run. */
function next(
  traefiks: TraefikFacts[],
  labels: Record<string, string> = {},
  own: ComposeService = web,
  more: Partial<HostFacts> = {},
) {
  const page = { ...own, labels: { ...own.labels, ...labels } }
  const wanted = stack([project({ web: page, db })])
  const before = make({ stack: wanted })
  const [first, ...further] = traefiks.flatMap(({ proxy }) => proxy ?? [])
  const host: Partial<HostFacts> = { ...more, traefiks, ...(first && further.length === 0 && { proxy: first }) }
  return make({ stack: wanted, facts: committed(before.release, host), images: [built('web', OTHER_DIGEST)] })
}

describe('a Traefik that looks at some containers', () => {
  it('routes those that fit, and its file holds no other', () => {
    const seen = next([traefik('inner', only('inner'))], { tag: 'inner' })
    expect(seen.plan.switch).toBe('file')
    const passed = next([traefik('inner', only('inner'))], { tag: 'public' })
    expect(passed.plan.services.map(({ routed }) => routed)).not.toContain(true)
    expect(passed.release.routes).toEqual([])
  })

  it('is refused where its constraints cannot be read', () => {
    const constraints = '--providers.docker.constraints=LabelRegex(`tag`,`(?i)x`)'
    expect(() => next([traefik('inner', [...ALL, constraints])])).toThrow(/is not certain whether Traefik sees it/)
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

  it('what two see is refused', () => {
    expect(() => next([traefik('inner'), traefik('outer')])).toThrow(
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
