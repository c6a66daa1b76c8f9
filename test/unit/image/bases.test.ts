import { describe, expect, it } from '@jest/globals'
import { baseImages, basesOf } from '../../../src/image/bases.js'
import { tagLookups } from '../../../src/image/lookUp.js'
import type { BuildTarget } from '../../../src/image/target.js'
import { Refused } from '../../../src/runtime/errors.js'

describe('images that a Dockerfile builds on', () => {
  it.each<[string, string, Record<string, string>, string[] | undefined]>([
    ['one', 'FROM node:24\nRUN true\n', {}, ['node:24']],
    ['none', 'FROM scratch\nCOPY a /\n', {}, []],
    ['in lower case, with a platform', 'from --platform=$BUILDPLATFORM node:24 as build\n', {}, ['node:24']],
    [
      'stages are none',
      'FROM node:24 AS build\nFROM build AS test\nFROM caddy:2\nCOPY --from=build /a /\n',
      {},
      ['caddy:2', 'node:24'],
    ],
    ['a stage by its number is none', 'FROM node:24\nFROM caddy:2\nCOPY --from=0 /a /\n', {}, ['caddy:2', 'node:24']],
    [
      'what is copied from',
      'FROM node:24\nCOPY --from=ghcr.io/acme/tool:1 /t /\n',
      {},
      ['ghcr.io/acme/tool:1', 'node:24'],
    ],
    [
      'what is mounted from',
      'FROM node:24\nRUN --mount=type=bind,from=tool:1,target=/t \\\n  make\n',
      {},
      ['node:24', 'tool:1'],
    ],
    ['by an argument’s default', 'ARG NODE=24\nFROM node:${NODE}-alpine\n', {}, ['node:24-alpine']],
    ['by a build argument', 'ARG NODE="24"\nFROM node:$NODE\n', { NODE: '26' }, ['node:26']],
    ['by a default in its place', 'FROM node:${NODE:-24}\n', {}, ['node:24']],
    ['that nobody knows', 'ARG NODE\nFROM node:$NODE\n', {}, undefined],
    ['an argument of a stage is no global one', 'FROM node:24\nARG X=1\nFROM a:$X\n', {}, undefined],
    ['a comment is none', '# FROM old:1\nFROM node:24 # FROM x\n', {}, ['node:24']],
    ['a digest', `FROM node@sha256:${'a'.repeat(64)}\n`, {}, [`node@sha256:${'a'.repeat(64)}`]],
    ['another context of that name is none', 'FROM base\nCOPY --from=files /a /\n', {}, []],
  ])('%s', (_case, text, args, expected) => {
    expect(baseImages(text, args, ['base', 'files'])).toEqual(expected)
  })
})

describe('a tag', () => {
  it('is asked for once, and a registry that refuses or says nothing is an answer', async () => {
    let asked = 0
    const lookUp = tagLookups(
      {
        digestOf: async (reference) => {
          asked += 1
          if (reference === 'refused') throw new Refused('the registry asks for a login')
          if (reference === 'silent') await new Promise((done) => setTimeout(done, 1000))
          return 'sha256:a'
        },
      },
      20,
    )
    expect(await Promise.all(['one', 'one', 'refused', 'silent'].map(lookUp))).toEqual([
      { digest: 'sha256:a' },
      { digest: 'sha256:a' },
      { fault: 'the registry asks for a login' },
      { fault: 'no answer for 0.02 s' },
    ])
    expect(asked).toBe(3)
  })
})

describe('what an image is built on', () => {
  it('is also what the services are built on that are its contexts', async () => {
    const of = (service: string, dockerfileInline: string, services: Record<string, BuildTarget> = {}): BuildTarget =>
      ({ project: 'app', service, context: '/repo', dockerfileInline, args: {}, contexts: {}, services }) as never
    const base = of('base', 'FROM node:24')
    const asked: string[] = []
    const lookUp = async (reference: string) => {
      asked.push(reference)
      return { digest: 'sha256:1' }
    }
    const bases = await basesOf(of('web', 'FROM base\nCOPY --from=caddy:2 /a /', { base }), lookUp)
    expect([bases, asked]).toEqual([{ sum: expect.stringMatching(/^[0-9a-f]{12}$/) }, ['caddy:2', 'node:24']])
    expect(await basesOf(of('web', 'FROM base', { base: of('base', 'ARG X\nFROM a:$X') }), lookUp)).toBe('unknown')
  })
})
