import type { Fate, Key, KeySection } from './keys.js'

const section = (place: string, fate: Fate, names: string, text = ''): KeySection => ({
  place,
  keys: Object.fromEntries(names.split(' ').map((name): [string, Key] => [name, { fate, text }])),
})

const DEVICES = 'capabilities count device_ids driver options'

/** The keys below those of the other table, which decide nothing here: they are known, so that any other is refused. */
export const DEEPER_KEYS: readonly KeySection[] = [
  section(
    'services.*.blkio_config',
    'Compose',
    'device_read_bps device_read_iops device_write_bps device_write_iops weight weight_device',
  ),
  ...['device_read_bps', 'device_read_iops', 'device_write_bps', 'device_write_iops'].map((name) =>
    section(`services.*.blkio_config.${name}.*`, 'Compose', 'path rate'),
  ),
  section('services.*.blkio_config.weight_device.*', 'Compose', 'path weight'),
  section('services.*.build.secrets.*', 'done', 'source target uid gid mode'),
  section('services.*.build.ulimits.*', 'done', 'hard soft'),
  section('services.*.credential_spec', 'Compose', 'config file registry'),
  section('services.*.deploy.resources', 'Compose', 'limits reservations'),
  section('services.*.deploy.resources.limits', 'Compose', 'cpus memory pids'),
  section('services.*.deploy.resources.reservations', 'Compose', 'cpus memory generic_resources devices'),
  section('services.*.deploy.resources.reservations.devices.*', 'Compose', DEVICES),
  section('services.*.deploy.resources.reservations.generic_resources.*', 'Compose', 'discrete_resource_spec'),
  section(
    'services.*.deploy.resources.reservations.generic_resources.*.discrete_resource_spec',
    'Compose',
    'kind value',
  ),
  section('services.*.devices.*', 'Compose', 'source target permissions'),
  section('services.*.env_file.*', 'done', 'path format required', 'read by the runner'),
  section('services.*.extends', 'done', 'service file', 'worked in when the files are read'),
  section('services.*.gpus.*', 'Compose', DEVICES),
  section(
    'services.*.healthcheck',
    'done',
    'disable interval retries test timeout start_period start_interval',
    'asked before a new container gets requests',
  ),
  section('services.*.logging', 'Compose', 'driver options'),
  section(
    'services.*.networks.*',
    'Compose',
    'aliases interface_name ipv4_address ipv6_address link_local_ips mac_address driver_opts priority gw_priority use_service_name_alias',
  ),
  section('services.*.ports.*', 'Compose', 'name mode host_ip target published protocol app_protocol'),
  section('services.*.ulimits.*', 'Compose', 'hard soft'),
  section('services.*.volumes.*', 'Compose', 'type source target read_only consistency bind volume tmpfs image'),
  section('services.*.volumes.*.bind', 'Compose', 'propagation create_host_path recursive selinux'),
  section('services.*.volumes.*.image', 'Compose', 'subpath'),
  section('services.*.volumes.*.tmpfs', 'Compose', 'size mode'),
  section('services.*.volumes.*.volume', 'Compose', 'labels nocopy subpath'),
  section('networks.*.external', 'done', 'name', 'an older form of `external`'),
  section('volumes.*.external', 'done', 'name', 'an older form of `external`'),
]
