import type { InspectedContainer } from '../host/types.js'
import type { ComposeModel, ComposeService } from '../stack/types.js'
import type { Containers } from './containers.js'
import { HASH_LABEL } from './containers.js'
import { doubleDollars } from './dollars.js'
import type { ReleaseModel } from './images.js'
import { mismatches } from './matches.js'
import { differences, hashOf, normalForm, withHashLabel } from './normal.js'
import type { Change, Release, ReleaseService } from './types.js'

/** The release that runs: committed, or adopted from what was found. */
export interface Running {
  services: readonly ReleaseService[]
  models: Readonly<Record<string, ComposeModel>>
  /** Candidates of a transaction that is under way, or was interrupted, run beside: what they are is the server's to decide. */
  unfinished?: boolean
}

/** What becomes of one service. */
export interface Compared {
  change: Change
  because: string[]
  hash: string
  /** What Compose reads, with the hash as its label and doubled dollars. */
  text: ComposeService
  /** Taken over from the running release where nothing changed. */
  image: string
  previous?: ReleaseService
}

/**
 * Finds out whether a service has to be replaced. The stored text is compared in today's normal form, so that neither a new Compose nor a new
 * version of ours restarts what did not change; an unchanged service keeps its text and hash word for word.
 * @param model the release's model, with single dollars
 */
export function compareService(
  model: ReleaseModel,
  name: string,
  wanted: { replicas: number; oneShot: boolean; planned?: string },
  running: Running,
  containers: Containers,
): Compared {
  const doubled = doubleDollars(model)
  const service = doubled.services[name] ?? {}
  const form = normalForm(doubled, name)
  const hash = hashOf(form)
  const fresh = { hash, text: withHashLabel(service, hash), image: model.services[name]?.image ?? '' }
  const previous = running.services.find((one) => one.project === model.name && one.service === name)
  if (previous === undefined) return { ...fresh, change: 'new', because: ['nothing of it runs yet'] }

  const before = running.models[model.name]
  const text = before?.services[name]
  const same =
    before !== undefined &&
    text !== undefined &&
    hashOf(normalForm(before, name)) === hash &&
    wanted.planned === undefined
  const count = containers.running(model.name, name).length
  if (same) {
    const kept: Compared = {
      change: 'unchanged',
      because: [],
      hash: previous.hash,
      text: verbatim(text, service),
      image: previous.image,
      previous,
    }
    if (wanted.oneShot) return kept
    const foreign = running.unfinished
      ? []
      : containers.running(model.name, name).filter((container) => isForeign(container, previous))
    if (foreign.length > 0)
      return {
        ...kept,
        change: 'changed',
        because: [`${foreign.map(nameOf).join(', ')} was started by hand, from other files`],
      }
    if (count === 0 && wanted.replicas > 0) return { ...kept, change: 'new', because: ['nothing of it runs any more'] }
    if (previous.replicas !== wanted.replicas)
      return { ...kept, change: 'rescaled', because: [`replicas: ${previous.replicas} → ${wanted.replicas}`] }
    if (count < wanted.replicas)
      return { ...kept, change: 'rescaled', because: [`${count} of ${wanted.replicas} replicas run`] }
    return kept
  }
  const found = before === undefined || text === undefined ? [] : differences(normalForm(before, name), form)
  const because =
    wanted.planned === undefined
      ? found
      : [`image, which would be built: ${wanted.planned}`, ...found.filter((one) => one !== 'image')]
  return {
    ...fresh,
    change: 'changed',
    because: because.length === 0 ? ['it is not known how it was started'] : because,
    previous,
  }
}

/**
 * Whether a container is not the release's, though it runs in its place. Without our label it ran before us and was kept, or somebody started
 * it by hand, which another image gives away. `write_intent` of stackctl has the same rule.
 */
function isForeign({ Config, Image }: InspectedContainer, { hash, image }: ReleaseService): boolean {
  const made = Config.Labels?.[HASH_LABEL]
  if (made !== undefined) return made !== hash
  return (image.startsWith('sha256:') ? Image : Config.Image) !== image
}

function nameOf({ Name }: InspectedContainer): string {
  return Name.replace(/^\//, '')
}

/** The stored text, with today's fields that do not reach a container: Compose checks them against the other services. */
function verbatim(stored: ComposeService, now: ComposeService): ComposeService {
  const { depends_on: _needs, scale: _scale, deploy, ...text } = stored
  const replicas = now.deploy?.replicas
  return {
    ...text,
    ...(now.depends_on === undefined ? {} : { depends_on: now.depends_on }),
    ...(now.scale === undefined ? {} : { scale: now.scale }),
    ...(deploy === undefined && replicas === undefined
      ? {}
      : { deploy: { ...deploy, ...(replicas === undefined ? {} : { replicas }) } }),
  }
}

/**
 * Gives services of an adopted release that already run as the new one wants them the new text and hash, so that they are left alone.
 * @returns for each of the others, why it is replaced
 */
export function recognise(
  models: readonly ReleaseModel[],
  adopted: Release,
  containers: Containers,
): Map<string, string[]> {
  const reasons = new Map<string, string[]>()
  for (const service of adopted.services) {
    const model = models.find(({ name }) => name === service.project)
    const wanted = model?.services[service.service]
    if (model === undefined || wanted === undefined) continue
    const found = containers
      .running(service.project, service.service)
      .flatMap((container) => mismatches(model, wanted, container))
    const key = `${service.project}/${service.service}`
    if (found.length > 0) {
      reasons.set(key, [...new Set(found)])
      continue
    }
    const doubled = doubleDollars(model)
    const hash = hashOf(normalForm(doubled, service.service))
    service.hash = hash
    service.image = wanted.image ?? service.image
    const own = adopted.models[service.project]
    if (own === undefined) continue
    const text = doubled.services[service.service] ?? {}
    own.services[service.service] = { ...text, labels: { ...text.labels, [HASH_LABEL]: hash } }
    // The text names networks and volumes by the keys of the new model.
    own.networks = { ...own.networks, ...doubled.networks }
    own.volumes = { ...own.volumes, ...doubled.volumes }
    if (doubled.secrets !== undefined) own.secrets = { ...own.secrets, ...doubled.secrets }
    if (doubled.configs !== undefined) own.configs = { ...own.configs, ...doubled.configs }
  }
  return reasons
}
