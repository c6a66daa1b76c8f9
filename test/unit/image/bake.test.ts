import { describe, expect, it } from '@jest/globals'
import { bakeFile, type Output, withContexts } from '../../../src/image/bake.js'
import { buildFailure } from '../../../src/image/buildFailure.js'
import { targetsOf } from '../../../src/image/target.js'
import { isTransientPush } from '../../../src/image/transient.js'
import { identityOf } from '../../../src/stack/identity.js'
import type { ComposeBuild, ComposeModel, Stack } from '../../../src/stack/types.js'

const stack = (build: ComposeBuild, secrets = {}): Stack =>
  stackOf({ 'a.b': { build }, db: { image: 'postgres:17' } }, secrets)
const stackOf = (services: ComposeModel['services'], secrets = {}): Stack => ({
  name: 'shop',
  environment: 'production',
  id: 'shop-production',
  identity: identityOf({ name: 'unknown', id: '' }, 'shop', 'production'),
  environments: ['production'],
  takesOver: [],
  root: '/repo',
  registry: 'ghcr.io/org/shop',
  health: [],
  projects: [
    {
      name: 'web.ui',
      path: 'web',
      files: [],
      needs: [],
      profiles: [],
      isNamed: false,
      mounts: [],
      model: { name: 'web', secrets, services },
    },
  ],
})
const only = (build: ComposeBuild, secrets = {}) => {
  const [target] = targetsOf(stack(build, secrets))
  if (target === undefined) throw new Error('no target')
  return target
}
const baked = (build: ComposeBuild, secrets = {}, output: Output = 'load') => {
  const { text, names } = bakeFile([{ target: only(build, secrets), tags: ['x:key-1'] }], output)
  return JSON.parse(text).target[names[0] as string]
}

describe('the definition for bake', () => {
  it('says what the Compose file says', () => {
    const build = {
      context: '/repo/web',
      dockerfile: 'docker/Dockerfile',
      target: 'production',
      args: { A: '1' },
      labels: { l: 'm' },
      additional_contexts: { base: '/repo/base' },
    }
    expect(baked(build)).toEqual({
      context: '/repo/web',
      dockerfile: '/repo/web/docker/Dockerfile',
      target: 'production',
      args: { A: '1' },
      labels: { l: 'm' },
      platforms: ['linux/amd64'],
      contexts: { base: '/repo/base' },
      tags: ['x:key-1'],
      output: ['type=docker'],
    })
  })

  it('says what a build asks of its containers, in bake’s words', () => {
    const build = {
      context: '/repo/web',
      extra_hosts: ['one=1.2.3.4', 'two=1.1.1.1', 'two=::1', 'old:5.6.7.8', 'six:[::2]'],
      ulimits: { nproc: 5, nofile: { soft: 1024, hard: 2048 } },
      entitlements: ['network.host'],
      privileged: true,
      no_cache_filter: ['deps'],
    }
    expect(baked(build)).toMatchObject({
      'extra-hosts': { one: '1.2.3.4', two: '1.1.1.1,::1', old: '5.6.7.8', six: '::2' },
      ulimits: ['nofile=1024:2048', 'nproc=5'],
      entitlements: ['network.host', 'security.insecure'],
      'no-cache-filter': ['deps'],
    })
  })

  it('builds a service that is the context of another, which gets no image where its own is there', () => {
    const services = {
      base: { build: { context: '/repo/base' } },
      lib: { build: { context: '/repo/lib', additional_contexts: { base: 'service:base', src: '/repo/src' } } },
      web: { build: { context: '/repo/web', additional_contexts: { lib: 'service:lib' } } },
    }
    const [base, lib, web] = targetsOf(stackOf(services)).map((target) => ({ target, tags: [`${target.service}:1`] }))
    if (base === undefined || lib === undefined || web === undefined) throw new Error('not all are targets')
    const { group, target } = JSON.parse(bakeFile(withContexts([web])).text)
    expect(group.default.targets).toEqual(['web-ui_web'])
    expect(target['web-ui_web'].contexts).toEqual({ lib: 'target:web-ui_lib' })
    expect(target['web-ui_lib'].contexts).toEqual({ src: '/repo/src', base: 'target:web-ui_base' })
    expect(target['web-ui_lib'].output).toBeUndefined()
    const all = JSON.parse(bakeFile(withContexts([web, base, lib])).text)
    expect(all.group.default.targets).toEqual(['web-ui_web', 'web-ui_base', 'web-ui_lib'])
    expect(all.target['web-ui_base'].tags).toEqual(['base:1'])
    expect(Object.keys(all.target)).toHaveLength(3)
  })

  it('passes values on as they are: Compose’s doubled dollar undone, nothing left that bake would evaluate', () => {
    // What bake makes of it was checked with `docker buildx bake --print`.
    expect(baked({ context: '/repo', args: { A: '$${x} %{if} $$y', N: null } }).args).toEqual({ A: '$${x} %%{if} $y' })
  })

  it('names secrets by id and never holds a value', () => {
    const secrets = { npm: { environment: 'NPM_TOKEN' }, pip: { file: '/repo/pip,x.conf' } }
    const definition = baked(
      { context: '/repo', secrets: [{ source: 'npm' }, { source: 'pip', target: 'conf' }] },
      secrets,
    )
    expect(definition.secret).toEqual(['id=npm,env=NPM_TOKEN', 'id=conf,"src=/repo/pip,x.conf"'])
  })

  it('gives names that bake accepts, each once', () => {
    const target = only({ context: '/repo' })
    expect(
      bakeFile([
        { target, tags: [] },
        { target, tags: [] },
      ]).names,
    ).toEqual(['web-ui_a-b', 'web-ui_a-b-2'])
  })

  it.each<[Output, string, string[]]>([
    ['load', 'type=docker', ['x:key-1']],
    // Tags are given in the registry, once it has the digest.
    ['push', 'type=image,name=ghcr.io/org/shop/web-ui-a-b,push=true,push-by-digest=true,name-canonical=true', []],
    ['none', 'type=cacheonly', []],
  ])('says where the image goes: %s', (output, expected, tags) => {
    const definition = baked({ context: '/repo' }, {}, output)
    expect([definition.output, definition.tags ?? []]).toEqual([[expected], tags])
  })

  it('names the caches that are to be read and written', () => {
    const cache = { from: ['type=registry,ref=a'], to: ['type=registry,ref=b'] }
    const { text } = bakeFile([{ target: only({ context: '/repo' }), tags: [], cache }])
    expect(text).toContain('"cache-from":["type=registry,ref=a"],"cache-to":["type=registry,ref=b"]')
  })

  it('has no cache of the Compose file in a run that deploys nothing', () => {
    const build = { context: '/repo', cache_from: ['type=registry,ref=x'], cache_to: ['type=registry,ref=y'] }
    const services = { base: { build }, web: { build: { additional_contexts: { b: 'service:base' } } } }
    const cachesIn = (deploys: boolean) =>
      withContexts(targetsOf(stackOf(services), { deploys }).map((target) => ({ target, tags: [] }))).map(
        ({ target }) => [target.cacheFrom, target.cacheTo],
      )
    expect(cachesIn(true)[0]).toEqual([['type=registry,ref=x'], ['type=registry,ref=y']])
    expect(cachesIn(false).flat(2)).toEqual([])
  })
})

describe('what is built', () => {
  it.each([
    ['the default platform', { context: '/repo' }, 'linux/amd64'],
    ['the default one of several', { context: '/repo', platforms: ['linux/arm64', 'linux/amd64'] }, 'linux/amd64'],
    ['the only one', { context: '/repo', platforms: ['linux/arm64'] }, 'linux/arm64'],
  ])('is for %s', (_, build, platform) => {
    expect(only(build).platform).toBe(platform)
  })

  it.each<[string, ComposeBuild, RegExp]>([
    [
      'a context that is no service',
      { context: '/repo', additional_contexts: { a: 'service:nix' } },
      /additional_contexts: service:nix is no service/,
    ],
    [
      'a context that is a service of another’s image',
      { context: '/repo', additional_contexts: { a: 'service:db' } },
      /additional_contexts: service:db is not built here/,
    ],
    [
      'a context that is built from itself',
      { context: '/repo', additional_contexts: { a: 'service:a.b' } },
      /context service:a\.b is built from it: a\.b → a\.b/,
    ],
    [
      'a context of bake’s own',
      { context: '/repo', additional_contexts: { a: 'target:b' } },
      /additional_contexts\.a: target:b is not supported/,
    ],
    [
      'an entitlement that nobody knows',
      { context: '/repo', entitlements: ['all'] },
      /entitlements: "all" is not supported/,
    ],
    [
      'a secret that is not there',
      { context: '/repo', secrets: [{ source: 'nix' }] },
      /the build secret nix has neither/,
    ],
  ])('is refused with %s', (_, build, message) => {
    expect(() => only(build)).toThrow(message)
  })

  it('is first what runs on: an image that several services share is called after that', () => {
    const build = { context: '/repo/web' }
    const after = (...names: string[]) => ({
      depends_on: Object.fromEntries(names.map((name) => [name, { condition: 'service_completed_successfully' }])),
    })
    const services = {
      fill: { build, ...after('migrate') },
      migrate: { build },
      pay: { build, ...after('fill', 'migrate') },
    }
    expect(targetsOf(stackOf(services)).map(({ service }) => service)).toEqual(['pay', 'fill', 'migrate'])
  })

  it('refuses a project that is not there and names the known ones', () => {
    expect(() => targetsOf(stack({}), { projects: ['nix'] })).toThrow('there is no project "nix"; known: web.ui')
  })
})

describe('a failed build', () => {
  const target = only({ context: '/repo/web' })
  const lines = [
    '#5 RUN npm ci',
    '#5 0.3 npm error code E404',
    '------',
    'Dockerfile:7',
    '   7 | >>> RUN npm ci',
    'ERROR: target web-ui_a-b: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1',
  ]
  it('names the service, the Dockerfile’s line and the last lines', () => {
    const error = buildFailure([{ target, tags: [] }], ['web-ui_a-b'], lines)
    expect(error.message).toMatch(/^web\.ui\/a\.b does not build: failed to solve: process "\/bin\/sh -c npm ci"/)
    expect(error.message).toContain('npm error code E404')
    expect(error.at).toBe('web/Dockerfile:7')
    expect(error.places).toEqual([
      {
        file: 'web/Dockerfile',
        line: 7,
        message: expect.stringMatching(/^web\.ui\/a\.b does not build: failed to solve/),
      },
    ])
  })

  it.each([
    ['the line of the step', 'FROM a\nRUN npm ci \\\n  --omit=dev\nRUN true\n', 'web/Dockerfile:2'],
    [
      'no line where two could be meant',
      'FROM a\nRUN npm ci --omit=dev\nFROM b\nRUN npm ci --omit=dev\n',
      'web/Dockerfile',
    ],
  ])('finds, where an older engine says none, %s', (_, text, at) => {
    const old = ['#9 [production 2/3] RUN npm ci   --omit=dev', '#9 ERROR: executor failed running [/bin/sh -c npm ci]']
    const texts = new Map([[target.dockerfile, text]])
    expect(buildFailure([{ target, tags: [] }], ['web-ui_a-b'], old, texts).at).toBe(at)
  })

  it('names the service also where an older engine names only the step', () => {
    const other = { target: only({ context: '/repo/other' }), tags: [] }
    const old = [
      '#7 [app_web 3/3] RUN false',
      '#6 [app_other 1/3] COPY . .',
      '#7 ERROR: executor failed running [false]',
      'ERROR: failed to solve: executor failed running [false]',
    ]
    const error = buildFailure([other, { target, tags: [] }], ['app_other', 'app_web'], old)
    expect(error.message).toMatch(/^web\.ui\/a\.b does not build: failed to solve: executor failed/)
    expect(error.at).toBe('web/Dockerfile')
  })

  it('says when Buildx is missing', () => {
    expect(buildFailure([{ target, tags: [] }], ['x'], ['docker: unknown command: docker buildx']).message).toBe(
      'Docker Buildx is not installed on this runner',
    )
  })
})

describe('a failed push', () => {
  it.each([
    ['received unexpected HTTP status: 503 Service Unavailable', true],
    ['toomanyrequests: Too Many Requests', true],
    ['read tcp 10.0.0.1: connection reset by peer', true],
    ['net/http: TLS handshake timeout', true],
    ['unexpected EOF', true],
    ['denied: permission_denied: write_package', false],
    ['unauthorized: authentication required', false],
    ['An image does not exist locally with the tag: x', false],
    ['manifest invalid', false],
  ])('%s: try again %s', (output, again) => {
    expect(isTransientPush(output)).toBe(again)
  })
})
