import { describe, expect, it } from '@jest/globals'
import type { HostFacts } from '../../../../../src/host/types.js'
import { networkChanges, networkNotices } from '../../../../../src/release/plan/rewrite/networks.js'
import { resourceFaults } from '../../../../../src/release/plan/rewrite/resources.js'
import { networkArgv } from '../../../../../src/release/records/resourceLine.js'
import type { ComposeNetwork } from '../../../../../src/stack/types.js'
import { facts } from '../../fixture.js'

/** As `docker network inspect` prints one that Docker 26 made of nothing but a name. */
const plain: HostFacts['networks'][number] = {
  ...{ Name: 'shop_edge', Driver: 'bridge', Internal: false, Attachable: false, EnableIPv6: false, Options: {} },
  Labels: { 'com.docker.compose.network': 'edge', 'com.docker.compose.project': 'shop' },
  IPAM: { Driver: 'default', Options: null, Config: [{ Subnet: '172.20.0.0/16', Gateway: '172.20.0.1' }] },
}
const range = {
  Subnet: '10.9.0.0/24',
  Gateway: '10.9.0.1',
  IPRange: '10.9.0.0/25',
  AuxiliaryAddresses: { nas: '10.9.0.9' },
}
const full: HostFacts['networks'][number] = {
  ...plain,
  ...{ Attachable: true, EnableIPv6: true, Options: { 'com.docker.network.bridge.name': 'br-shop' } },
  IPAM: { Driver: 'default', Options: { a: '1' }, Config: [range, { Subnet: '2001:db8::/64' }] },
}
const asked: ComposeNetwork = {
  ...{
    driver: 'bridge',
    attachable: true,
    enable_ipv6: true,
    driver_opts: { 'com.docker.network.bridge.name': 'br-shop' },
  },
  ipam: {
    options: { a: '1' },
    config: [
      { subnet: '10.9.0.0/24', gateway: '10.9.0.1', ip_range: '10.9.0.0/25', aux_addresses: { nas: '10.9.0.9' } },
      { subnet: '2001:DB8:0::/64' },
    ],
  },
}

describe('a network that exists', () => {
  it.each<[string, ComposeNetwork, HostFacts['networks'][number]]>([
    ['of nothing', {}, plain],
    ['of nothing, as Compose prints it', { name: 'shop_edge', ipam: {} }, plain],
    [
      'of Docker’s own words for the usual',
      { driver: 'default', internal: false, enable_ipv6: false, attachable: false },
      plain,
    ],
    ['of the old docker-compose, which made all attachable', {}, { ...plain, Attachable: true }],
    ['with everything', asked, full],
    ['of an engine that says nothing of IPv4', { enable_ipv4: true }, plain],
  ])('is as it is wanted: %s', (_case, wanted, existing) => {
    expect(networkChanges(wanted, existing)).toEqual([])
  })

  it.each<[string, ComposeNetwork, string]>([
    ['the driver', { driver: 'macvlan' }, 'driver bridge → macvlan'],
    ['internal', { internal: true }, 'internal false → true'],
    ['attachable', { attachable: true }, 'attachable false → true'],
    ['IPv6', { enable_ipv6: true }, 'enable_ipv6 false → true'],
    [
      'an option',
      { driver_opts: { 'com.docker.network.driver.mtu': '1400' } },
      'driver_opts.com.docker.network.driver.mtu none → 1400',
    ],
    ['the subnet', { ipam: { config: [{ subnet: '10.1.0.0/16' }] } }, 'subnet 172.20.0.0/16 → 10.1.0.0/16'],
    [
      'the gateway',
      { ipam: { config: [{ subnet: '172.20.0.0/16', gateway: '172.20.0.9' }] } },
      'gateway 172.20.0.1 → 172.20.0.9',
    ],
    [
      'the range',
      { ipam: { config: [{ subnet: '172.20.0.0/16', ip_range: '172.20.5.0/24' }] } },
      'ip_range none → 172.20.5.0/24',
    ],
    [
      'an address that is taken',
      { ipam: { config: [{ subnet: '172.20.0.0/16', aux_addresses: { nas: '172.20.0.7' } }] } },
      'aux_addresses.nas none → 172.20.0.7',
    ],
    ['who gives addresses', { ipam: { driver: 'dhcp' } }, 'ipam.driver default → dhcp'],
    ['how', { ipam: { options: { a: '1' } } }, 'ipam.options.a none → 1'],
  ])('is refused where the files ask for another: %s', (_case, wanted, change) => {
    expect(networkChanges(wanted, plain)).toEqual([change])
    const resources = [{ kind: 'network' as const, name: 'shop_edge', definition: wanted }]
    expect(resourceFaults([], resources, facts({ networks: [plain] })).join()).toContain(
      `another definition (${change})`,
    )
  })

  it.each<[string, ComposeNetwork, HostFacts['networks'][number], RegExp]>([
    ['labels', { labels: { team: 'a' } }, plain, /its labels stay as they were made \(team\)/],
    [
      'an option that is asked for no more',
      {},
      { ...plain, Options: { mtu: '1400' } },
      /does not|do not ask for: the option mtu/,
    ],
    ['IPv6 that is asked for no more', {}, { ...plain, EnableIPv6: true }, /do not ask for: IPv6/],
  ])('says what stays: %s', (_case, wanted, existing, text) => {
    expect(networkNotices(wanted, existing)).toEqual([expect.stringMatching(text)])
  })

  it.each<[string, ComposeNetwork, HostFacts['networks'][number]]>([
    ['its own labels', { labels: { 'com.docker.compose.project': 'other', 'stack-actions.stack': 'x' } }, plain],
    ['what Docker adds by itself', {}, { ...plain, Options: { 'com.docker.network.enable_ipv4': 'true' } }],
    ['everything that is asked for', asked, full],
  ])('says nothing of %s', (_case, wanted, existing) => {
    expect(networkNotices(wanted, existing)).toEqual([])
  })
})

describe('a network that is made', () => {
  it('gets everything that is asked for', () => {
    expect(networkArgv({ ...asked, enable_ipv4: false }).join(' ')).toBe(
      '--attachable --ipv4=false --ipv6 --ipam-opt a=1 --subnet 10.9.0.0/24 --gateway 10.9.0.1 --ip-range 10.9.0.0/25 --aux-address nas=10.9.0.9 --subnet 2001:DB8:0::/64',
    )
  })

  it('without IPv4 is refused where Docker cannot', () => {
    const resources = [{ kind: 'network' as const, name: 'n', definition: { enable_ipv4: false } }]
    expect(resourceFaults([], resources, facts()).join()).toContain('no IPv4, and Docker 26.1.5 cannot make one')
    expect(resourceFaults([], resources, facts({ engine: '28.5.0' }))).toEqual([])
  })
})
