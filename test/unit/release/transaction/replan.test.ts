import { expect, it } from '@jest/globals'
import { refusal, saidBy } from '../../../../src/host/said.js'
import type { Host } from '../../../../src/host/ssh.js'
import type { Stackctl } from '../../../../src/host/stackctl.js'
import { type Deployment, deploy } from '../../../../src/release/transaction/runDeployment.js'
import { Refused } from '../../../../src/runtime/errors.js'
import { built, facts, POSTGRES, project, stack, unreached, WEB_DIGEST, web } from '../fixture.js'

// Planned again is what was made on a release that is not the current one any more: nothing else gets better by that.

/** How often a deploy is planned that the server refuses in these words, and how it ends. */
async function plans(
  stderr: string,
  meanwhile: Parameters<typeof facts>[0] = {},
  more: Partial<Deployment> = {},
): Promise<{ plans: number; error: unknown }> {
  let made = 0
  const { words, ...code } = saidBy(stderr)
  const stackctl = {
    facts: async () => facts(meanwhile),
    deploy: async () => ({
      ...{ state: 'refused', lines: 0, stderr: words, ...code },
      refusal: refusal(stderr, 'deploy@example.org'),
    }),
  } as unknown as Stackctl
  const deployment: Deployment = {
    stack: stack([project({ web })]),
    host: { name: 'deploy@example.org:22' } as Host,
    stackctl,
    facts: facts({ images: [{ ref: 'postgres:17', image: POSTGRES, platform: 'linux/amd64', config: {} }] }),
    images: [built('web', WEB_DIGEST)],
    defaults: async () => ({}),
    notices: [],
    ...{
      refresh: false,
      scheduled: false,
      refuseBehind: async () => undefined,
      owner: 'org',
      lookUp: async () => ({ fault: 'not asked' }),
    },
    ...{ envText: '', secretForms: [] },
    event: {
      commit: '0123456789abcdef',
      differs: '',
      ref: 'refs/heads/main',
      actor: 'ann',
      runUrl: 'https://github.com/acme/shop/actions/runs/1',
      order: '1',
    },
    ...{ toolVersion: '0.1.0', registryLogin: '{}' },
    ...{ lockTimeoutSeconds: 1, deadlineSeconds: 1, gateWindowSeconds: 0, force: false },
    signal: new AbortController().signal,
    onPlan: () => {
      made += 1
    },
    guard: unreached,
    onEvent: () => undefined,
    log: () => undefined,
    ...more,
  }
  const error = await deploy(deployment, { dryRun: false }).catch((thrown: unknown) => thrown)
  return { plans: made, error }
}

it.each([
  ['stale: the server has lost what a service mounts\n== code stale\n', 4],
  ["lock: stale: the plan was made on release '1-a', but '2-b' is current\n== code stale\n", 4],
  ['stackctl: cannot get shop/stale@sha256:1: manifest unknown\n== code image\n', 1],
  ['stackctl: stale: of a server that says no code\n', 1],
])('a refusal in the words %j is planned %i times', async (words, times) => {
  const ended = await plans(words)
  expect(ended.error).toMatchObject({ name: 'Refused' })
  expect(ended.plans).toBe(times)
})

it.each([
  ['a newer run has nothing left to do', 'deploy', 'Overtaken', 'run 1 is older than release 9-abcdef0'],
  ['a rollback is refused, with advice that helps', 'rollback', 'Refused', 'run 1 is older than the rollback'],
])('what the server finds older under its lock than %s', async (_, kind, name, says) => {
  const current = { id: '9-abcdef0', meta: { kind, order: '2' }, models: {}, services: '' }
  const ended = await plans('lock: run 1 is older than release 9-abcdef0 (run 2)\n== code superseded\n', {
    current: current as never,
  })
  expect(ended.error).toMatchObject({ name, message: expect.stringContaining(says), code: 'superseded' })
  expect(ended.plans).toBe(1)
})

it('a newer run is refused, too, where its plan goes stale because somebody rolled back', async () => {
  const current = { id: '9-abcdef0', meta: { kind: 'rollback', order: '0' }, models: {}, services: '' }
  const ended = await plans("lock: stale: the plan was made on release '1-a'\n== code stale\n", {
    current: current as never,
  })
  expect(ended.error).toMatchObject({ name: 'Refused', code: 'superseded' })
  expect(ended.plans).toBe(1)
})

it('what a person deploys is asked again whether it holds what was committed meanwhile', async () => {
  const current = {
    id: '9-abcdef0',
    meta: { kind: 'deploy', order: '1', run_url: 'x', commit: 'theirs' },
    models: {},
    services: '',
  }
  const ended = await plans(
    "lock: stale: the plan was made on release '1-a'\n== code stale\n",
    { current: current as never },
    {
      refuseBehind: async ({ current: now }) => {
        if (now?.meta['commit'] === 'theirs') throw new Refused('its changes would be taken back')
      },
    },
  )
  expect(ended.error).toMatchObject({ name: 'Refused', message: 'its changes would be taken back' })
  expect(ended.plans).toBe(1)
})
