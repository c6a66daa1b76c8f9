import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { run } from '../../../src/runtime/run.js'
import { committedState } from '../../../src/stack/committed.js'

let root = ''
const git = (...words: string[]): string =>
  execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], {
    stdio: 'pipe',
    encoding: 'utf8',
  }).trim()
const write = (name: string, text: string) => writeFile(join(root, name), text)
const head = () => git('rev-parse', 'HEAD')
const state = async (sha = head()) => committedState(root, sha, run)

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'committed-'))
  git('init', '-q')
  for (const name of ['compose.yaml', 'a', 'b', 'c', 'd']) await write(name, 'one')
  await write('.gitignore', 'ignored\n')
  git('add', '.')
  git('commit', '-qm', 'one')
})
afterEach(() => rm(root, { recursive: true }))

describe('what is written down of a checkout', () => {
  it.each<[string, () => Promise<unknown> | undefined]>([
    ['as it was checked out', () => undefined],
    ['with what a step has made', async () => [await write('made', ''), await write('ignored', '')]],
    ['with a file that was written again as it was', () => write('a', 'one')],
  ])('is its commit, where it lies there %s', async (_, change) => {
    await change()
    expect(await state()).toEqual({ commit: head(), isClean: true, differs: '' })
  })

  it.each<[string, () => Promise<unknown>, string]>([
    ['changed', () => write('a', 'two'), '"a" is not as in commit '],
    ['gone', () => rm(join(root, 'a')), '"a" is not as in commit '],
    ['executable', () => chmod(join(root, 'a'), 0o755), '"a" is not as in commit '],
    ['staged', async () => [await write('new', ''), git('add', 'new')], '"new" is not as in commit '],
    ['moved', async () => git('mv', 'a', 'z'), '"a", "z" are not as in commit '],
    [
      'changed, more than anybody reads',
      async () => [
        await write('a', ''),
        await write('b', ''),
        await write('c', ''),
        await write('d', ''),
        await write('compose.yaml', ''),
      ],
      '"a", "b", "c" and 2 more are not as in commit ',
    ],
    [
      'called as nobody calls a file',
      async () => [await write('x\n::error::y $(id)', ''), git('add', '.')],
      '"x\\n::error::y $(id)" is not as in commit ',
    ],
  ])('says so where a file that git tracks is %s', async (_, change, words) => {
    await change()
    expect(await state()).toEqual({ commit: head(), isClean: false, differs: `${words}${head().slice(0, 12)}` })
  })

  it('is the commit that lies there, and not the run’s, where a workflow checks out another', async () => {
    const sha = head()
    await write('a', 'two')
    git('commit', '-qam', 'two')
    expect(await state(sha)).toEqual({
      commit: head(),
      isClean: true,
      differs: `the checkout is at commit ${head().slice(0, 12)}, and the run is for ${sha.slice(0, 12)}`,
    })
    await write('a', 'three')
    expect((await state(sha)).differs).toMatch(/^the checkout .*; "a" is not as in commit /)
  })

  it('says that it is not known where there is no git, or no commit', async () => {
    const sha = 'a'.repeat(40)
    const unknown = {
      commit: sha,
      isClean: undefined,
      differs: 'git does not say whether the checkout is at commit aaaaaaaaaaaa',
    }
    await rm(join(root, '.git'), { recursive: true })
    expect(await state(sha)).toEqual(unknown)
    git('init', '-q')
    expect(await state(sha)).toEqual(unknown)
    expect(await state('')).toEqual({ commit: '', isClean: undefined, differs: '' })
  })
})
