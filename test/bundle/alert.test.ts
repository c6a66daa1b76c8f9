import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import operations from '../e2e/github/operations.json' with { type: 'json' }
import { type GitHubStandIn, type StandInOptions, startGitHub } from '../e2e/github/server.js'
import { startWebhook, type WebhookReceiver } from '../e2e/github/webhook.js'
import { obeyed } from '../kit/commands.js'
import { type Step, step, visible } from '../lab/step.js'

const TOKEN = 'hunter2-token'
const MARKER = '<!-- stack-actions:production -->'
const MAY_WRITE = 'jobs: { tell: { permissions: { issues: write } } }'
const MAY_READ = 'jobs: { tell: { permissions: { issues: read } } }'
const MAY_LOOK = 'jobs: { tell: { permissions: { actions: read, issues: write } } }'
const JOBS = 'get /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs'
const undone = { outcome: 'undone', 'serving-release': '12-aaaaaaa', failure: 'l2p/backend: exit code 1' }
const deployed = { outcome: 'deployed', release: '13-bbbbbbb', 'serving-release': '13-bbbbbbb', changed: '["a/b"]' }

let github: GitHubStandIn
let chat: WebhookReceiver

beforeEach(async () => {
  await start({ workflow: MAY_WRITE })
  chat = await startWebhook()
})
afterEach(async () => {
  await Promise.all([github.stop(), chat.stop()])
})

async function start(options: StandInOptions): Promise<void> {
  github = await startGitHub(options)
}

interface Given {
  deploy?: Record<string, string> | string
  inputs?: Record<string, string>
  env?: Record<string, string>
}

/** The step as it stands in a workflow; it is green, and prints no secret. */
async function alert(deploy: Given['deploy'], { inputs = {}, env = {} }: Omit<Given, 'deploy'> = {}) {
  const ended = await step('alert', {
    workspace: '/',
    env: { GITHUB_API_URL: github.url, GITHUB_JOB: 'tell', GITHUB_REF: 'refs/heads/main', ...env },
    inputs: {
      environment: 'production',
      result: 'failure',
      issue: 'true',
      token: TOKEN,
      ...(deploy !== undefined && { deploy: typeof deploy === 'string' ? deploy : JSON.stringify(deploy) }),
      ...inputs,
    },
  })
  expect(visible(ended)).not.toContain('hunter2')
  expect({ code: ended.code, stderr: ended.stderr, errors: ended.errors }).toEqual({ code: 0, stderr: '', errors: [] })
  return ended
}

function warnings({ stdout }: Step): string[] {
  return obeyed(stdout).flatMap((command) => (command.startsWith('warning:') ? [command.slice(8)] : []))
}

const withWebhook = () => ({ inputs: { webhook: chat.url } })

describe('an alert', () => {
  it('opens an issue, comments on it, and closes it with the next success, saying for how long it was open', async () => {
    const opened = await alert(undone, withWebhook())
    expect(opened.outputs).toEqual({ alerted: 'true', issue: '1' })
    const [issue] = github.issues.all
    expect(issue).toMatchObject({
      title: 'production: a new version failed and was undone',
      state: 'open',
      comments: [],
    })
    expect(issue?.body.startsWith(`${MARKER}\n`)).toBe(true)
    expect(issue?.body).toContain('12-aaaaaaa')
    expect(issue?.body).toContain('l2p/backend: exit code 1')
    expect(issue?.body).toContain('https://github.com/org/tiny/actions/runs/1000')

    const commented = await alert({ outcome: 'undo-failed' }, withWebhook())
    expect(commented.outputs).toEqual({ alerted: 'true', issue: '1' })
    expect(issue?.comments[0]).toContain('stackctl recover')

    if (issue) issue.createdAt = new Date(Date.now() - 2 * 3600_000 - 300_000)
    const closed = await alert(deployed, { inputs: { ...withWebhook().inputs, result: 'success' } })
    expect(closed.outputs).toEqual({ alerted: 'true', issue: '1' })
    expect(issue).toMatchObject({ state: 'closed', stateReason: 'completed' })
    expect(issue?.comments[1]).toMatch(/well again.*13-bbbbbbb.*since 20.* UTC, for 2 h 5 min/s)

    expect(chat.bodies.map(({ content }) => content.split('\n')[0])).toEqual([
      'production: a new version failed and was undone',
      'production: a deploy failed and could not be undone: a person must act',
      'production is well again, after 2 h 5 min',
    ])
    expect(chat.bodies.every(({ content }) => content.includes('/issues/1'))).toBe(true)
    expect(github.violations).toEqual([])
    // The stand-in's description holds no operation that nobody uses; of jobs is asked below.
    const used = new Set([...github.requests.map(({ operation }) => operation), JOBS])
    expect([...used].sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort())
    expect(warnings(opened).concat(warnings(commented), warnings(closed))).toEqual([])
  })

  it('after a success without trouble before tells nobody', async () => {
    const ended = await alert(deployed, { inputs: { ...withWebhook().inputs, result: 'success' } })
    expect(ended.outputs).toEqual({ alerted: 'false' })
    expect([chat.bodies, github.issues.all]).toEqual([[], []])
  })

  it.each(['unchanged', 'rolled-back'])('is over after %s, too', async (outcome) => {
    await alert(undone)
    await alert({ outcome }, { inputs: { result: 'success' } })
    expect(github.issues.all).toMatchObject([{ state: 'closed' }])
  })

  it.each([
    ['refused', JSON.stringify({ outcome: 'refused', 'serving-release': '12-aaaaaaa' }), 'failure'],
    ['skipped', JSON.stringify({ outcome: 'skipped' }), 'success'],
    ['planned', JSON.stringify({ outcome: 'planned' }), 'success'],
    ['cancelled before it could say anything', '{}', 'cancelled'],
    ['never reached', 'null', 'skipped'],
  ])('is none where the deploy was %s: nothing is asked or told', async (_, deploy, result) => {
    const ended = await alert(deploy, { inputs: { ...withWebhook().inputs, result } })
    expect(ended.outputs).toEqual({ alerted: 'false' })
    expect([chat.bodies, github.requests]).toEqual([[], []])
  })

  it.each([
    ['no outputs', undefined],
    ['empty outputs', '{}'],
    ['the outputs of a step that never ran', 'null'],
    ['outputs that are not set', JSON.stringify({ outcome: '', failure: '', other: '' })],
  ])('tells of a deploy that was killed, of which there are %s', async (_, deploy) => {
    const ended = await alert(deploy, withWebhook())
    expect(ended.outputs).toEqual({ alerted: 'true', issue: '1' })
    expect(github.issues.all[0]?.body).toContain('It never began, as after a reviewer’s no, or it was killed')
    expect(chat.bodies[0]?.text).toContain('stackctl status')
  })

  const others = Array.from({ length: 120 }, () => ({ conclusion: 'success' as const, runner: 7 }))
  it.each([
    ['was rejected by a reviewer', [...others, { conclusion: 'failure' as const, runner: null }], false],
    ['was refused by a rule of the environment', [{ conclusion: 'failure' as const, runner: 0 }], false],
    ['lost its runner', [...others, { conclusion: 'failure' as const, runner: 8 }], true],
    [
      'was rejected where another job failed, which may be the deploy',
      [
        { conclusion: 'failure' as const, runner: null },
        { conclusion: 'timed_out' as const, runner: 8 },
      ],
      true,
    ],
    ['is in no list', others, true],
  ])('of a deploy that said nothing comes unless it never began: it %s', async (_, jobs, alerted) => {
    await github.stop()
    await start({ workflow: MAY_LOOK })
    github.jobs.push(...jobs)
    const ended = await alert('{}', withWebhook())
    expect(ended.outputs.alerted).toBe(String(alerted))
    expect(chat.bodies).toHaveLength(alerted ? 1 : 0)
    expect(github.requests.map(({ operation }) => operation)).toContain(JOBS)
    expect(github.violations).toEqual([])
  })

  it('of a deploy that said nothing comes where this job may not look, and says what it needs', async () => {
    github.jobs.push({ conclusion: 'failure', runner: null })
    const ended = await alert('{}', withWebhook())
    expect(ended.outputs.alerted).toBe('true')
    expect(ended.stdout).toContain('actions: read')
    expect(warnings(ended)).toEqual([])
  })

  it('has an issue for each environment', async () => {
    await Promise.all([alert(undone), alert(undone, { inputs: { environment: 'production-2' } })])
    expect(github.issues.all.map(({ title }) => title.split(':')[0]).sort()).toEqual(['production', 'production-2'])
    await alert(deployed, { inputs: { environment: 'production-2', result: 'success' } })
    const open = github.issues.all.filter(({ state }) => state === 'open')
    expect(open.map(({ body }) => body.split('\n')[0])).toEqual([MARKER])
  })
})

describe('the environment’s issue', () => {
  it('is found among pull requests and a hundred others', async () => {
    const mine = github.issues.open({ title: 'mine', body: `${MARKER}\nx`, createdAt: new Date(0) })
    for (let n = 0; n < 120; n++)
      github.issues.open({ title: 'other', body: `about ${MARKER}`, isPullRequest: n % 2 === 0 })
    await alert(undone)
    expect([mine.comments.length, github.issues.all.length]).toEqual([1, 121])
    expect(github.violations).toEqual([])
  })

  it.each([
    ['a pull request', { isPullRequest: true }],
    ['an outsider’s, who copied the marker', { author: 'mallory', authorType: 'User', association: 'NONE' } as const],
    ['one that was closed', { state: 'closed' } as const],
    ['one that only quotes the marker', { body: `look: ${MARKER}` }],
    ['another environment’s', { body: '<!-- stack-actions:production-2 -->' }],
  ])('is not %s', async (_, other) => {
    const theirs = github.issues.open({ title: 'theirs', body: MARKER, ...other })
    await alert(undone)
    expect(github.issues.all).toHaveLength(2)
    await alert(deployed, { inputs: { result: 'success' } })
    expect(github.issues.all[1]?.state).toBe('closed')
    expect(theirs.comments).toEqual([])
  })

  it('may be one of a person who writes there, by a token of their own', async () => {
    const theirs = github.issues.open({
      title: 'x',
      body: MARKER,
      author: 'ada',
      authorType: 'User',
      association: 'MEMBER',
    })
    await alert(undone)
    expect(theirs.comments).toHaveLength(1)
  })
})

describe('when something else fails, the step is green and says what to do:', () => {
  it('a job that may not write issues', async () => {
    await github.stop()
    await start({ workflow: MAY_READ })
    const ended = await alert(undone, withWebhook())
    expect(warnings(ended)).toEqual([expect.stringMatching(/403.*give the job `permissions: \{ issues: write \}`/)])
    expect(ended.outputs).toEqual({ alerted: 'true' })
    expect(chat.bodies).toHaveLength(1)
    expect(github.violations).toEqual([])
  })

  it.each([
    [401, 'Bad credentials', 'the input `token` is wrong'],
    [404, 'Not Found', 'permissions: { issues: write }'],
    [410, 'Issues has been disabled in this repository.', 'switch issues on'],
  ])('GitHub answers %i', async (status, message, todo) => {
    github.faults.push({ status, message })
    const ended = await alert(undone)
    expect(warnings(ended)).toEqual([expect.stringContaining(todo)])
    expect(warnings(ended)[0]).toContain(message)
    expect(github.requests).toHaveLength(1)
    expect(ended.outputs).toEqual({ alerted: 'false' })
  })

  it.each([
    ['502 twice', { status: 502, times: 2 }],
    ['503', { status: 503, times: 1 }],
    ['429', { status: 429, times: 1, retryAfterSeconds: 1 }],
    ['403 of its rate limit', { status: 403, times: 1, retryAfterSeconds: 1, message: 'secondary rate limit' }],
    ['an issue that is opened, but with 502', { status: 502, times: 1, method: 'POST', afterwards: true }],
  ])('GitHub is well after a moment: %s', async (_, fault) => {
    github.faults.push(fault)
    const ended = await alert(undone)
    expect(warnings(ended)).toEqual([])
    expect(ended.outputs).toEqual({ alerted: 'true', issue: '1' })
    expect(github.issues.all).toHaveLength(1)
  })

  it('GitHub gives the same page for ever', async () => {
    for (let n = 0; n < 100; n++) github.issues.open({ title: 'other' })
    github.faults.push({ method: 'GET', repeatsPage: true })
    await alert(undone)
    expect(github.issues.all).toHaveLength(101)
    expect(github.requests.length).toBeLessThan(30)
  })

  it('GitHub cannot be reached, and the chat hears of it all the same', async () => {
    const ended = await alert(undone, { ...withWebhook(), env: { GITHUB_API_URL: 'http://127.0.0.1:1' } })
    expect(warnings(ended)).toEqual([
      expect.stringMatching(/issue of production is not up to date: GitHub cannot be reached/),
    ])
    expect(ended.outputs).toEqual({ alerted: 'true' })
    expect(chat.bodies).toHaveLength(1)
  })

  it('the chat is down, and the issue is opened all the same', async () => {
    chat.answers.push(500, 500)
    const ended = await alert(undone, withWebhook())
    expect(warnings(ended)).toEqual(['The message did not reach the webhook: it answers HTTP 500'])
    expect(ended.outputs).toEqual({ alerted: 'true', issue: '1' })
  })

  it('nobody was named to be told', async () => {
    const ended = await alert(deployed, { inputs: { issue: 'false', result: 'success' } })
    expect(warnings(ended)).toEqual([expect.stringContaining('give it `issue: true`, a `webhook`, or both')])
  })
})

describe('without an issue', () => {
  it('the webhook hears of trouble, but not of successes; GitHub is not asked', async () => {
    const only = { inputs: { issue: 'false', webhook: chat.url } }
    expect((await alert(undone, only)).outputs).toEqual({ alerted: 'true' })
    expect((await alert(deployed, { inputs: { ...only.inputs, result: 'success' } })).outputs).toEqual({
      alerted: 'false',
    })
    expect([chat.bodies.length, github.requests.length]).toEqual([1, 0])
  })
})

it('text of others gives no command, no mention and no link: failure, branch, actor, release', async () => {
  const hostile =
    '@org/all <!channel> #1 ```\n::error::obeyed\n##[error]obeyed\n<img src=x> `x` [a](https://evil.example)'
  const ended = await alert(
    { outcome: 'undone', 'serving-release': hostile, failure: `${hostile} ${TOKEN}` },
    { ...withWebhook(), env: { GITHUB_REF: `refs/heads/${hostile}`, GITHUB_ACTOR: hostile } },
  )
  expect(obeyed(ended.stdout).filter((command) => /^(error|warning)/.test(command))).toEqual([])
  const body = github.issues.all[0]?.body ?? ''
  const outside = body.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '').replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
  expect(outside).not.toMatch(/@org|#1|evil|<img/)
  expect(body + chat.bodies[0]?.text + chat.bodies[0]?.content).not.toContain(TOKEN)
  expect(chat.bodies[0]?.text).not.toContain('<')
  expect(chat.bodies[0]?.allowed_mentions).toEqual({ parse: [] })
})

it.each([
  ['deploy', '[1]'],
  ['deploy', '{"outcome":"fine"}'],
  ['result', 'ok'],
  ['issue', 'yes'],
  ['environment', '../x'],
  ['webhook', 'http://chat.example/hunter2'],
  ['webhook', 'ftp://127.0.0.1/hunter2'],
  ['webhook', 'hunter2'],
])('an input that is wrong is red, before it is needed: %s: %s', async (name, value) => {
  const inputs = { environment: 'production', result: 'success', [name]: value }
  const ended = await step('alert', { workspace: '/', inputs })
  expect(ended.code).toBe(1)
  expect(ended.errors[0]).toContain(`- ${name}: got `)
  if (name === 'webhook') expect(visible(ended)).not.toContain('hunter2')
})
