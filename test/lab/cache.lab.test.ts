import { execFile, execFileSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { BuiltImage } from '../../src/image/types.js'
import { shown } from '../kit/commands.js'
import { valuesOf } from '../kit/fileCommands.js'
import { CACHE, lab, labRegistry, labTool, type Registry, removeRegistry } from '../kit/lab.js'
import { engineDoor } from './engineDoor.js'
import { checkout, type Step, type StepOptions, step } from './step.js'

// Layers on a runner that remembers nothing: each build has a BuildKit of its own, made by the action and gone afterwards.

const minutes = (count: number): number => count * 60_000
const docker = (...args: string[]) =>
  execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
/** Said by the step that is to come out of the cache. */
const SAID = 'dependencies are installed'

let registry: Registry
let workspace = ''
let temp = ''
let door: Awaited<ReturnType<typeof engineDoor>>
let version = 0

beforeAll(async () => {
  await lab('setup', '--only', 'engine')
  const buildkit = await lab('image', 'buildkit')
  registry = await labRegistry('cache')
  docker('tag', buildkit, `${registry.address}/moby/buildkit:lab`)
  docker('push', '--quiet', `${registry.address}/moby/buildkit:lab`)
  docker('rmi', `${registry.address}/moby/buildkit:lab`)
  temp = await mkdtemp(join(tmpdir(), 'cache-lab-'))
  workspace = await checkout({
    'compose.yaml': 'services:\n  web: { build: ./web }\n',
    'web/installed': 'one\n',
    'web/Dockerfile': [
      'FROM scratch AS deps',
      'COPY busybox /bin/busybox',
      'COPY installed /installed',
      `RUN ["/bin/busybox", "sh", "-c", "/bin/busybox echo ${SAID}; /bin/busybox date >/made"]`,
      'FROM scratch',
      'COPY --from=deps /bin/busybox /bin/busybox',
      'COPY --from=deps /made /made',
      'COPY app /app',
      'ENTRYPOINT ["/bin/busybox", "cat", "/app"]',
      '',
    ].join('\n'),
  })
  await mkdir(join(workspace, 'web'), { recursive: true })
  await copyFile(await labTool('busybox'), join(workspace, 'web/busybox'))
  door = await engineDoor()
}, minutes(20))

afterAll(async () => {
  await door?.[Symbol.asyncDispose]()
  await removeRegistry({ name: 'cache' })
  for (const path of [workspace, temp]) await rm(path, { recursive: true, force: true })
}, minutes(2))

beforeEach(async () => {
  await stackAt(registry.address)
  await changeALine()
})

const stackAt = (address: string) =>
  writeFile(
    join(workspace, 'stack.yml'),
    `name: shop\nregistry: ${address}/shop\nprojects: { app: { path: . } }\nenvironments: { production: { branch: main } }\n`,
  )
const changeALine = () => writeFile(join(workspace, 'web/app'), `version ${++version}\n`)
const changeDependencies = () => writeFile(join(workspace, 'web/installed'), `${version}\n`)

interface Built extends Step {
  image: BuiltImage | undefined
  /** The step before the last ran, and did not come out of a cache. */
  installed: boolean
  warnings: string[]
}

async function build(inputs: Record<string, string> = {}, options: Partial<StepOptions> = {}): Promise<Built> {
  const ended = await step('build-and-tag', {
    workspace,
    inputs: { output: 'push', 'buildkit-image': `${registry.address}/moby/buildkit:lab`, ...inputs },
    ...options,
    env: { ...runner(), ...options.env },
  })
  const [image] = JSON.parse(ended.outputs.images ?? '[]') as BuiltImage[]
  const text = shown(ended.stdout)
  return {
    ...ended,
    image,
    installed: new RegExp(`^#\\d+ [\\d.]+ ${SAID}$`, 'm').test(text),
    warnings: [...ended.stdout.matchAll(/^::warning::(.*)$/gm)].map(([, said = '']) => said),
  }
}
const runner = () => ({
  NODE_EXTRA_CA_CERTS: registry.caFile,
  RUNNER_TEMP: temp,
  GITHUB_STATE: join(temp, 'state'),
  ...(door && { DOCKER_HOST: door.host }),
})
const buildersLeft = () =>
  docker('ps', '--all', '--quiet', '--filter', 'name=buildx_buildkit_stack-actions') +
  docker('volume', 'ls', '--quiet', '--filter', 'name=buildx_buildkit_stack-actions')
const of = ({ code, stdout, warnings }: Built) => ({ code, warnings, ...(code === 0 ? {} : { stdout }) })
const green = { code: 0, warnings: [] }

function manifest(tag: string): { digest: string; text: string; type: string } {
  const accept =
    'Accept: application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json'
  const url = `https://${registry.address}/v2/shop/app-web/manifests/${tag}`
  const text = execFileSync('curl', ['-fsSi', '--cacert', registry.caFile, '-H', accept, url], { encoding: 'utf8' })
  const [head = '', body = ''] = text.split(/\r\n\r\n/)
  const field = (name: string) => new RegExp(`^${name}: (\\S+)`, 'im').exec(head)?.[1] ?? ''
  return { digest: field('docker-content-digest'), text: body, type: field('content-type') }
}

function put(tag: string, type: string, text: string): void {
  const url = `https://${registry.address}/v2/shop/app-web/manifests/${tag}`
  const options = ['-fsS', '--cacert', registry.caFile, '-X', 'PUT', '-H', `Content-Type: ${type}`]
  execFileSync('curl', [...options, '--data-binary', '@-', url], { input: text })
}

describe('a runner that remembers nothing', () => {
  it(
    'builds all the first time, and pushes straight out of the build, with all tags',
    async () => {
      const built = await build()
      expect(of(built)).toEqual(green)
      expect(built.installed).toBe(true)
      const { digest = '', key = '', repository = '' } = built.image ?? {}
      for (const tag of [`key-${key}`, 'main', 'sha-3fa9c01']) expect(manifest(tag).digest).toBe(digest)
      expect(built.stdout).not.toMatch(/importing to docker|The push refers to/)
      expect(docker('run', '--rm', `${repository}@${digest}`)).toBe(`version ${version}\n`)
      expect(buildersLeft()).toBe('')
    },
    minutes(5),
  )

  it(
    'does not install dependencies again for a changed line, nor does a pull request, which writes nothing',
    async () => {
      const built = await build()
      expect([of(built), built.installed]).toEqual([green, false])
      const [cache, main] = [manifest('cache-production').digest, manifest('main').digest]
      await changeALine()
      const env = { GITHUB_REF: 'refs/pull/7/merge', GITHUB_BASE_REF: 'main', GITHUB_EVENT_NAME: 'pull_request' }
      const proposed = await build({ output: 'none', 'without-secrets': 'true' }, { env })
      expect([of(proposed), proposed.installed, proposed.image?.digest]).toEqual([green, false, undefined])
      expect([manifest('cache-production').digest, manifest('main').digest]).toEqual([cache, main])
    },
    minutes(5),
  )

  it(
    'loads an image that the runner needs',
    async () => {
      const built = await build({ output: 'load' })
      expect([of(built), built.installed]).toEqual([green, false])
      const { key, repository } = built.image ?? {}
      expect(docker('run', '--rm', `${repository}:key-${key}`)).toBe(`version ${version}\n`)
    },
    minutes(5),
  )
})

describe('a cache', () => {
  it(
    'that is another image’s manifest is no cache, and nothing of it is in the image',
    async () => {
      const { text, type } = manifest('main')
      put('cache-production', type, text)
      const built = await build()
      expect([of(built), built.installed]).toEqual([green, true])
      expect((await build()).installed).toBe(false)
    },
    minutes(5),
  )

  it(
    'whose layers are gone is left out, with a warning',
    async () => {
      await changeDependencies()
      expect(of(await build())).toEqual(green)
      for (const [, sum = ''] of manifest('cache-production').text.matchAll(/sha256:([0-9a-f]{64})/g)) {
        const blob = join(CACHE, 'state/registries/cache.storage/docker/registry/v2/blobs/sha256', sum.slice(0, 2), sum)
        const bytes = await readFile(join(blob, 'data')).catch(() => undefined)
        if (bytes?.[0] === 0x1f && bytes.length < 1000) await rm(blob, { recursive: true })
      }
      await changeALine()
      const built = await build()
      expect(built.code).toBe(0)
      expect(built.warnings).toEqual([expect.stringMatching(/^Not built with what the layer cache has/)])
      expect(built.installed).toBe(true)
      expect(manifest('main').digest).toBe(built.image?.digest)
    },
    minutes(5),
  )

  it(
    'that the registry does not take is a warning',
    async () => {
      await stackAt(registry.tokenAddress ?? '')
      await changeDependencies()
      const login = { 'registry-username': registry.pullUsername ?? '', 'registry-token': registry.pullPassword ?? '' }
      const built = await build({ output: 'load', ...login })
      expect(built.code).toBe(0)
      expect(built.warnings).toEqual([
        expect.stringMatching(/^A layer cache was not used: exporting cache to registry/),
      ])
    },
    minutes(5),
  )
})

describe('a builder', () => {
  it(
    'that cannot be had is one warning, which says what to do',
    async () => {
      const built = await build({ 'buildkit-image': `${registry.address}/moby/buildkit:gone` })
      expect(built.code).toBe(0)
      expect(built.warnings).toEqual([expect.stringMatching(/^Built without a layer cache: .*`buildkit-image`/)])
      expect(manifest('main').digest).toBe(built.image?.digest)
      expect(buildersLeft()).toBe('')
    },
    minutes(5),
  )

  it(
    'that dies is replaced by the runner’s own',
    async () => {
      await slowDown(true)
      const built = await build({}, { onStart: whenInstalling(() => killBuilder()) })
      await slowDown(false)
      expect(built.code).toBe(0)
      expect(built.warnings).toEqual([expect.stringMatching(/^The builder that was started for this build died/)])
      expect(buildersLeft()).toBe('')
    },
    minutes(5),
  )

  it(
    'is gone when the run is cancelled, within ten seconds',
    async () => {
      await slowDown(true)
      let since = 0
      const stop = (child: { kill(signal: NodeJS.Signals): void }) => {
        since = Date.now()
        child.kill('SIGINT')
      }
      const built = await build({}, { onStart: whenInstalling(stop) })
      expect([built.code, Date.now() - since < 10_000]).toEqual([1, true])
      expect(buildersLeft()).toBe('')
      await slowDown(false)
    },
    minutes(5),
  )

  it(
    'is removed by the post step where the step was killed',
    async () => {
      await slowDown(true)
      await writeFile(join(temp, 'state'), '')
      await build({}, { onStart: whenInstalling((child) => child.kill('SIGKILL')) })
      await slowDown(false)
      expect(buildersLeft()).not.toBe('')
      const { leftovers = '' } = valuesOf(await readFile(join(temp, 'state'), 'utf8'))
      const post = await step('build-and-tag-post', { workspace, env: { ...runner(), STATE_leftovers: leftovers } })
      expect([post.code, buildersLeft()]).toEqual([0, ''])
      expect(shown(post.stdout)).toContain('the builder that it had started; removed now')
    },
    minutes(5),
  )

  it(
    'that the user has set up is used, and left',
    async () => {
      const config = join(temp, 'buildx')
      const env = { ...process.env, ...runner(), BUILDX_CONFIG: config }
      // The door is a part of this process, which must not be held up.
      const buildx = async (...args: string[]) =>
        (await promisify(execFile)('docker', ['buildx', ...args], { env })).stdout
      await mkdir(config)
      const toml = join(config, 'x.toml')
      await writeFile(toml, `[registry."${registry.address}"]\nca = ["${registry.caFile}"]\n`)
      const image = `image=${registry.address}/moby/buildkit:lab`
      await buildx(
        'create',
        '--name',
        'users',
        '--driver',
        'docker-container',
        '--driver-opt',
        image,
        '--config',
        toml,
        '--use',
      )
      try {
        const built = await build({ 'buildkit-image': 'nowhere.example/x' }, { env: { BUILDX_CONFIG: config } })
        expect(of(built)).toEqual(green)
        expect(manifest('main').digest).toBe(built.image?.digest)
        expect(await buildx('inspect', 'users')).toMatch(/Status:\s+running/)
      } finally {
        await buildx('rm', 'users')
      }
    },
    minutes(5),
  )
})

/** Lets the step that installs take a while, or no longer. */
async function slowDown(isSlow: boolean): Promise<void> {
  const file = join(workspace, 'web/Dockerfile')
  const text = await readFile(file, 'utf8')
  const fast = text.replace('; /bin/busybox sleep 15', '')
  await writeFile(
    file,
    isSlow ? fast.replace('; /bin/busybox date', '; /bin/busybox sleep 15; /bin/busybox date') : fast,
  )
}

function killBuilder(): void {
  const [name = ''] = docker('ps', '--filter', 'name=buildx_buildkit_stack-actions', '--format', '{{.Names}}').split(
    '\n',
  )
  docker('kill', name)
}

type Child = Parameters<NonNullable<StepOptions['onStart']>>[0]

/** Does something once, when the step that installs has begun. */
function whenInstalling(work: (child: Child) => void): (child: Child) => void {
  return (child) => {
    let text = ''
    let isDone = false
    child.stdout?.on('data', (chunk: Buffer | string) => {
      text += chunk
      if (isDone || !new RegExp(`^#\\d+ [\\d.]+ ${SAID}$`, 'm').test(text)) return
      isDone = true
      work(child)
    })
  }
}
