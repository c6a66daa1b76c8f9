import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { buildsOf } from '../../../src/actions/pipelinePlan.js'
import { pipelineText } from '../../../src/actions/pipelineReport.js'
import { planBuilds } from '../../../src/actions/planBuilds.js'
import type { Context } from '../../../src/contract/action.js'
import type { Registry } from '../../../src/image/registry.js'
import type { BuildTarget } from '../../../src/image/target.js'
import type { StackConfig } from '../../../src/stack/config.js'
import { identityOf } from '../../../src/stack/identity.js'
import type { Stack } from '../../../src/stack/types.js'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'plan-'))
  await writeFile(join(root, 'Dockerfile'), 'FROM scratch\n')
})
afterAll(() => rm(root, { recursive: true }))

const stack = (): Stack => ({
  ...{ name: 'shop', environment: 'production', id: 'shop-production', environments: ['production'], takesOver: [] },
  ...{ identity: identityOf({ name: 'unknown', id: '' }, 'shop', 'production'), root, registry: 'reg.example/org' },
  health: [],
  projects: [
    {
      ...{ name: 'web', path: '.', files: [], needs: [], profiles: [], isNamed: false, mounts: [] },
      model: { name: 'web', services: { web: { build: { context: root } } } },
    },
  ],
})
const judged = { config: {} as StackConfig, environment: 'production', deploys: true, skip: '' }
/** With something under each key, as any other run may have left it. */
const registry = {
  host: 'reg.example',
  name: 'the registry reg.example',
  holds: async () => true,
} as unknown as Registry
const planned = async (
  inputs: { version?: string; refresh?: boolean },
  event: Partial<Context['event']> = {},
): Promise<{ isBuilt: boolean; reason: string }> => {
  const context = {
    event: { repository: '', name: 'push', branch: 'main', runId: 7, ...event },
    ...{ env: {}, signal: new AbortController().signal },
  } as unknown as Context
  const committed = { commit: 'c0ffee', isClean: true, differs: '' }
  const found = { stack: stack(), withheld: new Map(), registry, committed, placed: [] }
  const [image] = await planBuilds(found, { ...inputs, withoutSecrets: true, dryRun: true }, judged, context)
  return { isBuilt: image?.target !== undefined, reason: image?.reason ?? '' }
}

describe('what the registry has under a key', () => {
  it.each([
    ['of a push', {}, {}],
    ['of a refresh by the clock', { refresh: true }, { name: 'schedule' }],
  ])('is left for the deploy, which may have no use for it: %s', async (_, inputs, event) => {
    expect(await planned(inputs, event)).toEqual({
      isBuilt: false,
      reason: expect.stringMatching(/^there under key [0-9a-f]{12}, which proves nothing/),
    })
  })

  it.each([
    ['a git tag', {}, { tag: 'v1.4.0', branch: undefined }, 'all are built for v1.4.0'],
    ['the input version', { version: '1.4.0' }, {}, 'all are built for 1.4.0'],
    ['a refresh by hand', { refresh: true }, {}, 'all are built for a refresh by hand'],
  ])('is built all the same for %s', async (_, inputs, event, reason) => {
    expect(await planned(inputs, event)).toEqual({ isBuilt: true, reason })
  })
})

describe('who builds', () => {
  const target = {} as BuildTarget
  const images = [
    { project: 'web', target },
    { project: 'web', withheld: ['PIN'] },
    { project: 'api', target },
    { project: 'old' },
  ]

  it.each([
    ['once, where the secrets are', { deploys: true, registry: 'reg' }, ['api'], ['web']],
    ['what it can, where nothing is deployed', { deploys: false, registry: 'reg' }, ['web', 'api'], ['web']],
    ['without a registry, to see that it builds', { deploys: true, registry: 'none' }, ['web', 'api'], []],
  ])('%s', (_, where, builds, buildsWithSecrets) => {
    expect(buildsOf(images, where)).toEqual({ builds, buildsWithSecrets })
  })

  it('is said, and of what is left to the deploy nothing is promised', () => {
    const common = { service: 'web', repository: 'r', key: 'k', tags: [], result: 'planned' as const, reason: 'why' }
    const plan = { environment: 'production', deploys: true, skip: '', stack: {}, tests: [], notices: [] }
    const [built, withheld, left] = pipelineText({
      ...plan,
      images: [
        { ...common, project: 'a', target },
        { ...common, project: 'b', withheld: ['PIN'] },
        { ...common, project: 'c' },
      ],
    })
    expect([built, withheld, left]).toEqual([
      'a/web: built, why',
      'b/web: built with the environment’s secrets, why',
      'c/web: left to the deploy, why',
    ])
  })
})
