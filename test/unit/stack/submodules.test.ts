import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { tempFolder } from '../../../src/runtime/temp.js'
import { repoMounts } from '../../../src/stack/mounts.js'
import { emptySubmodules } from '../../../src/stack/submodules.js'
import type { ComposeModel } from '../../../src/stack/types.js'

it.each<[string, string, string[]]>([
  ['one that is empty', '[submodule "x"]\n\tpath = libs/x\n\turl = u\n', ['libs/x']],
  ['one in quotes, with the line ends of Windows', '[submodule "x"]\r\n  path="libs/x"\r\n', ['libs/x']],
  ['none that is checked out', '[submodule "full"]\n\tpath = libs\n', []],
  ['none that has no folder', '[submodule "gone"]\n\tpath = libs/gone\n', []],
  ['none outside of the repository', '[submodule "out"]\n\tpath = ../out\n[submodule "root"]\n\tpath = .\n', []],
])('of .gitmodules, %s', async (_, text, expected) => {
  await using folder = await tempFolder('test')
  const root = join(folder.path, 'repo')
  await mkdir(join(root, 'libs/x'), { recursive: true })
  await mkdir(join(folder.path, 'out'))
  await writeFile(join(root, '.gitmodules'), text)
  expect(await emptySubmodules(root)).toEqual(expected.map((path) => join(root, path)))
})

it('is refused below what a service mounts, by its name', async () => {
  await using folder = await tempFolder('test')
  const root = folder.path
  await mkdir(join(root, 'web/theme'), { recursive: true })
  await writeFile(join(root, 'web/index.html'), 'x')
  await writeFile(join(root, '.gitmodules'), '[submodule "theme"]\n\tpath = web/theme\n')
  const volumes = [{ type: 'bind' as const, source: join(root, 'web'), target: '/srv' }]
  const model: ComposeModel = { name: 'shop', services: { web: { image: 'x', volumes } } }
  const options = { root, project: 'shop', tracked: async () => undefined, ignored: async () => false, values: {} }
  await expect(repoMounts(model, options)).rejects.toMatchObject({
    message: 'the submodule web/theme in web is empty',
    todo: ['check it out: give the checkout `submodules: true`'],
  })
  await writeFile(join(root, 'web/theme/a.css'), 'x')
  expect(await repoMounts(model, options)).toHaveLength(1)
})
