import { describe, expect, it } from '@jest/globals'
import { codeBlock, codeSpan, html, markdown, plain, quoted } from '../../../src/runtime/escape.js'

describe('plain', () => {
  it.each([
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['an OSC-8 link', '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007', 'click'],
    ['an OSC-8 link ended by ST', '\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\', 'click'],
    ['a title that never ends', 'a\u001b]0;title', 'a'],
    ['a lone CR, which the runner takes for a line break', 'ok\r::error::no', 'ok\n::error::no'],
    ['CRLF', 'a\r\nb', 'a\nb'],
    ['NUL, BEL, backspace', 'a\u0000b\u0007c\bd', 'abcd'],
    ['C1 controls', 'a\u009b31mb\u0085c', 'abc'],
    ['right-to-left override', 'user\u202egnp.exe', 'user\\u{202e}gnp.exe'],
    ['zero-width characters', 'ad\u200bmin\ufeff', 'ad\\u{200b}min\\u{feff}'],
    ['line separators', 'a\u2028b', 'a\\u{2028}b'],
    ['tabs and other alphabets stay', 'Zażółć\tгород 日本', 'Zażółć\tгород 日本'],
  ])('%s', (_, text, expected) => expect(plain(text)).toBe(expected))
})

describe('quoted', () => {
  it.each([
    ['a newline', 'a\n::error::b', '"a\\n::error::b"'],
    ['a quote', 'a"b', '"a\\"b"'],
    ['escape characters', '\u001b[1m', '"\\u001b[1m"'],
    ['C1 controls', '\u009b1m', '"\\u009b1m"'],
    ['bidirectional controls', '\u202e', '"\\u{202e}"'],
    ['what is not text', { a: 1 }, '"{\\"a\\":1}"'],
  ])('shows %s on one line', (_, value, expected) => expect(quoted(value)).toBe(expected))

  it('cuts 64 KiB and says how long it was', () => {
    expect(quoted('x'.repeat(65536))).toBe(`"${'x'.repeat(80)}… (65536 characters)"`)
  })
})

describe('Markdown and HTML', () => {
  it.each([
    '<img src=x onerror=1>',
    '[a](https://evil.example)',
    '`code`',
    '| cell',
    '@everyone',
    '**bold**',
    '# head',
    'a\n\n- b',
  ])('leaves nothing of %j that GitHub would draw', (text) =>
    expect(markdown(text)).not.toMatch(/<(?!br>)|[[\]`|*@\n]|^#|:\/\//),
  )

  it('keeps words readable', () => expect(markdown('L2P Backend: 503')).toBe('L2P Backend: 503'))

  it('escapes each character once', () => expect(markdown(`it's a & b # c`)).toBe('it&#39;s a &#38; b &#35; c'))

  it('escapes HTML attributes too', () => expect(html(`"'<&>`)).toBe('&quot;&apos;&lt;&amp;&gt;'))

  it('fences text that holds fences', () => {
    expect(codeBlock('a\n```\nb\n````')).toBe('`````text\na\n```\nb\n````\n`````')
  })

  it.each([
    ['a `b` c', '``a `b` c``'],
    ['```', '```` ``` ````'],
    ['a\n\n- b', '`a - b`'],
    ['@everyone #1', '`@everyone #1`'],
  ])('writes %j as code of one line that it cannot end', (text, code) => expect(codeSpan(text)).toBe(code))
})
