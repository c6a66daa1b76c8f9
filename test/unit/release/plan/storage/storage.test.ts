import { describe, expect, it } from '@jest/globals'
import type { HostFacts, InspectedContainer } from '../../../../../src/host/types.js'
import { writeLines } from '../../../../../src/records/record.js'
import { STORAGE } from '../../../../../src/records/release.js'
import type { ReleaseInput } from '../../../../../src/release/plan/releaseInput.js'
import { planMarkdown, planText } from '../../../../../src/release/report/planReport.js'
import { Refused } from '../../../../../src/runtime/errors.js'
import type { ComposeModel, ComposeService, Stack } from '../../../../../src/stack/types.js'
import {
  built,
  committed,
  container,
  db,
  facts,
  make,
  project,
  ROOT,
  resolved,
  stack,
  volume,
  WEB_DIGEST,
  web,
} from '../../fixture.js'

const PG = '/var/lib/postgresql/data'
const ANONYMOUS = 'd'.repeat(64)

type Services = Record<string, ComposeService>
type Mount = NonNullable<ComposeService['volumes']>[number]

const app = (...volumes: Mount[]): ComposeService => ({ image: 'postgres:17', restart: 'always', volumes })
const named = (source: string, target: string, more: Partial<Mount> = {}): Mount => ({
  type: 'volume',
  source,
  target,
  ...more,
})
const bind = (source: string, target: string, more: Partial<Mount> = {}): Mount => ({
  type: 'bind',
  source,
  target,
  ...more,
})
const memory = (target: string): Mount => ({ type: 'tmpfs', target })

interface Setup {
  services: Services
  volumes?: ComposeModel['volumes']
}

const VOLUMES = { data: { name: 'shop_data' }, other: { name: 'shop_other' } }
const stackOf = ({ services, volumes = VOLUMES }: Setup, more: Partial<Stack> = {}) =>
  stack([project(services, {}, { volumes })], more)
const input = (setup: Setup, more: Partial<ReleaseInput> = {}, said: Partial<Stack> = {}): Partial<ReleaseInput> => ({
  stack: stackOf(setup, said),
  images: [],
  resolved: new Map([
    ['postgres:17', { image: `postgres@sha256:${'a'.repeat(64)}`, platform: 'linux/amd64', volumes: [] }],
  ]),
  ...more,
})

/** The server after a release of that: its containers with their mounts, and its volumes. */
function after(setup: Setup, more: Partial<HostFacts> = {}): HostFacts {
  const { release } = make(input(setup, { facts: facts({ volumes: [volume('data')] }) }))
  const host = committed(release)
  const names = ['data', ...Object.values(setup.volumes ?? VOLUMES).flatMap((one) => one?.name ?? [])]
  return { ...host, containers: [], volumes: names.map((name) => volume(name)), ...more }
}

const advice = (act: () => unknown): { message: string; todo: string } => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refused) return { message: error.message, todo: error.todo.join('\n') }
    throw error
  }
  return { message: '', todo: '' }
}

const before: Setup = { services: { app: app(named('data', '/data')) } }
const external = { data: { name: 'data', external: true }, other: { name: 'shop_other' } }

describe('what a service has written', () => {
  const lost: [string, Setup, Setup, string][] = [
    ['another volume', before, { services: { app: app(named('other', '/data')) } }, 'shop_data:/data'],
    ['another name of its volume', before, { ...before, volumes: { data: { name: 'prod_data' } } }, 'shop_data:/data'],
    ['an external volume in place of its own', before, { ...before, volumes: external }, 'shop_data:/data'],
    ['its own volume in place of an external one', { ...before, volumes: external }, before, 'data:/data'],
    ['a folder', before, { services: { app: app(bind('/srv/data', '/data')) } }, 'shop_data:/data'],
    ['memory', before, { services: { app: app(memory('/data')) } }, 'shop_data:/data'],
    ['memory by tmpfs', before, { services: { app: { ...app(), tmpfs: ['/data:size=1m'] } } }, 'shop_data:/data'],
    ['nothing', before, { services: { app: app() } }, 'shop_data:/data'],
    ['its volume at another path', before, { services: { app: app(named('data', '/srv')) } }, 'shop_data:/data'],
    [
      'its volume one folder above, as of postgres 18',
      { services: { app: app(named('data', PG)) } },
      { services: { app: app(named('data', '/var/lib/postgresql')) } },
      `shop_data:${PG}`,
    ],
    [
      'a folder of its volume',
      before,
      { services: { app: app(named('data', '/data', { volume: { subpath: 'sub' } })) } },
      'shop_data:/data',
    ],
    [
      'a volume over a folder of its volume',
      before,
      { services: { app: app(named('data', '/data'), named('other', '/data/uploads')) } },
      'shop_data/uploads:/data/uploads',
    ],
    [
      'another folder',
      { services: { app: app(bind('/srv/a', '/data')) } },
      { services: { app: app(bind('/srv/b', '/data')) } },
      '/srv/a:/data',
    ],
    ['a volume in place of a folder', { services: { app: app(bind('/srv/a', '/data')) } }, before, '/srv/a:/data'],
    [
      'no service any more',
      { services: { app: app(), old: app(named('data', '/data')) } },
      { services: { app: app() } },
      'shop_data:/data',
    ],
    [
      'a service with another name and another volume',
      before,
      { services: { renamed: app(named('other', '/data')) } },
      'shop_data:/data',
    ],
    [
      'a service with another name that mounts it elsewhere',
      before,
      { services: { renamed: app(named('data', '/srv')) } },
      'shop_data:/data',
    ],
  ]
  it.each(lost)('is not left behind for %s', (_what, first, second, word) => {
    const host = after(first)
    const { message, todo } = advice(() => make(input(second, { facts: host })))
    expect(message).toMatch(/what it has written to \/\S+ is in the (volume|folder)/)
    expect(todo).toContain(`leave-data: ["${word}"]`)
    const said = make(input(second, { facts: host }, { leaveData: [word] }))
    expect(planText(said.plan)).toContain('is left behind, as leave-data says')
  })

  const kept: [string, Setup, Setup][] = [
    ['the same', before, before],
    ['another image', before, { services: { app: { ...app(named('data', '/data')), environment: { A: 'b' } } } }],
    [
      'another key of the same volume',
      before,
      { services: { app: app(named('db', '/data')) }, volumes: { db: { name: 'shop_data' } } },
    ],
    [
      'a volume that is external now, with its name',
      before,
      { ...before, volumes: { data: { name: 'shop_data', external: true } } },
    ],
    ['another name of the service', before, { services: { renamed: app(named('data', '/data')) } }],
    [
      'a backup that goes, while its owner stays',
      { services: { app: app(named('data', '/data')), backup: app(named('data', '/from')) } },
      before,
    ],
    [
      'the folder above a folder, where the path leads to the same',
      { services: { app: app(bind('/srv/a', '/data/a')) } },
      { services: { app: app(bind('/srv', '/data')) } },
    ],
    [
      'a folder of its folder by itself',
      { services: { app: app(bind('/srv', '/data')) } },
      { services: { app: app(bind('/srv', '/data'), bind('/srv/a', '/data/a')) } },
    ],
    [
      'what it only reads',
      { services: { app: app(named('data', '/data', { read_only: true })) } },
      { services: { app: app() } },
    ],
    [
      'a socket of the host',
      { services: { app: app(bind('/var/run/docker.sock', '/var/run/docker.sock')) } },
      { services: {} },
    ],
    ['memory', { services: { app: app(memory('/cache')) } }, { services: { app: app() } }],
    ['one more volume', before, { services: { app: app(named('data', '/data'), named('other', '/cache')) } }],
    ['read-only from now on', before, { services: { app: app(named('data', '/data', { read_only: true })) } }],
  ]
  it.each(kept)('is there again for %s', (_what, first, second) => {
    expect(advice(() => make(input(second, { facts: after(first) })))).toEqual({ message: '', todo: '' })
  })

  it('is not left behind by a project that goes', () => {
    const two = (projects: string[]) =>
      stack(
        projects.map((name) =>
          project(
            { app: app(named('data', '/data')) },
            { name, path: name },
            { name, volumes: { data: { name: `${name}_data` } } },
          ),
        ),
      )
    const first = make({ ...input(before), stack: two(['shop', 'blog']) })
    const host = committed(first.release, { containers: [], volumes: [volume('shop_data'), volume('blog_data')] })
    expect(advice(() => make({ ...input(before), stack: two(['shop']), facts: host })).todo).toContain(
      '"blog_data:/data"',
    )
  })

  it('is missed where its volume is gone from the server, and a person can say that it shall begin empty', () => {
    const { message } = advice(() =>
      make(
        input(
          { services: { app: { ...app(named('data', '/data')), user: '1' } } },
          { facts: after(before, { volumes: [] }) },
        ),
      ),
    )
    expect(message).toContain(
      'no longer on the server, and a new, empty one would be made (if it shall begin empty: docker volume create shop_data)',
    )
  })

  it('is not missed on a share, which no container and no volume of the server holds', () => {
    const share: Setup = {
      services: { app: app(named('data', '/data')) },
      volumes: { data: { name: 'a', driver_opts: { type: 'nfs', device: ':/a', o: 'addr=10.0.0.1' } } },
    }
    const gone = after(share, { containers: [], volumes: [] })
    const next = { ...share, services: { app: { ...app(named('data', '/data')), user: '1' } } }
    expect(advice(() => make(input(next, { facts: { ...gone, containers: [] } }))).message).toBe('')
  })

  it('is found by its folder or share, whatever the volume is called', () => {
    const options = { type: 'none', o: 'bind', device: '/srv/data' }
    const first: Setup = {
      services: { app: app(named('data', '/data')) },
      volumes: { data: { name: 'a', driver_opts: options } },
    }
    const host = after(first, { volumes: [volume('a', options)] })
    expect(
      advice(() => make(input({ ...first, volumes: { data: { name: 'b', driver_opts: options } } }, { facts: host })))
        .message,
    ).toBe('')
    expect(
      advice(() => make(input({ services: { app: app(bind('/srv/data', '/data')) } }, { facts: host }))).message,
    ).toBe('')
    const other = { ...options, device: '/srv/other' }
    expect(
      advice(() => make(input({ ...first, volumes: { data: { name: 'b', driver_opts: other } } }, { facts: host })))
        .todo,
    ).toContain('/srv/data:/data')
  })
})

describe('what ran before us', () => {
  const running = (Mounts: InspectedContainer['Mounts'], more: Partial<HostFacts> = {}) =>
    facts({
      containers: [container('shop', 'app', { image: 'postgres:17', inspected: { Mounts } })],
      volumes: [volume('bot_pg')],
      ...more,
    })
  const pg = {
    Type: 'volume',
    Name: 'bot_pg',
    Source: '/var/lib/docker/volumes/bot_pg/_data',
    Destination: PG,
    RW: true,
  }

  it('keeps its volume, or nothing is done', () => {
    const act = (setup: Setup, said: Partial<Stack> = {}) => make(input(setup, { facts: running([pg]) }, said))
    const wrong: Setup = { services: { app: app(named('data', PG)) } }
    expect(advice(() => act(wrong))).toEqual({
      message: expect.stringContaining(
        `shop/app: what it has written to ${PG} is in the volume bot_pg, but the new version has the volume shop_data there, which is new and empty`,
      ),
      todo: expect.stringContaining(`leave-data: ["bot_pg:${PG}"]`),
    })
    expect(advice(() => act({ ...wrong, volumes: { data: { name: 'bot_pg' } } })).message).toBe('')
    expect(planText(act(wrong, { leaveData: [`bot_pg:${PG}`] }).plan)).toContain(
      'the volume bot_pg stays on the server',
    )
  })

  it('keeps a volume without a name only if nobody gives the path another one', () => {
    const own = { ...pg, Name: ANONYMOUS }
    const { todo } = advice(() => make(input({ services: { app: app(named('data', PG)) } }, { facts: running([own]) })))
    expect(todo).toContain(`leave-data: ["shop/app:${PG}"]`)
    const gone = running([own])
    // Whose that is, nobody can tell.
    expect(advice(() => make(input({ services: { web: app() } }, { facts: gone }))).message).toContain(
      'none of its services (app) is in the Compose files',
    )
  })

  it('is looked at also where it was stopped by hand', () => {
    const host = running([pg])
    const stopped = host.containers.map((one) => ({
      ...one,
      State: { ...one.State, Running: false, Status: 'exited' },
    }))
    const act = () =>
      make(input({ services: { app: app(named('data', PG)) } }, { facts: { ...host, containers: stopped } }))
    expect(advice(act).todo).toContain(`bot_pg:${PG}`)
  })

  it('finds a volume again behind its folder below /var/lib/docker', () => {
    const folder = { ...pg, Type: 'bind', Name: undefined } as unknown as typeof pg
    const same: Setup = { services: { app: app(named('data', PG)) }, volumes: { data: { name: 'bot_pg' } } }
    expect(advice(() => make(input(same, { facts: running([folder]) }))).message).toBe('')
  })
})

describe('a volume without a name', () => {
  const mount = { Type: 'volume', Name: ANONYMOUS, Source: '', Destination: '/data', RW: true }
  const images = new Map([
    ['postgres:17', { image: `redis@sha256:${'a'.repeat(64)}`, platform: 'linux/amd64', volumes: ['/data'] }],
  ])
  const of = (service: Partial<ComposeService>, volumes: ComposeModel['volumes'] = {}): Setup => ({
    services: { app: { ...app(), ...service } },
    volumes,
  })
  const first = input(of({}), { resolved: images, facts: facts() })
  const served = committed(make(first).release)
  const host: HostFacts = {
    ...served,
    containers: served.containers.map((one) => ({ ...one, Mounts: [mount] })),
    volumes: [volume(ANONYMOUS)],
  }
  const next = (setup: Setup, said: Partial<Stack> = {}, on: HostFacts = host) =>
    advice(() => make(input(setup, { resolved: images, facts: on }, said)))
  const [image] = host.containers.map(({ Config }) => Config.Image)
  const LEAVE = { leaveData: ['shop/app:/data'] }
  const command = ['redis-server', '--save', '60']
  const copyInto = (name: string) =>
    `\`docker stop shop-app-1 && docker run --rm -u 0 -v ${ANONYMOUS}:/from:ro -v ${name}:/to --entrypoint cp ${image} -a /from/. /to/\``
  const copied: HostFacts = {
    ...host,
    volumes: [volume(ANONYMOUS), volume('shop_app-data')],
    containers: host.containers.map((one) => ({
      ...one,
      State: { ...one.State, Running: false, Status: 'exited', ExitCode: 0 },
    })),
  }
  const withVolume = of({ command, volumes: [named('app-data', '/data')] }, { 'app-data': { name: 'shop_app-data' } })

  it('is told with all that is to be written, at once', () => {
    const { message, todo } = next(of({ command }))
    expect(message).toContain('an anonymous volume at /data that its image declares')
    expect(todo.split('\n')).toEqual([
      `shop/app, to keep what its volume without a name at /data holds: write \`volumes: ["app-data:/data"]\` into the service, and \`volumes: { app-data: {} }\` beside \`services\`; write the \`leave-data\` below; and right before the deploy, on the server (it is away until then; where that deploy is undone, \`docker start shop-app-1\`): ${copyInto('shop_app-data')}`,
      'shop/app, to begin without it: write `tmpfs: ["/data"]` into the service, and write the `leave-data` below',
      'to leave it where it is, and begin without it, write into stack.yml (where there is none, below the line `name: shop`): leave-data: ["shop/app:/data"]',
    ])
  })

  it('is kept, or left, by what is told', () => {
    expect(next(withVolume, LEAVE, copied).message).toBe('')
    expect(next(of({ command, tmpfs: ['/data'] }), LEAVE).message).toBe('')
    const running = facts({
      volumes: copied.volumes,
      containers: [container('shop', 'app', { image: 'postgres:17', inspected: { Mounts: [mount] } })],
    })
    expect(next(withVolume, LEAVE, running).message).toBe('')
    expect(next(of({ command, tmpfs: ['/data'] }), LEAVE, running).message).toBe('')
  })

  it('cannot be mounted again, where a person has written half of it', () => {
    for (const [setup, into] of [
      [withVolume, 'shop_app-data'],
      [of({ command, volumes: [bind('/srv/data', '/data')] }), '/srv/data'],
    ] as const) {
      const { todo } = next(setup)
      expect(todo).toContain(`holds: write the \`leave-data\` below; and right before the deploy, on the server (it is`)
      expect(todo).toContain(copyInto(into))
      expect(todo).not.toContain('what is mounted there now')
    }
    const memoryOnly = next(of({ command, tmpfs: ['/data'] })).todo
    expect(memoryOnly).toContain('to begin without it: write the `leave-data` below')
    expect(memoryOnly).toContain('leave-data: ["shop/app:/data"]')
    expect(next(of({ command }), LEAVE).todo).toContain('write `tmpfs: ["/data"]` into the service')
  })

  it('of the file itself is replaced, with or without data', () => {
    const own = of({ command, volumes: [{ type: 'volume', target: '/data' }] })
    const lost = next(of({ command, tmpfs: ['/data'] }), {}, after(own)).todo
    expect(lost).toContain('leave-data: ["shop/app:/data"]')
    expect(lost).not.toContain('what is mounted there now')
    expect(next(own).todo).toContain('write `tmpfs: ["/data"]` into the service in place of `/data`')
    const bare = { ...host, containers: host.containers.map((one) => ({ ...one, Mounts: [] })) }
    const { todo } = next(own, {}, bare)
    expect(todo).toContain('or, where nothing of it has to last, write `tmpfs: ["/data"]`')
    expect(todo).not.toContain('leave-data')
    expect(next(of({ command, tmpfs: ['/data'] }), {}, bare).message).toBe('')
  })
})

describe('a folder of the server', () => {
  const uploads = (source: string, labels: Record<string, string> = {}) =>
    container('shop', 'web', {
      labels,
      inspected: { Mounts: [{ Type: 'bind', Source: source, Destination: '/uploads', RW: true }] },
    })
  const files = { ...web, volumes: [bind('/repo/shop/uploads', '/uploads')] }
  const own = (more: Partial<Stack> = {}) =>
    stack(
      [project({ web: files, db }, { mounts: [{ source: '/repo/shop/uploads', path: 'shop/uploads', kind: 'data' }] })],
      more,
    )
  const sourceOf = (more: Partial<ReleaseInput>) =>
    make({ images: [built('web', WEB_DIGEST)], resolved, ...more }).release.models['shop']?.services['web']
      ?.volumes?.[0]?.source

  it('stays where it is, until stack.yml gives it up', () => {
    const host = facts({ containers: [uploads('/srv/uploads')] })
    expect(sourceOf({ stack: own(), facts: host })).toBe('/srv/uploads')
    expect(sourceOf({ stack: own({ leaveData: ['/srv/uploads:/uploads'] }), facts: host })).toBe(
      `${ROOT}/data/shop/uploads`,
    )
  })

  it('is never the content of a release, which it would write to', () => {
    const ours = { 'stack-actions.stack': own().identity.label }
    const host = facts({ containers: [uploads(`${ROOT}/files/${'b'.repeat(64)}`, ours)] })
    expect(sourceOf({ stack: own(), facts: host })).toBe(`${ROOT}/data/shop/uploads`)
  })
})

describe('a volume that exists with another definition', () => {
  const options = { type: 'nfs', o: 'addr=10.0.0.1,password=hunter2', device: ':/a' }
  const changed: [string, ComposeModel['volumes'], Record<string, string> | null, string][] = [
    [
      'another option',
      { data: { name: 'shop_data', driver_opts: { ...options, device: ':/b' } } },
      options,
      '(driver_opts.device)',
    ],
    [
      'a secret option',
      { data: { name: 'shop_data', driver_opts: { ...options, o: 'addr=10.0.0.1' } } },
      options,
      '(driver_opts.o)',
    ],
    [
      'options that it had',
      { data: { name: 'shop_data' } },
      options,
      '(driver_opts.device, driver_opts.o, driver_opts.type)',
    ],
    [
      'options that it lacks',
      { data: { name: 'shop_data', driver_opts: { type: 'tmpfs' } } },
      null,
      '(driver_opts.type)',
    ],
    ['another driver', { data: { name: 'shop_data', driver: 'rexray' } }, null, '(driver local → rexray)'],
  ]
  it.each(changed)('is refused: %s', (_what, volumes, has, text) => {
    const { message } = advice(() =>
      make(input({ ...before, volumes }, { facts: facts({ volumes: [volume('shop_data', has)] }) })),
    )
    expect(message).toContain(`the volume shop_data exists with another definition ${text}`)
    expect(message).not.toContain('hunter2')
  })

  it('is taken as it is where it has the same, or is external', () => {
    const host = facts({ volumes: [volume('shop_data', options)] })
    for (const data of [
      { name: 'shop_data', driver_opts: options, driver: 'local' },
      { name: 'shop_data', external: true },
    ])
      expect(advice(() => make(input({ ...before, volumes: { data } }, { facts: host }))).message).toBe('')
  })

  it('stands for a folder beside the Compose file only where the server has it already', () => {
    const device = (path: string) => ({ type: 'none', o: 'bind', device: path })
    const setup: Setup = { ...before, volumes: { data: { name: 'shop_data', driver_opts: device('/repo/data') } } }
    const { message } = advice(() => make(input(setup)))
    expect(message).toContain('the volume shop_data stands for data, which lies in the checkout')
    const there = facts({ volumes: [volume('shop_data', device('/opt/shop/data'))] })
    expect(advice(() => make(input(setup, { facts: there }))).message).toBe('')
  })
})

describe('the release', () => {
  it('tells the server what each service can write to, by which a rollback is judged', () => {
    const own = app(
      named('data', '/data'),
      named('other', '/ro', { read_only: true }),
      bind('/srv/a', '/a'),
      memory('/m'),
    )
    const { release } = make(input({ services: { app: own } }))
    expect(writeLines(STORAGE, release.storage)).toBe(
      'shop\tapp\t/data\tthe volume shop_data\nshop\tapp\t/a\tthe folder /srv/a of the server\n',
    )
  })
})

describe('the plan', () => {
  it('says of each volume and folder what becomes of it', () => {
    const setup: Setup = {
      services: { app: app(named('data', '/data'), named('other', '/cache'), bind('/srv/a', '/a')) },
    }
    const first = planText(make(input(setup, { facts: facts({ volumes: [volume('shop_other')] }) })).plan)
    expect(first).toContain('shop/app /data  the volume shop_data, which is new and empty')
    expect(first).toContain('shop/app /cache  the volume shop_other, which is on the server already')
    expect(first).toContain("shop/app /a  the server's own: /srv/a")
    const second = planMarkdown(make(input(setup, { facts: after(setup) })).plan)
    expect(second).toContain('shop/app /data  the volume shop&#95;data, kept')
  })
})
