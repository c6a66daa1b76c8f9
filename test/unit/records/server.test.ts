import { describe, expect, it } from '@jest/globals'
import { readLine, writeLine } from '../../../src/records/record.js'
import { IMAGES, JOURNAL, OUTCOME, RELEASES, TARGETS } from '../../../src/records/server.js'

const EVENT = '2026-11-30T08:00:00Z\t1234\t3-abcdef0\tstart\tfail\tshop/web\tdoes not answer'

describe('a line of the server', () => {
  it.each([
    ['an event', JOURNAL, EVENT],
    ['an event with a code', JOURNAL, `${EVENT}\thealth`],
    ['an event of a server that is up for years', JOURNAL, EVENT.replace('1234', '94670000000')],
    ['an event without words', JOURNAL, '2026-11-30T08:00:00Z\t0\t3-a\tstart\tend\t-\t'],
    ['an outcome', OUTCOME, 'committed\tit serves'],
    ['one with a code', OUTCOME, 'undone\tit was ill\thealth'],
    ['an image', IMAGES, 'redis:8\tredis@sha256:1\tlinux/amd64\t{}\tsha256:2'],
    ['a release to go back to', TARGETS, 'can\t1-a\tdeploy\t2026\tc\tanna\t'],
    ['a release', RELEASES, '1-a\t\tprepared'],
  ])('is read, and is the same when it is written again: %s', (_, record, line) => {
    const read = readLine(record, line)
    expect(read).toBeDefined()
    expect(writeLine(record, read as never)).toBe(line)
  })

  it.each([
    ['noise', JOURNAL, 'Welcome to the server'],
    ['an event of another kind', JOURNAL, EVENT.replace('\tfail\t', '\tthink\t')],
    ['a field more', JOURNAL, `${EVENT}\thealth\tx`],
    ['a field less', IMAGES, 'redis:8\tredis@sha256:1\tlinux/amd64\t{}'],
    ['a number that is none', JOURNAL, EVENT.replace('1234', '12x')],
    ['a result that nobody knows', OUTCOME, 'perhaps\t-'],
  ])('is nothing where it is not of its form: %s', (_, record, line) => {
    expect(readLine(record, line)).toBeUndefined()
  })
})
