import type { HostFacts } from '../../../host/types.js'
import { ownEntry } from '../../../runtime/ownEntry.js'
import type { ComposeNetwork } from '../../../stack/types.js'
import { sorted } from '../../records/resourceLine.js'

type Existing = HostFacts['networks'][number]

/** What a network that exists does not have of what the files ask for; only a new network would. */
export function networkChanges(wanted: ComposeNetwork, existing: Existing): string[] {
  const changed: string[] = []
  const differ = (what: string, before: unknown, now: unknown): void => {
    if (now !== undefined && canonical(before) !== canonical(now))
      changed.push(`${what} ${before === undefined || before === '' ? 'none' : String(before)} → ${String(now)}`)
  }
  differ('driver', existing.Driver, wanted.driver === 'default' ? undefined : wanted.driver)
  differ('internal', existing.Internal, wanted.internal ?? false)
  if (existing.Attachable !== undefined && wanted.attachable === true) differ('attachable', existing.Attachable, true)
  if (existing.EnableIPv6 !== undefined) differ('enable_ipv6', existing.EnableIPv6, wanted.enable_ipv6)
  if (existing.EnableIPv4 !== undefined) differ('enable_ipv4', existing.EnableIPv4, wanted.enable_ipv4)
  for (const [key, value] of sorted(wanted.driver_opts)) differ(`driver_opts.${key}`, existing.Options?.[key], value)
  const { driver, options, config } = wanted.ipam ?? {}
  if (existing.IPAM?.Driver !== undefined) differ('ipam.driver', existing.IPAM.Driver, driver)
  for (const [key, value] of sorted(options)) differ(`ipam.options.${key}`, existing.IPAM?.Options?.[key], value)
  const present = existing.IPAM?.Config ?? []
  for (const range of config ?? []) {
    const same = present.find(({ Subnet }) => canonical(Subnet) === canonical(range.subnet))
    if (range.subnet === undefined) continue
    if (same === undefined) {
      changed.push(`subnet ${present.map(({ Subnet }) => Subnet).join(' ')} → ${range.subnet}`)
      continue
    }
    differ('gateway', same.Gateway, range.gateway)
    differ('ip_range', same.IPRange, range.ip_range)
    for (const [host, address] of sorted(range.aux_addresses))
      differ(`aux_addresses.${host}`, same.AuxiliaryAddresses?.[host], address)
  }
  return changed
}

/** What such a network has and the files do not ask for, and labels, which no container minds: it stays so. */
export function networkNotices(wanted: ComposeNetwork, existing: Existing): string[] {
  const foreign = /^(com\.docker\.compose\.|stack-actions\.)/
  const [now, before] = [wanted.labels ?? {}, existing.Labels ?? {}]
  const labels = [...new Set([...Object.keys(now), ...Object.keys(before)])]
    .filter((key) => !foreign.test(key) && ownEntry(now, key) !== ownEntry(before, key))
    .sort()
  const ours = wanted.driver_opts ?? {}
  const extra = [
    ...(existing.Attachable === true && wanted.attachable === false ? ['attachable'] : []),
    ...(existing.EnableIPv6 === true && wanted.enable_ipv6 === undefined ? ['IPv6'] : []),
    ...Object.keys(existing.Options ?? {})
      .filter(
        (key) => ownEntry(ours, key) === undefined && !/^com\.docker\.network\.(enable_ipv|driver\.overlay)/.test(key),
      )
      .map((key) => `the option ${key}`),
  ]
  return [
    ...(labels.length === 0 ? [] : [`its labels stay as they were made (${labels.join(', ')})`]),
    ...(extra.length === 0 ? [] : [`it has what the files do not ask for: ${extra.join(', ')}`]),
  ].map((text) => `the network ${existing.Name} is there already, and ${text}`)
}

/** Text that is equal where the meaning is: an IPv6 address has many forms. */
function canonical(value: unknown): string {
  const text = String(value ?? '')
  const [address = '', ...rest] = text.split('/')
  const url = `http://[${address}]/`
  return address.includes(':') && URL.canParse(url) ? [new URL(url).hostname, ...rest].join('/') : text
}
