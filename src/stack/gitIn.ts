/**
 * The beginning of a call of git in a checkout, whoever owns that: in a job that runs in a container it is another user's than the step's, and git
 * would say nothing of it.
 */
export function gitIn(root: string): string[] {
  return ['git', '-c', `safe.directory=${root}`, '-C', root]
}
