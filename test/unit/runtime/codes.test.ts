import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { refusal, saidBy } from '../../../src/host/said.js'
import { codes, declaredCode } from '../../../src/runtime/codes.js'
import { PROGRAM } from '../server/shells.js'

// What kind of refusal or failure the server means: one declared word, beside the words that it says to people.

/** Code words as the program writes them: behind the call that says why, or as the last field of an outcome. */
const CALLS =
  /(?:^|[\s;{(|&])(?:fail|refuse|undo|complain|say_code|outcome (?:refused|undone|undo-failed)|die \d+) ([a-z][a-z-]*)(?=\s+(?:[a-z]+ )?["'$]|;)/gm
const used = () => new Set([...program().matchAll(CALLS)].map(([, word]) => word as string))

/** Without comments. */
function program(): string {
  return PROGRAM.replace(/^\s*#.*$/gm, '').replace(/ # [^'"\n]*$/gm, '')
}

describe('codes', () => {
  it('are those that the program on the server uses: none is missing in the list, and none is in it for nothing', () => {
    expect([...used()].sort()).toEqual(
      codes()
        .map(([code]) => code)
        .sort(),
    )
  })

  it('stand in each call that refuses or fails', () => {
    const calls = program().match(/(?:^|[\s;{(|&])(?:fail|die \d+|complain|say_code) \S+/gm) ?? []
    const without = calls.filter((call) => !/ (?:[a-z][a-z-]*|"\$(?:1|2|(?:o_)?code)"\)?);?$/.test(call))
    expect(calls.length).toBeGreaterThan(100)
    expect(without).toEqual([])
  })

  it('alone decide on the server: no reason is looked into', () => {
    const reasons = /case "?\$(?:\{?(?:why|reason|WHY|NOT_READY|PROXY_WHY)\b|\((?:why|reason_of)\b)/
    const lines = program()
      .split('\n')
      .filter((line) => reasons.test(line))
    // How words are shown is no decision: control characters are spelt.
    expect(lines.map((line) => line.trim())).toEqual(['case $WHY in'])
  })

  it('alone decide on the runner: no message of an error is looked into', () => {
    const src = new URL('../../../src/', import.meta.url)
    const files = ['actions', 'contract', 'github', 'health', 'host', 'release'].flatMap((folder) =>
      readdirSync(new URL(folder, src), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => `${folder}/${file}`),
    )
    const looks =
      /(?:test|exec)\([^()]*\b(?:error\.message|reason)\b|\b(?:error\.message|reason)\??\.(?:includes|startsWith|endsWith|match|search)\b|against\[/
    const found = files.filter((file) => looks.test(readFileSync(new URL(file, src), 'utf8')))
    expect(files.length).toBeGreaterThan(100)
    expect(found).toEqual([])
  })

  it('are all on the page of what runner and server say to each other', () => {
    const page = readFileSync(new URL('../../../src/server/README.md', import.meta.url), 'utf8')
    const [, table = ''] = page.split('| code | what it means |\n|---|---|\n')
    expect(table.trim().split('\n')).toEqual(codes().map(([code, meaning]) => `| \`${code}\` | ${meaning} |`))
  })

  it.each(['', 'bogus', 'constructor', undefined])('a word that nobody declared is none: %j', (word) => {
    expect(declaredCode(word)).toBeUndefined()
  })
})

describe('what the server says', () => {
  it('is its words, and the code that stands behind them', () => {
    const said = 'stackctl: the disk is full\n→ make room\n== code disk\n'
    expect(saidBy(said)).toEqual({ words: 'stackctl: the disk is full\n→ make room\n', code: 'disk' })
    expect(refusal(said, 'a@b')).toMatchObject({ message: 'the disk is full', code: 'disk', todo: ['make room'] })
  })

  it('has the code that came last: before it may stand what a registry says', () => {
    expect(saidBy('stackctl: cannot get x: no\n== code stale\n== code image\n').code).toBe('image')
  })

  it('is a plain refusal where nobody declared the code', () => {
    expect(saidBy('stackctl: no\n== code of-tomorrow\n')).toEqual({ words: 'stackctl: no\n' })
  })
})
