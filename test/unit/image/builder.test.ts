import { describe, expect, it } from '@jest/globals'
import {
  BUILDKIT_IMAGE,
  buildkitdToml,
  createCommand,
  forgottenBuilders,
  hostNetwork,
  needsKeeper,
  parseBuilder,
  whyEngine,
} from '../../../src/image/builder.js'
import type { BuildTarget } from '../../../src/image/target.js'

// As `docker buildx inspect` prints it.
const inspected = (driver: string, more = '') =>
  `Name:          default\nDriver:        ${driver}\nLast Activity: 2026-11-30 07:22:42 +0000 UTC\n\nNodes:\nName:             default\nEndpoint:         default\nStatus:           running\nBuildKit version: v0.8+unknown\nPlatforms:        linux/amd64, linux/386\n${more}`
const SNAPSHOTTER = 'Labels:\n org.mobyproject.buildkit.worker.snapshotter: overlayfs\n'

describe('the builder of a runner', () => {
  it.each([
    ['the engine’s own, as on a hosted runner', inspected('docker'), { isEngine: true, keepsCaches: false }],
    [
      'the engine’s own with containerd’s store',
      inspected('docker', SNAPSHOTTER),
      { isEngine: true, keepsCaches: true },
    ],
    ['one of docker/setup-buildx-action', inspected('docker-container'), { isEngine: false, keepsCaches: true }],
    ['in Kubernetes', inspected('kubernetes'), { isEngine: false, keepsCaches: true }],
    ['elsewhere', inspected('remote'), { isEngine: false, keepsCaches: true }],
    ['unknown', 'error: no builder "x" found', undefined],
  ])('is %s', (_, text, expected) => {
    expect(parseBuilder(text)).toEqual(expected)
  })

  it.each([
    ['nothing is kept', { from: [], to: [] }, false],
    ['a registry’s cache is read, as by a pull request', { from: ['type=registry,ref=x'], to: [] }, true],
    ['a cache is in the image itself', { from: [], to: ['type=inline'] }, false],
    ['a cache is written', { from: [], to: ['type=registry,ref=x,mode=max'] }, true],
    ['one of the Compose file is', { from: [], to: ['ghcr.io/x:cache'] }, true],
    ['GitHub’s is read', { from: ['type=gha,scope=x'], to: [] }, true],
  ])('where %s, has to keep caches: %#', (_, cache, expected) => {
    expect(needsKeeper([cache])).toBe(expected)
  })
})

describe('a builder of ours', () => {
  const options = { image: BUILDKIT_IMAGE, config: '/tmp/x/buildkitd.toml', isInsecure: false, isOnHost: false }

  it('is BuildKit by its digest', () => {
    expect(BUILDKIT_IMAGE).toMatch(/^docker\.io\/moby\/buildkit:v[0-9.]+@sha256:[0-9a-f]{64}$/)
    expect(createCommand('mine', options).join(' ')).toBe(
      `docker buildx create --name mine --driver docker-container --driver-opt image=${BUILDKIT_IMAGE} --buildkitd-flags --allow-insecure-entitlement network.host --config /tmp/x/buildkitd.toml`,
    )
  })

  it('allows what a Compose file asks for beyond', () => {
    const [flags] = createCommand('mine', { ...options, isInsecure: true }).filter((word) => word.startsWith('--allow'))
    expect(flags).toBe('--allow-insecure-entitlement network.host --allow-insecure-entitlement security.insecure')
  })

  it.each<[string, string, Partial<BuildTarget>, boolean]>([
    ['it pushes to localhost:5000', 'localhost:5000', {}, true],
    ['it pushes to 127.0.0.1:5000', '127.0.0.1:5000', {}, true],
    ['it pushes to [::1]:5000', '[::1]:5000', {}, true],
    ['it pushes to localhost.example:5000', 'localhost.example:5000', {}, false],
    ['it pushes to 10.0.0.1:5000', '10.0.0.1:5000', {}, false],
    ['a build has the host’s network', 'ghcr.io', { network: 'host' }, true],
    ['a build may ask for the host’s network', 'ghcr.io', { entitlements: ['network.host'] }, true],
    ['a build has none', 'ghcr.io', { network: 'none', entitlements: ['security.insecure'] }, false],
  ])('is in the runner’s own network where %s', (_, registry, target, expected) => {
    expect(hostNetwork([{}, target], registry)).toBe(expected)
    expect(createCommand('mine', { ...options, isOnHost: expected }).includes('network=host')).toBe(expected)
  })

  it.each<[string, Partial<BuildTarget>, { isSelfHosted?: boolean; isProxied?: boolean }, RegExp | undefined]>([
    [
      'where nothing speaks against it',
      { extraHosts: { db: '10.0.0.1' }, entitlements: ['network.host'] },
      {},
      undefined,
    ],
    ['not for the gateway', { extraHosts: { host: '10.0.0.1,host-gateway' } }, {}, /^app\/web has `host-gateway`/],
    ['not for a device', { entitlements: ['device=nvidia.com/gpu'] }, {}, /^app\/web asks for a device/],
    ['not on a runner of the user', {}, { isSelfHosted: true }, /layers of the builds before/],
    ['not behind a proxy', {}, { isProxied: true }, /proxy/],
  ])('is started %s', (_, target, runner, expected) => {
    const web = { project: 'app', service: 'web', ...target }
    const why = whyEngine([web], { isSelfHosted: false, isProxied: false, ...runner })
    if (expected === undefined) expect(why).toBeUndefined()
    else expect(why).toMatch(expected)
  })

  it('whose machine died a day ago is known by its name and age', () => {
    const listed = [
      'buildx_buildkit_stack-actions-builder-abc0\t2026-11-28 07:22:42 +0000 UTC',
      'buildx_buildkit_stack-actions-builder-new0\t2026-11-30 07:22:42 +0100 CET',
      'buildx_buildkit_stack-actions-builder-odd0\tsome day',
      '',
    ].join('\n')
    expect(forgottenBuilders(listed, Date.parse('2026-11-30T08:00:00Z'))).toEqual(['stack-actions-builder-abc'])
    expect(forgottenBuilders('', 0)).toEqual([])
  })

  it('knows the registries as the engine does', () => {
    const toml = buildkitdToml(
      [
        { host: 'plain.example:5000', isInsecure: true },
        {
          host: 'own.example',
          authorities: ['/tmp/x/ca.pem'],
          keyPairs: [
            { key: '/etc/docker/certs.d/own.example/a.key', certificate: '/etc/docker/certs.d/own.example/a.cert' },
          ],
        },
        { host: 'docker.io', mirrors: ['mirror.example/hub'] },
      ],
      { parallel: 4 },
    )
    expect(toml.split('\n')).toEqual([
      '[worker.oci]',
      'max-parallelism = 4',
      '[registry."plain.example:5000"]',
      'http = true',
      'insecure = true',
      '[registry."own.example"]',
      'ca = ["/tmp/x/ca.pem"]',
      '[[registry."own.example".keypair]]',
      'key = "/etc/docker/certs.d/own.example/a.key"',
      'cert = "/etc/docker/certs.d/own.example/a.cert"',
      '[registry."docker.io"]',
      'mirrors = ["mirror.example/hub"]',
      '',
    ])
  })
})
