import { describe, expect, it } from '@jest/globals'
import {
  type CacheUse,
  cacheEntries,
  cacheUseOf,
  isInline,
  type LayerCache,
  NO_CACHE,
} from '../../../src/image/layerCache.js'
import type { BuildTarget } from '../../../src/image/target.js'

const target = {
  repository: 'ghcr.io/org/shop/web',
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

describe('the caches of an image', () => {
  const ours: CacheUse = { kind: 'registry', reads: ['dev'], writes: 'dev' }
  const place = 'type=registry,ref=ghcr.io/org/shop/web:cache-dev'
  const written = `${place},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true`

  it('are one place an image and environment, with the layers of all stages, and never a failure', () => {
    expect(cacheEntries(target, ours, there)).toEqual({ from: [place], to: [written] })
    expect(cacheEntries(target, { kind: 'gha', reads: ['dev'], writes: 'dev' }, there)).toEqual({
      from: ['type=gha,scope=ghcr.io/org/shop/web-dev'],
      to: ['type=gha,scope=ghcr.io/org/shop/web-dev,mode=max,ignore-error=true'],
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
