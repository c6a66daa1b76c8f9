import type { HostFacts, ProxyFacts } from '../../../host/types.js'
import { type Advised, linesFor } from '../../../proxy/advice.js'
import { TRAEFIK_LINES } from '../../../proxy/traefik.js'
import type { OwnTraefik } from './ownTraefik.js'

/** Why routes cannot be switched by a file. */
export function whyNoFile(proxy: ProxyFacts): string {
  const file = proxy.config?.file
  if (file?.watches === false) return "Traefik's file provider does not watch its files (watch: false)"
  if (proxy.directory === undefined && file?.filename !== undefined)
    return `Traefik's file provider reads one file of yours (${file.filename}) and no folder`
  if (proxy.directory === undefined) return 'Traefik has no file provider with a directory'
  if (!proxy.tmpfs)
    return `Traefik's ${proxy.directory} is not in memory (tmpfs), so a switch would outlive a power cut`
  return 'there is no way to see that Traefik has read a file (--ping=true, without api.insecure)'
}

/**
 * What a person adds to the Traefik that runs: only what it lacks, in the notation that it is set up by. Nothing where the Compose files of this
 * very stack have it all already.
 */
export function linesForProxy(proxy: ProxyFacts, facts: HostFacts, own: readonly OwnTraefik[]): string[] {
  const { config, source, path } = proxy
  if (config === undefined || source === undefined) return [...TRAEFIK_LINES]
  const folder =
    facts.traefiks.filter((one) => one.proxy !== undefined).length > 1 ? ownFolder(proxy) : '/run/stack-actions'
  const ours = own.find(({ name }) => name === proxy.name)
  if (ours !== undefined && 'config' in ours.known) {
    const { known, mounts, file } = ours
    return linesFor({ ...known, mounts, folder, ...(file && { path: file.path }) })
  }
  const container = facts.containers.find(({ Id }) => Id === proxy.container)
  const mounts: Advised['mounts'] = (container?.Mounts ?? []).map((mount) => ({
    ...{ source: mount.Type === 'volume' ? (mount.Name ?? mount.Source) : mount.Source, target: mount.Destination },
  }))
  return linesFor({ config, source, mounts, folder, ...(path !== undefined && { path }) })
}

/** Two Traefiks must not read each other's files. */
function ownFolder({ name = 'traefik' }: ProxyFacts): string {
  return `/run/stack-actions/${name.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '')}`
}
