import { withRetries } from '../runtime/transient.js'
import { type Octokit, openApi } from './api.js'
import type { Trouble } from './incident.js'
import { headline, issueBody, marker, type Told, troubleComment, wellComment } from './words.js'

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
    const { octokit, at } = await openApi(repository, { token, job, signal })
    return new Issues(octokit, at, signal)
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
