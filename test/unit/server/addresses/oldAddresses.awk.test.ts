import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('the place of a container, under %s', (_, awk) => {
  const addresses = tabbed('a|shop|web|n1|.2', 'b|shop|web|n1|.3', 'b|shop|web|n2|.4', 'c|shop|db|n1|.5')
  it.each([
    ['is its own', 'b', 'web', ['b|shop|web|n1|.3', 'b|shop|web|n2|.4']],
    ['is that of the first of its service that is gone', 'new', 'web', ['b|shop|web|n1|.3', 'b|shop|web|n2|.4']],
    ['is none where nothing of its service is gone', 'new', 'else', []],
  ])('%s', (_name, id, service, lines) => {
    const { stdout } = runAwk(awk, ['addresses/oldAddresses.awk'], {
      files: { again: tabbed('a|shop|web', `${id}|shop|${service}`), addresses },
      set: { id, project: 'shop', service },
    })
    expect(stdout).toBe(tabbed(...lines))
  })
})
