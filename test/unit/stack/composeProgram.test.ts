import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type TempFolder, tempFolder } from '../../../src/runtime/temp.js'
import { composeProgram } from '../../../src/stack/composeProgram.js'

let home: TempFolder
beforeEach(async () => {
  home = await tempFolder('test')
})
afterEach(async () => {
  await home[Symbol.asyncDispose]()
})

async function plugin(folder: string, mode = 0o755): Promise<string> {
  const path = join(home.path, folder, 'cli-plugins/docker-compose')
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, '#!/bin/sh\n')
  await chmod(path, mode)
  return path
}

describe('the program that reads Compose files', () => {
  it('is the user’s own plugin before the machine’s', async () => {
    const own = await plugin('.docker')
    expect(await composeProgram({ HOME: home.path })).toEqual([own])
  })

  it('is looked for where DOCKER_CONFIG says', async () => {
    await plugin('.docker')
    const other = await plugin('other')
    expect(await composeProgram({ HOME: home.path, DOCKER_CONFIG: join(home.path, 'other') })).toEqual([other])
  })

  it('is the first of the machine’s that can be started, where the user has none', async () => {
    await plugin('.docker', 0o644)
    await plugin('local', 0o644)
    const system = await plugin('system')
    const folders = ['absent', 'local', 'system', 'later'].map((name) => join(home.path, name))
    await plugin('later')
    expect(await composeProgram({ HOME: home.path }, folders)).toEqual([system])
  })

  it('is Docker’s own choice where the user has added folders, which come before all others', async () => {
    await plugin('.docker')
    await home.write('config.json', '{"cliPluginsExtraDirs": ["/opt/plugins"]}')
    expect(await composeProgram({ HOME: home.path, DOCKER_CONFIG: home.path }, [join(home.path, '.docker')])).toEqual([
      'docker',
      'compose',
    ])
  })

  it('is Docker’s own choice where no plugin lies in a place that is known', async () => {
    expect(await composeProgram({ HOME: home.path }, [])).toEqual(['docker', 'compose'])
  })
})
