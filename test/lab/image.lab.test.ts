import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { BuiltImage } from '../../src/image/types.js'
import { valuesOf } from '../kit/fileCommands.js'
import { lab, labRegistry, labTool, type Registry, removeRegistry, startRegistry, stopRegistry } from '../kit/lab.js'

const docker = (...args: string[]) =>
  execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
const minutes = (count: number): number => count * 60_000

let registry: Registry
let root = ''
const used = new Set<string>()

beforeAll(async () => {
  await lab('setup', '--only', 'engine')
  registry = await labRegistry('image')
  root = await mkdtemp(join(tmpdir(), 'image-lab-'))
  const busybox = await labTool('busybox')
  for (const name of ['web', 'worker']) {
    await mkdir(join(root, name))
    await copyFile(busybox, join(root, name, 'busybox'))
    await writeFile(join(root, name, 'app'), `I am ${name}\n`)
    await writeFile(
      join(root, name, 'Dockerfile'),
      'FROM scratch\nCOPY busybox /bin/busybox\nCOPY app /app\nENTRYPOINT ["/bin/busybox", "cat", "/app"]\n',
    )
  }
  await writeFile(join(root, 'compose.yaml'), 'services:\n  web: { build: ./web }\n  worker: { build: ./worker }\n')
  await stackFile(`${registry.address}/shop`)
}, minutes(10))

afterAll(async () => {
  await removeRegistry({ name: 'image' })
  for (const image of used) dockerForgets(image)
  await rm(root, { recursive: true, force: true })
}, minutes(2))

const stackFile = (name: string) =>
  writeFile(
    join(root, 'stack.yml'),
    `name: shop\nregistry: ${name}\nprojects: { app: { path: . } }\nenvironments: { production: { branch: main } }\n`,
  )

function dockerForgets(repository: string): void {
  const ids = docker('image', 'ls', '--quiet', '--no-trunc', repository).split('\n').filter(Boolean)
  if (ids.length > 0) docker('image', 'rm', '--force', ...new Set(ids))
}

interface Step {
  code: number | null
  log: string
  images: BuiltImage[]
}

/** Runs an action as GitHub would: its bundle as a process of its own. */
async function step(name: 'build-and-tag' | 'push-image', inputs: Record<string, string> = {}): Promise<Step> {
  const output = join(root, '..', `${root.split('/').pop()}.output`)
  await writeFile(output, '')
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    ...(process.env.DOCKER_CONFIG ? { DOCKER_CONFIG: process.env.DOCKER_CONFIG } : {}),
    NODE_EXTRA_CA_CERTS: registry.caFile,
    GITHUB_WORKSPACE: root,
    GITHUB_OUTPUT: output,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: '3fa9c01d'.repeat(5),
    GITHUB_REPOSITORY: 'org/shop',
    ...Object.fromEntries(Object.entries(inputs).map(([key, value]) => [`INPUT_${key.toUpperCase()}`, value])),
  }
  const child = spawn(process.execPath, [resolve(`dist/${name}.js`)], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      log += chunk
    })
  const code = await new Promise<number | null>((done) => child.once('close', done))
  const { images } = valuesOf(await readFile(output, 'utf8'))
  await rm(output)
  const parsed = images === undefined ? [] : (JSON.parse(images) as BuiltImage[])
  for (const { repository } of parsed) used.add(repository)
  return { code, log, images: parsed }
}

/** build-and-tag and push-image one after the other, as in one job. */
async function ship(inputs: Record<string, string> = {}): Promise<Step> {
  const built = await step('build-and-tag', inputs)
  expect({ code: built.code, log: built.log }).toMatchObject({ code: 0 })
  const { version: _, 'without-secrets': __, ...login } = inputs
  return step('push-image', { ...login, images: JSON.stringify(built.images) })
}
const results = ({ images }: Step) =>
  images.map(({ service, result, pushed }) => `${service} ${result}${pushed ? ', pushed' : ''}`)
const digestIn = (image: BuiltImage, tag: string) => {
  const url = `https://${image.repository.replace('/', '/v2/')}/manifests/${tag}`
  const accept =
    'Accept: application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json'
  const head = execFileSync('curl', ['-fsSI', '--cacert', registry.caFile, '-H', accept, url], { encoding: 'utf8' })
  return /docker-content-digest: (\S+)/i.exec(head)?.[1]
}

describe('the images of a stack', () => {
  let first: BuiltImage[] = []

  it(
    'are built, pushed and tagged the first time',
    async () => {
      const shipped = await ship()
      expect(shipped).toMatchObject({ code: 0 })
      expect(results(shipped)).toEqual(['web built, pushed', 'worker built, pushed'])
      first = shipped.images
      for (const image of first)
        for (const tag of [`key-${image.key}`, 'main', 'sha-3fa9c01']) expect(digestIn(image, tag)).toBe(image.digest)
      const [web] = first
      expect(docker('run', '--rm', '--pull', 'always', `${web?.repository}@${web?.digest}`)).toBe('I am web\n')
    },
    minutes(3),
  )

  it(
    'are built again without a server, which alone proves one, to the same where files were only touched; nothing is sent again',
    async () => {
      await utimes(join(root, 'web/app'), 1, 1)
      const shipped = await ship()
      expect(results(shipped)).toEqual(['web built', 'worker built'])
      expect(shipped.images.map(({ digest }) => digest)).toEqual(first.map(({ digest }) => digest))
      expect(shipped.images[0]?.reason).toBe('without the server nothing proves an image of this content')
    },
    minutes(1),
  )

  it(
    'are left for the deploy where no secret is read and the registry has something under their key',
    async () => {
      const withoutSecrets = { 'without-secrets': 'true' }
      const pushed = await ship(withoutSecrets)
      expect(results(pushed)).toEqual(['web built', 'worker built'])
      await writeFile(join(root, 'worker/app'), 'I am another worker\n')
      const shipped = await ship(withoutSecrets)
      expect(results(shipped)).toEqual(['web planned', 'worker built, pushed'])
      expect(shipped.images[0]?.reason).toMatch(/^there under key [0-9a-f]{12}, which proves nothing/)
      expect(shipped.images[1]?.digest).not.toBe(first[1]?.digest)
    },
    minutes(2),
  )

  it(
    'fail to build with the service, the Dockerfile and its line',
    async () => {
      const dockerfile = join(root, 'web/Dockerfile')
      const good = await readFile(dockerfile, 'utf8')
      await writeFile(dockerfile, `${good}RUN ["/bin/busybox", "false"]\n`)
      const failed = await step('build-and-tag')
      await writeFile(dockerfile, good)
      expect(failed.code).toBe(1)
      expect(failed.log).toMatch(/::error::app\/web does not build: failed to solve: .*busybox false.*/)
      expect(failed.log).toContain('(web/Dockerfile')
    },
    minutes(2),
  )

  it(
    'see build secrets by their value, and keep none',
    async () => {
      await mkdir(join(root, 'secret'))
      await copyFile(join(root, 'web/busybox'), join(root, 'secret/busybox'))
      const run =
        'RUN --mount=type=secret,id=token ["/bin/busybox", "sh", "-c", "/bin/busybox sha256sum < /run/secrets/token > /sum"]'
      await writeFile(
        join(root, 'secret/Dockerfile'),
        `FROM scratch\nCOPY busybox /bin/busybox\nCOPY busybox /tmp/busybox\n${run}\nENTRYPOINT ["/bin/busybox", "cat", "/sum"]\n`,
      )
      const compose = await readFile(join(root, 'compose.yaml'), 'utf8')
      await writeFile(
        join(root, 'compose.yaml'),
        'services:\n  web: { build: { context: ./secret, secrets: [token] } }\nsecrets: { token: { environment: BUILD_TOKEN } }\n',
      )
      const secret = 'hunter2-$b$$c{{x}}'
      const built = await step('build-and-tag', { 'env-file': `BUILD_TOKEN='${secret}'` })
      await writeFile(join(root, 'compose.yaml'), compose)
      expect({ code: built.code, log: built.log }).toMatchObject({ code: 0 })
      const [image] = built.images
      const name = `${image?.repository}:key-${image?.key}`
      const sum = createHash('sha256').update(secret).digest('hex')
      expect(docker('run', '--rm', name).slice(0, 64)).toBe(sum)
      const kept =
        docker('history', '--no-trunc', name) + docker('image', 'inspect', name) + JSON.stringify(built.images)
      expect(kept).not.toContain('hunter2')
      expect(
        built.log
          .replaceAll('::add-mask::', '\n')
          .split('\n')
          .filter((line) => line.includes('hunter2') && line.startsWith('#')),
      ).toEqual([])
    },
    minutes(2),
  )

  it(
    'stay on this engine where there is no registry',
    async () => {
      await stackFile('none')
      const [one, two] = [await ship(), await ship()]
      await stackFile(`${registry.address}/shop`)
      expect([results(one), results(two)]).toEqual([
        ['web built', 'worker built'],
        ['web built', 'worker built'],
      ])
      expect(two.images.map(({ imageId }) => imageId)).toEqual(one.images.map(({ imageId }) => imageId))
      for (const { imageId } of one.images)
        expect(docker('image', 'inspect', '--format', '{{.Id}}', imageId ?? '').trim()).toBe(imageId)
    },
    minutes(2),
  )
})

describe('a registry', () => {
  it(
    'that asks for a login gets it, and only from the inputs',
    async () => {
      await stackFile(`${registry.authAddress}/private`)
      const login = { 'registry-username': registry.username, 'registry-token': registry.password }
      const shipped = await ship(login)
      expect(results(shipped)).toEqual(['web built, pushed', 'worker built, pushed'])
      expect(
        shipped.log.split('\n').filter((line) => line.includes(registry.password) && !line.startsWith('::add-mask::')),
      ).toEqual([])
      const config = await readFile(join(process.env.HOME ?? '/root', '.docker/config.json'), 'utf8').catch(() => '')
      expect(config).not.toContain(registry.authAddress)
    },
    minutes(2),
  )

  it.each([
    ['no login', {}, 'asks for a login, and none was given'],
    ['a wrong one', { 'registry-username': 'lab', 'registry-token': 'wrong-password' }, 'refuses the login of lab'],
  ])(
    'that asks for a login is told apart with %s',
    async (_, login, message) => {
      await stackFile(`${registry.authAddress}/private`)
      const refused = await step('build-and-tag', { ...login, 'without-secrets': 'true' })
      expect(refused.code).toBe(1)
      expect(refused.log).toContain(`the registry ${registry.authAddress} ${message} (HTTP 401)`)
      expect(refused.log).toContain('check the inputs registry-username and registry-token')
    },
    minutes(1),
  )

  it(
    'whose certificate nobody vouches for is refused',
    async () => {
      await stackFile(`${registry.address}/shop`)
      const trusted = registry.caFile
      registry.caFile = ''
      const refused = await step('build-and-tag', { 'without-secrets': 'true' })
      registry.caFile = trusted
      expect(refused.code).toBe(1)
      expect(refused.log).toContain('NODE_EXTRA_CA_CERTS')
    },
    minutes(1),
  )

  it(
    'that is down is said to be down',
    async () => {
      await stackFile(`${registry.address}/shop`)
      await stopRegistry(registry)
      const refused = await step('build-and-tag', { 'without-secrets': 'true' })
      await startRegistry(registry)
      expect(refused.code).toBe(1)
      expect(refused.log).toContain(`the registry ${registry.address} cannot be reached: ECONNREFUSED`)
    },
    minutes(1),
  )
})
