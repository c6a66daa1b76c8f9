import { describe, expect, it } from '@jest/globals'
import { orderOf, wavesOf } from '../../../src/stack/order.js'

describe('the order of projects', () => {
  it.each([
    ['keeps the written order where nothing is needed', { b: [], a: [] }, ['b', 'a']],
    [
      'puts what is needed first',
      { proxy: ['l2p'], l2p: ['auth'], auth: ['db'], db: [] },
      ['db', 'auth', 'l2p', 'proxy'],
    ],
    ['names a project once that two need', { a: ['db'], b: ['db'], db: [] }, ['db', 'a', 'b']],
  ])('%s', (_, needs, order) => {
    expect(orderOf(needs as Record<string, string[]>)).toEqual(order)
  })

  it('prints a cycle', () => {
    expect(() => orderOf({ a: ['b'], b: ['c'], c: ['b'] })).toThrow('b → c → b')
  })
})

describe('the waves of services', () => {
  const after = (...names: string[]) => ({
    depends_on: Object.fromEntries(names.map((name) => [name, { condition: 'service_healthy' }])),
  })

  it('starts a service after what it depends on, and a project after all that it needs', () => {
    const waves = wavesOf([
      {
        name: 'db',
        needs: [],
        model: { name: 'db', services: { migrate: after('postgres'), postgres: {}, redis: {} } },
      },
      { name: 'app', needs: ['db'], model: { name: 'app', services: { web: after('api'), api: {} } } },
      { name: 'alone', needs: [], model: { name: 'alone', services: { cron: {} } } },
    ])
    expect(Object.fromEntries(waves)).toEqual({
      'db/postgres': 0,
      'db/redis': 0,
      'db/migrate': 1,
      'app/api': 2,
      'app/web': 3,
      'alone/cron': 0,
    })
  })

  it('treats a project without services as passing its `needs` on', () => {
    const waves = wavesOf([
      { name: 'db', needs: [], model: { name: 'db', services: { postgres: {} } } },
      { name: 'empty', needs: ['db'], model: { name: 'empty', services: {} } },
      { name: 'app', needs: ['empty'], model: { name: 'app', services: { web: {} } } },
    ])
    expect(waves.get('app/web')).toBe(1)
  })

  it('does not wait for a service that no profile enables', () => {
    expect(
      wavesOf([{ name: 'a', needs: [], model: { name: 'a', services: { web: after('debug') } } }]).get('a/web'),
    ).toBe(0)
  })

  it('prints a cycle', () => {
    expect(() =>
      wavesOf([{ name: 'a', needs: [], model: { name: 'a', services: { x: after('y'), y: after('x') } } }]),
    ).toThrow('x → y → x')
  })
})
