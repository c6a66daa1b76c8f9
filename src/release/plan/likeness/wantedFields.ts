import type { ImageConfig } from '../../../host/likenessQuestion.js'
import { secondsOf } from '../../../stack/durations.js'
import type { ComposeHealthcheck, ComposeService } from '../../../stack/types.js'
import { restartOf } from '../classes/classes.js'
import {
  beforeAndAfter,
  dockerHealthcheck,
  type Fields,
  hosts,
  list,
  object,
  portKeys,
  present,
  securityOption,
  set,
  texts,
  userLabels,
  variables,
} from './fields.js'

/** Fields of a service that reach no container, or that are compared apart: by the image, by content, by their names on the server. */
export const APART: ReadonlySet<string> = new Set([
  ...[
    'image',
    'build',
    'pull_policy',
    'platform',
    'depends_on',
    'profiles',
    'scale',
    'develop',
    'attach',
    'expose',
    'container_name',
    'deploy',
  ],
  ...['volumes', 'volumes_from', 'secrets', 'configs', 'networks', 'links', 'external_links', 'env_file', 'label_file'],
])

/** Ids of the containers that a service may be bound to: of a service of its project, and of a container by its name. */
export interface IdsOf {
  service: (name: string) => string | undefined
  container: (name: string) => string | undefined
}

/**
 * What Compose would tell Docker of a container of this service (pkg/compose/create.go of docker/compose).
 * @param service with single dollars
 * @param image what the image says by itself; undefined where nobody has looked
 */
export function wantedFields(service: ComposeService, image: ImageConfig | undefined, idOf: IdsOf): Fields {
  return present(givenFields(service, image, idOf))
}

function givenFields(service: ComposeService, image: ImageConfig | undefined, idOf: IdsOf): Fields {
  return {
    ...ownFields(service, image),
    ...sharedFields(service, idOf),
    ...limitFields(service),
    ...rightFields(service),
    restart: restartOf(service),
    runtime: service['runtime'],
    init: flag(service['init']),
    storage_opt: texts(service['storage_opt']),
    annotations: texts(service['annotations']),
    dns: list(service['dns']).map(String),
    dns_opt: list(service['dns_opt']).map(String),
    dns_search: list(service['dns_search']).map(String),
    extra_hosts: hosts(service['extra_hosts']),
    tmpfs: Object.fromEntries(list(service['tmpfs']).map((one) => beforeAndAfter(String(one), ':'))),
    logging: logging(service['logging']),
    ports: portKeys(service.ports),
  }
}

/** What it has together with another container or with the host. */
function sharedFields(service: ComposeService, idOf: IdsOf): Fields {
  return {
    network_mode: service.network_mode === undefined ? undefined : mode(service.network_mode, idOf),
    ipc: mode(service.ipc, idOf),
    pid: mode(service.pid, idOf),
    uts: service['uts'],
    userns_mode: service['userns_mode'],
    cgroup: service['cgroup'],
    cgroup_parent: service['cgroup_parent'],
  }
}

/** How much of the host it may use. */
function limitFields(service: ComposeService): Fields {
  const { limits, reservations } = (service.deploy?.['resources'] ?? {}) as Resources
  return {
    shm_size: number(service['shm_size']),
    mem_limit: number(limits?.memory ?? service['mem_limit']),
    mem_reservation: number(reservations?.memory ?? service['mem_reservation']),
    memswap_limit: number(service['memswap_limit']),
    mem_swappiness: number(service['mem_swappiness']),
    cpus: rounded(number(limits?.cpus ?? service['cpus'])),
    cpu_shares: number(service['cpu_shares']),
    cpu_period: number(service['cpu_period']),
    cpu_quota: number(service['cpu_quota']),
    cpu_rt_period: number(service['cpu_rt_period']),
    cpu_rt_runtime: number(service['cpu_rt_runtime']),
    cpu_count: number(service['cpu_count']),
    cpuset: service['cpuset'],
    pids_limit: number(limits?.pids ?? service['pids_limit']),
    oom_score_adj: number(service['oom_score_adj']),
    oom_kill_disable: flag(service['oom_kill_disable']),
    gpus: requests([...list(reservations?.devices), ...list(service['gpus'])]),
    ulimits: Object.entries(object(service['ulimits'])).map(ulimit).sort(),
    blkio_config: blockIo(object(service['blkio_config'])),
  }
}

/** What it may do. */
function rightFields(service: ComposeService): Fields {
  return {
    privileged: flag(service['privileged']),
    read_only: flag(service['read_only']),
    devices: list(service['devices']).map(device).sort(),
    device_cgroup_rules: list(service['device_cgroup_rules']),
    sysctls: texts(service['sysctls']),
    cap_add: set(service['cap_add']),
    cap_drop: set(service['cap_drop']),
    security_opt: set(list(service['security_opt']).map(securityOption)),
    group_add: set(service['group_add']),
  }
}

/** The fields that are compared so: of what else a service says it is not known what Docker is told. */
export const COMPARED: ReadonlySet<string> = new Set([
  ...Object.keys(givenFields({}, undefined, { service: () => undefined, container: () => undefined })),
])

interface Resources {
  limits?: { cpus?: unknown; memory?: unknown; pids?: unknown }
  reservations?: { memory?: unknown; devices?: unknown }
}

/** What the image says, too, and is overruled where the service says it. */
function ownFields(service: ComposeService, image: ImageConfig | undefined): Fields {
  const environment = { ...variables(image?.Env), ...service.environment }
  const entrypoint = service.entrypoint ?? image?.Entrypoint ?? undefined
  const command = (service.command ?? []).length > 0 ? service.command : undefined
  const own = (service.entrypoint ?? []).length > 0
  return {
    environment: Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== null)),
    labels: { ...userLabels(image?.Labels), ...userLabels(service.labels) },
    // Whoever gives another entry point does not get the image's command.
    command: command ?? (own ? undefined : image?.Cmd),
    entrypoint,
    user: service['user'] ?? image?.User,
    working_dir: service['working_dir'] ?? image?.WorkingDir,
    stop_signal: service['stop_signal'] ?? image?.StopSignal,
    stop_grace_period: secondsOf(service.stop_grace_period),
    healthcheck: healthcheck(service.healthcheck, image?.Healthcheck),
    tty: flag(service['tty']),
    stdin_open: flag(service['stdin_open']),
    hostname: service['hostname'],
    domainname: service['domainname'],
    mac_address: service['mac_address'],
  }
}

/** A healthcheck in milliseconds; fields that the service leaves out are the image's (daemon/commit.go of moby, `merge`). */
export function healthcheck(own: ComposeHealthcheck | undefined, image: ImageConfig['Healthcheck']): unknown {
  if (own?.disable === true || own?.test?.[0] === 'NONE') return { test: ['NONE'] }
  const found = dockerHealthcheck(image)
  const wanted = {
    test: own?.test === undefined || own.test.length === 0 ? undefined : own.test,
    interval: milliseconds(own?.interval),
    timeout: milliseconds(own?.timeout),
    start_period: milliseconds(own?.start_period),
    start_interval: milliseconds(own?.start_interval),
    retries: own?.retries,
  }
  const merged = { ...present(found), ...present(wanted) }
  return 'test' in merged ? merged : undefined
}

function flag(value: unknown): boolean {
  return value === true
}

/** Compose prints sizes in bytes; what is no number equals none that Docker has. */
function number(value: unknown): unknown {
  if (value === undefined || value === null || value === '') return undefined
  const found = Number(value)
  return Number.isFinite(found) ? found : value
}

function rounded(cpus: unknown): unknown {
  return typeof cpus === 'number' ? Math.round(cpus * 1000) / 1000 : cpus
}

function milliseconds(duration: unknown): number | undefined {
  const seconds = secondsOf(duration)
  return seconds === undefined || seconds === 0 ? undefined : Math.round(seconds * 1e6) / 1e3
}

function mode(value: string | undefined, idOf: IdsOf): string | undefined {
  const [, kind, name = ''] = /^(service|container):(.+)$/.exec(value ?? '') ?? []
  return kind === undefined ? value : `container:${idOf[kind as keyof IdsOf](name) ?? name}`
}

function device(value: unknown): string {
  if (typeof value === 'string') {
    const [source = '', target = source, permissions = 'rwm'] = value.split(':')
    return `${source}:${target}:${permissions}`
  }
  const { source = '', target, permissions = 'rwm' } = object(value)
  return `${source}:${target ?? source}:${permissions}`
}

function ulimit([name, value]: [string, unknown]): string {
  const { soft, hard } = object(value)
  return typeof value === 'object' ? `${name}=${soft}:${hard}` : `${name}=${value}:${value}`
}

function requests(devices: readonly unknown[]): string[] {
  return devices
    .map((one) => {
      const { capabilities, driver, count, device_ids: ids } = object(one)
      const number = count === 'all' ? -1 : Number(count ?? 0)
      return `${driver ?? ''} ${number} ${list(ids).join(',')} ${list(capabilities).map(String).sort().join(',')}`
    })
    .sort()
}

/** The weight alone where nothing else is said: the others are not compared. */
function blockIo(config: Record<string, unknown>): unknown {
  const { weight, ...others } = config
  return Object.keys(present(others)).length === 0 ? number(weight) : config
}

function logging(value: unknown): unknown {
  if (value === undefined || value === null) return undefined
  const { driver, options } = object(value)
  return { driver: driver ?? '', options: texts(options) }
}
