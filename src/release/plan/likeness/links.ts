import { label, PROJECT_LABEL, SERVICE_LABEL } from '../../../host/containers.js'
import type { InspectedContainer } from '../../../host/types.js'
import type { ComposeService } from '../../../stack/types.js'
import type { Neighbours } from './wanted.js'

/**
 * Where the links of a container are not those of the service. Docker keeps them as `container:alias`; Compose adds to each alias that the file
 * gives the name that a container of that service usually has, with and without the project, and with the number of the one that has the links
 * (`getLinks` in pkg/compose/convergence.go of docker/compose), whatever that container is really called.
 */
export function linkDifferences(
  service: ComposeService,
  container: InspectedContainer,
  { containersOf }: Neighbours,
): string[] {
  const project = label(container, PROJECT_LABEL) ?? ''
  const allowed = new Set<string>()
  const needed: string[] = []
  for (const link of service.links ?? []) {
    const [name = '', alias = name] = link.split(':')
    const others = containersOf(name).map(nameOf)
    if (others.length === 0) return ['links']
    for (const other of others) {
      for (const word of [alias, other, ...usualNames(project, name, container)]) allowed.add(`${other}:${word}`)
      needed.push(`${other}:${alias}`)
    }
  }
  for (const link of service.external_links ?? []) {
    const [name = '', alias = name] = link.split(':')
    allowed.add(`${name}:${alias}`)
    needed.push(`${name}:${alias}`)
  }
  const has = new Set(Object.values(container.NetworkSettings.Networks ?? {}).flatMap(({ Links }) => Links ?? []))
  const differ = needed.some((link) => !has.has(link)) || [...has].some((link) => !allowed.has(link))
  return differ ? [(service.links ?? []).length > 0 ? 'links' : 'external_links'] : []
}

function usualNames(project: string, service: string, { Config }: InspectedContainer): string[] {
  const number = Config.Labels?.['com.docker.compose.container-number'] ?? '1'
  return ['-', '_'].flatMap((mark) => {
    const short = `${service}${mark}${number}`
    return [short, `${project}${mark}${short}`]
  })
}

/**
 * Where a container is attached to its networks in another way: aliases, and addresses that were asked for. The service's name, the
 * container's and its id are aliases that Compose and Docker add.
 * @param names of the networks on the server, by their key
 */
export function attachmentDifferences(
  service: ComposeService,
  names: ReadonlyMap<string, string>,
  container: InspectedContainer,
): string[] {
  const project = label(container, PROJECT_LABEL) ?? ''
  const own = label(container, SERVICE_LABEL) ?? ''
  const added = (alias: string): boolean =>
    alias === own ||
    alias === nameOf(container) ||
    alias === container.Id.slice(0, 12) ||
    alias === service.container_name ||
    alias.replace(/[-_]\d+$/, '').replace('_', '-') === `${project}-${own}`.replace('_', '-')
  return Object.entries(service.networks ?? {}).flatMap(([key, how]) => {
    const found = container.NetworkSettings.Networks?.[names.get(key) ?? key]
    if (found === undefined) return []
    const wanted = [
      [...new Set((how?.aliases ?? []).filter((alias) => !added(alias)))].sort(),
      how?.ipv4_address ?? '',
      how?.ipv6_address ?? '',
      [...((how?.['link_local_ips'] as string[] | undefined) ?? [])].sort(),
      Object.entries((how?.['driver_opts'] as object | undefined) ?? {}).sort(),
    ]
    const runs = [
      [...new Set((found.Aliases ?? []).filter((alias) => !added(alias)))].sort(),
      found.IPAMConfig?.IPv4Address ?? '',
      found.IPAMConfig?.IPv6Address ?? '',
      [...(found.IPAMConfig?.LinkLocalIPs ?? [])].sort(),
      Object.entries(found.DriverOpts ?? {}).sort(),
    ]
    return JSON.stringify(wanted) === JSON.stringify(runs) ? [] : [`networks: ${key}`]
  })
}

function nameOf({ Name }: InspectedContainer): string {
  return Name.replace(/^\//, '')
}
