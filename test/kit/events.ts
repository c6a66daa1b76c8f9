/** What starts a workflow. */
export interface Event {
  name: string
  payload: Readonly<Record<string, unknown>>
}

const repository = { full_name: 'org/korczewski', default_branch: 'main' }

const pushed = (ref: string, sha: string): Event => ({
  name: 'push',
  payload: { ref, deleted: false, after: sha, repository },
})

export const push = (branch: string, sha: string): Event => pushed(`refs/heads/${branch}`, sha)

export const pushTag = (tag: string, sha: string): Event => pushed(`refs/tags/${tag}`, sha)

/** From a fork: `head` is the commit of `branch`, which asks to be merged into `base`. */
export const pullRequest = ({ head, branch, base }: { head: string; branch: string; base: string }): Event => ({
  name: 'pull_request',
  payload: {
    ...{ number: 7, action: 'opened', repository },
    pull_request: { number: 7, head: { ref: branch, sha: head, repo: { fork: true } }, base: { ref: base } },
  },
})

export const dispatch = (inputs: Readonly<Record<string, string>>, branch = 'main'): Event => ({
  name: 'workflow_dispatch',
  payload: { ref: `refs/heads/${branch}`, inputs },
})
