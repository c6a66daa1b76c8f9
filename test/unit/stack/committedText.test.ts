import { execFileSync } from 'node:child_process'
import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { run } from '../../../src/runtime/run.js'
import { type TempFolder, tempFolder } from '../../../src/runtime/temp.js'
import { committedText } from '../../../src/stack/committedText.js'

let folder: TempFolder
let root: string
const git = (at: string, ...words: string[]) =>
  execFileSync('git', ['-C', at, '-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
    stdio: 'pipe',
    env: process.env,
  })

async function repository(at: string): Promise<void> {
  await mkdir(join(at, 'sub'), { recursive: true })
  await writeFile(join(at, 'compose.yaml'), 'a: committed\n')
  await writeFile(join(at, 'sub/compose.yaml'), 'b: committed\n')
  git(at, 'init', '-q')
  git(at, 'add', '.')
  git(at, 'commit', '-qm', 'x')
  await writeFile(join(at, 'compose.yaml'), 'a: written by a step\n')
  await writeFile(join(at, 'new.yaml'), 'written by a step\n')
}
const textOf = (path: string) => committedText(root, run)(join(root, path))

beforeEach(async () => {
  folder = await tempFolder('test')
  root = await realpath(folder.path)
})
afterEach(async () => {
  delete process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER']
  await folder[Symbol.asyncDispose]()
})

describe('what git has of a file', () => {
  it.each([
    ['is what is committed, whatever a step wrote', 'compose.yaml', 'a: committed\n'],
    ['is that in a folder, too', 'sub/compose.yaml', 'b: committed\n'],
    ['is nothing where HEAD has no such file', 'new.yaml', ''],
    ['is nothing where nobody has one', 'none/none.yaml', ''],
  ])('%s', async (_what, path, text) => {
    await repository(root)
    expect(await textOf(path)).toBe(text)
  })

  it('is known in a checkout that belongs to somebody else', async () => {
    await repository(root)
    process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'] = '1'
    expect(() => git(root, 'status')).toThrow('dubious ownership')
    expect(await textOf('sub/compose.yaml')).toBe('b: committed\n')
  })

  it('is that of the repository that the file is in: a submodule has a HEAD of its own', async () => {
    await repository(root)
    await repository(join(root, 'module'))
    expect(await textOf('module/sub/compose.yaml')).toBe('b: committed\n')
    expect(await textOf('module/new.yaml')).toBe('')
  })

  it('is that of the file that a link leads to', async () => {
    await repository(root)
    await symlink('sub/compose.yaml', join(root, 'link.yaml'))
    expect(await textOf('link.yaml')).toBe('b: committed\n')
  })

  it('is unknown where there is no repository', async () => {
    await writeFile(join(root, 'compose.yaml'), 'a: b\n')
    expect(await textOf('compose.yaml')).toBeUndefined()
  })
})
