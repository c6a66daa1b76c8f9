import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('a pin, under %s', (_, awk) => {
  const files = {
    intent: tabbed('old|shop|web|o|replace', 'old|shop|db|k|keep'),
    candidates: tabbed('n|shop|web|start-first|1|changed'),
  }
  const rows = tabbed(
    'o|shop|web|h|running||x|Up',
    'n|shop|web|h|running||x|Up',
    'k|shop|db|h|running||x|Up',
    'g|shop|gone|h|exited||x|Up',
  )
  it.each<[string, string, string, string[]]>([
    ['leads to the old ones', 'old', rows, ['shop|web|o|', 'shop|db|k|']],
    ['leads to the new ones', 'new', rows, ['shop|web|n|', 'shop|db|k|']],
    [
      'does not lead to what is unhealthy, as long as there is something better',
      'new',
      tabbed('a|shop|db|h|running||x|Up (unhealthy)', 'k|shop|db|h|running||x|Up'),
      ['shop|db|k|'],
    ],
    [
      'leads to what is unhealthy where there is nothing else',
      'new',
      tabbed('a|shop|db|h|running||x|Up (unhealthy)'),
      ['shop|db|a|'],
    ],
    [
      'leads to what has just been proven, whatever Docker says',
      'new',
      tabbed('n|shop|web|h|running||x|Up (unhealthy)'),
      ['shop|web|n|'],
    ],
  ])('%s', (_name, side, input, lines) => {
    const { stdout } = runAwk(awk, ['records.awk', 'traefik/servers.awk'], { files, set: { side }, input })
    expect(stdout).toBe(tabbed(...lines))
  })
})
