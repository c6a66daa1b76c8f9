import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { Issues } from '../../../src/github/issues.js'
import type { Told } from '../../../src/github/words.js'
import { explain } from '../../../src/runtime/errors.js'
import { type GitHubStandIn, startGitHub } from '../../e2e/github/server.js'

const told: Told = {
  environment: 'production',
  deploy: { outcome: 'undone' },
  run: {
    sha: 'a'.repeat(40),
    ref: 'refs/heads/main',
    actor: 'ada',
    runUrl: 'https://github.com/org/tiny/actions/runs/1',
  },
}
const before = process.env.GITHUB_API_URL
let github: GitHubStandIn

// octokit reads the address when it is loaded.
beforeAll(async () => {
  github = await startGitHub()
  process.env.GITHUB_API_URL = github.url
})
afterAll(async () => {
  if (before === undefined) delete process.env.GITHUB_API_URL
  else process.env.GITHUB_API_URL = before
  await github.stop()
})
beforeEach(() => {
  github.faults.length = 0
  github.requests.length = 0
  github.issues.all.length = 0
})

const open = (signal: AbortSignal) => Issues.of('org/tiny', { token: 't', job: 'tell', signal })

describe('the issue of an environment', () => {
  it.each([
    ['never answers', { delayMs: 60_000 }],
    ['asks to wait longer', { status: 403, retryAfterSeconds: 60, message: 'secondary rate limit' }],
  ])('ends at its deadline when GitHub %s', async (_, fault) => {
    github.faults.push(fault)
    const issues = await open(AbortSignal.timeout(300))
    const said = await issues.report('undone', told).then(
      () => 'told',
      (error: unknown) => explain(error),
    )
    expect(said).toMatch(/^GitHub (cannot be reached|answers HTTP 403)/)
    expect(github.issues.all).toEqual([])
  })

  it('names the job to GitHub', async () => {
    await (await open(new AbortController().signal)).report('undone', told)
    expect(github.requests.map(({ job }) => job)).toEqual(['tell', 'tell'])
  })

  it('gets its comment once, though GitHub fails to close it the first time', async () => {
    const issues = await open(new AbortController().signal)
    await issues.report('undone', told)
    github.faults.push({ method: 'PATCH', status: 502, times: 1 })
    const closed = await issues.resolve(told, new Date())
    expect(closed?.number).toBe(1)
    expect(github.issues.all).toMatchObject([{ state: 'closed', comments: [expect.stringContaining('well again')] }])
  })

  it('that is not open cannot be closed', async () => {
    const issues = await open(new AbortController().signal)
    expect(await issues.resolve(told, new Date())).toBeUndefined()
    expect(github.requests).toHaveLength(1)
  })
})
