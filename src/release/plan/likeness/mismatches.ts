import { COMPOSE_HASH_LABEL, label } from '../../../host/containers.js'
import type { ImageConfig } from '../../../host/likenessQuestion.js'
import type { InspectedContainer } from '../../../host/types.js'
import { ownEntry } from '../../../runtime/ownEntry.js'
import type { ComposeService } from '../../../stack/types.js'
import { networksOf } from './containerAsService.js'
import type { Fields } from './fields.js'
import { foundFields } from './foundFields.js'
import { attachmentDifferences, linkDifferences } from './links.js'
import { mountDifferences } from './mountMatches.js'
import type { Likeness, Neighbours, Wanted } from './wanted.js'
import { APART, COMPARED, wantedFields } from './wantedFields.js'

/**
 * Why a container that ran before us is not what the Compose file says, in words; empty where it is, and where a restart would change nothing.
 * Where Compose itself would leave it alone (its hash of the service is the container's), only what that hash does not see is looked at: the
 * image behind the name, the content of files, the names of networks and volumes. Else every field is compared with what Docker says, since
 * another version of Compose makes another hash of the same; a field that cannot be compared counts as a difference.
 */
export function mismatches(
  wanted: Wanted,
  container: InspectedContainer,
  likeness: Likeness,
  neighbours: Neighbours,
): string[] {
  const { model, service } = wanted
  const names = new Map(Object.keys(service.networks ?? {}).map((key) => [key, model.networks?.[key]?.name ?? key]))
  const found: string[] = []
  if (!sameImage(wanted.image, container)) found.push(service.build === undefined ? 'image' : 'image: it is built anew')
  found.push(...mountDifferences(wanted, container, likeness.files ?? new Map(), neighbours))
  if (service.network_mode === undefined && [...names.values()].sort().join() !== networksOf(container).join())
    found.push('networks')
  const known = label(container, COMPOSE_HASH_LABEL)
  if (likeness.composeHash !== undefined && likeness.composeHash === known) return found
  return [
    ...found,
    ...fieldDifferences(service, container, likeness.image, neighbours),
    ...attachmentDifferences(service, names, container),
    ...linkDifferences(service, container, neighbours),
  ]
}

/** Whether a container runs that image: by the image's id, or by the digest as it was written. */
function sameImage(image: string, container: InspectedContainer): boolean {
  return image === container.Image || (image.includes('@sha256:') && image === container.Config.Image)
}

/** What a container has of these without being told is a setting of the engine, which is not known here. */
const ENGINES: ReadonlySet<string> = new Set([
  ...['logging', 'shm_size', 'runtime', 'cgroup', 'cgroup_parent', 'ulimits', 'userns_mode', 'mac_address'],
  ...['memswap_limit', 'mem_swappiness', 'network_mode'],
])
/** What a container has of these without being told comes from its image. */
const IMAGES: ReadonlySet<string> = new Set([
  ...['command', 'entrypoint', 'user', 'working_dir', 'stop_signal', 'healthcheck'],
])

function fieldDifferences(
  service: ComposeService,
  container: InspectedContainer,
  image: ImageConfig | undefined,
  { containersOf, named }: Neighbours,
): string[] {
  const wanted = wantedFields(service, image, { service: (name) => containersOf(name)[0]?.Id, container: named })
  const runs = foundFields(container)
  const found = [...new Set([...Object.keys(wanted), ...Object.keys(runs)])].flatMap((field) => {
    if (field === 'environment' || field === 'labels') return entryDifferences(field, wanted, runs, image !== undefined)
    return fieldDiffers(field, wanted[field], runs[field], image !== undefined) ? [field] : []
  })
  if (nameDiffers(service, container)) found.push('container_name')
  const unknown = Object.entries(service).filter(
    ([field, value]) => !COMPARED.has(field) && !APART.has(field) && !field.startsWith('x-') && isSet(value),
  )
  return [...found, ...unknown.map(([field]) => field)]
}

function fieldDiffers(field: string, wanted: unknown, runs: unknown, imageKnown: boolean): boolean {
  if (wanted === undefined) {
    if (ENGINES.has(field) || (IMAGES.has(field) && !imageKnown)) return false
    // Both are Docker's defaults, by its version.
    if (field === 'ipc') return runs !== 'private' && runs !== 'shareable'
  }
  if (field === 'logging') return loggingDiffers(wanted as Logging, runs as Logging | undefined)
  if (field === 'healthcheck' && !imageKnown) return checkDiffers(wanted as object, runs as object | undefined)
  return canonical(wanted) !== canonical(runs)
}

interface Logging {
  driver: string
  options: Readonly<Record<string, string>>
}

/** A driver that is not named is the engine's. */
function loggingDiffers(wanted: Logging, runs: Logging | undefined): boolean {
  if (runs === undefined || (wanted.driver !== '' && wanted.driver !== runs.driver)) return true
  return canonical(wanted.options) !== canonical(runs.options)
}

/** What the file leaves out may be the image's. */
function checkDiffers(wanted: object, runs: object | undefined): boolean {
  return Object.entries(wanted).some(([key, value]) => canonical((runs as Fields)?.[key]) !== canonical(value))
}

/** The names of variables or labels that differ, never their values. */
export function entryDifferences(
  field: 'environment' | 'labels',
  { [field]: wanted }: Fields,
  { [field]: runs }: Fields,
  imageKnown: boolean,
): string[] {
  const [will, has] = [(wanted ?? {}) as Record<string, string>, (runs ?? {}) as Record<string, string>]
  // Without the image's word it is not known what is its own; that routes are gone shows all the same.
  const extra = Object.keys(has).filter(
    (key) => ownEntry(will, key) === undefined && (imageKnown || /^traefik\./i.test(key)),
  )
  const names = [...Object.keys(will).filter((key) => ownEntry(will, key) !== ownEntry(has, key)), ...extra]
  return names.length === 0 ? [] : [`${field}: ${names.sort().join(', ')}`]
}

/** A name that nobody gave is made of project, service and number, by older versions with underscores. */
function nameDiffers({ container_name: given }: ComposeService, { Name, Config }: InspectedContainer): boolean {
  const name = Name.replace(/^\//, '')
  if (given !== undefined) return name !== given
  const labels = Config.Labels ?? {}
  const made = [labels['com.docker.compose.project'], labels['com.docker.compose.service']]
  return ![made.join('-'), made.join('_')].some((start) => name.includes(start))
}

function isSet(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}

function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'undefined'
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join()}}`
}
