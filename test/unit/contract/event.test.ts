import { describe, expect, it } from '@jest/globals'
import { readEvent } from '../../../src/contract/event.js'

describe('the event of a run', () => {
  it.each([
    ['a push', { GITHUB_REF: 'refs/heads/main' }, { branch: 'main', baseBranch: undefined, tag: undefined }],
    ['a tag', { GITHUB_REF: 'refs/tags/v1.2.0' }, { branch: undefined, baseBranch: undefined, tag: 'v1.2.0' }],
    [
      'a pull request',
      { GITHUB_REF: 'refs/pull/7/merge', GITHUB_HEAD_REF: 'main', GITHUB_BASE_REF: 'dev' },
      { branch: 'main', baseBranch: 'dev', tag: undefined },
    ],
  ])('of %s', (_, env, expected) => {
    expect(readEvent(env)).toMatchObject(expected)
  })
})
