import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { poll } from '../../src/runtime/poll.js'
import { CALLEES, CLIENTS, type Counts, calls, callsTable, pushCallerImages, since } from './stacks/calls.js'
import { pushStallImages } from './stacks/shopImages.js'
import { openShopLab, type ShopLab } from './stacks/shopLab.js'

// What callers past the proxy see of a deploy is measured and published (docs/limits.md), not promised.

/** `./scripts/service-calls 20` makes the table of docs/limits.md from so many deploys. */
const DEPLOYS = Number(process.env['SERVICE_CALLS_DEPLOYS'] ?? 3)

type Client = keyof typeof CLIENTS
let lab: ShopLab

beforeAll(async () => {
  lab = await openShopLab('calls')
  await Promise.all([pushStallImages(lab.registry.fromServer), pushCallerImages(lab.registry.fromServer)])
  expect(await lab.host.deploy(calls(lab.registry.fromServer, 'v1'))).toMatchObject({ code: 0, why: '' })
}, 900_000)

afterAll(() => lab?.close(), 60_000)

/** Waits until every client has counted once more, so that what was in flight is counted, too. */
async function read(): Promise<Record<Client, Counts>> {
  const line = (client: string) =>
    lab.host.out(`docker logs --tail 1 "$(docker ps -q --filter label=com.docker.compose.service=${client})"`)
  const counts = await Promise.all(
    Object.keys(CLIENTS).map(async (client) => [client, JSON.parse(await line(client)) as Counts] as const),
  )
  return Object.fromEntries(counts) as Record<Client, Counts>
}

/** So many more calls of each client to each callee. */
async function callsMore(count: number): Promise<Record<Client, Counts>> {
  const from = await read()
  const fewest = (now: Record<Client, Counts>) =>
    Math.min(
      ...Object.entries(now).flatMap(([client, counts]) =>
        Object.values(since(from[client as Client], counts)).map(({ sent }) => sent),
      ),
    )
  const found = await poll({ intervalMs: 200, timeoutMs: 60_000 }, async () => {
    const now = await read()
    return fewest(now) >= count ? now : undefined
  })
  if (found.ended !== 'found') throw new Error('the callers do not call')
  return found.value
}

function seenBetween(from: Record<Client, Counts>, to: Record<Client, Counts>): Record<Client, Counts> {
  const each = Object.entries(to).map(([client, counts]) => [client, since(from[client as Client], counts)])
  return Object.fromEntries(each) as Record<Client, Counts>
}

function failures(seen: Record<Client, Counts>): { client: string; series: string; kind: string; count: number }[] {
  return Object.entries(seen).flatMap(([client, counts]) =>
    Object.entries(counts).flatMap(([series, { failed }]) =>
      Object.entries(failed).map(([kind, count]) => ({ client, series, kind, count })),
    ),
  )
}

it('the plan says before anything starts which services are called by name, and by whom', async () => {
  const { plan } = await lab.host.make(calls(lab.registry.fromServer, 'v2'))
  for (const callee of Object.keys(CALLEES))
    expect(plan.notices.join('\n')).toContain(`calls/${callee}: calls/node, calls/python, calls/go call it by name`)
}, 60_000)

it(
  'calls by name mostly go on through a deploy of the callee: what fails is as the documentation says',
  async () => {
    // What fails without a deploy says nothing of one.
    const from = await callsMore(20)
    const before = await callsMore(50)
    expect(failures(seenBetween(from, before))).toEqual([])
    for (let count = 1; count <= DEPLOYS; count += 1) {
      const { code, why } = await lab.host.deploy(calls(lab.registry.fromServer, count % 2 === 1 ? 'v2' : 'v1'))
      expect({ code, why }).toEqual({ code: 0, why: '' })
    }
    // The last calls of the last deploy have their answer, or their five seconds, behind them.
    const after = await callsMore(60)
    const seen = seenBetween(before, after)
    console.log(`${DEPLOYS} deploys of three callees:\n${callsTable(seen)}`)
    const sent = Math.min(...Object.values(seen).flatMap((counts) => Object.values(counts).map((one) => one.sent)))
    expect(failures(seen).filter(({ count }) => count > 0.03 * sent)).toEqual([])
  },
  (1 + DEPLOYS) * 300_000,
)
