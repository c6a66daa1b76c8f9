import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('how many there are to be, under %s', (_, awk) => {
  it.each<[string, string[], string[]]>([
    [
      'as many as are wanted, and those that are there',
      ['old|shop|web|a|replace', 'want|shop|web|2'],
      ['shop|web|3', 'shop|db|0'],
    ],
    ['nothing of a project of which nothing is wanted', ['old|shop|web|a|keep'], []],
  ])('%s', (_name, intent, lines) => {
    const files = { intent: tabbed(...intent), services: tabbed('shop|web|h', 'shop|db|h', 'else|web|h') }
    expect(runAwk(awk, ['records.awk', 'steps/scales.awk'], { files }).stdout).toBe(tabbed(...lines))
  })
})
