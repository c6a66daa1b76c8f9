import { type CacheEntries, isGithubs, isInline } from './layerCache.js'
import type { BuildTarget } from './target.js'

/**
 * BuildKit for builders of our own: the index of v0.32.2, for all its platforms. The tag is for people; Docker goes by the digest.
 * https://github.com/moby/buildkit/releases/tag/v0.32.2
 */
export const BUILDKIT_IMAGE =
  'docker.io/moby/buildkit:v0.32.2@sha256:28a898719c18a33f4e8000685287fa36fd0dd9560c6440227d3a732d79bb41d8'

/** The builder that Buildx would use on this runner. */
export interface Builder {
  /** It is in the engine, and what it builds is there without being loaded. */
  isEngine: boolean
  /** It can write caches, and read those of GitHub. */
  keepsCaches: boolean
}

/**
 * Reads what `docker buildx inspect` prints; undefined where that names no driver. The engine's own builder keeps caches where the engine has
 * containerd's image store: Buildx goes by that same label (driver/docker/driver.go, Features).
 */
export function parseBuilder(inspected: string): Builder | undefined {
  const driver = /^Driver:\s*(\S+)/m.exec(inspected)?.[1]
  if (driver === undefined) return undefined
  const isEngine = driver === 'docker'
  return {
    isEngine,
    keepsCaches: !isEngine || /^\s*org\.mobyproject\.buildkit\.worker\.snapshotter:/m.test(inspected),
  }
}

/**
 * Whether these caches need a builder that keeps caches. The engine's own can read some, as far as its version goes: Docker 20.10 does not read one
 * of a registry with an authority of its own.
 */
export function needsKeeper(caches: readonly CacheEntries[]): boolean {
  return caches.some(({ from, to }) => from.length > 0 || to.some((entry) => !isInline(entry)))
}

/** What is left of caches for a builder that keeps none: it can read those of registries. */
export function withoutKeeper({ from, to }: CacheEntries): CacheEntries {
  return { from: from.filter((entry) => !isGithubs(entry)), to: to.filter(isInline) }
}

/** A registry as the runner's engine knows it. */
export interface TrustedRegistry {
  host: string
  /** The engine speaks to it without TLS, or does not check its certificate. */
  isInsecure?: boolean
  /** Files in PEM with further authorities. */
  authorities?: readonly string[]
  keyPairs?: readonly { key: string; certificate: string }[]
  /** Hosts that are asked first. */
  mirrors?: readonly string[]
}

/**
 * Settings of a BuildKit in a container, which sees neither the engine's daemon.json nor /etc/docker/certs.d
 * (https://docs.docker.com/build/buildkit/toml-configuration/).
 * @param parallel How many steps run at the same time.
 */
export function buildkitdToml(registries: readonly TrustedRegistry[], { parallel }: { parallel: number }): string {
  const text = (value: unknown): string => JSON.stringify(value)
  const lines = ['[worker.oci]', `max-parallelism = ${parallel}`]
  for (const { host, isInsecure, authorities = [], keyPairs = [], mirrors = [] } of registries) {
    lines.push(`[registry.${text(host)}]`)
    // Both: HTTPS without a check of the certificate, else HTTP, as the engine does.
    if (isInsecure) lines.push('http = true', 'insecure = true')
    if (mirrors.length > 0) lines.push(`mirrors = ${text(mirrors)}`)
    if (authorities.length > 0) lines.push(`ca = ${text(authorities)}`)
    for (const { key, certificate } of keyPairs)
      lines.push(`[[registry.${text(host)}.keypair]]`, `key = ${text(key)}`, `cert = ${text(certificate)}`)
  }
  return `${lines.join('\n')}\n`
}

/**
 * Whether a builder has to be in the runner's own network: it pushes to a registry on the loopback, or a build asks for the host's network, which
 * for BuildKit is that of its container.
 * @param registry Host that it pushes to.
 */
export function hostNetwork(
  targets: readonly Pick<BuildTarget, 'network' | 'entitlements'>[],
  registry: string,
): boolean {
  return (
    /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(registry) ||
    targets.some(({ network, entitlements }) => network === 'host' || entitlements?.includes('network.host'))
  )
}

/**
 * Why images with layer caches are left to the engine's own builder; undefined where one of ours serves them better.
 * @param options.isSelfHosted Whether the runner is one of the user's own.
 * @param options.isProxied Whether its engine goes through a proxy.
 */
export function whyEngine(
  targets: readonly Pick<BuildTarget, 'project' | 'service' | 'extraHosts' | 'entitlements'>[],
  { isSelfHosted, isProxied }: { isSelfHosted: boolean; isProxied: boolean },
): string | undefined {
  for (const { project, service, extraHosts = {}, entitlements = [] } of targets) {
    // Buildx knows no gateway for a builder in a container (its drivers' HostGatewayIP).
    if (Object.values(extraHosts).some((addresses) => addresses.split(',').includes('host-gateway')))
      return `${project}/${service} has \`host-gateway\` in \`extra_hosts\``
    if (entitlements.some((one) => /^device(=|$)/.test(one))) return `${project}/${service} asks for a device`
  }
  if (isSelfHosted)
    return 'on a runner of your own it has the layers of the builds before; with `buildkit-image` or `cache: gha` a builder is started that keeps a cache'
  return isProxied ? 'it goes through a proxy, of which no other builder would know' : undefined
}

/**
 * The argv that makes a builder in a container; nothing is started by it yet.
 * @param options.config Path of a buildkitd.toml.
 * @param options.isInsecure Whether a build asks for the entitlement security.insecure.
 * @param options.isOnHost Of hostNetwork.
 */
export function createCommand(
  name: string,
  options: { image: string; config: string; isInsecure: boolean; isOnHost: boolean },
): string[] {
  // What the engine's own builder allows, and what a Compose file asks for; the build still has to ask.
  const allowed = ['network.host', ...(options.isInsecure ? ['security.insecure'] : [])]
  return [
    ...['docker', 'buildx', 'create', '--name', name, '--driver', 'docker-container'],
    ...['--driver-opt', `image=${options.image}`],
    ...(options.isOnHost ? ['--driver-opt', 'network=host'] : []),
    ...['--buildkitd-flags', allowed.map((what) => `--allow-insecure-entitlement ${what}`).join(' ')],
    ...['--config', options.config],
  ]
}

/**
 * The builders in a listing (a line each: container's name, tab, when it was made) that are a day old: no build takes that long, so the machine died.
 * @param now In milliseconds.
 */
export function forgottenBuilders(listed: string, now: number): string[] {
  return listed.split('\n').flatMap((line) => {
    const [, name, made = ''] = /^buildx_buildkit_(\S+)0\t(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4})/.exec(line) ?? []
    return name !== undefined && now - Date.parse(made) > DAY_MS ? [name] : []
  })
}

const DAY_MS = 24 * 3600_000

/** Names that Buildx gives to what it makes for the only node of such a builder (builder/node.go, driver/docker-container). */
export function partsOf(name: string): { container: string; volume: string } {
  const container = `buildx_buildkit_${name}0`
  return { container, volume: `${container}_state` }
}
