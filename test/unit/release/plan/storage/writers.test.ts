import { describe, expect, it } from '@jest/globals'
import type { HostFacts, InspectedContainer } from '../../../../../src/host/types.js'
import { writeLines } from '../../../../../src/records/record.js'
import { STORAGE } from '../../../../../src/records/release.js'
import type { MadeRelease, ReleaseInput } from '../../../../../src/release/plan/releaseInput.js'
import { planText } from '../../../../../src/release/report/planReport.js'
import { Refused } from '../../../../../src/runtime/errors.js'
import { identityOf } from '../../../../../src/stack/identity.js'
import { stackFile } from '../../../../../src/stack/schema.js'
import type { ComposeModel, ComposeService, Project, Stack } from '../../../../../src/stack/types.js'
import { BESIDE, type Beside, FAMILY, MACHINES_OWN, NOT_THE_MACHINES, ONCE, SHARES } from '../../../writers.js'
import { built, committed, container, facts, IDENTITY, make, project, stack, volume } from '../../fixture.js'

const PG = '/var/lib/postgresql/data'
type Mount = NonNullable<ComposeService['volumes']>[number]
type Mounts = InspectedContainer['Mounts']

const app = (...volumes: Mount[]): ComposeService => ({ image: 'postgres:17', restart: 'always', volumes })
const pg: Mount = { type: 'volume', source: 'pg', target: PG }
const bind = (source: string, target = PG, more: Partial<Mount> = {}): Mount => ({
  type: 'bind',
  source,
  target,
  ...more,
})
const has = (name: string, RW = true): Mounts => [
  { Type: 'volume', Name: name, Source: `/var/lib/docker/volumes/${name}/_data`, Destination: PG, RW },
]
const bound = (Source: string, RW = true): Mounts => [{ Type: 'bind', Source, Destination: PG, RW }]

type Services = Record<string, ComposeService>
const VOLUMES: ComposeModel['volumes'] = { pg: { name: 'shop_pg' } }
const one = (services: Services, more: Partial<Stack> = {}, volumes = VOLUMES) =>
  stack([project(services, {}, { volumes })], more)

const RESOLVED = new Map([['postgres:17', { image: `postgres@sha256:${'a'.repeat(64)}`, platform: 'linux/amd64' }]])
const release = (what: Stack, host: HostFacts, more: Partial<ReleaseInput> = {}): MadeRelease =>
  make({ stack: what, facts: host, images: [], waves: new Map(), resolved: RESOLVED, ...more } as never)

/** A server on which that runs, each service with these mounts. */
function runs(what: Stack, mounts: Readonly<Record<string, Mounts>>, more: Partial<HostFacts> = {}): HostFacts {
  const host = committed(release(what, facts({ volumes: [volume('shop_pg')] })).release, {
    volumes: [volume('shop_pg')],
    ...more,
  })
  host.containers = host.containers.map((each) => ({ ...each, Mounts: mounts[each.Name.split('-')[1] ?? ''] ?? [] }))
  return host
}
const stopped = (host: HostFacts, name: string): HostFacts => ({
  ...host,
  containers: host.containers.map((each) =>
    each.Name === `/${name}` ? { ...each, State: { ...each.State, Running: false, Status: 'exited' } } : each,
  ),
})

function refusal(act: () => unknown): { message: string; todo: string } {
  try {
    act()
  } catch (error) {
    if (error instanceof Refused) return { message: error.message, todo: error.todo.join('\n') }
    throw error
  }
  return { message: '', todo: '' }
}
const NONE = { message: '', todo: '' }

describe('a service that takes over from one that goes', () => {
  const first = one({ db: app(pg) })
  const second = one({ postgres: app(pg) })

  it('is not started while that one writes there, and the way is told', () => {
    const host = runs(first, { db: has('shop_pg') })
    expect(refusal(() => release(second, host))).toEqual({
      message: expect.stringContaining(
        `shop/postgres: ${PG} is the volume shop_pg, and the container shop-db-1 (shop/db, which runs until the new version is there) writes there, too`,
      ),
      todo: expect.stringMatching(/leave shop\/db its name, or to .* docker stop shop-db-1 .*docker start shop-db-1/),
    })
  })

  it('is started once that one is stopped: then there is one writer', () => {
    const host = stopped(runs(first, { db: has('shop_pg') }), 'shop-db-1')
    const { plan } = release(second, host)
    expect(plan.services.map(({ service, change }) => [service, change])).toEqual([
      ['postgres', 'new'],
      ['db', 'removed'],
    ])
    expect(plan.warnings).toEqual([])
  })

  it('in another project of the stack, too', () => {
    const external = { pg: { name: 'shop_pg', external: true } }
    const at = (name: string, services: Services): Project =>
      project(services, { name, path: name }, { name, volumes: external })
    const before = stack([at('shop', { db: app(pg) }), at('data', { web: app() })])
    const after = stack([at('shop', { web: app() }), at('data', { db: app(pg), web: app() })])
    const host = runs(before, { db: has('shop_pg') })
    expect(refusal(() => release(after, host)).message).toContain('data/db')
  })

  it('also where the one stays and only gives the place up', () => {
    const said = { leaveData: [`shop_pg:${PG}`] }
    const host = runs(first, { db: has('shop_pg') })
    const moves = one({ db: app(), postgres: app(pg) }, said)
    expect(refusal(() => release(moves, host)).todo).toContain('have shop/postgres take over from shop-db-1')
  })

  it('also where it ran already, and only read there', () => {
    const reads: Mount = { ...pg, read_only: true }
    const host = runs(one({ db: app(pg), postgres: app(reads) }), {
      db: has('shop_pg'),
      postgres: has('shop_pg', false),
    })
    expect(refusal(() => release(second, host)).message).toContain('shop/postgres')
  })

  it('not where both wrote there, or both do now: that is their authors’ own', () => {
    const both = one({ db: app(pg), postgres: app(pg) })
    expect(refusal(() => release(both, runs(first, { db: has('shop_pg') })))).toEqual(NONE)
    const host = runs(both, { db: has('shop_pg'), postgres: has('shop_pg') })
    const changed = one({ postgres: { ...app(pg), user: '1' } })
    expect(refusal(() => release(changed, host))).toEqual(NONE)
  })

  it('not where only one of them writes', () => {
    const host = runs(first, { db: has('shop_pg', false) })
    expect(refusal(() => release(second, host))).toEqual(NONE)
  })

  it('is what runs once, too, while the service that it was runs', () => {
    const shot = one({ db: { ...app(pg), user: '1', labels: { 'stack-actions.one-shot': 'true' } } })
    expect(refusal(() => release(shot, runs(first, { db: has('shop_pg') }))).todo).toContain(
      'to have shop/db take over from shop-db-1',
    )
  })
})

describe('a container that is left alone', () => {
  const wanted = one({ postgres: app(pg), web: { ...app(), user: '1' } })
  const stranger = (more: object = {}) =>
    container('shop', 'db', { image: 'postgres:17', inspected: { Mounts: has('shop_pg'), ...more } as never })
  const shop = (...others: InspectedContainer[]) =>
    facts({
      containers: [container('shop', 'web', { image: 'postgres:17' }), ...others],
      volumes: [{ ...volume('shop_pg'), Labels: { 'com.docker.compose.project': 'shop' } }],
    })

  it('in the stack’s own project: what it writes to is not given to another one', () => {
    expect(refusal(() => release(wanted, shop(stranger())))).toEqual({
      message: expect.stringContaining(
        'the container shop-db-1 (service db of the Compose project shop, which is left alone) writes there, too',
      ),
      todo: expect.stringContaining('docker update --restart=no shop-db-1 && docker stop shop-db-1'),
    })
  })

  it('that is stopped writes nowhere; that Docker starts it again is said', () => {
    const state = { Status: 'exited', Running: false }
    const { plan } = release(wanted, shop(stranger({ State: state })))
    expect(plan.warnings).toEqual([expect.stringContaining('docker update --restart=no shop-db-1')])
    const off = stranger({ State: state, HostConfig: { RestartPolicy: { Name: 'no', MaximumRetryCount: 0 } } })
    expect(release(wanted, shop(off)).plan.warnings).toEqual([])
  })

  const STAGING = identityOf({ name: 'github.com/org/shop', id: '7' }, 'shop', 'staging')
  const staging = { environment: 'staging', id: 'shop-staging', identity: STAGING }
  const theirs = (Mounts: Mounts, labels: Record<string, string> = { 'stack-actions.stack': IDENTITY.label }) =>
    container('shop', 'db', { labels, inspected: { Mounts } as never })
  const device = { type: 'none', o: 'bind', device: '/srv/pg' }

  const met: [string, Mount, ComposeModel['volumes'], Mounts][] = [
    ['the same folder', bind('/srv/pg'), {}, bound('/srv/pg')],
    ['a folder in it', bind('/srv/pg'), {}, bound('/srv/pg/base')],
    ['a folder above it', bind('/srv/pg/base'), {}, bound('/srv/pg')],
    ['an external volume', pg, { pg: { name: 'shop_pg', external: true } }, has('shop_pg')],
    ['a volume of the same name', pg, { pg: { name: 'data' } }, has('data')],
    ['a volume by its folder', pg, { pg: { name: 'data' } }, bound('/var/lib/docker/volumes/data/_data')],
    ['a folder by a volume', pg, { pg: { name: 'own', driver_opts: device } }, bound('/srv/pg')],
    ['a volume for the same folder', bind('/srv/pg'), {}, has('theirs')],
    [
      'a part of a volume',
      { ...pg, volume: { subpath: 'a' } },
      { pg: { name: 'shop_pg', external: true } },
      has('shop_pg'),
    ],
  ]
  const volumes = [volume('shop_pg'), volume('data'), volume('theirs', device)]

  it.each(met)('of another environment: %s is shared only by a word', (_what, mount, defined, theirMounts) => {
    const host = facts({ containers: [theirs(theirMounts)], volumes })
    const { message, todo } = refusal(() => release(one({ db: app(mount) }, staging, defined), host))
    expect(message).toContain(`the container shop-db-1 (of ${IDENTITY.label}) writes there, too`)
    const word = /share-data: \["(.+?)"\]/.exec(todo)?.[1] ?? ''
    const shared = release(one({ db: app(mount) }, { ...staging, shareData: [word] }, defined), host)
    expect(writeLines(STORAGE, shared.release.storage)).toMatch(/\tshared\n$/)
    expect(shared.plan.warnings).toEqual([])
  })

  it('of nobody, and of another Compose project, too', () => {
    const by = (labels: Record<string, string>) =>
      refusal(() =>
        release(
          one({ db: app(bind('/srv/pg')) }),
          facts({ containers: [container('wiki', 'x', { labels, inspected: { Mounts: bound('/srv/pg') } as never })] }),
        ),
      ).message
    expect(by({})).toContain('(service x of the Compose project wiki, which is left alone)')
    expect(by({ 'com.docker.compose.project': '' })).toContain('writes there, too')
  })

  const fine: [string, Mount, Mounts][] = [
    ['a socket of the machine', bind('/var/run/docker.sock'), bound('/var/run/docker.sock')],
    ['a socket elsewhere', bind('/srv/php.sock'), bound('/srv/php.sock')],
    ['what the kernel gives', bind('/sys/fs/cgroup'), bound('/sys/fs/cgroup')],
    ['the clock', bind('/etc/localtime'), bound('/etc/localtime')],
    ['what it only reads', bind('/srv/pg', PG, { read_only: true }), bound('/srv/pg')],
    ['what the other one only reads', bind('/srv/pg'), bound('/srv/pg', false)],
    ['the whole machine', bind('/srv/pg'), bound('/')],
    ['a folder with a longer name', bind('/srv/pg'), bound('/srv/pg-2')],
    ['a volume with another name', pg, has('theirs')],
  ]
  it.each(fine)('does not hinder: %s', (_what, mount, theirMounts) => {
    const host = facts({ containers: [theirs(theirMounts)], volumes: [volume('shop_pg')] })
    const external = { pg: { name: 'shop_pg', external: true } }
    expect(refusal(() => release(one({ db: app(mount) }, staging, external), host))).toEqual(NONE)
  })

  it('that has shared the place all along is told, and left as it is', () => {
    const host = runs(one({ db: app(bind('/srv/pg')) }), { db: bound('/srv/pg') })
    host.containers.push(
      container('x', 'db', {
        labels: { 'stack-actions.stack': STAGING.label },
        inspected: { Mounts: bound('/srv/pg') } as never,
      }),
    )
    for (const user of ['1', '2']) {
      const { plan } = release(one({ db: { ...app(bind('/srv/pg')), user } }), host)
      expect(plan.warnings).toEqual([expect.stringContaining('writes there, too, as before')])
    }
    // Its own one is down: the next one would be the second.
    expect(
      refusal(() => release(one({ db: app(bind('/srv/pg')) }), stopped(host, host.containers[0]?.Name.slice(1) ?? '')))
        .message,
    ).toContain('two at once')
  })

  it('is told of in the plan, before anything else', () => {
    const host = runs(one({ db: app(bind('/srv/pg')) }), { db: bound('/srv/pg') })
    host.containers.push(container('wiki', 'x', { inspected: { Mounts: bound('/srv') } as never }))
    expect(planText(release(one({ db: app(bind('/srv/pg')) }), host).plan)).toContain('READ THIS FIRST: shop/db')
  })
})

describe('the folder of a database in its mount', () => {
  const said = (words: Partial<ComposeService>, ...volumes: Mount[]): Stack =>
    one({ db: { ...app(...(volumes.length > 0 ? volumes : [pg])), ...words } })
  const pgdata = (path: string) => ({ environment: { PGDATA: path } })
  const at = (target: string): Mount => ({ type: 'volume', source: 'pg', target })
  const runningOf = (what: Stack, target = PG): HostFacts =>
    runs(what, { db: has('shop_pg').map((mount) => ({ ...mount, Destination: target })) })

  const moved: [string, Stack, Stack, string, string][] = [
    ['PGDATA that is new', said({}), said(pgdata(`${PG}/pgdata`)), PG, `shop_pg:${PG}`],
    ['PGDATA that goes', said(pgdata(`${PG}/pgdata`)), said({}), PG, `shop_pg/pgdata:${PG}/pgdata`],
    ['PGDATA that changes', said(pgdata(`${PG}/a`)), said(pgdata(`${PG}/b`)), PG, `shop_pg/a:${PG}/a`],
    [
      'an option of postgres',
      said({}),
      said({ command: ['postgres', '-c', `data_directory=${PG}/b`] }),
      PG,
      `shop_pg:${PG}`,
    ],
    [
      'an option of mysql',
      said({}, at('/var/lib/mysql')),
      said({ command: ['mysqld', '--datadir=/var/lib/mysql/b'] }, at('/var/lib/mysql')),
      '/var/lib/mysql',
      'shop_pg:/var/lib/mysql',
    ],
    [
      'an option of mongo',
      said({ command: ['mongod', '--dbpath', '/db/a'] }, at('/db')),
      said({ command: ['sh', '-c', 'exec mongod --dbpath /db/b'] }, at('/db')),
      '/db',
      'shop_pg/a:/db/a',
    ],
    ['a folder out of the mount', said({}), said(pgdata('/tmp/pg')), PG, `shop_pg:${PG}`],
  ]
  it.each(moved)('is not changed without a word: %s', (_what, first, second, target, word) => {
    const host = runningOf(first, target)
    const { message, todo } = refusal(() => release(second, host))
    expect(message).toMatch(/what it has written to \S+ is in the volume \S+, but \S+ is \S+ in the new version/)
    expect(todo).toContain(`leave-data: ["${word}"]`)
    expect(planText(release({ ...second, leaveData: [word] }, host).plan)).toContain('is left behind')
  })

  const same: [string, Stack, Stack][] = [
    ['the usual one, said or not', said({}), said(pgdata(`${PG}/`))],
    [
      'the same by another word',
      said(pgdata(`${PG}/a`)),
      said({ command: ['postgres', '-c', `data_directory=${PG}/a`] }),
    ],
    ['something else of it', said(pgdata(`${PG}/a`)), said({ ...pgdata(`${PG}/a`), user: '1' })],
  ]
  it.each(same)('is the same: %s', (_what, first, second) => {
    expect(refusal(() => release(second, runningOf(first)))).toEqual(NONE)
  })

  it('is what the image says, where nothing else is said, before and after', () => {
    const image = `${PG}/18/docker`
    const target = '/var/lib/postgresql'
    const there = container('shop', 'db', {
      image: 'postgres:17',
      inspected: {
        Config: { Env: [`PGDATA=${image}`] },
        Mounts: has('shop_pg').map((mount) => ({ ...mount, Destination: target })),
      } as never,
    })
    const host = facts({ containers: [there], volumes: [volume('shop_pg')] })
    const likenesses = new Map([[there.Id, { image: { Env: [`PGDATA=${image}`] } }]])
    const act = (words: Partial<ComposeService>) =>
      refusal(() => release(said({ user: '1', ...words }, at(target)), host, { likenesses }))
    expect(act({})).toEqual(NONE)
    expect(act(pgdata(image))).toEqual(NONE)
    expect(act(pgdata(PG)).todo).toContain(`leave-data: ["shop_pg/data/18/docker:${image}"]`)
  })

  it('is read from a container that is stopped before the first release', () => {
    const path = `${PG}/guacamole`
    const there = (Config: object) => {
      const base = container('shop', 'db', {
        image: 'postgres:17',
        inspected: { Mounts: has('shop_pg'), Config } as never,
      })
      const web = container('shop', 'web', { image: 'postgres:17' })
      const host = facts({ containers: [base, web], volumes: [volume('shop_pg')] })
      const image = { image: { Env: [`PGDATA=${PG}`] } }
      return { host: stopped(host, 'shop-db-1'), likenesses: new Map([[base.Id, image]]) }
    }
    const act = (words: Partial<ComposeService>, Config: object) => {
      const { host, likenesses } = there(Config)
      return refusal(() => release(one({ db: { ...app(pg), ...words }, web: app() }), host, { likenesses }))
    }
    expect(act(pgdata(path), { Env: [`PGDATA=${path}`] })).toEqual(NONE)
    expect(act(pgdata(path), { Cmd: ['postgres', '-c', `data_directory=${path}`] })).toEqual(NONE)
    expect(act({}, { Env: [`PGDATA=${PG}`] })).toEqual(NONE)
    expect(act({}, { Env: [`PGDATA=${path}`] }).todo).toContain(`leave-data: ["shop_pg/guacamole:${path}"]`)
    expect(act(pgdata(path), { Env: [`PGDATA=${PG}`] }).todo).toContain(`leave-data: ["shop_pg:${PG}"]`)
  })

  it('is asked of an heir, too, and told to the server', () => {
    const host = stopped(runningOf(said({})), 'shop-db-1')
    const heir = (path: string) => one({ postgres: { ...app(pg), ...pgdata(path) } })
    expect(refusal(() => release(heir(`${PG}/b`), host)).todo).toContain(`leave-data: ["shop_pg:${PG}"]`)
    expect(refusal(() => release(heir(PG), host))).toEqual(NONE)
    const { storage } = release(heir(`${PG}/b`), facts({ volumes: [volume('shop_pg')] })).release
    expect(writeLines(STORAGE, storage)).toBe(
      `shop\tpostgres\t${PG}\tthe volume shop_pg\nshop\tpostgres\tPGDATA\tthe volume shop_pg/b\n`,
    )
  })
})

describe('where a place leads', () => {
  const at = (path: string, target = PG): Mounts => [{ Type: 'bind', Source: path, Destination: target, RW: true }]
  const stranger = (Mounts: Mounts): InspectedContainer =>
    container('wiki', 'x', { image: 'postgres:16', inspected: { Mounts } as never })

  it.each(SHARES)('is one text, however a volume says it: %s', (_what, options, text) => {
    const volumes = [volume('theirs', { ...options, o: options.o ?? '' }), volume('shop_pg')]
    const defined = { pg: { name: 'own', driver_opts: { ...options } } }
    const host = facts({ volumes, containers: [stranger(has('theirs'))] })
    const { message, todo } = refusal(() => release(one({ db: app(pg) }, {}, defined), host))
    expect(message).toContain(`shop/db: ${PG} is the volume ${text}, and the container wiki-x-1`)
    const word = /share-data: \["(.+?)"\]/.exec(todo)?.[1] ?? ''
    expect(stackFile.safeParse({ name: 'shop', registry: 'r.test/o', 'share-data': [word] }).success).toBe(true)
  })

  it('is a folder of it, too', () => {
    const volumes = [volume('theirs', { type: 'nfs', device: ':/', o: 'addr=10.0.0.2' }), volume('shop_pg')]
    const defined = { pg: { name: 'own', driver_opts: { type: 'nfs4', device: ':/pg', o: 'addr=10.0.0.2' } } }
    const host = facts({ volumes, containers: [stranger(has('theirs'))] })
    expect(refusal(() => release(one({ db: app(pg) }, {}, defined), host)).message).toContain('wiki-x-1')
  })

  const meets = (path: string): string =>
    refusal(() => release(one({ db: app(bind(path)) }), facts({ containers: [stranger(at(path))] }))).message
  it('is nobody’s store where it is the machine’s own, which may be written to by many', () => {
    expect(MACHINES_OWN.filter((path) => meets(path) !== '')).toEqual([])
    expect(NOT_THE_MACHINES.filter((path) => meets(path) === '')).toEqual([])
  })
})

describe('what starts beside a container of another project', () => {
  const image = (reference: string) => ({ image: `${reference.replace(/:[^/:]*$|@.*/, '')}@sha256:${'a'.repeat(64)}` })
  const resolved = (...references: string[]) =>
    new Map(references.map((reference) => [reference, { ...image(reference), platform: 'linux/amd64' }]))
  /** As an adoption finds them: by ids alone. */
  const ids = (...references: string[]) =>
    new Map(
      [...new Set(references)].map((reference, index) => [
        reference,
        { image: `sha256:${'abcdef'.charAt(index).repeat(64)}`, platform: 'linux/amd64' },
      ]),
    )
  const mounts = (place: string, Destination: string): Mounts => [
    place.startsWith('/')
      ? { Type: 'bind', Source: place, Destination, RW: true }
      : { Type: 'volume', Name: place, Source: `/var/lib/docker/volumes/${place}/_data`, Destination, RW: true },
  ]

  it.each(BESIDE)('is judged by what both are: %s', (_what, beside: Beside, starts) => {
    const { own, other, place, target = '/files', itsTarget = '/files', stopped: wasStopped, written, later } = beside
    const known = { resolved: (beside.byId === true ? ids : resolved)(own) as never }
    const isFolder = place.startsWith('/')
    const shared = one(
      { web: { image: own, restart: 'always', volumes: [isFolder ? bind(place, target) : { ...pg, target }] } },
      {},
      { pg: { name: place, external: true } },
    )
    const host = facts({ volumes: [volume(place), volume('shop_pg')] })
    if (wasStopped === true || written === true) {
      const before = committed(release(shared, host, known).release)
      host.current = before.current as NonNullable<typeof before.current>
      host.containers = before.containers.map((each) => ({
        ...each,
        Mounts: mounts(place, target),
        State: { ...each.State, Status: 'exited', Running: false, FinishedAt: '2026-11-25T00:00:00Z' },
      }))
      if (written === true) host.containers = []
    }
    host.containers.push({
      ...container('wiki', 'x', { image: other, inspected: { Mounts: mounts(place, itsTarget) } as never }),
      Created: later === true ? '2026-11-26T00:00:00Z' : '2026-11-01T00:00:00Z',
    })
    const act = () => release(shared, host, known)
    if (!starts) expect(refusal(act).message).toContain('two at once')
    else expect(act().plan.warnings).toEqual([expect.stringContaining('wiki-x-1')])
  })

  it.each(FAMILY)('is a service’s next name where services had shared the place: %s', (_what, had, will, starts) => {
    const files = { pg: { name: 'shop_pg' } }
    const of = (services: Record<string, string>) =>
      one(
        Object.fromEntries(
          Object.entries(services).map(([name, image]) => [
            name,
            { image, restart: 'always', volumes: [{ ...pg, target: '/files' }] },
          ]),
        ),
        {},
        files,
      )
    for (const by of [resolved, ids]) {
      const known = { resolved: by(...Object.values({ ...had, ...will }), ...Object.values(had)) as never }
      const first = release(of(had), facts({ volumes: [volume('shop_pg')] }), known)
      const host = committed(first.release, { volumes: [volume('shop_pg')] })
      host.containers = host.containers.map((each) => ({ ...each, Mounts: mounts('shop_pg', '/files') }))
      const { message } = refusal(() => release(of(will), host, known))
      expect(message === '').toBe(starts)
    }
  })

  const LATER = '2026-11-26T00:00:00Z'
  const neighbour = (Config: string, Mounts: Mounts): InspectedContainer => ({
    ...container('wiki', 'x', { image: Config, inspected: { Mounts } as never }),
    Created: LATER,
  })

  it.each(ONCE)('is what runs once, too: %s', (_what, { sibling, other, siblingGoes, apart, runsOn }, starts) => {
    const labels = { 'stack-actions.one-shot': String(runsOn !== true) }
    const has = (image: string, source: string, more: Partial<ComposeService> = {}): ComposeService => ({
      ...{ image, restart: 'always', volumes: [{ type: 'volume', source, target: '/files' }], ...more },
    })
    const place = apart === true ? 'elsewhere' : 'shared'
    const of = (user: string, goes: boolean) =>
      one(
        {
          ...(sibling === undefined || goes ? {} : { app: has(sibling, place) }),
          migrate: has('ghcr.io/org/web:1', 'shared', { user, labels, restart: 'no' }),
        },
        { leaveData: ['elsewhere:/files'] },
        { shared: { name: 'shared', external: true }, elsewhere: { name: 'elsewhere', external: true } },
      )
    const volumes = [volume('shared'), volume('elsewhere')]
    const known = { resolved: resolved('ghcr.io/org/web:1', ...(sibling === undefined ? [] : [sibling])) as never }
    const host = committed(release(of('1', false), facts({ volumes }), known).release, { volumes })
    host.containers = host.containers
      .filter(({ Name }) => !Name.includes('migrate'))
      .map((each) => ({ ...each, Mounts: mounts(place, '/files') }))
    host.containers.push(neighbour(other, mounts('shared', '/files')))
    const { message } = refusal(() => release(of('2', siblingGoes === true), host, known))
    expect(message === '').toBe(starts)
    if (!starts) expect(message).toContain('wiki-x-1')
  })

  it('is what the files call it, once what ran before was adopted', () => {
    const radarr = (source: string): ComposeService => ({
      image: 'org/radarr:5',
      restart: 'always',
      volumes: [bind(source, '/files')],
    })
    const ran = container('shop', 'radarr', {
      image: 'org/radarr:5',
      inspected: { Mounts: mounts('/srv/media', '/files') } as never,
    })
    const files = one({ radarr: radarr('/srv/media'), sonarr: radarr('/srv/other') })
    const first = release(files, facts({ containers: [ran] }), { resolved: new Map() })
    expect(first.release.names).toEqual([{ image: ran.Image, repository: 'org/radarr' }])
    const host = committed(first.release)
    const newer = neighbour('plexinc/pms-docker', mounts('/srv/media', '/files'))
    const { plan } = release(files, { ...host, containers: [newer] }, { resolved: new Map() })
    expect(plan.services.map(({ change }) => change)).toEqual(['new', 'new'])
    expect(plan.warnings).toEqual([expect.stringContaining('right for files such as media')])
  })

  it('is what the stack calls its image where it was sent without a registry', () => {
    const imageId = `sha256:${'e'.repeat(64)}`
    const sent = (service: string) =>
      built(service, '', { repository: `shop/shop-${service}`, imageId, serverTag: `shop/${service}:1` })
    const made = (service: string) => {
      const { digest: _none, ...image } = sent(service)
      const shared = { build: { context: '/repo' }, restart: 'always', volumes: [bind('/srv/media', '/files')] }
      const host = facts({ containers: [neighbour('jellyfin/jellyfin:10', mounts('/srv/media', '/files'))] })
      return () => release(one({ [service]: shared }), host, { images: [image] })
    }
    expect(made('web')().release.names).toEqual([{ image: imageId, repository: 'shop/shop-web' }])
    expect(refusal(made('redis')).message).toContain('two at once')
  })

  it('is unknown where the files call it by an id, or one id by two names', () => {
    const id = `sha256:${'e'.repeat(64)}`
    const [media, other] = [bind('/srv/media', '/files'), bind('/srv/other', '/files')]
    const host = facts({ containers: [neighbour('jellyfin/jellyfin:10', mounts('/srv/media', '/files'))] })
    const act = (image: string, second: string) => () =>
      release(
        one({
          web: { image, restart: 'always', volumes: [media] },
          more: { image: second, restart: 'always', volumes: [other] },
        }),
        host,
        { resolved: new Map([image, second].map((one) => [one, { image: id, platform: 'linux/amd64' }])) },
      )
    expect(refusal(act(id, id)).message).toContain('two at once')
    expect(refusal(act('org/web:1', 'org/more:1')).message).toContain('two at once')
    expect(refusal(act('org/web:1', 'org/web:2'))).toEqual(NONE)
  })

  it('is not a service’s own because somebody runs a command in one of it', () => {
    const host = runs(one({ db: app(pg) }), { db: has('shop_pg') })
    const [own] = host.containers
    const labels = { 'com.docker.compose.oneoff': 'True', 'stack-actions.stack': IDENTITY.label }
    const oneOff = container('shop', 'db', { labels, inspected: { Mounts: has('shop_pg') } as never, number: 7 })
    const changed = one({ db: { ...app(pg), user: '1' } })
    expect(refusal(() => release(changed, { ...host, containers: [oneOff] }))).toEqual({
      message: expect.stringContaining('the container shop-db-7 (`compose run` of shop/db) writes there, too'),
      todo: expect.stringContaining('docker stop shop-db-7'),
    })
    const beside = { ...host, containers: [oneOff, ...(own === undefined ? [] : [own])] }
    expect(release(changed, beside).plan.warnings).toEqual([expect.stringContaining('writes there, too, as before')])
  })
})
