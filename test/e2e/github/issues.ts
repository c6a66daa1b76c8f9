/** An issue of the stand-in, as a test looks at it. */
export interface StandInIssue {
  number: number
  title: string
  body: string
  state: 'open' | 'closed'
  stateReason: string | null
  author: string
  authorType: 'Bot' | 'User'
  association: string
  labels: string[]
  comments: string[]
  createdAt: Date
  closedAt: Date | null
  /** GitHub lists pull requests with the issues. */
  isPullRequest: boolean
}

/** Whoever has a job's own token. */
export const JOB_TOKEN = { author: 'github-actions[bot]', authorType: 'Bot', association: 'NONE' } as const

export interface Listing {
  state?: string
  creator?: string
  labels?: string
  sort?: string
  direction?: string
}

/** The issues of one repository, and how GitHub writes them. */
export class StandInIssues {
  readonly all: StandInIssue[] = []
  private comments = 0

  /** @param webBase Address of the repository on the web. */
  constructor(private readonly webBase: string) {}

  open(given: Partial<StandInIssue> & { title: string }): StandInIssue {
    const issue: StandInIssue = {
      ...JOB_TOKEN,
      number: this.all.length + 1,
      body: '',
      state: 'open',
      stateReason: null,
      labels: [],
      comments: [],
      createdAt: new Date(),
      closedAt: null,
      isPullRequest: false,
      ...given,
    }
    this.all.push(issue)
    return issue
  }

  update(issue: StandInIssue, changes: { state?: string; state_reason?: string; title?: string; body?: string }): void {
    if (changes.title !== undefined) issue.title = changes.title
    if (changes.body !== undefined) issue.body = changes.body
    if (changes.state === undefined || changes.state === issue.state) return
    issue.state = changes.state as StandInIssue['state']
    issue.closedAt = issue.state === 'closed' ? new Date() : null
    issue.stateReason = changes.state_reason ?? (issue.state === 'closed' ? 'completed' : 'reopened')
  }

  /** In GitHub's order: newest first, if not asked otherwise. */
  list({ state = 'open', creator, labels, sort = 'created', direction = 'desc' }: Listing): StandInIssue[] {
    const wanted = labels?.split(',') ?? []
    const key = (issue: StandInIssue) => (sort === 'comments' ? issue.comments.length : issue.createdAt.getTime())
    const sign = direction === 'desc' ? -1 : 1
    return this.all
      .filter((issue) => state === 'all' || issue.state === state)
      .filter((issue) => creator === undefined || issue.author === creator)
      .filter((issue) => wanted.every((label) => issue.labels.includes(label)))
      .sort((one, other) => sign * (key(one) - key(other) || one.number - other.number))
  }

  /** @param base Address of the repository in the API. */
  comment(issue: StandInIssue, body: string, base: string) {
    issue.comments.push(body)
    this.comments += 1
    const now = time(new Date())
    return {
      id: this.comments,
      node_id: `IC_${this.comments}`,
      url: `${base}/issues/comments/${this.comments}`,
      html_url: `${this.webBase}/issues/${issue.number}#issuecomment-${this.comments}`,
      issue_url: `${base}/issues/${issue.number}`,
      body,
      user: user(JOB_TOKEN, base),
      created_at: now,
      updated_at: now,
      author_association: JOB_TOKEN.association,
    }
  }

  /** @param base Address of the repository in the API. */
  written(issue: StandInIssue, base: string) {
    const url = `${base}/issues/${issue.number}`
    const place = issue.isPullRequest ? 'pull' : 'issues'
    return {
      id: 1_000_000 + issue.number,
      node_id: `I_${issue.number}`,
      url,
      repository_url: base,
      labels_url: `${url}/labels{/name}`,
      comments_url: `${url}/comments`,
      events_url: `${url}/events`,
      html_url: `${this.webBase}/${place}/${issue.number}`,
      number: issue.number,
      state: issue.state,
      state_reason: issue.stateReason,
      title: issue.title,
      body: issue.body,
      user: user(issue, base),
      labels: issue.labels,
      assignee: null,
      assignees: [],
      milestone: null,
      locked: false,
      comments: issue.comments.length,
      closed_at: issue.closedAt && time(issue.closedAt),
      created_at: time(issue.createdAt),
      updated_at: time(new Date()),
      author_association: issue.association,
      ...(issue.isPullRequest && {
        pull_request: { url: null, html_url: null, diff_url: null, patch_url: null, merged_at: null },
      }),
    }
  }
}

function user({ author, authorType }: Pick<StandInIssue, 'author' | 'authorType'>, base: string) {
  const url = `${new URL(base).origin}/users/${encodeURIComponent(author)}`
  const links = ['html', 'followers', 'following', 'gists', 'starred', 'subscriptions', 'organizations', 'repos']
  return {
    login: author,
    id: 41898282,
    node_id: 'U_1',
    avatar_url: url,
    gravatar_id: '',
    url,
    events_url: url,
    received_events_url: url,
    ...Object.fromEntries(links.map((link) => [`${link}_url`, url])),
    type: authorType,
    site_admin: false,
  }
}

/** GitHub writes whole seconds. */
function time(date: Date): string {
  return date.toISOString().replace(/\.[0-9]+Z$/, 'Z')
}
