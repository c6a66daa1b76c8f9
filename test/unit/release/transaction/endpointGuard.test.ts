import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Hints } from '../../../../src/health/hints.js'
import type { Baseline } from '../../../../src/health/watch.js'
import type { Host } from '../../../../src/host/ssh.js'
import { EndpointGuard } from '../../../../src/release/transaction/endpointGuard.js'
import { type Moved, patienceOf, stillMeant } from '../../../../src/release/transaction/endpointRules.js'
import type { Judge } from '../../../../src/release/transaction/gating.js'
import { systemClock } from '../../../../src/runtime/clock.js'
import { UndoFailed, Undone } from '../../../../src/runtime/errors.js'
import { container } from '../../health/containers.js'

const moved = (more: Partial<Moved>): Moved => ({
  class: 'start-first',
  change: 'changed',
  check: { kind: 'exec', argv: ['true'] },
  startTimeoutSeconds: 90,
  ...more,
})

it.each<[string, Moved[], number]>([
  ['nothing that was stopped', [moved({})], 3000],
  ['what was stopped first', [moved({ class: 'exclusive' })], 15_000],
  ['what is stopped first and did not change', [moved({ class: 'exclusive', change: 'unchanged' })], 3000],
  ['what was stopped first and proves nothing', [moved({ class: 'exclusive', check: { kind: 'running' } })], 90_000],
])('is patient behind %s', (_case, services, milliseconds) => {
  expect(patienceOf(services)).toBe(milliseconds)
})

describe('what is still meant to answer', () => {
  const port = { owner: 'shop/web', address: '127.0.0.1', port: 8080, target: 80, shared: false }
  const baseline = (more: Partial<Baseline['endpoint']> = {}): Baseline => ({
    endpoint: { port, protocol: 'http', path: '/', ...more },
    before: { kind: 'http', status: 200 },
    limitMs: 3000,
  })
  const none: Hints = { names: [], paths: [] }
  it.each<[string, Baseline, Hints, Hints, string[], boolean]>([
    ['a port that is published as before', baseline(), none, none, ['8080:80'], true],
    ['not a port that the files do not publish any more', baseline(), none, none, ['8081:80'], false],
    ['a proxy of somebody else', baseline({ port: { ...port, shared: true } }), none, none, [], true],
    [
      'a name that is routed as before',
      baseline({ host: 'a.test' }),
      { ...none, names: ['a.test'] },
      { ...none, names: ['a.test'] },
      ['8080:80'],
      true,
    ],
    [
      'not a name that no router has any more',
      baseline({ host: 'a.test' }),
      { ...none, names: ['a.test'] },
      none,
      ['8080:80'],
      false,
    ],
    ['a name of a certificate, which nobody routes', baseline({ host: 'a.test' }), none, none, ['8080:80'], true],
    [
      'not a path that nobody has any more',
      baseline({ path: '/api/' }),
      { ...none, paths: ['/api/'] },
      none,
      ['8080:80'],
      false,
    ],
  ])('%s', (_case, one, before, now, ports, meant) => {
    expect(stillMeant([one], before, now, [container({ ports })])).toHaveLength(meant ? 1 : 0)
  })

  it.each<[string, string[], number[]]>([
    ['by what Docker says now', [':80=32770'], [32770]],
    ['by the same number, where that is so', [':80=32768'], [32768]],
    ['not at all, where the files do not publish it any more', [], []],
    ['not at all, where another port is published', [':81=32770'], []],
    ['of a range, by what Docker says now', ['8000-8010:80=8004'], [8004]],
    ['by the number that the files give it now', ['8080:80'], [8080]],
  ])('a port that Docker chose: %s', (_case, ports, numbers) => {
    const chosen = baseline({ port: { ...port, port: 32768, chosen: true } })
    const found = stillMeant([chosen], none, none, [container({ ports })])
    expect(found.map(({ endpoint }) => endpoint.port.port)).toEqual(numbers)
  })

  it('a port that Docker chose, of a container that does not run: by its old number, where nobody answers', () => {
    const chosen = baseline({ port: { ...port, port: 32768, chosen: true } })
    const stopped = container({ ports: [':80'], running: false })
    expect(stillMeant([chosen], none, none, [stopped])).toEqual([chosen])
  })
})

describe('a transaction that is held to what answered before', () => {
  let server: Server
  let port = 0
  let status = 200
  beforeAll(async () => {
    server = createServer((_, response) => response.writeHead(status).end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => void server.close())

  const held: Judge = async () => ({ healthy: true, reason: '' })
  async function guarded(
    work: (judge: Judge) => Promise<string>,
    published = `127.0.0.1:${port}:80`,
    range: string[] = [],
  ) {
    status = 200
    const log: string[] = []
    const containers = [container({ ports: [published, ...range] })]
    const host = {
      tunnel: (_address: string, to: number) => connect(to, '127.0.0.1'),
      exec: async () => ({ code: 0, stdout: '', stderr: '' }),
    }
    const guard = new EndpointGuard({
      ...{ containers, projects: ['shop'], urls: [], paths: [], skip: [] },
      host: host as unknown as Host,
      authorities: Promise.resolve(undefined),
      clock: systemClock,
      signal: new AbortController().signal,
      statusCommand: 'ssh x status',
      log: (line) => void log.push(line),
    })
    await guard.tell()
    const judge = (await guard.judge(held)) ?? held
    const ended = await guard.watch(() => work(judge), []).catch((error: Error) => error)
    return {
      ended,
      log: log.join('\n').replaceAll(`:${port}`, ':80'),
      pauses: guard.watched?.pauses,
      left: guard.watched?.left,
    }
  }
  const occasion = () => ({
    ...{ stage: 'switched' as const, services: [], projects: {}, signal: new AbortController().signal },
    containers: [container({ ports: [`127.0.0.1:${port}:80`] })],
  })

  it('is green where all answered all the while', async () => {
    const { ended, log, pauses } = await guarded(async (judge) => ((await judge(occasion())).healthy ? 'green' : 'red'))
    expect({ ended, pauses }).toEqual({ ended: 'green', pauses: [] })
    expect(log).toBe(
      'endpoints: 1 answers before anything is changed\n  http://127.0.0.1:80/ (shop/web): 200\nendpoints: each answered as before whenever it was asked',
    )
  })

  it('says in the log, and afterwards, which of too many it does not ask', async () => {
    const range = Array.from({ length: 40 }, (_, index) => `127.0.0.1:${200 + index}:${200 + index}`)
    const { log, left } = await guarded(async () => 'green', undefined, range)
    expect(left).toEqual(['shop/web: ports 229-239 (too many)'])
    expect(log).toContain('  not asked: shop/web: ports 229-239 (too many)')
  })

  it('asks a port that Docker chose where Docker says that it is now, and takes the swap for no pause', async () => {
    const now = (number: number) => ({ ...occasion(), containers: [container({ ports: [`127.0.0.1::80=${number}`] })] })
    const other = createServer((_, response) => response.writeHead(status).end()).unref()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port: number } = other.address() as AddressInfo
    const well = await guarded(async (judge) => String((await judge(now(number))).healthy), `127.0.0.1::80=${port}`)
    expect({ ended: well.ended, pauses: well.pauses }).toEqual({ ended: 'true', pauses: [] })
    const gone = await guarded(async (judge) => {
      other.close()
      return (await judge(now(number))).reason
    }, `127.0.0.1::80=${port}`)
    expect(String(gone.ended)).toContain('ECONNREFUSED')
    // What was undone may have got another number again, and is not asked by its old one.
    const undone = await guarded(async () => {
      throw new Undone('undone')
    }, `127.0.0.1::80=${port}`)
    expect(undone.ended).toBeInstanceOf(Undone)
  })

  it('is judged unhealthy within seconds where one does not answer as well', async () => {
    const begun = Date.now()
    const { ended } = await guarded(async (judge) => {
      status = 502
      const { reason } = await judge(occasion())
      status = 200
      return reason
    })
    expect(String(ended).replaceAll(`:${port}`, ':80')).toBe(
      'what answered before does not answer as well any more: http://127.0.0.1:80/ (shop/web): 502, before it was 200',
    )
    expect(Date.now() - begun).toBeLessThan(8000)
  }, 15_000)

  it('is not judged by a port that its files do not publish any more', async () => {
    const { ended } = await guarded(async (judge) => {
      status = 502
      const { healthy } = await judge({ ...occasion(), containers: [container({ ports: [] })] })
      return healthy ? 'green' : 'red'
    })
    expect(ended).toBe('green')
  }, 15_000)

  it('is told with what the gate itself found', async () => {
    const { ended } = await guarded(async () => {
      throw new Undone('the gate did not hold')
    })
    expect(ended).toBeInstanceOf(Undone)
  })

  it('needs a person where the old version is back and does not answer as before', async () => {
    const { ended } = await guarded(async () => {
      status = 502
      throw new Undone('The new version was undone: x')
    })
    expect(ended).toBeInstanceOf(UndoFailed)
    expect(String(ended)).toMatch(
      /was undone: x\. The old version was put back, but what answered before does not: .*502, before it was 200/,
    )
    expect((ended as UndoFailed).todo).toEqual([
      expect.stringMatching(/^look at what runs: /),
      'if shop/web caches the addresses of the services that it calls, as nginx does, a restart makes it resolve them again: docker restart shop-web-100',
    ])
  }, 15_000)

  it('needs a person where something stops answering after the commit', async () => {
    const { ended } = await guarded(async () => {
      status = 502
      return 'committed'
    })
    expect(ended).toBeInstanceOf(UndoFailed)
  }, 15_000)
})
