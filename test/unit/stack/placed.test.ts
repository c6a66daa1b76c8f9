import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { explain } from '../../../src/runtime/errors.js'
import { type TempFolder, tempFolder } from '../../../src/runtime/temp.js'
import { parseFiles, placeFiles } from '../../../src/stack/placed.js'

let checkout: TempFolder
beforeEach(async () => {
  checkout = await tempFolder('test')
  await mkdir(join(checkout.path, 'app'))
  await writeFile(join(checkout.path, 'app/there.txt'), 'mine')
})
afterEach(async () => {
  await checkout[Symbol.asyncDispose]()
})

const fault = (files: Record<string, string>) =>
  placeFiles(checkout.path, files).then(
    () => 'no fault',
    (error: unknown) => explain(error),
  )

describe('files that git does not have', () => {
  it('are in the checkout, for its owner alone, until the step ends; and nothing else goes with them', async () => {
    {
      await using _placed = await placeFiles(checkout.path, { 'app/.env': 'A=1\n', 'new/deep/prod.json': '{}' })
      expect(await readFile(join(checkout.path, 'app/.env'), 'utf8')).toBe('A=1\n')
      expect((await stat(join(checkout.path, 'new/deep/prod.json'))).mode & 0o777).toBe(0o600)
    }
    expect(await readdir(checkout.path)).toEqual(['app'])
    expect(await readdir(join(checkout.path, 'app'))).toEqual(['there.txt'])
  })

  it('never replace what is there, and are all taken back then', async () => {
    expect(await fault({ 'app/.env': 'A=1\n', 'app/there.txt': 'other' })).toContain(
      'app/there.txt is in the checkout already (input files)',
    )
    expect(await fault({ app: 'x' })).toContain('app is in the checkout already, a folder')
    expect(await readFile(join(checkout.path, 'app/there.txt'), 'utf8')).toBe('mine')
    expect(await readdir(join(checkout.path, 'app'))).toEqual(['there.txt'])
  })

  it('never leave the checkout', async () => {
    await symlink('/tmp', join(checkout.path, 'link'))
    expect(await fault({ '../x': '' })).toContain('leads out of the repository')
    expect(await fault({ 'link/x': '' })).toContain('a symbolic link to')
  })

  it('need folders that can be made', async () => {
    expect(await fault({ 'app/there.txt/x': '' })).toContain('app/there.txt/x cannot be written: EEXIST (input files)')
  })

  it('are a map in YAML or JSON', () => {
    expect(parseFiles('a/.env: |\n  A=1\n  B=2\nb.json: "{}"\n')).toEqual({ 'a/.env': 'A=1\nB=2\n', 'b.json': '{}' })
    expect(parseFiles('{"a": "x"}')).toEqual({ a: 'x' })
  })

  it.each([
    ['no YAML', 'a: "hunter2', 'it is no YAML'],
    [
      'aliases that unfold',
      `a: &a [${Array(20).fill('hunter2')}]\nb: &b [${Array(20).fill('*a')}]\nc: [${Array(20).fill('*b')}]\n`,
      'its aliases expand to too many values',
    ],
    ['one text', 'hunter2', 'it holds one value'],
    ['a list', '[hunter2]', 'it holds one value'],
    ['a map of maps', 'a: { hunter2: 1 }', 'what stands at "a" is no text'],
    ['a number', 'a: 1', 'what stands at "a" is no text'],
  ])('are no map where there is %s, and nothing of it is said', (_, text, words) => {
    const said = (() => {
      try {
        return JSON.stringify(parseFiles(text))
      } catch (error) {
        return explain(error)
      }
    })()
    expect(said).toContain(words)
    expect(said).not.toContain('hunter2')
  })
})
