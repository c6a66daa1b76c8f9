import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('all run, under %s', (_, awk) => {
  const services = tabbed('shop|web|h|c|1|i|t|1|0|image', 'shop|job|h|c|1|i|t|1|0|ends')
  it.each([
    ['"shop"|"web"|running', 0],
    ['"shop"|"web"|exited', 1],
    ['"shop"|"web"|restarting', 1],
    ['"shop"|"job"|exited', 0],
    ['"shop"|"job"|dead', 1],
  ])('%s: %i', (row, code) => {
    const { status } = runAwk(awk, ['dockerFields.awk', 'records.awk', 'steps/allRun.awk'], {
      files: { services },
      input: tabbed(row),
    })
    expect(status).toBe(code)
  })
})
