import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

const folder = mkdtempSync(join(tmpdir(), 'images-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const AMD64 = '"linux"/"amd64"'

describe.each(AWKS)('the images of a release, under %s', (_, awk) => {
  it.each([
    ['redis:8', 'redis', 'redis:8'],
    ['docker.io/library/redis:8', 'redis', 'redis:8'],
    ['index.docker.io/x/y@sha256:aa', 'x/y', 'x/y@sha256:aa'],
    ['localhost:5000/z', 'localhost:5000/z', 'localhost:5000/z'],
    ['localhost:5000/z:1@sha256:aa', 'localhost:5000/z', 'localhost:5000/z:1@sha256:aa'],
  ])('%s is of the repository %s', (name, repository, bare) => {
    const { stdout } = runAwk(awk, ['runner/image.awk'], {
      after: '{ print repository($0), bare($0) }',
      input: `${name}\n`,
    })
    expect(stdout).toBe(`${repository}\t${bare}\n`)
  })

  it.each([
    [AMD64, 'linux/amd64'],
    ['"linux"/""', 'unknown/unknown'],
    ['"lin\\tux"/"amd64"', 'unknown/unknown'],
  ])('the platform %s is %s', (printed, platform) => {
    const { stdout } = runAwk(awk, ['runner/image.awk'], { after: '{ print platform($0) }', input: `${printed}\n` })
    expect(stdout).toBe(`${platform}\n`)
  })

  it.each([
    ['the digest of its own repository', 'other@sha256:bb redis@sha256:aa ', 'redis@sha256:aa'],
    ['its id, where it has no digest of its own', 'other@sha256:bb ', 'sha256:id'],
  ])('have %s', (_what, digests, image) => {
    const { stdout } = runAwk(awk, ['runner/image.awk', 'runner/imageLine.awk'], {
      set: { ref: 'docker.io/library/redis:8' },
      input: `${digests}\tsha256:id\t${AMD64}\t{"a":1}\n`,
    })
    expect(stdout).toBe(`docker.io/library/redis:8\t${image}\tlinux/amd64\t{"a":1}\tsha256:id\n`)
  })

  it('are here under whatever name Docker has for them, with the tag that is of the same image', () => {
    const tagged = join(folder, 'tagged')
    const { stdout } = runAwk(awk, ['runner/image.awk', 'runner/imagesHere.awk'], {
      set: { tagged },
      files: {
        known: tabbed(`${AMD64}|sha256:1 redis@sha256:aa ours:1`, `${AMD64}|sha256:2 ours:2`),
        images: tabbed('docker.io/library/redis@sha256:aa|ours:1', 'redis@sha256:aa|ours:2', 'gone:1|ours:3'),
      },
    })
    expect(stdout).toBe('linux/amd64\tdocker.io/library/redis@sha256:aa\nlinux/amd64\tredis@sha256:aa\n')
    expect(readFileSync(tagged, 'utf8')).toBe('docker.io/library/redis@sha256:aa\tours:1\n')
  })

  it('are absent, of another platform, or to be tagged; of those that have their tag nothing is to be done', () => {
    const { stdout } = runAwk(awk, ['runner/imagesTodo.awk'], {
      set: { platform: 'linux/amd64' },
      files: {
        here: tabbed('linux/amd64|a:1', 'linux/amd64|b:1', 'linux/arm64|c:1'),
        tagged: tabbed('a:1|ours:a'),
        images: tabbed('a:1|ours:a', 'b:1|ours:b', 'c:1|ours:c', 'd:1|ours:d'),
      },
      named: ['here', 'tagged'],
    })
    expect(stdout).toBe('tag\tb:1\tours:b\nother\tc:1\tlinux/arm64\nabsent\td:1\tours:d\n')
  })
})
