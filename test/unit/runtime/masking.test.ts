import { describe, expect, it } from '@jest/globals'
import { html, markdown, plain } from '../../../src/runtime/escape.js'
import { formsOfValues, secretForms, shortLines, withoutForms, worthMasking } from '../../../src/runtime/masking.js'

describe('worthMasking', () => {
  it.each([
    's3cret-pa55',
    'correct horse battery',
    'postgres://user:pass@db/x',
    'https://x.example/?token=abc',
    'https://hooks.example.com/services/T000/B000/XXXXXXXX',
    'https://l2p.korczewski.de/path',
    'https://l2p.korczewski.de#token',
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
    'https://l2p.korczewski.de',
    'https://l2p.korczewski.de:8443/',
    'redis://redis:6379/0',
  ])('leaves %j readable', (value) => expect(worthMasking(value)).toBe(false))
})

const HOSTILE = [
  'hunter2-hunter2',
  'pass with blanks & <tags> "quotes" \'n $dollars `ticks` \\back',
  'zażółć gęślą jaźń/+=?',
  'tab\there and there',
  '::error::not obeyed##[x]',
  'a.*b[c](d){e}|f_g~h#i@j!k',
  'invisible\u200b\u202econtrol\u0007\u001b[31m',
]

/** How a secret is written by what prints it. */
const WAYS: [string, (secret: string) => string][] = [
  ['as it is', (secret) => secret],
  ['in our log', plain],
  ['in a line of a journal', (secret) => secret.replaceAll('\t', ' ')],
  ['in a model of Compose', (secret) => secret.replaceAll('$', '$$$$')],
  ['in JSON', (secret) => JSON.stringify({ secret })],
  ['in JSON of PHP', (secret) => JSON.stringify(secret).replaceAll('/', '\\/')],
  [
    'in JSON of Go',
    (secret) =>
      JSON.stringify(secret).replace(/[<>&]/g, (one) => `\\u00${one.charCodeAt(0).toString(16).padStart(2, '0')}`),
  ],
  [
    'in JSON of Python',
    (secret) =>
      JSON.stringify(secret).replace(
        /[\u0080-\uffff]/g,
        (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
  ],
  ['in a URL', (secret) => `https://x/?a=1&t=${encodeURIComponent(secret)}`],
  ['in a form', (secret) => new URLSearchParams({ a: '1', t: secret }).toString()],
  ['in base64', (secret) => Buffer.from(secret).toString('base64')],
  ['in base64 for URLs', (secret) => Buffer.from(secret).toString('base64url')],
  ['in HTML', html],
  ['in HTML of Python', (secret) => html(secret).replaceAll('&apos;', '&#x27;')],
  ['in Markdown', markdown],
  ['in single quotes', (secret) => `'${secret.replaceAll("'", "'\\''")}'`],
  ['in double quotes', (secret) => `"${secret.replace(/["$`\\]/g, '\\$&')}"`],
]

describe('a secret', () => {
  it.each(WAYS)('is blanked %s', (_, write) => {
    for (const secret of HOSTILE) {
      for (const forms of [secretForms(secret), formsOfValues([secret])]) {
        const text = write(secret)
        const [before, after] = ['before it ', ' after it']
        const shown = withoutForms(`${before}${text}${after}`, forms)
        expect(shown).toContain('***')
        const left = shown.slice(before.length, -after.length).replaceAll('***', '')
        // What is left of it are the words around it: of JSON, of a URL, of quotes.
        const around = write('\u0001').replaceAll('\u0001', '').replaceAll('\\u0001', '').replaceAll('%01', '')
        expect({ secret, left: left.length }).toEqual({ secret, left: Math.min(left.length, around.length + 3) })
        for (let at = 0; at + 6 <= secret.length; at += 1) expect(shown).not.toContain(secret.slice(at, at + 6))
      }
    }
  })

  it('is blanked in base64 of a text that it stands in, wherever that begins', () => {
    for (const before of ['', 'a', 'ab', 'abc', 'user:']) {
      const text = Buffer.from(`${before}hunter2-hunter2 and more`).toString('base64')
      expect(withoutForms(text, secretForms('hunter2-hunter2'))).toContain('***')
    }
  })

  it('is blanked in base64 that is broken into lines', () => {
    const secret = `begin ${'0123456789abcdef'.repeat(20)} end`
    for (const length of [64, 76]) {
      const lines =
        Buffer.from(secret)
          .toString('base64')
          .match(new RegExp(`.{1,${length}}`, 'g')) ?? []
      for (const line of lines) expect(withoutForms(line, secretForms(secret))).toMatch(/^\*\*\*.{0,7}$/)
    }
  })

  const key = '-----BEGIN KEY-----\r\nabc/def+ghi=\r\n-----END KEY-----\r\n'
  it.each([
    ['each line', 'abc/def+ghi='],
    ['each line in a URL', 'abc%2Fdef%2Bghi%3D'],
    ['the whole in base64', Buffer.from(key).toString('base64')],
    ['the whole in base64, with Unix line ends', Buffer.from(key.replaceAll('\r', '')).toString('base64')],
    ['the whole in base64, trimmed', Buffer.from(key.trim()).toString('base64')],
    ['the whole in JSON', JSON.stringify(key).slice(1, -1)],
  ])('of many lines is known by %s', (_, form) => expect(secretForms(key)).toContain(form))

  it('that is short is masked as a whole, but not the short lines of a long one', () => {
    expect(secretForms('tiny')).toContain('tiny')
    expect(secretForms('a long enough line\n}\n')).not.toContain('}')
  })

  it('survives half a surrogate pair', () => expect(secretForms('\ud800abcdefgh').length).toBeGreaterThan(0))
})

describe('a value that may be a secret', () => {
  it.each<[string, string, string]>([
    ['the password of a URL', 'postgres://app:s3cret-pa55@db/shop', 'password is s3cret-pa55'],
    ['it decoded', 'postgres://app:s3cret%2Fpa55@db/shop', 'password is s3cret/pa55'],
    ['the token in a path', 'https://hooks.example.com/services/T0/B0/AbCdEfGh12', 'token AbCdEfGh12'],
    ['the token in a query', 'https://api.example.com/v1?key=AbCdEfGh12&x=1', 'token AbCdEfGh12'],
    ['the password of a connection string', 'host=db user=app password=s3cret-pa55 x=y', 'password is s3cret-pa55'],
    ['that of another notation', 'Server=db;Password=s3cret-pa55;X=y', 'password is s3cret-pa55'],
    ['a text in JSON', '{"type":"x","key":"line one of it\\nline two of it"}', 'key: line two of it'],
  ])('is masked with what is one by itself: %s', (_, value, printed) => {
    expect(withoutForms(printed, formsOfValues([value]))).toMatch(/^(password is|token|key:) \*\*\*$/)
  })

  it.each<[string, string, string]>([
    ['the database in a URL', 'postgres://app:s3cret-pa55@db/inventory', 'database inventory'],
    ['a word of the public text', 'korczewski', 'stack korczewski'],
    ['the public lines of a text with secret ones', 'listen 127.0.0.1:80;\npassword s3cret', 'listen 127.0.0.1:80;'],
    ['a short word', 'abc1234', 'abc1234'],
    ['a number', '5432543254', 'port 5432543254'],
  ])('leaves readable %s', (_, value, printed) => {
    expect(withoutForms(printed, formsOfValues([value], 'name: korczewski\n listen 127.0.0.1:80;'))).toBe(printed)
  })

  it.each([
    ['by itself', 'db: hunter2-hunter2', true],
    ['in quotes', '{"db":"hunter2-hunter2"}', true],
    ['in a path', '/srv/hunter2-hunter2/x', true],
    ['as a tag', 'ghcr.io/x:hunter2-hunter2@sha256', true],
    ['at the end of a sentence', 'it is hunter2-hunter2.', true],
    ['in a line of a text in JSON', '"a\\nhunter2-hunter2\\nb"', true],
    ['once as a part, and once by itself', 'xhunter2-hunter2 hunter2-hunter2', true],
    ['as the beginning of a word', 'hunter2-hunter2x', false],
    ['as the end of a word', 'xhunter2-hunter2', false],
    ['as a part of a name with dashes, which an output says', 'my-hunter2-hunter2-db', true],
    ['as a part of a host', 'hunter2-hunter2.example', true],
    ['as a part of a name of a variable', 'OF_hunter2-hunter2', false],
    ['between letters of others', 'éhunter2-hunter2', false],
  ])('is public where the public text has it by itself: %s', (_, text, isPublic) => {
    expect(formsOfValues(['hunter2-hunter2'], text).length === 0).toBe(isPublic)
  })

  it.each([
    ['/dashboard', 'https://shop.example/dashboard'],
    ['1.2.3-rc.1', 'the tag v1.2.3-rc.1'],
    ['$2y$05$abcdefgh', 'x$2y$05$abcdefgh'],
  ])('is public by itself where a sign begins it, or a version: %s', (value, text) => {
    expect(formsOfValues([value], text)).toEqual([])
  })

  it('has no form that would blank what is short', () => {
    for (const secret of HOSTILE) for (const form of formsOfValues([secret])) expect(form.length).toBeGreaterThan(7)
  })
})

it('both of two secrets go where one begins in the other', () => {
  expect(withoutForms('x abcdefghijkl y', ['abcdefgh', 'efghijkl', 'bcd'])).toBe('x *** y')
  expect(withoutForms('abcdefghabcdefgh', ['abcdefgh'])).toBe('***')
})

describe('lines that would be masked everywhere', () => {
  it.each([
    ['of JSON over several lines', 'CONFIG={\n  "a": "b"\n}\n', ['}']],
    ['each once, without what surrounds it', '{\n  "a": [\n    1\n  ],\n  "b": {\n  }\n}\n', ['{', '1', '],', '}']],
    ['but not of an env file with a value a line', 'A=1\nB=2\n', []],
    ['and not of a text of one line, which is masked as a whole', '{', []],
  ])('are %s', (_, text, lines) => expect(shortLines(text)).toEqual(lines))
})
