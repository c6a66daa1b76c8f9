import { readFileSync } from 'node:fs'
import * as z from 'zod'

/** What happened in the repository and started this run; read from the runner's variables and its file, not from the API. */
export interface RunEvent {
  /** `owner/name`. */
  repository: string
  /** GitHub's number of it, which stays when it is renamed; '' where the runner gives none. */
  repositoryId: string
  /** Address of the host that the repository is on. */
  server: string
  /** The commit that it is about: GITHUB_SHA; after another run (`workflow_run`) that run's. */
  sha: string
  /** `refs/heads/main`. */
  ref: string
  /** The branch that was pushed, or of which a pull request comes. Absent for a tag. */
  branch: string | undefined
  /** The branch that a pull request or a merge queue wants to change. Absent otherwise. */
  baseBranch: string | undefined
  /** Why its commit is never deployed, in words; absent where nothing speaks against it. */
  barred: string | undefined
  /** Whether GITHUB_REF is what was pushed, chosen or due. A comment, say, has the default branch there, whatever it is about. */
  isOfRef: boolean
  /** The git tag that was pushed. */
  tag: string | undefined
  /** `push`, `pull_request`, `workflow_dispatch`, … */
  name: string
  /** Counts up over all runs of the repository; 0 where this is none. */
  runId: number
  /** The order of deploys: `runId`; after another run (`workflow_run`) that one's, since tests of an older commit may end after those of a newer one. */
  order: number
  /** When that was pushed, or the run before was made, in ms since 1970. Absent for other events, and where their file does not say. */
  madeAt: number | undefined
  /** A schedule started it, or the run that it follows: nobody asked for it but the clock. */
  isByClock: boolean
  runAttempt: number
  actor: string
  runUrl: string
}

/** Whoever starts these names a branch or tag, or GitHub's clock means the default branch. */
const OF_A_REF = ['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'release', 'workflow_run']

/**
 * Which ref and commit each event has in GITHUB_REF and GITHUB_SHA: GitHub's documentation, "Events that trigger workflows". Those of
 * `workflow_run` are the default branch and its last commit, whatever was tested.
 * @param payload What GITHUB_EVENT_PATH holds; undefined where it cannot be read.
 */
export function readEvent(env: NodeJS.ProcessEnv, payload: unknown = readPayload(env)): RunEvent {
  const text = (name: string) => env[`GITHUB_${name}`] ?? ''
  const [name, repository] = [text('EVENT_NAME'), text('REPOSITORY')]
  const server = text('SERVER_URL') || 'https://github.com'
  const runId = Number(text('RUN_ID')) || 0
  const { ref, sha, barred, order, madeAt, isByClock } =
    name === 'workflow_run'
      ? ofEarlierRun(payload, repository)
      : {
          ref: text('REF'),
          sha: text('SHA'),
          barred: barOf(name, text('BASE_REF')),
          order: runId,
          madeAt: name === 'push' ? pushedAt(payload) : undefined,
          isByClock: name === 'schedule',
        }
  return {
    ...{ repository, repositoryId: text('REPOSITORY_ID'), server, sha, ref, barred, name, runId, order, madeAt },
    isByClock,
    branch: text('HEAD_REF') || after('refs/heads/', ref),
    baseBranch: text('BASE_REF') || (name === 'merge_group' ? baseOfQueue(payload) : undefined),
    tag: after('refs/tags/', ref),
    isOfRef: name === '' || OF_A_REF.includes(name),
    runAttempt: Number(text('RUN_ATTEMPT')) || 1,
    actor: text('ACTOR'),
    runUrl: repository && runId ? `${server}/${repository}/actions/runs/${runId}` : '',
  }
}

function readPayload({ GITHUB_EVENT_PATH: path }: NodeJS.ProcessEnv): unknown {
  try {
    return path ? JSON.parse(readFileSync(path, 'utf8')) : undefined
  } catch {
    return undefined
  }
}

function barOf(name: string, baseRef: string): string | undefined {
  // pull_request, pull_request_target, pull_request_review, …
  if (name.startsWith('pull_request') || baseRef !== '') return 'a pull request is not deployed'
  return name === 'merge_group' ? 'a merge queue is not deployed: the push that it ends in is' : undefined
}

const queue = z.object({ merge_group: z.object({ base_ref: z.string() }) })

function baseOfQueue(payload: unknown): string | undefined {
  const { data } = queue.safeParse(payload)
  return data && after('refs/heads/', data.merge_group.base_ref)
}

const pushed = z.object({ repository: z.object({ pushed_at: z.int().positive() }) })

/** A push's own file has this as a number of seconds; a file of another event has the repository's last push, as a text. */
function pushedAt(payload: unknown): number | undefined {
  const { data } = pushed.safeParse(payload)
  return data && data.repository.pushed_at * 1000
}

/** Fields that are not here are not needed: GitHub's documentation, "Webhook events and payloads", `workflow_run`. */
const earlierRun = z.object({
  workflow_run: z.object({
    id: z.int().positive(),
    created_at: z.string().optional(),
    event: z.string(),
    conclusion: z.string().nullable(),
    head_branch: z.string().min(1),
    head_sha: z.string().regex(/^[0-9a-f]{40,64}$/),
    head_repository: z.object({ full_name: z.string() }).nullable(),
  }),
})
/** A run that followed another one itself says nothing of what that one was about. */
const FOLLOWED = ['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'release']

/** The ref, commit and number of the run that this one follows, and what speaks against deploying them. */
function ofEarlierRun(
  payload: unknown,
  repository: string,
): Pick<RunEvent, 'ref' | 'sha' | 'barred' | 'order' | 'madeAt' | 'isByClock'> {
  const { data } = earlierRun.safeParse(payload)
  if (data === undefined)
    return {
      ...{ ref: '', sha: '', barred: 'nothing says which run this one follows', order: 0 },
      ...{ madeAt: undefined, isByClock: false },
    }
  const {
    id,
    created_at: created = '',
    event,
    conclusion,
    head_branch: branch,
    head_sha: sha,
    head_repository: head,
  } = data.workflow_run
  return {
    ...{ ref: `refs/heads/${branch}`, sha, barred: bar(), order: id },
    ...{ madeAt: Date.parse(created) || undefined, isByClock: event === 'schedule' },
  }

  function bar(): string | undefined {
    const run = 'the run that this one follows'
    if (head?.full_name !== repository)
      return `${run} was for another repository (${head?.full_name ?? 'one that is gone'})`
    if (event.startsWith('pull_request')) return `${run} was for a pull request`
    if (!FOLLOWED.includes(event)) return `${run} was started by ${event}, which does not say what was tested`
    return conclusion === 'success' ? undefined : `${run} ended with ${conclusion ?? 'nothing yet'}`
  }
}

function after(prefix: string, ref: string): string | undefined {
  return ref.startsWith(prefix) ? ref.slice(prefix.length) : undefined
}
