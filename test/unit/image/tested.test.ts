import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { testedTag } from '../../../src/image/tested.js'
import { run } from '../../../src/runtime/run.js'

let root = ''
const git = (...words: string[]) =>
  execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], { stdio: 'pipe' })
const tag = (project: { path: string; test?: string }, keys: string[] = ['a1'], testEnvironment = 'node 24') =>
  testedTag(project, keys, { root, run, testEnvironment })
const api = { path: 'api', test: 'npm test' }

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tested-'))
  await mkdir(join(root, 'api/test'), { recursive: true })
  await writeFile(join(root, 'api/test/api.test.js'), 'one')
  await writeFile(join(root, 'README.md'), 'one')
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'one')
})
afterAll(() => rm(root, { recursive: true }))

describe('the tag that says that tests passed', () => {
  it('is the same for the same content, whatever else the repository has', async () => {
    const before = await tag(api)
    await writeFile(join(root, 'README.md'), 'two')
    git('commit', '-qam', 'two')
    expect(await tag(api)).toBe(before)
    expect(before).toMatch(/^tested-[0-9a-f]{40}$/)
  })

  it.each([
    ['the command', { ...api, test: 'npm run other' }, ['a1']],
    ['an image’s key', api, ['a2']],
    ['the folder', { ...api, path: '.' }, ['a1']],
    ['the version of Node', api, ['a1'], 'node 26'],
  ])('is another with %s', async (_, project, keys, testEnvironment = 'node 24') => {
    expect(await tag(project, keys, testEnvironment)).not.toBe(await tag(api))
  })

  it('is another when only a test changed, which no image holds', async () => {
    const before = await tag(api)
    await writeFile(join(root, 'api/test/api.test.js'), 'two')
    expect(await tag(api)).toBeUndefined()
    git('commit', '-qam', 'three')
    expect(await tag(api)).not.toBe(before)
  })

  it.each([
    ['a project without tests', { path: 'api' }],
    ['a folder that is in no commit', { path: 'nowhere', test: 'x' }],
  ])('is none for %s', async (_, project) => {
    expect(await tag(project)).toBeUndefined()
  })
})
