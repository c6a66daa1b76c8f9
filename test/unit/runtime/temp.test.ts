import { execFileSync, spawnSync } from 'node:child_process'
import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import { describe, expect, it } from '@jest/globals'
import { tempFolder } from '../../../src/runtime/temp.js'

const SECRET = 'hunter2 of a temporary folder'

describe('what is written into a temporary folder', () => {
  it.each([
    ['a text', SECRET],
    ['bytes', new Uint8Array([0, 255, 10, 13])],
    ['nothing', ''],
    ['more than a page', 'x'.repeat(100_000)],
  ])('can be read by programs at its path, as often as they like: %s', async (_, content) => {
    await using folder = await tempFolder('test')
    const path = await folder.write('env', content)
    const readBy = (argv: string[]) => execFileSync(argv[0] as string, argv.slice(1), { maxBuffer: 1e6 })
    expect(readBy(['cat', path, path])).toEqual(Buffer.concat([Buffer.from(content), Buffer.from(content)]))
    expect(await readFile(path)).toEqual(Buffer.from(content))
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('lies in no file: what bears its name is a link to what has none', async () => {
    await using folder = await tempFolder('test')
    await folder.write('key', SECRET)
    await folder.write('env', SECRET)
    for (const name of await readdir(folder.path))
      expect((await lstat(`${folder.path}/${name}`)).isSymbolicLink()).toBe(true)
    // grep ends with 1 where it finds nothing; of links below a folder it reads none.
    expect(spawnSync('grep', ['-rlsF', SECRET, '/dev/shm', folder.path], { encoding: 'utf8' }).stdout).toBe('')
  })

  it('is gone when the folder is', async () => {
    const folder = await tempFolder('test')
    const path = await folder.write('key', SECRET)
    const held = await readFile(path, 'utf8')
    expect(held).toBe(SECRET)
    const link = execFileSync('readlink', [path], { encoding: 'utf8' }).trim()
    await folder[Symbol.asyncDispose]()
    await expect(readFile(path)).rejects.toThrow('ENOENT')
    expect(await readFile(link, 'utf8').catch(() => '')).not.toContain(SECRET)
  })

  it('takes only the name of a path', async () => {
    await using folder = await tempFolder('test')
    expect(await folder.write('../../etc/passwd', SECRET)).toBe(`${folder.path}/passwd`)
  })
})
