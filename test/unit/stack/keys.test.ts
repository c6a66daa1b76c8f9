import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { oneSentenceALine } from '../../../scripts/sentences.mjs'
import { FILES } from '../../../src/stack/files.js'
import { judgeKeys } from '../../../src/stack/judgeKeys.js'
import { ALL_KEYS, KEYS } from '../../../src/stack/keys.js'
import { composePage } from '../../../src/stack/keysPage.js'
import type { ComposeModel, ComposeService } from '../../../src/stack/types.js'

type Schema = { [key: string]: unknown; properties?: Record<string, Schema> }
const schema = JSON.parse(readFileSync('test/unit/stack/specification/compose-spec.json', 'utf8')) as Schema

/** A schema with all that it is made of: what it refers to, and its alternatives. */
function parts(one: Schema | undefined): Schema[] {
  if (one === undefined) return []
  const to = typeof one['$ref'] === 'string' ? (one['$ref'] as string).split('/').slice(1) : undefined
  const referred = to?.reduce<Schema | undefined>((at, step) => at?.[step] as Schema | undefined, schema)
  const choices = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => (one[key] as Schema[] | undefined) ?? [])
  return [one, ...parts(referred), ...choices.flatMap(parts)]
}

/** What may stand below a name, or in a list. */
function children(one: Schema): Schema[] {
  const named = Object.entries((one['patternProperties'] as Record<string, Schema> | undefined) ?? {})
  return [
    ...named.flatMap(([pattern, child]) => (pattern === '^x-' ? [] : [child])),
    ...(one['items'] ? [one['items'] as Schema] : []),
  ]
}

/** Every place of the specification, with what it is made of; what the table refuses, leaves out or says to have no effect is not looked into. */
function everyPlace(): Map<string, Schema[]> {
  const found = new Map<string, Schema[]>()
  const visit = (place: string, nodes: readonly Schema[]): void => {
    const all = nodes.flatMap(parts)
    found.set(place, all)
    const below = new Map<string, Schema[]>()
    for (const { properties } of all)
      for (const [name, child] of Object.entries(properties ?? {})) below.set(name, [...(below.get(name) ?? []), child])
    for (const [name, nodesBelow] of below) {
      const fate = KEYS.find((one) => one.place === (place || 'top level'))?.keys[name]?.fate
      const isLeft = fate === 'refused' || fate === 'noticed' || `${place}.${name}` === 'services.*.develop'
      if (!isLeft) visit(place === '' ? name : `${place}.${name}`, nodesBelow)
    }
    const list = all.flatMap(children)
    if (list.length > 0) visit(`${place}.*`, list)
  }
  visit('', [schema])
  return found
}

/** Keys that the specification knows at a place of the table. */
function specified(place: string): string[] {
  const steps = place === 'top level' ? [] : place.split('.')
  const at = steps.reduce(
    (found, step) =>
      found.flatMap((one) => (step === '*' ? children(one).flatMap(parts) : parts(one.properties?.[step]))),
    parts(schema),
  )
  return [...new Set(at.flatMap(({ properties }) => Object.keys(properties ?? {})))].sort()
}

describe('the table of keys', () => {
  it.each(ALL_KEYS.map(({ place, keys }) => [place, Object.keys(keys).sort()] as const))(
    'has every key of the specification: %s',
    (place, keys) => {
      expect(keys.length).toBeGreaterThan(0)
      expect(keys).toEqual(specified(place))
    },
  )

  it('has every place of the specification at which keys stand', () => {
    const places = [...everyPlace()].flatMap(([place, all]) =>
      all.some(({ properties }) => properties) ? [place || 'top level'] : [],
    )
    const known = ALL_KEYS.map(({ place }) => place)
    expect(places.length).toBeGreaterThan(40)
    expect(places.filter((place) => !known.includes(place))).toEqual([])
  })

  it('says of each what is done, said or refused', () => {
    const silent = KEYS.flatMap(({ keys }) => Object.values(keys)).filter(
      ({ fate, text }) => fate !== 'done' && fate !== 'Compose' && text === '',
    )
    expect(silent).toEqual([])
  })

  it('is what docs/compose.md says', () => {
    expect(readFileSync('docs/compose.md', 'utf8')).toBe(oneSentenceALine(composePage()))
  })
})

/** Words by which a field can be known that names a file. */
const NAMES_FILES =
  /\b(files?|paths?|director(y|ies)|folders?|contexts?|ssh|caches?|Dockerfile|credential|spec|host|device|seccomp)\b/i
/** Where these words stand and no file is meant, each looked at by a person. */
const NO_FILES = new Set(
  `services.*.blkio_config.weight
  services.*.blkio_config.weight_device.*.weight
  services.*.build.dockerfile_inline
  services.*.build.extra_hosts.*
  services.*.build.network
  services.*.build.no_cache
  services.*.build.no_cache_filter
  services.*.build.no_cache_filter.*
  services.*.build.secrets.*.gid
  services.*.build.secrets.*.mode
  services.*.build.secrets.*.uid
  services.*.build.target
  services.*.cgroup
  services.*.command
  services.*.configs.*.gid
  services.*.configs.*.mode
  services.*.configs.*.uid
  services.*.container_name
  services.*.credential_spec.config
  services.*.deploy.resources.reservations.devices.*.driver
  services.*.devices.*.permissions
  services.*.deploy.resources.reservations.devices.*.device_ids.*
  services.*.device_cgroup_rules.*
  services.*.gpus.*.device_ids.*
  services.*.entrypoint
  services.*.env_file.*.format
  services.*.env_file.*.required
  services.*.extends
  services.*.extra_hosts.*
  services.*.ipc
  services.*.logging.driver
  services.*.network_mode
  services.*.oom_score_adj
  services.*.ports.*.host_ip
  services.*.ports.*.mode
  services.*.secrets.*.gid
  services.*.secrets.*.mode
  services.*.secrets.*.uid
  services.*.userns_mode
  services.*.uts
  services.*.volumes.*.bind.create_host_path
  services.*.volumes.*.bind.recursive
  services.*.volumes.*.tmpfs.mode
  services.*.volumes.*.type`.split(/\s+/),
)

describe('the table of files', () => {
  const listed = (place: string) => FILES.some((row) => [row.place, `${row.place}.*`].includes(place))
  it('has every field of the specification that names one', () => {
    const texts = [...everyPlace()].filter(([, all]) => all.some(({ type }) => [type].flat().includes('string')))
    const naming = texts.flatMap(([place, all]) =>
      NAMES_FILES.test(
        [
          place
            .split('.')
            .findLast((step) => step !== '*')
            ?.replaceAll('_', ' '),
          ...all.map(({ description }) => description),
        ].join(' '),
      )
        ? [place]
        : [],
    )
    expect(naming.filter((place) => !listed(place) && !NO_FILES.has(place))).toEqual([])
  })

  it('has no field that the specification does not know', () => {
    const places = new Set(everyPlace().keys())
    const unknown = FILES.filter(({ place }) => !places.has(place) && !place.startsWith('services.*.develop.'))
    expect(unknown).toEqual([])
  })
})

const judge = (service: ComposeService, more: Partial<ComposeModel> = {}) =>
  judgeKeys('shop', { name: 'shop', services: { web: { image: 'web', ...service } }, ...more })
const hook = [{ command: ['true'] }]

it.each<[string, ComposeService, number]>([
  ['who has written it', {}, 1],
  ['nobody, for Compose adds it to the network of another', { network_mode: 'service:vpn' }, 0],
  ['nobody, for Compose adds it to links', { links: ['vpn:friend'] }, 0],
  ['nobody, for Compose adds it to the volumes of another', { volumes_from: ['vpn:ro'] }, 0],
])('says that nothing restarts what waits for another: %s', (_case, service, count) => {
  const waiting = { ...service, depends_on: { vpn: { condition: 'service_started', restart: true } } }
  const { notices } = judge(waiting as ComposeService)
  expect(notices.filter((one) => one.includes('depends_on.vpn.restart'))).toHaveLength(count)
})

describe('a stack is refused', () => {
  it.each<[string, ComposeService, Partial<ComposeModel>, RegExp]>([
    ['with a hook after the start', { post_start: hook }, {}, /^services\.web\.post_start: nothing here runs it/],
    ['with a hook before the stop', { pre_stop: hook }, {}, /^services\.web\.pre_stop: .*stop signal/],
    ['with a hook before the start', { pre_start: hook }, {}, /^services\.web\.pre_start: /],
    ['with a provider', { provider: { type: 'x' } }, {}, /^services\.web\.provider: /],
    ['with the engine’s socket', { use_api_socket: true }, {}, /^services\.web\.use_api_socket: /],
    [
      'with a secret of Swarm',
      {},
      { secrets: { db: { name: 'db', external: true } } },
      /^secrets\.db\.external: only Swarm has it: .*environment/,
    ],
    ['with a config of Swarm', {}, { configs: { nginx: { external: true } } }, /^configs\.nginx\.external: only Swarm/],
    ['with a model', {}, { models: { llm: { model: 'x' } } } as object, /^models: /],
    ['with a job', {}, { jobs: { night: { image: 'x' } } } as object, /^jobs: /],
    ['with a build that cannot be done', { build: { isolation: 'hyperv' } }, {}, /^services\.web\.build\.isolation: /],
    [
      'with a key of a service that nobody knows',
      { teleport: 'now' },
      {},
      /^services\.web\.teleport: this version of stack-actions does not know this key/,
    ],
    ['with one of a deploy', { deploy: { teleport: 1 } }, {}, /^services\.web\.deploy\.teleport: .*does not know/],
    [
      'with one of a network',
      {},
      { networks: { edge: { teleport: 1 } } },
      /^networks\.edge\.teleport: .*does not know/,
    ],
    ['with one at the top', {}, { teleports: { a: 1 } } as object, /^teleports: .*does not know/],
    [
      'with one that is called as everything is',
      { constructor: 'x' } as unknown as ComposeService,
      {},
      /^services\.web\.constructor: .*does not know/,
    ],
  ])('%s', (_case, service, more, expected) => {
    expect(judge(service, more)).toEqual({ faults: [expect.stringMatching(expected)], notices: [] })
  })
})

describe('rights of a secret or config', () => {
  const objects = { text: { environment: 'X' }, file: { file: '/repo/x' } }
  const judged = (kind: 'secrets' | 'configs', source: string, rights: object) =>
    judge({ [kind]: [{ source, ...rights }] } as ComposeService, {
      [kind]: { ...objects, ...(kind === 'configs' && { text: { content: 'x' } }) },
    })

  it('are refused where the file that is sent would be read by more, or not run', () => {
    for (const mode of [0o400, 0o440, 0o600, 0o555, 0, '0400', '0555'])
      for (const kind of ['secrets', 'configs'] as const)
        expect(judged(kind, 'text', { mode }).faults).toEqual([
          expect.stringMatching(
            /^services\.web\.(secrets|configs)\.0\.mode: everybody in the container may read .*entrypoint/,
          ),
        ])
  })

  it('are nothing to say where they are what the file has, or where Compose, too, passes them over', () => {
    for (const mode of [0o444, 0o644, '0444', '0664'])
      expect(judged('secrets', 'text', { mode })).toEqual({ faults: [], notices: [] })
    expect(judged('secrets', 'file', { mode: 0o400 })).toEqual({ faults: [], notices: [] })
  })

  it('are said to have no effect where only the owner would be another', () => {
    for (const rights of [{ uid: '70' }, { gid: '70' }])
      expect(judged('secrets', 'text', rights)).toEqual({
        faults: [],
        notices: [expect.stringMatching(/secrets\.0\.[ug]id has no effect: /)],
      })
    expect(judged('secrets', 'text', { uid: '0', gid: '0' }).notices).toEqual([])
  })
})

describe('the plan says', () => {
  it.each<[string, ComposeService, RegExp]>([
    [
      'that Traefik’s labels are at the wrong place',
      { deploy: { labels: { 'traefik.enable': 'true' } } },
      /services\.web\.deploy\.labels has no effect: .*service’s own `labels`/,
    ],
    [
      'that there is one server',
      { deploy: { placement: { constraints: ['node.role==manager'] } } },
      /placement has no effect/,
    ],
    ['that there are no modes', { deploy: { mode: 'global' } }, /deploy\.mode has no effect/],
    [
      'that nothing is updated one by one',
      { deploy: { update_config: { delay: '10s' } } },
      /update_config\.delay has no effect: the whole stack/,
    ],
    ['that tags are its own', { build: { tags: ['a:1'] } }, /build\.tags has no effect/],
    [
      'that a build is for one platform',
      { build: { platforms: ['linux/amd64', 'linux/arm64'] } },
      /build\.platforms has no effect/,
    ],
    [
      'that nothing is restarted along',
      { depends_on: { db: { condition: 'service_started', restart: true } } },
      /depends_on\.db\.restart has no effect/,
    ],
    [
      'which variables nobody gives',
      { environment: { A: null, B: '1', C: null } },
      /^shop\/web: no value is given for A, C, /,
    ],
  ])('%s', (_case, service, expected) => {
    expect(judge(service)).toEqual({ faults: [], notices: [expect.stringMatching(expected)] })
  })

  it.each<[string, ComposeService]>([
    ['what is switched off', { use_api_socket: false, build: { provenance: false, privileged: false } }],
    ['what is empty', { deploy: { placement: {}, labels: null }, post_start: [] }],
    [
      'the usual',
      {
        deploy: { mode: 'replicated', replicas: 2, resources: { limits: { cpus: '1' } } },
        build: { platforms: ['linux/amd64'] },
      },
    ],
    ['one’s own', { 'x-mine': { a: 1 } }],
  ])('nothing of %s', (_case, service) => {
    expect(judge(service)).toEqual({ faults: [], notices: [] })
  })
})
