import { UserError } from '../runtime/errors.js'
import { limited } from '../runtime/limited.js'
import { isTransientStatus, Transient, withRetries } from '../runtime/transient.js'
import type { Trouble } from './incident.js'
import { headline, issueBody, marker, type Told, troubleComment, wellComment } from './words.js'

type Octokit = ReturnType<typeof import('@actions/github')['getOctokit']>

/** A hanging request is asked again. */
const REQUEST_MS = 10_000
const PER_PAGE = 100
/** Newest first; a page that GitHub repeats for ever ends, too. */
const MOST_PAGES = 20

export interface Issue {
  number: number
  url: string
  opened: Date
}

/** The issues of one repository, as far as alerts need them: one open issue an environment. */
export class Issues {
  private constructor(
    private readonly octokit: Octokit,
    private readonly at: { owner: string; repo: string },
    private readonly signal: AbortSignal,
  ) {}

  /** @param options.job Id of the job, for whoever reads GitHub's audit log. */
  static async of(
    repository: string,
    { token, job, signal }: { token: string; job: string; signal: AbortSignal },
  ): Promise<Issues> {
    // Nobody else needs it: it brings an HTTP client as large as all the rest.
    const { getOctokit } = await import('@actions/github')
    const octokit = getOctokit(token, { userAgent: `stack-actions (job ${job})` })
    octokit.hook.before('request', (options) => {
      options.request.signal = limited(REQUEST_MS, signal)
    })
    octokit.hook.error('request', (error) => {
      throw translated(error)
    })
    const [owner = '', repo = ''] = repository.split('/')
    return new Issues(octokit, { owner, repo }, signal)
  }

  /**
   * Opens the environment's issue, or comments on the one that is open.
   * @throws UserError, Transient
   */
  async report(trouble: Trouble, told: Told): Promise<Issue> {
    // All of it again after a fault: an issue whose opening was not answered may be there.
    return this.patiently(async () => {
      const open = await this.find(told.environment)
      if (open === undefined) {
        const title = headline(trouble, told.environment)
        const { data } = await this.octokit.rest.issues.create({ ...this.at, title, body: issueBody(trouble, told) })
        return issueOf(data)
      }
      await this.comment(open, troubleComment(trouble, told))
      return open
    })
  }

  /**
   * Closes the environment's issue with a comment.
   * @returns The issue; undefined where none is open.
   * @throws UserError, Transient
   */
  async resolve(told: Told, now: Date): Promise<Issue | undefined> {
    const open = await this.patiently(() => this.find(told.environment))
    if (open === undefined) return undefined
    await this.patiently(() => this.comment(open, wellComment(told, open.opened, now)))
    await this.patiently(() =>
      this.octokit.rest.issues.update({
        ...this.at,
        issue_number: open.number,
        state: 'closed',
        state_reason: 'completed',
      }),
    )
    return open
  }

  private async find(environment: string): Promise<Issue | undefined> {
    for (let page = 1; page <= MOST_PAGES; page++) {
      const { data } = await this.octokit.rest.issues.listForRepo({
        ...this.at,
        state: 'open',
        per_page: PER_PAGE,
        page,
      })
      const ours = data.find((issue) => isOurs(issue, environment))
      if (ours !== undefined) return issueOf(ours)
      if (data.length < PER_PAGE) return undefined
    }
    return undefined
  }

  private async comment({ number }: Issue, body: string): Promise<void> {
    await this.octokit.rest.issues.createComment({ ...this.at, issue_number: number, body })
  }

  private patiently<T>(work: () => Promise<T>): Promise<T> {
    return withRetries(work, { signal: this.signal })
  }
}

type Listed = Awaited<ReturnType<Octokit['rest']['issues']['listForRepo']>>['data'][number]

/**
 * Whether it is the environment's issue, and no pull request, which GitHub lists with them. Anybody may copy the marker into an issue of a
 * public repository, so it counts only from a bot (whose token a job has) or from somebody who may write there.
 */
function isOurs(issue: Listed, environment: string): boolean {
  if (issue.pull_request !== undefined || !issue.body?.startsWith(marker(environment))) return false
  return issue.user?.type === 'Bot' || ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(issue.author_association ?? '')
}

function issueOf({ number, html_url, created_at }: { number: number; html_url: string; created_at: string }): Issue {
  return { number, url: html_url, opened: new Date(created_at) }
}

/** An error of octokit (`RequestError`) as what a user is told, or as one to try again after. */
function translated(error: unknown): Error {
  const { status, response, message } = error as Error & {
    status?: number
    response?: { headers: Record<string, string | number | undefined> }
  }
  // octokit calls a connection that failed 500.
  if (response === undefined) return new Transient(`GitHub cannot be reached: ${message}`)
  const wait = Number(response.headers['retry-after'])
  const said = `GitHub answers HTTP ${status}: ${message}`
  if (isTransientStatus(status ?? 0)) return new Transient(said, Number.isFinite(wait) ? wait * 1000 : undefined)
  if (/rate limit/i.test(message) || Number.isFinite(wait))
    return new Transient(said, Number.isFinite(wait) ? wait * 1000 : undefined)
  return new UserError(said, {
    todo: TODO[status ?? 0] ?? 'look at githubstatus.com, and at the repository’s settings',
  })
}

const TODO: Record<number, string> = {
  401: 'the input `token` is wrong or has expired: leave it out, and the job’s own is used',
  403: 'give the job `permissions: { issues: write }`, beside what it has',
  404: 'give the job `permissions: { issues: write }`, beside what it has; a token of your own must reach this repository',
  410: 'switch issues on in the repository’s settings, or leave `issue` out',
}
