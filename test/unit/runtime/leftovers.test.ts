import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { forgetLeftovers, noteLeftover, removeLeftovers } from '../../../src/runtime/leftovers.js'
import { type TempFolder, tempFolder } from '../../../src/runtime/temp.js'

let folder: TempFolder
beforeEach(async () => {
  folder = await tempFolder('test')
  await writeFile(join(folder.path, 'state'), '')
  process.env.GITHUB_STATE = join(folder.path, 'state')
})
afterEach(async () => {
  delete process.env.GITHUB_STATE
  await folder[Symbol.asyncDispose]()
})

/** As the runner hands it to the post step: the last one. */
async function noted(): Promise<string | undefined> {
  return [...(await readFile(join(folder.path, 'state'), 'utf8')).matchAll(/^leftovers<<(\S+)\n(.*)\n\1$/gm)].at(
    -1,
  )?.[2]
}

describe('what a step has made and not removed', () => {
  it('is known to its post step, and what is removed is not', async () => {
    const [one, other] = [join(folder.path, 'one'), join(folder.path, 'two\nlines')]
    noteLeftover(one)
    noteLeftover(other)
    expect(JSON.parse((await noted()) ?? '')).toEqual([one, other])
    forgetLeftovers([one, join(folder.path, 'never noted')])
    expect(JSON.parse((await noted()) ?? '')).toEqual([other])
    forgetLeftovers([other])
    expect(await noted()).toBe('[]')
  })

  it('is removed by it, folders with all that is in them, and it says what there was', async () => {
    const [made, file, gone] = ['new', 'new/a.env', 'gone'].map((name) => join(folder.path, name)) as [
      string,
      string,
      string,
    ]
    mkdirSync(made)
    writeFileSync(file, 'hunter2')
    expect(await removeLeftovers({ STATE_leftovers: JSON.stringify([made, file, gone]) })).toEqual([made, file])
    expect(existsSync(made)).toBe(false)
  })

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['no JSON', '[/etc'],
    ['no list', '{"0": "/etc"}'],
    ['no texts', '[1, null, {}]'],
    ['paths that depend on where it runs', '["stack.yml", "../x", ""]'],
  ])('is nothing where the runner says %s', async (_, text) => {
    expect(await removeLeftovers({ STATE_leftovers: text })).toEqual([])
  })

  it('is noted nowhere where there is no runner', () => {
    process.env.GITHUB_STATE = join(folder.path, 'not there')
    expect(() => noteLeftover('/nowhere')).not.toThrow()
    forgetLeftovers(['/nowhere'])
  })
})
