import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ComposeService } from '../../src/stack/types.js'
import { type LoadResult, together, words } from './load.js'
import type { ShopOptions } from './stacks/shop.js'
import { openShopLab, type ShopLab } from './stacks/shopLab.js'

// A Traefik without the file provider: routes follow Docker's health. Cases follow each other on one server.

const COMMAND = [
  '--ping=true',
  '--providers.docker=true',
  '--providers.docker.exposedbydefault=false',
  '--providers.docker.network=shop-edge',
  '--entrypoints.web.address=:80',
]
const withApi: Partial<ComposeService> = { command: [...COMMAND, '--api.insecure=true'] }

let lab: ShopLab
const seconds = (count: number): number => count * 1000
const say = (text: string): void => console.log(text)

const shop = (options: Omit<ShopOptions, 'registry'>) =>
  lab.shop({ ...options, services: { traefik: withApi, ...options.services } })

beforeAll(async () => {
  lab = await openShopLab('drain')
}, 900_000)

afterAll(async () => {
  await lab?.close()
}, 60_000)

/** Runs something under GET and POST on lasting and on new connections, 100 requests a second in all. */
async function underLoad<T>(what: () => Promise<T>): Promise<{ result: LoadResult; ended: T; ms: number }> {
  const loads = [await lab.load({ keepAlive: true }), await lab.load({ keepAlive: false })]
  const begun = Date.now()
  const ended = await what()
  const ms = Date.now() - begun
  return { result: together(await Promise.all(loads.map((load) => load.stop()))), ended, ms }
}

async function expectNothingFailed(result: LoadResult): Promise<void> {
  expect(result.reasons).toEqual({})
  expect(result.sent).toBeGreaterThan(100)
  await lab.expectRows(result)
  expect(await lab.host.leftovers()).toBe('')
}

describe('without the file provider', () => {
  it(
    'the first deploy needs no switch',
    async () => {
      const { code, why } = await lab.host.deploy(shop({ version: 'v1' }))
      expect({ code, why }).toEqual({ code: 0, why: '' })
      await lab.answers('api', 'v1')
      await lab.answers('web', 'v1')
      expect(await lab.host.leftovers()).toBe('')
    },
    seconds(180),
  )

  it(
    'a deploy of two services fails no request',
    async () => {
      const { result, ended, ms } = await underLoad(() => lab.host.deploy(shop({ version: 'v2' })))
      say(
        `deploy in ${ms} ms: ${words(result)}; both answered for ${lab.mixedMs(result, 'any', 'v2')} ms\n${lab.timesOf(ended.journal)}`,
      )
      expect({ code: ended.code, why: ended.why }).toEqual({ code: 0, why: '' })
      await expectNothingFailed(result)
    },
    seconds(120),
  )

  it(
    'a rollback from a shell fails no request',
    async () => {
      const { result, ended, ms } = await underLoad(() => lab.host.rollback())
      say(
        `rollback in ${ms} ms: ${words(result)}; both answered for ${lab.mixedMs(result, 'any', 'v1')} ms\n${lab.timesOf(ended.journal)}`,
      )
      expect({ code: ended.code, why: ended.why }).toEqual({ code: 0, why: '' })
      await expectNothingFailed(result)
    },
    seconds(120),
  )
})
