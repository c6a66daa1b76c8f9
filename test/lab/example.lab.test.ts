import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Checkout } from '../kit/example/checkout.js'
import { faults, newVersion } from '../kit/example/edits.js'
import { loadExample } from '../kit/example/load.js'
import type { ExampleServer } from '../kit/example/server.js'
import { labTarget, removeLab, type Target } from '../kit/example/target.js'
import { labTool, startRegistry, stopRegistry } from '../kit/lab.js'
import { failedOfSent, type LoadResult, mixedMs } from '../kit/load/hits.js'
import type { Load } from '../kit/load/load.js'
import { type Ended, Runner } from '../kit/runner.js'

// The main job on the example, with dist/ as a process of its own. Cases follow each other on one server: each begins with what the one
// before left.

const NAME = 'example'
const INFRASTRUCTURE = ['shared-infrastructure/postgres', 'shared-infrastructure/redis', 'reverse-proxy/traefik']
const seconds = (count: number): number => count * 1000
const say = (text: string): void => console.log(text)

let folder = ''
let target: Target
let server: ExampleServer
let checkout: Checkout
let runner: Runner
let vegeta = ''
const loads = new Set<Load>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stack-actions-example-'))
  target = await labTarget(NAME)
  server = target.server
  checkout = await Checkout.make(join(folder, 'checkout'), target)
  vegeta = await labTool('vegeta')
  const inputs = { ...target.inputs, window: '3', timeout: '60' }
  runner = new Runner({ folder: join(folder, 'runs'), checkout, inputs, caFile: target.registryCa })
}, seconds(900))

afterAll(async () => {
  for (const load of loads) await load.stop().catch(() => undefined)
  await removeLab(NAME)
  await rm(folder, { recursive: true, force: true })
}, seconds(120))

/** Runs an action and waits until the server is done with it. */
async function act(action: string, step: string, inputs: Record<string, string> = {}): Promise<Ended> {
  const ended = await runner.run(action, step, inputs)
  await server.settled()
  return ended
}

/** The same while requests come. */
async function actUnderLoad(action: string, step: string): Promise<Ended & { load: LoadResult }> {
  const load = await startLoad()
  const ended = await act(action, step)
  const result = await load.stop()
  say(`${step}: ${ended.outputs.outcome} in ${ended.seconds.toFixed(1)} s, ${failedOfSent(result)}`)
  return { ...ended, load: result }
}

async function startLoad(): Promise<Load> {
  const load = await loadExample(vegeta, server.outside)
  loads.add(load)
  return load
}

/** Fails with the log, which says why. */
async function expectOutcome(ended: Ended, outcome: string, exitCode: number): Promise<void> {
  const seen = { outcome: ended.outputs.outcome, exitCode: ended.exitCode }
  if (seen.outcome !== outcome || seen.exitCode !== exitCode)
    throw new Error(`${JSON.stringify(seen)}\n${await readFile(ended.log, 'utf8')}`)
}

/** No request failed, and each POST that was answered 2xx is a row. */
async function expectNothingLost({ reasons, sent, written }: LoadResult): Promise<void> {
  expect(reasons).toEqual({})
  expect(sent).toBeGreaterThan(100)
  const rows = await server.rows()
  expect(written.length).toBeGreaterThan(50)
  expect(written.filter((id) => !rows.has(id))).toEqual([])
}

const versions = async (names: readonly string[]): Promise<string[]> =>
  Promise.all(names.map((name) => server.version(name)))
const ROUTED = ['auth', 'l2p', 'api.l2p', 'payment', 'vault']

describe('the example', () => {
  it(
    'answers under all its names, by verified TLS, after the first deploy',
    async () => {
      const ended = await act('deploy', 'first deploy')
      await expectOutcome(ended, 'deployed', 0)
      say(`first deploy: ${ended.seconds.toFixed(1)} s`)
      expect(await versions(ROUTED)).toEqual(ROUTED.map(() => '1.0.0'))
      for (const name of [
        'Shared Postgres',
        'Shared Redis',
        'Auth',
        'L2P Backend',
        'L2P Frontend',
        'Payment',
        'VideoVault',
      ])
        expect(ended.printed).toContain(`✓ ${name}: Healthy`)
      expect(ended.outputs).toMatchObject({ healthy: 'true', 'serving-release': ended.outputs.release })
    },
    seconds(400),
  )

  it(
    'shows no secret in its log and outputs',
    async () => {
      const ended = await act('deploy', 'dry run', { 'dry-run': 'true' })
      await expectOutcome(ended, 'planned', 0)
      for (const secret of [...target.env.secrets, target.inputs['registry-token'] ?? ''])
        expect(ended.printed + JSON.stringify(ended.outputs)).not.toContain(secret)
    },
    seconds(60),
  )

  it(
    'switches changed services of two projects at once, and loses no request',
    async () => {
      const before = await server.identities(...INFRASTRUCTURE, 'auth/auth', 'payment/payment')
      await checkout.edit(newVersion('2.0.0', ['l2p/backend', 'l2p/frontend', 'VideoVault']))
      await checkout.commit('Version 2 of three services')
      const ended = await actUnderLoad('deploy', 'two projects under load')
      await expectOutcome(ended, 'deployed', 0)
      await expectNothingLost(ended.load)
      expect(await versions(['l2p', 'api.l2p', 'vault', 'auth'])).toEqual(['2.0.0', '2.0.0', '2.0.0', '1.0.0'])
      expect(mixedMs(ended.load, '2.0.0')).toBeLessThan(500)
      expect(await server.identities(...INFRASTRUCTURE, 'auth/auth', 'payment/payment')).toEqual(before)
      expect((await server.of('l2p/backend')).map(({ state }) => state)).toEqual(['running', 'running'])
    },
    seconds(180),
  )

  it(
    'does nothing when nothing changed, and says so',
    async () => {
      const before = await server.identities()
      const ended = await actUnderLoad('deploy', 'unchanged under load')
      await expectOutcome(ended, 'unchanged', 0)
      expect(ended.printed).toContain('nothing changed: nothing was restarted')
      expect(ended.load.reasons).toEqual({})
      expect(await server.identities()).toEqual(before)
    },
    seconds(90),
  )
})

describe('a broken version', () => {
  /** Deploys it under load; the containers from before must answer again. */
  async function expectUndone(name: string, fault: Parameters<Checkout['edit']>[0]): Promise<LoadResult> {
    const before = await server.identities()
    const good = await checkout.head()
    await checkout.edit({ ...newVersion('3.0.0', ['l2p/backend', 'VideoVault']), ...fault })
    await checkout.commit(`A version that ${name}`)
    const ended = await actUnderLoad('deploy', name)
    await checkout.putBack(good)
    await expectOutcome(ended, 'undone', 1)
    expect(await server.identities()).toEqual(before)
    expect(await versions(['l2p', 'api.l2p', 'vault'])).toEqual(['2.0.0', '2.0.0', '2.0.0'])
    return ended.load
  }

  it.each([
    ['exits', faults.exits],
    ['never gets healthy', faults.neverHealthy],
  ])(
    'that %s is undone before anybody reaches it',
    async (name, fault) => {
      const load = await expectUndone(name, fault)
      await expectNothingLost(load)
      expect(load.hits.filter(({ version }) => version === '3.0.0')).toEqual([])
    },
    seconds(180),
  )

  it(
    'that is healthy on the host and wrong from outside is undone within seconds',
    async () => {
      const load = await expectUndone('is wrong from outside', faults.wrongFromOutside)
      const failed = load.hits.filter(({ code }) => code < 200 || code > 299).map(({ at }) => at)
      const outage = failed.length === 0 ? 0 : Math.max(...failed) - Math.min(...failed)
      say(`wrong from outside: users saw it for ${(outage / 1000).toFixed(1)} s`)
      expect(outage).toBeLessThan(seconds(20))
      const rows = await server.rows()
      expect(load.written.filter((id) => !rows.has(id))).toEqual([])
    },
    seconds(180),
  )
})

describe('a rollback', () => {
  it(
    'needs no registry, no old container and no untagged image',
    async () => {
      const before = await server.identities(...INFRASTRUCTURE)
      await stopRegistry({ name: NAME })
      await server.sh('docker container prune -f && docker image prune -f')
      const ended = await actUnderLoad('rollback', 'rollback').finally(() => startRegistry({ name: NAME }))
      await expectOutcome(ended, 'rolled-back', 0)
      await expectNothingLost(ended.load)
      expect(await versions(['l2p', 'api.l2p', 'vault'])).toEqual(['1.0.0', '1.0.0', '1.0.0'])
      expect((await server.of('l2p/backend')).map(({ state }) => state)).toEqual(['running', 'running'])
      expect(await server.identities(...INFRASTRUCTURE)).toEqual(before)
    },
    seconds(180),
  )
})

describe('the same load', () => {
  it(
    'sees failures when plain `docker compose up -d` replaces the backend',
    async () => {
      const release = await server.sh('cd ~/.stack-actions/korczewski-production/releases && ls -d 2-*')
      const load = await startLoad()
      await server.sh(
        `docker compose -p l2p -f ~/.stack-actions/korczewski-production/releases/${release}/models/l2p.json up -d --no-deps backend 2>&1`,
      )
      const deadline = Date.now() + seconds(60)
      while ((await server.version('api.l2p')) !== '2.0.0')
        if (Date.now() > deadline) throw new Error('version 2 does not answer')
      const result = await load.stop()
      say(`docker compose up -d: ${failedOfSent(result)}`)
      expect(result.failed).toBeGreaterThan(0)
    },
    seconds(120),
  )
})
