import { describe, expect, it } from '@jest/globals'
import { plainSkips, skipsOf } from '../../../src/health/skips.js'

const ROUTED = [
  { router: 'web', url: 'https://a.test/' },
  { router: 'api', url: 'https://a.test/api' },
  { router: 'vpn', url: 'https://b.test/' },
  { router: 'both', url: 'https://b.test/' },
]

describe('an endpoint that `skip` in stack.yml excludes', () => {
  it.each<[string, { host?: string; port?: number; path?: string }, boolean]>([
    ['a.test', { host: 'a.test' }, true],
    ['A.test', { host: 'a.test', path: '/x' }, true],
    ['a.test', { host: 'b.test' }, false],
    ['a.test', {}, false],
    ['/old', { path: '/old' }, true],
    ['/old', { host: 'a.test', path: '/old/page' }, true],
    ['/old', { path: '/older' }, false],
    ['/old', {}, false],
    ['/', {}, true],
    ['/', { path: '/old' }, false],
    ['a.test/old', { host: 'a.test', path: '/old' }, true],
    ['a.test/old', { host: 'b.test', path: '/old' }, false],
    [':8080', { port: 8080 }, true],
    [':8080', { port: 80 }, false],
    [':8080/', { port: 8080, path: '/x' }, false],
    // No connection of a database is a page.
    ['/', { path: '' }, false],
    ['api', { host: 'a.test', path: '/api' }, true],
    ['api', { host: 'a.test' }, false],
    // What stands below it is another router's.
    ['web', { host: 'a.test', path: '/shop' }, true],
    ['web', { host: 'a.test', path: '/api' }, false],
    ['web', { host: 'a.test', path: '/api/v2' }, false],
    // Another router sends it on.
    ['vpn', { host: 'b.test' }, false],
  ])('%s: of %j', (word, way, skipped) => {
    expect(skipsOf([word], ROUTED)({ port: 80, path: '/', ...way })).toBe(skipped)
  })

  it('is a name that several routers route where each of them is taken out', () => {
    expect(skipsOf(['vpn', 'both'], ROUTED)({ host: 'b.test', port: 443, path: '/' })).toBe(true)
  })

  it('is given to the server as names, paths and ports, without labels', () => {
    expect(plainSkips(['api', 'vpn', 'both', ':8080/old', 'c.test'], ROUTED)).toEqual([
      ...['a.test/api', 'b.test', ':8080/old', 'c.test'],
    ])
  })
})
