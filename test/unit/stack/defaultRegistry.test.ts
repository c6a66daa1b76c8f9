import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { readStackConfig } from '../../../src/stack/config.js'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'registry-'))
  await writeFile(join(root, 'compose.yaml'), 'services: { web: { image: a } }\n')
})
afterAll(() => rm(root, { recursive: true, force: true }))

it.each<[string, { repository?: string; server?: string }, string]>([
  ['of a run whose server is not said', { repository: 'Acme/Shop' }, 'ghcr.io/acme/shop'],
  ['of GitHub', { repository: 'acme/shop', server: 'https://github.com' }, 'ghcr.io/acme/shop'],
  ['of another forge', { repository: 'acme/shop', server: 'https://git.example.org' }, 'none'],
  ['of none', {}, 'none'],
])('without a registry in stack.yml a repository %s has %j: %s', async (_, run, registry) => {
  expect(await readStackConfig({ root, config: 'stack.yml', ...run })).toMatchObject({ registry })
})
