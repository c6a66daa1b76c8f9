import { dirname } from 'node:path'
import { isInside } from './inside.js'

/**
 * The beginning of a call of git in a checkout, or in a folder of it, whoever owns that: in a job that runs in a container the checkout belongs
 * to another user than the step's, and git would refuse it. Only for commands that read: nothing of the repository is run.
 */
export function gitIn(root: string, folder = root): string[] {
  const safe = foldersTo(root, folder).flatMap((one) => ['-c', `safe.directory=${one}`])
  return ['git', ...safe, '-C', folder]
}

/** A folder, and those around it up to the root: git asks whether it may trust the one where the repository begins. */
function foldersTo(root: string, folder: string): string[] {
  const found = [root]
  for (let one = folder; one !== root && isInside(root, one); one = dirname(one)) found.push(one)
  return found
}
