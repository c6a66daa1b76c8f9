import { userInfo } from 'node:os'
import { inputVariable } from '../contract/inputs.js'
import { Refused } from '../runtime/errors.js'
import { readStackConfig } from '../stack/config.js'
import { chooseEnvironment, environmentOf } from '../stack/environment.js'
import { PUBLISHER } from './publisher.js'
import type { Repository } from './repository.js'

/** What a runner sets, and a shell may have from anywhere. */
const RUNNERS = /^(GITHUB_|RUNNER_(?!DEBUG$)|INPUT_|STATE_|ACTIONS_)/

/**
 * The environment that an action runs in: the person's own, with what a runner would give in place of whatever is called so there. There is no
 * number of a run: a release that is made without one comes right behind the one that serves.
 * @param inputs By their names in the declaration.
 * @param temp A folder for files that are of no use after the command.
 */
export function environmentFor(
  own: NodeJS.ProcessEnv,
  { root, commit, branch, origin }: Repository,
  inputs: Readonly<Record<string, string>>,
  temp: string,
): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = Object.fromEntries(Object.entries(own).filter(([name]) => !RUNNERS.test(name)))
  const event = {
    GITHUB_WORKSPACE: root,
    GITHUB_SHA: commit,
    GITHUB_ACTOR: userInfo().username,
    ...(branch !== undefined && { GITHUB_REF: `refs/heads/${branch}` }),
    ...(origin && { GITHUB_REPOSITORY: origin.repository, GITHUB_SERVER_URL: origin.server }),
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_TEMP: temp,
  }
  const given = Object.entries(inputs).map(([name, text]) => [inputVariable(name), text])
  return { ...env, ...event, ...Object.fromEntries(given) }
}

/**
 * Refuses a run of GitHub: the command knows nothing of its event, and would go by all that an action bars, such as a fork's pull request.
 * @throws Refused
 */
export function mustBeNoRun({ GITHUB_ACTIONS: runs }: NodeJS.ProcessEnv): void {
  if (runs !== 'true') return
  throw new Refused('this is a run of GitHub, and the command is for people', {
    at: 'GITHUB_ACTIONS=true',
    todo: `use the action in the workflow: uses: ${PUBLISHER.repository}/deploy@${PUBLISHER.tag}`,
    code: 'usage',
  })
}

/**
 * The environment of stack.yml that a person means who names none: the branch's, else the only one.
 * @param options.changesServer Then the only one must be of no branch: what is on a topic branch goes to production by its name alone.
 * @throws Refused where it could be several, or must be named
 */
export async function environmentMeant(
  repository: Repository,
  { config = 'stack.yml', changesServer = false }: { config?: string | undefined; changesServer?: boolean } = {},
): Promise<string> {
  const { root, branch, origin } = repository
  const read = await readStackConfig({ root, config, ...origin })
  const chosen = chooseEnvironment(read, branch === undefined ? {} : { branch })
  if ('environment' in chosen) return chosen.environment
  const known = Object.keys(read.environments)
  const [only = ''] = known
  if (known.length === 1 && !(changesServer && environmentOf(read, only).branch !== undefined)) return only
  throw new Refused(
    `which environment? ${branch === undefined ? 'This is no branch' : `The branch ${branch} has none`}`,
    {
      todo: known.map((name) => `--environment ${name}`),
      code: 'usage',
    },
  )
}
