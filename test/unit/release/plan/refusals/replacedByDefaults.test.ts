import { describe, expect, it } from '@jest/globals'
import type { ReleaseInput } from '../../../../../src/release/plan/releaseInput.js'
import { planMarkdown, planText } from '../../../../../src/release/report/planReport.js'
import { Refused } from '../../../../../src/runtime/errors.js'
import type { Defaulted } from '../../../../../src/stack/defaults.js'
import type { ComposeService } from '../../../../../src/stack/types.js'
import { committed, container, db, facts, make, POSTGRES_ID, project, resolved, stack, volume } from '../../fixture.js'

const running = (env: string[], more: { Cmd?: string[]; Image?: string } = {}) =>
  facts({
    containers: [
      container('shop', 'db', {
        id: POSTGRES_ID,
        inspected: {
          Config: {
            Image: 'postgres:17',
            Env: env,
            ...more,
            Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'db', tier: 'gold' },
          },
          Mounts: [
            { Type: 'volume', Name: 'shop_data', Source: '/v', Destination: '/var/lib/postgresql/data', RW: true },
          ],
        },
      }),
    ],
    volumes: [volume('shop_data')],
  })

/** The plan of this database over one that runs, where those values are defaults. */
const planned = (
  service: Partial<ComposeService>,
  defaulted: Defaulted[],
  env: string[],
  more: Partial<ReleaseInput> = {},
) =>
  make({
    stack: stack([project({ db: { ...db, ...service } })]),
    images: [],
    resolved,
    facts: running(env),
    defaults: { shop: { db: defaulted } },
    ...more,
  })

/** What the server says where a release with this environment serves, and its container has those variables. */
const served = (environment: Record<string, string | null>, env: string[]) => {
  const { release } = make({
    stack: stack([project({ db: { ...db, environment: environment as never } })]),
    images: [],
  })
  return { ...committed(release), containers: running(env).containers }
}

const environment = (name: string, variable = name): Defaulted => ({
  field: 'environment',
  name,
  variables: [variable],
})
/** What the server said of the image that runs: it has these variables by itself. */
const imageOf = (Env: string[]): Partial<ReleaseInput> => ({
  likenesses: new Map(running([]).containers.map(({ Id }) => [Id, { image: { Env } }])),
})
const message = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
  return ''
}

describe('a default that would replace what runs', () => {
  it.each<[string, string, string]>([
    ['a password', 'POSTGRES_PASSWORD', 'POSTGRES_PASSWORD'],
    ['a password by its variable', 'DATABASE_URL', 'DB_PASS'],
    ['a key', 'N8N_ENCRYPTION_KEY', 'N8N_ENCRYPTION_KEY'],
    ['a secret', 'APP', 'APP_SECRET'],
  ])('is refused where it is %s of something that keeps data', (_what, name, variable) => {
    const text = message(() =>
      planned({ environment: { [name]: 'hunter2' } }, [environment(name, variable)], [`${name}=hunter3`]),
    )
    expect(text).toContain(
      `shop/db: environment ${name} would become the default of the Compose file in place of what runs, since nobody gives ${variable}`,
    )
    expect(text).not.toContain('hunter')
  })

  it.each<[string, Record<string, string | null>, string[], string]>([
    [
      'a password that nobody gives',
      { DB_PASSWORD: null },
      ['DB_PASSWORD=hunter2'],
      'shop/db: environment DB_PASSWORD would be gone',
    ],
    ['nothing where it was empty', { DB_PASSWORD: null }, ['DB_PASSWORD='], ''],
    ['nothing where it never was', { DB_PASSWORD: null }, [], ''],
    ['something else only said', { MODE: null }, ['MODE=a'], ''],
  ])('and a name without a value (`environment: [NAME]`) refuses %s', (_what, names, env, words) => {
    const text = message(() => planned({ environment: names as Record<string, string> }, [], env, imageOf([])))
    expect(text).toContain(words)
    if (words === '') expect(text).toBe('')
    expect(text).not.toContain('hunter2')
  })

  it.each<[string, Partial<ReleaseInput>]>([
    ['which its image has by itself', imageOf(['GPG_KEY=7169605F'])],
    ['which the release that serves does not set either', { facts: served({ GPG_KEY: null }, ['GPG_KEY=7169605F']) }],
  ])('of a name without a value nothing would be gone, %s', (_what, more) => {
    const { plan } = planned({ environment: { GPG_KEY: null } as never }, [], ['GPG_KEY=7169605F'], more)
    expect(plan.warnings).toEqual([])
  })

  it('says of a name without a value first that its image may have it, where nobody knows', () => {
    const { plan } = planned({ environment: { GPG_KEY: null } as never }, [], ['GPG_KEY=7169605F'])
    expect(planText(plan)).toContain(
      'READ THIS FIRST: shop/db: environment GPG_KEY would be gone unless its image has it by itself',
    )
    expect(planText(plan)).not.toContain('7169605F')
  })

  it.each<[string, Partial<ReleaseInput>]>([
    ['the image has another', imageOf(['DB_PASSWORD=changeme'])],
    ['the release that serves gives it', { facts: served({ DB_PASSWORD: 'hunter2' }, ['DB_PASSWORD=hunter2']) }],
  ])('refuses a name without a value where %s', (_what, more) => {
    const lost = () => planned({ environment: { DB_PASSWORD: null } as never }, [], ['DB_PASSWORD=hunter2'], more)
    expect(message(lost)).toContain('shop/db: environment DB_PASSWORD would be gone')
  })

  it('says first that a name without a value, which nobody gives any more, would be gone', () => {
    const { plan } = planned({ environment: { MODE: null } as never }, [], ['MODE=b'], imageOf([]))
    expect(planText(plan)).toContain('READ THIS FIRST: shop/db: environment MODE would be gone, which what runs has')
  })

  it('is not looked for where Compose cannot say which values are defaults, and that is said first', () => {
    const { plan } = planned({}, [], ['POSTGRES_PASSWORD=other'], { defaults: { shop: 'too many colons' } })
    expect(planText(plan).split('\n')[1]).toContain(
      'shop: nobody looks for a variable that was forgotten and has a default: docker compose cannot print the files with their variables as they are written (too many colons)',
    )
  })

  it('is said first where it is something else', () => {
    const { plan } = planned(
      { environment: { MODE: 'a', POSTGRES_PASSWORD: 'x' } },
      [environment('MODE')],
      ['MODE=b', 'POSTGRES_PASSWORD=x'],
    )
    expect(planText(plan).split('\n')[1]).toContain(
      'READ THIS FIRST: shop/db: environment MODE would become the default',
    )
    expect(planMarkdown(plan)).toContain('- **Read this first:** shop/db: environment MODE')
  })

  it('is said of commands, labels and images as well', () => {
    const defaulted: Defaulted[] = [
      { field: 'command', variables: ['A'] },
      { field: 'labels', name: 'tier', variables: ['B'] },
      { field: 'image', variables: ['TAG'] },
    ]
    const { plan } = planned({ command: ['x'], labels: { tier: 'iron' } }, defaulted, [], {
      facts: running([], { Cmd: ['y'], Image: 'postgres:16' }),
    })
    expect(plan.warnings.map((text) => text.split(' would')[0])).toEqual([
      'shop/db: command',
      'shop/db: labels tier',
      'shop/db: image',
    ])
  })

  it.each<[string, Partial<ComposeService>, string[]]>([
    ['is the same', { environment: { POSTGRES_PASSWORD: 'x' } }, ['POSTGRES_PASSWORD=x']],
    ['is new', { environment: { POSTGRES_PASSWORD: 'x' } }, []],
  ])('is nothing to speak of where it %s', (_what, service, env) => {
    expect(planned(service, [environment('POSTGRES_PASSWORD')], env).plan.warnings).toEqual([])
  })

  it('is refused later, too, where it is a password, and else the files have changed on purpose', () => {
    const first = make({ stack: stack([project({ db })]), images: [] })
    const host = { ...committed(first.release), containers: running(['MODE=b', 'POSTGRES_PASSWORD=x']).containers }
    const later = (name: string) => () =>
      planned({ environment: { [name]: 'y' } }, [environment(name)], [], { facts: host })
    expect(message(later('POSTGRES_PASSWORD'))).toContain('environment POSTGRES_PASSWORD would become the default')
    expect(later('MODE')().plan.warnings).toEqual([])
  })
})
