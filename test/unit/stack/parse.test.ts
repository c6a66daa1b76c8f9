import { describe, expect, it } from '@jest/globals'
import type { Refused } from '../../../src/runtime/errors.js'
import { parseStackFile } from '../../../src/stack/parse.js'

const good = `name: korczewski
registry: ghcr.io/org/korczewski
projects:
  shared: {}
  auth: { needs: [shared], test: npm test }
  vault: { path: VideoVault, needs: [auth], compose: [a.yml, b.yml] }
  bare:
environments:
  production: { branch: main, host: deploy@korczewski.de:2222, env-file: .env-prod, url: https://l2p.korczewski.de }
health:
  - { name: Backend, service: auth/auth, port: 3001, path: /health }
`

describe('stack.yml', () => {
  it('is read as it is written', () => {
    const stack = parseStackFile(good, 'stack.yml')
    expect(stack.projects?.vault).toEqual({
      path: 'VideoVault',
      needs: ['auth'],
      compose: ['a.yml', 'b.yml'],
      profiles: [],
    })
    expect(stack.projects?.bare).toEqual({ needs: [], profiles: [] })
    expect(stack.environments.production?.host).toBe('deploy@korczewski.de:2222')
  })

  it('gives a service a name in the report, without a further probe', () => {
    const text = good.replace(', port: 3001, path: /health', '')
    expect(parseStackFile(text, 'stack.yml').health).toEqual([{ name: 'Backend', service: 'auth/auth' }])
  })

  it('needs to say only what differs: one Compose file at the root, main to production and dev to staging', () => {
    const stack = parseStackFile('name: shop\nregistry: none\n', 'stack.yml')
    expect(stack.projects).toBeUndefined()
    expect(Object.entries(stack.environments).map(([name, { branch }]) => [name, branch])).toEqual([
      ['production', 'main'],
      ['staging', 'dev'],
    ])
  })

  it('says every fault at once, with its line and field', () => {
    const text = good
      .replace('branch: main', 'brunch: main')
      .replace('needs: [shared]', 'needs: [shard]')
      .replace('port: 3001', 'port: 0')
    expect(() => parseStackFile(text, 'stack.yml')).toThrow(
      /stack\.yml:9: environments\.production: .*brunch[\s\S]*stack\.yml:11: health\[0\]\.port/,
    )
  })

  it('gives each fault a place, and one that is no YAML as well', () => {
    const places = (text: string) => {
      try {
        parseStackFile(text, 'ops/stack.yml')
      } catch (error) {
        return (error as Refused).places.map(({ file, line }) => `${file}:${line}`)
      }
      return []
    }
    expect(places(good.replace('needs: [shared]', 'needs: [shard]').replace('auth/auth', 'none/auth'))).toEqual([
      'ops/stack.yml:5',
      'ops/stack.yml:11',
    ])
    expect(places('name: a\nprojects: [\n')).toEqual(['ops/stack.yml:3'])
  })

  it.each([
    [
      'an unknown need, with the known ones',
      good.replace('needs: [shared]', 'needs: [shard]'),
      /stack\.yml:5: projects\.auth\.needs\[0\]: there is no project "shard"; known: shared, auth/,
    ],
    ['a cycle', good.replace('shared: {}', 'shared: { needs: [vault] }'), /circle: shared → vault → auth → shared/],
    [
      'a project that needs itself',
      good.replace('shared: {}', 'shared: { needs: [shared] }'),
      /circle: shared → shared/,
    ],
    ['no name', 'registry: none\n', /stack\.yml:1: name: is missing: it must be a text/],
    ['nothing', '', /stack\.yml:1: the file: must be a map \(`name: value` lines\), and is nothing/],
    ['a list', '- a\n', /the file: must be a map \(`name: value` lines\), and is a list/],
    ['a text in place of a list', `${good}leave-data: x\n`, /stack\.yml:12: leave-data: must be a list, and is a text/],
    ['a key that is there twice', `${good}name: again\n`, /stack\.yml:12: Map keys must be unique/],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n${good}`,
      /Excessive alias count/,
    ],
    [
      'a merge key',
      good.replace('shared: {}', 'shared: { <<: { needs: [] } }'),
      /projects\.shared: Unrecognized key: "<<"/,
    ],
    ['two documents', `${good}---\nname: other\n`, /multiple documents/],
    [
      'a host that is an option',
      good.replace('deploy@korczewski.de:2222', '"-oProxyCommand=x@y"'),
      /stack\.yml:9: environments\.production\.host: must be user@host/,
    ],
    [
      'a name with a path in it',
      good.replace('name: korczewski', 'name: ../x'),
      /stack\.yml:1: name: must be lower-case/,
    ],
    [
      'an absolute path',
      good.replace('path: VideoVault', 'path: /etc'),
      /stack\.yml:6: projects\.vault\.path: must be a relative path/,
    ],
    [
      'a registry without a host',
      good.replace('ghcr.io/org/korczewski', 'org/korczewski'),
      /stack\.yml:2: registry: must be `none`/,
    ],
    ['an upper-case registry', good.replace('ghcr.io/org/korczewski', 'ghcr.io/Org/x'), /stack\.yml:2: registry/],
    [
      'a health entry for an unknown project',
      good.replace('auth/auth', 'nix/auth'),
      /stack\.yml:11: health\[0\]\.service: there is no project "nix"/,
    ],
    [
      'a health entry for nothing',
      good.replace('service: auth/auth, port: 3001, ', ''),
      /health\[0\]: needs either service or url/,
    ],
    [
      'a path that is asked at no port',
      good.replace('port: 3001, ', ''),
      /stack\.yml:11: health\[0\]\.port: is required with path/,
    ],
    [
      'one branch for two environments',
      good.replace('health:', '  staging: { branch: main }\nhealth:'),
      /environments\.staging\.branch: branch main is deployed to production already/,
    ],
    ['text that is no YAML', 'name: [', /stack\.yml:1: /],
    ['an empty file', '', /stack\.yml:1: the file/],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseStackFile(text, 'stack.yml')).toThrow(message)
  })
})
