import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from '../awks.js'

describe.each(AWKS)('where one can go back to, under %s', (_, awk) => {
  it.each([
    ['nowhere', '', '\nThere is no release to go back to.\n'],
    [
      'there, and where not any more',
      'can 1-aaaaaaa\ncan 3-ccccccc\nno 2-bbbbbbb: no longer on this server: web:2\n',
      '\nCan be gone back to, by /s/stackctl rollback RELEASE:\n  1-aaaaaaa\n  3-ccccccc   (where rollback goes by itself)\nNo longer:\n  2-bbbbbbb: no longer on this server: web:2\n',
    ],
  ])('%s', (_where, input, shown) => {
    const set = { first: '3-ccccccc', me: '/s/stackctl' }
    const { stdout, stderr } = runAwk(awk, ['people/targetList.awk'], { separator: ' ', set, input })
    expect({ stdout, stderr }).toEqual({ stdout: shown, stderr: '' })
  })
})
