import type { LineOf } from '../../records/record.js'
import type { RESOURCES } from '../../records/release.js'
import type { ComposeNetwork } from '../../stack/types.js'
import type { Resource } from './types.js'

/** What the server is told of a network or volume: the arguments of `docker network create` or `docker volume create`. */
export function resourceLine(resource: Resource): LineOf<typeof RESOURCES> {
  return { kind: resource.kind, name: resource.name, argv: resourceArgv(resource) }
}

function resourceArgv(resource: Resource): string[] {
  const { definition } = resource
  const argv: string[] = []
  if (definition.driver !== undefined) argv.push('--driver', definition.driver)
  for (const [key, value] of sorted(definition.driver_opts)) argv.push('--opt', `${key}=${value}`)
  for (const [key, value] of sorted(definition.labels)) argv.push('--label', `${key}=${value}`)
  return resource.kind === 'network' ? [...argv, ...networkArgv(definition as ComposeNetwork)] : argv
}

/** Arguments of `docker network create` for what only networks have. */
export function networkArgv(network: ComposeNetwork): string[] {
  const argv: string[] = []
  if (network.internal === true) argv.push('--internal')
  if (network.attachable === true) argv.push('--attachable')
  if (network.enable_ipv4 === false) argv.push('--ipv4=false')
  if (network.enable_ipv6 === true) argv.push('--ipv6')
  const { driver, options, config } = network.ipam ?? {}
  if (driver !== undefined && driver !== 'default') argv.push('--ipam-driver', driver)
  for (const [key, value] of sorted(options)) argv.push('--ipam-opt', `${key}=${value}`)
  for (const range of config ?? []) {
    if (range.subnet !== undefined) argv.push('--subnet', range.subnet)
    if (range.gateway !== undefined) argv.push('--gateway', range.gateway)
    if (range.ip_range !== undefined) argv.push('--ip-range', range.ip_range)
    for (const [host, address] of sorted(range.aux_addresses)) argv.push('--aux-address', `${host}=${address}`)
  }
  return argv
}

/** The entries by their names, so that equal ones are written alike. */
export function sorted<T>(map: Record<string, T> | null | undefined): [string, T][] {
  return Object.entries(map ?? {}).sort(([one], [other]) => (one < other ? -1 : 1))
}
