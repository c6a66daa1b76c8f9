import { describe, expect, it } from '@jest/globals'
import {
  awayAdvice,
  byService,
  joinedAdvice,
  leftOutAdvice,
} from '../../../../../src/release/plan/refusals/boundAdvice.js'
import type { PlannedService } from '../../../../../src/release/records/types.js'
import type { ComposeModel, ComposeService } from '../../../../../src/stack/types.js'
import { container } from '../../fixture.js'

// What the advice is worth is seen in bound.test.ts, which follows it.

describe('what is advised about a service that is bound to another', () => {
  const unnamed = { Type: 'volume', Name: 'e'.repeat(64), Source: '', Destination: '/cache', RW: true }
  it.each([
    ['one', [container('shop', 't')], '`docker rm -f shop-t-1`', '(it is away until a deploy has made it again)'],
    [
      'each of several',
      [container('shop', 't'), container('shop', 't', { number: 2 })],
      '`docker rm -f shop-t-1 shop-t-2`',
      'made it again)',
    ],
    [
      'one with a volume that no other gets',
      [container('shop', 't', { inspected: { Mounts: [unnamed] } })],
      '`docker rm -f shop-t-1`',
      'made it again, and begins without its volume without a name at /cache)',
    ],
  ])('to take its containers away: %s', (_what, there, command, end) => {
    const advice = awayAdvice(there)
    expect(advice).toContain(command)
    expect(advice.endsWith(end)).toBe(true)
  })

  it('to leave it out for one deploy', () => {
    expect(leftOutAdvice('t')).toMatch(/^leave t out for one deploy .*`leave-data`.*take it in again with the next/)
  })

  it.each([
    ['network_mode: container:vpn', 'network_mode: service:tunnel'],
    ['ipc: container:vpn', 'ipc: service:tunnel'],
    ['volumes_from: container:vpn', 'volumes_from: [tunnel]'],
    ['volumes_from: container:vpn:ro', 'volumes_from: [tunnel:ro]'],
  ])('to name the service in place of its container: %s becomes %s', (words, instead) => {
    expect(byService(words, 'tunnel')).toBe(instead)
  })
})

describe('what does what a link did', () => {
  const model = (services: Record<string, ComposeService>, name = 'shop'): ComposeModel => ({
    name,
    services,
    networks: { default: { name: 'shop_default' }, edge: { name: 'edge' } },
  })
  const to = (service: string, containerName?: string) =>
    ({ service, ...(containerName !== undefined && { containerName }) }) as PlannedService

  it.each<[string, string, string, Partial<ComposeService>, Partial<ComposeService>, string]>([
    [
      'the name of the service',
      'links: db:db',
      'db',
      {},
      {},
      'delete `links` of web: services reach each other by name',
    ],
    [
      'another name of it, on a network of both',
      'links: db:store',
      'store',
      { networks: { edge: null } },
      { networks: { edge: null } },
      'delete `links` of web: services reach each other by name, and by `networks: { edge: { aliases: [store] } }` of db',
    ],
    [
      'one network, where they have none in common',
      'external_links: db',
      'db',
      { networks: { edge: null } },
      {},
      'delete `external_links` of web, and put both into one network (`networks: { default: }`): services reach each other by name there',
    ],
    [
      'one network and another name, on Docker’s own',
      'links: db:store',
      'store',
      { network_mode: 'bridge' },
      {},
      'delete `links` of web, and put both into one network (`networks: { default: { aliases: [store] } }`): services reach each other by name there',
    ],
  ])('is %s', (_what, words, alias, web, db, advice) => {
    const both = model({ web, db })
    expect(joinedAdvice(words, alias, [both, 'web'], [both, to('db')])).toBe(advice)
  })

  it('is the name of the container, also in another project', () => {
    const [here, there] = [
      model({ web: { networks: { edge: null } } }),
      model({ db: { networks: { edge: null } } }, 'data'),
    ]
    expect(joinedAdvice('external_links: store', 'store', [here, 'web'], [there, to('db', 'store')])).toBe(
      'delete `external_links` of web: services reach each other by name',
    )
    expect(joinedAdvice('external_links: db', 'db', [here, 'web'], [there, to('db', 'store')])).toContain(
      '{ aliases: [db] }',
    )
  })
})
