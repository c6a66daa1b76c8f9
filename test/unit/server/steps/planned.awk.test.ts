import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('a line of the intent in words, under %s', (_, awk) => {
  const id = '0123456789abcdef'
  it.each([
    ['want|shop|web|2|start-first|changed|1', ['shop/web|changed: 2 x start-first']],
    [`old|shop|web|${id}|again|no|exclusive|exited|n`, ['shop/web|again: 0123456789ab']],
    [`old|shop|web|${id}|shrink|no|exclusive|running|n`, ['shop/web|0123456789ab: shrink']],
    [`old|shop|web|${id}|keep|no|exclusive|running|n`, []],
    ['previous|1-a', []],
  ])('%s', (line, words) => {
    const { stdout } = runAwk(awk, ['records.awk', 'steps/planned.awk'], { input: tabbed(line) })
    expect(stdout).toBe(tabbed(...words))
  })
})
