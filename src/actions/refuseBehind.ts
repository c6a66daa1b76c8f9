import type { Context } from '../contract/action.js'
import type { HostFacts } from '../host/types.js'
import { Refused } from '../runtime/errors.js'
import { run } from '../runtime/run.js'
import type { Committed } from '../stack/committed.js'
import { gitIn } from '../stack/gitIn.js'

const GIT_TIMEOUT_MS = 60_000

/**
 * Outside of GitHub no number says which of two deploys is the newer one: the history of commits does. What a person deploys must hold the commit
 * that serves.
 * @throws Refused where it does not, and where git does not know that commit
 */
export async function refuseBehind(
  { force }: { force: boolean },
  { current }: Pick<HostFacts, 'current'>,
  { commit }: Pick<Committed, 'commit'>,
  { event, workspace }: Pick<Context, 'event' | 'workspace'>,
): Promise<void> {
  const serving = current?.meta['commit'] ?? ''
  if (event.runId > 0 || force || serving === '' || serving === commit) return
  const argv = [...gitIn(workspace), '--no-optional-locks', 'merge-base', '--is-ancestor', serving, 'HEAD']
  const { code } = await run(argv, { timeoutMs: GIT_TIMEOUT_MS })
  if (code === 0) return
  const what =
    code === 1
      ? `commit ${commit.slice(0, 12)} does not hold commit ${serving.slice(0, 12)}, which serves as release ${current?.id}: its changes would be taken back`
      : `git does not know commit ${serving.slice(0, 12)}, which serves as release ${current?.id}`
  throw new Refused(what, {
    code: 'superseded',
    todo: [
      code === 1
        ? 'get what is new first: git pull'
        : 'get all of the history first: git fetch --unshallow (in a shallow clone), or git fetch',
      'or deploy this all the same with --force',
    ],
  })
}
