import type { run } from '../runtime/run.js'
import { gitIn } from './gitIn.js'

/** Which commit a checkout is of, and whether it is that. */
export interface Committed {
  /** What lies there: git's HEAD, or where git says nothing, the run's. */
  commit: string
  /** Whether all tracked files are as in that commit; undefined where git says nothing. */
  isClean: boolean | undefined
  /** In words, where what lies there is not the run's commit, or nobody knows; empty where it is. */
  differs: string
}

const SHOWN_FILES = 3
const GIT_TIMEOUT_MS = 120_000

/**
 * Compares a checkout with the commit of its run: a workflow may check out another one, and a step may change files. What git does not track
 * belongs to no commit; the plan names it where it is sent.
 * @param root Absolute path of the checkout.
 * @param sha GITHUB_SHA; empty where there is none.
 */
export async function committedState(root: string, sha: string, runProgram: typeof run): Promise<Committed> {
  const git = (...words: string[]) =>
    runProgram([...gitIn(root), '--no-optional-locks', ...words], { timeoutMs: GIT_TIMEOUT_MS }).catch(() => undefined)
  const [head, status] = await Promise.all([
    git('rev-parse', '--verify', '--quiet', 'HEAD^{commit}'),
    git(
      'status',
      '--porcelain',
      '-z',
      '--untracked-files=no',
      '--ignore-submodules=untracked',
      '--no-renames',
      '--',
      '.',
    ),
  ])
  const commit = head?.stdout.trim() ?? ''
  if (head?.code !== 0 || status?.code !== 0 || !/^[0-9a-f]{40,64}$/.test(commit))
    return { commit: sha, isClean: undefined, differs: unknownWords(sha) }
  const changed = status.stdout.split('\0').flatMap((line) => (line === '' ? [] : [line.slice(3)]))
  const words = [
    ...(sha !== '' && commit !== sha
      ? [`what lies in the checkout is commit ${short(commit)}, and the run’s is ${short(sha)}`]
      : []),
    ...(changed.length > 0 ? [`${fileWords(changed)} not as in commit ${short(commit)}`] : []),
  ]
  return { commit, isClean: changed.length === 0, differs: words.join('; ') }
}

/** Of a run that has no commit nothing is claimed. */
function unknownWords(sha: string): string {
  return sha === '' ? '' : `git does not say whether what lies in the checkout is commit ${short(sha)}`
}

function fileWords(files: readonly string[]): string {
  const shown = files
    .slice(0, SHOWN_FILES)
    .map((file) => JSON.stringify(file))
    .join(', ')
  const more = files.length > SHOWN_FILES ? ` and ${files.length - SHOWN_FILES} more` : ''
  return `${shown}${more} ${files.length === 1 ? 'is' : 'are'}`
}

function short(commit: string): string {
  return commit.slice(0, 12)
}
