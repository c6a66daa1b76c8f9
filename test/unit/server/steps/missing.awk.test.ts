import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('what ran before, under %s', (_, awk) => {
  const before = tabbed('a|shop|web', 'b|shop|web')
  it.each<[string, string[], string]>([
    ['runs again', ['n|shop|web|h|running', 'm|shop|web|h|restarting'], ''],
    ['runs in part', ['n|shop|web|h|running', 'm|shop|web|h|exited'], 'shop/web: 1 of 2 run\n'],
    ['is gone', ['n|shop|db|h|running'], 'shop/web: 0 of 2 run\n'],
  ])('%s', (_name, rows, said) => {
    const { stdout } = runAwk(awk, ['records.awk', 'steps/missing.awk'], { files: { before, ps: tabbed(...rows) } })
    expect(stdout).toBe(said)
  })
})
