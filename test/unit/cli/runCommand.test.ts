import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { deploy } from '../../../src/actions/deploy.js'
import { textsOf } from '../../../src/cli/runCommand.js'

describe('what is typed', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'typed-'))
    await writeFile(join(folder, 'empty'), '')
    await writeFile(join(folder, 'blank'), ' \n')
    await writeFile(join(folder, 'full'), 'A=1\n')
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const texts = (given: Record<string, string>) => textsOf(deploy.inputs, given)

  it('is the text of the file that an option names, or its own', async () => {
    expect(await texts({ values: join(folder, 'full'), host: 'a@b' })).toEqual({ envFile: 'A=1\n', host: 'a@b' })
  })

  it.each<[string, string, string]>([
    ['values', 'empty', '--values'],
    ['values', 'blank', '--values'],
    ['sshKey', 'empty', '--ssh-key'],
    ['knownHosts', 'empty', '--known-hosts'],
  ])(
    'is refused where it is nothing, which is not the same as not typed: %s of the file %s',
    async (name, file, at) => {
      await expect(texts({ [name]: join(folder, file) })).rejects.toMatchObject({ at, code: 'usage' })
    },
  )

  it.each(['', ' '])('is refused where an unset variable stands behind an option: %j', async (host) => {
    await expect(texts({ host })).rejects.toMatchObject({ at: '--host', code: 'usage' })
  })
})
