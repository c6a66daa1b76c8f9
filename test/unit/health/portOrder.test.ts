import { describe, expect, it } from '@jest/globals'
import { serverPorts } from '../../../src/health/endpoints.js'
import { inOrder, leftPorts } from '../../../src/health/portOrder.js'
import { container, type Given } from './containers.js'

/** As Docker shows a range that is published at all addresses: each number at an IPv4 and at an IPv6 one. */
const range = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => from + index).flatMap((port) => [
    `${port}:${port}`,
    `[::]:${port}:${port}`,
  ])
const ftp: Given = { service: 'ftp', ports: range(30000, 40) }
const asked = (...given: Given[]) => inOrder(serverPorts({ containers: given.map(container), projects: ['shop'] }))
const words = ({ owner, address, port }: { owner: string; address: string; port: number }) =>
  `${owner} ${address.includes(':') ? `[${address}]` : address}:${port}`

describe('which ports are asked where there are too many', () => {
  it('80 and 443, then what stands alone, then databases, and ranges last', () => {
    const db: Given = { service: 'db', ports: ['127.0.0.1:5432:5432'] }
    const web: Given = { ports: ['8080:3000', '[::]:8080:3000'] }
    const found = asked(ftp, db, web, { service: 'proxy', ports: ['80:80', '443:443'] }).asked.map(words)
    expect(found.slice(0, 6)).toEqual([
      'shop/proxy 127.0.0.1:80',
      'shop/proxy 127.0.0.1:443',
      'shop/web 127.0.0.1:8080',
      'shop/web [::1]:8080',
      'shop/db 127.0.0.1:5432',
      'shop/ftp 127.0.0.1:30000',
    ])
  })

  it('one of each range before the second of any', () => {
    const found = asked(ftp, { service: 'rtp', ports: range(40000, 10) }).asked.map(words)
    expect(found.slice(2, 5)).toEqual([
      'shop/ftp 127.0.0.1:30000',
      'shop/rtp 127.0.0.1:40000',
      'shop/ftp 127.0.0.1:30001',
    ])
  })

  it('a port of its own at both kinds of addresses, as one; of a range its IPv4 address', () => {
    const many = Array.from({ length: 31 }, (_, index) => 8000 + 2 * index)
    const both: Given = { ports: many.flatMap((port) => [`${port}:1`, `[::]:${port}:1`]) }
    const found = asked(both)
    expect(found.asked).toHaveLength(2 + 2 * 30)
    expect(leftPorts(found.left)).toEqual(['shop/web: port 8060'])
    expect(asked(ftp).asked.filter(({ address }) => address === '::1')).toEqual([])
  })

  it('and names the others', () => {
    const { asked: some, left } = asked(ftp, { ports: ['8080:3000'] })
    expect(some).toHaveLength(32)
    expect(leftPorts(left)).toEqual(['shop/ftp: ports 30029-30039'])
  })

  it('all of them where they are few', () => {
    expect(asked({ ports: range(8000, 4) })).toMatchObject({ asked: { length: 6 }, left: [] })
  })
})
