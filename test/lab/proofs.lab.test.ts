import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { BuiltImage } from '../../src/image/types.js'
import { labRegistry, labServer, labTool, type Registry, remove, removeRegistry, type Server } from '../kit/lab.js'
import { hostInputs, must, onServer } from './stacks/tiny.js'
import { checkout, type Step, step, visible } from './step.js'

// Whoever may push packages pushes his image under every name that a deploy could look for. What runs is what this repository has built for this
// environment, and what did not change is left alone.

let server: Server
let registry: Registry
let workspace = ''
let runs = 3000

beforeAll(async () => {
  ;[server, registry] = [await labServer('proofs'), await labRegistry('proofs')]
  workspace = await checkout({
    'stack.yml': stackYaml(`${registry.address}/org`),
    'compose.yaml': `name: proven\nservices:\n${service('web')}${service('worker')}`,
  })
  for (const name of ['web', 'worker']) await version(name, 'one')
}, 900_000)

afterAll(async () => {
  await remove(server)
  await removeRegistry(registry)
  const left = (await must(['docker', 'image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'])).split('\n')
  const ours = left.filter(
    (name) =>
      !name.includes('<none>') && (name.startsWith(`${registry.address}/org/app-`) || /^(proven\/|forged:)/.test(name)),
  )
  if (ours.length > 0) await must(['docker', 'image', 'rm', '--force', ...ours])
  await rm(workspace, { recursive: true, force: true })
}, 60_000)

const stackYaml = (place: string) =>
  `name: proven\nregistry: ${place}\nprojects:\n  app: { path: . }\nenvironments:\n  production: { branch: main }\n  staging: { branch: dev }\n`
const service = (name: string, args = '') =>
  `  ${name}:
    build: { context: ./${name}${args} }
    init: true
    restart: always
`

async function version(name: string, word: string): Promise<void> {
  await mkdir(join(workspace, name), { recursive: true })
  await copyFile(await labTool('busybox'), join(workspace, name, 'busybox'))
  await writeFile(
    join(workspace, name, 'Dockerfile'),
    `FROM scratch\nARG PIN\nCOPY busybox /bin/busybox\nCMD ["/bin/busybox", "sleep", "1d"]\nLABEL version=${name}-${word}\n`,
  )
}

async function act(
  action: string,
  inputs: Record<string, string> = {},
  env: Record<string, string> = {},
): Promise<Step> {
  const trust = { NODE_EXTRA_CA_CERTS: registry.caFile, ...env }
  return step(action, { workspace, inputs, env: trust, runId: runs })
}

async function deploy(inputs: Record<string, string> = {}, env: Record<string, string> = {}): Promise<Step> {
  runs += 1
  const key = await readFile(server.keyFile, 'utf8')
  return act('deploy', { ...hostInputs(server, key), window: '0', successes: '1', ...inputs }, env)
}

/** What a pipeline's jobs of this run build and push, without a secret and without a server. */
async function buildJob(env: Record<string, string> = {}): Promise<string> {
  runs += 1
  const built = await act('build-and-tag', { 'without-secrets': 'true' }, env)
  expect({ code: built.code, stdout: built.stdout }).toMatchObject({ code: 0 })
  return (await act('push-image', { images: built.outputs.images ?? '' }, env)).outputs.images ?? ''
}

const imagesOf = (ended: Step): BuiltImage[] => JSON.parse(ended.outputs.images ?? '[]') as BuiltImage[]
const running = async (): Promise<string[]> =>
  (await onServer(server, `docker ps -q | xargs docker inspect -f '{{.Id}} {{.Config.Labels.version}}' | sort -k2`))
    .trim()
    .split('\n')
const versions = async () => (await running()).map((line) => line.split(' ')[1])

/** Another image, under every tag that the registry has of these repositories, and under those. */
async function forge(keys: readonly string[] = []): Promise<void> {
  const folder = join(workspace, 'forged')
  await mkdir(folder, { recursive: true })
  await copyFile(await labTool('busybox'), join(folder, 'busybox'))
  await writeFile(
    join(folder, 'Dockerfile'),
    'FROM scratch\nCOPY busybox /bin/busybox\nCMD ["/bin/busybox", "sleep", "1d"]\nLABEL version=forged\n',
  )
  await must(['docker', 'build', '--quiet', '--tag', 'forged', folder])
  for (const name of ['app-web', 'app-worker']) {
    const url = `https://${registry.address}/v2/org/${name}/tags/list`
    const listed = await must(['curl', '-sS', '--cacert', registry.caFile, url])
    const { tags } = JSON.parse(listed) as { tags?: string[] | null }
    for (const tag of new Set([...(tags ?? []), ...keys.map((key) => `key-${key}`)])) {
      await must(['docker', 'tag', 'forged', `${registry.address}/org/${name}:${tag}`])
      await must(['docker', 'push', '--quiet', `${registry.address}/org/${name}:${tag}`])
    }
  }
}

/** The key that anybody who has the repository computes. */
async function publicKeys(env: Record<string, string> = {}): Promise<string[]> {
  const planned = await act('build-and-tag', { 'without-secrets': 'true', 'dry-run': 'true' }, env)
  return imagesOf(planned).map(({ key }) => key)
}

describe('an image that somebody else has pushed', () => {
  it('under the very key of the next build does not run: the deploy builds its own, and says why', async () => {
    await forge(await publicKeys())
    const ended = await deploy()
    expect({ code: ended.code, stdout: ended.stdout }).toMatchObject({ code: 0 })
    expect(await versions()).toEqual(['web-one', 'worker-one'])
    const words = 'app/web  built: neither this run nor the server’s record has one of this content'
    expect(ended.stdout).toContain(words)
    expect(ended.files).toContain('neither this run nor the server')
  }, 120_000)

  it('under every tag that there is makes nothing restart: an unchanged service is known by the server’s record', async () => {
    const before = await running()
    await forge(await publicKeys())
    const ended = await deploy()
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: 'unchanged' } })
    expect(imagesOf(ended).map(({ result, reason }) => [result, reason])).toEqual(
      Array(2).fill(['reused', expect.stringMatching(/^the server’s record of release 1-3fa9c01 has it$/)]),
    )
    expect(await running()).toEqual(before)
  }, 120_000)

  it('is taken by no job of a pipeline, which leaves it to the deploy, and by no ssh-deploy', async () => {
    await version('web', 'two')
    await forge(await publicKeys())
    expect(JSON.parse(await buildJob()) as BuiltImage[]).toMatchObject(
      ['web', 'worker'].map((name) => ({
        service: name,
        result: 'planned',
        reason: expect.stringContaining('which proves nothing'),
      })),
    )
    const key = await readFile(server.keyFile, 'utf8')
    const refused = await act('ssh-deploy', hostInputs(server, key))
    expect(refused).toMatchObject({ code: 1, outputs: { outcome: 'refused' } })
    expect(refused.errors.join()).toContain('app/web: neither this run nor the server’s record has one of this content')
    expect(await versions()).toEqual(['web-one', 'worker-one'])
  }, 120_000)
})

describe('what this run has built', () => {
  it('runs, and the service beside it that did not change is left alone', async () => {
    await version('web', 'three')
    const before = await running()
    const images = await buildJob()
    // Whatever somebody does between the jobs.
    await forge()
    runs -= 1
    const ended = await deploy({ images })
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: 'deployed', changed: '["proven/web"]' } })
    expect(ended.stdout).toContain('app/web  built: by another job of this run')
    expect(ended.stdout).toContain('app/worker  not built again: the server’s record of release 1-3fa9c01 has it')
    expect(await versions()).toEqual(['web-three', 'worker-one'])
    expect((await running())[1]).toBe(before[1])
  }, 120_000)

  it('does not run where it was built of other sources', async () => {
    const images = await buildJob()
    await version('web', 'four')
    const ended = await deploy({ images })
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: 'deployed' } })
    expect(await versions()).toEqual(['web-four', 'worker-one'])
  }, 120_000)

  it('for another environment of equal content is not taken', async () => {
    await version('web', 'five')
    const dev = { GITHUB_REF: 'refs/heads/dev' }
    const images = await buildJob(dev)
    expect(await publicKeys(dev)).not.toEqual(await publicKeys())
    const ended = await deploy({ images })
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: 'deployed' } })
    expect(ended.stdout).toContain('app/web  built: neither this run nor the server’s record')
  }, 120_000)
})

describe('the server’s record', () => {
  it('brings back an image of an earlier release without building, also after a rollback', async () => {
    const key = await readFile(server.keyFile, 'utf8')
    runs += 1
    const back = await act('rollback', { ...hostInputs(server, key), window: '0', successes: '1' })
    expect(back).toMatchObject({ code: 0, outputs: { outcome: 'rolled-back' } })
    expect(await versions()).toEqual(['web-four', 'worker-one'])
    const ended = await deploy()
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: 'deployed', changed: '["proven/web"]' } })
    expect(ended.stdout).toMatch(/app\/web {2}not built again: the server’s record of release \d+-3fa9c01 has it/)
    expect(await versions()).toEqual(['web-five', 'worker-one'])
  }, 120_000)

  it('tells nobody what a build argument was', async () => {
    const compose = await readFile(join(workspace, 'compose.yaml'), 'utf8')
    const withPin = (PIN: string) =>
      writeFile(
        join(workspace, 'compose.yaml'),
        compose.replace('context: ./web', `context: ./web, args: { PIN: "${PIN}" }`),
      )
    await withPin('$PIN')
    const ended = await deploy({ 'env-file': 'PIN=4711' })
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: 'deployed' } })
    const again = await deploy({ 'env-file': 'PIN=4711' })
    expect(again).toMatchObject({ code: 0, outputs: { outcome: 'unchanged' } })
    // Whoever has the repository computes each key, by trying each PIN.
    const tags = await must([
      'curl',
      '-sS',
      '--cacert',
      registry.caFile,
      `https://${registry.address}/v2/org/app-web/tags/list`,
    ])
    const shown = [visible(ended), visible(again), tags].join()
    for (const PIN of ['4710', '4711', '4712']) {
      await withPin(PIN)
      const [guess = ''] = await publicKeys()
      expect(guess).toMatch(/^[0-9a-f]{40}$/)
      expect(shown.includes(guess.slice(0, 12))).toBe(false)
    }
    await writeFile(join(workspace, 'compose.yaml'), compose)
  }, 120_000)
})

describe('without a registry', () => {
  it('an image of this machine’s engine under the key of the next build is not taken', async () => {
    await writeFile(join(workspace, 'stack.yml'), stackYaml('none'))
    await version('web', 'six')
    for (const [index, key] of (await publicKeys()).entries())
      await must(['docker', 'tag', 'forged', `proven/app-${['web', 'worker'][index]}:key-${key}`])
    const ended = await deploy()
    expect({ code: ended.code, stdout: ended.stdout }).toMatchObject({ code: 0 })
    expect(await versions()).toEqual(['web-six', 'worker-one'])
    const before = await running()
    const again = await deploy()
    expect(again).toMatchObject({ code: 0, outputs: { outcome: 'unchanged' } })
    expect(imagesOf(again).map(({ result }) => result)).toEqual(['reused', 'reused'])
    expect(await running()).toEqual(before)
  }, 120_000)
})
