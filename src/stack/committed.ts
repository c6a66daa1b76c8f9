import type { run } from '../runtime/run.js'
import { gitIn } from './gitIn.js'

/** Which commit a checkout is at, and whether its files are as in that commit. */
export interface Committed {
  /** The checkout's commit: git's HEAD, or the run's where git does not say. */
  commit: string
  /** Whether all tracked files are as in that commit; undefined where git does not say. */
  isClean: boolean | undefined
  /** In words, how the checkout differs from the run's commit, or that this is not known; empty where it does not differ. */
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
      ? [`the checkout is at commit ${short(commit)}, and the run is for ${short(sha)}`]
      : []),
    ...(changed.length > 0 ? [`${fileWords(changed)} not as in commit ${short(commit)}`] : []),
  ]
  return { commit, isClean: changed.length === 0, differs: words.join('; ') }
}

/** For a run that has no commit nothing is claimed. */
function unknownWords(sha: string): string {
  return sha === '' ? '' : `git does not say whether the checkout is at commit ${short(sha)}`
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
