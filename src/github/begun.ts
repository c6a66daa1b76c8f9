import { withRetries } from '../runtime/transient.js'
import { type Asking, openApi } from './api.js'

const PER_PAGE = 100
/** A run has at most 256 jobs a matrix; more pages than these are not read. */
const MOST_PAGES = 10

/**
 * Whether no job of this attempt of the run that failed ever had a runner. GitHub ends a job so that a reviewer has rejected, or that the
 * environment's rules refuse: nothing began. A job whose runner was lost had one. `false` where that is not known.
 * @throws UserError, Transient
 */
export async function neverBegan(
  { repository, runId, runAttempt }: { repository: string; runId: number; runAttempt: number },
  asking: Asking,
): Promise<boolean> {
  const { octokit, at } = await openApi(repository, asking)
  const failed: { runner_id: number | null }[] = []
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { data } = await withRetries(
      () =>
        octokit.rest.actions.listJobsForWorkflowRunAttempt({
          ...{ ...at, run_id: runId, attempt_number: runAttempt, per_page: PER_PAGE, page },
        }),
      { signal: asking.signal },
    )
    failed.push(...data.jobs.filter(({ conclusion }) => conclusion !== null && !ENDED_WELL.includes(conclusion)))
    if (data.jobs.length < PER_PAGE) return failed.length > 0 && failed.every(({ runner_id: id }) => !id)
  }
  return false
}

const ENDED_WELL = ['success', 'skipped', 'neutral']
