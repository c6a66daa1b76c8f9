import { describe, expect, it } from '@jest/globals'
import type { HostFacts, InspectedContainer } from '../../../../../src/host/types.js'
import { planText } from '../../../../../src/release/report/planReport.js'
import { identityOf } from '../../../../../src/stack/identity.js'
import type { ComposeService, Project, Stack } from '../../../../../src/stack/types.js'
import { committed, container, db, facts, IDENTITY, make, project, stack, web } from '../../fixture.js'

// Whose a Compose project on the server is, and what becomes of a deploy that would have its name.

const OTHER = identityOf({ name: 'github.com/org/other', id: '9' }, 'other', 'production')
const STAGING = identityOf({ name: 'github.com/org/shop', id: '7' }, 'shop', 'staging')
const IMAGE = 'ghcr.io/org/shop/web:1'

const shop = (
  more: Partial<Project> = {},
  name = 'shop',
  services: Record<string, ComposeService> = { web },
): Project =>
  project(services, more, {
    name,
    networks: { default: { name: `${name}_default` } },
    volumes: { data: { name: `${name}_data` } },
  })
const staging = { environment: 'staging', id: 'shop-staging', identity: STAGING }
const attempt = (host: Partial<HostFacts>, options: { stack?: Partial<Stack>; project?: Project } = {}) =>
  make({ facts: facts(host), stack: stack([options.project ?? shop()], options.stack) })
const plain = (name = 'shop', image = IMAGE, folder = `/opt/${name}`): InspectedContainer =>
  container(name, 'web', { image, folder })
const of = (label: string, name = 'shop', service = 'web'): InspectedContainer =>
  container(name, service, { image: IMAGE, labels: { 'stack-actions.stack': label } })
const called = (name: string): InspectedContainer => ({ ...container('blog', 'db'), Name: `/${name}` })

describe('a deploy is refused', () => {
  const cases: [string, Partial<HostFacts>, Parameters<typeof attempt>[1], RegExp][] = [
    [
      'another stack has its containers in the project',
      { containers: [of(OTHER.label)] },
      {},
      /Compose project shop on this server belongs to github.com\/org\/other.*`name: shop-shop`/,
    ],
    [
      'another stack serves a release of the project, whose containers bear no label',
      { otherStacks: [{ project: 'shop', identity: OTHER }], containers: [plain()] },
      {},
      /belongs to other \(production\) of github.com\/org\/other/,
    ],
    [
      'another stack has only made a network of the project yet',
      {
        networks: [
          {
            Name: 'shop_x',
            Driver: 'bridge',
            Internal: false,
            Labels: { 'com.docker.compose.project': 'shop', 'stack-actions.stack': OTHER.label },
          },
        ],
      },
      {},
      /project shop on this server belongs to/,
    ],
    [
      'another environment has the name that the files give',
      { otherStacks: [{ project: 'shop', identity: IDENTITY }] },
      { stack: staging, project: shop({ isNamed: true }) },
      /belongs to shop \(production\).*write `name: \$\{PROJECT:-shop\}`.*PROJECT=shop-staging in the env file of staging/,
    ],
    [
      'the folder is a checkout of another repository',
      { containers: [plain()], checkouts: { '/opt/shop': 'github.com/org/other' } },
      {},
      /it was started in \/opt\/shop, a checkout of github.com\/org\/other.*`takes-over: \[shop\]` below environments.production/,
    ],
    ['the images are others', { containers: [plain('shop', 'nginx:1')] }, {}, /its web runs nginx:1/],
    [
      'the services are others',
      { containers: [container('shop', 'api')] },
      {},
      /none of its services \(api\) is in the Compose files/,
    ],
    [
      'only a database of the same image is alike',
      { containers: [plain('shop', 'ghcr.io/org/other'), container('shop', 'db', { image: 'postgres:17' })] },
      { project: shop({}, 'shop', { web, db }) },
      /its web runs ghcr.io\/org\/other/,
    ],
    [
      'what runs by its plain name may be production’s',
      { containers: [plain()] },
      { stack: staging },
      /nobody can tell whether it is staging or production.*deploy production first/,
    ],
    [
      'what has the name that the files give may be production’s',
      { containers: [plain()] },
      { stack: staging, project: shop({ isNamed: true }) },
      /nobody can tell whether it is staging or production/,
    ],
    [
      'the volume was made by Compose for a project that is gone',
      { volumes: [{ Driver: 'local', Name: 'shop_data', Labels: { 'com.docker.compose.project': 'shop' } }] },
      {},
      /volume shop_data is there already, of a Compose project shop/,
    ],
    [
      'the volumes were made by Compose for a project that is gone, which is one question',
      {
        volumes: ['shop_data', 'shop_files'].map((Name) => ({
          ...{ Driver: 'local', Name, Labels: { 'com.docker.compose.project': 'shop' } },
        })),
      },
      { project: project({ web }, {}, { volumes: { data: { name: 'shop_data' }, files: { name: 'shop_files' } } }) },
      /\(one reason\):\s+- the volumes shop_data, shop_files are there already, .*`takes-over: \[shop\]`.*give them other names/,
    ],
    [
      'the volume is another stack’s',
      { volumes: [{ Driver: 'local', Name: 'shared', Labels: { 'stack-actions.stack': OTHER.label } }] },
      { project: project({ web }, {}, { volumes: { data: { name: 'shared' } } }) },
      /volume shared belongs to github.com\/org\/other\/other\/production: write `external: true`/,
    ],
    [
      'the network is another stack’s',
      {
        networks: [{ Name: 'edge', Driver: 'bridge', Internal: false, Labels: { 'stack-actions.stack': OTHER.label } }],
      },
      { project: project({ web }, {}, { networks: { default: { name: 'edge' } } }) },
      /network edge belongs to/,
    ],
    [
      'a container has the name that it gives',
      { containers: [called('shop-web')] },
      { project: shop({}, 'shop', { web: { ...web, container_name: 'shop-web' } }) },
      /container_name shop-web is taken by a container of blog.*`container_name: \$\{WEB_NAME:-shop-web\}`/,
    ],
    [
      'another stack of another user is called so on the server',
      { containers: [of('github.com/z/z/shop/production', 'elsewhere')] },
      {},
      /is another stack on this server that is called shop-production there/,
    ],
    [
      'its repository had another name, and so had the stack',
      {
        otherStacks: [
          { project: 'shop', identity: { ...IDENTITY, stack: 'old', label: 'github.com/org/old/old/production' } },
        ],
      },
      {},
      /write `name: old` in stack.yml/,
    ],
    [
      'a label of ours is in the files',
      {},
      { project: shop({}, 'shop', { web: { ...web, labels: { 'stack-actions.stack': 'x' } } }) },
      /the label stack-actions.stack is ours/,
    ],
  ]
  it.each(cases)('where %s', (_, host, options, says) => {
    expect(() => attempt(host, options)).toThrow(says)
  })

  it.each(
    cases.filter(
      ([, host]) =>
        host.containers?.some(
          (one) =>
            one.Config.Labels?.['stack-actions.stack'] === undefined &&
            one.Config.Labels?.['com.docker.compose.project'] === 'shop',
        ) && host.otherStacks === undefined,
    ),
  )('and not where %s, but stack.yml says that it takes over', (_, host, options) => {
    const made = attempt(host, { ...options, stack: { ...options?.stack, takesOver: ['shop'] } })
    expect(Object.keys(made.release.models)[0]).toMatch(/^shop/)
  })
})

describe('the names of a stack’s projects', () => {
  const names = (...words: Parameters<typeof attempt>) => Object.keys(attempt(...words).release.models)

  it.each([
    ['production has the plain one', {}, {}, 'shop'],
    ['another environment has one of its own', {}, { stack: staging }, 'shop-staging'],
    [
      'the first has the plain one where none is called production',
      {},
      { stack: { ...staging, environments: ['staging', 'dev'] } },
      'shop',
    ],
    ['what the files give is taken', {}, { stack: staging, project: shop({ isNamed: true }, 'given') }, 'given'],
    ['production leaves staging’s alone', { containers: [plain('shop-staging')] }, {}, 'shop'],
    [
      'staging leaves production’s alone',
      { otherStacks: [{ project: 'shop', identity: IDENTITY }], containers: [plain()] },
      { stack: staging },
      'shop-staging',
    ],
    [
      'staging takes over what is called after it',
      { containers: [plain('shop-staging')] },
      { stack: staging },
      'shop-staging',
    ],
    [
      'what another stack has under another name is left alone',
      { containers: [of(OTHER.label, 'theirs')] },
      {},
      'shop',
    ],
    [
      'what Compose built by itself is taken over',
      { containers: [plain('shop', 'shop-web')] },
      { project: shop({}, 'shop', { web: { ...web, build: { context: '.' } } }) },
      'shop',
    ],
    [
      'a checkout of this repository is taken over, whatever its images were called',
      { containers: [plain('shop', 'old:1')], checkouts: { '/opt/shop': 'github.com/org/shop' } },
      {},
      'shop',
    ],
    [
      'a volume that a person made by hand is used',
      { volumes: [{ Driver: 'local', Name: 'shop_data', Labels: null }] },
      {},
      'shop',
    ],
  ] as [string, Partial<HostFacts>, Parameters<typeof attempt>[1], string][])('%s', (_, host, options, name) => {
    expect(names(host, options)).toEqual([name])
  })

  it('are written into the adopted release and the new one, and used by every later plan, also of one that was undone', () => {
    const bot = shop({ path: '.' }, 'my-bot')
    const first = attempt({ containers: [plain('bot')] }, { project: bot })
    for (const meta of [first.adopted?.meta, first.release.meta]) expect(meta?.['projects']).toBe('shop=bot')
    if (first.adopted === undefined) throw new Error('nothing was adopted')
    for (const release of [first.release, first.adopted]) {
      const host = committed(release, { volumes: [{ Driver: 'local', Name: 'bot_data' }] })
      const next = make({ facts: host, stack: stack([bot]) })
      expect(Object.keys(next.release.models)).toEqual(['bot'])
      expect(next.release.models['bot']?.volumes).toEqual({ data: { name: 'bot_data', external: true } })
      expect(planText(next.plan)).toContain('bot in place of my-bot')
      expect(() => make({ facts: host, stack: stack([{ ...bot, isNamed: true }]) })).toThrow(
        /second, empty data.*`name: bot`/,
      )
      const said = shop({ path: '.', isNamed: true }, 'bot')
      expect(Object.keys(make({ facts: host, stack: stack([said]) }).release.models)).toEqual(['bot'])
    }
  })

  it('go into whatever names a network or volume of another project of the stack', () => {
    const edge = shop({ name: 'edge', path: 'edge' }, 'edge', {})
    const labels = { ...web.labels, 'traefik.docker.network': 'edge_default' }
    const app = project(
      { web: { ...web, labels } },
      {},
      { networks: { default: { name: 'edge_default', external: true } } },
    )
    const made = make({ stack: stack([edge, app], staging) })
    const model = made.release.models['shop-staging']
    expect(model?.networks?.['default']).toEqual({ name: 'edge-staging_default', external: true })
    expect(model?.services['web']?.labels?.['traefik.docker.network']).toBe('edge-staging_default')
  })
})

it('a volume that an older project made is used where what is taken over mounts it', () => {
  const mounted = container('shop', 'web', {
    inspected: { Mounts: [{ Type: 'volume', Name: 'pg', Source: '/x', Destination: '/data', RW: true }] },
  })
  const volumes = [{ Driver: 'local', Name: 'pg', Labels: { 'com.docker.compose.project': 'older' } }]
  const keeps = { ...web, volumes: [{ type: 'volume' as const, source: 'data', target: '/data' }] }
  const named = project({ web: keeps }, {}, { volumes: { data: { name: 'pg' } } })
  expect(() => attempt({ volumes, containers: [mounted] }, { project: named })).not.toThrow()
  expect(() => attempt({ volumes }, { project: named })).toThrow(
    /volume pg is there already, of a Compose project older/,
  )
})

it('what else runs in a project, of files that are not the stack’s, is left alone and mentioned', () => {
  const { plan, adopted } = attempt({ containers: [plain(), container('shop', 'grafana', { image: 'grafana' })] })
  expect(adopted?.services.map(({ service }) => service)).toEqual(['web'])
  expect(plan.services.map(({ service, change }) => `${service} ${change}`)).toEqual(['web changed'])
  expect(plan.notices).toContain(
    'shop: grafana runs in this Compose project, too, and is in none of the files: it is left alone',
  )
})
