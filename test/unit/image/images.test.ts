import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { chooseImages, type Proofs } from '../../../src/image/chosen.js'
import { describeImages } from '../../../src/image/described.js'
import { hintsOf } from '../../../src/image/hints.js'
import { buildImages, pushImages } from '../../../src/image/images.js'
import type { Registry } from '../../../src/image/registry.js'
import { TagRefused } from '../../../src/image/registryFaults.js'
import type { BuiltImage } from '../../../src/image/types.js'
import { Refused } from '../../../src/runtime/errors.js'
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

/** As a pipeline plans it: by public keys, where no secret is read. */
async function planned(
  stack: Stack,
  {
    tags = [],
    proofs,
    ...options
  }: { tags?: string[]; proofs?: Partial<Proofs> } & Parameters<typeof describeImages>[1] = {},
) {
  return chooseImages(await describeImages(stack, options), tags, {
    ...{ naming: { kind: 'public' }, run: { id: '7', commit: 'c0ffee', isClean: true }, unproven: 'nothing is known' },
    ...proofs,
  })
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
    holds: async (reference) =>
      has[reference] !== undefined ||
      Object.entries(has).some(([name, digest]) => `${name.replace(/:[^:/]*$/, '')}@${digest}` === reference),
    mayPush: async () => {},
    digestOf: async (reference) => has[reference] ?? digestOf('f'),
    tag: async (repository, digest, tag) => {
      tagged.push(`${repository}:${tag}@${digest.slice(7, 8)}`)
      return true
    },
  }
  const options = { run, env: {}, buildSecrets: {}, log: () => {}, registry: 'reg.example/org' }
  const clock = { now: () => 0, sleep: async () => {} }
  return { run, ran, tagged, built, registry, has, options, clock }
}

describe('the images of a stack', () => {
  it('are all built where nothing is proven, equal builds once', async () => {
    const { built, options } = world()
    const images = await planned(stackOf(), { tags: ['main'] })
    expect(images.map(({ service, repository, result, reason }) => [service, repository, result, reason])).toEqual([
      ['web', 'reg.example/org/app-web', 'planned', 'nothing is known'],
      ['migrate', 'reg.example/org/app-web', 'planned', 'the same image as app/web: nothing is known'],
      ['worker', 'reg.example/org/app-worker', 'planned', 'nothing is known'],
    ])
    const done = await buildImages(images, options)
    expect(done.map(({ result }) => result)).toEqual(['built', 'built', 'built'])
    expect(built.map((definition) => Object.keys(definition.target as object))).toEqual([['app_web', 'app_worker']])
    expect(JSON.stringify(done)).not.toContain('context')
  })

  it('that something proves are neither built nor pushed, only tagged', async () => {
    const [web] = await planned(stackOf())
    const { registry, ran, tagged, options, run, clock } = world()
    const mine = { ...web, result: 'built' as const, digest: digestOf('b') } as BuiltImage
    const images = await planned(stackOf(), { tags: ['main'], proofs: { built: [mine] } })
    expect(images.map(({ result, target }) => [result, target === undefined])).toEqual([
      ['built', true],
      ['built', true],
      ['planned', false],
    ])
    const pushed = await pushImages(await buildImages(images, options), {
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
    expect(tagged.filter((tag) => !tag.includes(':key-'))).toEqual([
      'reg.example/org/app-web:main@b',
      'reg.example/org/app-worker:main@a',
    ])
  })

  it('are left to the deploy where the registry has something under their key, and start no build', async () => {
    const { registry, ran, options } = world()
    const found = { ...registry, holds: async () => true }
    const images = await planned(stackOf(), {
      proofs: { hints: await hintsOf(await describeImages(stackOf()), found) },
    })
    expect(images.map(({ result, reason, target }) => [result, reason.slice(0, 15), target])).toEqual([
      ['planned', 'there under key', undefined],
      ['planned', 'the same image ', undefined],
      ['planned', 'there under key', undefined],
    ])
    const left = await buildImages(images, options)
    expect(left.map(({ result, digest }) => [result, digest])).toEqual(Array(3).fill(['planned', undefined]))
    expect(ran).toEqual([])
  })

  it('are deployed by their digests where a tag must not move; what a git tag is to be found by has to be there', async () => {
    const { registry, options, run, clock } = world()
    const warned: string[] = []
    const strict: Registry = {
      ...registry,
      tag: async (repository, digest, tag) => {
        if (tag === 'main') throw new TagRefused(`the registry reg.example does not give ${repository} the tag main`)
        return registry.tag(repository, digest, tag)
      },
    }
    const built = await buildImages(await planned(stackOf(), { tags: ['main'] }), options)
    const push = {
      ...{ registry: strict, run, env: {}, log: () => {}, clock },
      warn: (text: string) => warned.push(text),
    }
    const pushed = await pushImages(built, push)
    expect(pushed.every(({ digest }) => digest !== undefined)).toBe(true)
    expect(warned.sort()[0]).toMatch(
      /does not give reg\.example\/org\/app-web the tag main; it is deployed by its digest/,
    )
    await expect(pushImages(built, { ...push, withoutKeys: true })).rejects.toThrow('does not give')
  })

  it('are pushed no further where the run is cancelled', async () => {
    const { registry, options, clock } = world()
    const built = await buildImages(await planned(stackOf()), options)
    const cancellation = new AbortController()
    const pushed: (readonly string[])[] = []
    const run = async (argv: readonly string[], { signal }: RunOptions = {}) => {
      if (argv[1] !== 'push') return { code: 1, stdout: '', stderr: '' }
      pushed.push(argv)
      cancellation.abort()
      return { code: 130, stdout: '', stderr: '', ...(signal?.aborted && { ended: 'cancelled' as const }) }
    }
    const push = { registry, run, env: {}, log: () => {}, clock, signal: cancellation.signal }
    await expect(pushImages(built, push)).rejects.toThrow(/the run was cancelled while \S+ was pushed/)
    expect(pushed.length).toBeLessThanOrEqual(2)
  })

  it('that went straight to the registry are tagged there, under their keys too, and not pushed again', async () => {
    const { registry, ran, tagged, options, run } = world()
    const driver = async (argv: readonly string[], given: RunOptions = {}) => {
      if (argv.slice(1).join(' ') === 'buildx inspect') return { code: 0, stdout: 'Driver: remote\n', stderr: '' }
      const file = argv[argv.indexOf('--metadata-file') + 1] ?? ''
      const about = { 'containerimage.digest': digestOf('c') }
      if (argv[2] === 'bake') await writeFile(file, JSON.stringify({ app_web: about, app_worker: about }))
      return run(argv, given)
    }
    const images = await planned(stackOf(), { tags: ['main'] })
    const built = await buildImages(images, { ...options, run: driver, output: 'push' })
    const pushed = await pushImages(built, { registry, run, env: {}, log: () => {} })
    expect(pushed.map(({ service, digest, pushed: sent }) => [service, digest, sent])).toEqual([
      ['web', digestOf('c'), true],
      ['migrate', digestOf('c'), true],
      ['worker', digestOf('c'), true],
    ])
    expect(ran.filter((command) => command.startsWith('push'))).toEqual([])
    expect(tagged.map((tag) => tag.replace(/key-[0-9a-f]+/, 'key'))).toEqual(
      expect.arrayContaining(['reg.example/org/app-web:key@c', 'reg.example/org/app-web:main@c']),
    )
  })

  it('have no layer cache of GitHub’s outside of GitHub, which is said', async () => {
    const { built, options } = world()
    const warnings: string[] = []
    const cache = { kind: 'gha' as const, reads: ['production'], writes: 'production' }
    await buildImages(await planned(stackOf()), { ...options, cache, warn: (text) => warnings.push(text) })
    expect(warnings).toEqual([expect.stringContaining('`cache: gha` is not used')])
    expect(JSON.stringify(built)).not.toContain('cache-')
  })

  it('keep the layers of all stages, but for one with a secret in a build argument, which is said', async () => {
    const { built, options, run } = world()
    const driver = async (argv: readonly string[], given: RunOptions = {}) =>
      argv.slice(1).join(' ') === 'buildx inspect'
        ? { code: 0, stdout: 'Driver: remote\n', stderr: '' }
        : run(argv, given)
    const stack = stackOf()
    const { worker } = stack.projects[0]?.model.services ?? {}
    Object.assign(worker?.build ?? {}, { args: { NPM_TOKEN: 's3cret-token' } })
    const notices: string[] = []
    const kept = { cache: { kind: 'registry' as const, reads: [], writes: 'production' }, holds: async () => false }
    const said = { isSecret: (text: string) => text === 's3cret-token', notice: (text: string) => notices.push(text) }
    await buildImages(await planned(stack), { ...options, ...kept, ...said, run: driver })
    expect(JSON.stringify(built)).toMatch(/app-web:cache-production,mode=max.*app-worker:cache-production,mode=min/)
    expect(notices).toEqual([expect.stringMatching(/^app\/worker: its layer cache .* argument NPM_TOKEN$/)])
  })

  it('are built without a cache of which the registry does not say whether it is there', async () => {
    const { built, options } = world()
    const warnings: string[] = []
    const cache = { kind: 'registry' as const, reads: ['production'] }
    const holds = async () => {
      throw new Refused('the registry reg.example refuses the login of x (HTTP 403)')
    }
    await buildImages(await planned(stackOf()), { ...options, cache, holds, warn: (text) => warnings.push(text) })
    expect(warnings[0]).toMatch(/app-web:cache-production is not read: the registry reg\.example refuses the login/)
    expect(JSON.stringify(built)).not.toContain('cache-from')
  })

  it('have no hint where there is no registry: a tag of this machine’s engine is none', async () => {
    const { registry } = world()
    const none = { ...registry, host: undefined, holds: async () => true }
    expect(await hintsOf(await describeImages(stackOf('none')), none)).toEqual(new Set())
  })

  it('are found by id where there is no registry', async () => {
    const { run, options } = world()
    const images = await buildImages(await planned(stackOf('none')), { ...options, run, registry: 'none' })
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
    const [image] = await buildImages(await planned(stackOf()), options)
    if (image === undefined) throw new Error('no image')
    const pushing = pushImages([image], { registry, run, env: {}, log: () => {}, clock })
    if (refusal === undefined) await expect(pushing).resolves.toMatchObject([{ pushed: true }])
    else await expect(pushing).rejects.toThrow(refusal as RegExp)
    expect(ran.filter((command) => command.startsWith('push'))).toHaveLength(tries)
  })

  it('of a git tag are pushed under its name, and never under a key', async () => {
    const { registry, options, run, tagged, has } = world()
    const images = await buildImages(await planned(stackOf(), { tags: ['v1.2.0', 'sha-0123456'] }), options)
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
    const choice = await planned(stack, { withheld })
    expect(choice.map(({ service, result, reason }) => `${service} ${result} ${reason}`)).toContain(
      'web planned its build needs STAGE, which only the environment gives',
    )
    const images = await buildImages(choice, options)
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

  it('are what was pushed, whatever somebody else has put under their tag since', async () => {
    const { registry, options, run, clock } = world()
    const images = await buildImages(await planned(stackOf()), options)
    const other = { ...registry, digestOf: async () => digestOf('d') }
    const pushed = await pushImages(images.slice(0, 1), { registry: other, run, env: {}, log: () => {}, clock })
    expect(pushed[0]?.digest).toBe(digestOf('a'))
  })

  it('are refused when the registry does not have what was pushed', async () => {
    const { registry, options, run, clock } = world()
    const images = await buildImages(await planned(stackOf()), options)
    const other = { ...registry, holds: async () => false }
    await expect(
      pushImages(images.slice(0, 1), { registry: other, run, env: {}, log: () => {}, clock }),
    ).rejects.toThrow('does not have the image')
  })
})
