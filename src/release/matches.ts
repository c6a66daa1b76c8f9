import type { InspectedContainer } from '../host/types.js'
import type { ComposeMount, ComposeService } from '../stack/types.js'
import { restartOf } from './classes.js'
import { withoutDrainTest } from './drain.js'
import { secondsOf } from './durations.js'
import type { ReleaseModel } from './images.js'
import { environmentOf, networksOf, portsOf, restartPolicyOf, serviceOf, userLabelsOf } from './inspected.js'

/** Scripts there run only when a database is made: what they say does not reach one that runs. */
const FIRST_START_ONLY = /^\/docker-entrypoint-initdb\.d(\/|$)/

/** Fields that are compared below, or that do not reach the container. */
const COMPARED = new Set([
  ...[
    'image',
    'environment',
    'command',
    'entrypoint',
    'labels',
    'volumes',
    'ports',
    'networks',
    'network_mode',
    'restart',
    'healthcheck',
  ],
  ...[
    'expose',
    'depends_on',
    'deploy',
    'scale',
    'pull_policy',
    'platform',
    'user',
    'working_dir',
    'stop_grace_period',
    'tmpfs',
  ],
  ...[
    'cap_add',
    'cap_drop',
    'security_opt',
    'extra_hosts',
    'group_add',
    'dns',
    'sysctls',
    'privileged',
    'read_only',
    'init',
    'logging',
    'shm_size',
  ],
])

/**
 * Why a container that ran before us is not what the release wants, in words; empty where it is, and where a restart would change nothing.
 * Conservative: a field that cannot be compared counts as a difference. Labels and variables that only the container has may be its image's.
 * @param service the release's, with single dollars
 */
export function mismatches(model: ReleaseModel, service: ComposeService, container: InspectedContainer): string[] {
  const found: string[] = []
  const differ = (field: string, wanted: unknown, runs: unknown): void => {
    if (wanted !== undefined && wanted !== null && canonical(wanted) !== canonical(runs)) found.push(field)
  }
  if (!sameImage(service.image ?? '', container)) found.push('image')

  const environment = environmentOf(container)
  const variables = Object.entries(service.environment ?? {}).filter(
    ([name, value]) => value !== null && environment[name] !== value,
  )
  if (variables.length > 0) found.push(`environment: ${variables.map(([name]) => name).join(', ')}`)

  const labels = userLabelsOf(container)
  const wanted = Object.entries(service.labels ?? {}).filter(([key]) => !key.startsWith('stack-actions.'))
  const missing = wanted.filter(([key, value]) => labels[key] !== value).map(([key]) => key)
  const extra = Object.keys(labels).filter((key) => /^traefik\./i.test(key) && service.labels?.[key] === undefined)
  if (missing.length + extra.length > 0) found.push(`labels: ${[...missing, ...extra].join(', ')}`)

  const runs = serviceOf(container)
  differ('command', service.command, container.Config.Cmd ?? [])
  differ('entrypoint', service.entrypoint, container.Config.Entrypoint ?? [])
  differ('user', service['user'], container.Config.User)
  differ('working_dir', service['working_dir'], container.Config.WorkingDir)
  differ('stop_grace_period', secondsOf(service.stop_grace_period), container.Config.StopTimeout)
  differ('healthcheck', service.healthcheck?.test, withoutDrainTest(container.Config.Healthcheck?.Test ?? []))
  differ(
    'logging',
    service['logging'] === undefined ? undefined : { options: {}, ...(service['logging'] as object) },
    runs['logging'],
  )
  differ('shm_size', service['shm_size'] === undefined ? undefined : String(service['shm_size']), runs['shm_size'])
  differ('restart', restartOf(service), restartPolicyOf(container))
  for (const field of [
    'tmpfs',
    'cap_add',
    'cap_drop',
    'security_opt',
    'extra_hosts',
    'group_add',
    'dns',
    'sysctls',
    'privileged',
    'read_only',
    'init',
  ]) {
    if (canonical(service[field] ?? false) !== canonical(runs[field] ?? false)) found.push(field)
  }
  if (canonical(portKeys(service.ports)) !== canonical(portKeys(portsOf(container)))) found.push('ports')
  found.push(...mountDifferences(model, service.volumes ?? [], container))

  const names = Object.keys(service.networks ?? {}).map((key) => model.networks?.[key]?.name ?? key)
  if (service.network_mode !== undefined) differ('network_mode', service.network_mode, container.HostConfig.NetworkMode)
  else if (canonical(names.sort()) !== canonical(networksOf(container))) found.push('networks')

  const fields = Object.entries(service).filter(
    ([field, value]) => !COMPARED.has(field) && !field.startsWith('x-') && isSet(value),
  )
  found.push(...fields.map(([field]) => field))
  if (isSet(service.deploy?.['resources'])) found.push('deploy.resources')
  return found
}

/** Whether a container runs that image: by digest, by the image's id, or by the reference as it was written. */
function sameImage(image: string, container: InspectedContainer): boolean {
  return image === container.Image || (image.includes('@sha256:') && image === container.Config.Image)
}

function mountDifferences(
  model: ReleaseModel,
  wanted: readonly ComposeMount[],
  container: InspectedContainer,
): string[] {
  const source = (mount: ComposeMount): string =>
    mount.type === 'volume' ? (model.volumes?.[mount.source ?? '']?.name ?? '') : (mount.source ?? '')
  const lines = (mounts: { type: string; source: string; target: string; readOnly: boolean }[]): string[] =>
    mounts
      .filter(({ type, target }) => type !== 'tmpfs' && !FIRST_START_ONLY.test(target))
      .map(({ type, source: from, target, readOnly }) => `${target} ${type} ${from} ${readOnly}`)
      .sort()
  const ours = lines(
    wanted.map((mount) => ({
      type: mount.type,
      source: source(mount),
      target: mount.target,
      readOnly: mount.read_only === true,
    })),
  )
  const theirs = lines(
    container.Mounts.filter(({ Type, Name }) => !(Type === 'volume' && /^[0-9a-f]{64}$/.test(Name ?? ''))).map(
      (mount) => ({
        type: mount.Type,
        source: mount.Type === 'volume' ? (mount.Name ?? '') : mount.Source,
        target: mount.Destination,
        readOnly: !mount.RW,
      }),
    ),
  )
  const targets = [...ours.filter((line) => !theirs.includes(line)), ...theirs.filter((line) => !ours.includes(line))]
  return targets.length === 0 ? [] : [`volumes: ${[...new Set(targets.map((line) => line.split(' ')[0]))].join(', ')}`]
}

function portKeys(ports: ComposeService['ports']): string[] {
  const published = (ports ?? []).filter(({ published: port }) => port !== undefined && port !== '')
  return published
    .map(({ target, published: port, host_ip: ip, protocol }) => `${ip ?? ''}:${port}:${target}/${protocol ?? 'tcp'}`)
    .sort()
}

function isSet(value: unknown): boolean {
  if (value === null || value === undefined) return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'undefined'
  return JSON.stringify(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}
