import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { failedOfSent, mixedMs, together } from '../kit/load/hits.js'
import { plainComposeUp } from './stacks/composeUp.js'
import type { Running } from './stacks/shopHost.js'
import { openShopLab, type ShopLab } from './stacks/shopLab.js'

// Cases follow each other on one server: each begins with what the one before left, and says so where it matters.
// What load sees of every kind of change, app and connection: dropped.lab.test.ts.

let lab: ShopLab
const say = (text: string): void => console.log(text)

beforeAll(async () => {
  lab = await openShopLab('transaction')
}, 900_000)

afterAll(async () => {
  await lab?.close()
}, 60_000)

const seconds = (count: number): number => count * 1000
const same = (list: readonly Running[]): string[] => list.map(({ id, startedAt }) => `${id} ${startedAt}`)

describe('a deploy', () => {
  it(
    'starts the database before the migration and the migration before the API, the first time',
    async () => {
      const { code, journal, why } = await lab.host.deploy(lab.shop({ version: 'v1' }))
      expect({ code, why }).toEqual({ code: 0, why: '' })
      const done = journal
        .filter(({ text }) => /verified|ended with exit code 0/.test(text))
        .map(({ subject }) => subject)
      const first = (subject: string): number => done.indexOf(subject)
      expect(first('shop-infra/postgres')).toBeGreaterThan(-1)
      expect(first('shop-api/migrate')).toBeGreaterThan(first('shop-infra/postgres'))
      expect(first('shop-api/api')).toBeGreaterThan(first('shop-api/migrate'))
      await lab.answers('api', 'v1')
      await lab.answers('web', 'v1')
      expect(await lab.host.leftovers()).toBe('')
    },
    seconds(180),
  )

  it(
    'of one changed service fails no request, and touches nothing else',
    async () => {
      const before = await lab.host.containers()
      const [lasting, fresh] = [await lab.load({ keepAlive: true }), await lab.load({ keepAlive: false })]
      const begun = Date.now()
      const { code, journal, why } = await lab.host.deploy(lab.shop({ version: 'v1', versions: { api: 'v2' } }))
      const took = Date.now() - begun
      const results = [await lasting.stop(), await fresh.stop()] as const
      say(
        `one changed service in ${took} ms: keep-alive ${failedOfSent(results[0])}, without ${failedOfSent(results[1])}\n${lab.timesOf(journal)}`,
      )
      expect({ code, why }).toEqual({ code: 0, why: '' })
      const result = together(results)
      expect(result.reasons).toEqual({})
      expect(result.sent).toBeGreaterThan(100)
      await lab.expectRows(result)
      const after = await lab.host.containers()
      for (const service of ['postgres', 'traefik', 'web', 'worker', 'migrate']) {
        const only = (list: Running[]) => same(list.filter((one) => one.service === service))
        expect([service, ...only(after)]).toEqual([service, ...only(before)])
      }
      expect(
        after.filter(({ service }) => service === 'api').map(({ state, restart }) => `${state} ${restart}`),
      ).toEqual(Array(2).fill('running unless-stopped'))
      expect(mixedMs(result, 'v2', 'api')).toBeLessThan(300)
      expect(await lab.host.leftovers()).toBe('')
    },
    seconds(120),
  )

  it(
    'of several services in two projects switches all of them at once',
    async () => {
      const before = await lab.host.of('postgres')
      const [oldWorker] = await lab.host.of('worker')
      const loads = [await lab.load({ keepAlive: true }), await lab.load({ keepAlive: false })]
      const { code, why } = await lab.host.deploy(lab.shop({ version: 'v3' }))
      const result = together(await Promise.all(loads.map((load) => load.stop())))
      say(
        `everything but the database and the proxy: ${failedOfSent(result)}; first new to last old ${mixedMs(result, 'v3')} ms`,
      )
      expect({ code, why }).toEqual({ code: 0, why: '' })
      expect(result.reasons).toEqual({})
      await lab.expectRows(result)
      expect(mixedMs(result, 'v3')).toBeLessThan(300)
      expect(same(await lab.host.of('postgres'))).toEqual(same(before))
      const [worker] = await lab.host.of('worker')
      expect(worker?.id).not.toBe(oldWorker?.id)
      expect(worker?.state).toBe('running')
      expect(await lab.host.leftovers()).toBe('')
    },
    seconds(120),
  )

  it(
    'of nothing new restarts nothing and says so',
    async () => {
      const before = await lab.host.containers()
      const { code, journal } = await lab.host.deploy(lab.shop({ version: 'v3' }))
      expect(code).toBe(0)
      expect(journal.some(({ step }) => step === 'create')).toBe(false)
      expect(same(await lab.host.containers())).toEqual(same(before))
    },
    seconds(60),
  )
})

describe('a version that is broken', () => {
  const never = { test: ['CMD', '/app/healthy'], interval: '1s', timeout: '2s', retries: 2, start_period: '0s' }
  const cases = [
    { name: 'API exits', versions: { api: 'exits' }, says: /exit code 3/ },
    {
      name: 'page never gets healthy',
      versions: { web: 'never-healthy' },
      services: { web: { healthcheck: never } },
      says: /unhealthy/,
    },
    { name: 'migration fails', versions: { migrate: 'exits', api: 'v2' }, says: /migrate.*ended with exit code 3/ },
    {
      name: 'worker never gets healthy',
      versions: { worker: 'never-healthy', api: 'v2' },
      services: { worker: { healthcheck: never } },
      says: /worker/,
    },
    {
      name: 'API answers its own check but not its users',
      versions: { api: 'wrong-outside' },
      services: { api: { healthcheck: never } },
      health: true,
      says: /shop-api\/api/,
    },
  ]

  it.each(cases)(
    'is undone where the $name: the same containers answer and no request failed',
    async ({ name, versions, services, health, says }) => {
      const before = await lab.host.containers()
      const loads = [await lab.load({ keepAlive: true }), await lab.load({ keepAlive: false })]
      const { code, why } = await lab.host.deploy(
        lab.shop(
          { version: 'v3', versions, ...(services === undefined ? {} : { services }) },
          { health: health === true },
        ),
      )
      const result = together(await Promise.all(loads.map((load) => load.stop())))
      say(`${name}: ${failedOfSent(result)}`)
      expect({ code, why }).toEqual({ code: 20, why: expect.stringMatching(says) })
      expect(result.reasons).toEqual({})
      expect(result.hits.filter(({ version }) => version !== 'v3')).toEqual([])
      await lab.expectRows(result)
      const state = (list: Running[]) =>
        list
          .filter(({ service }) => service !== 'worker')
          .map(({ id, state: is, startedAt, restart }) => [id, is, startedAt, restart])
      const after = await lab.host.containers()
      expect(state(after)).toEqual(state(before))
      const worker = (list: Running[]) =>
        list.filter(({ service }) => service === 'worker').map(({ id, state: is, restart }) => [id, is, restart])
      expect(worker(after)).toEqual(worker(before))
      expect(await lab.host.leftovers()).toBe('')
    },
    seconds(120),
  )
})

describe('a change of shape', () => {
  it(
    'keeps a new route dark until everything was switched: nobody sees a version that is undone',
    async () => {
      const load = await lab.load({
        keepAlive: false,
        rate: 20,
        targets: [{ method: 'GET', host: 'news.shop.test', path: '/' }],
      })
      const broken = { test: ['CMD', '/app/healthy'], interval: '2s', timeout: '2s', retries: 2, start_period: '0s' }
      const undone = await lab.host.deploy(
        lab.shop({
          version: 'v3',
          versions: { web: 'never-healthy' },
          services: { web: { healthcheck: broken } },
          further: 'news',
        }),
      )
      expect(undone.code).toBe(20)
      expect(undone.journal.some(({ subject, text }) => subject === 'shop-web/news' && text.includes('verified'))).toBe(
        true,
      )
      expect(load.soFar.reasons).toEqual({ 404: load.soFar.sent })
      expect(await lab.host.deploy(lab.shop({ version: 'v3', further: 'news' }))).toMatchObject({ code: 0, why: '' })
      const result = await load.stop()
      say(`a new route: ${failedOfSent(result)}`)
      expect(Object.keys(result.reasons)).toEqual(['404'])
      expect(result.hits.at(-1)?.code).toBe(200)
      const firstAnswer = result.hits.findIndex(({ code }) => code === 200)
      expect(result.hits.slice(firstAnswer).filter(({ code }) => code !== 200)).toEqual([])
    },
    seconds(120),
  )

  it(
    'adds and takes away replicas, and keeps those that stay',
    async () => {
      expect(await lab.host.deploy(lab.shop({ version: 'v3' }))).toMatchObject({ code: 0, why: '' })
      const before = (await lab.host.of('api')).map(({ id }) => id)
      expect(await lab.host.deploy(lab.shop({ version: 'v3', replicas: 3 }))).toMatchObject({ code: 0, why: '' })
      const three = (await lab.host.of('api')).map(({ id }) => id)
      expect(three).toHaveLength(3)
      expect(three).toEqual(expect.arrayContaining(before))
      expect(await lab.host.deploy(lab.shop({ version: 'v3', replicas: 1 }))).toMatchObject({ code: 0, why: '' })
      const one = (await lab.host.of('api')).map(({ id }) => id)
      expect(one).toHaveLength(1)
      expect(three).toEqual(expect.arrayContaining(one))
    },
    seconds(120),
  )

  it(
    'stops a service that is no longer in the files, and starts it again when it comes back',
    async () => {
      const load = await lab.load({ keepAlive: false })
      expect(await lab.host.deploy(lab.shop({ version: 'v3', without: ['worker'] }))).toMatchObject({
        code: 0,
        why: '',
      })
      expect(await lab.host.of('worker')).toEqual([])
      expect(await lab.host.deploy(lab.shop({ version: 'v3' }))).toMatchObject({ code: 0, why: '' })
      expect((await lab.host.of('worker')).map(({ state }) => state)).toEqual(['running'])
      const result = await load.stop()
      say(`a service removed and added, 1 to 2 replicas: ${failedOfSent(result)}`)
      expect(result.reasons).toEqual({})
    },
    seconds(120),
  )

  it(
    'gives a container_name back to the new container, and drains for as long as the old one asked',
    async () => {
      const named = (version: string) =>
        lab.shop({
          version: 'v3',
          versions: { web: version },
          services: {
            web: { container_name: 'shop-page', labels: lab.webLabels({ 'stack-actions.drain-seconds': '2' }) },
          },
        })
      expect(await lab.host.deploy(named('v1'))).toMatchObject({ code: 0, why: '' })
      expect((await lab.host.of('web')).map(({ name }) => name)).toEqual(['shop-page'])
      const load = await lab.load({ keepAlive: true })
      const { code, journal } = await lab.host.deploy(named('v2'))
      const result = await load.stop()
      expect(code).toBe(0)
      expect((await lab.host.of('web')).map(({ name }) => name)).toEqual(['shop-page'])
      const stop = journal.filter(({ step }) => step === 'stop').map(({ uptimeMs }) => uptimeMs)
      expect(Math.max(...stop) - Math.min(...stop)).toBeGreaterThanOrEqual(2000)
      expect(result.reasons).toEqual({})
    },
    seconds(120),
  )
})

describe('a rollback from the shell', () => {
  it(
    'needs no registry, no old container and no untagged image',
    async () => {
      expect(await lab.host.deploy(lab.shop({ version: 'v1' }))).toMatchObject({ code: 0, why: '' })
      expect(await lab.host.deploy(lab.shop({ version: 'v2' }))).toMatchObject({ code: 0, why: '' })
      await lab.answers('api', 'v2')
      await lab.host.out('docker image prune -f && docker container prune -f')
      await lab.registry.block()
      const loads = [await lab.load({ keepAlive: true }), await lab.load({ keepAlive: false })]
      const before = await lab.host.of('postgres')
      const { code, why } = await lab.host.rollback().finally(() => lab.registry.unblock())
      const result = together(await Promise.all(loads.map((load) => load.stop())))
      say(`rollback: ${failedOfSent(result)}`)
      expect({ code, why }).toEqual({ code: 0, why: '' })
      expect(result.reasons).toEqual({})
      await lab.expectRows(result)
      await lab.answers('api', 'v1')
      await lab.answers('web', 'v1')
      expect(same(await lab.host.of('postgres'))).toEqual(same(before))
    },
    seconds(120),
  )

  it(
    'is not undone by a run that was planned before it',
    async () => {
      const { current } = await lab.host.facts()
      expect(current?.meta['kind']).toBe('rollback')
      const late = await lab.host.deploy(lab.shop({ version: 'v2' }), { order: '1' })
      expect({ code: late.code, why: late.why }).toEqual({ code: 10, why: expect.stringContaining('superseded') })
      await lab.answers('api', 'v1')
    },
    seconds(60),
  )
})

describe('the same load', () => {
  it(
    'sees failures when plain `docker compose up -d` replaces the API',
    async () => {
      const result = await plainComposeUp(lab, 'v3')
      say(`docker compose up -d: ${failedOfSent(result)}`)
      expect(result.failed).toBeGreaterThan(0)
    },
    seconds(120),
  )
})
