import type { Containers } from '../../host/containers.js'
import { anonymousVolumes, HASH_LABEL } from '../../host/containers.js'
import type { InspectedContainer } from '../../host/types.js'
import type { ReleaseService } from '../../records/release.js'
import { doubleDollars } from '../../stack/dollars.js'
import type { Identity } from '../../stack/identity.js'
import type { ComposeModel, ComposeService } from '../../stack/types.js'
import type { Change, Running } from '../records/types.js'
import type { ReleaseModel } from './images/serviceImages.js'
import type { Likenesses } from './likeness/likeness.js'
import { mismatches } from './likeness/mismatches.js'
import { filesOf } from './likeness/originals.js'
import type { Wanted } from './likeness/wanted.js'
import { differences, hashOf, normalForm, withOurLabels } from './rewrite/normalForm.js'
import type { RewrittenProject } from './rewrite/rewrite.js'

/** What becomes of one service. */
export interface Compared {
  change: Change
  /** The very container that is stopped is started. */
  again?: boolean
  because: string[]
  hash: string
  /** What Compose reads, with the hash as its label and doubled dollars. */
  text: ComposeService
  /** Taken over from the running release where nothing changed. */
  image: string
  previous?: ReleaseService
}

/** What is asked of a service beside its text. */
interface Asked {
  replicas: number
  oneShot: boolean
  /** Two of it must never run. */
  exclusive: boolean
  planned?: string
  /** What ran before us is what the files say, though its text was written in another way. */
  recognised?: boolean
}

/**
 * Finds out whether a service has to be replaced. The stored text is compared in today's normal form, so that neither a new Compose nor a new
 * version of ours restarts what did not change; an unchanged service keeps its text and hash word for word.
 * @param model the release's model, with single dollars
 */
export function compareService(
  model: ReleaseModel,
  name: string,
  wanted: Asked,
  running: Running,
  containers: Containers,
  identity: Pick<Identity, 'label'>,
): Compared {
  const doubled = doubleDollars(model)
  const service = doubled.services[name] ?? {}
  const form = normalForm(doubled, name)
  const hash = hashOf(form)
  const fresh = { hash, text: withOurLabels(service, hash, identity), image: model.services[name]?.image ?? '' }
  const previous = running.services.find((one) => one.project === model.name && one.service === name)
  if (previous === undefined) return { ...fresh, change: 'new', because: ['nothing of it runs yet'] }

  const stored = wanted.planned === undefined ? storedText(running, model.name, name, hash) : undefined
  if (stored === undefined && wanted.recognised !== true)
    return { ...fresh, change: 'changed', because: reasonsOf(running.models[model.name], name, form, wanted), previous }
  const kept: Kept = {
    ...{ change: 'unchanged', because: [], hash: previous.hash, previous },
    // What only we write in another way waits for the next change that its authors make.
    text: stored === undefined ? withOurLabels(service, previous.hash, identity) : verbatim(stored, service),
    image: stored === undefined ? fresh.image : previous.image,
  }
  if (wanted.oneShot) return kept
  const there = containers.running(model.name, name)
  const isOurs = running.unfinished || stored === undefined
  const foreign = isOurs ? [] : there.filter((container) => isForeign(container, previous))
  if (foreign.length > 0)
    return {
      ...kept,
      change: 'changed',
      because: [`${foreign.map(nameOf).join(', ')} was started by hand, from other files`],
    }
  if (there.length > 0 || wanted.replicas === 0) return rescaled(kept, there.length, wanted.replicas)
  // Before the first release of ours nothing that is stopped was compared with the files.
  if (stored === undefined) return { ...fresh, change: 'new', because: ['nothing of it runs any more'], previous }
  return stopped(kept, containers.stopped(model.name, name), wanted)
}

/** What was compared and goes on as it is. */
type Kept = Compared & { previous: ReleaseService }

/** The text that Compose was given for what runs, where that means the same today. */
function storedText({ models }: Running, project: string, name: string, hash: string): ComposeService | undefined {
  const before = models[project]
  return before !== undefined && hashOf(normalForm(before, name)) === hash ? before.services[name] : undefined
}

function reasonsOf(
  before: ComposeModel | undefined,
  name: string,
  form: ReturnType<typeof normalForm>,
  { planned }: Asked,
): string[] {
  const found = before?.services[name] === undefined ? [] : differences(normalForm(before, name), form)
  const because =
    planned === undefined
      ? found
      : [`image, which would be built: ${planned}`, ...found.filter((one) => one !== 'image')]
  return because.length === 0 ? ['it is not known how it was started'] : because
}

function rescaled(kept: Kept, running: number, replicas: number): Compared {
  const before = kept.previous.replicas
  if (before !== replicas) return { ...kept, change: 'rescaled', because: [`replicas: ${before} → ${replicas}`] }
  if (running < replicas) return { ...kept, change: 'rescaled', because: [`${running} of ${replicas} replicas run`] }
  return kept
}

/** Nothing of it runs, and something is to. */
function stopped(kept: Kept, containers: readonly InspectedContainer[], { exclusive }: Asked): Compared {
  const again = containers.some((one) => startsAgain(one, kept.previous, exclusive))
  return again
    ? { ...kept, change: 'new', again, because: ['it is stopped, and nothing of it changed'] }
    : { ...kept, change: 'new', because: ['nothing of it runs any more'] }
}

/**
 * Whether a container that is stopped is started as it is, as Compose would: where it has data that another one does not get, and where only one
 * may be. A start-first service is made anew beside it. `write_intent` of stackctl has the same rule.
 */
function startsAgain(container: InspectedContainer, previous: ReleaseService, exclusive: boolean): boolean {
  if (container.State.Status !== 'exited' || isForeign(container, previous)) return false
  return exclusive || anonymousVolumes(container).length > 0
}

/**
 * Whether a container is not the release's, though it runs in its place. Without our label it ran before us and was kept, or somebody started
 * it by hand, which another image gives away. `write_intent` of stackctl has the same rule.
 */
export function isForeign({ Config, Image }: InspectedContainer, { hash, image }: ReleaseService): boolean {
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
 * Looks at each service that ran before us, and whose release is not ours: why it is not what the files say. Empty where it is, and then it is
 * left alone. By `project/service`.
 */
export function recognise(
  projects: readonly RewrittenProject[],
  originals: readonly ComposeModel[],
  services: readonly ReleaseService[],
  containers: Containers,
  likenesses: Likenesses | undefined,
): Map<string, string[]> {
  const reasons = new Map<string, string[]>()
  for (const { project: name, service: key } of services) {
    const index = projects.findIndex(({ model }) => model.name === name)
    const [project, original] = [projects[index], originals[index]]
    const [service, rewritten] = [original?.services[key], project?.model.services[key]]
    if (project === undefined || original === undefined || service === undefined || rewritten === undefined) continue
    const wanted: Wanted = {
      model: original,
      service,
      image: rewritten.image ?? '',
      files: filesOf(project.project, original, service),
      sourceOf: (target) =>
        rewritten.volumes?.find((mount) => mount.type === 'bind' && mount.target === target)?.source,
    }
    const neighbours = {
      containersOf: (other: string) => containers.running(name, other),
      named: (other: string) => containers.all.find(({ Name }) => Name === `/${other}`)?.Id,
    }
    const found = containers
      .made(name, key)
      .flatMap((container) => mismatches(wanted, container, likenesses?.get(container.Id) ?? {}, neighbours))
    reasons.set(`${name}/${key}`, [...new Set(found)])
  }
  return reasons
}
