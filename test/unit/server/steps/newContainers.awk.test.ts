import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('a container that is not in the intent, under %s', (_, awk) => {
  it.each([
    ['is a candidate of what is wanted', 'n|shop|web|h|created', ['n|shop|web|start-first|3|changed']],
    ['is a stray of what is not', 'n|shop|db|h|running', ['n|shop|db|-|0|stray']],
    ['is none that was there', 'o|shop|web|h|running', []],
  ])('%s', (_name, row, lines) => {
    const intent = tabbed('old|shop|web|o|replace', 'want|shop|web|1|start-first|changed|3')
    const { stdout } = runAwk(awk, ['records.awk', 'steps/newContainers.awk'], { files: { intent, ps: tabbed(row) } })
    expect(stdout).toBe(tabbed(...lines))
  })
})
