import { describe, expect, it } from '@jest/globals'
import { secretForms, worthMasking } from '../../../src/runtime/masking.js'

describe('worthMasking', () => {
  it.each([
    's3cret-pa55',
    'correct horse battery',
    'postgres://user:pass@db/x',
    'https://x.example/?token=abc',
    'hunter2hunter2',
    'ĄĘłódź-zażółć',
  ])('masks %j', (value) => expect(worthMasking(value)).toBe(true))

  it.each([
    '',
    'short',
    '12345678',
    '1.5.20261123',
    'disabled',
    'example.org',
    'l2p.korczewski.de:3007',
    '10.20.30.40',
    '10.20.30.40:5432',
    '[2001:db8::1]:443',
    'localhost:3000',
    'https://l2p.korczewski.de/path',
    'redis://redis:6379/0',
  ])('leaves %j readable', (value) => expect(worthMasking(value)).toBe(false))
})

describe('secretForms', () => {
  const key = '-----BEGIN KEY-----\r\nabc/def+ghi=\r\n-----END KEY-----\r\n'

  it.each([
    ['each line', 'abc/def+ghi='],
    ['each line in a URL', 'abc%2Fdef%2Bghi%3D'],
    ['the whole in base64', Buffer.from(key).toString('base64')],
    ['the whole in base64, with Unix line ends', Buffer.from(key.replaceAll('\r', '')).toString('base64')],
    ['the whole in base64, trimmed', Buffer.from(key.trim()).toString('base64')],
    ['the whole in JSON', JSON.stringify(key).slice(1, -1)],
  ])('knows %s', (_, form) => expect(secretForms(key)).toContain(form))

  it('masks a short secret as a whole, but not the short lines of a long one', () => {
    expect(secretForms('tiny')).toContain('tiny')
    expect(secretForms('a long enough line\n}\n')).not.toContain('}')
  })

  it('survives half a surrogate pair', () => expect(secretForms('\ud800abcdefgh').length).toBeGreaterThan(0))
})
