import { Refused } from '../runtime/errors.js'
import { isObject } from '../runtime/json.js'
import type { ComposeBuild } from '../stack/types.js'
import type { BuildTarget } from './target.js'

type GivenOptions = Pick<BuildTarget, 'noCacheFilter' | 'extraHosts' | 'ulimits' | 'entitlements'>

/** What a `build:` says beyond sources and names, in bake's form; only what is there. @throws Refused for what cannot be granted */
export function givenOptions(build: ComposeBuild, at: string): GivenOptions {
  const extraHosts = extraHostsOf(build['extra_hosts'])
  const ulimits = ulimitsOf(build['ulimits'])
  const entitlements = entitlementsOf(build, at)
  const noCacheFilter = [build['no_cache_filter'] ?? []].flat().map(String)
  return {
    ...(Object.keys(extraHosts).length > 0 && { extraHosts }),
    ...(ulimits.length > 0 && { ulimits }),
    ...(entitlements.length > 0 && { entitlements }),
    ...(noCacheFilter.length > 0 && { noCacheFilter }),
  }
}

/** Compose prints a list of `host=address`, before 2.21 as it is written (`host:address`); a host may stand there more than once. */
function extraHostsOf(value: unknown): Record<string, string> {
  const rows = isObject(value)
    ? Object.entries(value).flatMap(([host, addresses]) =>
        [addresses].flat().map((one) => [host, String(one)] as const),
      )
    : [value ?? []].flat().map((row) => {
        const [, host = '', address = ''] = /^([^=:]+)[=:](.*)$/s.exec(String(row)) ?? []
        return [host, address] as const
      })
  const hosts: Record<string, string> = {}
  for (const [host, address] of rows) {
    const bare = address.replace(/^\[(.*)\]$/, '$1')
    hosts[host] = hosts[host] === undefined ? bare : `${hosts[host]},${bare}`
  }
  return hosts
}

function ulimitsOf(value: unknown): string[] {
  return Object.entries(isObject(value) ? value : {})
    .map(([name, limit]) => `${name}=${isObject(limit) ? `${limit['soft']}:${limit['hard']}` : limit}`)
    .sort()
}

/** `privileged` is the same as `security.insecure`, as in Compose. */
function entitlementsOf({ entitlements, privileged }: ComposeBuild, at: string): string[] {
  const asked = [entitlements ?? []].flat().map(String)
  const unknown = asked.find((one) => !/^(network\.host|security\.insecure|device(=.+)?)$/s.test(one))
  if (unknown !== undefined)
    throw new Refused(`entitlements: ${JSON.stringify(unknown)} is not supported`, {
      at,
      todo: 'known are network.host, security.insecure and device',
    })
  return [...new Set([...asked, ...(privileged === true ? ['security.insecure'] : [])])].sort()
}
