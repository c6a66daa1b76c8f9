import { BlockList, isIP } from 'node:net'
import { jsonObject } from '../runtime/json.js'
import type { run } from '../runtime/run.js'

/** What an engine says of registries. */
export interface RegistryConfig {
  IndexConfigs?: Record<string, { Secure?: boolean }>
  InsecureRegistryCIDRs?: string[]
  /** Addresses of what is asked in place of Docker Hub. */
  Mirrors?: string[]
}

/**
 * Whether the engine on this machine trusts a registry without TLS (`insecure-registries` of its daemon.json, loopback always). There
 * is no switch of ours: who pushes images is the engine.
 */
export async function engineTrusts(host: string, options: { run: typeof run }): Promise<boolean> {
  if (trusts(host, { InsecureRegistryCIDRs: ['127.0.0.0/8', '::1/128'] })) return true
  return trusts(host, await engineRegistries(options))
}

/** What the engine on this machine says of registries; nothing where none answers. */
export async function engineRegistries(options: { run: typeof run }): Promise<RegistryConfig> {
  const result = await options
    .run(['docker', 'info', '--format', '{{json .RegistryConfig}}'], { timeoutMs: 20_000 })
    .catch(() => undefined)
  return result?.code === 0 ? ((jsonObject(result.stdout) as RegistryConfig | undefined) ?? {}) : {}
}

/** The engine's rule, as in moby's registry/config.go. */
export function trusts(host: string, config: RegistryConfig): boolean {
  if (config.IndexConfigs?.[host]?.Secure === false) return true
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
  const address = name === 'localhost' ? '127.0.0.1' : name
  const family = isIP(address)
  if (family === 0) return false
  const networks = new BlockList()
  for (const cidr of config.InsecureRegistryCIDRs ?? []) {
    const [network = '', text = ''] = cidr.split('/')
    const kind = isIP(network)
    const bits = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
    if (kind !== 0 && bits <= (kind === 6 ? 128 : 32)) networks.addSubnet(network, bits, kind === 6 ? 'ipv6' : 'ipv4')
  }
  return networks.check(address, family === 6 ? 'ipv6' : 'ipv4')
}
