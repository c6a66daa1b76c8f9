import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { BuiltImage } from '../../src/image/types.js'
import { checkout, type Step, step, visible } from '../lab/step.js'

// What a pipeline is told to build, by dist/ as a process of its own, without a server and a registry.

let workspace = ''
beforeAll(async () => {
  workspace = await checkout({
    'stack.yml':
      'name: shop\nregistry: none\nprojects:\n  app: { path: ., test: npm test }\n  edge: { path: edge }\nenvironments:\n  production: { branch: main, host: deploy@127.0.0.1 }\n',
    'compose.yaml': 'services:\n  web: { build: { context: ., args: { PIN: "${PIN}" } } }\n  worker: { build: . }\n',
    'edge/compose.yaml': 'services:\n  edge: { build: . }\n',
    'edge/Dockerfile': 'FROM scratch\n',
    Dockerfile: 'FROM scratch\n',
  })
})
afterAll(() => rm(workspace, { recursive: true }))

const plan = (inputs: Record<string, string>): Promise<Step> =>
  step('build-and-tag', { workspace, inputs: { 'dry-run': 'true', ...inputs } })
const imagesOf = ({ outputs }: Step): BuiltImage[] => JSON.parse(outputs.images ?? '[]') as BuiltImage[]

describe('the plan of a pipeline', () => {
  it('names what is built without a secret and what with one; every project that has tests is tested', async () => {
    const planned = await plan({ 'without-secrets': 'true' })
    expect({ code: planned.code, stdout: planned.stdout }).toMatchObject({ code: 0 })
    expect(planned.outputs).toMatchObject({
      decision: 'is-deployed',
      builds: '["app","edge"]',
      // Without a registry nobody but the deploy could use them.
      'builds-with-secrets': '[]',
      tests: '[{"project":"app","path":".","command":"npm test"}]',
    })
    expect(imagesOf(planned).map(({ service, result, reason }) => `${service} ${result}: ${reason}`)).toEqual([
      'web planned: its build needs PIN, which only the environment gives',
      'worker planned: without a registry nothing is kept',
      'edge planned: without a registry nothing is kept',
    ])
    expect(planned.stdout).toContain('app/web: built with the environment’s secrets, its build needs PIN')
  }, 60_000)

  it('tells by nothing what a build argument of the env file was', async () => {
    const [one, other] = [await plan({ 'env-file': 'PIN=4711' }), await plan({ 'env-file': 'PIN=4712' })]
    const keysOf = (planned: Step) => imagesOf(planned).map(({ key }) => key)
    expect([keysOf(one).length, keysOf(one)]).toEqual([3, keysOf(other)])
    expect(visible(one).replaceAll('4711', '')).toBe(visible(other).replaceAll('4712', ''))
  }, 60_000)

  it('is refused where the server is to be asked and its host key is not given', async () => {
    const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n'
    const ended = await step('build-and-tag', { workspace, inputs: { 'ssh-key': key, 'env-file': 'PIN=4711' } })
    expect(ended.code).toBe(1)
    const [error = ''] = ended.errors
    expect(error).toContain('its host key is not given')
    expect(error).toContain('ssh-keyscan')
  }, 60_000)
})

// The rows of the table in docs/workflows.md.
describe('what a run deploys, by what started it', () => {
  const SHA = '0123456789abcdef0123456789abcdef01234567'
  const after = (run: Record<string, unknown>) => ({
    ...{ name: 'workflow_run', ref: 'refs/heads/main' },
    payload: {
      workflow_run: {
        ...{ id: 41, event: 'push', conclusion: 'success', head_branch: 'main', head_sha: SHA },
        ...{ head_repository: { full_name: 'org/tiny' }, ...run },
      },
    },
  })
  interface Started {
    name: string
    ref: string
    base?: string
    payload?: unknown
    environment?: string
  }
  const planned = async ({ name, ref, base = '', payload, environment = '' }: Started): Promise<Step> => {
    const path = join(workspace, '.git-event.json')
    await writeFile(path, JSON.stringify(payload ?? {}))
    const env = {
      ...{ GITHUB_EVENT_NAME: name, GITHUB_REF: ref, GITHUB_BASE_REF: base, GITHUB_EVENT_PATH: path },
      ...{ GITHUB_REPOSITORY: 'org/tiny', GITHUB_SHA: SHA },
    }
    return step('build-and-tag', {
      workspace,
      env,
      inputs: { 'dry-run': 'true', 'without-secrets': 'true', environment },
    })
  }

  it.each<[string, Started]>([
    ['a push to its branch', { name: 'push', ref: 'refs/heads/main' }],
    ['the clock', { name: 'schedule', ref: 'refs/heads/main' }],
    ['a start by hand on its branch', { name: 'workflow_dispatch', ref: 'refs/heads/main' }],
    ['the API', { name: 'repository_dispatch', ref: 'refs/heads/main' }],
    ['a start by hand elsewhere', { name: 'workflow_dispatch', ref: 'refs/heads/x', environment: 'production' }],
    ['a tag', { name: 'push', ref: 'refs/tags/v1', environment: 'production' }],
    ['a release', { name: 'release', ref: 'refs/tags/v1', environment: 'production' }],
    ['a comment', { name: 'issue_comment', ref: 'refs/heads/main', environment: 'production' }],
    ['another run, with the environment given', { ...after({}), environment: 'production' }],
  ])(
    '%s deploys',
    async (_, started) => {
      const { code, outputs } = await planned(started)
      expect({ code, ...outputs }).toMatchObject({ code: 0, decision: 'is-deployed', environment: 'production' })
    },
    60_000,
  )

  it.each<[string, Started, string]>([
    ['a push to another branch', { name: 'push', ref: 'refs/heads/x' }, 'branch "x" is not deployed'],
    ['a start by hand elsewhere', { name: 'workflow_dispatch', ref: 'refs/heads/x' }, 'give the input `environment`'],
    ['a tag', { name: 'push', ref: 'refs/tags/v1' }, 'give the input `environment` to deploy tags'],
    ['a release', { name: 'release', ref: 'refs/tags/v1' }, 'give the input `environment` to deploy tags'],
    ['a comment', { name: 'issue_comment', ref: 'refs/heads/main' }, 'an event issue_comment names no branch'],
    [
      'a pull request, whatever is given',
      { name: 'pull_request', ref: 'refs/pull/7/merge', base: 'main', environment: 'production' },
      'a pull request is not deployed',
    ],
    [
      'a merge queue, whatever is given',
      {
        ...{ name: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-7', environment: 'production' },
        payload: { merge_group: { base_ref: 'refs/heads/main' } },
      },
      'a merge queue is not deployed',
    ],
    [
      'a run of a fork, whatever is given',
      { ...after({ head_repository: { full_name: 'eve/tiny' } }), environment: 'production' },
      'another repository (eve/tiny)',
    ],
    ['a run of a pull request', after({ event: 'pull_request' }), 'was for a pull request'],
    ['a run of another branch', after({ head_branch: 'x' }), 'branch "x" is not deployed'],
    ['a run that failed', after({ conclusion: 'failure' }), 'ended with failure'],
  ])(
    '%s does not, and says why',
    async (_, started, says) => {
      const { code, outputs, stdout } = await planned(started)
      expect({ code, ...outputs }).toMatchObject({ code: 0, decision: 'is-not-deployed', environment: '' })
      expect(stdout).toContain(says)
    },
    60_000,
  )

  it('another commit than the one that the run before was for is refused, with what to check out', async () => {
    const { code, errors } = await planned(after({}))
    expect(code).toBe(1)
    expect(errors.join()).toMatch(/for commit 0123456789ab[\s\S]*head_sha/)
  }, 60_000)
})
