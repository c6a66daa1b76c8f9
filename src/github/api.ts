import { UserError } from '../runtime/errors.js'
import { limited } from '../runtime/limited.js'
import { isTransientStatus, Transient } from '../runtime/transient.js'

export type Octokit = ReturnType<typeof import('@actions/github')['getOctokit']>

/** A hanging request is asked again. */
const REQUEST_MS = 10_000

export interface Asking {
  token: string
  /** Id of the job, for whoever reads GitHub's audit log. */
  job: string
  signal: AbortSignal
}

/** GitHub's REST API, for one repository. Its errors are UserError, or Transient where the same may go well a moment later. */
export async function openApi(
  repository: string,
  { token, job, signal }: Asking,
): Promise<{ octokit: Octokit; at: { owner: string; repo: string } }> {
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
  return { octokit, at: { owner, repo } }
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
