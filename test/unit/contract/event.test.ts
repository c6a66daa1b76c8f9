import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { readEvent } from '../../../src/contract/event.js'

const SHA = '0123456789abcdef0123456789abcdef01234567'
const NEWEST = 'fedcba9876543210fedcba9876543210fedcba98'
const folder = mkdtempSync(join(tmpdir(), 'event-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the event of a run', () => {
  it.each([
    [
      'a push',
      { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/main' },
      { branch: 'main', baseBranch: undefined, tag: undefined, barred: undefined, isOfRef: true },
    ],
    [
      'a tag',
      { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/tags/v1.2.0' },
      { branch: undefined, baseBranch: undefined, tag: 'v1.2.0', barred: undefined, isOfRef: true },
    ],
    [
      'a release',
      { GITHUB_EVENT_NAME: 'release', GITHUB_REF: 'refs/tags/v1.2.0' },
      { branch: undefined, tag: 'v1.2.0', barred: undefined, isOfRef: true },
    ],
    [
      'the clock, on the default branch',
      { GITHUB_EVENT_NAME: 'schedule', GITHUB_REF: 'refs/heads/main' },
      { branch: 'main', barred: undefined, isOfRef: true },
    ],
    [
      'a start by hand on another branch',
      { GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_REF: 'refs/heads/feature' },
      { branch: 'feature', barred: undefined, isOfRef: true },
    ],
    [
      'a comment, whose ref is the default branch whatever it is about',
      { GITHUB_EVENT_NAME: 'issue_comment', GITHUB_REF: 'refs/heads/main' },
      { branch: 'main', barred: undefined, isOfRef: false },
    ],
    [
      'a pull request',
      {
        GITHUB_EVENT_NAME: 'pull_request',
        GITHUB_REF: 'refs/pull/7/merge',
        GITHUB_HEAD_REF: 'main',
        GITHUB_BASE_REF: 'dev',
      },
      { branch: 'main', baseBranch: 'dev', tag: undefined, barred: 'a pull request is not deployed' },
    ],
    [
      'a pull request in the rights of its target',
      {
        GITHUB_EVENT_NAME: 'pull_request_target',
        GITHUB_REF: 'refs/heads/dev',
        GITHUB_HEAD_REF: 'x',
        GITHUB_BASE_REF: 'dev',
      },
      { branch: 'x', baseBranch: 'dev', barred: 'a pull request is not deployed' },
    ],
    [
      'a review of one',
      { GITHUB_EVENT_NAME: 'pull_request_review', GITHUB_REF: 'refs/pull/7/merge' },
      { branch: undefined, barred: 'a pull request is not deployed' },
    ],
  ])('of %s', (_, env, expected) => {
    expect(readEvent(env, {})).toMatchObject(expected)
  })

  it('of a merge queue is about the branch that it is for, and is not deployed', () => {
    const env = { GITHUB_EVENT_NAME: 'merge_group', GITHUB_REF: 'refs/heads/gh-readonly-queue/main/pr-7-0123' }
    const payload = {
      merge_group: { base_ref: 'refs/heads/main', head_ref: 'refs/heads/gh-readonly-queue/main/pr-7-0123' },
    }
    expect(readEvent(env, payload)).toMatchObject({
      branch: 'gh-readonly-queue/main/pr-7-0123',
      baseBranch: 'main',
      barred: expect.stringContaining('the push that it ends in is'),
    })
    expect(readEvent(env, undefined)).toMatchObject({ baseBranch: undefined, barred: expect.any(String) })
  })
})

it.each<[string, string, unknown, number | undefined]>([
  ['a push', 'push', { repository: { pushed_at: 1764836448 } }, Date.parse('2025-12-04T08:20:48Z')],
  ['a push whose file is not there', 'push', undefined, undefined],
  [
    'a start by hand, whose repository has the last push',
    'workflow_dispatch',
    { repository: { pushed_at: 1 } },
    undefined,
  ],
])('the time of %s', (_, name, payload, expected) => {
  expect(readEvent({ GITHUB_EVENT_NAME: name }, payload).madeAt).toBe(expected)
})

describe('a run that follows another one', () => {
  const env = {
    GITHUB_EVENT_NAME: 'workflow_run',
    GITHUB_REPOSITORY: 'acme/shop',
    // Of the default branch, whatever was tested.
    ...{ GITHUB_REF: 'refs/heads/main', GITHUB_SHA: NEWEST },
  }
  const tested = {
    ...{ id: 41, event: 'push', conclusion: 'success', head_branch: 'dev', head_sha: SHA },
    head_repository: { full_name: 'acme/shop' },
  }
  const after = (run: Record<string, unknown>) => readEvent(env, { workflow_run: { ...tested, ...run } })

  it.each(['push', 'schedule', 'workflow_dispatch', 'repository_dispatch'])(
    'is about the branch and commit of that one, which was started by %s',
    (event) => {
      expect(after({ event })).toMatchObject({
        branch: 'dev',
        ref: 'refs/heads/dev',
        sha: SHA,
        barred: undefined,
        isOfRef: true,
      })
    },
  )

  it.each([
    ['a fork', { head_repository: { full_name: 'eve/shop' }, head_branch: 'main' }, 'another repository (eve/shop)'],
    ['a fork that is gone', { head_repository: null, head_branch: 'main' }, 'another repository (one that is gone)'],
    ['a pull request of a branch called main', { event: 'pull_request', head_branch: 'main' }, 'for a pull request'],
    ['a pull request in the rights of its target', { event: 'pull_request_target' }, 'for a pull request'],
    ['a merge queue', { event: 'merge_group' }, 'started by merge_group'],
    ['a run that followed another one itself', { event: 'workflow_run' }, 'started by workflow_run'],
    ['a comment', { event: 'issue_comment' }, 'started by issue_comment'],
    ['a run that failed', { conclusion: 'failure' }, 'ended with failure'],
    ['a run that was cancelled', { conclusion: 'cancelled' }, 'ended with cancelled'],
    ['a run that is not over', { conclusion: null }, 'ended with nothing yet'],
  ])('is not deployed after %s', (_, run, why) => {
    expect(after(run)).toMatchObject({ sha: SHA, barred: expect.stringContaining(why) })
  })

  it.each([
    ['is not there', undefined],
    ['is no JSON', '{'],
    ['says nothing of it', '{}'],
    ['lacks the commit', JSON.stringify({ workflow_run: { ...tested, head_sha: undefined } })],
    ['lacks the number of the run', JSON.stringify({ workflow_run: { ...tested, id: undefined } })],
    ['lacks the branch', JSON.stringify({ workflow_run: { ...tested, head_branch: null } })],
  ])('is not deployed where the file of the event %s', (_, text) => {
    const path = join(folder, 'event.json')
    if (text !== undefined) writeFileSync(path, text)
    expect(readEvent({ ...env, ...(text !== undefined && { GITHUB_EVENT_PATH: path }) })).toMatchObject({
      ...{ branch: undefined, sha: '', barred: 'nothing says which run this one follows' },
    })
  })

  it('comes in the order of what was tested, whichever test ends first', () => {
    const [older, newer] = [
      readEvent({ ...env, GITHUB_RUN_ID: '52' }, { workflow_run: { ...tested, id: 41 } }),
      readEvent({ ...env, GITHUB_RUN_ID: '51' }, { workflow_run: { ...tested, id: 42 } }),
    ]
    expect([older.order, newer.order]).toEqual([41, 42])
    // Its own pages and jobs are those of the run that it is.
    expect(older).toMatchObject({ runId: 52, runUrl: 'https://github.com/acme/shop/actions/runs/52' })
  })

  it('is by the clock where that one was, whatever else is asked of it', () => {
    expect(after({ event: 'schedule' })).toMatchObject({ isByClock: true, barred: undefined })
    expect(after({})).toMatchObject({ isByClock: false })
    expect(readEvent({ GITHUB_EVENT_NAME: 'schedule' }).isByClock).toBe(true)
  })

  it('was made when that one was', () => {
    expect(after({ created_at: '2026-01-02T03:04:05Z' }).madeAt).toBe(Date.parse('2026-01-02T03:04:05Z'))
    expect(after({}).madeAt).toBeUndefined()
  })

  it('is read from the file that GitHub names', () => {
    const path = join(folder, 'whole.json')
    writeFileSync(path, JSON.stringify({ workflow_run: tested }))
    expect(readEvent({ ...env, GITHUB_EVENT_PATH: path })).toMatchObject({ branch: 'dev', sha: SHA, barred: undefined })
  })
})
