import type { InspectedContainer } from '../host/types.js'
import type { Identity } from '../stack/identity.js'
import { label, PROJECT_LABEL, SERVICE_LABEL, STACK_LABEL, serviceKey } from './containers.js'
import { holds, keepsData, type Mounted, mountsOfContainer, type Place, type PlaceContext } from './places.js'
import type { Sides } from './sides.js'
import { wordOf, words } from './storage.js'
import type { PlannedService } from './types.js'

export interface WritersInput {
  sides: readonly Sides[]
  planned: readonly PlannedService[]
  /** All of the server. */
  containers: readonly InspectedContainer[]
  identity: Identity
  /** Name of the stack. */
  name: string
  context: PlaceContext
  /** Of stack.yml: mounts that others may write to, too, as `SOURCE:TARGET`. */
  shareData: readonly string[]
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
  place: Place
}

/**
 * The one rule about writers: two containers never write to one place at once. What the release would start must not meet one that runs and writes
 * to the same volume or folder, or to one above or below it, unless the files give the place to both services, or stack.yml says that it is shared.
 * A container's own successor is swapped with it (classes.ts). What shares a place already is told, and left as it is. `second_writers` of stackctl
 * has the same rule for rollbacks.
 */
export function secondWriters(input: WritersInput): Writers {
  const writers = input.containers.flatMap((container) => writersOf(container, input))
  const found = input.planned.flatMap((service) => met(service, writers, input))
  const faults = found.filter(({ is }) => is === 'fault')
  return {
    faults: [...new Set(faults.map(faultText))],
    todo: adviceOf(faults, input),
    warnings: [...new Set(found.filter(({ is }) => is === 'warning').map(warningText))],
  }
}

interface Meeting {
  is: 'fault' | 'warning'
  service: PlannedService
  mount: Mounted
  writer: Writer
  /** The writer's service is one of the release before, and goes or moves. */
  leaves: boolean
}

function met(service: PlannedService, writers: readonly Writer[], { sides, shareData }: WritersInput): Meeting[] {
  const key = serviceKey(service.project, service.service)
  const mounts = sides.find((one) => one.key === key)?.after ?? []
  const starts = service.change !== 'unchanged' && service.change !== 'removed'
  return mounts.filter(isPlace).flatMap((mount) => {
    if (shareData.includes(wordOf(mount))) return []
    const there = writers.filter(({ place }) => meet(place, mount.place))
    const own = there.some((one) => one.key === key && one.container.State.Running)
    return there.flatMap((writer): Meeting[] => {
      const its = sides.find((one) => one.key === writer.key)
      if (writer.key === key && !(service.class === 'one-shot' && starts)) return []
      if (writer.key !== key && its?.after?.some((one) => isPlace(one) && meet(one.place, mount.place)) === true)
        return []
      const leaves = its !== undefined
      const is = starts && (!own || writer.key === key) ? 'fault' : 'warning'
      if (writer.container.State.Running) return [{ is, service, mount, writer, leaves }]
      return comesBack(writer.container) && !leaves ? [{ is: 'warning', service, mount, writer, leaves }] : []
    })
  })
}

/** Docker starts it again with itself, although somebody has stopped it. */
function comesBack({ State, HostConfig }: InspectedContainer): boolean {
  return State.Status === 'exited' && HostConfig.RestartPolicy?.Name === 'always'
}

function writersOf(container: InspectedContainer, { sides, identity, context }: WritersInput): Writer[] {
  const own = serviceKey(label(container, PROJECT_LABEL) ?? '', label(container, SERVICE_LABEL) ?? '')
  const owner = label(container, STACK_LABEL)
  const isOurs = owner === identity.label || (owner === undefined && sides.some(({ key }) => key === own))
  return mountsOfContainer(container, context)
    .filter(isPlace)
    .map(({ place }) => ({ container, key: isOurs ? own : undefined, place }))
}

/** Something that two could write to: no socket, nothing of the machine itself, no volume that is one container's alone. */
function isPlace(mount: Mounted): boolean {
  const { kind, source } = mount.place
  return keepsData(mount) && kind !== 'anonymous' && !(kind === 'folder' && /\.sock(et)?$/.test(source))
}

function meet(one: Place, other: Place): boolean {
  return holds(one, other) || holds(other, one)
}

const nameOf = ({ container: { Name } }: Writer): string => Name.replace(/^\//, '')

function whose({ container, key }: Writer, leaves: boolean): string {
  const owner = label(container, STACK_LABEL)
  const [project, service] = [label(container, PROJECT_LABEL), label(container, SERVICE_LABEL)]
  if (leaves) return ` (${key}, which runs until the new version is there)`
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
  const { writer, leaves } = meeting
  return writer.container.State.Running
    ? `${where(meeting)}, and the container ${nameOf(writer)}${whose(writer, leaves)} writes there, too, as before`
    : `${where(meeting)}, and the container ${nameOf(writer)}${whose(writer, leaves)}, which is stopped, would write there, too, when Docker is started again: docker update --restart=no ${nameOf(writer)}`
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
