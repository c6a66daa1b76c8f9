import type { Context } from '../contract/action.js'
import { Refused } from '../runtime/errors.js'
import type { Committed } from '../stack/committed.js'

/**
 * Refuses another commit than that of the run that this one follows, where that run's branch chose the environment: nobody has tested it for
 * that, and `actions/checkout` takes the default branch's last one if it is not told which.
 * @throws Refused
 */
export function mustBeTested(
  { environment }: { environment?: string | undefined },
  { commit, isClean, differs }: Committed,
  { event }: Pick<Context, 'event'>,
): void {
  if (event.name !== 'workflow_run' || environment !== undefined) return
  if (commit === event.sha && isClean !== undefined) return
  throw new Refused(`this run follows one that was for commit ${event.sha.slice(0, 12)}: ${differs}`, {
    todo: [
      'check out what was tested: `with: { ref: "${{ github.event.workflow_run.head_sha }}" }` at actions/checkout (pipeline.yml cannot: call it on a push)',
      'or give the input `environment`, and what is checked out is deployed there',
    ],
  })
}
