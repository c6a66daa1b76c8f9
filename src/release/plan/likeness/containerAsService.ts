import type { InspectedContainer } from '../../../host/types.js'
import type { ComposeHealthcheck, ComposeMount, ComposeService } from '../../../stack/types.js'

/** Labels that Docker Compose puts on containers. */
const COMPOSE_LABEL = /^com\.docker\.compose\./

/** Fields of the host configuration that are empty unless somebody set them: Compose's name, Docker's name. */
const HOST_FIELDS: readonly (readonly [string, string])[] = [
  ['cap_add', 'CapAdd'],
  ['cap_drop', 'CapDrop'],
  ['security_opt', 'SecurityOpt'],
  ['extra_hosts', 'ExtraHosts'],
  ['group_add', 'GroupAdd'],
  ['dns', 'Dns'],
  ['sysctls', 'Sysctls'],
  ['privileged', 'Privileged'],
  ['read_only', 'ReadonlyRootfs'],
  ['init', 'Init'],
]

/** Networks of a container, by name. */
export function networksOf(container: InspectedContainer): string[] {
  return Object.keys(container.NetworkSettings.Networks ?? {}).sort()
}

/** Restart policy in Docker's notation. */
export function restartPolicyOf(container: InspectedContainer): string {
  const { Name, MaximumRetryCount } = container.HostConfig.RestartPolicy
  if (Name === 'on-failure' && MaximumRetryCount > 0) return `on-failure:${MaximumRetryCount}`
  return Name === '' ? 'no' : Name
}

/** Environment of a container as a map. */
export function environmentOf({
  Config,
}: {
  Config: Pick<InspectedContainer['Config'], 'Env'>
}): Record<string, string> {
  const pairs = (Config.Env ?? []).map((one): [string, string] => {
    const at = one.indexOf('=')
    return at === -1 ? [one, ''] : [one.slice(0, at), one.slice(at + 1)]
  })
  return Object.fromEntries(pairs)
}

/** Labels of a container without Compose's own. */
export function userLabelsOf(container: InspectedContainer): Record<string, string> {
  return Object.fromEntries(Object.entries(container.Config.Labels ?? {}).filter(([key]) => !COMPOSE_LABEL.test(key)))
}

/** A service from which Compose would make this container again: what an adopted release consists of. */
export function serviceOf(container: InspectedContainer): ComposeService {
  const { Config, HostConfig } = container
  const hostNetwork = HostConfig.NetworkMode === 'host' || HostConfig.NetworkMode === 'none'
  const service: ComposeService = {
    image: container.Image,
    environment: environmentOf(container),
    labels: userLabelsOf(container),
    restart: restartPolicyOf(container),
    ...(Config.Cmd === null ? {} : { command: Config.Cmd }),
    ...(Config.Entrypoint === null ? {} : { entrypoint: Config.Entrypoint }),
    ...(Config.User ? { user: Config.User } : {}),
    ...(Config.WorkingDir ? { working_dir: Config.WorkingDir } : {}),
    ...(typeof Config.StopTimeout === 'number' ? { stop_grace_period: `${Config.StopTimeout}s` } : {}),
    ...(hostNetwork
      ? { network_mode: HostConfig.NetworkMode }
      : { networks: Object.fromEntries(networksOf(container).map((name) => [name, aliasesOf(container, name)])) }),
  }
  for (const [field, theirs] of HOST_FIELDS) {
    const value = HostConfig[theirs]
    const set = Array.isArray(value)
      ? value.length > 0
      : typeof value === 'object'
        ? value !== null && Object.keys(value).length > 0
        : value
    if (set) service[field] = value
  }
  const tmpfs = Object.keys((HostConfig['Tmpfs'] as Record<string, string> | null | undefined) ?? {})
  if (tmpfs.length > 0) service['tmpfs'] = tmpfs
  if (container.Mounts.length > 0)
    service.volumes = container.Mounts.map(mountOf).filter((mount) => mount !== undefined)
  const ports = portsOf(container)
  if (ports.length > 0) service.ports = ports
  const check = healthcheckOf(container)
  if (check !== undefined) service.healthcheck = check
  const logging = HostConfig['LogConfig'] as { Type: string; Config?: Record<string, string> | null } | undefined
  if (logging !== undefined) service['logging'] = { driver: logging.Type, options: logging.Config ?? {} }
  if (typeof HostConfig['ShmSize'] === 'number') service['shm_size'] = String(HostConfig['ShmSize'])
  return service
}

/** Published ports of a container. */
export function portsOf(container: InspectedContainer): NonNullable<ComposeService['ports']> {
  return Object.entries(container.HostConfig.PortBindings ?? {}).flatMap(([key, bindings]) => {
    const [target, protocol = 'tcp'] = key.split('/')
    return (bindings ?? []).map(({ HostIp, HostPort }) => ({
      target: Number(target),
      published: HostPort,
      protocol,
      mode: 'ingress',
      ...(HostIp === '' ? {} : { host_ip: HostIp }),
    }))
  })
}

function healthcheckOf(container: InspectedContainer): ComposeHealthcheck | undefined {
  const check = container.Config.Healthcheck as
    | { Test?: string[]; Retries?: number; [duration: string]: unknown }
    | null
    | undefined
  if (check?.Test === undefined || check.Test.length === 0) return undefined
  const found: ComposeHealthcheck = {
    test: check.Test,
    ...(check.Retries === undefined ? {} : { retries: check.Retries }),
  }
  for (const [field, theirs] of [
    ['interval', 'Interval'],
    ['timeout', 'Timeout'],
    ['start_period', 'StartPeriod'],
    ['start_interval', 'StartInterval'],
  ] as const) {
    const nanoseconds = check[theirs]
    if (typeof nanoseconds === 'number' && nanoseconds > 0) found[field] = `${Math.round(nanoseconds / 1e6)}ms`
  }
  return found
}

function mountOf({
  Type,
  Name,
  Source,
  Destination,
  RW,
}: InspectedContainer['Mounts'][number]): ComposeMount | undefined {
  if (Type === 'tmpfs') return undefined
  const source = Type === 'volume' ? Name : Source
  return {
    type: Type === 'volume' ? 'volume' : 'bind',
    target: Destination,
    ...(source === undefined ? {} : { source }),
    ...(RW ? {} : { read_only: true }),
  }
}

// Docker adds the short id by itself, and Compose the service's name.
function aliasesOf(container: InspectedContainer, network: string): { aliases: string[] } | null {
  const own = container.Id.slice(0, 12)
  const aliases = (container.NetworkSettings.Networks?.[network]?.Aliases ?? []).filter((alias) => alias !== own)
  return aliases.length === 0 ? null : { aliases }
}
