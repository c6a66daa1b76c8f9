import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { AWKS } from './awks.js'

describe.each(AWKS)('words of others as a terminal may have them, spelt by %s', (_, awk) => {
  // As `escape_controls` does it: the script is no text that could be read as UTF-8.
  const words = ['-c', 'sed "$("$@")"', 'sh', ...awk, readFileSync('src/server/escapeControls.awk', 'utf8')]

  it.each([
    ['plain words\tand a tab', 'plain words\tand a tab'],
    ['Zażółć 日本 — ok', 'Zażółć 日本 — ok'],
    ['a\u001b[1;31mred\u001b[0m word', 'ared word'],
    ['\u001b]0;title\u0007', '\\x1b]0;title\\x07'],
    ['\u0001\u0008\u007f', '\\x01\\x08\\x7f'],
    ['\u0080\u009b', '\\u{80}\\u{9b}'],
    ['\u200b\u200f\u2010\u2027\u2028\u202e\u202f', '\\u{200b}\\u{200f}\u2010\u2027\\u{2028}\\u{202e}\u202f'],
    ['\u205f\u2060\u206f\u2070', '\u205f\\u{2060}\\u{206f}\u2070'],
    ['the end of a line\r\r', 'the end of a line'],
  ])('%j is %j', (text, shown) => {
    const { stdout } = spawnSync('sh', words, {
      encoding: 'utf8',
      input: `${text}\n`,
      env: { ...process.env, LC_ALL: 'C' },
    })
    expect(stdout).toBe(`${shown}\n`)
  })
})
