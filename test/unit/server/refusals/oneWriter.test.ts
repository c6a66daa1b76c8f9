import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { MACHINES_OWN as MACHINE, STORE_FOLDERS, STORES } from '../../../../src/release/plan/storage/stores.js'
import { BESIDE, FAMILY, MACHINES_OWN, NOT_THE_MACHINES, ONCE, SHARES } from '../../writers.js'
import { inShell, makeWhole, PROGRAM, SHELLS } from '../shells.js'

const folder = mkdtempSync(join(tmpdir(), 'writer-'))
const root = join(folder, 'shop-production')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => rmSync(root, { recursive: true, force: true }))

interface Container {
  name: string
  /** `project/service` of Compose. */
  of?: string
  /** Whose its label says that it is; ours where absent and of Compose. */
  stack?: string
  /** Type, volume and path of what it can write to, and where that is inside. */
  writes: [string, string, string, string?][]
  image?: string
  created?: string
  /** When it was stopped; it runs where absent. */
  ended?: string
  oneOff?: boolean
}

const service = (key: string, hash: string, kind = 'exclusive', image = 'i') => {
  const [project = '', name = ''] = key.split('/')
  return `${[project, name, hash, kind, 1, image, 't', 0, 0, 'running', '-', '-', 60, 'always', 0].join('\t')}\n`
}
const row = (key: string, target: string, place: string, ...more: string[]) =>
  `${[...key.split('/'), target, place, ...more].join('\t')}\n`

function release(id: string, services: string, storage: string, names?: string): void {
  mkdirSync(join(root, 'releases', id, 'models'), { recursive: true })
  writeFileSync(join(root, 'releases', id, 'meta'), 'kind=deploy\n')
  writeFileSync(join(root, 'releases', id, 'outcome'), 'committed\tserves\n')
  writeFileSync(join(root, 'releases', id, 'services'), services)
  writeFileSync(join(root, 'releases', id, 'storage'), storage)
  if (names !== undefined) writeFileSync(join(root, 'releases', id, 'names'), names)
}

const volume = (name: string): [string, string, string] => ['volume', name, `/var/lib/docker/volumes/${name}/_data`]
const bind = (path: string): [string, string, string] => ['bind', '', path]

/** What Docker says of them, as second_writers asks it. */
function docker(containers: readonly Container[], stand = ''): string {
  const said = containers.flatMap(({ name, of = '', stack, writes, ...one }, index) => [
    [
      ...['=', `id${index}`, ...(of === '' ? ['', ''] : of.split('/').map((word) => `"${word}"`)), stack ?? ''],
      ...[one.oneOff === true ? '"True"' : '"False"', `"${one.image ?? 'postgres:17'}"`],
      ...[one.ended === undefined ? 'up' : '', one.created ?? '2026-11-26T00:00:00.123Z'],
      ...[one.ended ?? '0001-01-01T00:00:00Z', `/${name}`],
    ],
    ...writes.map(([type, volume, path, inside = '/data']) => [
      ...['w', type, volume === '' ? '' : `"${volume}"`, `"${path}"`, `"${inside}"`],
    ]),
  ])
  writeFileSync(join(root, 'said'), said.map((one) => `${one.join('\t')}\n`).join(''))
  writeFileSync(join(root, 'stand'), stand)
  const ids = containers.map((_, index) => `id${index}`).join('\\n')
  return `docker() { case "$1 $2" in 'ps -aq') printf '${ids}\\n' ;; inspect*) cat "$ROOT/said" ;; 'volume inspect') cat "$ROOT/stand" ;; esac; }`
}

const LABEL = '"unknown/shop/production"'
const DB = row('p/db', '/data', 'the volume pg')
const old: Container = { name: 'p-postgres-1', of: 'p/postgres', stack: LABEL, writes: [volume('pg')] }

it('the plan and the server know the same programs, and the same of the machine', () => {
  // A slash in brackets ends a pattern of awk.
  const texts = [STORES, STORE_FOLDERS, MACHINE].map(({ source }) => `/${source.replaceAll('[^/]', '[^\\/]')}/`)
  expect(texts.filter((text) => !PROGRAM.includes(text))).toEqual([])
})

describe.each(SHELLS)('two writers, under %s', (_, shell) => {
  /** Why one cannot go back to the first of two releases. */
  function why(
    running: readonly Container[],
    more: { before?: string; now?: string; services?: string; stand?: string; docker?: string } = {},
  ): string {
    release('1-aaaaaaa', more.services ?? service('p/db', 'h1'), more.before ?? DB)
    release('2-bbbbbbb', service('p/postgres', 'h1'), more.now ?? row('p/postgres', '/data', 'the volume pg'))
    makeWhole(join(root, 'releases/1-aaaaaaa'))
    writeFileSync(join(root, 'current'), '2-bbbbbbb\n')
    writeFileSync(join(root, 'identity'), 'label=unknown/shop/production\n')
    const fake = more.docker ?? docker(running, more.stand)
    return inShell(shell, root, `${fake}\nOWNER=unknown/shop/production; why_not 1-aaaaaaa ''`).stdout.trim()
  }

  it('are not made by a rollback of a service that has another name since; once that one is stopped, it goes', () => {
    expect(why([old])).toBe(
      'two must not write to one place at once: p/db would write to the volume pg while the container p-postgres-1 (p/postgres) writes there; if that one is no longer needed, stop it first: docker stop p-postgres-1',
    )
    expect(why([])).toBe('')
  })

  /** What is said of a release that is to begin where nothing of it runs, or nothing any more. */
  function asked(
    running: readonly Container[],
    release1: [string, string, string?],
    now: [string, string, string?] = ['', ''],
    stand = '',
  ) {
    release('1-aaaaaaa', ...release1)
    release('2-bbbbbbb', ...now)
    writeFileSync(join(root, 'releases/2-bbbbbbb/meta'), 'kind=deploy\ncreated_at=2026-11-25T00:00:00.000Z\n')
    writeFileSync(join(root, 'current'), '2-bbbbbbb\n')
    const act = `${docker(running, stand)}\nOWNER=unknown/shop/production; would_start 1-aaaaaaa | second_writers 1-aaaaaaa`
    return inShell(shell, root, act).stdout.trim()
  }
  const stops = (said: string): string[] => [...said.matchAll(/docker stop ([\w-]+)/g)].map(([, name = '']) => name)

  it('are seen in one share, however its volume says it', () => {
    const others = SHARES.map((_one, index): Container => ({ name: `x${index}`, writes: [volume(`v${index}`)] }))
    const stand = SHARES.map(
      ([, { type, device, o = '' }], index) => `v\tv${index}\t"local"\t"${type}"\t"${device}"\t"${o}"\n`,
    ).join('')
    const rows = SHARES.map(([, , text], index) => row('p/db', `/data${index}`, `the volume ${text}`)).join('')
    expect(stops(asked(others, [service('p/db', 'h1'), rows], ['', ''], stand))).toEqual(others.map(({ name }) => name))
  })

  it('are none where the place is the machine’s own', () => {
    const at = (paths: readonly string[]) =>
      asked(
        paths.map((path, index) => ({ name: `x${index}`, writes: [bind(path)] })),
        [
          service('p/db', 'h1'),
          paths.map((path, index) => row('p/db', `/data${index}`, `the folder ${path} of the server`)).join(''),
        ],
      )
    expect(at(MACHINES_OWN)).toBe('')
    expect(stops(at(NOT_THE_MACHINES))).toHaveLength(NOT_THE_MACHINES.length)
  })

  it('are judged by what both are, as in the plan', () => {
    const wrong = BESIDE.filter(([, beside, starts]) => {
      const { place, target = '/files', itsTarget = '/files' } = beside
      const isFolder = place.startsWith('/')
      const writes = (inside: string): Container['writes'] => [
        isFolder ? ['bind', '', place, inside] : ['volume', place, `/var/lib/docker/volumes/${place}/_data`, inside],
      ]
      const id = `sha256:${'a'.repeat(64)}`
      const image = beside.byId === true ? id : `${beside.own.replace(/:[^:]*$/, '')}@${id}`
      const names = beside.byId === true ? `${id}\t${beside.own.replace(/:[^:]*$/, '')}\n` : ''
      const storage = row('p/web', target, isFolder ? `the folder ${place} of the server` : `the volume ${place}`)
      const running: Container[] = [
        {
          ...{ name: 'other', image: beside.other, writes: writes(itsTarget) },
          created: beside.later === true ? '2026-11-26T00:00:00Z' : '2026-11-01T00:00:00Z',
        },
      ]
      const ended = '2026-11-25T00:00:00.5Z'
      if (beside.stopped === true)
        running.push({ name: 'own', of: 'p/web', stack: LABEL, writes: writes(target), ended, image })
      const had = beside.stopped === true || beside.written === true
      const said = asked(
        running,
        [service('p/web', 'h1', 'exclusive', image), storage, names],
        had ? [service('p/web', 'h0', 'exclusive', image), storage] : ['', ''],
      )
      rmSync(root, { recursive: true, force: true })
      return starts !== (said === '')
    })
    expect(wrong.map(([what]) => what)).toEqual([])
  })

  it('are none where two services of the stack had the place, and two will', () => {
    const ids = FAMILY.flatMap(([, had, will]) => Object.values({ ...had, ...will }))
    const idOf = (image: string) => `sha256:${ids.indexOf(image).toString(16).padStart(64, '0')}`
    const cases = FAMILY.flatMap((one) => [
      { one, byId: false },
      { one, byId: true },
    ])
    const wrong = cases.filter(({ one: [, had, will, starts], byId }) => {
      const called = (image: string) => (byId ? idOf(image) : image)
      const of = (services: Record<string, string>): [string, string, string] => [
        Object.entries(services)
          .map(([name, image]) => service(`p/${name}`, 'h', 'exclusive', called(image)))
          .join(''),
        Object.keys(services)
          .map((name) => row(`p/${name}`, '/files', 'the volume shared'))
          .join(''),
        Object.values(services)
          .map((image) => (byId ? `${idOf(image)}\t${image.replace(/:[^:]*$/, '')}\n` : ''))
          .join(''),
      ]
      const running = Object.entries(had).map(
        ([name, image]): Container => ({
          ...{ name, of: `p/${name}`, stack: LABEL, image: called(image) },
          writes: [['volume', 'shared', '/var/lib/docker/volumes/shared/_data', '/files']],
        }),
      )
      const said = asked(running, of(will), of(had))
      rmSync(root, { recursive: true, force: true })
      return starts !== (said === '')
    })
    expect(wrong.map(({ one: [what], byId }) => [what, byId])).toEqual([])
  })

  it('are none where what runs once joins a service of the stack', () => {
    const wrong = ONCE.filter(([, { sibling, other, siblingGoes, apart, runsOn }, starts]) => {
      const rows = (name: string, place = 'shared') => row(`p/${name}`, '/files', `the volume ${place}`)
      const place = apart === true ? 'elsewhere' : 'shared'
      const app = sibling === undefined ? '' : service('p/app', 'h', 'exclusive', sibling)
      const once = (hash: string) =>
        service('p/migrate', hash, runsOn === true ? 'exclusive' : 'one-shot', 'ghcr.io/org/web:1')
      const running: Container[] = [{ ...{ name: 'other', image: other }, writes: [volume('shared')] }]
      if (sibling !== undefined)
        running.push({ name: 'app', of: 'p/app', stack: LABEL, image: sibling, writes: [volume(place)] })
      const goes = sibling === undefined || siblingGoes === true
      const said = asked(
        running,
        [once('h1') + (goes ? '' : app), rows('migrate') + (goes ? '' : rows('app', place))],
        [once('h0') + app, rows('migrate') + (sibling === undefined ? '' : rows('app', place))],
      )
      rmSync(root, { recursive: true, force: true })
      return starts !== (said === '')
    })
    expect(wrong.map(([what]) => what)).toEqual([])
  })

  it('are unknown where one id has two names', () => {
    const id = `sha256:${'e'.repeat(64)}`
    const storage = row('p/web', '/files', 'the folder /srv/media of the server')
    const other: Container = {
      name: 'other',
      image: 'jellyfin/jellyfin',
      writes: [['bind', '', '/srv/media', '/files']],
    }
    const act = (...names: string[]) => {
      const said = names.map((name) => `${id}\t${name}\n`).join('')
      return stops(asked([other], [service('p/web', 'h1', 'exclusive', id), storage, said]))
    }
    expect([act('org/web'), act('org/web', 'org/web'), act('org/web', 'org/more'), act()]).toEqual([
      [],
      [],
      ['other'],
      ['other'],
    ])
  })

  it('are made by a command that somebody runs in a container of the service', () => {
    const oneOff: Container = { name: 'run', of: 'p/db', stack: LABEL, writes: [volume('pg')], oneOff: true }
    const db: [string, string] = [service('p/db', 'h1'), DB]
    expect(stops(asked([oneOff], db))).toEqual(['run'])
    expect(asked([oneOff, { ...oneOff, name: 'own', oneOff: false }], db)).toBe('')
  })

  it('are none beside what runs once, where its own writes there beside a stranger', () => {
    const own: Container = { name: 'own', of: 'p/db', stack: LABEL, writes: [volume('pg')] }
    const once: [string, string] = [service('p/db', 'h1', 'one-shot'), DB]
    expect(stops(asked([own, { name: 'other', writes: [volume('pg')] }], once))).toEqual(['own'])
  })

  const foreign = (writes: Container['writes'], of?: string): Container => ({
    ...{ name: 'other', stack: '"unknown/shop/staging"', writes },
    ...(of === undefined ? {} : { of }),
  })
  const device = 'v\tpg2\t"local"\t"none"\t"/srv/pg"\t"bind,rw"\n'
  const places: [string, string, Container, string][] = [
    ['the volume of another stack', 'the volume pg', foreign([volume('pg')], 'p/db'), ''],
    ['a volume that nobody owns', 'the volume pg', { name: 'other', writes: [volume('pg')] }, ''],
    ['a part of it', 'the volume pg/sub', foreign([volume('pg')]), ''],
    ['its folder below Docker’s', 'the volume pg', foreign([bind('/var/lib/docker/volumes/pg/_data/x')]), ''],
    ['the same folder', 'the folder /srv/pg of the server', foreign([bind('/srv/pg')]), ''],
    ['a folder in it', 'the folder /srv/pg of the server', foreign([bind('/srv/pg/base')]), ''],
    ['a folder above it', 'the folder /srv/pg of the server', foreign([bind('/srv')]), ''],
    ['a volume that stands for it', 'the folder /srv/pg of the server', foreign([volume('pg2')]), device],
    ['a name with a quote', 'the folder /srv/"a" of the server', foreign([bind('/srv/\\"a\\"')]), ''],
    [
      'the same share',
      'the volume nfs 10.0.0.1:/a',
      foreign([volume('x')]),
      'v\tx\t"local"\t"nfs"\t":/a"\t"addr=10.0.0.1,rw"\n',
    ],
  ]
  it.each(places)('are seen in %s', (_what, place, other, stand) => {
    const now = row('p/postgres', '/data', place)
    expect(why([other], { before: row('p/db', '/data', place), now, stand })).toContain('docker stop other')
    const shared = row('p/db', '/data', place, 'shared')
    expect(why([other], { before: shared, now, stand })).toBe('')
  })

  const fine: [string, string, Container][] = [
    ['another volume', 'the volume pg', foreign([volume('pg2')])],
    ['a folder beside it', 'the folder /srv/pg of the server', foreign([bind('/srv/pg-2')])],
    ['the whole machine', 'the folder /srv/pg of the server', foreign([bind('/')])],
    ['a socket', 'the folder /srv of the server', foreign([bind('/srv/app.sock'), bind('/var/run/docker.sock')])],
    ['what the kernel gives', 'the folder /srv of the server', foreign([bind('/sys/fs/cgroup'), bind('/dev/dri')])],
    ['nothing at all', 'the volume pg', { name: 'other', writes: [] }],
  ]
  it.each(fine)('are none: %s', (_what, place, other) => {
    expect(why([other], { before: row('p/db', '/data', place), now: row('p/postgres', '/data', place) })).toBe('')
  })

  it('are none where the service writes there already, or the release has both', () => {
    const own: Container = { name: 'p-db-1', of: 'p/db', stack: LABEL, writes: [volume('pg')] }
    const other = foreign([volume('pg')])
    expect(why([own, other])).toBe('')
    const both = DB + row('p/postgres', '/data', 'the volume pg')
    expect(why([old], { before: both, services: service('p/db', 'h1') + service('p/postgres', 'h1') })).toBe('')
    // What runs once is not swapped with what runs.
    expect(why([own], { services: service('p/db', 'h1', 'one-shot') })).toContain('docker stop p-db-1')
  })

  it('are none where nothing would start', () => {
    const same = service('p/postgres', 'h1')
    expect(
      why([foreign([volume('pg')])], { services: same, before: row('p/postgres', '/data', 'the volume pg') }),
    ).toBe('')
  })

  it('are not ruled out where Docker does not say', () => {
    const silent = 'docker() { return 1; }'
    expect(why([old], { docker: silent })).toContain('Docker does not say who writes where')
    const half = `docker() { case $1 in ps) echo id ;; *) return 1 ;; esac; }`
    expect(why([old], { docker: half })).toContain('Docker does not say who writes where')
  })

  it('are looked for again when the transaction begins', () => {
    release('2-bbbbbbb', service('p/db', 'h1'), DB)
    mkdirSync(join(root, 'tx'), { recursive: true })
    writeFileSync(join(root, 'tx/intent'), 'release\t2-bbbbbbb\nwant\tp\tdb\t1\texclusive\tnew\t0\n')
    const act = (running: readonly Container[]) =>
      inShell(
        shell,
        root,
        `${docker(running)}\nOWNER=unknown/shop/production; ID=2-bbbbbbb; one_writer && echo goes; why`,
      ).stdout
    expect(act([foreign([volume('pg')])])).toContain('docker stop other')
    expect(act([foreign([volume('pg2')])])).toContain('goes')
  })

  it('a database whose folder in the volume is called another since is not gone back to without a word', () => {
    const pgdata = row('p/db', 'PGDATA', 'the volume pg/sub')
    const services = service('p/postgres', 'h1')
    const data = row('p/db', '/data', 'the volume pg')
    expect(why([], { before: data + pgdata, now: data, services })).toContain('p/db at PGDATA: the volume pg/sub')
    expect(why([], { before: data, now: data + pgdata, services: service('p/db', 'h1') })).toContain(
      'p/db at PGDATA: the volume pg/sub',
    )
    expect(why([], { before: data + pgdata, now: data + pgdata, services: service('p/db', 'h1') })).toBe('')
  })
})
