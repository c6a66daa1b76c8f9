import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { environmentFor, environmentMeant } from '../../../src/cli/environment.js'
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
    await writeFile(join(root, 'one.yml'), 'name: shop\nenvironments: { live: { branch: main } }\n')
  })
  afterAll(() => rm(root, { recursive: true, force: true }))

  it.each<[string, string | undefined, string, string]>([
    ['the branch’s', 'dev', 'stack.yml', 'staging'],
    ['the only one, on any branch', 'topic', 'one.yml', 'live'],
    ['the only one, on no branch', undefined, 'one.yml', 'live'],
  ])('is %s', async (_, branch, config, expected) => {
    expect(await environmentMeant({ ...repository, root, ...(branch && { branch }) }, config)).toBe(expected)
  })

  it('is asked for where it could be several', async () => {
    const asked = environmentMeant({ ...repository, root, branch: 'topic' })
    await expect(asked).rejects.toMatchObject({
      code: 'usage',
      todo: ['--environment production', '--environment staging'],
    })
  })
})
