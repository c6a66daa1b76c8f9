import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('a route in a pin, under %s', (_, awk) => {
  it.each<[string, string[], string[]]>([
    [
      'is there once',
      ['routers|shop|web|r|1', 'routers|shop|web|r|2', 'services|shop|web|r|3'],
      ['routers|shop|web|r|1', 'services|shop|web|r|3'],
    ],
    [
      'is not there where its service was unhealthy before, and is left as it is',
      ['routers|shop|ill|r|1', 'services|shop|ill|s|2'],
      ['services|shop|ill|s|2'],
    ],
    ['is there where that is replaced', ['routers|shop|mended|r|1'], ['routers|shop|mended|r|1']],
  ])('%s', (_name, routes, pinned) => {
    const intent = tabbed('unhealthy|shop|ill', 'unhealthy|shop|mended', 'want|shop|mended|1')
    const { stdout } = runAwk(awk, ['records.awk', 'traefik/pinned.awk'], {
      ...{ files: { intent }, named: ['intent'], folderIn: 'folder', input: tabbed(...routes) },
    })
    expect(stdout).toBe(tabbed(...pinned))
  })
})
