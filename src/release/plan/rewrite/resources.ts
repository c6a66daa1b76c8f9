import { relative } from 'node:path'
import { PROJECT_LABEL, STACK_LABEL } from '../../../host/containers.js'
import type { HostFacts } from '../../../host/types.js'
import { quoted } from '../../../runtime/escape.js'
import { ownEntry } from '../../../runtime/ownEntry.js'
import type { Identity } from '../../../stack/identity.js'
import { isInside } from '../../../stack/inside.js'
import type { ComposeModel, ComposeNetwork, ComposeVolume } from '../../../stack/types.js'
import { sorted } from '../../records/resourceLine.js'
import type { Resource, Rewrite } from '../../records/types.js'
import { networkChanges, networkNotices } from './networks.js'

/** Networks and volumes of a project made external, with what stackctl has to create. */
export interface ExternalResources {
  networks: NonNullable<ComposeModel['networks']>
  volumes: NonNullable<ComposeModel['volumes']>
  resources: Resource[]
  rewrites: Rewrite[]
}

/**
 * Every network and volume becomes `external`, because from 2.31 on Compose stops all containers of a network whose definition changed,
 * even with `--no-recreate`, and asks to delete volumes.
 */
export function externalResources(model: ComposeModel, identity: Pick<Identity, 'label'>): ExternalResources {
  const found: ExternalResources = { networks: {}, volumes: {}, resources: [], rewrites: [] }
  const ours = { [PROJECT_LABEL]: model.name, [STACK_LABEL]: identity.label }
  const why = "external: true, because Compose stops every container when a network's or volume's definition changed"
  for (const [key, network] of Object.entries(model.networks ?? {})) {
    const name = network?.name ?? `${model.name}_${key}`
    found.networks[key] = { name, external: true }
    if (network?.external === true) continue
    const labels = { ...network?.labels, ...ours, 'com.docker.compose.network': key }
    found.resources.push({ kind: 'network', name, definition: { ...network, name, labels } })
    found.rewrites.push({ project: model.name, field: `networks.${key}`, text: `name: ${name}, ${why}` })
  }
  for (const [key, volume] of Object.entries(model.volumes ?? {})) {
    const name = volume?.name ?? `${model.name}_${key}`
    found.volumes[key] = { name, external: true }
    if (volume?.external === true) continue
    const labels = { ...volume?.labels, ...ours, 'com.docker.compose.volume': key }
    found.resources.push({ kind: 'volume', name, definition: { ...volume, name, labels } })
    found.rewrites.push({ project: model.name, field: `volumes.${key}`, text: `name: ${name}, ${why}` })
  }
  return found
}

/**
 * Volumes that stand for a folder beside the Compose file: Compose has made it a path of the checkout, which the server does not have. One that
 * exists keeps the folder that it has where that is the same one, seen from there.
 */
export function serverDevices(
  resources: readonly Resource[],
  { checkout, volumes }: { checkout: string; volumes: HostFacts['volumes'] },
): { resources: Resource[]; faults: string[] } {
  const faults: string[] = []
  const placed = resources.map((resource): Resource => {
    const device = resource.definition.driver_opts?.['device'] ?? ''
    // Compose has made the path of a folder absolute. All else (none, `tmpfs`, `:/share` of NFS) is no path, and is not to be taken from the working
    // folder, which on a runner is the checkout.
    if (resource.kind !== 'volume' || !device.startsWith('/') || !isInside(checkout, device)) return resource
    const path = relative(checkout, device)
    const has = volumes.find(({ Name }) => Name === resource.name)?.Options?.['device'] ?? ''
    if (path !== '' && has.endsWith(`/${path}`)) {
      const options = { ...resource.definition.driver_opts, device: has }
      return { ...resource, definition: { ...resource.definition, driver_opts: options } }
    }
    faults.push(
      `the volume ${resource.name} stands for ${path || '.'}, which lies in the checkout: write the absolute path of the folder on the server as its \`device\`, or mount the folder itself`,
    )
    return resource
  })
  return { resources: placed, faults }
}

/** Docker's rule for names (`RestrictedNamePattern` in daemon/names): never an option or a path. */
export function isName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(text)
}

/**
 * What forbids these resources on this host: a network that exists with another definition, an external one that nobody creates, one name with
 * two definitions.
 */
export function resourceFaults(
  models: readonly ComposeModel[],
  resources: readonly Resource[],
  facts: HostFacts,
): string[] {
  return [
    ...resources.flatMap((resource, index) => [
      ...(isName(resource.name) ? [] : [`a ${resource.kind} cannot be called ${quoted(resource.name)}`]),
      ...twinFaults(resource, resources.slice(0, index)),
      ...(resource.kind === 'volume' ? volumeFaults(resource, facts) : networkFaults(resource, facts)),
    ]),
    ...models.flatMap((model) => externalFaults(model, resources, facts)),
  ]
}

function twinFaults(resource: Resource, before: readonly Resource[]): string[] {
  const twin = before.find((one) => one.kind === resource.kind && one.name === resource.name)
  return twin === undefined || shape(twin) === shape(resource)
    ? []
    : [`the ${resource.kind} ${resource.name} is defined twice, differently`]
}

function networkFaults({ name, definition }: Resource, { networks, engine }: HostFacts): string[] {
  const wanted = definition as ComposeNetwork
  const existing = networks.find(({ Name }) => Name === name)
  const changed = existing === undefined ? [] : networkChanges(wanted, existing)
  return [
    ...(wanted.enable_ipv4 === false && Number.parseInt(engine, 10) < 28
      ? [`the network ${name} is to have no IPv4, and Docker ${engine} cannot make one (28 can)`]
      : []),
    ...(changed.length > 0
      ? [
          `the network ${name} exists with another definition (${changed.join(', ')}): give the new one another name, or undo the change`,
        ]
      : []),
  ]
}

/** External ones that are not there, and that no other project of the stack makes. */
function externalFaults(model: ComposeModel, resources: readonly Resource[], facts: HostFacts): string[] {
  const there = new Set([
    ...resources.map(({ kind, name }) => `${kind} ${name}`),
    ...facts.networks.map(({ Name }) => `network ${Name}`),
    ...facts.volumes.map(({ Name }) => `volume ${Name}`),
  ])
  const defined = [
    ...Object.entries(model.networks ?? {}).map(([key, one]) => ({ kind: 'network', key, one })),
    ...Object.entries(model.volumes ?? {}).map(([key, one]) => ({ kind: 'volume', key, one })),
  ]
  return defined.flatMap(({ kind, key, one }) => {
    const name = one?.name ?? key
    return one?.external !== true || there.has(`${kind} ${name}`)
      ? []
      : [`${model.name}: the external ${kind} ${name} does not exist on the server (docker ${kind} create ${name})`]
  })
}

/** Docker leaves a volume that exists as it is, whatever driver and options the files ask for, and says nothing. */
function volumeFaults({ name, definition }: Resource, { volumes }: Pick<HostFacts, 'volumes'>): string[] {
  const existing = volumes.find(({ Name }) => Name === name)
  if (existing === undefined) return []
  const driver = definition.driver ?? 'local'
  const [wanted, has] = [definition.driver_opts ?? {}, existing.Options ?? {}]
  const options = [...new Set([...Object.keys(wanted), ...Object.keys(has)])].sort()
  const changed = [
    ...(driver === existing.Driver ? [] : [`driver ${existing.Driver} → ${driver}`]),
    // Their values may be passwords.
    ...options
      .filter((key) => String(ownEntry(wanted, key) ?? '') !== String(ownEntry(has, key) ?? ''))
      .map((key) => `driver_opts.${key}`),
  ]
  if (changed.length === 0) return []
  return [
    `the volume ${name} exists with another definition (${changed.join(', ')}), and Docker would leave it as it is: write what it has, or \`external: true\` to take it as it is, or give the new one another \`name:\``,
  ]
}

/** What stays of networks that exist, although the files say otherwise; and of what is made, what others on the server see. */
export function resourceNotices(resources: readonly Resource[], { networks, volumes }: HostFacts): string[] {
  return resources.flatMap(({ kind, name, definition }) => {
    const network = kind === 'network' ? networks.find(({ Name }) => Name === name) : undefined
    if (network !== undefined) return networkNotices(definition as ComposeNetwork, network)
    if (kind === 'volume' && volumes.some(({ Name }) => Name === name)) return []
    return hasSecretOption(definition.driver_opts)
      ? [
          `the ${kind} ${name} is made by \`docker ${kind} create\`, and its driver_opts with a password are arguments of it, which every user of the server can see at that moment: where there are others, make it beforehand and write \`external: true\``,
        ]
      : []
  })
}

function hasSecretOption(options: Readonly<Record<string, string>> | undefined): boolean {
  return Object.entries(options ?? {}).some(([key, value]) =>
    /(pass|pwd|secret|token)[a-z_]*=/i.test(`${key}=${value}`),
  )
}

function shape({ definition }: Resource): string {
  const { labels: _labels, ...rest } = definition as ComposeVolume
  return JSON.stringify(sorted(rest).filter(([, value]) => value !== null && JSON.stringify(value) !== '{}'))
}
