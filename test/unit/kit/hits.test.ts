import { describe, expect, it } from '@jest/globals'
import { exampleTraffic } from '../../kit/example/load.js'
import {
  failedOfSent,
  type Hit,
  hitOf,
  mixedMs,
  resultOf,
  together,
  type VegetaResult,
  versionsOver,
} from '../../kit/load/hits.js'
import { type Request, type Traffic, targetsInTurn } from '../../kit/load/traffic.js'

const base64 = (text: string) => Buffer.from(text).toString('base64')

/** A line of vegeta's. */
const result = (changed: Partial<VegetaResult> = {}): VegetaResult => ({
  code: 200,
  timestamp: '2026-01-01T00:00:00.5Z',
  latency: 12_500_000,
  error: '',
  body: null,
  method: 'GET',
  url: 'http://10.0.0.2:80/?for=api',
  headers: null,
  ...changed,
})

const hit = (at: number, changed: Partial<Hit> = {}): Hit => ({
  ...{ at, latencyMs: 1, method: 'GET', host: 'a.test', code: 200, error: '' },
  ...changed,
})

function first(traffic: Traffic, count: number): Request[] {
  const found: Request[] = []
  for (const request of traffic.requests('x')) if (found.push(request) === count) break
  return found
}

describe('targets in turn', () => {
  const traffic = targetsInTurn('http://10.0.0.2:80', [
    { method: 'GET', host: 'api.test', path: '/slow?ms=5', service: 'api' },
    { method: 'POST', host: 'web.test', path: '/rows', headers: { Cookie: 'a=b' } },
  ])
  const said = base64(JSON.stringify({ service: 'api', version: 'v1', container: 'c1', at: 'elsewhere' }))

  it('are asked by their Host headers, one after the other; each POST has an id of its own', () => {
    expect(first(traffic, 4)).toEqual([
      { method: 'GET', url: 'http://10.0.0.2:80/slow?ms=5&for=api', header: { Host: ['api.test'] } },
      { method: 'POST', url: 'http://10.0.0.2:80/rows?id=x-1', header: { Cookie: ['a=b'], Host: ['web.test'] } },
      { method: 'GET', url: 'http://10.0.0.2:80/slow?ms=5&for=api', header: { Host: ['api.test'] } },
      { method: 'POST', url: 'http://10.0.0.2:80/rows?id=x-3', header: { Cookie: ['a=b'], Host: ['web.test'] } },
    ])
  })

  it.each<[string, Partial<VegetaResult>, Partial<Hit>]>([
    [
      'who answered, and when',
      { body: said },
      { at: Date.UTC(2026, 0, 1) + 500, latencyMs: 12.5, service: 'api', version: 'v1', container: 'c1' },
    ],
    ['the row of a POST', { method: 'POST', url: 'http://h/rows?id=x-1' }, { id: 'x-1' }],
    ['a status that is no success', { code: 502 }, { code: 502, failure: '502' }],
    [
      'why there was no answer, without the address',
      { code: 0, error: 'Get "http://h/": dial tcp 10.0.0.2:80: connect: connection refused' },
      { code: 0, failure: 'connection refused' },
    ],
    [
      'an answer of another service, which counts as none',
      { body: base64('{"service":"web"}') },
      { code: 0, failure: 'another service answered' },
    ],
  ])('tell %s', (_, changed, expected) => {
    expect(hitOf(result(changed), traffic.read)).toMatchObject(expected)
  })

  it('tell no row of a GET, and no failure of a success', () => {
    const seen = hitOf(result({ url: 'http://h/rows?id=x-1' }), traffic.read)
    expect(Object.keys(seen)).toEqual(['at', 'latencyMs', 'method', 'host', 'code', 'error'])
  })
})

describe('the example', () => {
  const traffic = exampleTraffic('example.org')

  it('is asked by turns for the versions of its services and for a row', () => {
    const asked = first(traffic, 8)
    expect(asked.filter((_, index) => index % 2 === 0).map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://api.l2p.example.org/version',
      'GET https://l2p.example.org/version',
      'GET https://vault.example.org/version',
      'GET https://api.l2p.example.org/version',
    ])
    expect(asked[3]).toEqual({
      method: 'POST',
      url: 'https://api.l2p.example.org/items?x-3',
      header: { 'Content-Type': ['application/json'] },
      body: base64('{"id":"x-3","text":"load"}'),
    })
  })

  it.each<[string, Partial<VegetaResult>, Partial<Hit>]>([
    [
      'which version and which container answered',
      { url: 'https://l2p.example.org/version', headers: { 'X-Version': ['1.0.0'], 'X-Instance': ['c1'] } },
      { host: 'l2p.example.org', version: '1.0.0', container: 'c1' },
    ],
    ['the row of a POST', { method: 'POST', url: 'https://h/items?x-3' }, { id: 'x-3' }],
    [
      'what a failure said, and of which version',
      { code: 500, headers: { 'X-Version': ['2.0.0'] }, body: base64('no rows\n') },
      { failure: '500 from 2.0.0 no rows' },
    ],
    ['a failure of the proxy', { code: 502, body: base64('Bad Gateway') }, { failure: '502 Bad Gateway' }],
    ['why there was no answer', { code: 0, error: 'Get "https://h/": EOF' }, { failure: 'EOF' }],
  ])('tells %s', (_, changed, expected) => {
    expect(hitOf(result(changed), traffic.read)).toMatchObject(expected)
  })
})

describe('a load', () => {
  const failed = { code: 502, failure: '502' }

  it('counts what failed for which reason, and rows of POSTs that succeeded', () => {
    const hits = [hit(2, { id: 'b' }), hit(1, { id: 'a', ...failed }), hit(3, failed)]
    expect(resultOf(hits)).toEqual({
      sent: 3,
      failed: 2,
      reasons: { 502: 2 },
      hits: [hit(1, { id: 'a', ...failed }), hit(2, { id: 'b' }), hit(3, failed)],
      written: ['b'],
    })
  })

  it('is added to others', () => {
    const both = together([resultOf([hit(2)]), resultOf([hit(1, failed)])])
    expect([both.sent, both.failed, both.hits.map(({ at }) => at)]).toEqual([2, 1, [1, 2]])
    expect([failedOfSent(both), failedOfSent(resultOf([hit(1)]))]).toEqual([
      '1 of 2 requests failed (1 x 502)',
      '0 of 1 requests failed',
    ])
  })

  it('says which versions a host answered with, each change once', () => {
    const of = (at: number, version: string | undefined, host = 'a.test') =>
      hit(at, { host, ...(version && { version }) })
    const seen = [of(1, '1'), of(2, undefined), of(3, '1'), of(4, '9', 'b.test'), of(5, '2'), of(6, '1')]
    expect(versionsOver(resultOf(seen), 'a.test')).toEqual(['1', '2', '1'])
  })

  it.each([
    ['0 where the old one fell silent first', ['1', '1', '2', '2'], 0],
    ['from the first new answer to the last old one', ['1', '2', '2', '1', '2'], 2],
    ['0 where no new one answered', ['1', '1'], 0],
  ])('says how long two versions answered: %s', (_, versions, expected) => {
    const seen = resultOf(versions.map((version, at) => hit(at, { version, service: 'api' })))
    expect(mixedMs(seen, '2')).toBe(expected)
    expect([mixedMs(seen, '2', 'api'), mixedMs(seen, '2', 'web')]).toEqual([expected, 0])
  })
})
