import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
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
    for (const folder of ['cli-plugins', 'contexts'])
      await mkdir(join(home.path, '.docker', folder), { recursive: true })
    await writeFile(join(home.path, '.docker/ca.pem'), 'x')
    await writeFile(
      join(home.path, '.docker/config.json'),
      '{"currentContext":"far","proxies":{"default":{"httpProxy":"http://p"}}}',
    )
    let path = ''
    {
      await using config = await withLogin(ours, { HOME: home.path })
      path = config.path
      expect(config.env).toEqual({ DOCKER_CONFIG: path, BUILDX_CONFIG: join(home.path, '.docker/buildx') })
      expect((await readdir(path)).sort()).toEqual(['ca.pem', 'cli-plugins', 'config.json', 'contexts'])
      expect(JSON.parse(await readFile(join(path, 'config.json'), 'utf8'))).toEqual({
        ...{ currentContext: 'far', proxies: { default: { httpProxy: 'http://p' } } },
        ...JSON.parse(ours),
      })
    }
    await expect(readFile(join(path, 'config.json'))).rejects.toThrow('ENOENT')
    expect((await readdir(join(home.path, '.docker'))).sort()).toEqual([
      ...['ca.pem', 'cli-plugins', 'config.json', 'contexts'],
    ])
    expect(await readFile(join(home.path, '.docker/config.json'), 'utf8')).not.toContain('reg.example')
  })
})
