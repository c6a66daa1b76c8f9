import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from '../awks.js'

const line = (step: string, event: string, subject: string, text: string) =>
  `${['2026-01-02T03:04:05Z', '1000', '7-aaaaaaa', step, event, subject, text].join('\t')}\n`

describe.each(AWKS)('a line of the journal for a person, under %s', (_, awk) => {
  it.each([
    [
      'begin',
      line('start', 'begin', '-', ''),
      '03:04:05  start     starting the new ones; no request reaches them yet\n',
    ],
    [
      'begin of an undo, with why',
      line('undo', 'begin', '-', 'why'),
      '03:04:05  undo      back to what ran before: why\n',
    ],
    ['note', line('start', 'note', 'p/web', 'abc verified'), `${' '.repeat(21)}p/web: abc verified\n`],
    ['note of nothing in particular', line('start', 'note', '-', 'words'), `${' '.repeat(21)}words\n`],
    ['end that says something', line('lock', 'end', '-', 'words'), `${' '.repeat(21)}words\n`],
    ['end', line('lock', 'end', '-', ''), ''],
    ['failure', line('start', 'fail', 'p/web', 'it broke'), '03:04:05  FAILED    p/web: it broke\n'],
  ])('%s', (_event, text, shown) => {
    expect(runAwk(awk, ['records.awk', 'people/journalWords.awk'], { input: text })).toMatchObject({
      stdout: shown,
      stderr: '',
    })
  })
})
