import { describe, expect, it } from '@jest/globals'
import { readLines, writeLines } from '../../../../src/records/record.js'
import { SERVICES } from '../../../../src/records/release.js'
import type { MadeRelease } from '../../../../src/release/plan/releaseInput.js'
import { planMarkdown, planText } from '../../../../src/release/report/planReport.js'
import type { ComposeService } from '../../../../src/stack/types.js'
import { unknownImages } from '../../../kit/unknownImages.js'
import {
  built,
  committed,
  container,
  db,
  facts,
  make,
  OTHER_DIGEST,
  POSTGRES_ID,
  PROXY,
  project,
  stack,
  volume,
  WEB_DIGEST,
  web,
} from '../fixture.js'

/** What `docker compose up` of the example made before anybody heard of us. */
const postgres = (name = 'shop') =>
  container(name, 'db', {
    id: POSTGRES_ID,
    image: 'postgres:17',
    folder: `/opt/${name}`,
    inspected: {
      Config: {
        Image: 'postgres:17',
        Env: ['POSTGRES_PASSWORD=secret', 'PATH=/usr/bin', 'PGDATA=/var/lib/postgresql/data'],
        Cmd: ['postgres'],
        Entrypoint: ['docker-entrypoint.sh'],
        Labels: {
          'com.docker.compose.project': name,
          'com.docker.compose.service': 'db',
          'com.docker.compose.project.working_dir': `/opt/${name}`,
        },
        Healthcheck: { Test: ['CMD-SHELL', 'pg_isready -U $POSTGRES_USER'], Interval: 10_000_000_000 },
        ExposedPorts: { '5432/tcp': {} },
      },
      Mounts: [
        {
          Type: 'volume',
          Name: `${name}_data`,
          Source: '/var/lib/docker/volumes/x/_data',
          Destination: '/var/lib/postgresql/data',
          RW: true,
        },
      ],
    },
  })

const oldWeb = (name = 'shop') =>
  container(name, 'web', {
    image: 'ghcr.io/org/shop/web:latest',
    folder: `/opt/${name}`,
    labels: {
      'traefik.enable': 'true',
      'traefik.http.routers.web.rule': 'Host(`shop.test`)',
      'traefik.http.services.web.loadbalancer.server.port': '3000',
    },
  })

const running = (name = 'shop') =>
  facts({
    containers: [postgres(name), oldWeb(name)],
    proxy: PROXY,
    networks: [{ Name: `${name}_default`, Driver: 'bridge', Internal: false, Labels: {} }],
    volumes: [volume(`${name}_data`)],
  })

const changes = ({ plan }: MadeRelease) =>
  Object.fromEntries(plan.services.map(({ service, change }) => [service, change]))

describe('a stack that ran before us', () => {
  const made = make({ facts: running(), resolved: new Map() })

  it('is adopted as a release of its own, before the first of ours', () => {
    expect(made.adopted?.id).toBe('1-0000000')
    expect(made.release.id).toBe('2-0123456')
    expect(made.release.meta).toMatchObject({ previous: '1-0000000', adopt: '1-0000000' })
    expect(made.adopted?.meta).toMatchObject({ kind: 'adopted', order: '0' })
    expect(made.plan.previous).toBe('1-0000000')
  })

  it('keeps its database running: it is what the files say, and its tag is not resolved anew', () => {
    expect(unknownImages(stack([project({ web, db })]), [built('web', WEB_DIGEST)], running())).toEqual([])
    expect(changes(made)).toEqual({ web: 'changed', db: 'unchanged' })
    expect(made.release.models['shop']?.services['db']?.image).toBe(POSTGRES_ID)
    const [old, now] = [made.adopted, made.release].map((one) => one?.services.find(({ service }) => service === 'db'))
    expect(old?.hash).toBe(now?.hash)
    expect(made.plan.services.find(({ service }) => service === 'web')?.because.join()).toContain('image')
  })

  it('takes its routes from the labels of what runs, and writes lines that can be read', () => {
    expect(made.adopted?.routes.map(({ section, name }) => `${section} ${name}`)).toEqual([
      'routers shop-production-web',
      'blocked shop-production-web',
      'services shop-production-web',
      'middlewares shop-production-stack-actions-mark',
      'middlewares shop-production-stack-actions-blocked',
    ])
    expect(readLines(SERVICES, writeLines(SERVICES, made.adopted?.services ?? []))).toEqual(made.adopted?.services)
  })

  it('leaves the database alone at the deploy after that, too', () => {
    const host = committed(made.release, { proxy: PROXY })
    const next = make({ facts: host, resolved: new Map(), images: [built('web', OTHER_DIGEST)] })
    expect(next.adopted).toBeUndefined()
    expect(changes(next)).toEqual({ web: 'changed', db: 'unchanged' })
  })

  it('leaves the database alone also after a first deploy that was undone', () => {
    if (made.adopted === undefined) throw new Error('nothing was adopted')
    const host = committed(made.adopted, { proxy: PROXY, containers: running().containers })
    expect(unknownImages(stack([project({ web, db })]), [built('web', WEB_DIGEST)], host)).toEqual([])
    expect(changes(make({ facts: host, resolved: new Map() }))).toEqual({ web: 'changed', db: 'unchanged' })
  })

  it('is not fooled by the empty fields that Compose prints', () => {
    const printed = {
      ...db,
      command: null,
      entrypoint: null,
      deploy: { resources: {}, placement: {} },
      ulimits: {},
      devices: [],
    }
    const same = make({ facts: running(), resolved: new Map(), stack: stack([project({ web, db: printed })]) })
    expect(changes(same)['db']).toBe('unchanged')
  })

  const differing: [string, Partial<ComposeService>, string][] = [
    ['a variable', { environment: { POSTGRES_PASSWORD: 'other' } }, 'environment: POSTGRES_PASSWORD'],
    ['a command', { command: ['postgres', '-c', 'fsync=off'] }, 'command'],
    [
      'a mount',
      { volumes: [...(db.volumes ?? []), { type: 'volume', source: 'data', target: '/more' }] },
      'volumes: /more',
    ],
    ['a port', { ports: [{ target: 5432, published: '5432' }] }, 'ports'],
    ['a restart policy', { restart: 'no' }, 'restart'],
    ['a limit', { deploy: { resources: { limits: { memory: '1073741824' } } } }, 'mem_limit'],
    ['a field that cannot be compared', { credential_spec: { file: 'x' } }, 'credential_spec'],
  ]
  it.each(differing)('is restarted where the files say something else: %s', (_what, change, reason) => {
    const other = make({
      facts: running(),
      resolved: new Map(),
      stack: stack([project({ web, db: { ...db, ...change } })]),
    })
    expect(changes(other)['db']).toBe('changed')
    expect(other.plan.services.find(({ service }) => service === 'db')?.because).toContain(reason)
  })
})

describe('a one-shot that has ended before us', () => {
  const work: ComposeService = { image: 'work:1', networks: { default: null } }
  const ended = (code = 0, created = '2026-11-01T00:00:00Z') =>
    container('shop', 'it', {
      image: 'work:1',
      inspected: {
        Created: created as never,
        State: { Status: 'exited', Running: false, ExitCode: code, FinishedAt: '2026-11-01T00:00:01Z' },
        HostConfig: { RestartPolicy: { Name: 'no', MaximumRetryCount: 0 } },
      },
    })
  const waits = { ...web, depends_on: { it: { condition: 'service_completed_successfully' } } }
  const adopted = (
    it: ComposeService,
    containers = [ended()],
    services: Record<string, ComposeService> = { web, db },
  ) =>
    make({
      facts: { ...running(), containers: [...running().containers, ...containers] },
      stack: stack([project({ ...services, it })]),
      resolved: new Map([['work:1', { image: `sha256:${'9'.repeat(64)}`, platform: 'linux/amd64' }]]),
    })
  const planned = (made: MadeRelease) => made.plan.services.find(({ service }) => service === 'it')

  it.each([
    ['that another waits for', { web: waits, db }],
    ['that nobody waits for', { web, db }],
  ])('is not run again: one %s', (_what, services) => {
    const made = adopted(work, [ended()], services)
    expect(planned(made)).toMatchObject({ class: 'one-shot', change: 'unchanged' })
    expect(made.adopted?.services.find(({ service }) => service === 'it')).toMatchObject({ class: 'one-shot' })
  })

  it('is run again where it changed', () => {
    expect(planned(adopted({ ...work, environment: { STEP: '2' } }))).toMatchObject({
      ...{ class: 'one-shot', change: 'changed', because: ['environment: STEP'] },
    })
  })

  it('is run where it failed the last time', () => {
    const containers = [ended(0, '2026-11-01T00:00:00Z'), ended(1, '2026-11-02T00:00:00Z')]
    expect(planned(adopted(work, containers, { web: waits, db }))).toMatchObject({ class: 'one-shot', change: 'new' })
  })

  it('stays one at the deploys that follow, also when its container was taken away', () => {
    const first = adopted(work).release
    const host = committed(first, { proxy: PROXY })
    const next = make({ facts: host, resolved: new Map(), stack: stack([project({ web, db, it: work })]) })
    expect(planned(next)).toMatchObject({ class: 'one-shot', change: 'unchanged' })
  })
})

describe('a stack that runs under another project name', () => {
  const named = (model: string, isNamed = false) =>
    stack([
      project(
        { web, db },
        { path: 'shop', isNamed },
        {
          name: model,
          networks: { default: { name: `${model}_default` } },
          volumes: { data: { name: `${model}_data` } },
        },
      ),
    ])

  it('keeps its name and volumes where both names only come from a folder', () => {
    const made = make({ facts: running('oldshop'), resolved: new Map(), stack: named('shop') })
    expect(Object.keys(made.release.models)).toEqual(['oldshop'])
    expect(made.release.models['oldshop']?.volumes).toEqual({ data: { name: 'oldshop_data', external: true } })
    expect(changes(made)).toEqual({ web: 'changed', db: 'unchanged' })
    expect(made.release.services.map(({ service, wave }) => `${service} ${wave}`)).toEqual(['db 0', 'web 1'])
  })

  it('is refused where somebody chose the name: a second, empty volume would be made', () => {
    const act = () => make({ facts: running('oldshop'), resolved: new Map(), stack: named('chosen', true) })
    expect(act).toThrow(/oldshop, so that a second, empty data would be made; write `name: oldshop`/)
  })

  it("does not take over another stack's or another application's", () => {
    const theirs = facts({ containers: [container('blog', 'db', { image: 'mysql:8' })] })
    expect(Object.keys(make({ facts: theirs }).release.models)).toEqual(['shop'])
    const managed = facts({
      containers: [container('other', 'db', { image: 'postgres:17', labels: { 'stack-actions.stack': 'x/y/z' } })],
    })
    expect(Object.keys(make({ facts: managed }).release.models)).toEqual(['shop'])
  })
})

describe('the plan as a person reads it', () => {
  const { plan } = make({ facts: running(), resolved: new Map() })

  it('says what happens, why, and what was rewritten', () => {
    const text = planText(plan)
    expect(text).toContain('Release 2-0123456, after 1-0000000: 1 changed, 1 unchanged')
    expect(text).toMatch(/shop\/web {2}started first: image/)
    expect(text).toMatch(/shop\/db {2}left alone/)
    expect(text).toContain('exclusive: writes to /var/lib/postgresql/data')
    expect(text).toContain("by one rename in Traefik's file provider")
    expect(text).toContain('shop networks.default')
  })

  it('holds no secret', () => {
    expect(planText(plan) + planMarkdown(plan)).not.toMatch(/pa\$|secret"|=secret/)
  })

  it('lets nothing hostile through', () => {
    const hostile = { ...plan, notices: ['::set-output name=a::b\n| <img src=x> [x](http://y) \u001b[31m\u202e'] }
    expect(
      planText(hostile)
        .split('\n')
        .some((line) => line.startsWith('::')),
    ).toBe(false)
    for (const hidden of ['\u001b', '\u202e']) expect(planText(hostile)).not.toContain(hidden)
    expect(planMarkdown(hostile)).not.toMatch(/<img|\[x\]\(|\u202e/)
  })

  it('says so where nothing is to be done', () => {
    const first = make()
    expect(planText(make({ facts: committed(first.release) }).plan)).toContain('nothing changed, nothing is restarted')
  })
})
