import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from '../awks.js'

describe.each(AWKS)('an answer, under %s', (_, awk) => {
  it.each([
    [200, 404, 'http://127.0.0.1:80 for shop: 404, before it was 200\n'],
    [200, 0, 'http://127.0.0.1:80 for shop: no answer, before it was 200\n'],
    [404, 502, 'http://127.0.0.1:80 for shop: 502, before it was 404\n'],
    [500, 0, 'http://127.0.0.1:80 for shop: no answer, before it was 500\n'],
    [200, 301, ''],
    [200, 401, ''],
    [502, 200, ''],
    [0, 0, ''],
  ])('%i, then %i', (before, now, said) => {
    const line = (status: number) => `http 127.0.0.1 80 shop ${status}\n`
    const files = { before: line(before), now: `${line(now)}http 127.0.0.1 81 - 500\n` }
    expect(runAwk(awk, ['health/worse.awk'], { files, separator: ' ' }).stdout).toBe(said)
  })
})
