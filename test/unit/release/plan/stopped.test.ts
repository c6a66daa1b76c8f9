import { describe, expect, it } from '@jest/globals'
import type { HostFacts, InspectedContainer } from '../../../../src/host/types.js'
import type { ResolvedImage } from '../../../../src/release/plan/images/serviceImages.js'
import type { MadeRelease } from '../../../../src/release/plan/releaseInput.js'
import { planText } from '../../../../src/release/report/planReport.js'
import type { ComposeService, Stack } from '../../../../src/stack/types.js'
import {
  committed,
  container,
  db,
  facts,
  IDENTITY,
  make,
  POSTGRES,
  POSTGRES_ID,
  project,
  stack,
  volume,
} from '../fixture.js'

// A container that is stopped is still there: its data, its name, and what it was.

const DATA = '/var/lib/postgresql/data'
const POLICY = { HostConfig: { RestartPolicy: { Name: 'no', MaximumRetryCount: 0 } } }
const anonymous = { Type: 'volume', Name: 'e'.repeat(64), Source: '/x', Destination: DATA, RW: true }
const mounted = (name: string) => ({ ...anonymous, Name: name })
const image = (name: string, more: Partial<ResolvedImage> = {}): Map<string, ResolvedImage> =>
  new Map([
    [name, { image: POSTGRES, platform: 'linux/amd64', healthcheck: null, exposedPorts: [], volumes: [], ...more }],
  ])
const postgres = image('postgres:17', { exposedPorts: [5432], volumes: [DATA] })

/** As it is after `docker compose stop`, or a reboot: it lived for months. */
const stopped = (one: InspectedContainer, more: Partial<InspectedContainer['State']> = {}): InspectedContainer => ({
  ...one,
  State: {
    ...{ Status: 'exited', Running: false, ExitCode: 0 },
    ...{ StartedAt: '2026-06-01T00:00:00Z', FinishedAt: '2026-11-01T00:00:00Z', ...more },
  },
})
const one = (services: Record<string, ComposeService>, more: Partial<Stack> = {}): Stack =>
  stack([project(services)], more)
const made = (options: Partial<Parameters<typeof make>[0]>): MadeRelease =>
  make({ images: [], waves: new Map(), resolved: new Map(), ...options })
const planned = ({ plan }: MadeRelease, name: string) => plan.services.find(({ service }) => service === name)

describe('a service that is stopped, and has not changed', () => {
  const bare: ComposeService = { image: 'postgres:17', networks: { default: null } }
  const after = (mounts: InspectedContainer['Mounts'], service = bare, change: Partial<ComposeService> = {}) => {
    const { release } = made({ stack: one({ db: service }), resolved: postgres, facts: facts() })
    const host = committed(release)
    const containers = host.containers.map((own) => stopped({ ...own, Mounts: mounts }))
    return made({ stack: one({ db: { ...service, ...change } }), facts: { ...host, containers } })
  }

  it.each([
    ['data lies in a volume without a name', [anonymous], bare],
    ['nobody else may run beside it', [mounted('shop_data')], db],
  ])('is started again, the very container, where %s', (_, mounts, service) => {
    const release = after(mounts, service)
    expect(planned(release, 'db')).toMatchObject({ change: 'new', again: true })
    expect(planText(release.plan)).toMatch(/shop\/db {2}started again: it is stopped, and nothing of it changed/)
    expect(release.plan.stored.map(({ text }) => text)).toEqual([
      mounts[0] === anonymous ? 'a volume without a name, kept' : 'the volume shop_data, kept',
    ])
  })

  it('is refused where it has changed, too, as one that runs is', () => {
    expect(() => after([anonymous], bare, { command: ['-c', 'x'] })).toThrow(/an anonymous volume at \/var\/lib/)
  })

  const before = (mounts: InspectedContainer['Mounts'], service: ComposeService = bare) =>
    made({
      stack: one({ db: service, web: { image: 'web:1', networks: { default: null } } }),
      resolved: new Map([...postgres, ...image('web:1')]),
      facts: facts({
        containers: [
          stopped(container('shop', 'db', { image: 'postgres:17', inspected: { Mounts: mounts } })),
          container('shop', 'web', { image: 'web:1' }),
        ],
        volumes: [volume('shop_data')],
      }),
    })

  it('is started by a person at the first deploy, of which no release says that nothing changed', () => {
    expect(() => before([anonymous])).toThrow(
      /shop\/db is stopped, and what it has written to \/var\/lib\/postgresql\/data is in a volume without a name.*docker start shop-db-1.*docker rm shop-db-1/,
    )
    expect(planned(before([mounted('shop_data')], db), 'db')).toMatchObject({ change: 'new' })
  })

  it('is nobody’s where it is the candidate of a deploy that did not end, which a recovery takes away', () => {
    const there = (labels: Record<string, string>, more: Partial<HostFacts>) =>
      made({
        stack: one({ db: bare }),
        resolved: postgres,
        facts: facts({
          containers: [
            stopped(container('shop', 'db', { image: 'postgres:17', labels, inspected: { Mounts: [anonymous] } })),
          ],
          ...more,
        }),
      })
    const ours = { 'stack-actions.stack': IDENTITY.label }
    expect(planned(there(ours, { unfinished: '1-aaaaaaa' }), 'db')).toMatchObject({ change: 'new' })
    expect(() => there({}, { unfinished: '1-aaaaaaa' })).toThrow(/docker start shop-db-1/)
    expect(() => there(ours, {})).toThrow(/docker start shop-db-1/)
  })

  it('has written nothing where it was never started, unless it got the volume of another one', () => {
    const never = (HostConfig: object) =>
      made({
        stack: one({ db: bare }),
        resolved: postgres,
        facts: facts({
          containers: [
            stopped(
              container('shop', 'db', {
                image: 'postgres:17',
                inspected: { Mounts: [anonymous], HostConfig } as never,
              }),
              { Status: 'created', StartedAt: '0001-01-01T00:00:00Z' },
            ),
          ],
        }),
      })
    expect(planned(never({}), 'db')).toMatchObject({ change: 'new' })
    expect(() => never({ Binds: [`${'e'.repeat(64)}:${DATA}:rw`] })).toThrow(/docker start shop-db-1/)
    expect(() => never({ Mounts: [{ Type: 'volume', Source: 'e'.repeat(64), Target: DATA }] })).toThrow(/docker start/)
  })
})

describe('a service that ended with exit code 0', () => {
  const worker: ComposeService = { image: 'worker:1', networks: { default: null } }
  const api: ComposeService = { image: 'api:1', restart: 'always', ports: [{ target: 80, published: '80' }] }
  const images = new Map([...image('worker:1'), ...image('api:1')])
  const both = one({ worker, api })
  const first = made({ stack: both, resolved: images, facts: facts() })
  const later = ({
    meta = {},
    state = {},
    next = worker,
    check = 'ends',
  }: {
    meta?: Record<string, string>
    state?: Partial<InspectedContainer['State']>
    next?: ComposeService
    check?: string
  } = {}): MadeRelease => {
    const host = committed(first.release)
    const { current } = host
    if (current === undefined) throw new Error('nothing is committed')
    const services = current.services.replace(/\tends\t/, `\t${check}\t`)
    return made({
      stack: one({ worker: next, api }),
      resolved: images,
      facts: {
        ...host,
        current: { ...current, services, meta: { ...current.meta, ...meta } },
        containers: host.containers.map((own) =>
          own.Name.includes('worker') ? stopped({ ...own, ...POLICY } as InspectedContainer, state) : own,
        ),
      },
    })
  }
  const soon = { StartedAt: '2026-11-01T00:00:00Z', FinishedAt: '2026-11-01T00:00:02Z' }
  const started = { class: 'exclusive', change: 'new', check: { kind: 'ends' } }

  it('is started again, and may end, where the last release saw it run, however short it lived', () => {
    expect(planned(first, 'worker')).toMatchObject(started)
    expect(planned(later({ meta: { ended: '' }, state: soon }), 'worker')).toMatchObject(started)
    expect(planned(later({ check: 'running', state: soon }), 'worker')).toMatchObject(started)
    expect(later({ meta: { ended: '' } }).plan.unchanged).toBe(false)
  })

  it('is done where the last release saw it end, however long that took', () => {
    expect(planned(later({ meta: { ended: 'shop/x shop/worker' } }), 'worker')).toMatchObject({
      ...{ class: 'one-shot', change: 'unchanged' },
    })
  })

  it('is judged by how long it lived where no release says it', () => {
    expect(planned(later({ state: soon }), 'worker')).toMatchObject({ class: 'one-shot', change: 'unchanged' })
    expect(planned(later(), 'worker')).toMatchObject(started)
    // An engine that does not say it.
    expect(planned(later({ state: { FinishedAt: undefined as never } }), 'worker')).toMatchObject(started)
  })

  it('is not required to end where it changed, since it was seen running', () => {
    const changed = later({ meta: { ended: '' }, next: { ...worker, command: ['-c', '2'] } })
    expect(planned(changed, 'worker')).toMatchObject({ class: 'exclusive', change: 'changed', check: { kind: 'ends' } })
  })

  const adopting = (
    state: Partial<InspectedContainer['State']>,
    neighbour: InspectedContainer = container('shop', 'api', { image: 'api:1' }),
  ): MadeRelease =>
    made({
      stack: both,
      resolved: images,
      facts: facts({
        containers: [
          neighbour,
          stopped(container('shop', 'worker', { image: 'worker:1', inspected: POLICY as never }), state),
        ],
      }),
    })

  it('before the first release, is a one-shot only where it ended soon, by itself, beside what runs', () => {
    expect(planned(adopting(soon), 'worker')).toMatchObject({ class: 'one-shot' })
    expect(planned(adopting({}), 'worker')).toMatchObject(started)
    const api1 = container('shop', 'api', { image: 'api:1' })
    // All went down in one moment, and what has a restart policy is up again.
    const rebooted = {
      ...api1,
      State: { ...api1.State, StartedAt: '2026-11-01T00:01:00Z', FinishedAt: '2026-11-01T00:00:03Z' },
    }
    expect(planned(adopting(soon, rebooted), 'worker')).toMatchObject(started)
    // It came after the other had gone down.
    const restarted = { ...api1, State: { ...api1.State, FinishedAt: '2026-10-31T23:59:59Z' } }
    expect(planned(adopting(soon, restarted), 'worker')).toMatchObject({ class: 'one-shot' })
    expect(planned(adopting(soon, stopped(api1, soon)), 'worker')).toMatchObject(started)
  })
})

describe('the name of what is stopped, or of which only volumes are left', () => {
  const keeps: ComposeService = { ...db, image: 'postgres:17' }
  const bot = (isNamed = false, name = 'my-bot'): Stack =>
    stack([
      project(
        { db: keeps },
        { path: '.', files: ['compose.yaml'], isNamed },
        { name, volumes: { data: { name: `${name}_data` } } },
      ),
    ])
  const labelled = (name: string, key = 'data', more: Record<string, string> = {}) => ({
    ...volume(`${name}_${key}`),
    Labels: { 'com.docker.compose.project': name, 'com.docker.compose.volume': key, ...more },
  })
  const attempt = (host: Partial<HostFacts>, of = bot()): MadeRelease =>
    made({ stack: of, resolved: postgres, facts: facts(host) })
  const names = (...words: Parameters<typeof attempt>) => Object.keys(attempt(...words).release.models)
  const was = (name: string, more: Parameters<typeof container>[2] = {}) =>
    stopped(
      container(name, 'db', {
        ...{ image: 'postgres:17', folder: `/opt/${name}`, inspected: { Mounts: [mounted(`${name}_data`)] } },
        ...more,
      }),
    )

  const checkouts = { '/opt/bot': 'github.com/org/shop' }

  it('is kept where its containers are stopped', () => {
    const host = { containers: [was('bot')], volumes: [labelled('bot')] }
    expect(() => attempt(host)).toThrow(/nothing shows whose it is.*`takes-over: \[bot\]`/)
    const release = attempt({ ...host, checkouts })
    expect(Object.keys(release.release.models)).toEqual(['bot'])
    expect(release.plan.stored.map(({ text }) => text)).toEqual(['the volume bot_data, kept'])
    expect(release.release.meta['projects']).toBe('shop=bot')
  })

  it('is asked for where the files say another one, and stopping it is no advice', () => {
    const act = () => attempt({ containers: [was('bot')], volumes: [labelled('bot')], checkouts }, bot(true))
    expect(act).toThrow(/second, empty data would be made; write `name: bot`/)
    expect(act).not.toThrow(/stop them/)
  })

  it.each<[string, Partial<HostFacts>]>([
    ['nothing else is left', { volumes: [labelled('bot')] }],
    ['two have one', { volumes: [labelled('bot'), labelled('old')] }],
    ['the project has others beside it', { volumes: [labelled('bot'), labelled('bot', 'uploads')] }],
  ])('is asked for where only a volume of the same key is there: %s', (_, host) => {
    const act = () => attempt(host)
    expect(act).toThrow(/my-bot_data would be new and empty.*bot_data.*`name: my-bot`.*`takes-over: \[bot\]`/)
    expect(act).toThrow(/leave-data: \[.*"bot_data:\/var\/lib\/postgresql\/data"/)
  })

  it.each<[string, Partial<HostFacts>, Stack]>([
    ['the files give the name', { volumes: [labelled('bot')] }, bot(true)],
    ['stack.yml leaves it behind', { volumes: [labelled('bot')] }, { ...bot(), leaveData: [`bot_data:${DATA}`] }],
    ['another stack has made it', { volumes: [labelled('bot', 'data', { 'stack-actions.stack': 'x/y/z' })] }, bot()],
    [
      'a stopped app of other images has it',
      { containers: [was('wiki', { image: 'mysql:8' })], volumes: [labelled('wiki')] },
      bot(),
    ],
    [
      'a running app of a checkout of another repository has it',
      {
        containers: [{ ...was('wiki'), State: container('wiki', 'db').State }],
        volumes: [labelled('wiki')],
        checkouts: { '/opt/wiki': 'github.com/org/wiki' },
      },
      bot(),
    ],
    [
      'an app of other services has it',
      { containers: [was('wiki'), container('wiki', 'app')], volumes: [labelled('wiki')] },
      bot(),
    ],
    [
      'another application mounts it',
      {
        containers: [container('wiki', 'app', { inspected: { Mounts: [mounted('old_data')] } })],
        volumes: [labelled('old')],
      },
      bot(),
    ],
    ['its key is another', { volumes: [labelled('bot', 'redis')] }, bot()],
    ['its own is there', { volumes: [volume('my-bot_data'), labelled('old')] }, bot()],
  ])('is the files’ where %s', (_, host, of) => {
    expect(names(host, of)).toEqual(['my-bot'])
  })

  it('is not asked for again after the first release', () => {
    const { release } = attempt({})
    const host = committed(release, { volumes: [labelled('my-bot'), labelled('bot')] })
    expect(Object.keys(made({ stack: bot(), facts: host }).release.models)).toEqual(['my-bot'])
  })

  it('is asked for where nobody can tell whether it is production’s', () => {
    const of = { ...bot(), environment: 'staging' }
    expect(() => attempt({ volumes: [labelled('my-bot')] }, of)).toThrow(/my-bot-staging_data would be new and empty/)
  })
})

it('an image of the server that is run by its id is the same when it is stopped', () => {
  const { release } = made({ stack: one({ db }), resolved: postgres, facts: facts() })
  const host = committed(release)
  const containers = host.containers.map((own) => stopped({ ...own, Image: POSTGRES_ID, Mounts: [anonymous] }))
  expect(planned(made({ stack: one({ db }), facts: { ...host, containers } }), 'db')).toMatchObject({ again: true })
})
