import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('something that is routed starts, under %s', (_, awk) => {
  it.each([
    ['by a file', 'a|shop|web|h|running||n|Up (health: starting)', 0],
    ['by labels', 'a|shop|api|h|running||n|Up (health: starting)', 0],
    ['and is there', 'a|shop|web|h|running||n|Up (healthy)', 1],
    ['not', 'a|shop|db|h|running||n|Up (health: starting)', 1],
  ])('%s', (_name, row, code) => {
    const files = { moves: tabbed('shop|api|drain'), routes: tabbed('services|shop|web|s') }
    expect(runAwk(awk, ['records.awk', 'traefik/starting.awk'], { files, input: tabbed(row) }).status).toBe(code)
  })
})
