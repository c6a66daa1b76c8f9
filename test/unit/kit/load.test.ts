import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { labTool } from '../../kit/lab.js'
import { LASTING, Load, type LoadOptions, NEW_EACH } from '../../kit/load/load.js'
import { targetsInTurn } from '../../kit/load/traffic.js'
import { poll } from '../../kit/poll.js'

let vegeta = ''
let server: Server
let status = 200
let connections = 0

beforeAll(async () => {
  vegeta = await labTool('vegeta')
}, 120_000)
beforeEach(async () => {
  status = 200
  connections = 0
  server = createServer((request, response) => {
    const answer = () => response.writeHead(status).end('{"service":"api","version":"v1","container":"c1"}')
    // One that takes long delays no other one.
    if (request.url?.startsWith('/slow')) setTimeout(answer, 500)
    else answer()
  })
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const load = (changed: Partial<LoadOptions> = {}) =>
  Load.start({
    vegeta,
    traffic: targetsInTurn(base(), [
      { method: 'GET', host: 'api.test', path: '/', service: 'api' },
      { method: 'POST', host: 'api.test', path: '/rows', service: 'api' },
    ]),
    connections: [LASTING],
    rate: 100,
    ...changed,
  })

describe('a load', () => {
  it('goes on until it is stopped, on each kind of connection, and tells what each request got', async () => {
    const running = await load({ connections: [LASTING, NEW_EACH] })
    expect(running.soFar.sent).toBeGreaterThanOrEqual(6)
    await poll(() => running.soFar.sent >= 20, { deadlineMs: 10_000 })
    const { sent, failed, hits, written } = await running.stop()
    expect([failed, written.length]).toEqual([0, hits.filter(({ method }) => method === 'POST').length])
    expect(new Set(written).size).toBe(written.length)
    expect(hits[0]).toMatchObject({ code: 200, service: 'api', version: 'v1', container: 'c1' })
    expect((await running.stop()).sent).toBe(sent)
  })

  it('asks on lasting connections, or on a new one each', async () => {
    const lasting = await load()
    await poll(() => lasting.soFar.sent >= 20, { deadlineMs: 10_000 })
    expect(connections).toBeLessThan((await lasting.stop()).sent)
    connections = 0
    const { sent } = await (await load({ connections: [NEW_EACH] })).stop()
    expect(connections).toBeGreaterThanOrEqual(sent)
  })

  it('counts answers that come after it was stopped', async () => {
    const traffic = targetsInTurn(base(), [{ method: 'GET', host: 'api.test', path: '/slow' }])
    const running = await load({ traffic })
    const before = running.soFar.sent
    expect((await running.stop()).sent).toBeGreaterThan(before)
  })

  it('counts a status that is no success as a failure', async () => {
    status = 503
    const { sent, failed, reasons, written } = await (await load()).stop()
    expect([failed, reasons, written]).toEqual([sent, { 503: sent }, []])
  })

  it('is no load where vegeta ends by itself', async () => {
    await expect(load({ connections: [LASTING, ['-no-such-option']] })).rejects.toThrow(
      /vegeta ended by itself .*no-such-option/s,
    )
    await expect(load({ vegeta: '/no/such/vegeta' })).rejects.toThrow(/ENOENT|ended by itself/)
  })

  it('is over when it is killed', async () => {
    const running = await load()
    running.kill()
    const { sent } = await running.stop()
    expect(sent).toBeGreaterThan(0)
  })
})
