import { describe, expect, it } from '@jest/globals'
import { mustBeProven } from '../../../src/actions/missing.js'
import type { PlannedImage } from '../../../src/image/chosen.js'
import type { BuiltImage } from '../../../src/image/types.js'
import { Refused } from '../../../src/runtime/errors.js'

const image = (result: BuiltImage['result']): PlannedImage => ({
  ...{ project: 'shop', service: 'web', repository: 'r', key: 'k', tags: [] },
  ...{ result, reason: 'nothing proves it' },
})
const refused = (built: readonly BuiltImage[], platform: string): Refused => {
  try {
    mustBeProven([image('planned')], { built, platform, runner: 'linux/amd64' })
  } catch (error) {
    return error as Refused
  }
  throw new Error('it was not refused')
}

describe('ssh-deploy, which builds nothing,', () => {
  it('takes what is proven', () => {
    const none = { built: [], platform: 'linux/arm64', runner: 'linux/amd64' }
    expect(() => mustBeProven([image('reused'), image('built')], none)).not.toThrow()
  })

  it('names what is not, and advises what build-and-tag has to be given', () => {
    const error = refused([], 'linux/arm64')
    expect(error).toBeInstanceOf(Refused)
    expect(error.message).toContain('shop/web: nothing proves it')
    expect(error.todo.join('\n')).toMatch(/without `without-secrets`, or with `ssh-key` and `known-hosts`/)
    expect(error.todo.join('\n')).not.toContain('linux/')
  })

  it.each([
    ['linux/arm64', 'built', true],
    ['linux/amd64', 'built', false],
    ['linux/arm64', 'planned', false],
  ] as const)('names both platforms where a job has built for another: %s, %s', (platform, result, isNamed) => {
    const [first = ''] = refused([image(result)], platform).todo
    expect(first.includes('the server is linux/arm64') && first.includes('linux/amd64')).toBe(isNamed)
  })
})
