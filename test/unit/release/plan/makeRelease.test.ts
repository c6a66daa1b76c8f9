import { describe, expect, it } from '@jest/globals'
import type { ResolvedImage } from '../../../../src/release/plan/images/serviceImages.js'
import type { MadeRelease, ReleaseInput } from '../../../../src/release/plan/releaseInput.js'
import { planText } from '../../../../src/release/report/planReport.js'
import { gateWindowOf } from '../../../../src/release/transaction/gateWindow.js'
import type { ComposeService } from '../../../../src/stack/types.js'
import { unknownImages } from '../../../kit/unknownImages.js'
import { again, changes, refusal, withWeb } from '../again.js'
import {
  built,
  committed,
  container,
  db,
  facts,
  make,
  OTHER_DIGEST,
  POSTGRES,
  PROXY,
  project,
  ROOT,
  resolved,
  stack,
  tracked,
  WEB_DIGEST,
  web,
} from '../fixture.js'

function because({ plan }: MadeRelease, service: string): string {
  return plan.services.find((one) => one.service === service)?.because.join('; ') ?? ''
}

describe('the first release', () => {
  const first = make()
  const model = first.release.models['shop']

  it('is all new, in order of start', () => {
    expect(first.plan.services.map(({ service, change }) => `${service} ${change}`)).toEqual(['db new', 'web new'])
    expect(first.release.id).toBe('1-0123456')
    expect(first.adopted).toBeUndefined()
  })

  it('names images by digest', () => {
    expect(model?.services['web']?.image).toBe(`ghcr.io/org/shop/web@${WEB_DIGEST}`)
    expect(model?.services['db']?.image).toBe(POSTGRES)
    expect(model?.services['web']).not.toHaveProperty('build')
  })

  it('makes networks and volumes external and lists what has to be created', () => {
    expect(model?.networks).toEqual({ default: { name: 'shop_default', external: true } })
    expect(model?.volumes).toEqual({ data: { name: 'shop_data', external: true } })
    expect(first.release.resources.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'network shop_default',
      'volume shop_data',
    ])
  })

  it('keeps the dollars doubled, as Compose reads them, and single where they are acted on', () => {
    expect(model?.services['web']?.environment?.['DATABASE_URL']).toBe('postgres://app:pa$$word@db:5432/shop')
    expect(first.release.services.find(({ service }) => service === 'db')?.check).toEqual({
      kind: 'shell',
      command: 'pg_isready -U $POSTGRES_USER',
    })
  })

  it('adds a start_interval, and a start_period as long as the retries where there is none', () => {
    expect(model?.services['web']?.healthcheck).toMatchObject({
      interval: '5s',
      start_interval: '1s',
      start_period: '15s',
    })
    const old = make({ facts: facts({ engine: '24.0.7' }) })
    expect(old.release.models['shop']?.services['web']?.healthcheck).toEqual(web.healthcheck)
  })

  it('leaves out a start_interval that the server does not know: Compose would create nothing', () => {
    const healthcheck = { ...web.healthcheck, start_interval: '500ms' }
    const old = make({ facts: facts({ engine: '20.10.24' }), stack: withWeb({ healthcheck }) })
    expect(old.release.models['shop']?.services['web']?.healthcheck).toEqual(web.healthcheck)
    expect(old.plan.rewrites.map(({ text }) => text)).toContain('start_interval left out: Docker 20.10.24 has none')
    const known = make({ stack: withWeb({ healthcheck }) })
    expect(known.release.models['shop']?.services['web']?.healthcheck).toEqual(healthcheck)
  })

  it('labels each service with its hash and whose it is, and nothing else of ours', () => {
    const { hash } = first.release.services[1] ?? { hash: '' }
    expect(model?.services['web']?.labels).toEqual({
      ...web.labels,
      'stack-actions.hash': hash,
      'stack-actions.stack': 'github.com/org/shop/shop/production',
    })
    expect(hash).toMatch(/^[0-9a-f]{32}$/)
  })

  it('prints every rewrite', () => {
    const fields = first.plan.rewrites.map(({ service, field }) => [service, field].filter(Boolean).join(' '))
    expect(fields).toEqual([
      ...[
        'networks.default',
        'volumes.data',
        'web image',
        'web build',
        'web healthcheck',
        'db image',
        'db healthcheck',
      ],
    ])
  })

  it('says where it comes from', () => {
    expect(first.release.meta).toMatchObject({
      stack: 'shop-production',
      seq: '1',
      kind: 'deploy',
      previous: '',
      order: '100',
      adopt: '',
    })
    expect(first.release.json).toMatchObject({
      schema: 1,
      id: '1-0123456',
      services: [{ name: 'db' }, { name: 'web', digest: WEB_DIGEST }],
    })
  })
})

describe('a second release', () => {
  const first = make()

  it('restarts nothing when nothing changed', () => {
    const second = again(first)
    expect(second.plan.unchanged).toBe(true)
    expect(second.release.models).toEqual(first.release.models)
  })

  it('restarts nothing after an upgrade of Docker that only adds a start_interval', () => {
    const before = make({ facts: facts({ engine: '24.0.7' }) })
    expect(again(before).plan.unchanged).toBe(true)
  })

  it('leaves out a variable that nobody gives: on the server a shell would', () => {
    const open = make({ stack: withWeb({ environment: { A: 'a', HOME: null }, pull_policy: 'weekly' }) })
    expect(open.release.models['shop']?.services['web']).toMatchObject({ environment: { A: 'a' } })
    expect(JSON.stringify(open.release.models)).not.toMatch(/HOME|pull_policy/)
  })

  it('replaces only what has another image, and leaves the database its text', () => {
    const second = again(first, { images: [built('web', OTHER_DIGEST)] })
    expect(changes(second)).toEqual({ web: 'changed', db: 'unchanged' })
    expect(because(second, 'web')).toBe('image')
    expect(second.release.models['shop']?.services['db']).toEqual(first.release.models['shop']?.services['db'])
    expect(second.plan.switch).toBe('file')
    expect(second.release.meta['previous']).toBe(first.release.id)
  })

  it('keeps the digest of a third-party tag that is not looked up', () => {
    const host = committed(first.release)
    const stacked = stack([project({ web, db })])
    expect(unknownImages(stacked, [built('web', WEB_DIGEST)], facts())).toEqual(['postgres:17'])
    expect(unknownImages(stacked, [built('web', WEB_DIGEST)], host)).toEqual([])
    expect(make({ facts: host, resolved: new Map() }).plan.unchanged).toBe(true)
  })

  it('resolves a tag that the user changed', () => {
    const newer = stack([project({ web, db: { ...db, image: 'postgres:18' } })])
    expect(unknownImages(newer, [built('web', WEB_DIGEST)], committed(first.release))).toEqual(['postgres:18'])
  })

  const edits: [string, Partial<ComposeService>, string][] = [
    [
      'a variable, by its name and never its value',
      { environment: { ...web.environment, LOG_LEVEL: 'hunter2' } },
      'environment: LOG_LEVEL',
    ],
    [
      'a label',
      { labels: { ...web.labels, 'traefik.http.routers.web.rule': 'Host(`b.test`)' } },
      'labels: traefik.http.routers.web.rule',
    ],
    ['the command', { command: ['serve'] }, 'command'],
    ['an emptied entrypoint', { entrypoint: [] }, 'entrypoint'],
    ['a network', { networks: { default: { aliases: ['shop'] } } }, 'networks: default'],
    ['a limit', { deploy: { resources: { limits: { memory: '64M' } } } }, 'deploy: resources'],
  ]
  it.each(edits)('says which change: %s', (_what, change, text) => {
    const second = again(first, { stack: withWeb(change) })
    expect(changes(second)['web']).toBe('changed')
    expect(because(second, 'web')).toBe(text)
    expect(JSON.stringify(second.plan)).not.toContain('hunter2')
  })

  const noChanges: [string, Partial<ComposeService>][] = [
    ['who it waits for', { depends_on: {} }],
    ['pull_policy and profiles', { pull_policy: 'always', profiles: ['production'] }],
    ['update_config', { deploy: { update_config: { parallelism: 2, delay: '5s' } } }],
    ['labels for us', { labels: { ...web.labels, 'stack-actions.drain-seconds': '5' } }],
    [
      'an order of keys, and nulls',
      { environment: Object.fromEntries(Object.entries(web.environment ?? {}).reverse()), command: null },
    ],
  ]
  it.each(noChanges)('does not restart for %s', (_what, change) => {
    expect(changes(again(first, { stack: withWeb(change) }))).toEqual({ web: 'unchanged', db: 'unchanged' })
  })

  it('only scales where only the number changed, and keeps three replicas three', () => {
    const scaled = again(first, { stack: withWeb({ deploy: { replicas: 3 } }) })
    expect(changes(scaled)['web']).toBe('rescaled')
    expect(because(scaled, 'web')).toBe('replicas: 1 → 3')
    expect(scaled.release.models['shop']?.services['web']?.deploy?.replicas).toBe(3)
    expect(again(scaled, { stack: withWeb({ deploy: { replicas: 3 } }) }).plan.unchanged).toBe(true)
  })

  it('starts what somebody removed from the server', () => {
    const running = committed(first.release)
    const host = { ...running, containers: running.containers.filter(({ Name }) => Name === '/shop-db-1') }
    const second = make({ facts: host })
    expect(changes(second)).toEqual({ web: 'new', db: 'unchanged' })
    expect(because(second, 'web')).toBe('nothing of it runs any more')
  })

  it.each([
    ['of an earlier release', { labels: { 'stack-actions.hash': 'another' } }],
    ['without our label, of another image', { labels: {}, image: 'ghcr.io/org/shop/web:latest' }],
  ])('replaces a container that somebody started by hand, %s', (_, made) => {
    const running = committed(first.release)
    const containers = running.containers.map((one) =>
      one.Name === '/shop-web-1' ? container('shop', 'web', made) : one,
    )
    const second = make({ facts: { ...running, containers } })
    expect(changes(second)).toEqual({ web: 'changed', db: 'unchanged' })
    expect(because(second, 'web')).toBe('shop-web-1 was started by hand, from other files')
    expect(second.plan.unchanged).toBe(false)
  })

  it('removes what is no longer in the files', () => {
    const second = again(first, { stack: stack([project({ db })]), images: [] })
    expect(changes(second)).toEqual({ db: 'unchanged', web: 'removed' })
    expect(second.release.services.map(({ service }) => service)).toEqual(['db'])
  })

  it('can be planned before anything is built', () => {
    const planned = { ...built('web', ''), result: 'planned' as const, reason: 'main.ts changed' }
    delete planned.digest
    const second = again(first, { images: [planned] })
    expect(because(second, 'web')).toBe('image, which would be built: main.ts changed')
  })
})

describe('files of the repo', () => {
  const mounted = (sha256: string) => {
    const files: ComposeService = {
      ...web,
      volumes: [
        { type: 'bind', source: '/repo/shop/nginx.conf', target: '/etc/nginx.conf' },
        { type: 'bind', source: '/repo/shop/uploads', target: '/uploads' },
      ],
    }
    return stack([
      project(
        { web: files, db },
        {
          mounts: [
            tracked('/repo/shop/nginx.conf', 'shop/nginx.conf', sha256),
            { source: '/repo/shop/uploads', path: 'shop/uploads', kind: 'data' },
          ],
        },
      ),
    ])
  }
  const first = make({ stack: mounted('b'.repeat(64)) })

  it('travel with the release, read-only, under the hash of their content', () => {
    expect(first.release.models['shop']?.services['web']?.volumes).toEqual([
      {
        ...{ type: 'bind', source: `${ROOT}/files/${'b'.repeat(64)}`, target: '/etc/nginx.conf' },
        ...{ read_only: true, bind: { create_host_path: false } },
      },
      {
        ...{ type: 'bind', source: `${ROOT}/data/shop/uploads`, target: '/uploads' },
        bind: { create_host_path: false },
      },
    ])
    expect(first.release.files).toHaveLength(1)
  })

  it('are a change when their content is', () => {
    expect(because(again(first, { stack: mounted('d'.repeat(64)) }), 'web')).toBe('volumes: /etc/nginx.conf')
  })

  it('leave folders of the server where they are mounted now', () => {
    const uploads = container('shop', 'web', {
      image: 'ghcr.io/org/shop/web:1',
      inspected: { Mounts: [{ Type: 'bind', Source: '/srv/uploads', Destination: '/uploads', RW: true }] },
    })
    const host = facts({ containers: [uploads] })
    const volumes = make({ stack: mounted('b'.repeat(64)), facts: host }).release.models['shop']?.services['web']
      ?.volumes
    expect(volumes?.[1]?.source).toBe('/srv/uploads')
  })

  it('are to be there before anything begins, or made where a writable relative path means a folder', () => {
    const volumes = [
      { type: 'bind' as const, source: '/repo/shop/uploads', target: '/uploads' },
      { type: 'bind' as const, source: '/repo/shop/certs', target: '/certs', read_only: true },
      { type: 'bind' as const, source: '/repo/shop/prod.json', target: '/prod.json' },
      { type: 'bind' as const, source: '/srv/media', target: '/media', bind: { create_host_path: true } },
      { type: 'bind' as const, source: '/run/stack-actions', target: '/run/x', bind: { create_host_path: true } },
    ]
    const reader = { ...db, volumes: [{ ...volumes[0], target: '/u', read_only: true }] } as ComposeService
    const mounts = ['uploads', 'certs', 'prod.json'].map((name) => ({
      ...{ source: `/repo/shop/${name}`, path: `shop/${name}`, kind: 'data' as const },
    }))
    const { release, plan } = make({ stack: stack([project({ web: { ...web, volumes }, db: reader }, { mounts })]) })
    expect(release.binds.map(({ service, path, make: made }) => [service, path, made])).toEqual([
      ['web', `${ROOT}/data/shop/uploads`, true],
      ['web', `${ROOT}/data/shop/certs`, false],
      ['web', `${ROOT}/data/shop/prod.json`, false],
      ['web', '/srv/media', false],
      ['db', `${ROOT}/data/shop/uploads`, true],
    ])
    // What is empty after each start anyway stays Docker's to make.
    expect(release.models['shop']?.services['web']?.volumes?.map(({ bind }) => bind)).toEqual([
      ...Array(4).fill({ create_host_path: false }),
      { create_host_path: true },
    ])
    expect(planText(plan)).toContain(`shop/web /uploads  the server's own: ${ROOT}/data/shop/uploads, made where`)
  })

  it('are a change where the server has them no more as they were sent, under another name', () => {
    const name = 'b'.repeat(64)
    const second = again(first, { stack: mounted(name), facts: committed(first.release, { damaged: [name] }) })
    expect(because(second, 'web')).toBe('volumes: /etc/nginx.conf')
    expect(second.release.files.map((file) => file.name)).toEqual([`${name}-2`])
    const third = again(second, { stack: mounted(name) })
    expect(because(third, 'web')).toBe('')
    expect(third.release.files.map((file) => file.name)).toEqual([`${name}-2`])
  })

  it.each([
    ['refused where nobody can say whose it is', [], 'shop/web: shop/dist is in the checkout, git does not track it'],
    [
      'the server’s own where a container mounts it from there',
      [
        container('shop', 'web', {
          inspected: { Mounts: [{ Type: 'bind', Source: '/srv/dist', Destination: '/html', RW: true }] },
        }),
      ],
      '',
    ],
  ])('a folder that a step made, mounted writable, is %s', (_, containers, text) => {
    const dist = { ...tracked('/repo/shop/dist', 'shop/dist', 'b'.repeat(64)), kind: 'unclear' as const }
    const volumes = [{ type: 'bind' as const, source: '/repo/shop/dist', target: '/html' }]
    const given = {
      stack: stack([project({ web: { ...web, volumes }, db }, { mounts: [dist] })]),
      facts: facts({ containers }),
    }
    if (text !== '') expect(refusal(() => make(given))).toContain(text)
    else expect(make(given).release.models['shop']?.services['web']?.volumes?.[0]?.source).toBe('/srv/dist')
  })

  it('show nothing of the sum of a secret', () => {
    const secret = { source: 'secret:token', path: 'secret token', kind: 'content' as const, sha256: 'e'.repeat(64) }
    const mounts = [{ ...secret, files: [{ path: '', content: 'x', executable: false }] }]
    const service = { ...web, secrets: [{ source: 'token' }] }
    const model = { secrets: { token: { environment: 'TOKEN' } } }
    const { plan } = make({ stack: stack([project({ web: service, db }, { mounts }, model)]) })
    expect(planText(plan)).toContain('secrets.token  a file of the release')
    expect(planText(plan)).not.toContain('eeeeee')
  })

  it('are refused where they lie in the checkout and nobody knows them', () => {
    const lost = withWeb({ volumes: [{ type: 'bind', source: '/repo/shop/x', target: '/x' }] })
    expect(refusal(() => make({ stack: lost }))).toContain('/repo/shop/x lies in the checkout')
  })

  it('stand in for secrets and configs', () => {
    const withSecret = { ...web, secrets: [{ source: 'token', target: '/run/secrets/token' }] }
    const mounts = [
      {
        source: 'secret:token',
        path: 'secret token',
        kind: 'content' as const,
        sha256: 'e'.repeat(64),
        files: [{ path: '', content: 'x', executable: false }],
      },
    ]
    const { release } = make({
      stack: stack([project({ web: withSecret, db }, { mounts }, { secrets: { token: { environment: 'TOKEN' } } })]),
    })
    expect(release.models['shop']?.secrets).toEqual({ token: { file: `${ROOT}/files/${'e'.repeat(64)}` } })
    expect(release.files.map(({ name }) => name)).toEqual(['e'.repeat(64)])
  })
})

describe('names', () => {
  it('keep container_name as an alias, and give it back at the end', () => {
    const { release } = make({ stack: withWeb({ container_name: 'shop-web' }) })
    const service = release.models['shop']?.services['web']
    expect(service).not.toHaveProperty('container_name')
    expect(service?.networks).toEqual({ default: { aliases: ['shop-web'] } })
    expect(release.services.find((one) => one.service === 'web')?.containerName).toBe('shop-web')
  })

  it.each(['Shop', 'shop__x', '_x-', 'web'])('become tags that Docker takes: %s', (name) => {
    const { release } = make({ stack: stack([project({ [name]: { ...db } })]), images: [] })
    expect(release.services[0]?.tag).toMatch(/^stack-actions\/shop-production\/[a-z0-9]+(-[a-z0-9]+)*:a{20}$/)
  })

  it('that look like an option are refused', () => {
    expect(refusal(() => make({ stack: stack([project({ '--help': db })]), images: [] }))).toContain('"--help"')
  })

  it.each([
    ['an image that is an option', project({ db: { image: '--help' } }), 'shop/db: "--help" is no name of an image'],
    ['an image of two lines', project({ db: { image: 'a\nb' } }), 'shop/db: "a\\nb" is no name of an image'],
    [
      'a container that is an option',
      project({ db: { ...db, container_name: '--help' } }),
      'shop/db: a container cannot be called "--help"',
    ],
    [
      'a volume that is a path',
      project({ db }, {}, { volumes: { data: { name: '../etc' } } }),
      'a volume cannot be called "../etc"',
    ],
    [
      'a network that is an option',
      project({ db }, {}, { networks: { n: { name: '-x' } } }),
      'a network cannot be called "-x"',
    ],
  ])('refuses %s before Docker sees it', (_, one, text) => {
    expect(refusal(() => make({ stack: stack([one]), images: [] }))).toContain(text)
    expect(unknownImages(stack([one]), [], facts()).filter((reference) => /^-|\n/.test(reference))).toEqual([])
  })
})

describe('notices', () => {
  const noticed = (change: Partial<ComposeService>, more: Partial<ReleaseInput> = {}) =>
    make({ stack: withWeb(change), ...more }).plan.notices.join('\n')

  it.each([
    ['a missing restart policy', { restart: 'no' }, 'no restart policy'],
    [
      'a start-first that the port forbids',
      { ports: [{ target: 3000, published: '80' }], deploy: { update_config: { order: 'start-first' } } },
      'cannot be honoured: it holds port 80',
    ],
    [
      'what is seen of UDP, which nobody asks',
      {
        ports: [
          { target: 53, published: '53', protocol: 'udp' },
          { target: 5353, published: '5353', protocol: 'udp' },
          { target: 80, published: '80' },
        ],
      },
      'shop/web: of its UDP ports 53, 5353 it is seen that a program listens on each of them as before, not what it answers; its healthcheck can tell',
    ],
    [
      'a range of UDP ports, of which nothing is seen',
      {
        ports: ['53', '100', '101', '102', '103'].map((port) => ({
          ...{ target: Number(port), published: port, protocol: 'udp' },
        })),
      },
      `shop/web: of its UDP port 53 it is seen that a program listens on it as before, not what it answers; its healthcheck can tell
shop/web: its UDP ports 100-103 are asked by nobody: whether they answer as before is not seen; its healthcheck can tell`,
    ],
    [
      'labels for a Traefik that is nowhere',
      {},
      'shop/web: its labels are for Traefik, and no Traefik runs on this server',
    ],
  ] as [string, Partial<ComposeService>, string][])('name %s', (_what, change, text) => {
    expect(noticed(change)).toContain(text)
  })

  it.each([
    [
      'Traefik runs',
      { facts: facts({ traefiks: [{ name: 'proxy/traefik', container: '1', networks: [], not: 'x' }] }) },
    ],
    ['it runs outside of Docker', { facts: facts({ outside: 'on the server itself' }) }],
  ] as unknown as [string, Partial<ReleaseInput>][])('do not miss a Traefik where %s', (_where, more) => {
    expect(noticed({}, more)).not.toContain('no Traefik runs')
  })

  it('name ports that nobody asks because there are too many', () => {
    const ports = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`${300 + index}/tcp`, [{ HostIp: '', HostPort: `${300 + index}` }]]),
    )
    const ftp = container('shop', 'web', {
      inspected: {
        HostConfig: { NetworkMode: 'x', RestartPolicy: { Name: 'no', MaximumRetryCount: 0 }, PortBindings: ports },
        NetworkSettings: { Networks: {}, Ports: ports },
      },
    })
    expect(noticed({}, { facts: facts({ containers: [ftp] }) })).toContain(
      'shop/web: ports 330-339: asked by nobody, since 32 others are: whether they answer as before is not seen',
    )
  })

  it('name a service in the host’s network whose ports nobody can know', () => {
    const { networks: _none, ...alone } = web
    const text = (exposed: object) => {
      const HostConfig = { NetworkMode: 'host', RestartPolicy: { Name: 'no', MaximumRetryCount: 0 } }
      const there = container('shop', 'web', {
        inspected: { HostConfig, Config: { ExposedPorts: exposed, Env: [] } as never },
      })
      const one = stack([project({ web: { ...alone, labels: {}, network_mode: 'host', depends_on: {} }, db })])
      return make({ stack: one, facts: facts({ containers: [there] }) }).plan.notices.join('\n')
    }
    expect(text({})).toContain(
      "shop/web: it is in the host's network, and nothing says on which ports: they are asked by nobody",
    )
    expect(text({ '3000/tcp': {} })).not.toContain('on which ports')
  })

  it('name calls that pass by the proxy, and a slow throttle', () => {
    const api = { ...web, labels: {}, expose: ['3001'], environment: {} }
    const all = withWeb({ environment: { API: 'http://api:3001' } }, { api })
    const before = make({ stack: all, images: [built('web', WEB_DIGEST), built('api', WEB_DIGEST)] })
    const host = committed(before.release, { proxy: { ...PROXY, throttleMs: 2000 } })
    const { plan } = make({ stack: all, facts: host, images: [built('web', OTHER_DIGEST), built('api', OTHER_DIGEST)] })
    expect(plan.notices.join('\n')).toContain('shop/api: shop/web call it by name')
    expect(plan.notices.join('\n')).toContain('an undo 4200 ms')
  })

  const proxy: ComposeService = {
    image: 'ghcr.io/org/shop/web',
    command: ['--providers.docker=true'],
    ports: [{ target: 80, published: '80' }],
    healthcheck: { test: ['CMD', 'traefik', 'healthcheck'] },
  }
  const { healthcheck: _none, ...unchecked } = web
  it.each([
    ['Traefik itself', { ...web, ...proxy, image: 'traefik:v3.6' }, 'it is the proxy itself: every request fails'],
    [
      'what is stopped first',
      { ...web, ports: [{ target: 3000, published: '3000' }] },
      'it stops before the new one starts',
    ],
    ['what has no healthcheck', { ...unchecked, healthcheck: { disable: true } }, 'its first requests may fail'],
    ['what is safe', web, undefined],
    ['a worker', { ...web, labels: { 'stack-actions.order': 'stop-first' } }, undefined],
  ] as [string, ComposeService, string | undefined][])(
    'say before anything starts what may fail: %s',
    (_what, service, text) => {
      const image = new Map([...resolved, ['traefik:v3.6', resolved.get('postgres:17') as ResolvedImage]])
      const of = (level: string) => ({
        stack: stack([project({ web: { ...service, environment: { LOG_LEVEL: level } }, db })]),
        resolved: image,
      })
      const before = make(of('info'))
      const { plan } = make({ ...of('debug'), facts: committed(before.release, { proxy: PROXY }) })
      const said = plan.notices.filter((notice) => /\bfails?\b/.test(notice))
      expect(said).toEqual(text === undefined ? [] : [expect.stringContaining(`shop/web: `)])
      expect(said.join()).toContain(text ?? '')
    },
  )

  it('name a gate that is shorter than a monitor, which is the window otherwise', () => {
    const deploy = { update_config: { monitor: '1m30s' } }
    expect(noticed({ deploy }, { gateWindowSeconds: 10 })).toContain('update_config.monitor is 90 s')
    expect(gateWindowOf(withWeb({ deploy }), 10)).toBe(90)
    expect(gateWindowOf(withWeb({}), 10)).toBe(10)
  })
})

describe('checks and probes', () => {
  const service = (change: Partial<ComposeService>, more: Partial<ReleaseInput> = {}) =>
    make({ stack: withWeb(change), ...more }).release.services.find((one) => one.service === 'web')

  it('come from the healthcheck, the image, the port', () => {
    expect(service({})?.check).toEqual({ kind: 'exec', argv: ['/app', 'check'] })
    const { healthcheck: _none, ...bare } = web
    const plain = make({ stack: stack([project({ web: bare, db })]) }).release.services.find(
      (one) => one.service === 'web',
    )
    expect(plain?.check).toEqual({ kind: 'image', port: 3000 })
    expect(service({ healthcheck: { disable: true } })?.check).toEqual({ kind: 'tcp', port: 3000 })
    const { healthcheck: _no, ...lone } = db
    const database = make({ stack: stack([project({ db: lone })]), images: [], resolved }).release.services[0]
    expect(database?.check).toEqual({ kind: 'tcp', port: 5432 })
  })

  it('probe what stack.yml asks for', () => {
    const health = [{ name: 'Web', service: { project: 'shop', service: 'web' }, port: 3001, path: '/health' }]
    const { release } = make({ stack: stack([project({ web, db })], { health }) })
    expect(release.services.find((one) => one.service === 'web')?.probe).toEqual({ port: 3001, path: '/health' })
  })

  it.each([
    [{ condition: 'any' }, 'always'],
    [{ condition: 'on-failure', max_attempts: 3 }, 'on-failure:3'],
    [{ condition: 'none' }, 'no'],
    [undefined, 'unless-stopped'],
  ])('restart policy %p is %s', (policy, expected) => {
    expect(service({ deploy: policy === undefined ? {} : { restart_policy: policy } })?.restart).toBe(expected)
  })
})
