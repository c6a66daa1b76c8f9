import { describe, expect, it } from '@jest/globals'
import type { HostFacts, InspectedVolume } from '../../../../../src/host/types.js'
import { ownerFaults } from '../../../../../src/release/plan/refusals/resourceOwners.js'
import type { Resource } from '../../../../../src/release/records/types.js'
import type { ComposeModel } from '../../../../../src/stack/types.js'
import { committed, container, db, facts, IDENTITY, make, project, stack, volume, web } from '../../fixture.js'

const OTHER = 'github.com/org/other/other/production'
const OWNER = 'stack-actions.stack'
const BY_COMPOSE = { 'com.docker.compose.project': 'shop' }
const DATA: Resource = { kind: 'volume', name: 'shop_data', definition: { name: 'shop_data' } }
const FILES: Resource = { kind: 'volume', name: 'shop_files', definition: { name: 'shop_files' } }
const EDGE: Resource = { kind: 'network', name: 'edge', definition: { name: 'edge' } }

const made = (name: string, Labels: Record<string, string>): InspectedVolume => ({ ...volume(name), Labels })
const edge = (owner: string) => ({ Name: 'edge', Driver: 'bridge', Internal: false, Labels: { [OWNER]: owner } })

interface Case {
  host?: Partial<HostFacts>
  models?: ComposeModel[]
  known?: string[]
  takesOver?: string[]
}

/** What is said of these, where the server has that. */
const faults = (
  resources: readonly Resource[],
  { host = {}, models = [], known = [], takesOver = [] }: Case,
): string[] => ownerFaults(stack([project({ web, db })], { takesOver }), models, resources, facts(host), new Set(known))

describe('a network or a volume', () => {
  it.each<[string, Resource, Case]>([
    ['is not there yet', DATA, {}],
    ['is this stack’s', DATA, { host: { volumes: [made('shop_data', { [OWNER]: IDENTITY.label })] } }],
    ['was made by hand', DATA, { host: { volumes: [volume('shop_data')] } }],
    ['is called as a network is', DATA, { host: { networks: [{ ...edge(OTHER), Name: 'shop_data' }] } }],
    ['is of a project that is ours', DATA, { host: { volumes: [made('shop_data', BY_COMPOSE)] }, known: ['shop'] }],
    [
      'is of a project that is taken over',
      DATA,
      { host: { volumes: [made('shop_data', BY_COMPOSE)] }, takesOver: ['shop'] },
    ],
    [
      'is in the release that serves',
      DATA,
      { host: { ...committed(make().release, { volumes: [made('shop_data', BY_COMPOSE)] }), containers: [] } },
    ],
    [
      'is mounted by a container of ours',
      DATA,
      {
        host: {
          volumes: [made('shop_data', BY_COMPOSE)],
          containers: [
            container('elsewhere', 'db', {
              labels: { [OWNER]: IDENTITY.label },
              inspected: {
                Mounts: [{ Type: 'volume', Name: 'shop_data', Source: '', Destination: '/d', RW: true }],
              },
            }),
          ],
        },
      },
    ],
  ])('is taken where it %s', (_what, resource, given) => {
    expect(faults([resource], given)).toEqual([])
  })

  it.each<[string, Resource[], Case, string | RegExp]>([
    [
      'a volume of another stack',
      [DATA],
      { host: { volumes: [made('shop_data', { [OWNER]: OTHER })] } },
      `the volume shop_data belongs to ${OTHER}: write \`external: true\` with it if both are to use it, else give it another name`,
    ],
    [
      'a network of another stack',
      [EDGE],
      { host: { networks: [edge(OTHER)] } },
      `the network edge belongs to ${OTHER}`,
    ],
    [
      'a volume of a project that is gone',
      [DATA],
      { host: { volumes: [made('shop_data', BY_COMPOSE)] } },
      /^the volume shop_data is there already, of a Compose project shop, .*`takes-over: \[shop\]` below environments.production in stack.yml; if not, give it another name$/,
    ],
    [
      'volumes of a project that is gone, in one sentence',
      [DATA, FILES],
      { host: { volumes: [made('shop_data', BY_COMPOSE), made('shop_files', BY_COMPOSE)] } },
      /^the volumes shop_data, shop_files are there already, .*give them other names$/,
    ],
    [
      'a volume that only a container of nobody’s project mounts',
      [DATA],
      {
        host: {
          volumes: [made('shop_data', BY_COMPOSE)],
          containers: [
            container('shop', 'db', {
              inspected: { Mounts: [{ Type: 'volume', Name: 'shop_data', Source: '', Destination: '/d', RW: true }] },
            }),
          ],
        },
      },
      'the volume shop_data is there already',
    ],
  ])('is refused: %s', (_what, resources, given, words) => {
    const found = faults(resources, given)
    expect(found).toHaveLength(1)
    if (typeof words === 'string') expect(found[0]).toContain(words)
    else expect(found[0]).toMatch(words)
  })
})

describe('a container’s name', () => {
  const models = [{ name: 'shop', services: { 'my-web': { ...web, container_name: 'page' } } }]
  const called = (project_: string, service: string, labels: Record<string, string> = {}) => ({
    ...container(project_, service, { labels }),
    Name: '/page',
  })

  it.each([
    ['nobody has it', []],
    ['its own container has it', [called('shop', 'my-web')]],
    ['another service of this stack has it', [called('shop', 'old-web', { [OWNER]: IDENTITY.label })]],
  ])('is given where %s', (_what, containers) => {
    expect(faults([], { models, host: { containers } })).toEqual([])
  })

  it.each([
    ['another project has it', called('blog', 'web'), 'a container of blog'],
    ['another stack has it', called('shop', 'my-web', { [OWNER]: OTHER }), `a container of ${OTHER}`],
    [
      'a container of no project has it',
      { ...called('x', 'y'), Config: { ...called('x', 'y').Config, Labels: null } },
      'a container of somebody else',
    ],
  ])('is refused where %s, with what to write', (_what, holder, whose) => {
    expect(faults([], { models, host: { containers: [holder] } })).toEqual([
      `shop/my-web: the container_name page is taken by ${whose}: leave it out, or write \`container_name: \${MY_WEB_NAME:-page}\`, and MY_WEB_NAME=page-production in the env file`,
    ])
  })
})
