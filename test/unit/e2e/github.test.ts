import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import description from '../../e2e/github/description.json' with { type: 'json' }
import operations from '../../e2e/github/operations.json' with { type: 'json' }
import { grantedTo } from '../../e2e/github/permissions.js'
import { type GitHubStandIn, startGitHub } from '../../e2e/github/server.js'

const WORKFLOW = `
on: push
permissions: { contents: read }
jobs:
  alert: { permissions: { issues: write } }
  reader: { permissions: { issues: read } }
  inherits: {}
`
const ISSUES = '/repos/org/tiny/issues'
let github: GitHubStandIn

beforeEach(async () => {
  github = await startGitHub({ workflow: WORKFLOW })
})
afterEach(() => github.stop())

async function ask(method: string, path: string, { body, job = 'alert', token = 'token t' }: Asked = {}) {
  const response = await fetch(`${github.url}${path}`, {
    method,
    headers: { 'user-agent': `stack-actions (job ${job})`, ...(token !== '' && { authorization: token }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const answer = (await response.json()) as Record<string, unknown> & { message: string; length: number }
  return { status: response.status, answer, link: response.headers.get('link') }
}
interface Asked {
  body?: unknown
  job?: string
  token?: string
}

describe('the stand-in for GitHub', () => {
  it('keeps what it is told, in GitHub’s own form', async () => {
    const opened = await ask('POST', ISSUES, { body: { title: 'a', body: 'b' } })
    expect(opened).toMatchObject({ status: 201, answer: { number: 1, state: 'open', user: { type: 'Bot' } } })
    expect(await ask('POST', `${ISSUES}/1/comments`, { body: { body: 'c' } })).toMatchObject({ status: 201 })
    const closed = await ask('PATCH', `${ISSUES}/1`, { body: { state: 'closed', state_reason: 'completed' } })
    expect(closed.answer).toMatchObject({ state: 'closed', state_reason: 'completed', comments: 1 })
    expect((await ask('GET', ISSUES)).answer).toHaveLength(0)
    expect((await ask('GET', `${ISSUES}?state=all`)).answer).toHaveLength(1)
    expect(github.violations).toEqual([])
    expect(github.requests.map(({ operation, job }) => `${job}: ${operation}`)).toContain(
      'alert: post /repos/{owner}/{repo}/issues',
    )
  })

  it.each([
    ['a misspelt field', 'POST', ISSUES, { title: 'a', boddy: 'b' }, 422, 'boddy'],
    ['a missing field', 'POST', ISSUES, { body: 'b' }, 422, "'title'"],
    ['no body', 'POST', `${ISSUES}/1/comments`, undefined, 422, "'body'"],
    ['a wrong type', 'POST', ISSUES, { title: ['a'] }, 422, 'title'],
    ['a wrong value', 'PATCH', `${ISSUES}/1`, { state: 'shut' }, 422, 'state'],
    ['a wrong reason', 'PATCH', `${ISSUES}/1`, { state: 'closed', state_reason: 'done' }, 422, 'state_reason'],
    ['a number that is none', 'PATCH', `${ISSUES}/first`, { state: 'closed' }, 422, 'issue_number'],
    ['a query that is unknown', 'GET', `${ISSUES}?status=open`, undefined, 422, 'status'],
    ['a wrong value in a query', 'GET', `${ISSUES}?state=opened`, undefined, 422, 'state'],
    ['a wrong path', 'POST', '/repos/org/tiny/issue', { title: 'a' }, 404, '/repos/org/tiny/issue'],
    ['a path with a part too many', 'GET', `${ISSUES}/`, undefined, 404, 'issues/'],
    ['a method that is not in use', 'DELETE', `${ISSUES}/1`, undefined, 404, 'DELETE'],
  ])('refuses %s', async (_, method, path, body, status, named) => {
    github.issues.open({ title: 'there' })
    const { status: answered, answer } = await ask(method, path, { body })
    expect(answered).toBe(status)
    expect(answer.message).toContain(named)
    expect(github.violations.join()).toContain(named)
  })

  it('judges its own answers, too', async () => {
    github.issues.open({ title: 'there', association: 'FRIEND' })
    expect((await ask('GET', ISSUES)).status).toBe(500)
    expect(github.violations.join()).toContain('author_association must be equal to one of the allowed values')
  })

  it.each([
    ['alert', 'GET', 200],
    ['alert', 'POST', 201],
    ['reader', 'GET', 200],
    ['reader', 'POST', 403],
    ['inherits', 'GET', 403],
  ])('lets the job %s %s issues by what its permissions grant: %i', async (job, method, status) => {
    const asked = await ask(method, ISSUES, { job, ...(method === 'POST' && { body: { title: 'a' } }) })
    expect(asked.status).toBe(status)
    if (status === 403) expect(asked.answer.message).toBe('Resource not accessible by integration')
    expect(github.violations).toEqual([])
  })

  it('fails for a job that the workflow does not have', async () => {
    expect((await ask('GET', ISSUES, { job: 'other' })).status).toBe(500)
    expect(github.violations).toEqual(['Error: the workflow has no job other'])
  })

  it('wants a token', async () => {
    expect((await ask('GET', ISSUES, { token: '' })).status).toBe(401)
  })

  it('gives lists in pages, newest first', async () => {
    for (let n = 1; n <= 5; n++) github.issues.open({ title: String(n), createdAt: new Date(n * 1000) })
    const first = await ask('GET', `${ISSUES}?per_page=3`)
    expect((first.answer as unknown as { number: number }[]).map(({ number }) => number)).toEqual([5, 4, 3])
    expect(first.link).toContain('page=2')
    const second = await ask('GET', `${ISSUES}?per_page=3&page=2`)
    expect((second.answer as unknown as { number: number }[]).map(({ number }) => number)).toEqual([2, 1])
    expect(second.link).toBeNull()
  })

  it('has bad moments when asked to, as often as asked', async () => {
    github.faults.push({ status: 502, times: 2 }, { status: 403, retryAfterSeconds: 7, times: 1, method: 'POST' })
    const seen = [await ask('GET', ISSUES), await ask('GET', ISSUES), await ask('GET', ISSUES)]
    expect(seen.map(({ status }) => status)).toEqual([502, 502, 200])
    expect((await ask('POST', ISSUES, { body: { title: 'a' } })).status).toBe(403)
    expect(github.issues.all).toEqual([])
  })
})

describe('the description', () => {
  it('has the operations in use, and no other', () => {
    const described = Object.entries(description.paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((method) => `${method} ${path}`),
    )
    expect(described.sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort())
  })

  it('holds only what they refer to', () => {
    const text = JSON.stringify(description)
    const unused = Object.entries(description.components).flatMap(([kind, parts]) =>
      Object.keys(parts).filter((name) => !text.includes(`"#/components/${kind}/${name}"`)),
    )
    expect(unused).toEqual([])
    expect(text.length).toBeLessThan(60_000)
  })
})

describe('permissions of a job', () => {
  const workflow = (top: string, job: string) => `${top}\njobs: { a: { ${job} } }`
  it.each([
    ['nothing said', '', '', 'none'],
    ['the workflow’s', 'permissions: { issues: write }', '', 'write'],
    [
      'the job’s in place of the workflow’s',
      'permissions: { issues: write }',
      'permissions: { contents: read }',
      'none',
    ],
    ['the job’s empty ones', 'permissions: write-all', 'permissions: {}', 'none'],
    ['read-all', '', 'permissions: read-all', 'read'],
    ['write-all', 'permissions: write-all', '', 'write'],
    ['none', '', 'permissions: { issues: none }', 'none'],
  ])('%s', (_, top, job, access) => expect(grantedTo('a', 'issues', workflow(top, job))).toBe(access))

  it('of a workflow that says nothing let it read contents and packages', () => {
    expect(['contents', 'packages', 'issues'].map((scope) => grantedTo('a', scope, 'jobs: { a: {} }'))).toEqual([
      'read',
      'read',
      'none',
    ])
  })

  it.each(['permissions: { issue: write }', 'permissions: { issues: admin }', 'permissions: all'])(
    'that GitHub does not know are a fault: %s',
    (permissions) => {
      expect(() => grantedTo('a', 'issues', workflow(permissions, ''))).toThrow('is unknown')
    },
  )
})
