import { describe, expect, it } from '@jest/globals'
import { parseReference, repositoryOf } from '../../../src/image/reference.js'
import { tagsFor } from '../../../src/image/tags.js'

const hex = 'a'.repeat(64)

describe('tags of an image', () => {
  it('are the commit, the branch and the version', () => {
    expect(tagsFor({ commit: '3fa9c01d'.repeat(5), branch: 'main', version: '1.4.0' })).toEqual([
      'sha-3fa9c01',
      'main',
      '1.4.0',
    ])
  })

  it.each([
    ['a;curl x', 'a-curl-x'],
    ['feature/Login', 'feature-Login'],
    ['$(id)', 'id'],
    ['--help', 'help'],
    ['../../etc', 'etc'],
    ['x'.repeat(300), 'x'.repeat(128)],
    ['ends-', 'ends'],
    [`sha256-${hex}`, `branch-sha256-${hex}`],
    [hex, `branch-${hex}`],
    [hex.slice(0, 40), `branch-${hex.slice(0, 40)}`],
    ['key-3fa9', 'branch-key-3fa9'],
    ['sha-3fa9c01', 'branch-sha-3fa9c01'],
    ['\u202eлат', 'branch'],
  ])('make a tag of the branch %j', (branch, tag) => {
    expect(tagsFor({ branch })).toEqual([tag])
    expect(tag).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/)
  })

  it.each(['1.0+build', '-x', hex, 'key-1', 'a b', 'x'.repeat(129), '1.0\n'])('refuse the version %j', (version) => {
    expect(() => tagsFor({ version })).toThrow('cannot be the tag of an image')
  })
})

describe('names of images', () => {
  it.each([
    ['postgres:17', { host: 'docker.io', path: 'library/postgres', tag: '17' }],
    ['grafana/grafana', { host: 'docker.io', path: 'grafana/grafana' }],
    ['ghcr.io/org/repo/x:1', { host: 'ghcr.io', path: 'org/repo/x', tag: '1' }],
    ['localhost:5000/x', { host: 'localhost:5000', path: 'x' }],
    [
      `172.17.0.1:5000/a/b:t@sha256:${hex}`,
      { host: '172.17.0.1:5000', path: 'a/b', tag: 't', digest: `sha256:${hex}` },
    ],
  ])('are read as Docker does: %s', (text, reference) => {
    expect(parseReference(text)).toEqual(reference)
  })

  it.each(['', 'Postgres', 'x:', 'x@sha256:abc', '-x', 'ghcr.io/../x', 'x y', 'x\n', 'ghcr.io//x', '$(id)', 'a@b@c'])(
    'are refused: %j',
    (text) => {
      expect(() => parseReference(text)).toThrow('is no name of an image')
    },
  )

  it.each([
    ['ghcr.io/org/repo', 'l2p', 'backend', 'ghcr.io/org/repo/l2p-backend'],
    ['ghcr.io/org/repo', 'auth', 'auth', 'ghcr.io/org/repo/auth'],
    ['ghcr.io/org/repo', 'VideoVault', 'Web.UI_2', 'ghcr.io/org/repo/videovault-web-ui-2'],
    ['none', 'l2p', '--help', 'shop/l2p-help'],
  ])('of a service in %s: %s/%s', (registry, project, service, repository) => {
    const stack = { registry, name: 'shop', projects: [1, 2] as never }
    expect(repositoryOf(stack, project, service)).toBe(repository)
    expect(() => parseReference(repository)).not.toThrow()
  })

  it.each([
    ['its only project is called as the repository', 'ghcr.io/acme/shop', 1, 'shop', 'web', 'ghcr.io/acme/shop/web'],
    ['project, service and repository are one name', 'ghcr.io/acme/shop', 1, 'shop', 'shop', 'ghcr.io/acme/shop/shop'],
    ['there is no registry', 'none', 1, 'Shop', 'web', 'shop/web'],
    ['there are more projects', 'ghcr.io/acme/shop', 2, 'shop', 'web', 'ghcr.io/acme/shop/shop-web'],
    ['the project is called otherwise', 'ghcr.io/acme/shop', 1, 'app', 'web', 'ghcr.io/acme/shop/app-web'],
    ['a registry’s path ends otherwise', 'reg.example/webshop', 1, 'shop', 'web', 'reg.example/webshop/shop-web'],
  ])('says nothing twice where %s', (_, registry, count, project, service, repository) => {
    const stack = { registry, name: 'shop', projects: Array(count) as never }
    expect(repositoryOf(stack, project, service)).toBe(repository)
  })
})
