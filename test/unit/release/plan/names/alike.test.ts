import { describe, expect, it } from '@jest/globals'
import type { HostFacts, InspectedContainer } from '../../../../../src/host/types.js'
import type { MadeRelease } from '../../../../../src/release/plan/releaseInput.js'
import { planText } from '../../../../../src/release/report/planReport.js'
import { identityOf } from '../../../../../src/stack/identity.js'
import type { ComposeService, Stack } from '../../../../../src/stack/types.js'
import { container, db, facts, make, POSTGRES, project, stack, volume, web } from '../../fixture.js'

// A Compose project of another name that has a service `db` of `postgres`, or a volume `data`, may be anybody's: what is only alike is not taken
// over, and keeps nobody from beginning anew who has said that he means it.

const DATA = '/var/lib/postgresql/data'
const REPOSITORY = 'github.com/org/shop'
const CHECKOUT = { '/opt/old': REPOSITORY }
const redis: ComposeService = { image: 'redis:7', networks: { default: null } }
const named = { isNamed: true }

interface Of {
  name?: string
  services?: Record<string, ComposeService>
  project?: Parameters<typeof project>[1]
  keys?: string[]
  more?: Partial<Stack>
}
const shop = ({ name = 'shop', services = { web, db }, keys = ['data'], ...of }: Of = {}): Stack =>
  stack(
    [
      project(
        services,
        { path: '.', files: ['compose.yaml'], ...of.project },
        { name, volumes: Object.fromEntries(keys.map((key) => [key, { name: `${name}_${key}` }])) },
      ),
    ],
    of.more,
  )
const mounts = (name: string) => ({
  Mounts: [{ Type: 'volume', Name: `${name}_data`, Source: '/x', Destination: DATA, RW: true }],
})
const postgres = (name = 'old', image = 'postgres:14', folder = `/opt/${name}`): InspectedContainer =>
  container(name, 'db', { image, folder, inspected: mounts(name) })
const app = (image: string, name = 'old', service = 'web'): InspectedContainer => container(name, service, { image })
const stopped = (one: InspectedContainer): InspectedContainer => ({
  ...one,
  State: { ...one.State, Status: 'exited', Running: false, FinishedAt: '2026-11-02T00:00:00Z' },
})
const left = (name: string, key = 'data') => ({
  ...volume(`${name}_${key}`),
  Labels: { 'com.docker.compose.project': name, 'com.docker.compose.volume': key },
})
const image = (name: string): [string, { image: string; platform: string }] => [
  name,
  { image: name.replace(/:.*/, POSTGRES.replace('postgres', '')), platform: 'linux/amd64' },
]
const attempt = (host: Partial<HostFacts>, of: Of = {}): MadeRelease =>
  make({
    stack: shop(of),
    facts: facts({ volumes: [left('old')], ...host }),
    resolved: new Map([image('postgres:17'), image('redis:7'), image('app:1')]),
    waves: new Map(),
  })
const names = (...words: Parameters<typeof attempt>): string[] => Object.keys(attempt(...words).release.models)
const rows = (of: [string, Partial<HostFacts>, Of?][]): [string, Partial<HostFacts>, Of][] =>
  of.map(([name, host, what = {}]) => [name, host, what])
const took = (name: string): Of => ({ more: { takesOver: [name] } })

describe.each([
  ['running', (one: InspectedContainer) => one],
  ['stopped', stopped],
])('a Compose project of another name, %s,', (_state, as) => {
  const host = (containers: InspectedContainer[], more: Partial<HostFacts> = {}): Partial<HostFacts> => ({
    containers: containers.map(as),
    ...more,
  })
  const plain: ComposeService = { image: 'app:1', networks: { default: null } }
  const both = { web: plain, db }
  const given: ComposeService = { ...web, image: 'acme/web' }

  const alike = rows([
    ['one service of a public image', host([postgres()])],
    ['one of the tag itself', host([postgres('old', 'postgres:17')])],
    ['one of an app', host([app('app:1')]), { services: both }],
    ['one that is the only one here, too', host([postgres()]), { services: { db } }],
    ['one that Compose built there', host([app('old-web')])],
    ['one that was started by its image’s id', host([app(`sha256:${'5'.repeat(64)}`)])],
    ['some of the services', host([postgres(), app('redis:7', 'old', 'redis')]), { services: { ...both, redis } }],
    [
      'all, one by its image’s id',
      host([postgres(), app(`sha256:${'5'.repeat(64)}`)]),
      { services: { ...both, web: { ...plain, build: { context: '.' } } } },
    ],
    [
      'one in another folder of this repository',
      host([postgres()], { checkouts: CHECKOUT }),
      { project: { path: 'deploy', files: ['deploy/compose.yaml'] } },
    ],
  ])
  it.each(alike)('is not taken over where it is only alike: %s', (_, facts, of) => {
    const act = () => attempt(facts, of)
    expect(act).toThrow(/the Compose project old on this server has services and images as this one, and nothing shows/)
    expect(act).toThrow(/write `name: shop` at the top.*`takes-over: \[old\]` below environments\.production/)
    expect(act).not.toThrow(/docker compose|leave-data/)
  })

  it.each(alike)('keeps nobody from a name that he has chosen: %s', (_, facts, of) => {
    expect(names(facts, { ...of, project: { ...of.project, ...named } })).toEqual(['shop'])
    expect(names(facts, { ...of, ...took('shop') })).toEqual(['shop'])
    expect(names(facts, { ...of, ...took('old') })).toEqual(['old'])
  })

  const shown = rows([
    ['it is of a checkout of this repository', host([postgres()], { checkouts: CHECKOUT })],
    [
      'the checkout has the Compose file there',
      host([postgres('old', 'postgres:17', '/opt/x/old')], { checkouts: { '/opt/x/old': REPOSITORY } }),
      { project: { path: 'old', files: ['old/compose.yaml'] } },
    ],
    ['it has an image of the stack’s registry', host([app('ghcr.io/org/shop/web:3')])],
    ['it has the image that is built here', host([app('acme/web:3')]), { services: { web: given } }],
    ['all services are there, with their images', host([postgres(), app('app:0')]), { services: both }],
    ['all are there, as Compose built them', host([postgres(), app('old-web')]), { services: { web, db } }],
    ['another one is alike', host([postgres(), postgres('pgtest')], { checkouts: CHECKOUT })],
    [
      'stack.yml says it, and it has another service, too',
      host([postgres(), app('adminer', 'old', 'adminer')]),
      took('old'),
    ],
  ])
  it.each(shown)('is taken over where something shows that it is this stack’s: %s', (_, facts, of) => {
    expect(names(facts, of)).toEqual(['old'])
  })

  it.each(shown)('is not left behind then by another name, without the word: %s', (_, facts, of) => {
    const chosen = { ...of, project: { ...of.project, ...named } }
    const act = () => attempt(facts, chosen)
    expect(act).toThrow(/its services are there already as the Compose project old, .*write `name: old`/)
    expect(act).toThrow(/to begin beside it, as shop, write `takes-over: \[shop\]` below environments\.production/)
    expect(act).not.toThrow(/docker compose/)
    expect(names(facts, { ...chosen, ...took('shop') })).toEqual(['shop'])
  })

  it('is asked for where somebody has chosen its name', () => {
    const chosen = host([postgres('old', 'postgres:17', '/opt/x')], { checkouts: { '/opt/x': REPOSITORY } })
    expect(() => attempt(chosen)).toThrow(/as the Compose project old, .*`takes-over: \[old\]`.*to go on with it/)
    expect(names(chosen, took('old'))).toEqual(['old'])
  })

  it('is one project’s, and the other one has a word to begin by itself', () => {
    const [own] = shop({ services: { db } }).projects
    const [other] = shop({ name: 'shop2', services: { db }, project: { name: 'shop2' } }).projects
    if (own === undefined || other === undefined) throw new Error('no project')
    const of = (takesOver: string[]) =>
      make({
        stack: stack([own, other], { takesOver }),
        facts: facts({ ...host([postgres()]), volumes: [left('old')] }),
        waves: new Map(),
      })
    expect(() => of(['old'])).toThrow(/shop and shop2 have the same Compose project name old.*`takes-over: \[shop2\]`/)
    expect(Object.keys(of(['old', 'shop2']).release.models)).toEqual(['old', 'shop2'])
  })

  it('is asked for where two show it, and none of them is proposed', () => {
    const two = host([postgres(), postgres('older')], { checkouts: { ...CHECKOUT, '/opt/older': REPOSITORY } })
    expect(() => attempt(two)).toThrow(/as the Compose project old, older, .*`takes-over: \[NAME\]`.*one of them/)
    expect(names(two, took('older'))).toEqual(['older'])
  })

  it('is no other environment’s for being alike', () => {
    const more = {
      environment: 'staging',
      identity: identityOf({ name: REPOSITORY, id: '7' }, 'shop', 'staging'),
    }
    expect(() => attempt(host([postgres()], { checkouts: CHECKOUT }), { more })).toThrow(/deploy production first/)
    expect(names(host([postgres()]), { more, project: named })).toEqual(['shop'])
    const own = { ...more, takesOver: ['shop-staging'] }
    expect(names(host([postgres()], { checkouts: CHECKOUT }), { more: own })).toEqual(['shop-staging'])
  })
})

it('a Compose project of which one service runs is all there with those that are stopped', () => {
  const plain: ComposeService = { image: 'app:1', networks: { default: null } }
  const there = [postgres(), stopped(app('app:0')), stopped(app('redis:7', 'old', 'redis'))]
  const ended = stopped(app('busybox', 'old', 'migrate'))
  expect(names({ containers: [...there, ended] }, { services: { web: plain, db, redis } })).toEqual(['old'])
})

describe('volumes of Compose projects that are gone', () => {
  const bot = (of: Of = {}): Of => ({ name: 'my-bot', services: { db }, ...of, more: { name: 'my-bot', ...of.more } })
  const keyed: ComposeService = {
    ...db,
    volumes: [...(db.volumes ?? []), { type: 'volume', source: 'uploads', target: '/uploads' }],
  }
  const two = { services: { db: keyed }, keys: ['data', 'uploads'] }
  const both = (name: string) => [left(name), left(name, 'uploads')]

  it.each<[string, Partial<HostFacts>, Of, string]>([
    ['whose name is a part of the repository’s', { volumes: [left('bot')] }, bot(), 'bot'],
    ['whose name has more to it', { volumes: [left('bot-v1'), left('wiki')] }, bot({ name: 'bot' }), 'bot-v1'],
    ['whose volumes are this stack’s, all and several', { volumes: both('blog') }, two, 'blog'],
    [
      'that has another service, too, and runs, as a checkout of this repository',
      { volumes: [left('old')], containers: [postgres(), app('adminer', 'old', 'adminer')], checkouts: CHECKOUT },
      {},
      'old',
    ],
    [
      'that has another service, too, and runs, and is called so',
      { volumes: [left('bot')], containers: [postgres('bot'), app('adminer', 'bot', 'adminer')] },
      bot(),
      'bot',
    ],
  ])('are asked for: of one %s', (_, host, of, old) => {
    const name = of.name ?? 'shop'
    const act = () => attempt(host, of)
    expect(act).toThrow(new RegExp(`while ${old}_data.* of the Compose project ${old} may hold this stack's data`))
    expect(act).toThrow(
      new RegExp(`write \`name: ${name}\`.*leave-data: .*to go on with it.*\`takes-over: \\[${old}\\]`),
    )
    expect(names(host, { ...of, project: named })).toEqual([name])
    expect(names(host, { ...of, more: { ...of.more, takesOver: [name] } })).toEqual([name])
    const taken = attempt(host, { ...of, more: { ...of.more, takesOver: [old] } })
    expect(Object.keys(taken.release.models)).toEqual([old])
    expect(taken.plan.stored.map(({ text }) => text).join()).toContain(`the volume ${old}_data`)
  })

  it('are asked for without a proposal where several may be it', () => {
    const act = () => attempt({ volumes: [left('bot'), left('mybot'), left('wiki')] }, bot())
    expect(act).toThrow(/bot_data, mybot_data of the Compose projects bot, mybot may hold.*`takes-over: \[NAME\]`/)
    expect(act).not.toThrow(/wiki|takes-over: \[bot|name: bot/)
  })

  it.each<[string, Partial<HostFacts>, Of]>([
    ['one', { volumes: [left('blog')] }, {}],
    ['several', { volumes: [left('blog'), left('wiki'), left('test')] }, {}],
    ['one that has others beside it', { volumes: both('blog') }, {}],
    ['several that have all keys', { volumes: [...both('blog'), ...both('wiki')] }, two],
  ])('that only have a key of many are told first of all, and refuse nothing: %s', (_, host, of) => {
    const { plan, release } = attempt(host, of)
    expect(Object.keys(release.models)).toEqual(['shop'])
    expect(planText(plan)).toMatch(/READ THIS FIRST: shop: shop_data.* will be new and empty\..*blog_data/)
    expect(plan.warnings.join()).toMatch(/`takes-over: \[NAME\]`.*nothing is to be done/)
    expect(attempt(host, { ...of, project: named }).plan.warnings).toEqual([])
  })

  it.each<[string, Partial<HostFacts>]>([
    ['another environment has its name in them', { volumes: [left('shop-staging')] }],
    [
      'somebody else’s app runs there',
      { volumes: [left('wiki')], containers: [postgres('wiki'), app('x:1', 'wiki', 'x')] },
    ],
  ])('are not spoken of where %s', (_, host) => {
    const { plan, release } = attempt(host)
    expect([Object.keys(release.models), plan.warnings]).toEqual([['shop'], []])
  })
})
