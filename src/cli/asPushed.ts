import { Refused } from '../runtime/errors.js'
import { git, type Repository } from './repository.js'

const SHOWN_FILES = 3

/**
 * Refuses what no workflow could deploy: files that are in no commit, and a commit that nobody else has.
 * @throws Refused
 */
export async function mustBePushed({ root, isRepository, commit }: Repository): Promise<void> {
  if (!isRepository || commit === '')
    throw new Refused('a deploy is made from a commit, and here is none', { at: root, todo: AS_IS })
  const status = await git(root, root, 'status', '--porcelain', '-z', '--no-renames', '--untracked-files=normal')
  if (status === undefined)
    throw new Refused('git does not say whether all files are committed', { at: root, todo: AS_IS })
  const changed = status.split('\0').flatMap((line) => (line === '' ? [] : [line.slice(3)]))
  if (changed.length > 0)
    throw new Refused(`${named(changed)} not as in commit ${commit.slice(0, 12)}`, {
      at: root,
      todo: ['commit and push', ...AS_IS],
    })
  const remotes = await git(root, root, 'for-each-ref', '--contains', commit, '--format=%(refname)', 'refs/remotes')
  if (remotes === undefined || remotes === '')
    throw new Refused(`commit ${commit.slice(0, 12)} is on no branch of a remote, as far as git knows here`, {
      at: root,
      todo: ['push it: git push', 'if it is pushed already: git fetch', ...AS_IS],
    })
}

const AS_IS = [
  'or deploy what lies here all the same, with --as-is: the release records the commit, and what is not as in it',
]

function named(files: readonly string[]): string {
  const shown = files.slice(0, SHOWN_FILES).map((file) => JSON.stringify(file))
  const more = files.length - shown.length
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''} ${files.length === 1 ? 'is' : 'are'}`
}
