import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { merged, withLogin } from '../../../src/image/dockerConfig.js'
import { tempFolder } from '../../../src/runtime/temp.js'

const ours = '{"auths":{"reg.example":{"auth":"b3Vycw=="}}}'

describe('the settings of a build', () => {
  it.each([
    ['nothing of the user', '{}', { auths: { 'reg.example': { auth: 'b3Vycw==' } } }],
    [
      'other logins and settings',
      '{"auths":{"ghcr.io":{"auth":"x"},"reg.example":{"auth":"old"}},"currentContext":"far"}',
      { auths: { 'ghcr.io': { auth: 'x' }, 'reg.example': { auth: 'b3Vycw==' } }, currentContext: 'far' },
    ],
    [
      'a credential store, which is not asked for it',
      '{"credsStore":"pass","credHelpers":{"ghcr.io":"gh"}}',
      {
        auths: { 'reg.example': { auth: 'b3Vycw==' } },
        credsStore: 'pass',
        credHelpers: { 'ghcr.io': 'gh', 'reg.example': '' },
      },
    ],
    ['what is no JSON', 'x', { auths: { 'reg.example': { auth: 'b3Vycw==' } } }],
  ])('have the stack’s login beside %s', (_, users, expected) => {
    expect(JSON.parse(merged(users, ours))).toEqual(expected)
  })

  it('leave plugins and builders where they are, and no login behind', async () => {
    await using home = await tempFolder('home')
    await mkdir(join(home.path, '.docker/cli-plugins'), { recursive: true })
    let path = ''
    {
      await using config = await withLogin(ours, { HOME: home.path })
      path = config.path
      expect(config.env).toEqual({ DOCKER_CONFIG: path, BUILDX_CONFIG: join(home.path, '.docker/buildx') })
      expect((await readdir(path)).sort()).toEqual(['cli-plugins', 'config.json'])
    }
    await expect(readFile(join(path, 'config.json'))).rejects.toThrow('ENOENT')
    expect(await readdir(join(home.path, '.docker'))).toEqual(['cli-plugins'])
  })
})
