import {
  label,
  ONE_OFF_LABEL,
  PROJECT_LABEL,
  SERVICE_LABEL,
  STACK_LABEL,
  serviceKey,
} from '../../../host/containers.js'
import type { InspectedContainer } from '../../../host/types.js'
import type { Identity } from '../../../stack/identity.js'
import type { PlannedService } from '../../records/types.js'
import { namedData } from './dataFolders.js'
import { holds, isShare, keepsData, type Mounted, mountsOfContainer, type Place, type PlaceContext } from './places.js'
import type { Sides } from './sides.js'
import { wordOf, words } from './storage.js'
import { isMachinesOwn, isStore } from './stores.js'

export interface WritersInput {
  sides: readonly Sides[]
  planned: readonly PlannedService[]
  /** All of the server. */
  containers: readonly InspectedContainer[]
  identity: Identity
  /** Name of the stack. */
  name: string
  context: PlaceContext
  /** Of an image; empty where nobody knows it (imageNames.ts). */
  repository: (image: string) => string
  /** Of stack.yml: mounts that others may write to, too, as `SOURCE:TARGET`. */
  shareData: readonly string[]
  /** When the release that serves was made, in ISO 8601; absent where none of ours was. */
  since: string | undefined
}

/** Who else writes where the release writes. */
export interface Writers {
  faults: string[]
  todo: string[]
  /** What is so already, or may come to be. */
  warnings: string[]
}

/** A container and a place that it has mounted writable. */
interface Writer {
  container: InspectedContainer
  /** `project/service` of what is this stack's. */
  key: string | undefined
  /** Somebody runs a command in it: it is not its service's. */
  oneOff: boolean
  target: string
  place: Place
}

/**
 * The one rule about writers: two containers never write to one place at once. What the release would start must not meet one that runs and writes
 * to the same volume or folder, or to one above or below it, unless the files give the place to both services, or stack.yml says that it is shared.
 * A container's own successor is swapped with it (classes.ts). What shares a place already, or may by what both are, is told, and left as it is.
 * `second_writers` of stackctl has the same rule for rollbacks, and asks again before a transaction.
 */
export function secondWriters(input: WritersInput): Writers {
  const writers = input.containers.flatMap((container) => writersOf(container, input))
  const found = input.planned.flatMap((service) => met(service, writers, input))
  const faults = found.filter(({ is }) => is === 'fault')
  return {
    faults: [...new Set(faults.map(faultText))],
    todo: adviceOf(faults, input),
    warnings: [...new Set(found.filter(({ is }) => is !== 'fault').map(warningText))],
  }
}

interface Meeting {
  /** It was so `before`; both keep only `files`; the other one is stopped, and may be `back`. */
  is: 'fault' | 'before' | 'files' | 'back'
  service: PlannedService
  mount: Mounted
  writer: Writer
  /** The writer's service is one of the release before, and goes or moves. */
  leaves: boolean
}

function met(service: PlannedService, writers: readonly Writer[], input: WritersInput): Meeting[] {
  const { sides, shareData, repository } = input
  const key = serviceKey(service.project, service.service)
  const side = sides.find((one) => one.key === key)
  const starts = service.change !== 'unchanged' && service.change !== 'removed'
  return (side?.after ?? []).filter(isPlace).flatMap((mount) => {
    if (shareData.includes(wordOf(mount))) return []
    const there = writers.filter(({ place }) => meet(place, mount.place))
    const its = there.filter((one) => one.key === key && !one.oneOff)
    const own = its.some(({ container }) => container.State.Running)
    const until = lastThere(its, mount, side, input)
    const shared = isShared(there, mount, input)
    return there.flatMap((writer): Meeting[] => {
      const same = its.includes(writer)
      const leaves = !writer.oneOff && sides.some((one) => one.key === writer.key)
      const meeting = { service, mount, writer, leaves }
      if (same && !(service.class === 'one-shot' && starts)) return []
      if (!same && writer.key !== key && isGiven(sides, writer.key, mount)) return []
      if (!writer.container.State.Running)
        return comesBack(writer.container) && !leaves ? [{ is: 'back', ...meeting }] : []
      if (!starts || (own && !same)) return [{ is: 'before', ...meeting }]
      if (same) return [{ is: 'fault', ...meeting }]
      const [image, other] = [repository(service.image), repository(writer.container.Config.Image)]
      const [ours, theirs] = [isOurStore(image, mount, side), isStore(other, writer.target)]
      if (leaves && shared && !ours && !theirs) return []
      if (theirs || image === other) return [{ is: 'fault', ...meeting }]
      if (!ours && (mount.place.kind === 'folder' || isShare(mount.place))) return [{ is: 'files', ...meeting }]
      const joins = service.class === 'one-shot' && isBeside(there, meeting, input)
      const before = !leaves && (joins || isOlder(writer.container, until))
      return [{ is: before ? 'before' : 'fault', ...meeting }]
    })
  })
}

/** Whether the files give the place to that service, too. */
function isGiven(sides: readonly Sides[], key: string | undefined, mount: Mounted): boolean {
  const after = sides.find((one) => one.key === key)?.after ?? []
  return after.some((one) => isPlace(one) && meet(one.place, mount.place))
}

/** Two services of the stack have it, and two will: it is no one's alone. */
function isShared(there: readonly Writer[], mount: Mounted, { sides }: WritersInput): boolean {
  const keys = there.filter(({ key, oneOff }) => !oneOff && sides.some((one) => one.key === key)).map(({ key }) => key)
  return new Set(keys).size >= 2 && sides.filter(({ key }) => isGiven(sides, key, mount)).length >= 2
}

/** Whether another service of the stack, which keeps the place, runs beside that writer. */
function isBeside(
  there: readonly Writer[],
  { mount, service, writer }: Omit<Meeting, 'is'>,
  { sides }: WritersInput,
): boolean {
  const own = serviceKey(service.project, service.service)
  return there.some(
    (one) =>
      one.container.State.Running &&
      !one.oneOff &&
      one.key !== undefined &&
      one.key !== own &&
      meet(one.place, writer.place) &&
      isGiven(sides, one.key, mount),
  )
}

/** When a service was last seen to have a place, in ISO 8601: it ran with it, or the release that serves was made with it. */
function lastThere(its: readonly Writer[], mount: Mounted, side: Sides | undefined, { since }: WritersInput): string {
  const ends = its.flatMap(({ container: { State } }) => (State.Running ? [] : [State.FinishedAt ?? '']))
  const had = (side?.before ?? []).some((one) => isPlace(one) && meet(one.place, mount.place))
  return [...ends, had ? (since ?? '') : ''].sort().at(-1) ?? ''
}

/** By the second. */
function isOlder({ Created }: InspectedContainer, until: string): boolean {
  return Created.slice(0, 19) < until.slice(0, 19)
}

/** Also where the service says itself where its database lies. */
function isOurStore(repository: string, mount: Mounted, side: Sides | undefined): boolean {
  const named = side !== undefined && namedData({ folders: side.folders.after, mounts: side.after ?? [] }).length > 0
  return named || isStore(repository, mount.target)
}

/** Docker starts it again with itself, although somebody has stopped it. */
function comesBack({ State, HostConfig }: InspectedContainer): boolean {
  return State.Status === 'exited' && HostConfig.RestartPolicy?.Name === 'always'
}

function writersOf(container: InspectedContainer, { sides, identity, context }: WritersInput): Writer[] {
  const own = serviceKey(label(container, PROJECT_LABEL) ?? '', label(container, SERVICE_LABEL) ?? '')
  const owner = label(container, STACK_LABEL)
  const isOurs = owner === identity.label || (owner === undefined && sides.some(({ key }) => key === own))
  const oneOff = label(container, ONE_OFF_LABEL) === 'True'
  return mountsOfContainer(container, context)
    .filter(isPlace)
    .map(({ target, place }) => ({ container, key: isOurs ? own : undefined, oneOff, target, place }))
}

/** Something that two could write to: no socket, nothing of the machine itself, no volume that is one container's alone. */
function isPlace(mount: Mounted): boolean {
  const { kind, source } = mount.place
  return (
    keepsData(mount) &&
    kind !== 'anonymous' &&
    !isMachinesOwn(mount.place) &&
    !(kind === 'folder' && /\.sock(et)?$/.test(source))
  )
}

function meet(one: Place, other: Place): boolean {
  return holds(one, other) || holds(other, one)
}

const nameOf = ({ container: { Name } }: Writer): string => Name.replace(/^\//, '')

function whose({ container, key, oneOff }: Writer, leaves: boolean): string {
  const owner = label(container, STACK_LABEL)
  const [project, service] = [label(container, PROJECT_LABEL), label(container, SERVICE_LABEL)]
  if (leaves) return ` (${key}, which runs until the new version is there)`
  if (oneOff && key !== undefined) return ` (\`compose run\` of ${key})`
  if (owner !== undefined && key === undefined) return ` (of ${owner})`
  return project === undefined
    ? ''
    : ` (service ${service ?? '?'} of the Compose project ${project}, which is left alone)`
}

function where({ mount, service }: Meeting): string {
  return `${service.project}/${service.service}: ${mount.target} is ${words(mount)}`
}

function faultText(meeting: Meeting): string {
  const { writer, leaves } = meeting
  return `${where(meeting)}, and the container ${nameOf(writer)}${whose(writer, leaves)} writes there, too: two at once destroy what a database keeps`
}

function warningText(meeting: Meeting): string {
  const { is, mount, writer, leaves } = meeting
  const [name, text] = [
    nameOf(writer),
    `${where(meeting)}, and the container ${nameOf(writer)}${whose(writer, leaves)}`,
  ]
  if (is === 'before') return `${text} writes there, too, as before`
  return is === 'files'
    ? `${text} writes there, too: right for files such as media, never for what one program keeps open (where it is meant so, stack.yml says it: share-data: [${JSON.stringify(wordOf(mount))}])`
    : `${text}, which is stopped, would write there, too, when Docker is started again: docker update --restart=no ${name}`
}

function adviceOf(faults: readonly Meeting[], { name }: WritersInput): string[] {
  if (faults.length === 0) return []
  const list = [...new Set(faults.map(({ mount }) => JSON.stringify(wordOf(mount))))].join(', ')
  const lines = faults.map(({ service, writer, leaves }) => {
    const [own, other] = [`${service.project}/${service.service}`, nameOf(writer)]
    return leaves
      ? `${writer.key === own ? 'to' : `leave ${writer.key} its name, or to`} have ${own} take over from ${other}: docker stop ${other} on the server, and deploy again; its data stays, and where that deploy is undone, docker start ${other} brings it back`
      : `if nobody needs ${other} any more: docker update --restart=no ${other} && docker stop ${other} on the server, and deploy again; else give ${own} a volume or folder of its own`
  })
  return [
    ...new Set(lines),
    `only where both may write there at once, as no database can, write into stack.yml (where there is none, below the line \`name: ${name}\`): share-data: [${list}]`,
  ]
}
