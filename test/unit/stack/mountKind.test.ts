import { describe, expect, it } from '@jest/globals'
import { type Lying, looksLikeFile, type MountKind, mountKind } from '../../../src/stack/mountKind.js'

describe('what a service mounts out of the repository', () => {
  it.each<[string, Partial<Lying>, MountKind]>([
    ['a folder that git knows, read-only', { tracked: 2, readOnly: true }, 'content'],
    ['a folder that git knows, writable', { tracked: 2 }, 'content'],
    ['a folder that a step made, read-only (./dist)', { untracked: 9, readOnly: true }, 'content'],
    ['a folder that a step made, writable', { untracked: 9 }, 'unclear'],
    ['a folder that git knows with what a step made in it', { tracked: 1, untracked: 9, readOnly: true }, 'content'],
    ['a file that git knows', { tracked: 1, isFile: true }, 'content'],
    ['a file that a step made (./prod.json)', { untracked: 1, isFile: true }, 'content'],
    ['an empty folder', {}, 'data'],
    ['an empty folder, read-only', { readOnly: true }, 'data'],
  ])('%s', (_, lying, kind) => {
    expect(mountKind({ isFile: false, tracked: 0, untracked: 0, readOnly: false, ...lying })).toBe(kind)
  })
})

it.each([
  ['/repo/prod.json', true],
  ['/etc/caddy/Caddyfile', true],
  ['/repo/.env', true],
  ['/repo/.env.production', true],
  ['/var/run/docker.sock', true],
  ['/repo/acme.json', true],
  ['/repo/my app.conf', true],
  ['/repo/data', false],
  ['/etc/nginx/conf.d', false],
  ['/repo/pg-17.2', false],
  ['/repo/.data', false],
  ['/repo/profile', false],
  ['/repo/profiles', false],
])('%s looks like a file: %s', (path, expected) => {
  expect(looksLikeFile(path)).toBe(expected)
})
