import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { poll } from '../../src/runtime/poll.js'
import type { Running } from './stacks/shopHost.js'
import { openShopLab, type ShopLab } from './stacks/shopLab.js'

// One server; each case leaves `v1` or what it says.

let lab: ShopLab
const seconds = (count: number): number => count * 1000
const same = (list: readonly Running[]): string[] => list.map(({ id, startedAt }) => `${id} ${startedAt}`)
const page = (version: string) => lab.shop({ version: 'v1', versions: { web: version } })

beforeAll(async () => {
  // As root, who deploys to many servers; all other suites are a user in the group docker.
  lab = await openShopLab('stackctl', { user: 'root' })
  const first = await lab.host.deploy(lab.shop({ version: 'v1' }))
  if (first.code !== 0) throw new Error(`the first deploy failed: ${first.why}`)
}, 900_000)

afterAll(async () => {
  await lab?.close()
}, 60_000)

/** Runs a release with the runner's gate until it waits at it. */
async function atTheGate(version: string, deadline = 60): Promise<string> {
  const id = await lab.host.prepare(page(version))
  const { code, why } = await lab.host.run(id, { gate: 'runner', deadline })
  expect({ code, why }).toEqual({ code: 30, why: '' })
  await lab.answers('web', version)
  return id
}

describe('a stackctl that was killed', () => {
  it(
    'leaves the lock to what still works for it: nobody else changes anything meanwhile',
    async () => {
      // A worker that takes its time to stop: the daemon is at it when the program is killed.
      expect(await lab.host.deploy(lab.shop({ version: 'v1', versions: { worker: 'lingers' } }))).toMatchObject({
        code: 0,
      })
      const before = same(await lab.host.containers())
      const id = await lab.host.prepare(lab.shop({ version: 'v1' }))
      const late = await lab.host.prepare(page('v2'))
      const running = lab.host.run(id)
      await lab.host.until('the stop in the swap', "pgrep -f '[d]ocker stop '")
      await lab.host.sh(`kill -9 $(pgrep -o -f '[_]transaction ${id} ')`)
      await running
      const second = await lab.host.run(late, { lockTimeout: 0 })
      expect({ code: second.code, why: second.why }).toEqual({ code: 11, why: expect.stringContaining(id) })
      expect((await lab.host.ctl(['recover'])).code).toBe(20)
      expect(same(await lab.host.containers()).map((one) => one.split(' ')[0])).toEqual(
        before.map((one) => one.split(' ')[0]),
      )
      expect(await lab.host.leftovers()).toBe('')
      expect(await lab.host.deploy(lab.shop({ version: 'v1' }))).toMatchObject({ code: 0, why: '' })
    },
    seconds(120),
  )
})

describe("the runner's gate", () => {
  it(
    'commits when the runner says so twice: on the switched stack, and with the old one stopped',
    async () => {
      const id = await atTheGate('v2')
      expect((await lab.host.of('web')).map(({ state }) => state)).toEqual(['running', 'running'])
      expect((await lab.host.ctl(['proceed', id])).code).toBe(0)
      expect((await lab.host.watch(id)).code).toBe(30)
      expect((await lab.host.of('web')).map(({ state }) => state).sort()).toEqual(['exited', 'running'])
      expect((await lab.host.ctl(['confirm', id])).code).toBe(0)
      expect((await lab.host.watch(id)).code).toBe(0)
      await lab.host.finished()
      expect((await lab.host.of('web')).map(({ state }) => state)).toEqual(['running'])
      await lab.answers('web', 'v2')
      expect(await lab.host.deploy(page('v1'))).toMatchObject({ code: 0, why: '' })
    },
    seconds(90),
  )

  it(
    'undoes when nobody answers before the deadline',
    async () => {
      const before = await lab.host.containers()
      const id = await atTheGate('v2', 3)
      const found = await poll({ intervalMs: 200, timeoutMs: 30_000 }, async () => {
        const { code } = await lab.host.watch(id)
        return code === 30 ? undefined : code
      })
      expect(found).toEqual({ ended: 'found', value: 20 })
      await lab.answers('web', 'v1')
      expect(same(await lab.host.containers())).toEqual(same(before))
      expect(await lab.host.leftovers()).toBe('')
    },
    seconds(90),
  )

  it(
    'waits longer when the runner gives a sign of life',
    async () => {
      const id = await atTheGate('v2', 3)
      const begun = Date.now()
      await poll({ intervalMs: 500, timeoutMs: 6000 }, async () => {
        expect((await lab.host.ctl(['heartbeat', id])).code).toBe(0)
        return undefined
      })
      expect(Date.now() - begun).toBeGreaterThan(5000)
      expect((await lab.host.watch(id)).code).toBe(30)
      expect((await lab.host.ctl(['abort', id])).code).toBe(0)
      expect((await lab.host.watch(id)).code).toBe(20)
    },
    seconds(90),
  )

  it(
    'undoes when it is aborted with the old ones stopped: what is in flight on the new version ends, and a confirm loses',
    async () => {
      const before = await lab.host.of('web')
      const id = await atTheGate('v2')
      const slow = { method: 'GET', host: 'shop.test', path: '/slow?ms=800' } as const
      const load = await lab.load({ keepAlive: true, rate: 20, targets: [slow] })
      expect((await lab.host.ctl(['proceed', id])).code).toBe(0)
      expect((await lab.host.watch(id)).code).toBe(30)
      expect((await lab.host.ctl(['abort', id])).code).toBe(0)
      expect((await lab.host.ctl(['confirm', id])).code).toBe(20)
      expect((await lab.host.watch(id)).code).toBe(20)
      await lab.answers('web', 'v1')
      expect((await load.stop()).reasons).toEqual({})
      const after = await lab.host.of('web')
      expect(after.map(({ id: is, state, restart }) => `${is} ${state} ${restart}`)).toEqual(
        before.map(({ id: is, state, restart }) => `${is} ${state} ${restart}`),
      )
      expect(await lab.host.leftovers()).toBe('')
    },
    seconds(90),
  )

  it(
    'makes an abort that comes after the confirm lose',
    async () => {
      const id = await atTheGate('v2')
      await lab.host.ctl(['proceed', id])
      expect((await lab.host.watch(id)).code).toBe(30)
      expect((await lab.host.ctl(['confirm', id])).code).toBe(0)
      expect((await lab.host.ctl(['abort', id])).code).toBe(1)
      expect((await lab.host.watch(id)).code).toBe(0)
      await lab.host.finished()
      expect(await lab.host.deploy(page('v1'))).toMatchObject({ code: 0, why: '' })
    },
    seconds(90),
  )

  it(
    'keeps a transaction going when the connection of its runner is cut',
    async () => {
      const id = await lab.host.prepare(page('v2'))
      // The runner's end of the connection dies with the first lines.
      await lab.host.sh(`(timeout -s KILL 1 sh "${lab.host.root}/stackctl" run ${id} --gate host) | head -n 2`)
      const { code } = await lab.host.watch(id)
      expect(code).toBe(0)
      await lab.host.finished()
      await lab.answers('web', 'v2')
      expect(await lab.host.deploy(page('v1'))).toMatchObject({ code: 0, why: '' })
    },
    seconds(90),
  )
})

describe('the lock', () => {
  it(
    'refuses a second run while one holds it, and says who that is',
    async () => {
      const late = await lab.host.prepare(page('v3'))
      const id = await atTheGate('v2')
      const second = await lab.host.run(late, { lockTimeout: 1 })
      expect({ code: second.code, why: second.why }).toEqual({ code: 11, why: expect.stringContaining(id) })
      const recover = lab.host.ctl(['recover'])
      expect((await lab.host.ctl(['abort', id])).code).toBe(0)
      expect((await lab.host.watch(id)).code).toBe(20)
      expect((await recover).stdout).toContain('nothing to recover')
      await lab.answers('web', 'v1')
    },
    seconds(120),
  )
})

describe('the fence', () => {
  it(
    'refuses a plan that was made on another release than the one that serves',
    async () => {
      const [one, other] = [
        await lab.host.make(page('v2')),
        await lab.host.make(lab.shop({ version: 'v1', versions: { api: 'v2' } })),
      ]
      await lab.host.send(one.release)
      expect(await lab.host.run(one.release.id)).toMatchObject({ code: 0, why: '' })
      await lab.host.finished()
      const seq = Number(one.release.id.split('-')[0]) + 1
      const stale = {
        ...other.release,
        id: `${seq}-0000000`,
        meta: { ...other.release.meta, id: `${seq}-0000000`, seq: String(seq), order: '9999999' },
      }
      await lab.host.send(stale)
      const { code, why } = await lab.host.run(stale.id)
      expect({ code, why }).toEqual({ code: 10, why: expect.stringContaining('stale') })
      await lab.answers('web', 'v2')
    },
    seconds(90),
  )

  it(
    'refuses a run that is older than the one that serves, unless it is forced',
    async () => {
      const late = await lab.host.deploy(page('v1'), { order: '1' })
      expect({ code: late.code, why: late.why }).toEqual({ code: 10, why: expect.stringContaining('superseded') })
      await lab.answers('web', 'v2')
      const forced = await lab.host.deploy(page('v1'), { order: '1', force: true })
      expect({ code: forced.code, why: forced.why }).toEqual({ code: 0, why: '' })
      await lab.answers('web', 'v1')
    },
    seconds(90),
  )

  it(
    'refuses to run the same release a second time',
    async () => {
      const { current } = await lab.host.facts()
      const { code, why } = await lab.host.run(current?.id ?? '')
      expect({ code, why }).toEqual({ code: 10, why: expect.stringContaining('run already') })
    },
    seconds(30),
  )
})

describe('what arrives', () => {
  it(
    'changes nothing when only half of the program arrived',
    async () => {
      const before = await lab.host.containers()
      const half = await lab.host.sh(
        `sed '/^pin_old() {/q' "${lab.host.root}/stackctl" >/tmp/half; sh /tmp/half rollback; echo "ended with $?"`,
      )
      expect(half.stdout).toMatch(/ended with [12]\b/)
      expect(same(await lab.host.containers())).toEqual(same(before))
    },
    seconds(30),
  )

  it(
    'refuses a release whose image does not exist, and changes nothing',
    async () => {
      const before = await lab.host.containers()
      const { release } = await lab.host.make(page('v2'))
      const image = `${lab.registry.fromServer}/shop-app@sha256:${'0'.repeat(64)}`
      const broken = {
        ...release,
        services: release.services.map((one) => (one.service === 'web' ? { ...one, image } : one)),
      }
      await expect(lab.host.send(broken)).rejects.toThrow(/ended with 10: .*cannot get .*sha256:000/)
      expect(same(await lab.host.containers())).toEqual(same(before))
      expect(await lab.host.leftovers()).toBe('')
    },
    seconds(60),
  )

  it(
    'carries hostile values as they are, and runs none of them',
    async () => {
      const value =
        'tab\there, line\nbreak, \'single\' "double" $(touch /tmp/owned) `touch /tmp/owned` ${HOME} {{.ID}} \\n -x'
      const doubled = value.replaceAll('$', '$$')
      const check = 'test "$HOSTILE" = "$(printf \'tab\\there\')" || test -n "$HOSTILE"\t&& /app/healthy\n'
      const stack = lab.shop({
        version: 'v1',
        versions: { web: 'v2' },
        services: {
          web: {
            environment: { SERVICE: 'web', HOSTILE: doubled },
            labels: lab.webLabels({ 'org.example.note': doubled }),
            healthcheck: {
              test: ['CMD-SHELL', check.replaceAll('$', '$$')],
              interval: '2s',
              timeout: '5s',
              retries: 3,
              start_period: '30s',
              start_interval: '500ms',
            },
          },
        },
      })
      const { code, why } = await lab.host.deploy(stack)
      expect({ code, why }).toEqual({ code: 0, why: '' })
      const [web] = await lab.host.of('web')
      const inspected = JSON.parse(await lab.host.out(`docker inspect ${web?.id}`)) as [
        { Config: { Env: string[]; Labels: Record<string, string> } },
      ]
      expect(inspected[0].Config.Env).toContain(`HOSTILE=${value}`)
      expect(inspected[0].Config.Labels['org.example.note']).toBe(value)
      expect((await lab.host.sh(`ls /tmp/owned; docker exec ${web?.id} ls /tmp/owned`)).code).not.toBe(0)
      await lab.answers('web', 'v2')
      expect(await lab.host.deploy(page('v1'))).toMatchObject({ code: 0, why: '' })
    },
    seconds(90),
  )
})
