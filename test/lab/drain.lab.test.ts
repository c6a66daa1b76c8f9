import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { planText } from '../../src/release/report/planReport.js'
import type { ComposeService } from '../../src/stack/types.js'
import { failedOfSent, type LoadResult, together } from '../kit/load/hits.js'
import type { Target } from '../kit/load/traffic.js'
import { API_HOST, routed, type ShopOptions } from './stacks/shop.js'
import type { Answer } from './stacks/shopHost.js'
import { openShopLab, type ShopLab } from './stacks/shopLab.js'
import { tinyImage } from './stacks/tiny.js'

// A Traefik without the file provider: routes follow Docker's health. Cases follow each other on one server, each begins with what the one before left.

const COMMAND = [
  '--ping=true',
  '--providers.docker=true',
  '--providers.docker.exposedbydefault=false',
  '--providers.docker.network=shop-edge',
  '--entrypoints.web.address=:80',
  '--entrypoints.raw.address=:81',
]
const PORTS = ['80', '81'].map((port) => ({
  ...{ target: Number(port), published: port, protocol: 'tcp', mode: 'ingress' },
}))
const TRAEFIK = {
  api: { command: [...COMMAND, '--api.insecure=true'], ports: PORTS },
  silent: { command: COMMAND, ports: PORTS },
  files: {
    command: [
      ...COMMAND,
      '--providers.file.directory=/run/stack-actions',
      '--providers.providersThrottleDuration=100ms',
    ],
    ports: PORTS,
  },
} satisfies Record<string, Partial<ComposeService>>

/** Two seconds from the flag to Docker's word, so that a case does not take long. */
const healthcheck = {
  ...{ test: ['CMD', '/app/healthy'], interval: '1s', timeout: '30s', retries: 2 },
  ...{ start_period: '60s', start_interval: '500ms' },
}
/** The API's labels, with a TCP router beside its HTTP one. */
const labels = {
  ...routed('shop-api', API_HOST),
  'traefik.tcp.routers.raw.rule': 'HostSNI(`*`)',
  'traefik.tcp.routers.raw.entrypoints': 'raw',
  'traefik.tcp.services.raw.loadbalancer.server.port': '8080',
}

let lab: ShopLab
let traefik: keyof typeof TRAEFIK = 'api'
let serving = 'v1'
const next = (): string => (serving === 'v1' ? 'v2' : 'v1')
const seconds = (count: number): number => count * 1000

/** The shop without a worker; its migration stays as it was. */
const shop = (version: string, more: Omit<ShopOptions, 'registry'> = {}) =>
  lab.shop({
    ...{ version, versions: { migrate: 'v1' }, without: ['worker'], ...more },
    services: { traefik: TRAEFIK[traefik], api: { healthcheck, labels }, web: { healthcheck }, ...more.services },
  })

beforeAll(async () => {
  lab = await openShopLab('drain')
  const first = await lab.host.deploy(shop(serving))
  if (first.code !== 0) throw new Error(`the first deploy failed: ${first.why}`)
  await lab.answers('api', serving)
  await lab.answers('web', serving)
}, 900_000)

afterAll(async () => {
  await lab?.close()
}, 60_000)

// What a failed case left is what the next one begins with.
beforeEach(async () => {
  if (!(await lab.ask('web')).includes(`"version":"${serving}"`)) serving = next()
})

/** Does something under GET and POST on lasting and on new connections, 100 requests a second in all, of which none may fail. */
async function underLoad<T>(name: string, what: () => Promise<T>): Promise<{ ended: T; said: string }> {
  const kinds = [{ keepAlive: true }, { keepAlive: false }]
  const loads = await Promise.all(kinds.map((kind) => lab.load(kind)))
  const begun = Date.now()
  let took = 0
  const ended = await what().finally(async () => {
    took = Date.now() - begun
    await Promise.all(loads.map((load) => load.stop()))
  })
  const result = together(await Promise.all(loads.map((load) => load.stop())))
  const said = `${name} in ${took} ms: ${failedOfSent(result)}; ${mixed(result)}`
  console.log(said)
  expect({ said, reasons: result.reasons }).toEqual({ said, reasons: {} })
  expect(result.sent).toBeGreaterThan(100)
  await lab.expectRows(result)
  expect(await lab.host.leftovers()).toBe('')
  return { ended, said }
}

const mixed = (result: LoadResult): string =>
  lab.transitions(result).reduce((text, { from, to, ms }) => `${text} ${from} to ${to}, both for ${ms} ms;`, '')

/** No container of the stack that runs has the flag, and all are healthy. */
async function expectNoFlags(): Promise<void> {
  const flags = await lab.host.out(
    "for id in $(docker ps -q --filter label=com.docker.compose.project=shop-api --filter status=running) $(docker ps -q --filter label=com.docker.compose.project=shop-web); do docker exec $id sh -c 'ls /dev/shm/.stack-drain 2>/dev/null'; done; true",
  )
  expect(flags).toBe('')
}

async function expectServes(version: string, containers?: string[]): Promise<void> {
  serving = version
  await lab.answers('api', version)
  await lab.answers('web', version)
  await expectNoFlags()
  if (containers !== undefined) expect(await ids()).toEqual(containers)
  expect((await lab.host.ctl(['status'])).stdout).not.toMatch(/DRIFT|transaction|unhealthy/)
}

const ids = async (): Promise<string[]> => (await lab.host.containers()).map(({ id, restart }) => `${id} ${restart}`)

const ok = ({ code, why }: Answer): void => expect({ code, why }).toEqual({ code: 0, why: '' })

/** Kills the transaction as soon as its journal has that line. */
async function killedAt(id: string, line: string): Promise<void> {
  const journal = `"${lab.host.root}/releases/${id}/journal"`
  const ended = lab.host.run(id)
  await lab.host.until(line, `grep -q "$(printf '${line}')" ${journal}`, 120_000)
  await lab.host.out(`kill -9 $(pgrep -o -f '[_]transaction ${id} ')`)
  await ended
}

describe('without the file provider, and with the API', () => {
  it(
    'a deploy of two services fails no request',
    async () => {
      const made = await lab.host.make(shop(next()))
      expect(planText(made.plan)).toContain("by Docker's health")
      const { ended } = await underLoad('deploy', () => lab.host.deploy(shop(next())))
      ok(ended)
      console.log(lab.timesOf(ended.journal))
      await expectServes(next())
    },
    seconds(300),
  )

  it(
    'a rollback from a shell fails no request',
    async () => {
      const { ended } = await underLoad('rollback', async () => {
        const answer = await lab.host.rollback()
        await lab.host.finished()
        return answer
      })
      ok(ended)
      await expectServes(next())
    },
    seconds(300),
  )

  it(
    'a deploy that is undone at the gate fails no request, and leaves the very containers of before',
    async () => {
      const before = await ids()
      const { ended } = await underLoad('undone deploy', async () => {
        const id = await lab.host.prepare(shop(next()))
        expect((await lab.host.run(id, { gate: 'runner' })).code).toBe(30)
        await lab.answers('web', next())
        await lab.host.ctl(['abort', id])
        return lab.host.watch(id)
      })
      expect(ended.code).toBe(20)
      await expectServes(serving, before)
    },
    seconds(300),
  )

  it(
    'a version that cannot start is seen by nobody, nor what started beside it',
    async () => {
      const before = await ids()
      const { ended, said } = await underLoad('a version that exits', () =>
        lab.host.deploy(shop(next(), { versions: { migrate: 'v1', web: 'exits' } })),
      )
      expect({ code: ended.code, why: ended.why }).toEqual({ code: 20, why: expect.stringContaining('exit code 3') })
      expect(said).not.toContain(' to ')
      await expectServes(serving, before)
    },
    seconds(300),
  )

  it(
    'scaling up and down fails no request',
    async () => {
      await underLoad('2 to 3 to 1 replicas', async () => {
        ok(await lab.host.deploy(shop(serving, { replicas: 3 })))
        ok(await lab.host.deploy(shop(serving, { replicas: 1 })))
      })
      expect((await lab.host.of('api')).map(({ state }) => state)).toEqual(['running'])
      await expectServes(serving)
      ok(await lab.host.deploy(shop(serving)))
    },
    seconds(300),
  )

  it.each([
    { step: 'switch', line: '\\tswitch\\tbegin' },
    { step: 'switch, drained', line: '\\tswitch\\tnote.*drained' },
    { step: 'stop', line: '\\tstop\\tbegin' },
  ])(
    'stackctl killed in $step: no request fails, and recovery ends on the old version',
    async ({ step, line }) => {
      const before = await ids()
      await underLoad(`killed in ${step}`, async () => {
        await killedAt(await lab.host.prepare(shop(next())), line)
        expect((await lab.host.ctl(['recover'])).code).toBe(20)
      })
      await expectServes(serving, before)
    },
    seconds(300),
  )

  it(
    'a power cut in stop: the old version comes up by itself',
    async () => {
      const before = await ids()
      const id = await lab.host.prepare(shop(next()))
      const ended = lab.host.run(id).catch(() => undefined)
      const stopping = `grep -q "$(printf '\\tstop\\tbegin')" "${lab.host.root}/releases/${id}/journal"`
      await lab.host.until('stop', stopping, 120_000)
      await lab.server.powerCut()
      await lab.host.disconnect()
      await ended
      await lab.server.powerOn()
      await lab.answers('api', serving, 120_000)
      await lab.answers('web', serving, 120_000)
      const seen = new Set<string>()
      for (let count = 0; count < 20; count += 1) seen.add(await lab.ask('web'))
      expect([...seen].filter((text) => !text.includes(`"version":"${serving}"`))).toEqual([])
      expect((await lab.host.ctl(['recover'])).code).toBe(20)
      await expectServes(serving, before)
    },
    seconds(300),
  )

  it(
    'an image without a shell is refused before anything starts',
    async () => {
      const before = await ids()
      const image = `${lab.registry.fromServer}/shell-less:1`
      await tinyImage(image)
      const without = shop(serving, {
        services: { web: { image, healthcheck: { ...healthcheck, test: ['CMD', '/bin/busybox', 'true'] } } },
      })
      await expect(lab.host.prepare(without)).rejects.toThrow(/shop-web\/web .*no \/bin\/sh/)
      await expectServes(serving, before)
    },
    seconds(300),
  )
})

describe('without the API', () => {
  it(
    'a deploy waits as long as Traefik takes at most, and fails no request',
    async () => {
      traefik = 'silent'
      ok(await lab.host.deploy(shop(serving)))
      await lab.answers('api', serving)
      await lab.answers('web', serving)
      const { ended } = await underLoad('deploy without the API', () => lab.host.deploy(shop(next())))
      ok(ended)
      console.log(lab.timesOf(ended.journal))
      await expectServes(next())
    },
    seconds(300),
  )
})

describe('when the file provider comes', () => {
  it(
    'the next deploy is switched by it, and the drain tests are gone',
    async () => {
      traefik = 'files'
      ok(await lab.host.deploy(shop(serving)))
      await lab.answers('web', serving)
      const { ended } = await underLoad('deploy by file', () => lab.host.deploy(shop(next())))
      ok(ended)
      await expectServes(next())
      const [web] = await lab.host.of('web')
      expect(await lab.host.out(`docker inspect -f '{{.Config.Healthcheck.Test}}' ${web?.id}`)).toBe(
        '[CMD /app/healthy]\n',
      )
      expect((await lab.host.rollback()).why).toBe('')
      await lab.host.finished()
      await expectServes(next())
    },
    seconds(300),
  )

  it(
    'a TCP router is switched by health all the same, and fails no request',
    async () => {
      const targets: Target[] = [
        { method: 'GET', host: 'any.test', path: '/' },
        { method: 'POST', host: 'any.test', path: '/rows' },
      ]
      const load = await lab.load({ keepAlive: false, rate: 100, port: 81, targets })
      ok(await lab.host.deploy(shop(next())))
      const result = await load.stop()
      console.log(`TCP router: ${failedOfSent(result)}; ${mixed(result)}`)
      expect(result.reasons).toEqual({})
      await expectServes(next())
    },
    seconds(300),
  )
})
