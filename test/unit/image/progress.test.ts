import { describe, expect, it } from '@jest/globals'
import { cacheFaults, failedSteps, pushFault } from '../../../src/image/progress.js'

// As Buildx 0.13 and 0.29 print them with BuildKit 0.32.
const UNREAD = [
  '#6 importing cache manifest from reg.example/shop/web:cache-production',
  '#6 ERROR: failed to configure registry cache importer: x509: certificate signed by unknown authority',
]
const UNWRITTEN = [
  '#21 [app_api] exporting cache to registry',
  '#21 preparing build cache for export 0.1s done',
  '#21 ERROR: failed to push reg.example/shop/web:cache-production: denied',
]
const REFUSED = [
  '#20 [app_api] exporting to image',
  '#20 pushing layers 0.1s done',
  '#20 ERROR: failed to push: denied',
]
const FAILED = [
  '#10 [app_web deps 3/3] RUN npm ci',
  '#10 0.179 ERROR: of npm',
  '#10 ERROR: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1',
]

describe('the progress of a build', () => {
  it('names the steps that failed, not what a program of them printed', () => {
    expect(failedSteps(FAILED)).toEqual([
      {
        name: '[app_web deps 3/3] RUN npm ci',
        reason: 'process "/bin/sh -c npm ci" did not complete successfully: exit code: 1',
      },
    ])
    expect(failedSteps(['#1 DONE', 'ERROR: x', ''])).toEqual([])
  })

  it.each([
    ['read', UNREAD, /^importing cache manifest from reg\.example.*: failed to configure registry cache importer/],
    ['written', UNWRITTEN, /^\[app_api\] exporting cache to registry: failed to push/],
  ])('tells that a cache could not be %s', (_, lines, expected) => {
    expect(cacheFaults(lines)).toEqual([expect.stringMatching(expected)])
    expect(pushFault(lines)).toBeUndefined()
  })

  it('tells an image that was not pushed from a cache that was not', () => {
    expect(pushFault(REFUSED)).toEqual({ target: 'app_api', reason: 'failed to push: denied' })
    expect(cacheFaults(REFUSED)).toEqual([])
  })
})
