import { describe, expect, it } from '@jest/globals'
import { addressText, parseAddress } from '../../../src/host/address.js'
import { explain, Refused } from '../../../src/runtime/errors.js'

describe('a server', () => {
  it.each([
    ['deploy@example.org', { user: 'deploy', name: 'example.org', port: 22 }, 'deploy@example.org:22'],
    ['root@10.0.0.1:2222', { user: 'root', name: '10.0.0.1', port: 2222 }, 'root@10.0.0.1:2222'],
    ['d-1.x_y@[2001:db8::1]:22', { user: 'd-1.x_y', name: '2001:db8::1', port: 22 }, 'd-1.x_y@[2001:db8::1]:22'],
  ])('given as %s is read', (text, address, shown) => {
    expect(parseAddress(text)).toEqual(address)
    expect(addressText(address)).toBe(shown)
  })

  it.each([
    '',
    'example.org',
    '@example.org',
    'root@',
    '-oProxyCommand=id@example.org',
    'root@-oProxyCommand=id',
    'root@example.org:0',
    'root@example.org:65536',
    'root@example.org:22:22',
    'root@example.org;id',
    'root@$(id)',
    'root@example.org\nProxyCommand id',
    'root@example.org ',
    'root@2001:db8::1',
    'ro ot@example.org',
    `root@${'a'.repeat(70_000)}`,
  ])('given as %j is refused with what is allowed', (text) => {
    const refused = (() => {
      try {
        return parseAddress(text)
      } catch (error) {
        return error
      }
    })()
    expect(refused).toBeInstanceOf(Refused)
    expect(explain(refused)).toContain('user@host or user@host:port')
    expect(explain(refused).length).toBeLessThan(500)
  })
})
