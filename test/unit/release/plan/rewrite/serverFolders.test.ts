import { describe, expect, it } from '@jest/globals'
import type { HostFacts, InspectedContainer } from '../../../../../src/host/types.js'
import { Refused } from '../../../../../src/runtime/errors.js'
import type { ComposeMount, ComposeService, RepoMount, Stack } from '../../../../../src/stack/types.js'
import { committed, container, facts, make, POSTGRES, project, ROOT, stack } from '../../fixture.js'

// A stack that somebody runs from /opt/shop; each service mounts folders that lie beside its Compose file.

const IMAGE = new Map([['postgres:17', { image: POSTGRES, platform: 'linux/amd64' }]])

const data = (name: string, more: Partial<RepoMount> = {}): RepoMount => ({
  ...{ source: `/repo/shop/${name}`, path: `shop/${name}`, kind: 'data' },
  ...more,
})

const bind = (source: string, target: string, readOnly = false) =>
  ({ type: 'bind', source, target, ...(readOnly && { read_only: true }) }) as ComposeMount

const service = (...volumes: ComposeMount[]): ComposeService => ({ image: 'postgres:17', restart: 'always', volumes })

const runs = (name: string, mounts: Record<string, string>, folder = '/opt/shop'): InspectedContainer =>
  container('shop', name, {
    image: 'postgres:17',
    folder,
    labels: { 'com.docker.compose.project.working_dir': folder },
    inspected: {
      Mounts: Object.entries(mounts).map(([Destination, Source]) => ({ Type: 'bind', Source, Destination, RW: true })),
    },
  })

const planned = (
  services: Record<string, ComposeService>,
  containers: InspectedContainer[],
  said: Partial<Stack> = {},
  more: Partial<HostFacts> = {},
) =>
  make({
    stack: stack([project(services, { mounts: ['data', 'media', 'out'].map((name) => data(name)) })], said),
    ...{ images: [], resolved: IMAGE, facts: facts({ containers, ...more }) },
  })

const sourcesOf = (made: ReturnType<typeof planned>, name: string) =>
  made.release.models['shop']?.services[name]?.volumes?.map(({ source }) => source)

const refusal = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refused) return [error.message, ...error.todo].join('\n')
    throw error
  }
  return ''
}

const DATA = bind('/repo/shop/data', '/data')
const MEDIA = bind('/repo/shop/media', '/media')

describe('a path of the repository is one folder of the server, whoever mounts it', () => {
  it.each<[string, Record<string, ComposeService>, InspectedContainer[], string, string[]]>([
    [
      'a new service finds what another one writes',
      { web: service(MEDIA), worker: service(bind('/repo/shop/media', '/in', true)) },
      [runs('web', { '/media': '/opt/shop/media' })],
      'worker',
      ['/opt/shop/media'],
    ],
    [
      'also where that lies in another place than the rest',
      { web: service(MEDIA), worker: service(bind('/repo/shop/media', '/in'), DATA) },
      [runs('web', { '/media': '/mnt/disk/pictures' })],
      'worker',
      ['/mnt/disk/pictures', '/opt/shop/data'],
    ],
    [
      'a service without a container finds its folder where the stack was started',
      { web: service(MEDIA), db: service(DATA) },
      [runs('web', { '/media': '/opt/shop/media' })],
      'db',
      ['/opt/shop/data'],
    ],
    [
      'also where what runs mounts nothing',
      { web: service(), db: service(DATA) },
      [runs('web', {})],
      'db',
      ['/opt/shop/data'],
    ],
    [
      'where the label is of another layout, by what is mounted',
      { web: service(MEDIA), db: service(DATA) },
      [runs('web', { '/media': '/srv/files/media' }, '/srv/files/deploy')],
      'db',
      ['/srv/files/data'],
    ],
    [
      'where nothing shows it, below the folder of the stack',
      { db: service(DATA) },
      [],
      'db',
      [`${ROOT}/data/shop/data`],
    ],
  ])('%s', (_case, services, containers, name, sources) => {
    expect(sourcesOf(planned(services, containers, { name: 'shop' }), name)).toEqual(sources)
  })

  it('is so for a service that is called otherwise from now on', () => {
    const first = planned({ web: service(), db: service(DATA) }, [
      runs('web', {}),
      runs('db', { '/data': '/opt/shop/data' }),
    ])
    const now = committed(first.release)
    const renamed = planned({ web: service(), postgres: service(DATA) }, [], {}, { ...now, containers: [] })
    expect(sourcesOf(renamed, 'postgres')).toEqual(['/opt/shop/data'])
  })

  it('is refused where two folders may be meant, with what to write', () => {
    const services = { web: service(MEDIA), feed: service(MEDIA), worker: service(MEDIA) }
    const containers = [
      runs('web', { '/media': '/opt/shop/media' }),
      runs('feed', { '/media': '/srv/shop/media' }, '/srv/shop'),
    ]
    expect(refusal(() => planned(services, containers))).toContain(
      'shop/worker: shop/media may be any of /opt/shop/media, /srv/shop/media on the server: write the one that is meant into the Compose file, as an absolute path',
    )
  })

  it('is left where it is, if stack.yml gives it up', () => {
    const services = { web: service(MEDIA), db: service(DATA) }
    const made = planned(services, [runs('web', { '/media': '/opt/shop/media' })], {
      leaveData: ['/opt/shop/data:/data'],
    })
    expect(sourcesOf(made, 'db')).toEqual([`${ROOT}/data/shop/data`])
  })
})

describe('what is not concluded from where other folders lie', () => {
  const outside: RepoMount = { source: '/repo/storage', path: 'storage', kind: 'data' }
  const made = (
    services: Record<string, ComposeService>,
    more: RepoMount[],
    host: Partial<HostFacts>,
    said: Partial<Stack> = {},
  ) =>
    make({
      stack: stack([project(services, { mounts: [data('data'), data('media'), ...more] })], said),
      ...{ images: [], resolved: IMAGE, facts: facts(host) },
    })

  it('is a folder outside of the project beside folders of ours: it has its own place, also for a service that comes back', () => {
    const storage = bind('/repo/storage', '/storage')
    const place = `${ROOT}/data/shop/storage`
    const first = made({ web: service(DATA), app: service(storage) }, [outside], {})
    expect(sourcesOf(first, 'app')).toEqual([place])
    const without = { ...committed(first.release), containers: [] }
    delete without.current?.models['shop']?.services['app']
    expect(sourcesOf(made({ web: service(DATA), app: service(storage) }, [outside], without), 'app')).toEqual([place])
  })

  it('is what a step has made and git does not track: it may be content', () => {
    const built: RepoMount = { source: '/repo/shop/dist', path: 'shop/dist', kind: 'unclear' }
    const first = made({ web: service(DATA) }, [], {})
    const after = committed(first.release)
    const services = { web: service(DATA), site: service(bind('/repo/shop/dist', '/html')) }
    expect(refusal(() => made(services, [built], after))).toContain(
      'shop/dist is in the checkout, git does not track it',
    )
  })

  it('is a folder at the same path as one that another service has given up', () => {
    const containers = [runs('web', { '/media': '/opt/shop/media' })]
    const services = { web: service(MEDIA), worker: service(bind('/repo/shop/media', '/data')) }
    const said = { leaveData: ['/opt/shop/db:/data', 'shop_pg:/data'] }
    expect(sourcesOf(made(services, [], { containers }, said), 'worker')).toEqual(['/opt/shop/media'])
  })

  it('is where a folder of ours lies that was made beside those that were there', () => {
    const containers = [
      runs('web', { '/media': '/opt/shop/media' }),
      container('shop', 'up', {
        image: 'postgres:17',
        labels: { 'stack-actions.stack': stack([]).identity.label },
        inspected: { Mounts: [{ Type: 'bind', Source: `${ROOT}/data/shop/data`, Destination: '/data', RW: true }] },
      }),
    ]
    const services = { web: service(MEDIA), up: service(DATA), late: service(bind('/repo/shop/out', '/out')) }
    const more = [data('out')]
    expect(sourcesOf(made(services, more, { containers }), 'late')).toEqual(['/opt/shop/out'])
  })
})

describe('a project of which nothing shows where it ran', () => {
  const services = { db: service(DATA, bind('/repo/shop/out', '/out', true)), web: service(MEDIA, DATA) }
  const begin = `./data, ./media are looked for in ${ROOT}/data/shop, and made empty where not there`

  it('begins with empty folders, which the plan says first of all', () => {
    expect(planned(services, []).plan.notices.join('\n')).toContain(
      `shop: ${begin}; if it has run on this server before, from another folder, start it there once more`,
    )
  })

  it('is refused where stack.yml says that it ran there', () => {
    expect(refusal(() => planned(services, [], { takesOver: ['shop'] }))).toContain(
      `shop: takes-over says that it has run on this server, but nothing shows from which folder, and ${begin}`,
    )
  })

  it('begins with what stack.yml gives up, too', () => {
    const said = {
      takesOver: ['shop'],
      leaveData: ['/opt/shop/media:/media', `${ROOT}/data/shop/media:/media`, `${ROOT}/data/shop/data:/data`],
    }
    expect(refusal(() => planned(services, [], said))).toBe('')
  })

  it('says so of a service that was left out of the release before, where no folder of the project is known', () => {
    const first = planned({ web: service() }, [])
    const host = { ...committed(first.release), containers: [] }
    expect(planned({ web: service(), db: service(DATA) }, [], {}, host).plan.notices.join('\n')).toContain(
      'shop: ./data is looked for in',
    )
    const known = planned({ web: service(MEDIA) }, [])
    const later = { ...committed(known.release), containers: [] }
    expect(planned({ web: service(MEDIA), db: service(DATA) }, [], {}, later).plan.notices.join('\n')).not.toContain(
      'looked for',
    )
  })

  it('begins with nothing where it runs, was released, or mounts no folder that is made', () => {
    const first = planned(services, [])
    for (const made of [
      planned(services, [runs('web', {})], { takesOver: ['shop'] }),
      planned(services, [], { takesOver: ['shop'] }, { ...committed(first.release), containers: [] }),
      planned({ db: service(bind('/mnt/data', '/data')) }, [], { takesOver: ['shop'] }),
    ])
      expect(made.plan.notices.join('\n')).not.toContain('looked for')
  })
})
