import { describe, expect, it } from '@jest/globals'
import { type Listener, parseListening } from '../../../../../src/host/listening.js'
import type { HostFacts, InspectedContainer } from '../../../../../src/host/types.js'
import type { ReleaseInput } from '../../../../../src/release/plan/releaseInput.js'
import { Refused } from '../../../../../src/runtime/errors.js'
import type { ComposeService } from '../../../../../src/stack/types.js'
import { committed, container, facts, make, POSTGRES, project, stack } from '../../fixture.js'

type Ports = NonNullable<ComposeService['ports']>

const IMAGE = new Map([['postgres:17', { image: POSTGRES, platform: 'linux/amd64' }]])
const port = (published: string, more: Partial<Ports[number]> = {}): Ports[number] => ({
  ...{ target: 80, published, protocol: 'tcp', mode: 'ingress' },
  ...more,
})
const app = (ports: Ports, more: Partial<ComposeService> = {}): ComposeService => ({
  ...{ image: 'postgres:17', restart: 'always', ports },
  ...more,
})
const input = (services: Record<string, ComposeService>, more: Partial<ReleaseInput> = {}): Partial<ReleaseInput> => ({
  ...{ stack: stack([project(services)]), images: [], resolved: IMAGE },
  ...more,
})

/** A running container that publishes ports: `80/tcp` to `0.0.0.0:8080`. */
function publishing(name: string, service: string, ports: Record<string, string>, image = 'x'): InspectedContainer {
  const Ports = Object.fromEntries(
    Object.entries(ports).map(([target, at]) => {
      const cut = at.lastIndexOf(':')
      return [target, [{ HostIp: at.slice(0, cut), HostPort: at.slice(cut + 1) }]]
    }),
  )
  const found = container(name, service, { image })
  found.NetworkSettings = { ...found.NetworkSettings, Ports }
  found.HostConfig = { ...found.HostConfig, PortBindings: Ports }
  return found
}
const listening = (address: string, at: number, protocol: Listener['protocol'] = 'tcp'): Listener => ({
  ...{ protocol, address, port: at },
})

const refusal = (services: Record<string, ComposeService>, host: Partial<HostFacts>): string => {
  try {
    make(input(services, { facts: facts(host) }))
  } catch (error) {
    if (error instanceof Refused) return [error.message, ...error.todo].join('\n')
    throw error
  }
  return ''
}

const other = (at: string, target = '80/tcp') => ({ containers: [publishing('blog', 'web', { [target]: at })] })

describe('a port of the server that a service is to publish', () => {
  it.each<[string, Ports, Partial<HostFacts>, string]>([
    [
      'a container of another project',
      [port('8080')],
      other('0.0.0.0:8080'),
      'the container blog-web-1 (service web of the Compose project blog)',
    ],
    ['one that has it at one address alone', [port('8080')], other('127.0.0.1:8080'), 'blog-web-1'],
    ['one that has it at every address', [port('8080', { host_ip: '127.0.0.1' })], other('0.0.0.0:8080'), 'blog-web-1'],
    [
      'one that has one of its UDP ports',
      [port('53', { protocol: 'udp' })],
      other('0.0.0.0:53', '53/udp'),
      'port 53/udp',
    ],
    [
      'a program of the server',
      [port('8080')],
      { listening: [listening('0.0.0.0', 8080)] },
      "sudo ss -lnpt 'sport = :8080'",
    ],
    [
      'a program on the loopback',
      [port('8080')],
      { listening: [listening('127.0.0.1', 8080)] },
      'a program of the server',
    ],
    [
      'a program on every IPv6 address',
      [port('80', { host_ip: '127.0.0.1' })],
      { listening: [listening('::', 80)] },
      'a program',
    ],
    [
      'a resolver',
      [port('53', { protocol: 'udp' })],
      { listening: [listening('127.0.0.53', 53, 'udp')] },
      'sudo ss -lnpu',
    ],
    [
      'all of its range',
      [port('8080-8081')],
      { listening: [listening('0.0.0.0', 8080), listening('::', 8081)] },
      '8080-8081',
    ],
    [
      'all of its range, by a container and a program',
      [port('8080-8081')],
      { ...other('0.0.0.0:8080'), listening: [listening('::', 8081)] },
      '8080-8081 of the server is held by the container blog-web-1',
    ],
  ])('is refused where it is held: %s', (_what, ports, host, words) => {
    const said = refusal({ app: app(ports) }, host)
    expect(said).toContain('shop/app: port ')
    expect(said).toContain(words)
    expect(said).toContain('publish another port')
  })

  it.each<[string, Ports, Partial<HostFacts>]>([
    ['another address', [port('8080', { host_ip: '10.0.0.1' })], other('127.0.0.1:8080')],
    ['the other protocol', [port('53', { protocol: 'udp' })], other('0.0.0.0:53', '53/tcp')],
    ['another port', [port('8081')], { listening: [listening('0.0.0.0', 8080)] }],
    ['one of a range that is free', [port('8080-8081')], other('0.0.0.0:8080')],
    ['one that Docker chooses', [port('0'), { target: 80 }], { listening: [listening('0.0.0.0', 8080)] }],
    [
      'a container that has ended',
      [port('8080')],
      {
        containers: [
          {
            ...publishing('blog', 'web', { '80/tcp': '0.0.0.0:8080' }),
            State: { ...container('a', 'b', {}).State, Running: false, Status: 'exited' },
          },
        ],
      },
    ],
  ])('is free: %s', (_what, ports, host) => {
    expect(refusal({ app: app(ports) }, host)).toBe('')
  })

  it('is its own old container’s, which is stopped first, and what listens for it is Docker', () => {
    const { release } = make(input({ app: app([port('8080')]) }))
    const before = committed(release)
    const containers = before.containers.map((one) => ({
      ...one,
      NetworkSettings: { ...one.NetworkSettings, Ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }] } },
    }))
    const host = { ...before, containers, listening: [listening('0.0.0.0', 8080), listening('::', 8080)] }
    expect(refusal({ app: app([port('8080')]) }, host)).toBe('')
    expect(refusal({ app: app([port('8080')], { user: '1' }) }, host)).toBe('')
    // Another service of the stack is stopped only later, or not at all.
    expect(refusal({ renamed: app([port('8080')]) }, host)).toContain('service app of the Compose project shop')
    expect(refusal({ app: app([port('8080')]), more: app([port('8080')]) }, host)).toContain('shop/more: port 8080')
    expect(refusal({ app: app([port('8080')], { scale: 2 }) }, host)).toContain('the first of its 2 replicas')
  })

  it('is no matter for what is not started, nor for what has ended before', () => {
    const taken = other('0.0.0.0:8080')
    expect(refusal({ app: app([port('8080')], { scale: 0 }) }, taken)).toBe('')
    const twins = { blue: app([port('8080')]), green: app([port('8080')], { scale: 0 }) }
    expect(refusal(twins, {})).toBe('')
    const certbot = app([port('80')], { restart: 'no' })
    const web = app([port('80')], { depends_on: { certbot: { condition: 'service_completed_successfully' } } })
    expect(refusal({ certbot, web }, {})).toBe('')
    expect(refusal({ certbot, web }, other('0.0.0.0:80'))).toContain('shop/certbot: port 80')
  })

  it('is judged in no time among thousands of them', () => {
    const many = Array.from({ length: 4000 }, (_, index) => port(String(10_000 + index), { protocol: 'udp' }))
    expect(refusal({ app: app(many) }, { listening: [listening('0.0.0.0', 13_999, 'udp')] })).toContain('13999/udp')
  })

  it('may be what the old container in the host’s network listens on', () => {
    const inHost = container('shop', 'app', { image: 'postgres:17', inspected: {} })
    inHost.HostConfig = { ...inHost.HostConfig, NetworkMode: 'host' }
    const host = { containers: [inHost], listening: [listening('0.0.0.0', 8080)] }
    expect(refusal({ app: app([port('8080')]) }, host)).toBe('')
    expect(refusal({ app: app([port('8080')]), more: app([port('8080')]) }, host)).toContain('shop/more: port 8080')
  })
})

it('is read from the kernel’s tables, as bytes lie in this machine', () => {
  const rows = [
    'tcp 0100007F:1F90',
    'tcp 00000000000000000000000000000000:0050',
    'tcp 00000000000000000000000001000000:0050',
    'tcp 0000000000000000FFFF00000100007F:0051',
    'udp 3500007F:0035',
    'tcp nonsense',
  ]
  expect(parseListening(rows)).toEqual([
    listening('127.0.0.1', 8080),
    listening('::', 80),
    listening('::1', 80),
    listening('127.0.0.1', 81),
    listening('127.0.0.53', 53, 'udp'),
  ])
})
