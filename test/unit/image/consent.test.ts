import { describe, expect, it } from '@jest/globals'
import { consents } from '../../../src/image/consent.js'
import type { BuildTarget } from '../../../src/image/target.js'
import type { run } from '../../../src/runtime/run.js'

const target = (more: Partial<BuildTarget>): BuildTarget =>
  ({ project: 'shop', service: 'web', contexts: {}, ssh: [], ...more }) as BuildTarget
const buildx = (version: string, asked: string[][] = []) => ({
  run: (async (argv: string[]) => {
    asked.push(argv)
    return { code: 0, stdout: `github.com/docker/buildx ${version} 6e5ee28\n`, stderr: '' }
  }) as unknown as typeof run,
})

describe('consent to what a Compose file asks of its builds', () => {
  it.each<[string, Partial<BuildTarget>, string, string[]]>([
    ['the runner’s agent', { ssh: ['default'] }, 'v0.29.1', ['--allow', 'ssh']],
    ['a key in the repository', { ssh: ['deploy=/repo/key'] }, 'v0.29.1', []],
    ['the host’s network', { network: 'host' }, 'v0.20.0', ['--allow', 'network.host']],
    ['no network', { network: 'none' }, 'v0.29.1', []],
    [
      'entitlements, each once',
      { network: 'host', entitlements: ['network.host', 'security.insecure'] },
      'v0.29.1',
      ['--allow', 'network.host', '--allow', 'security.insecure'],
    ],
    ['one device', { entitlements: ['device=vendor/x'] }, 'v1.0.0', ['--allow', 'device=vendor/x']],
    ['the agent, where Buildx does not ask', { ssh: ['default'] }, '0.13.1+ds1', []],
    ['the host’s network, where Buildx does not ask', { network: 'host' }, '0.13.1+ds1', []],
  ])('%s', async (_, more, version, expected) => {
    expect(await consents([target({}), target(more)], buildx(version))).toEqual(expected)
  })

  it('asks nothing of Buildx for an ordinary build', async () => {
    const asked: string[][] = []
    expect([await consents([target({})], buildx('v0.29.1', asked)), asked]).toEqual([[], []])
  })

  it.each<[string, Partial<BuildTarget>, string, string]>([
    [
      'hosts',
      { extraHosts: { a: '1.1.1.1' } },
      'v0.24.0',
      'Buildx 0.24 of this runner does not know `build.extra_hosts`',
    ],
    [
      'rights',
      { entitlements: ['security.insecure'] },
      '0.13.1+ds1',
      'Buildx 0.13 of this runner does not know `build.entitlements`',
    ],
    ['limits', { ulimits: ['nofile=1'] }, 'v0.12.1', 'Buildx 0.12 of this runner does not know `build.ulimits`'],
    ['anything', { ssh: ['default'] }, 'dev', 'docker buildx version does not say which Buildx this is'],
  ])('refuses %s where Buildx is too old, or of no version', async (_, more, version, message) => {
    await expect(consents([target(more)], buildx(version))).rejects.toThrow(message)
  })
})
