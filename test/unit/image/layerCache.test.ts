import { describe, expect, it } from '@jest/globals'
import {
  type CacheUse,
  cacheEntries,
  cacheUseOf,
  isInline,
  type LayerCache,
  NO_CACHE,
  secretArguments,
  sharedLoginNotice,
} from '../../../src/image/layerCache.js'
import type { BuildTarget } from '../../../src/image/target.js'

const target = {
  repository: 'ghcr.io/org/shop/web',
  args: {},
  cacheFrom: [],
  cacheTo: [],
  noCache: false,
} as unknown as BuildTarget
const shop = { registry: 'ghcr.io/org/shop', environment: 'dev', environments: ['production', 'dev'] }
const there = () => true

describe('the layer caches of a run', () => {
  it.each<[string, LayerCache, string, boolean, boolean, CacheUse]>([
    [
      'a branch that is deployed: its own',
      'registry',
      shop.registry,
      true,
      true,
      { kind: 'registry', reads: ['dev'], writes: 'dev' },
    ],
    ['its login cannot push', 'registry', shop.registry, true, false, { kind: 'registry', reads: ['dev'] }],
    [
      'a pull request: all, and it writes none',
      'registry',
      shop.registry,
      false,
      true,
      { kind: 'registry', reads: ['dev', 'production'] },
    ],
    [
      'GitHub’s, for which no login is needed',
      'gha',
      shop.registry,
      true,
      false,
      { kind: 'gha', reads: ['dev'], writes: 'dev' },
    ],
    ['GitHub’s, in a pull request', 'gha', 'none', false, false, { kind: 'gha', reads: ['dev', 'production'] }],
    ['there is no registry', 'registry', 'none', true, true, NO_CACHE],
    ['none is wanted', 'none', shop.registry, true, true, NO_CACHE],
  ])('%s', (_, kind, registry, deploys, mayPush, expected) => {
    expect(cacheUseOf(kind, { ...shop, registry }, { deploys, mayPush })).toEqual(expected)
  })
})

describe('the layer cache of a run for a git tag', () => {
  it('is that of one environment: its images are kept', () => {
    expect(cacheUseOf('registry', shop, { deploys: false, mayPush: true, isTag: true })).toEqual({
      kind: 'registry',
      reads: ['dev'],
    })
  })
})

describe('a build argument that may be a secret', () => {
  const base = { ...target, args: { TOKEN: 's3cret-token', NODE_ENV: 'production' } }
  const isSecret = (text: string) => text.includes('s3cret')

  it.each<[string, BuildTarget, string[]]>([
    ['of the image', base, ['TOKEN']],
    ['of what it stands on', { ...base, args: {}, services: { base } }, ['TOKEN']],
    ['within a longer text', { ...base, args: { URL: 'https://x:s3cret@y', A: 'b' } }, ['URL']],
    ['of none', { ...base, args: { NODE_ENV: 'production' } }, []],
  ])('is found: %s', (_, one, expected) => {
    expect(secretArguments(one, isSecret)).toEqual(expected)
  })

  it('lets only the layers of the image itself be written', () => {
    const use: CacheUse = { kind: 'gha', reads: [], writes: 'dev' }
    const { to } = cacheEntries(target, use, there, 'min')
    expect(to).toEqual(['type=gha,scope=ghcr.io/org/shop/web@dev,mode=min,ignore-error=true'])
  })
})

describe('a server that could write the layer cache', () => {
  it.each<[string, LayerCache, string, { pushes: boolean; hasPullLogin: boolean }, boolean]>([
    ['has the login that pushes', 'registry', shop.registry, { pushes: true, hasPullLogin: false }, true],
    ['has a login of its own', 'registry', shop.registry, { pushes: true, hasPullLogin: true }, false],
    ['has a login that cannot push', 'registry', shop.registry, { pushes: false, hasPullLogin: false }, false],
    ['finds GitHub’s cache', 'gha', shop.registry, { pushes: true, hasPullLogin: false }, false],
    ['finds no registry', 'registry', 'none', { pushes: true, hasPullLogin: false }, false],
  ])('is named where it %s', (_, kind, registry, options, expected) => {
    const notice = sharedLoginNotice(kind, { registry }, options)
    expect(notice !== undefined).toBe(expected)
    if (expected) expect(notice).toMatch(/`registry-pull-token`.*`cache: gha` or `cache: none`/)
  })
})

describe('the caches of an image', () => {
  const ours: CacheUse = { kind: 'registry', reads: ['dev'], writes: 'dev' }
  const place = 'type=registry,ref=ghcr.io/org/shop/web:cache-dev'
  const written = `${place},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true`

  it('are one place an image and environment, with the layers of all stages, and never a failure', () => {
    expect(cacheEntries(target, ours, there)).toEqual({ from: [place], to: [written] })
    expect(cacheEntries(target, { kind: 'gha', reads: ['dev'], writes: 'dev' }, there)).toEqual({
      from: ['type=gha,scope=ghcr.io/org/shop/web@dev'],
      to: ['type=gha,scope=ghcr.io/org/shop/web@dev,mode=max,ignore-error=true'],
    })
  })

  it.each<[string, Partial<BuildTarget>, CacheUse, (reference: string) => boolean, unknown]>([
    ['not read where the registry has none yet', {}, ours, () => false, { from: [], to: [written] }],
    ['not written where nothing may', {}, { kind: 'registry', reads: ['dev'] }, there, { from: [place], to: [] }],
    ['none', {}, NO_CACHE, there, { from: [], to: [] }],
    ['neither read nor written with no_cache', { noCache: true }, ours, there, { from: [], to: [] }],
    [
      'read beside those of the Compose file',
      { cacheFrom: ['ghcr.io/x:main'] },
      ours,
      there,
      { from: ['ghcr.io/x:main', place], to: [written] },
    ],
    [
      'written where the Compose file says, and there alone',
      { cacheTo: ['ghcr.io/x:cache', 'type=gha,scope=x', 'type=inline', 'type=s3,ignore-error=false'] },
      ours,
      there,
      {
        from: [place],
        to: [
          'type=registry,ref=ghcr.io/x:cache,ignore-error=true',
          'type=gha,scope=x,ignore-error=true',
          'type=inline',
          'type=s3,ignore-error=false',
        ],
      },
    ],
  ])('are %s', (_, fields, use, isThere, expected) => {
    expect(cacheEntries({ ...target, ...fields }, use, isThere)).toEqual(expected)
  })

  it.each([
    ['type=inline', true],
    ['ref=x,type=inline', true],
    ['type=registry,ref=type=inline.example/x', false],
    ['x:inline', false],
  ])('%s is in the image itself: %s', (entry, expected) => {
    expect(isInline(entry)).toBe(expected)
  })
})
