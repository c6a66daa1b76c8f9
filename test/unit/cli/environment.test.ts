import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { COMMANDS } from '../../../src/cli/commands.js'
import { environmentFor, environmentMeant, mustBeNoRun } from '../../../src/cli/environment.js'
import { readEvent } from '../../../src/contract/event.js'

const repository = { root: '/r', isRepository: true, commit: 'abc' }

describe('what an action finds in a shell', () => {
  it('is nothing that a runner or another tool has left there', () => {
    const own = { PATH: '/bin', TOKEN: 't', INPUT_HOST: 'x', GITHUB_TOKEN: 'g', GITHUB_RUN_ID: '9', STATE_a: 's' }
    const env = environmentFor(own, repository, { knownHosts: 'line' }, '/tmp/t')
    expect(env).toMatchObject({ PATH: '/bin', TOKEN: 't', 'INPUT_KNOWN-HOSTS': 'line', RUNNER_TEMP: '/tmp/t' })
    expect(env).not.toHaveProperty('INPUT_HOST')
    expect(env).not.toHaveProperty('GITHUB_TOKEN')
    expect(readEvent(env).runId).toBe(0)
  })

  it('is the commit, the branch and the repository of the checkout', () => {
    const origin = { server: 'https://git.example.org', repository: 'acme/shop' }
    const event = readEvent(environmentFor({}, { ...repository, branch: 'main', origin }, {}, '/t'))
    expect(event).toMatchObject({
      sha: 'abc',
      branch: 'main',
      repository: 'acme/shop',
      server: origin.server,
      tag: undefined,
    })
  })
})

describe('the environment that is meant', () => {
  let root = ''
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'meant-'))
    await writeFile(join(root, 'compose.yaml'), 'services: { web: { image: a } }\n')
    await writeFile(join(root, 'bare.yml'), 'name: shop\nenvironments: { live: {} }\n')
    await writeFile(join(root, 'one.yml'), 'name: shop\nenvironments: { live: { branch: main } }\n')
  })
  afterAll(() => rm(root, { recursive: true, force: true }))

  it.each<[string, string | undefined, string, string]>([
    ['the branch’s', 'dev', 'stack.yml', 'staging'],
    ['the only one, on any branch', 'topic', 'one.yml', 'live'],
    ['the only one, on no branch', undefined, 'one.yml', 'live'],
  ])('is %s', async (_, branch, config, expected) => {
    expect(await environmentMeant({ ...repository, root, ...(branch && { branch }) }, { config })).toBe(expected)
  })

  it('is asked for where it could be several', async () => {
    const asked = environmentMeant({ ...repository, root, branch: 'topic' })
    await expect(asked).rejects.toMatchObject({
      code: 'usage',
      todo: ['--environment production', '--environment staging'],
    })
  })

  it.each<[string | undefined, string, string | undefined]>([
    ['main', 'one.yml', 'live'],
    ['topic', 'one.yml', undefined],
    [undefined, 'one.yml', undefined],
    ['topic', 'bare.yml', 'live'],
  ])(
    'must be named for a deploy from the branch %s where the only one of %s has another: %s',
    async (branch, config, expected) => {
      const asked = environmentMeant(
        { ...repository, root, ...(branch && { branch }) },
        { config, changesServer: true },
      )
      if (expected === undefined)
        await expect(asked).rejects.toMatchObject({ code: 'usage', todo: ['--environment live'] })
      else expect(await asked).toBe(expected)
    },
  )
})

it('nothing is changed from inside a run of GitHub, whose event would be unknown', () => {
  expect(() => mustBeNoRun({ GITHUB_ACTIONS: 'true' })).toThrow(/is for people/)
  expect(() => mustBeNoRun({})).not.toThrow()
  expect(Object.entries(COMMANDS).flatMap(([name, { changesServer }]) => (changesServer ? [name] : []))).toEqual([
    'deploy',
    'rollback',
  ])
})
