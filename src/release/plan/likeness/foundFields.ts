import type { ImageConfig } from '../../../host/likenessQuestion.js'
import type { InspectedContainer } from '../../../host/types.js'
import { withoutDrainTest } from '../routing/drain.js'
import { portsOf, restartPolicyOf } from './containerAsService.js'
import {
  dockerHealthcheck,
  type Fields,
  hosts,
  list,
  portKeys,
  present,
  securityOption,
  set,
  texts,
  userLabels,
  variables,
} from './fields.js'

/** What a container was made with, in the form of `wantedFields`. */
export function foundFields(container: InspectedContainer): Fields {
  const { HostConfig: host } = container
  return present({
    ...ownFields(container),
    ...sharedFields(host),
    ...limitFields(host),
    ...rightFields(host),
    restart: restartPolicyOf(container),
    runtime: host['Runtime'],
    init: host['Init'],
    storage_opt: texts(host['StorageOpt']),
    annotations: texts(host['Annotations']),
    dns: list(host['Dns']),
    dns_opt: list(host['DnsOptions']),
    dns_search: list(host['DnsSearch']),
    extra_hosts: hosts(list(host['ExtraHosts'])),
    tmpfs: texts(host['Tmpfs']),
    logging: logging(host['LogConfig']),
    ports: portKeys(portsOf(container)),
  })
}

function ownFields({ Id, Config, HostConfig: { NetworkMode } }: InspectedContainer): Fields {
  const check = dockerHealthcheck(Config.Healthcheck as ImageConfig['Healthcheck'])
  // A container in the network of another, or of the host, has its name.
  const named = !/^(host|container:)/.test(NetworkMode) && Config['Hostname'] !== Id.slice(0, 12)
  return {
    environment: variables(Config.Env),
    labels: userLabels(Config.Labels),
    command: Config.Cmd,
    entrypoint: Config.Entrypoint?.join('') === '' ? undefined : Config.Entrypoint,
    user: Config.User,
    working_dir: Config.WorkingDir,
    stop_signal: Config['StopSignal'],
    stop_grace_period: Config.StopTimeout,
    healthcheck: 'test' in check ? { ...check, test: withoutDrainTest(list(check['test']) as string[]) } : undefined,
    tty: Config['Tty'],
    stdin_open: Config['OpenStdin'],
    hostname: named ? Config['Hostname'] : undefined,
    domainname: Config['Domainname'],
    mac_address: Config['MacAddress'],
  }
}

type HostConfig = InspectedContainer['HostConfig']

function sharedFields(host: HostConfig): Fields {
  return {
    network_mode: host.NetworkMode,
    ipc: host['IpcMode'],
    pid: host['PidMode'],
    uts: host['UTSMode'],
    userns_mode: host['UsernsMode'],
    cgroup: host['CgroupnsMode'],
    cgroup_parent: host['CgroupParent'],
  }
}

function limitFields(host: HostConfig): Fields {
  return {
    shm_size: host['ShmSize'],
    mem_limit: host['Memory'],
    mem_reservation: host['MemoryReservation'],
    memswap_limit: host['MemorySwap'],
    mem_swappiness: host['MemorySwappiness'],
    cpus: Math.round(Number(host['NanoCpus'] ?? 0) / 1e6) / 1000,
    cpu_shares: host['CpuShares'],
    cpu_period: host['CpuPeriod'],
    cpu_quota: host['CpuQuota'],
    cpu_rt_period: host['CpuRealtimePeriod'],
    cpu_rt_runtime: host['CpuRealtimeRuntime'],
    cpu_count: host['CpuCount'],
    cpuset: host['CpusetCpus'],
    pids_limit: host['PidsLimit'],
    oom_score_adj: host['OomScoreAdj'],
    oom_kill_disable: host['OomKillDisable'],
    gpus: list(host['DeviceRequests']).map(request).sort(),
    ulimits: list(host['Ulimits']).map(ulimit).sort(),
    blkio_config: host['BlkioWeight'],
  }
}

function rightFields(host: HostConfig): Fields {
  return {
    privileged: host['Privileged'],
    read_only: host['ReadonlyRootfs'],
    devices: list(host['Devices']).map(device).sort(),
    device_cgroup_rules: list(host['DeviceCgroupRules']),
    sysctls: texts(host['Sysctls']),
    cap_add: set(host['CapAdd']),
    cap_drop: set(host['CapDrop']),
    security_opt: set(list(host['SecurityOpt']).map(securityOption)),
    group_add: set(host['GroupAdd']),
  }
}

function device(value: unknown): string {
  const { PathOnHost, PathInContainer, CgroupPermissions } = value as Record<string, string>
  return `${PathOnHost}:${PathInContainer}:${CgroupPermissions}`
}

function ulimit(value: unknown): string {
  const { Name, Soft, Hard } = value as Record<string, unknown>
  return `${Name}=${Soft}:${Hard}`
}

function request(value: unknown): string {
  const { Driver, Count, DeviceIDs, Capabilities } = value as Record<string, unknown>
  const capabilities = list(Capabilities).flat().map(String).sort()
  return `${Driver ?? ''} ${Count ?? 0} ${list(DeviceIDs).join(',')} ${capabilities.join(',')}`
}

function logging(value: unknown): unknown {
  if (value === undefined || value === null) return undefined
  const { Type, Config } = value as { Type?: string; Config?: Record<string, string> | null }
  return { driver: Type ?? '', options: Config ?? {} }
}
