/** What happened in the repository and started this run; read from the runner's variables, not from the API. */
export interface RunEvent {
  /** `owner/name`. */
  repository: string
  /** GitHub's number of it, which stays when it is renamed; '' where the runner gives none. */
  repositoryId: string
  /** Address of the host that the repository is on. */
  server: string
  sha: string
  /** `refs/heads/main`. */
  ref: string
  /** The branch that was pushed, or of which a pull request comes. Absent for a tag. */
  branch: string | undefined
  /** The branch that a pull request wants to change. Absent otherwise. */
  baseBranch: string | undefined
  /** The git tag that was pushed. */
  tag: string | undefined
  /** `push`, `pull_request`, `workflow_dispatch`, … */
  name: string
  /** Counts up over all runs of the repository: the order of deploys. */
  runId: number
  runAttempt: number
  actor: string
  runUrl: string
}

export function readEvent(env: NodeJS.ProcessEnv): RunEvent {
  const text = (name: string) => env[`GITHUB_${name}`] ?? ''
  const ref = text('REF')
  const repository = text('REPOSITORY')
  const runId = Number(text('RUN_ID')) || 0
  return {
    repository,
    repositoryId: text('REPOSITORY_ID'),
    server: text('SERVER_URL') || 'https://github.com',
    sha: text('SHA'),
    ref,
    branch: text('HEAD_REF') || (ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined),
    baseBranch: text('BASE_REF') || undefined,
    tag: ref.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : undefined,
    name: text('EVENT_NAME'),
    runId,
    runAttempt: Number(text('RUN_ATTEMPT')) || 1,
    actor: text('ACTOR'),
    runUrl:
      repository && runId ? `${text('SERVER_URL') || 'https://github.com'}/${repository}/actions/runs/${runId}` : '',
  }
}
