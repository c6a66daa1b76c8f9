import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { buildImages, planImages, pushImages } from '../../../src/image/images.js'
import type { Registry } from '../../../src/image/registry.js'
import type { RunOptions } from '../../../src/runtime/run.js'
import { identityOf } from '../../../src/stack/identity.js'
import type { ComposeService, Stack } from '../../../src/stack/types.js'

const digestOf = (text: string) => `sha256:${text.repeat(64).slice(0, 64)}`
let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'images-'))
  for (const folder of ['web', 'worker']) {
    await mkdir(join(root, folder))
    await writeFile(join(root, folder, 'Dockerfile'), `FROM scratch\nCOPY ${folder} /\n`)
  }
})
afterAll(() => rm(root, { recursive: true }))

const stackOf = (registry = 'reg.example/org'): Stack => {
  const build = (folder: string): ComposeService => ({ build: { context: join(root, folder) } })
  const services = { web: build('web'), migrate: build('web'), worker: build('worker'), db: { image: 'postgres:17' } }
  return {
    name: 'shop',
    environment: 'production',
    id: 'shop-production',
    identity: identityOf({ name: 'unknown', id: '' }, 'shop', 'production'),
    environments: ['production'],
    takesOver: [],
    root,
    registry,
    health: [],
    projects: [
      {
        name: 'app',
        path: '.',
        files: [],
        needs: [],
        profiles: [],
        isNamed: false,
        mounts: [],
        model: { name: 'app', services },
      },
    ],
  }
}

/** A registry and an engine in memory; every command that ran is in `ran`. */
function world({ has = {} as Record<string, string>, pushFails = [] as string[] } = {}) {
  const ran: string[] = []
  const tagged: string[] = []
  const built: Record<string, unknown>[] = []
  const run = async (argv: readonly string[], options: RunOptions = {}) => {
    ran.push(argv.slice(1, 3).join(' '))
    if (argv[2] === 'bake') built.push(JSON.parse(String(options.stdin)))
    if (argv[1] === 'push') {
      const failure = pushFails.shift()
      if (failure !== undefined) return { code: 1, stdout: '', stderr: failure }
      has[String(argv[2])] = digestOf('a')
      return { code: 0, stdout: `key: digest: ${digestOf('a')} size: 1`, stderr: '' }
    }
    if (argv[2] === 'inspect')
      return { code: 0, stdout: String(argv[4]).includes('RepoDigests') ? '[]' : `${digestOf('e')}\n`, stderr: '' }
    return { code: 0, stdout: '', stderr: '' }
  }
  const registry: Registry = {
    name: 'the registry reg.example',
    host: 'reg.example',
    dockerConfig: '{}',
    dockerConfigFor: async () => '{}',
    find: async (repository, key) => {
      const digest = has[`${repository}:key-${key}`]
      return digest === undefined ? undefined : { digest }
    },
    digestOf: async (reference) => has[reference] ?? digestOf('f'),
    tag: async (repository, digest, tag) => void tagged.push(`${repository}:${tag}@${digest.slice(7, 8)}`),
  }
  const options = { run, env: {}, buildSecrets: {}, log: () => {}, registry: 'reg.example/org' }
  const clock = { now: () => 0, sleep: async () => {} }
  return { run, ran, tagged, built, registry, has, options, clock }
}

describe('the images of a stack', () => {
  it('are all built where the registry has none, equal builds once', async () => {
    const { registry, built, options } = world()
    const planned = await planImages(stackOf(), { store: registry, tags: ['main'] })
    expect(planned.map(({ service, repository, result }) => [service, repository, result])).toEqual([
      ['web', 'reg.example/org/app-web', 'planned'],
      ['migrate', 'reg.example/org/app-web', 'planned'],
      ['worker', 'reg.example/org/app-worker', 'planned'],
    ])
    expect(planned[0]?.reason).toMatch(/^the registry reg\.example has no image with key [0-9a-f]{12}$/)
    expect(planned[1]?.reason).toContain('the same image as app/web')
    const images = await buildImages(planned, options)
    expect(images.map(({ result }) => result)).toEqual(['built', 'built', 'built'])
    expect(built.map((definition) => Object.keys(definition.target as object))).toEqual([['app_web', 'app_worker']])
    expect(JSON.stringify(images)).not.toContain('context')
  })

  it('are built anew with refresh where their base images have moved, and only then', async () => {
    await mkdir(join(root, 'node'))
    await writeFile(join(root, 'node/Dockerfile'), 'FROM node:24\n')
    const stack = stackOf()
    const [app] = stack.projects
    if (app !== undefined) app.model.services = { web: { build: { context: join(root, 'node') } } }
    const { registry, built, options, has, run, clock, tagged } = world()
    const plan = async (digest?: string) => {
      const lookUp = async () => (digest === undefined ? { fault: 'no answer' } : { digest })
      const [web] = await planImages(stack, { store: registry, tags: [], refresh: lookUp })
      return web === undefined ? [] : [web]
    }
    const key = (await planImages(stack, { store: registry, tags: [] }))[0]?.key
    has[`reg.example/org/app-web:key-${key}`] = digestOf('b')

    const first = await plan('sha256:1')
    expect(first).toMatchObject([
      { result: 'planned', key, reason: expect.stringContaining('on the base images of today') },
    ])
    await pushImages(await buildImages(first, options), { registry, run, env: {}, log: () => {}, clock })
    expect(built).toMatchObject([{ target: { app_web: { pull: true } } }])
    const [onBases = ''] = tagged.filter((tag) => tag.includes(`key-${key}-`))
    expect(onBases).toMatch(/:key-[0-9a-f]{40}-[0-9a-f]{12}@a$/)

    // An ordinary run gets what was built last, not the older base.
    expect(await planImages(stack, { store: registry, tags: [] })).toMatchObject([
      { result: 'reused', digest: digestOf('a') },
    ])
    has[onBases.replace(/@.$/, '')] = digestOf('a')
    expect(await plan('sha256:1')).toMatchObject([{ result: 'reused' }])
    expect(await plan('sha256:2')).toMatchObject([{ result: 'planned' }])
    expect(await plan()).toMatchObject([
      {
        result: 'reused',
        notices: ['app/web: not built anew, since its base image node:24 could not be looked up: no answer'],
      },
    ])
  })

  it('that the registry has are neither built nor pushed, only tagged', async () => {
    const first = world()
    const [web] = await planImages(stackOf(), { store: first.registry, tags: [] })
    const { registry, ran, tagged, options, run, clock } = world({
      has: { [`${web?.repository}:key-${web?.key}`]: digestOf('b') },
    })
    const planned = await planImages(stackOf(), { store: registry, tags: ['main'] })
    expect(planned.map(({ result }) => result)).toEqual(['reused', 'reused', 'planned'])
    const pushed = await pushImages(await buildImages(planned, options), {
      registry,
      run,
      env: {},
      log: () => {},
      clock,
    })
    expect(pushed.map(({ service, digest, pushed: sent }) => [service, digest, sent])).toEqual([
      ['web', digestOf('b'), false],
      ['migrate', digestOf('b'), false],
      ['worker', digestOf('a'), true],
    ])
    expect(ran.filter((command) => command.startsWith('push'))).toHaveLength(1)
    expect(tagged).toEqual(['reg.example/org/app-web:main@b', 'reg.example/org/app-worker:main@a'])
  })

  it('start no build at all when nothing is missing', async () => {
    const { registry, ran, options } = world()
    const found = { ...registry, find: async () => ({ digest: digestOf('c') }) }
    await buildImages(await planImages(stackOf(), { store: found, tags: [] }), options)
    expect(ran).toEqual([])
  })

  it('are found by id where there is no registry', async () => {
    const { run, options } = world()
    const store = { name: 'this engine', find: async () => undefined }
    const images = await buildImages(await planImages(stackOf('none'), { store, tags: [] }), {
      ...options,
      run,
      registry: 'none',
    })
    expect(images.map(({ repository, imageId }) => [repository, imageId])).toEqual([
      ['shop/app-web', digestOf('e')],
      ['shop/app-web', digestOf('e')],
      ['shop/app-worker', digestOf('e')],
    ])
  })

  it.each([
    ['tried again after a passing fault', ['503 Service Unavailable', 'unexpected EOF'], undefined, 3],
    [
      'not tried again when refused',
      ['denied: permission_denied'],
      /the registry reg\.example refuses the push: denied/,
      1,
    ],
    [
      'given up after four tries',
      Array(4).fill('connection reset by peer'),
      /could not be pushed, after several tries: connection reset by peer/,
      4,
    ],
  ])('have their push %s', async (_, pushFails, refusal, tries) => {
    const { registry, ran, options, run, clock } = world({ pushFails: [...(pushFails as string[])] })
    const planned = await planImages(stackOf(), { store: registry, tags: [] })
    const [image] = await buildImages(planned, options)
    if (image === undefined) throw new Error('no image')
    const pushing = pushImages([image], { registry, run, env: {}, log: () => {}, clock })
    if (refusal === undefined) await expect(pushing).resolves.toMatchObject([{ pushed: true }])
    else await expect(pushing).rejects.toThrow(refusal as RegExp)
    expect(ran.filter((command) => command.startsWith('push'))).toHaveLength(tries)
  })

  it('of a git tag are pushed under its name, and never under a key', async () => {
    const { registry, options, run, tagged, has } = world()
    const planned = await planImages(stackOf(), { store: registry, tags: ['v1.2.0', 'sha-0123456'] })
    const images = await buildImages(planned, options)
    await pushImages(images.slice(0, 1), { registry, run, env: {}, log: () => {}, withoutKeys: true })
    expect(Object.keys(has)).toEqual(['reg.example/org/app-web:v1.2.0'])
    expect(tagged.join()).toContain('app-web:sha-0123456@')
    expect(tagged.join()).not.toContain('key-')
  })

  it('are left out, and need no file of their own, where their build needs what only the environment gives', async () => {
    const { registry, options, ran } = world()
    const stack = stackOf()
    for (const name of ['web', 'migrate'])
      Object.assign(stack.projects[0]?.model.services[name]?.build ?? {}, { dockerfile: 'Dockerfile.1' })
    const withheld = new Map(['app/web', 'app/migrate'].map((name) => [name, ['STAGE']]))
    const planned = await planImages(stack, { store: registry, tags: [], withheld })
    expect(planned.map(({ service, result, reason }) => `${service} ${result} ${reason}`)).toContain(
      'web planned its build needs STAGE, which only the environment gives',
    )
    const images = await buildImages(planned, options)
    expect(images.map(({ service, result }) => `${service} ${result}`)).toEqual([
      'web planned',
      'migrate planned',
      'worker built',
    ])
    expect((await pushImages(images, { registry, run: options.run, env: {}, log: () => {} }))[0]).not.toHaveProperty(
      'digest',
    )
    expect(ran.filter((command) => command.startsWith('push'))).toHaveLength(1)
  })

  it('are refused when the registry ends up with another image than was pushed', async () => {
    const { registry, options, run, clock } = world()
    const images = await buildImages(await planImages(stackOf(), { store: registry, tags: [] }), options)
    const other = { ...registry, digestOf: async () => digestOf('d') }
    await expect(
      pushImages(images.slice(0, 1), { registry: other, run, env: {}, log: () => {}, clock }),
    ).rejects.toThrow('is another image in the registry')
  })
})
