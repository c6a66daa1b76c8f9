import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { type AskedCover, parseCovered, writeCovers } from '../../../../../src/host/coveredQuestion.js'
import type { HostFacts, InspectedContainer } from '../../../../../src/host/types.js'
import type { ReleaseInput } from '../../../../../src/release/plan/releaseInput.js'
import { askCovered } from '../../../../../src/release/plan/storage/covered.js'
import { Refused } from '../../../../../src/runtime/errors.js'
import type { ComposeService, RepoMount, Stack } from '../../../../../src/stack/types.js'
import { committed, container, facts, make, POSTGRES, project, ROOT, stack, volume } from '../../fixture.js'

type Mount = NonNullable<ComposeService['volumes']>[number]

const folder = mkdtempSync(join(tmpdir(), 'covered-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const FILE = join(folder, 'acme.json')
writeFileSync(FILE, 'git\n')
const GIT = 'd21cc3b88a7ca1bbfadb85771a66eab1a8015a493ca21b4653e05cd4f9934f4a'
const SUM = 'b'.repeat(64)
const SERVER = '/srv/shop/acme.json'
const IMAGE = new Map([['postgres:17', { image: POSTGRES, platform: 'linux/amd64' }]])

const file: RepoMount = {
  ...{ source: '/repo/shop/acme.json', path: 'shop/acme.json', kind: 'content', sha256: SUM },
  files: [{ path: '', from: FILE, executable: false }],
}
const inFolder: RepoMount = {
  ...{ source: '/repo/shop/config', path: 'shop/config', kind: 'content', sha256: SUM },
  files: [
    { path: '', isFolder: true, executable: true },
    { path: 'automations.yaml', from: FILE, executable: false },
    { path: 'README.md', from: FILE, executable: false },
    { path: 'link', link: 'automations.yaml', executable: false },
  ],
  tracked: ['automations.yaml', 'README.md'],
}
const bind = (mount: RepoMount, target: string, more: Partial<Mount> = {}): Mount => ({
  ...{ type: 'bind', source: mount.source, target },
  ...more,
})
const stackOf = (mount: RepoMount, volumes: Mount[], more: Partial<ComposeService> = {}, said: Partial<Stack> = {}) =>
  stack([project({ app: { image: 'postgres:17', restart: 'always', volumes, ...more } }, { mounts: [mount] })], said)

type There = InspectedContainer['Mounts'][number]
const there = (Source: string, Destination: string, more: Partial<There> = {}): There => ({
  ...{ Type: 'bind', Source, Destination, RW: true },
  ...more,
})
const running = (mounts: There[], more: Partial<HostFacts> = {}) =>
  facts({
    containers: [container('shop', 'app', { image: 'postgres:17', inspected: { Mounts: mounts } })],
    volumes: [volume('shop_data')],
    ...more,
  })

/** What is asked of the server, where all that is asked is another there. */
async function asked(stack: Stack, host: HostFacts): Promise<AskedCover[]> {
  let files: AskedCover[] = []
  await askCovered(stack, host, async (all) => {
    files = all
    return () => true
  })
  return files
}

/** What the refusal says, where what is asked is another on the server; empty where the release is made. */
async function refusal(stack: Stack, host: HostFacts, more: Partial<ReleaseInput> = {}): Promise<string> {
  const covered = await askCovered(stack, host, async () => () => true)
  try {
    make({ stack, images: [], resolved: IMAGE, facts: host, covered, ...more })
  } catch (error) {
    if (error instanceof Refused) return [error.message, ...error.todo].join('\n')
    throw error
  }
  return ''
}

describe('a file of git where a service can write now', () => {
  const id = running([]).containers[0]?.Id ?? ''

  it.each<[string, RepoMount, Mount[], There[], Partial<AskedCover>[]]>([
    [
      'that it mounts by itself',
      ...([file, [bind(file, '/acme.json')], [there(SERVER, '/acme.json')]] as const),
      [{ path: '/acme.json', from: SERVER }],
    ] as never,
    [
      'in a folder of the server, also that becomes content',
      ...([inFolder, [bind(inFolder, '/config')], [there('/srv/shop/config', '/config')]] as const),
      [{ path: '/config/automations.yaml', from: '/srv/shop/config/automations.yaml' }],
    ] as never,
    [
      'in a volume that it would be laid over',
      file,
      [{ type: 'volume', source: 'data', target: '/data' }, bind(file, '/data/acme.json')],
      [there('', '/data', { Type: 'volume', Name: 'shop_data' })],
      [{ path: '/data/acme.json' }],
    ],
    [
      'but for one that it only reads',
      file,
      [bind(file, '/acme.json')],
      [there(SERVER, '/acme.json', { RW: false })],
      [],
    ],
    [
      'but for one of the release before',
      file,
      [bind(file, '/acme.json')],
      [there(`${ROOT}/files/${SUM}`, '/acme.json')],
      [],
    ],
    [
      'but for one behind `:ro`',
      file,
      [bind(file, '/acme.json', { read_only: true })],
      [there(SERVER, '/acme.json')],
      [],
    ],
    [
      'but for one that only makes a database',
      file,
      [bind(file, '/docker-entrypoint-initdb.d/acme.sql')],
      [there(SERVER, '/docker-entrypoint-initdb.d/acme.sql')],
      [],
    ],
    ['but for one in the container alone', file, [bind(file, '/acme.json')], [], []],
  ])('is asked for, %s', async (_what, mount, volumes, mounts, expected) => {
    expect(await asked(stackOf(mount, volumes), running(mounts))).toEqual(
      expected.map((one) => ({ container: id, sum: GIT, ...one })),
    )
  })

  it('is refused where it is another there, with what to write', async () => {
    const said = await refusal(stackOf(file, [bind(file, '/acme.json')]), running([there(SERVER, '/acme.json')]))
    expect(said).toContain(
      `shop/app: what it has written to /acme.json is in the file ${SERVER}, but the new version has a file of git there, which is another, and read-only`,
    )
    expect(said).toContain(`leave-data: ["${SERVER}:/acme.json"]`)
    expect(said).toContain('write `:ro` behind the mount')
    expect(said).toContain('git rm --cached')
  })

  it('goes through where stack.yml gives up the file, or the folder that it lies in', async () => {
    const words = [`${SERVER}:/acme.json`]
    const mounts = [there(SERVER, '/acme.json')]
    expect(await refusal(stackOf(file, [bind(file, '/acme.json')], {}, { leaveData: words }), running(mounts))).toBe('')
    const config = running([there('/srv/shop/config', '/config')])
    const all = { leaveData: ['/srv/shop/config:/config'] }
    expect(await refusal(stackOf(inFolder, [bind(inFolder, '/config')]), config)).toContain('automations.yaml')
    expect(await refusal(stackOf(inFolder, [bind(inFolder, '/config')], {}, all), config)).toBe('')
  })

  it('is asked again when an adopted service changes, and the file may be as old as the release before', async () => {
    const first = stackOf(file, [bind(file, '/acme.json')])
    const { release } = make({ stack: first, images: [], resolved: IMAGE })
    const host = { ...committed(release), containers: running([there(SERVER, '/acme.json')]).containers }
    expect(await asked(first, host)).toMatchObject([{ sent: `${ROOT}/files/${SUM}` }])
    const unchanged = { ...host, containers: host.containers.map((one) => ({ ...one })) }
    const [found] = unchanged.containers
    if (found !== undefined) found.Config = { ...found.Config, Image: POSTGRES }
    expect(await refusal(first, unchanged)).toBe('')
    expect(await refusal(stackOf(file, [bind(file, '/acme.json')], { user: '1' }), unchanged)).toContain('/acme.json')
  })

  it('may be as old as the release before also where that one laid it over the server’s own folder', async () => {
    const own = { ...inFolder, forData: true }
    const first = stackOf(own, [bind(own, '/config')])
    const { release } = make({ stack: first, images: [], resolved: IMAGE })
    const host = { ...committed(release), containers: running([there('/srv/shop/config', '/config')]).containers }
    expect(await asked(first, host)).toMatchObject([{ sent: `${ROOT}/files/${SUM}/automations.yaml` }])
  })

  it('is found out for a folder, too, that an adopted service has written more into since', () => {
    const first = stackOf(inFolder, [bind(inFolder, '/config')])
    const { release } = make({ stack: first, images: [], resolved: IMAGE })
    const containers = running([there('/srv/shop/config', '/config')]).containers
    const input = {
      ...{ images: [], resolved: IMAGE, facts: { ...committed(release), containers } },
      stack: stackOf(inFolder, [bind(inFolder, '/config')], { user: '1' }),
    }
    const names = (...all: string[]) => new Map([['/srv/shop/config', all]])
    expect(() => make({ ...input, namesThere: names('automations.yaml', 'rows.db') })).toThrow(
      /what it has written to \/config/,
    )
    expect(() => make({ ...input, namesThere: names('automations.yaml') })).not.toThrow()
  })
})

it('is another than git’s unless the server says that it is not, also where it could not be asked', () => {
  const at = { container: 'a', sum: GIT }
  const all = [
    { ...at, path: '/same' },
    { ...at, path: '/gone' },
    { ...at, path: '/other' },
    { ...at, path: '/a\nb' },
  ]
  expect(writeCovers(all)).toBe(['same', 'gone', 'other'].map((name) => `a\t/${name}\t${GIT}\t-\t-\n`).join(''))
  const isCovered = parseCovered('a\t/same\tsame\na\t/gone\tabsent\n')
  expect(all.filter(isCovered).map(({ path }) => path)).toEqual(['/other', '/a\nb'])
})
