import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Call, faultsOfAnswer, faultsOfRequest, type Match, matchOf } from './contract.js'
import { type Listing, type StandInIssue, StandInIssues } from './issues.js'
import { jobsAnswer, type StandInJob } from './jobs.js'
import operations from './operations.json' with { type: 'json' }
import { grantedTo } from './permissions.js'

/** One of GitHub's bad moments. */
export interface Fault {
  /** Only requests of this method. */
  method?: string
  /** How many requests meet it; all that come if absent. */
  times?: number
  /** Answered instead of the truth; with `afterwards` the request is carried out all the same. */
  status?: number
  afterwards?: boolean
  message?: string
  retryAfterSeconds?: number
  /** Comes before every answer. */
  delayMs?: number
  /** Every page of a list is the first one, and says that there is a next. */
  repeatsPage?: boolean
}

export interface StandInOptions {
  /** Text of the workflow whose `permissions` the jobs have; absent, they may do all. */
  workflow?: string
}

export interface Recorded {
  method: string
  /** As in GitHub's description. */
  operation: string
  path: string
  body: unknown
  job: string
  status: number
}

export interface GitHubStandIn {
  /** For GITHUB_API_URL. */
  url: string
  requests: Recorded[]
  issues: StandInIssues
  /** Of each run. */
  jobs: StandInJob[]
  faults: Fault[]
  /** What was against GitHub's description, in requests or in the stand-in's own answers: a test wants none. */
  violations: string[]
  stop(): Promise<void>
}

interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

/** Stands in for GitHub's REST API on a port of its own; the operations are those of operations.json. */
export async function startGitHub({ workflow }: StandInOptions = {}): Promise<GitHubStandIn> {
  const issues = new StandInIssues('https://github.com/org/repository')
  const jobs: StandInJob[] = []
  const requests: Recorded[] = []
  const faults: Fault[] = []
  const violations: string[] = []

  const server = createServer((request, response) => {
    answerTo(request).then(
      (answer) => write(response, answer),
      (error: unknown) => {
        violations.push(String(error))
        write(response, refusal(500, String(error)))
      },
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answerTo(request: IncomingMessage): Promise<Answer> {
    const { method = 'GET', headers } = request
    const text = await bodyOf(request)
    const call: Call = { method, url: new URL(request.url ?? '/', url), ...(text !== '' && { body: JSON.parse(text) }) }
    const match = matchOf(call)
    const job = /\(job ([^)]*)\)/.exec(headers['user-agent'] ?? '')?.[1] ?? ''
    const answer = await judged(call, match, job, headers)
    requests.push({
      method,
      operation: match === undefined ? '' : `${match.method} ${match.template}`,
      path: `${call.url.pathname}${call.url.search}`,
      body: call.body,
      job,
      status: answer.status,
    })
    return answer
  }

  async function judged(
    call: Call,
    match: Match | undefined,
    job: string,
    headers: IncomingMessage['headers'],
  ): Promise<Answer> {
    if (match === undefined) return violated(404, [`${call.method} ${call.url.pathname} is no operation in use`])
    if (!/^(token|bearer) \S+$/i.test(headers.authorization ?? '')) return refusal(401, 'Requires authentication')
    const fault = nextFault(call.method)
    if (fault?.delayMs !== undefined) await sleep(fault.delayMs, undefined, { ref: false })
    if (fault?.status !== undefined && !fault.afterwards) return faulty(fault)
    const missing = missingPermission(match, job)
    if (missing !== undefined) return missing
    const wrong = faultsOfRequest(match, call)
    if (wrong.length > 0) return violated(422, wrong)
    const answer = perform(match, call, fault)
    // The description leaves out most refusals; those have one form.
    const own = answer.status < 400 ? faultsOfAnswer(match, answer.status, answer.body) : []
    if (own.length > 0) return violated(500, own)
    return fault?.status === undefined ? answer : faulty(fault)
  }

  function violated(status: number, wrong: string[]): Answer {
    violations.push(...wrong)
    return refusal(status, `Validation Failed: ${wrong.join('; ')}`)
  }

  function nextFault(method: string): Fault | undefined {
    const fault = faults.find((one) => one.times !== 0 && (one.method ?? method) === method)
    if (fault?.times !== undefined) fault.times -= 1
    return fault
  }

  function missingPermission({ method, template }: Match, job: string): Answer | undefined {
    if (workflow === undefined) return undefined
    const needed = operations.find((one) => one.method === method && one.path === template)
    if (needed === undefined) throw new Error(`operations.json does not say which permission ${template} needs`)
    const granted = grantedTo(job, needed.permission, workflow)
    if (granted === 'write' || granted === needed.access) return undefined
    const accepted = { 'x-accepted-github-permissions': `${needed.permission}=${needed.access}` }
    return { ...refusal(403, 'Resource not accessible by integration'), headers: accepted }
  }

  function perform({ method, template, parameters }: Match, { url: asked, body }: Call, fault?: Fault): Answer {
    const base = `${url}/repos/${parameters.owner}/${parameters.repo}`
    if (template.endsWith('/jobs'))
      return { status: 200, body: jobsAnswer(jobs, base, Number(parameters.run_id), asked) }
    if (template.endsWith('/issues'))
      return method === 'get' ? list(asked, base, fault) : { status: 201, body: issues.written(create(body), base) }
    const issue = issues.all.find(({ number }) => number === Number(parameters.issue_number))
    if (issue === undefined) return refusal(404, 'Not Found')
    if (template.endsWith('/comments'))
      return { status: 201, body: issues.comment(issue, (body as { body: string }).body, base) }
    issues.update(issue, body as object)
    return { status: 200, body: issues.written(issue, base) }
  }

  function create(body: unknown): StandInIssue {
    const { title, body: text = '', labels = [] } = body as { title: string; body?: string; labels?: string[] }
    return issues.open({ title, body: text, labels })
  }

  function list(asked: URL, base: string, fault: Fault | undefined): Answer {
    const found = issues.list(Object.fromEntries(asked.searchParams) as Listing)
    const perPage = Math.min(Number(asked.searchParams.get('per_page') ?? 30), 100)
    const page = Number(asked.searchParams.get('page') ?? 1)
    const begin = fault?.repeatsPage ? 0 : (page - 1) * perPage
    const next = new URL(asked)
    next.searchParams.set('page', String(page + 1))
    const hasNext = fault?.repeatsPage || begin + perPage < found.length
    return {
      status: 200,
      body: found.slice(begin, begin + perPage).map((issue) => issues.written(issue, base)),
      headers: hasNext ? { link: `<${next.href}>; rel="next"` } : {},
    }
  }

  return {
    url,
    requests,
    issues,
    jobs,
    faults,
    violations,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function faulty({ status = 502, message = 'Server Error', retryAfterSeconds }: Fault): Answer {
  const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
  return { ...refusal(status, message), headers }
}

function refusal(status: number, message: string): Answer {
  return { status, body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) } }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk
  return text
}

function write(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(body))
}
