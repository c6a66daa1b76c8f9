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

describe('what is advised about a container that another is bound to', () => {
  const data = { type: 'volume', source: 'data', target: '/config' } as const
  /** Where these run, one after the other, without the containers of some of them, asked for others. */
  function next(
    before: Record<string, ComposeService>,
    after: Record<string, ComposeService>,
    { away = [], more = {} }: { away?: string[]; more?: Partial<ReleaseInput> } = {},
  ) {
    const { t: _t, ...first } = before
    const host = committed(made({ stack: of(before), facts: committed(made({ stack: of(first) }).release) }).release)
    const containers = host.containers
      .map((one) => (one.Name === '/shop-vpn-1' ? { ...one, Name: '/vpn' } : one))
      .filter(({ Name }) => !away.includes(Name))
    return () => made({ stack: of(after), facts: { ...host, containers }, ...more }).plan
  }
  const AWAY =
    'when no other reason is left, `docker rm -f shop-t-1` on the server, and deploy again with it in the files (it is away until a deploy has made it again)'
  const byVpn = { volumes: [data] }

  it.each<[string, Partial<ComposeService>, Partial<ComposeService>]>([
    ['its network', { network_mode: 'service:vpn' }, {}],
    ['its memory', { ipc: 'service:vpn' }, {}],
    ['its volumes', { volumes_from: ['vpn'] }, {}],
    ['its network, and has changed, too', { network_mode: 'service:vpn' }, { environment: { A: '1' } }],
    ['its memory, and has changed, too', { ipc: 'service:vpn' }, { environment: { A: '1' } }],
  ])('keeps its data where it follows: bound by %s', (_how, more, change) => {
    const t = torrent({ ...byVpn, ...more })
    const later = { vpn: changed, t: { ...t, ...change } }
    expect(next({ vpn, t }, later)).toThrow(AWAY)
    const plan = next({ vpn, t }, later, { away: ['/shop-t-1'] })()
    expect(plan.stored.filter(({ service }) => service === 'shop/t').map(({ text }) => text)).toEqual([
      'the volume shop_data, kept',
    ])
    expect(plan.services.map(({ service, change: what }) => [service, what])).toContainEqual(['vpn', 'changed'])
  })

  it('works for what changes alone, too', () => {
    for (const more of [{ ipc: 'service:vpn' }, { pid: 'container:other' }, { volumes_from: ['vpn'] }]) {
      const t = torrent({ ...byVpn, ...more })
      const later = { vpn, t: { ...t, environment: { A: '1' } } }
      expect(next({ vpn, t }, later)).toThrow(AWAY)
      expect(next({ vpn, t }, later, { away: ['/shop-t-1'] })).not.toThrow()
    }
  })

  it('is the name of the service in place of its container’s', () => {
    const t = torrent({ ...byVpn, network_mode: 'container:vpn' })
    const instead = { ...torrent(byVpn), network_mode: 'service:vpn' }
    expect(next({ vpn, t }, { vpn: changed, t })).toThrow(
      `write \`network_mode: service:vpn\` in its place, and ${AWAY}`,
    )
    expect(next({ vpn, t }, { vpn: changed, t: instead }, { away: ['/shop-t-1'] })).not.toThrow()
    expect(next({ vpn, t }, { vpn, t: { ...t, environment: { A: '1' } } })).toThrow(
      /network_mode: container:vpn: write `network_mode: service:vpn`$/,
    )
    expect(next({ vpn, t }, { vpn, t: { ...instead, environment: { A: '1' } } })).not.toThrow()
    const from = torrent({ ...byVpn, volumes_from: ['container:vpn:ro'] })
    expect(next({ vpn, t: from }, { vpn: changed, t: from })).toThrow(
      'write `volumes_from: [vpn:ro]` in its place, and',
    )
    // Without its containers it is made as what is new: not by a name that another container gets.
    const renewed = { ...t, environment: { A: '1' } }
    expect(next({ vpn, t }, { vpn: changed, t: renewed }, { away: ['/shop-t-1'] })).toThrow(
      'is a container that this deploy makes: write `service:vpn`',
    )
  })

  it('says what does not come back', () => {
    const t = torrent({ network_mode: 'service:vpn' })
    const host = committed(made({ stack: of({ vpn, t }) }).release)
    const unnamed = { Type: 'volume', Name: 'e'.repeat(64), Source: '', Destination: '/cache', RW: true }
    const containers = host.containers.map((one) => (one.Name === '/shop-t-1' ? { ...one, Mounts: [unnamed] } : one))
    expect(() => made({ stack: of({ vpn: changed, t }), facts: { ...host, containers } })).toThrow(
      'made it again, and begins without its volume without a name at /cache)',
    )
  })

  const both = { networks: { default: null } }
  it.each<[string, Partial<ComposeService>, Partial<ComposeService>, Partial<ComposeService>, string]>([
    ['a link', { links: ['vpn'], ...both }, both, {}, 'delete `links` of t: services reach each other by name'],
    ['a link with its own name', { links: ['vpn:vpn'], ...both }, both, {}, 'by name'],
    [
      'a link with another name',
      { links: ['vpn:tunnel'], ...both },
      both,
      { networks: { default: { aliases: ['tunnel'] } } },
      'delete `links` of t: services reach each other by name, and by `networks: { default: { aliases: [tunnel] } }` of vpn',
    ],
    ['a link by container', { external_links: ['vpn'], ...both }, both, {}, 'delete `external_links` of t: services'],
    [
      'a link on the network of Docker itself',
      { links: ['vpn'], network_mode: 'bridge' },
      both,
      {},
      'delete `links` of t, and put both into one network (`networks: { default: }`): services reach each other by name there',
    ],
  ])('ends %s', (_what, link, instead, other, words) => {
    const t = torrent({ ...byVpn, ...link })
    for (const change of [{}, { environment: { A: '1' } }]) {
      expect(next({ vpn, t }, { vpn: changed, t: { ...t, ...change } })).toThrow(words)
      const after = { vpn: { ...changed, ...other }, t: torrent({ ...byVpn, ...instead, ...change }) }
      expect(next({ vpn, t }, after)).not.toThrow()
    }
  })

  it('is to leave out what is bound across projects, and to take it in again', () => {
    const file = (name: string, services: Record<string, ComposeService>) =>
      project(services, { name, path: name, files: [`${name}/compose.yaml`] }, { name })
    const t = torrent({ ...byVpn, network_mode: 'container:vpn' })
    const other = torrent({ network_mode: 'none' })
    const [first, second] = [file('net', { vpn }), file('shop', { t, other })]
    const later = [file('net', { vpn: changed }), second]
    const names = (host: ReturnType<typeof committed>) => ({
      ...host,
      containers: host.containers.map((one) => (one.Name === '/net-vpn-1' ? { ...one, Name: '/vpn' } : one)),
    })
    const zero = names(committed(made({ stack: stack([first]) }).release))
    const mount = { Type: 'volume', Name: 'shop_data', Source: '', Destination: '/config', RW: true }
    const all = names(committed(made({ stack: stack([first, second]), facts: zero }).release))
    const containers = all.containers.map((one) => (one.Name === '/shop-t-1' ? { ...one, Mounts: [mount] } : one))
    const host = { ...all, containers }
    expect(() => made({ stack: stack(later), facts: host })).toThrow(
      'leave t out for one deploy (`projects.*.services` in stack.yml, with the `leave-data` that is asked for then), and take it in again with the next, without that `leave-data`',
    )
    const without = [file('net', { vpn: changed }), file('shop', { other })]
    expect(() => made({ stack: stack(without), facts: host })).toThrow('no service of the new release has that')
    const out = made({ stack: stack(without, { leaveData: ['shop_data:/config'] }), facts: host })
    const again = made({ stack: stack(later), facts: names(committed(out.release)) })
    expect(again.plan.stored.map(({ text }) => text)).toEqual(['the volume shop_data, which is on the server already'])
  })

  it('is nothing to a service that has done its work, or has no container', () => {
    const t = torrent({ network_mode: 'service:vpn', restart: 'no', labels: { 'stack-actions.one-shot': 'true' } })
    expect(next({ vpn, t }, { vpn: changed, t })).not.toThrow()
    const none = torrent({ network_mode: 'service:vpn', scale: 0 })
    expect(next({ vpn, t: none }, { vpn: changed, t: none })).not.toThrow()
  })
})
