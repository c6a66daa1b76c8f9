import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('what answers, under %s', (_, awk) => {
  const services = tabbed('shop|web|h|start-first|1|registry/web:2', 'shop|old|h|start-first|1|sha256:55')
  it.each([
    [
      'by the name of its image',
      '"shop"|"web"|running|"registry/web:2"|0123456789abcdef|sha256:1',
      'shop/web|running registry/web:2 0123456789ab',
    ],
    [
      'by its id where it has no name',
      '"shop"|"old"|exited|"x"|0123456789abcdef|sha256:55',
      'shop/old|exited sha256:55 0123456789ab',
    ],
  ])('is named %s', (_name, row, words) => {
    const { stdout } = runAwk(awk, ['dockerFields.awk', 'records.awk', 'steps/running.awk'], {
      files: { services },
      input: tabbed(row, ''),
    })
    expect(stdout).toBe(tabbed(words))
  })
})
