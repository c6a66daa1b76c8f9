import { describe, expect, it } from '@jest/globals'
import type { InspectedContainer } from '../../../../../src/host/types.js'
import type { ReleaseInput } from '../../../../../src/release/plan/releaseInput.js'
import type { ComposeService } from '../../../../../src/stack/types.js'
import { committed, container, facts, IDENTITY, make, project, resolved, stack } from '../../fixture.js'

const vpn: ComposeService = {
  image: 'postgres:17',
  container_name: 'vpn',
  restart: 'always',
  networks: { default: null },
}
const image = { image: `redis@sha256:${'b'.repeat(64)}`, platform: 'linux/amd64', healthcheck: null, volumes: [] }
const images = new Map([
  ...resolved,
  ['postgres:17', { ...image, image: `postgres@sha256:${'a'.repeat(64)}` }],
  ['redis:8', image],
])
const torrent = (more: Partial<ComposeService>): ComposeService => ({ image: 'redis:8', restart: 'always', ...more })
const of = (services: Record<string, ComposeService>) => stack([project(services)])
const made = (more: Partial<ReleaseInput>) => make({ images: [], resolved: images, waves: new Map(), ...more })

/** What is said to a deploy that gives `vpn` another variable, where these run and those are asked for. */
function said(
  before: Record<string, ComposeService>,
  after: Record<string, ComposeService>,
  beside: InspectedContainer[] = [],
): string {
  // One after the other, as it has to be.
  const first = before['vpn'] === undefined ? before : { vpn: before['vpn'] }
  const host = committed(made({ stack: of(before), facts: committed(made({ stack: of(first) }).release) }).release)
  const containers = host.containers.map((one) => (one.Name === '/shop-vpn-1' ? { ...one, Name: '/vpn' } : one))
  try {
    made({ stack: of(after), facts: { ...host, containers: [...containers, ...beside] } })
    return ''
  } catch (error) {
    return (error as Error).message
  }
}
const changed = { ...vpn, environment: { A: '2' } }
const VPN_ID = 'shopvpn1'.padEnd(64, '0')

describe('a service with a container that another is bound to', () => {
  it.each<[string, Partial<ComposeService>, string]>([
    ['by its network', { network_mode: 'service:vpn' }, 'network_mode: service:vpn'],
    ['by its network, by name', { network_mode: 'container:vpn' }, 'network_mode: container:vpn'],
    ['by its network, by id', { network_mode: `container:${VPN_ID.slice(0, 12)}` }, 'network_mode: container:shopvpn1'],
    ['by its memory', { ipc: 'container:vpn' }, 'ipc: container:vpn'],
    ['by its processes', { pid: 'container:vpn' }, 'pid: container:vpn'],
    ['by its volumes', { volumes_from: ['vpn:ro'] }, 'volumes_from: vpn:ro'],
    ['by its volumes, by name', { volumes_from: ['container:vpn:ro'] }, 'volumes_from: container:vpn:ro'],
    ['by a link', { links: ['vpn:tunnel'] }, 'links: vpn:tunnel'],
    ['by a link, by name', { external_links: ['vpn:tunnel'] }, 'external_links: vpn:tunnel'],
  ])('is not replaced: %s', (_how, more, words) => {
    const t = torrent(more)
    expect(said({ vpn, t }, { vpn: changed, t })).toContain(
      `shop/vpn changed, but t is bound to its old container (${words}`,
    )
    expect(said({ vpn, t }, { vpn, t })).toBe('')
  })

  it('is not replaced, nor taken away, under what somebody else has started', () => {
    const bound = (HostConfig: object): InspectedContainer => ({
      ...container('media', 'torrent', { inspected: { HostConfig: { NetworkMode: 'none', ...HostConfig } as never } }),
      Name: '/torrent',
    })
    for (const [config, words] of [
      [{ NetworkMode: `container:${VPN_ID}` }, 'NetworkMode'],
      [{ IpcMode: `container:${VPN_ID}` }, 'IpcMode'],
      [{ PidMode: 'container:vpn' }, 'PidMode'],
      [{ VolumesFrom: [`${VPN_ID}:rw`] }, 'VolumesFrom'],
      [{ Links: ['/vpn:/torrent/tunnel'] }, 'Links'],
    ] as const) {
      expect(said({ vpn }, { vpn: changed }, [bound(config)])).toContain(
        `shop/vpn changed, but the container torrent of the project media is bound to its old container (${words}): \`docker rm -f torrent\` before this deploy, and start it again after it`,
      )
    }
    const other = torrent({ networks: { default: null } })
    expect(said({ vpn, other }, { other }, [bound({ NetworkMode: `container:${VPN_ID}` })])).toContain(
      'shop/vpn goes, but the container torrent of the project media is bound to its container',
    )
    expect(said({ vpn }, { vpn: changed }, [bound({ NetworkMode: `container:${'9'.repeat(64)}` })])).toBe('')
    expect(said({ vpn }, { vpn }, [bound({ NetworkMode: `container:${VPN_ID}` })])).toBe('')
  })

  it('is replaced under what is stopped and stays so, which is told', () => {
    const debug = (Status: string, Name: string): InspectedContainer =>
      container('media', 'debug', {
        inspected: {
          HostConfig: { NetworkMode: `container:${VPN_ID}`, RestartPolicy: { Name, MaximumRetryCount: 0 } },
          State: { Status, Running: Status === 'running' },
        } as never,
      })
    const plan = (beside: InspectedContainer) => {
      const host = committed(made({ stack: of({ vpn }) }).release)
      const containers = host.containers.map((one) => (one.Name === '/shop-vpn-1' ? { ...one, Name: '/vpn' } : one))
      return made({ stack: of({ vpn: changed }), facts: { ...host, containers: [...containers, beside] } }).plan
    }
    for (const name of ['no', ''])
      expect(plan(debug('exited', name)).warnings).toEqual([
        'the container media-debug-1 of the project media is bound to the old container of shop/vpn (NetworkMode), which goes: it is stopped, and can then not be started again: docker rm media-debug-1',
      ])
    expect(said({ vpn }, { vpn: changed }, [debug('exited', 'no')])).toBe('')
    expect(said({ vpn }, { vpn: changed }, [debug('exited', 'always')])).toContain('docker rm -f media-debug-1')
    expect(said({ vpn }, { vpn: changed }, [debug('running', 'no')])).toContain('docker rm -f media-debug-1')
  })

  it('is replaced where the other one goes with it', () => {
    const t = torrent({ network_mode: 'container:vpn' })
    const labels = { 'stack-actions.stack': IDENTITY.label }
    const running = container('shop', 't', {
      number: 7,
      labels,
      inspected: { HostConfig: { NetworkMode: `container:${VPN_ID}` } as never },
    })
    expect(said({ vpn, t }, { vpn: changed }, [running])).toBe('')
  })

  it('is not made together with what names its container, which then is another one or none', () => {
    const t = torrent({ network_mode: 'container:vpn' })
    const words = 'shop/t: network_mode: container:vpn is a container that this deploy makes: write `service:vpn`'
    expect(said({ vpn }, { vpn: changed, t })).toContain(words)
    expect(() => made({ stack: of({ vpn, t }), facts: facts() })).toThrow(words)
    expect(said({ vpn }, { vpn, t })).toBe('')
  })
})
