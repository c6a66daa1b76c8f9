import { describe, expect, it } from '@jest/globals'
import type { Host } from '../../../../../src/host/ssh.js'
import type { Stackctl } from '../../../../../src/host/stackctl.js'
import type { HostFacts, ServerImage } from '../../../../../src/host/types.js'
import type { TagAnswer } from '../../../../../src/image/lookUp.js'
import { dueReferences, isOwn } from '../../../../../src/release/plan/images/lookups.js'
import type { Plan } from '../../../../../src/release/records/types.js'
import { type Deployed, type Deployment, deploy } from '../../../../../src/release/transaction/runDeployment.js'
import type { ComposeService } from '../../../../../src/stack/types.js'
import { committed, facts, make, NO_LOOKUPS, project, stack, unreached } from '../../fixture.js'

const own = { registry: 'ghcr.io/acme/shop', owner: 'Acme' }
const OLD = `sha256:${'1'.repeat(64)}`
const NEW = `sha256:${'2'.repeat(64)}`

describe('whose an image is', () => {
  it.each<[string, boolean]>([
    ['ghcr.io/acme/app:latest', true],
    ['ghcr.io/acme/shop/web', true],
    ['ghcr.io/acmeother/app', false],
    ['ghcr.io/else/app:latest', false],
    ['acme/app:latest', true],
    ['docker.io/acme/app', true],
    ['index.docker.io/acme/app', true],
    ['quay.io/acme/app', true],
    ['postgres:17', false],
    ['docker.io/library/acme', false],
    ['registry.test:5000/acme/app', false],
  ])('%s: the stack’s own %s', (reference, expected) => {
    expect(isOwn(reference, own)).toBe(expected)
  })

  it.each<[string, boolean]>([
    ['registry.test:5000/web:main', true],
    ['registry.test:5000/other/web', true],
    ['registry.test/web', false],
    ['postgres:17', false],
  ])('of a registry that is theirs alone: %s: %s', (reference, expected) => {
    expect(isOwn(reference, { registry: 'registry.test:5000/shop', owner: '' })).toBe(expected)
  })
})

/** A release of one service of that image, looked up so many hours ago. */
function running(service: ComposeService, hours: number | undefined, image = `ghcr.io/acme/app@${OLD}`): HostFacts {
  const reference = service.image ?? ''
  const since =
    hours === undefined ? [] : [[reference, new Date(Date.now() - hours * 3_600_000).toISOString()] as const]
  const made = make({
    stack: stack([project({ app: service })], { registry: own.registry }),
    images: [],
    resolved: new Map([[reference, { image, platform: 'linux/amd64', exposedPorts: [80] }]]),
    lookups: { ...NO_LOOKUPS, lookedUp: new Map(since) },
  })
  return committed(made.release)
}

describe('a tag is looked up again', () => {
  const app = (pull_policy?: string, more: Partial<ComposeService> = {}): ComposeService => ({
    image: 'ghcr.io/acme/app:latest',
    ...(pull_policy === undefined ? {} : { pull_policy }),
    ...more,
  })
  const theirs = (pull_policy?: string) => app(pull_policy, { image: 'postgres:17' })
  it.each<[string, ComposeService, number | undefined, { push: boolean; refresh: boolean }]>([
    ['of the own registry', app(), 1, { push: true, refresh: true }],
    ['of another', theirs(), 1, { push: false, refresh: true }],
    ['of another, with latest', app(undefined, { image: 'caddy:latest' }), 1, { push: false, refresh: true }],
    ['always', theirs('always'), 1, { push: true, refresh: true }],
    ['missing', app('missing'), 1, { push: false, refresh: true }],
    ['if_not_present', app('if_not_present'), 1, { push: false, refresh: true }],
    ['never', app('never'), 1, { push: false, refresh: false }],
    ['build', app('build'), 1, { push: false, refresh: false }],
    ['daily, after an hour', theirs('daily'), 1, { push: false, refresh: true }],
    ['daily, after a day', theirs('daily'), 25, { push: true, refresh: true }],
    ['daily, where nobody knows', theirs('daily'), undefined, { push: true, refresh: true }],
    ['weekly, after a day', theirs('weekly'), 25, { push: false, refresh: true }],
    ['weekly, after eight days', theirs('weekly'), 8 * 24, { push: true, refresh: true }],
    ['every_1d12h, after a day', theirs('every_1d12h'), 25, { push: false, refresh: true }],
    ['every_1d12h, after two', theirs('every_1d12h'), 48, { push: true, refresh: true }],
    ['refresh, without a time', theirs('refresh'), 1, { push: true, refresh: true }],
    ['refresh, with one', app('refresh', { pull_refresh_after: '2h' }), 1, { push: false, refresh: true }],
    ['a digest', app('always', { image: `ghcr.io/acme/app@${OLD}` }), 1, { push: false, refresh: false }],
    ['what is built here', app('always', { build: { context: '.' } }), 1, { push: false, refresh: false }],
  ])('%s', (_case, service, hours, expected) => {
    const stacked = stack([project({ app: service })], { registry: own.registry })
    const known = service.build === undefined ? running(service, hours) : undefined
    const due = (refresh: boolean) => dueReferences(stacked, [], known, { refresh, now: new Date(), own }).length > 0
    expect({ push: due(false), refresh: due(true) }).toEqual(expected)
  })
})

describe('a deploy', () => {
  interface Given {
    service?: ComposeService
    answer: TagAnswer
    refresh?: boolean
    /** What runs, as the current release names it. */
    runs?: string
    hours?: number
    /** Why Traefik still has the routes of the last deploy from us. */
    pin?: string
    dryRun?: boolean
    nothingRuns?: boolean
    scheduled?: boolean
    kind?: string
    /** The ids of images on the server. */
    ids?: Record<string, string>
    /** References of images that the server has, and tells of when it is asked for them. */
    there?: readonly string[]
  }

  /** What one deploy of a service does, whose tag the registry answers so. */
  async function deployed({
    service = { image: 'ghcr.io/acme/app:latest', restart: 'always', ports: [{ target: 80 }] },
    ...given
  }: Given) {
    const pulled: string[] = []
    let plan: Plan | undefined
    let stored: string[] | undefined
    const resolve = async (references: string[]): Promise<ServerImage[]> => {
      pulled.push(...references)
      return references.map((ref) => ({
        ref,
        image: ref,
        platform: 'linux/amd64',
        id: given.ids?.[ref] ?? 'sha256:0',
        config: {},
      }))
    }
    const host = given.nothingRuns === true ? facts() : running(service, given.hours ?? 48, given.runs)
    const deployment: Deployment = {
      stack: stack([project({ app: service })], { registry: own.registry }),
      notices: [],
      guard: unreached,
      host: { name: 'deploy@lab', exec: async () => ({ code: 0, stdout: '', stderr: '' }) } as unknown as Host,
      stackctl: {
        resolve,
        facts: async ({ references = [] }: { references?: readonly string[] } = {}) => ({
          ...host,
          images: references
            .filter((ref) => given.there?.includes(ref))
            .map((ref) => ({ ref, image: `${ref}@${OLD}`, platform: 'linux/amd64', id: OLD, config: {} })),
        }),
        path: '~/.stack-actions/shop-production/stackctl',
        deploy: async (_id: string, tar: AsyncIterable<Buffer>) => {
          let text = ''
          for await (const part of tar) text += part.toString()
          stored = /"lookedUp":\s*\{\s*"([^"]+)":\s*"([^"]+)"/.exec(text)?.slice(1)
          return { state: 'refused', lines: 0, stderr: '' }
        },
      } as unknown as Stackctl,
      facts: {
        ...host,
        ...(given.pin !== undefined && { pin: given.pin }),
        ...(host.current && {
          current: { ...host.current, meta: { ...host.current.meta, kind: given.kind ?? 'deploy' } },
        }),
      },
      images: [],
      defaults: async () => ({}),
      envText: '',
      secretForms: [],
      event: {
        commit: '0123456789abcdef',
        differs: '',
        ref: 'refs/heads/main',
        actor: 'ann',
        runUrl: '',
        order: '101',
      },
      toolVersion: '0.1.0',
      registryLogin: '{}',
      ...{ lockTimeoutSeconds: 1, deadlineSeconds: 1, gateWindowSeconds: 0, force: false },
      ...{
        refresh: given.refresh ?? false,
        scheduled: given.scheduled ?? false,
        refuseBehind: async () => undefined,
        owner: own.owner,
        lookUp: async () => given.answer,
      },
      signal: new AbortController().signal,
      onPlan: (made) => {
        plan = made
      },
      onEvent: () => undefined,
      log: () => undefined,
    }
    const outcome = await deploy(deployment, { dryRun: given.dryRun ?? false }).then(
      (done: Deployed) => done.outcome,
      () => 'refused',
    )
    const [app] = plan?.services ?? []
    return {
      outcome,
      pulled,
      change: app?.change,
      because: app?.because.join(),
      image: app?.image,
      said: plan?.notices.join('\n'),
      stored,
    }
  }

  it('brings the image that a tag stands for now, and says why', async () => {
    const found = await deployed({ answer: { digest: NEW } })
    expect(found).toMatchObject({
      pulled: [`ghcr.io/acme/app@${NEW}`],
      change: 'changed',
      because: 'image: ghcr.io/acme/app:latest is another one now (111111111111 → 222222222222)',
      image: `ghcr.io/acme/app@${NEW}`,
    })
    const [reference, since = ''] = found.stored ?? []
    expect(reference).toBe('ghcr.io/acme/app:latest')
    expect(Date.now() - Date.parse(since)).toBeLessThan(60_000)
  })

  it('leaves alone what is still the same, and says that it asked', async () => {
    expect(await deployed({ answer: { digest: OLD } })).toMatchObject({
      outcome: 'unchanged',
      pulled: [],
      said: expect.stringContaining('looked up, and still the same: ghcr.io/acme/app:latest'),
    })
  })

  it('is one, though nothing changed, where Traefik’s routes were not given back, and says so', async () => {
    const pin = 'Traefik goes on with the routes of the last deploy'
    expect(await deployed({ answer: { digest: OLD }, pin })).toMatchObject({
      outcome: 'refused', // by the server of this test
      change: 'unchanged',
      said: expect.stringContaining(pin),
    })
  })

  it('knows an image by its id, where a first deploy left it as it was', async () => {
    const id = `sha256:${'9'.repeat(64)}`
    const found = await deployed({ answer: { digest: NEW }, runs: id, ids: { [`ghcr.io/acme/app@${NEW}`]: id } })
    expect(found).toMatchObject({ outcome: 'unchanged', pulled: [`ghcr.io/acme/app@${NEW}`] })
  })

  it('goes on where the registry does not answer, and says what was not looked up and since when', async () => {
    const found = await deployed({ answer: { fault: 'the registry ghcr.io cannot be reached: ECONNREFUSED' } })
    expect(found).toMatchObject({ outcome: 'unchanged', pulled: [] })
    expect(found.said).toMatch(
      /ghcr\.io\/acme\/app:latest \(since 20\d\d-\d\d-\d\d, 2 days ago\) could not be looked up, .*cannot be reached/,
    )
  })

  it.each<[string, Partial<Given>, string]>([
    ['of another owner', { service: { image: 'postgres:17', restart: 'always' } }, 'postgres:17'],
    [
      'that Compose must never pull',
      { service: { image: 'ghcr.io/acme/app:1', pull_policy: 'never' } },
      'ghcr.io/acme/app:1',
    ],
  ])('says what it did not look up: %s', async (_case, more, reference) => {
    const found = await deployed({ answer: { digest: NEW }, ...more })
    expect(found).toMatchObject({ outcome: 'unchanged', pulled: [] })
    expect(found.said).toContain(`not looked up, so that a newer image of that tag is not seen: ${reference} (since 20`)
    expect(found.said).toContain('refresh: true')
  })

  it('looks everything up with refresh', async () => {
    const service = { image: 'postgres:17', restart: 'always' }
    const found = await deployed({ service, answer: { digest: NEW }, refresh: true, runs: `postgres@${OLD}` })
    expect(found).toMatchObject({
      change: 'changed',
      image: `postgres@${NEW}`,
      because: expect.stringContaining('postgres:17'),
    })
  })

  it.each<[string, boolean, string]>([
    ['a rollback is not deployed over by the clock alone', true, 'refused'],
    ['but by somebody', false, 'unchanged'],
  ])('%s', async (_case, scheduled, outcome) => {
    expect(await deployed({ answer: { digest: OLD }, scheduled, kind: 'rollback' })).toMatchObject({ outcome })
  })

  it('that is only tried says the same and gets nothing', async () => {
    const found = await deployed({ answer: { digest: NEW }, dryRun: true })
    expect(found).toMatchObject({ outcome: 'planned', pulled: [], change: 'changed' })
    expect(found.because).toContain('ghcr.io/acme/app:latest is another one now')
  })

  it.each<[string, TagAnswer, boolean]>([
    ['has not', { fault: 'ghcr.io has no acme/app:latest' }, true],
    ['has', { digest: NEW }, false],
  ])(
    'that is only tried says of an image that the server has not whether the registry %s',
    async (_case, answer, told) => {
      const { said, pulled } = await deployed({ answer, dryRun: true, nothingRuns: true })
      const words = 'acme/app:latest is not on the server, and ghcr.io has no acme/app:latest: a deploy is refused'
      expect({ told: said?.includes(words), pulled }).toEqual({ told, pulled: [] })
    },
  )

  it('that is only tried asks the server for what it was not asked before it is said to be missing', async () => {
    const there = ['ghcr.io/acme/app:latest', `ghcr.io/acme/app@${NEW}`]
    for (const answer of [{ fault: 'the registry ghcr.io cannot be reached' }, { digest: NEW }]) {
      const { said, image, pulled } = await deployed({ answer, dryRun: true, nothingRuns: true, there })
      expect(said).not.toContain('is not on the server')
      expect({ known: image?.includes('@sha256:'), pulled }).toEqual({ known: true, pulled: [] })
    }
  })
})

describe('an image of which nothing runs', () => {
  const plain = { host: {} as Host, event: { commit: '', differs: '', ref: '', actor: '', runUrl: '', order: '1' } }
  it('is not pulled where Compose must never pull it, but refused, once the server was asked for it', async () => {
    const asked: string[] = []
    const sought: string[] = []
    const stackctl = {
      resolve: async (refs: string[]) => void asked.push(...refs),
      facts: async ({ references = [] }: { references?: readonly string[] }) => {
        sought.push(...references)
        return facts()
      },
    } as unknown as Stackctl
    const service = { image: 'local:1', pull_policy: 'never' }
    const tried = deploy(
      {
        ...{ ...plain, stack: stack([project({ app: service })]), stackctl, facts: facts(), images: [], notices: [] },
        ...{
          envText: '',
          secretForms: [],
          defaults: async () => ({}),
          toolVersion: '',
          registryLogin: '{}',
          lockTimeoutSeconds: 1,
          deadlineSeconds: 1,
        },
        ...{
          gateWindowSeconds: 0,
          force: false,
          scheduled: false,
          refuseBehind: async () => undefined,
          refresh: true,
          owner: '',
          lookUp: async () => ({ digest: NEW }),
        },
        signal: new AbortController().signal,
        guard: unreached,
        onPlan: () => undefined,
        onEvent: () => undefined,
        log: () => undefined,
      },
      { dryRun: false },
    )
    await expect(tried).rejects.toThrow(
      /`pull_policy: never`, but the server does not have the image[\s\S]*shop\/app: local:1/,
    )
    expect({ asked, sought }).toEqual({ asked: [], sought: ['local:1'] })
  })
})
