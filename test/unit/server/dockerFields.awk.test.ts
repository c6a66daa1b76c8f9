import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from './awks.js'

describe.each(AWKS)('a text that Docker printed, under %s', (_, awk) => {
  it.each([
    ['"shop"', 'shop'],
    ['""', ''],
    ['"a blank"', 'a blank'],
    ['"a \\"quote\\""', '"a \\"quote\\""'],
    ['"a tab\\t"', '"a tab\\t"'],
    ['shop', 'shop'],
    ['"', '"'],
  ])('%s is %s', (printed, plain) => {
    const { stdout } = runAwk(awk, ['dockerFields.awk'], { after: '{ print unquoted($0) }', input: `${printed}\n` })
    expect(stdout).toBe(`${plain}\n`)
  })
})
