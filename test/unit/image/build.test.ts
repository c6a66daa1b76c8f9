import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from '@jest/globals'
import { type BuildOptions, bake, digestsOf } from '../../../src/image/build.js'
import { BUILDKIT_IMAGE } from '../../../src/image/builder.js'
import type { BuildTarget } from '../../../src/image/target.js'
import type { RunOptions, RunResult } from '../../../src/runtime/run.js'

const target = {
  ...{ project: 'app', service: 'web', repository: 'reg.example/shop/web', root: '/', context: '/', dockerfile: '/x' },
  ...{ args: {}, labels: {}, platform: 'linux/amd64', contexts: {}, secrets: [], ssh: [], cacheFrom: [], cacheTo: [] },
  ...{ noCache: false, pull: false, environment: 'production' },
} as unknown as BuildTarget
const PLACE = 'type=registry,ref=reg.example/shop/web:cache-production'
const entry = { target, tags: ['reg.example/shop/web:key-1'], cache: { from: [PLACE], to: [PLACE] } }
const DIGEST = `sha256:${'a'.repeat(64)}`

type Answer = Partial<RunResult> & { lines?: string[] }
interface Baked {
  builder: string | undefined
  from: unknown
  to: unknown
  output: string
}

/** A runner whose commands answer as they are told; bake answers one after the other, then succeeds. */
function runner(given: { driver?: string; create?: Answer; bakes?: Answer[]; dies?: boolean; proxy?: string } = {}) {
  const { driver = 'docker', create = {}, bakes = [], dies = false, proxy = '' } = given
  const ran: string[] = []
  const baked: Baked[] = []
  const warnings: string[] = []
  const run = async (argv: readonly string[], options: RunOptions = {}): Promise<RunResult> => {
    const command = argv.slice(1, 3).join(' ')
    ran.push(command)
    let answer: Answer = {}
    if (command === 'buildx inspect' && argv.length === 3) answer = { stdout: `Name: x\nDriver: ${driver}\n` }
    if (command === 'info --format' && argv.at(-1)?.includes('Proxy')) answer = { stdout: `"" "${proxy}"\n` }
    if (command === 'buildx create') answer = create
    if (command === 'container inspect') answer = { stdout: `${!dies}\n` }
    if (command === 'buildx bake') {
      const definition = JSON.parse(String(options.stdin)).target['app_web']
      const [output = ''] = definition.output as string[]
      const { 'cache-from': from, 'cache-to': to } = definition
      baked.push({ builder: options.env?.['BUILDX_BUILDER'], from, to, output: output.split(',')[0] ?? '' })
      answer = bakes.shift() ?? {}
      const metadata = { app_web: { 'containerimage.digest': DIGEST } }
      await writeFile(argv[argv.indexOf('--metadata-file') + 1] ?? '', JSON.stringify(metadata))
      for (const line of answer.lines ?? []) options.onLine?.(line, 'stderr')
    }
    return { code: 0, stdout: '', stderr: '', ...answer }
  }
  const clock = { now: () => 0, sleep: async () => {} }
  const warn = (text: string) => warnings.push(text)
  const options: BuildOptions = { run, env: {}, buildSecrets: {}, log: () => {}, warn, output: 'push', clock }
  return { ran, baked, warnings, options }
}

const failed = (step: string, reason: string) => ({
  code: 1,
  lines: [`#3 ${step}`, `#3 ERROR: ${reason}`, `ERROR: failed to solve: ${reason}`],
})
const GONE = failed('[a 1/2] COPY a b', 'failed to copy: could not fetch content descriptor sha256:77f6: not found')
const ABSENT = failed('[app_web internal] load metadata for docker.io/library/own:1', 'pull access denied')
const NO_FILE = failed('[a 2/2] COPY a b', 'failed to calculate checksum of ref 8e4c::d2f1: "/a": not found')
const UNWRITTEN = failed('[app_web] exporting cache to registry', 'failed to push x:cache-production: denied')
const NO_SYNTAX = { code: 1, lines: ['ERROR: failed to solve: dockerfile parse error on line 3: unknown: FOO'] }
const BROKE = {
  code: 1,
  lines: ['#3 [a 1/2] RUN x', '#3 ERROR: process "x" did not complete successfully: exit code: 1'],
}
const push = (said: string) => ({ code: 1, lines: ['#9 exporting to image', `#9 ERROR: failed to push: ${said}`] })
const ours = expect.stringMatching(/^stack-actions-builder-/)

describe('a build with a layer cache', () => {
  it('is by a builder of ours where the runner’s keeps none; nothing is left of it', async () => {
    const { ran, baked, warnings, options } = runner()
    await bake([entry], options)
    expect(baked).toEqual([{ builder: ours, from: [PLACE], to: [PLACE], output: 'type=image' }])
    expect(ran).toEqual([
      ...['buildx inspect', 'info --format', 'info --format', 'buildx create', 'buildx inspect'],
      ...['container update', 'container ls', 'buildx bake', 'container rm', 'volume rm'],
    ])
    expect(warnings).toEqual([])
  })

  it('is by the builder that the user has set up', async () => {
    const { ran, baked, options } = runner({ driver: 'docker-container' })
    await bake([entry], options)
    expect(ran).toEqual(['buildx inspect', 'buildx bake'])
    expect(baked).toEqual([{ builder: undefined, from: [PLACE], to: [PLACE], output: 'type=image' }])
  })

  it.each<[string, Parameters<typeof runner>[0], Record<string, string>]>([
    ['on a runner of the user', {}, { RUNNER_ENVIRONMENT: 'self-hosted' }],
    ['behind a proxy', { proxy: 'http://proxy.example:3128' }, {}],
  ])('is by the engine’s builder %s, which reads what the registry has', async (_, given, env) => {
    const { ran, baked, warnings, options } = runner(given)
    await bake([entry], { ...options, env })
    expect(ran).toEqual(['buildx inspect', 'info --format', 'buildx bake'])
    expect(baked).toEqual([{ builder: undefined, from: [PLACE], to: undefined, output: 'type=docker' }])
    expect(warnings).toEqual([])
  })

  it('is by a builder that keeps a cache also on a runner of the user, where its image is given', async () => {
    const { baked, options } = runner({})
    await bake([entry], { ...options, env: { RUNNER_ENVIRONMENT: 'self-hosted' }, buildkitImage: 'r.example/buildkit' })
    expect(baked).toMatchObject([{ to: [PLACE], output: 'type=image' }])
  })

  it('that is cancelled while its builder starts says no more than that', async () => {
    const { baked, warnings, options } = runner({ create: { code: 130, ended: 'cancelled' } })
    await expect(bake([entry], { ...options, signal: AbortSignal.abort() })).rejects.toThrow('the build was cancelled')
    expect([baked, warnings]).toEqual([[], []])
  })

  it('is by the engine’s builder where there is no cache, and loaded', async () => {
    const { ran, baked, options } = runner()
    await bake([{ ...entry, cache: { from: [], to: [] } }], options)
    expect(ran).toEqual(['buildx inspect', 'buildx bake'])
    expect(baked).toEqual([{ builder: undefined, from: undefined, to: undefined, output: 'type=docker' }])
  })

  it.each<[string, Answer, RegExp]>([
    ['no image of BuildKit can be had', { code: 1, stderr: 'ERROR: no such host' }, /: ERROR: no such host/],
    ['it does not start in time', { code: 124, ended: 'timeout' }, /: it did not start within 60 s/],
  ])('goes on without one where %s, with one warning that says what to do', async (_, create, why) => {
    const { ran, baked, warnings, options } = runner({ create })
    await bake([entry], options)
    expect(baked).toEqual([{ builder: undefined, from: undefined, to: undefined, output: 'type=docker' }])
    expect(warnings).toEqual([expect.stringMatching(why)])
    expect(warnings[0]).toContain(BUILDKIT_IMAGE)
    expect(warnings[0]).toMatch(/`buildkit-image`.*docker\/setup-buildx-action.*`cache: none`/)
    expect(ran.slice(-3)).toEqual(['container rm', 'volume rm', 'buildx bake'])
  })

  it.each<[string, Parameters<typeof runner>[0], (string | undefined)[], RegExp[]]>([
    ['layers of it are gone', { bakes: [GONE] }, [PLACE, undefined], [/^Not built with what the layer cache has/]],
    [
      'the builder has not what the engine has',
      { bakes: [ABSENT] },
      [PLACE, undefined],
      [/built again by the runner's own: failed to solve: pull access denied/],
    ],
    [
      'it cannot be written',
      { bakes: [UNWRITTEN], driver: 'docker-container' },
      [PLACE, undefined],
      [/^Not built with/],
    ],
    ['the builder dies', { bakes: [GONE], dies: true }, [PLACE, undefined], [/^The builder that was started.* died/]],
  ])('is built all the same where %s', async (_, given, from, warned) => {
    const { baked, warnings, options } = runner(given)
    await bake([entry], options)
    expect(baked.map((one) => (one.from as string[] | undefined)?.[0])).toEqual(from)
    expect(warnings).toEqual(warned.map((one) => expect.stringMatching(one)))
  })

  it.each([
    ['a program of it fails', BROKE],
    ['it copies a file that is not there', NO_FILE],
    ['its Dockerfile cannot be read', NO_SYNTAX],
  ])('is built once where %s', async (_, answer) => {
    const { baked, warnings, options } = runner({ bakes: [answer] })
    await expect(bake([entry], options)).rejects.toThrow('app/web does not build')
    expect([baked.length, warnings]).toEqual([1, []])
  })

  it('tells of a cache that was not written, and is green', async () => {
    const lines = ['#9 exporting cache to registry', '#9 ERROR: denied']
    const { warnings, options } = runner({ bakes: [{ lines }] })
    await bake([entry], options)
    expect(warnings).toEqual(['A layer cache was not used: exporting cache to registry: denied'])
  })
})

describe('a push out of the build', () => {
  it.each<[string, Answer[], RegExp | undefined, number]>([
    ['tried again after a passing fault', [push('503 Service Unavailable'), push('errors:')], undefined, 3],
    ['not tried again when refused', [push('403 Forbidden')], /the registry reg\.example refuses the push: .*403/, 1],
  ])('is %s', async (_, bakes, refusal, tries) => {
    const { baked, options } = runner({ driver: 'docker-container', bakes })
    const building = bake([entry], options)
    if (refusal === undefined) await building
    else await expect(building).rejects.toThrow(refusal)
    expect(baked).toHaveLength(tries)
  })

  it.each([
    ['docker-container', 'x509: certificate signed by unknown authority'],
    ['docker', 'dial tcp: lookup reg.example: no such host'],
  ])('that BuildKit cannot do is the engine’s: %s', async (driver, said) => {
    const bakes = [push(said), push(said), push(said), push(said)]
    const { baked, warnings, options } = runner({ driver, bakes: said.startsWith('x509') ? bakes.slice(3) : bakes })
    expect(await bake([entry], options)).toEqual(new Map())
    expect([baked.at(-1)?.output, baked.at(-1)?.builder]).toEqual(['type=docker', baked[0]?.builder])
    expect(warnings).toEqual([expect.stringMatching(/^Not pushed by its builder, so loaded into this runner's Docker/)])
  })

  it('is none where it is loaded: a load that fails is a fault of this runner', async () => {
    const { options } = runner({ bakes: [push('no space left on device')] })
    await expect(bake([{ ...entry, cache: { from: [], to: [] } }], options)).rejects.toThrow('app/web does not build')
  })

  it('gives each image the digest that Buildx says', () => {
    const metadata = { 'buildx.build.warnings': [], app_web: { 'containerimage.digest': DIGEST } }
    expect(digestsOf(JSON.stringify(metadata), ['app_web'], [entry])).toEqual(new Map([[target.repository, DIGEST]]))
    expect(() => digestsOf('{"app_web":{}}', ['app_web'], [entry])).toThrow('Buildx does not say its digest')
    expect(() => digestsOf('', ['app_web'], [entry])).toThrow('Buildx does not say its digest')
  })
})

describe('a runner without Docker', () => {
  it('is said to be one', async () => {
    const lines = ['ERROR: Cannot connect to the Docker daemon at unix:///var/run/docker.sock.']
    const { options } = runner({
      driver: '',
      bakes: [
        { code: 1, lines },
        { code: 1, lines },
      ],
    })
    await expect(bake([entry], options)).rejects.toThrow('no Docker engine answers on this runner')
  })
})
