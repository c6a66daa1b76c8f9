import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { dispatch, pullRequest, push, pushTag } from '../kit/events.js'
import { type Edit, faults, newVersion } from '../kit/example/edits.js'
import { labRegistry, startRegistry, stopRegistry } from '../kit/lab.js'
import { poll } from '../kit/poll.js'
import type { WorkflowRun } from '../kit/workflows.js'
import { Caller, type Environment, type RunOf } from './caller.js'
import { type GitHubStandIn, startGitHub } from './github/server.js'
import { startWebhook, type WebhookReceiver } from './github/webhook.js'
import { shownSecrets } from './secrets.js'

// The example's own workflows on a real runner, against servers of the lab. Cases follow each other: each begins with what the one before
// left, and the version that is named is the one that then answers.

const seconds = (count: number): number => count * 1000
const TEST = 'l2p/backend/test/app.test.ts'

let caller: Caller
let webhook: WebhookReceiver
let first = ''

beforeAll(async () => {
  caller = await Caller.make()
  webhook = await startWebhook()
  caller.production.secrets.WEBHOOK = webhook.url
  first = await caller.checkout.head()
}, seconds(900))
afterAll(async () => {
  await webhook?.stop()
  await caller?.remove()
}, seconds(120))

/** Runs a workflow of the example; whatever it is for, nothing secret may be shown. */
async function run(workflow: string, event: Parameters<Caller['run']>[1], options: RunOf = {}): Promise<WorkflowRun> {
  const ended = await caller.run(workflow, event, options)
  const environment = options.of ?? caller.production
  await environment.target.server.settled()
  console.log(`${options.name ?? workflow}: ${JSON.stringify(ended.jobs)} in ${ended.seconds.toFixed(1)} s`)
  expect(shownSecrets(ended, [caller.production.secrets, caller.staging.secrets])).toEqual([])
  return ended
}

const pushed = async (branch: string, options: RunOf = {}): Promise<WorkflowRun> =>
  run('pipeline.yml', push(branch, await caller.checkout.head()), { name: `push to ${branch}`, ...options })

async function commit(edits: Record<string, Edit>, message: string): Promise<string> {
  await caller.checkout.edit(edits)
  return caller.checkout.commit(message)
}

/** The whole list of jobs; where it is another, with what it said of that, and the log. */
function expectJobs(ended: WorkflowRun, jobs: Record<string, string>): void {
  const asExpected = isDeepStrictEqual(ended.jobs, jobs)
  if (!asExpected) console.log(ended.printed.slice(-15_000))
  expect({ ...ended.jobs, ...(!asExpected && { errors: texts(ended, 'error') }) }).toEqual(jobs)
}

const texts = ({ annotations }: WorkflowRun, level: string): string =>
  annotations.flatMap((one) => (one.level === level ? [one.text] : [])).join('\n')
const answers = ({ target }: Environment = caller.production): Promise<string> => target.server.version('api.l2p')
const containers = ({ target }: Environment = caller.production): Promise<string[]> => target.server.identities()
/** Tags of the backend's image in the registry. */
async function tags(): Promise<string[]> {
  const { registry, registryCa = '', registryName = '' } = caller.production.target
  const { address } = await labRegistry(registryName)
  const list = `https://${address}/v2/${registry.split('/').slice(1).join('/')}/l2p-backend/tags/list`
  const argv = ['-sS', '--cacert', registryCa, list]
  const found = JSON.parse(execFileSync('curl', argv, { encoding: 'utf8' })) as { tags?: string[] }
  return found.tags ?? []
}

const ALL = { plan: 'success', test: 'success', build: 'success', deploy: 'success', alert: 'success' }
/** Where no image was to be built without a secret. */
const NOTHING_BUILT = { plan: 'success', test: 'success', deploy: 'success', alert: 'success' }
/** Where one needs a secret of the environment: nobody is asked for a second approval in any other run. */
const WITH_SECRETS = { 'build-with-secrets': 'success' }
interface Image {
  service: string
  result: string
  reason: string
  digest?: string
  imageId?: string
}
/** What a step said of an image. */
const imageIn = ({ outputs }: WorkflowRun, step: string, name: string): Image | undefined =>
  (JSON.parse(outputs[step]?.images ?? '[]') as Image[]).find(({ service }) => service === name)

describe('before anything is released', () => {
  it(
    'a branch that no environment names is tested and built, leaves nothing in the registry, and says that it is not deployed',
    async () => {
      const ended = await pushed('feature/more')
      expectJobs(ended, { plan: 'success', test: 'success', build: 'success' })
      expect(texts(ended, 'notice')).toContain('branch "feature/more" is not deployed')
      expect(await tags()).toEqual([])
      expect(await containers()).toEqual([])
    },
    seconds(300),
  )

  it(
    'an empty secret is named, with what to do, and nothing is sent to the server',
    async () => {
      const { SSH_KEY: _, ...secrets } = caller.production.secrets
      const ended = await pushed('main', { secrets, name: 'no key' })
      expectJobs(ended, { ...ALL, deploy: 'failure' })
      expect(texts(ended, 'error')).toMatch(/ssh-key: required, but empty or missing[\s\S]*secrets: inherit/)
      expect(await containers()).toEqual([])
    },
    seconds(300),
  )

  it(
    'main is deployed to production; what an earlier run has left in the registry is built again, and goes to the server by a login that cannot push',
    async () => {
      const before = await tags()
      const ended = await pushed('main', { args: ['--insecure-secrets'] })
      expectJobs(ended, NOTHING_BUILT)
      expect(imageIn(ended, 'deploy', 'backend')).toMatchObject({ result: 'built', imageId: expect.any(String) })
      expect(ended.printed).toMatch(/\d+ images sent to the server/)
      expect(await tags()).toEqual(before)
      expect(ended.outputs.deploy).toMatchObject({ outcome: 'deployed', url: 'https://l2p.korczewski.de' })
      expect(ended.summary).toContain('```mermaid\ngantt')
      expect(await answers()).toBe('1.0.0')
      expect(await tags()).toEqual(
        expect.arrayContaining(['main', `sha-${first.slice(0, 7)}`, expect.stringMatching(/^key-/)]),
      )
    },
    seconds(300),
  )
})

describe('what does not get as far as the server', () => {
  it(
    'a test that fails: nothing is built or deployed',
    async () => {
      const before = [await containers(), await tags()]
      await commit({ [TEST]: (text) => `${text}\ntest('fails', () => assert.equal(1, 2))\n` }, 'A test that fails')
      expectJobs(await pushed('main'), { plan: 'success', test: 'failure' })
      expect([await containers(), await tags()]).toEqual(before)
    },
    seconds(300),
  )

  it(
    'a build that fails, at the line of its Dockerfile',
    async () => {
      const before = await containers()
      await caller.checkout.putBack(first)
      await commit(
        { 'l2p/frontend/Dockerfile': (text) => text.replace('ENV NODE_ENV=production', 'RUN false') },
        'A build that fails',
      )
      const ended = await pushed('main')
      expectJobs(ended, { plan: 'success', test: 'success', build: 'failure' })
      expect(ended.annotations).toContainEqual(
        expect.objectContaining({ level: 'error', file: 'l2p/frontend/Dockerfile', line: '13' }),
      )
      expect(await containers()).toEqual(before)
    },
    seconds(300),
  )

  it(
    'a registry that is down',
    async () => {
      const before = await containers()
      await stopRegistry({ name: caller.production.target.registryName ?? '' })
      const ended = await pushed('main').finally(() =>
        startRegistry({ name: caller.production.target.registryName ?? '' }),
      )
      expectJobs(ended, { plan: 'failure' })
      expect(texts(ended, 'error')).toMatch(/registry .* (does not answer|cannot be reached)/)
      expect(await containers()).toEqual(before)
    },
    seconds(300),
  )

  it(
    'a pull request of a fork whose branch is called main: tested and built, without a secret',
    async () => {
      const before = [await containers(), await tags()]
      await caller.checkout.putBack(first)
      const head = await commit(newVersion('6.6.6', ['l2p/backend']), 'A fork’s change')
      const ended = await run('pipeline.yml', pullRequest({ head, branch: 'main', base: 'main' }), {
        name: 'pull request',
        secrets: { GITHUB_TOKEN: 'ghs_of-a-fork' },
        vars: {},
      })
      expectJobs(ended, { plan: 'success', test: 'success', build: 'success' })
      expect(texts(ended, 'notice')).toContain('a pull request is not deployed')
      expect(ended.summary).toContain('counts as changed')
      expect([await containers(), await tags()]).toEqual(before)
    },
    seconds(300),
  )
})

describe('what is released', () => {
  it(
    'dev is deployed to staging, of images that its own run has built',
    async () => {
      await caller.checkout.putBack(first)
      const ended = await pushed('dev', { of: caller.staging })
      expectJobs(ended, ALL)
      const built = imageIn(ended, 'build', 'backend')?.digest ?? imageIn(ended, 'deploy', 'backend')?.digest
      expect(built).toMatch(/^sha256:/)
      expect(ended.printed).not.toContain('images sent to the server')
      expect(ended.outputs.deploy).toMatchObject({ outcome: 'deployed', url: 'https://l2p.staging.korczewski.de' })
      expect(await answers(caller.staging)).toBe('1.0.0')
    },
    seconds(300),
  )

  it(
    'a change is tested, built and deployed where it was made, and nowhere else',
    async () => {
      await commit(newVersion('2.0.0', ['l2p/backend']), 'Version 2')
      const ended = await pushed('main')
      expectJobs(ended, ALL)
      expect(JSON.parse(ended.outputs.plan?.builds ?? '')).toEqual(['l2p'])
      expect(ended.outputs.plan?.['builds-with-secrets']).toBe('[]')
      expect(JSON.parse(ended.outputs.deploy?.changed ?? '').sort()).toEqual(['l2p/backend', 'l2p/migrate'])
      expect(await answers()).toBe('2.0.0')
      expect(await answers(caller.staging)).toBe('1.0.0')
    },
    seconds(300),
  )

  it(
    'an image whose build needs the env file is built in a job before the deploy, which cannot push',
    async () => {
      await commit(
        {
          ...newVersion('2.1.0', ['l2p/frontend']),
          'l2p/docker-compose.prod.yml': (text) =>
            text.replace(
              'build: { context: ./frontend, target: production }',
              "build: { context: ./frontend, target: production, args: { DOMAIN: '${DOMAIN:-none}' } }",
            ),
        },
        'The page is built for a domain',
      )
      const ended = await pushed('main')
      expectJobs(ended, { ...NOTHING_BUILT, ...WITH_SECRETS })
      expect(imageIn(ended, 'plan', 'frontend')).toMatchObject({
        result: 'planned',
        reason: expect.stringContaining('needs DOMAIN'),
      })
      const digest = imageIn(ended, 'build', 'frontend')?.digest
      expect(digest).toMatch(/^sha256:/)
      expect(imageIn(ended, 'deploy', 'frontend')).toMatchObject({ digest })
      expect(ended.printed).not.toContain('images sent to the server')
      expect(await caller.production.target.server.version('l2p')).toBe('2.1.0')
    },
    seconds(300),
  )

  it(
    'a version tag is given to every image, by a run that deploys nothing',
    async () => {
      const before = await containers()
      const ended = await run('pipeline.yml', pushTag('v2.1.0', await caller.checkout.head()), { name: 'tag' })
      expectJobs(ended, { plan: 'success', test: 'success', build: 'success' })
      expect(await tags()).toContain('v2.1.0')
      expect(await containers()).toEqual(before)
    },
    seconds(300),
  )

  it(
    'nothing changed: nothing is built or restarted',
    async () => {
      const before = await containers()
      const ended = await pushed('main')
      expectJobs(ended, { ...NOTHING_BUILT, ...WITH_SECRETS })
      expect(imageIn(ended, 'build', 'frontend')).toMatchObject({ result: 'reused' })
      expect(ended.outputs.deploy).toMatchObject({ outcome: 'unchanged' })
      expect(await containers()).toEqual(before)
    },
    seconds(300),
  )

  it(
    'a version that never gets healthy is undone, the run is red, and the chat is told',
    async () => {
      const before = await containers()
      await commit({ ...newVersion('3.0.0', ['l2p/backend']), ...faults.neverHealthy }, 'Version 3')
      const ended = await pushed('main')
      // Its project has an image that needs a secret, and is built where that is.
      expectJobs(ended, { ...NOTHING_BUILT, ...WITH_SECRETS, deploy: 'failure' })
      expect(ended.outputs.deploy).toMatchObject({ outcome: 'undone' })
      expect(webhook.bodies).toHaveLength(1)
      expect(webhook.bodies[0]?.text).toMatch(/production[\s\S]*undone/)
      expect(ended.summary).toMatch(/Docker calls \w+ unhealthy/)
      expect(await containers()).toEqual(before)
    },
    seconds(300),
  )
})

describe('one job of one’s own, with an issue', () => {
  let github: GitHubStandIn
  beforeAll(async () => {
    github = await startGitHub({
      workflow: await readFile(join(caller.folder, 'checkout/.github/workflows/deploy.yml'), 'utf8'),
    })
  })
  afterAll(() => github?.stop())
  const deployed = async (name: string): Promise<WorkflowRun> =>
    run('deploy.yml', push('main', await caller.checkout.head()), { name, env: { GITHUB_API_URL: github.url } })

  it(
    'is opened when the deploy is undone',
    async () => {
      const ended = await deployed('deploy.yml, undone')
      expectJobs(ended, { deploy: 'failure' })
      expect(ended.outputs.deploy).toMatchObject({ outcome: 'undone' })
      expect(github.issues.all).toMatchObject([{ state: 'open', title: expect.stringContaining('production') }])
      expect(github.violations).toEqual([])
      expect(await answers()).toBe('2.0.0')
    },
    seconds(300),
  )

  it(
    'and closed by the next success, which says how long it took',
    async () => {
      await caller.checkout.putBack(first)
      await commit(newVersion('4.0.0', ['l2p/backend']), 'Version 4')
      const ended = await deployed('deploy.yml, well')
      expectJobs(ended, { deploy: 'success' })
      expect(github.issues.all).toMatchObject([{ state: 'closed' }])
      expect(github.requests.filter(({ status }) => status > 399)).toEqual([])
      expect(github.violations).toEqual([])
      expect(await answers()).toBe('4.0.0')
    },
    seconds(300),
  )
})

describe('a rollback by hand', () => {
  const rolledBack = (inputs: Record<string, string>): Promise<WorkflowRun> =>
    run('rollback.yml', dispatch({ environment: 'production', release: '', reason: '', ...inputs }), {
      name: 'rollback',
    })

  it(
    'goes to the release before, and lists where it could have gone',
    async () => {
      const ended = await rolledBack({ reason: 'it is slow' })
      expectJobs(ended, { rollback: 'success', alert: 'success' })
      expect(ended.outputs.rollback).toMatchObject({ outcome: 'rolled-back' })
      expect(ended.summary).toMatch(/\| release \| made \|/)
      expect(await answers()).toBe('2.0.0')
    },
    seconds(300),
  )

  it(
    'to a release that is not there is red, and says which are',
    async () => {
      const before = await containers()
      const ended = await rolledBack({ release: '99-abcdef0' })
      expectJobs(ended, { rollback: 'failure', alert: 'success' })
      expect(texts(ended, 'error')).toMatch(/no release '99-abcdef0'[\s\S]*there are: \d+-/)
      expect(ended.summary).toMatch(/\| release \| made \|/)
      expect(await containers()).toEqual(before)
    },
    seconds(300),
  )
})

describe('deploys that meet', () => {
  it(
    'two pushes in a row end on the second, and neither is undone',
    async () => {
      const older = await commit(newVersion('5.0.0', ['l2p/backend']), 'Version 5')
      const clone = await caller.clone('older')
      await commit(newVersion('5.1.0', ['l2p/backend']), 'Version 5.1')
      const [one, other] = await Promise.all([
        run('pipeline.yml', push('main', older), { name: 'older', checkout: clone }),
        pushed('main', { name: 'newer' }),
      ])
      expectJobs(other, ALL)
      const outcomes = [one, other].map(({ outputs }) => outputs.deploy?.outcome)
      expect([
        ['deployed', 'deployed'],
        ['skipped', 'deployed'],
      ]).toContainEqual(outcomes)
      expect(await answers()).toBe('5.1.0')
    },
    seconds(400),
  )

  it(
    'one that is cancelled in the middle is undone',
    async () => {
      const before = await containers()
      await commit(newVersion('6.0.0', ['l2p/backend']), 'Version 6')
      let act = 0
      const lines: string[] = []
      const running = pushed('main', {
        name: 'cancelled',
        onSpawn: (pid) => (act = pid),
        show: (line) => lines.push(line),
      })
      const seen = (text: RegExp) => poll(() => lines.some((line) => text.test(line)), { deadlineMs: seconds(240) })
      await seen(/^switch …/)
      // act kills at once: so the process itself is told first, as GitHub tells it, and act when it has answered.
      process.kill(await caller.actionPid('deploy'), 'SIGINT')
      await seen(/: undone; release \S+ answers now/)
      process.kill(act, 'SIGINT')
      const ended = await running
      expectJobs(ended, { ...ALL, deploy: 'failure' })
      expect(await containers()).toEqual(before)
      expect(await answers()).toBe('5.1.0')
    },
    seconds(400),
  )
})

describe('the workflows that stand beside', () => {
  const of = (name: string, on: string, permissions: string, inputs = '{}') =>
    `on: ${on}\npermissions: {}\njobs:\n  ${name}:\n    uses: org/stack-actions/.github/workflows/${name}.yml@v1\n    permissions: ${permissions}\n    with: ${inputs}\n`

  it(
    'check is green without a secret, and red at the line of a Compose file that is wrong',
    async () => {
      await caller.checkout.putBack(first)
      await caller.write(
        '.github/workflows/check.yml',
        of('check', '{ pull_request: {} }', '{ contents: read, packages: read }'),
      )
      const asked = async (name: string): Promise<WorkflowRun> => {
        const head = await caller.checkout.commit(name)
        const options = { name, secrets: { GITHUB_TOKEN: 'ghs_of-a-fork' }, vars: {} }
        return run('check.yml', pullRequest({ head, branch: 'more', base: 'main' }), options)
      }
      expectJobs(await asked('check'), { check: 'success' })
      await caller.checkout.edit({
        'auth/docker-compose.prod.yml': (text) => text.replace('restart: unless-stopped', 'restat: unless-stopped'),
      })
      const wrong = await asked('check, wrong')
      expectJobs(wrong, { check: 'failure' })
      expect(wrong.annotations).toContainEqual(
        expect.objectContaining({
          level: 'error',
          file: 'auth/docker-compose.prod.yml',
          line: expect.stringMatching(/^\d+$/),
        }),
      )
    },
    seconds(120),
  )

  it(
    'alert opens an issue for a pipeline that was undone, with no right but that',
    async () => {
      const github = await startGitHub({
        workflow: await readFile(join(caller.folder, 'stack-actions/.github/workflows/alert.yml'), 'utf8'),
      })
      try {
        await caller.write(
          '.github/workflows/alert.yml',
          of(
            'alert',
            '{ workflow_dispatch: { inputs: { deploy: {} } } }',
            '{ actions: read, issues: write }',
            "{ deploy: '${{ inputs.deploy }}' }",
          ),
        )
        const outputs = {
          environment: 'production',
          result: 'failure',
          outcome: 'undone',
          'serving-release': '7-0123456',
        }
        const options = { name: 'alert', env: { GITHUB_API_URL: github.url } }
        const ended = await run('alert.yml', dispatch({ deploy: JSON.stringify(outputs) }), options)
        expectJobs(ended, { alert: 'success' })
        expect(github.issues.all).toMatchObject([{ state: 'open', title: expect.stringContaining('production') }])
        expect(github.violations).toEqual([])
      } finally {
        await github.stop()
      }
    },
    seconds(120),
  )
})
