/** A job of the run as the stand-in knows it. */
export interface StandInJob {
  conclusion: 'success' | 'failure' | 'cancelled' | 'skipped' | 'timed_out'
  /** Null or 0 for one that never had a runner. */
  runner: number | null
}

/** The answer to who lists a run's jobs, a page of it. */
export function jobsAnswer(jobs: readonly StandInJob[], base: string, runId: number, asked: URL): unknown {
  const perPage = Math.min(Number(asked.searchParams.get('per_page') ?? 30), 100)
  const begin = (Number(asked.searchParams.get('page') ?? 1) - 1) * perPage
  const page = jobs.slice(begin, begin + perPage)
  return { total_count: jobs.length, jobs: page.map((job, index) => written(job, begin + index + 1, base, runId)) }
}

function written({ conclusion, runner }: StandInJob, id: number, base: string, runId: number): unknown {
  const at = new Date().toISOString()
  return {
    ...{ id, node_id: `J_${id}`, run_id: runId, run_attempt: 1, run_url: `${base}/actions/runs/${runId}` },
    ...{ url: `${base}/actions/jobs/${id}`, html_url: `${base}/jobs/${id}`, check_run_url: `${base}/check-runs/${id}` },
    ...{
      head_sha: '0'.repeat(40),
      head_branch: 'main',
      workflow_name: 'Pipeline',
      name: `Job ${id}`,
      labels: [],
      steps: [],
    },
    ...{ status: 'completed', conclusion, created_at: at, started_at: at, completed_at: at },
    ...{
      runner_id: runner,
      runner_name: runner ? `runner ${runner}` : null,
      runner_group_id: null,
      runner_group_name: null,
    },
  }
}
