import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from '../awks.js'

describe.each(AWKS)('an image, under %s', (_, awk) => {
  it.each([
    ['goes where we pulled each of its tags', 'app:1 |app@sha256:1 ', 'app:1 app@sha256:1 \n'],
    ['stays where somebody else has tagged it', 'app:1 mine:2 |app@sha256:1 ', ''],
    ['stays where a release that is kept names it', 'app:1 |app@sha256:2 ', ''],
    ['goes where it has no tag', '|app@sha256:3 ', 'app@sha256:3 \n'],
  ])('%s', (_name, line, said) => {
    const { stdout } = runAwk(awk, ['steps/unnamed.awk'], {
      ...{ files: { pulled: 'app:1\n' }, input: `${line}\n`, separator: '|' },
      environment: { NAMED: 'other:1\napp@sha256:2' },
    })
    expect(stdout).toBe(said)
  })
})
