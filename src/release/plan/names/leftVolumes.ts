import { posix } from 'node:path'
import { label, PROJECT_LABEL, STACK_LABEL, VOLUME_LABEL } from '../../../host/containers.js'
import type { HostFacts } from '../../../host/types.js'
import { ownEntry } from '../../../runtime/ownEntry.js'
import type { Project, Stack } from '../../../stack/types.js'
import { composeName, holderOf, isCheckout, otherEnvironment, unlabelled } from './belonging.js'
import { beginsAs, takesOverOne } from './nameFaults.js'

/** A volume on the server of the same key as one that would be new. */
interface Left {
  fresh: string
  there: string
  project: string
  words: string[]
  /** The Compose project may well have been this stack's: its name, or its folder, says so. */
  isNear: boolean
  /** All volumes that it has are of this stack's keys, and they are several. */
  isAlike: boolean
}

/**
 * Volumes that would be new and empty, while there are some of the same keys of a Compose project of which nothing runs: they may be this
 * stack's, under the name that its folder had. Nobody can tell. Where it is likely, somebody has to say what is meant; else the plan says it: many
 * a project has a volume `data`.
 * @param name Under which the project would run.
 * @param taken Compose projects that other projects of the stack have.
 * @returns `said`: the project that stack.yml takes over.
 */
export function leftVolumes(
  name: string,
  project: Project,
  stack: Stack,
  facts: HostFacts,
  taken: readonly string[],
): { said?: string; fault?: string; warning?: string } {
  if (project.isNamed) return {}
  const left = candidates(name, project, stack, facts, taken)
  const said = left.find((one) => stack.takesOver.includes(one.project))
  if (said !== undefined) return { said: said.project }
  if (left.length === 0) return {}
  const near = left.filter(({ isNear }) => isNear)
  const alike = left.filter(({ isAlike }) => isAlike)
  const likely = near.length > 0 ? near : unique(alike.map((one) => one.project)).length === 1 ? alike : []
  return likely.length > 0
    ? { fault: fault(name, project, stack, likely) }
    : { warning: warning(name, project, stack, left) }
}

function candidates(
  name: string,
  project: Project,
  stack: Stack,
  facts: HostFacts,
  taken: readonly string[],
): readonly Left[] {
  return freshVolumes(name, project, facts).flatMap(({ key, fresh, targets }) =>
    facts.volumes.flatMap(({ Name: there, Labels: labels }): Left[] => {
      const former = labels?.[PROJECT_LABEL] ?? ''
      const words = targets.map((target) => `${there}:${target}`).filter((word) => !stack.leaveData?.includes(word))
      const isOther = former === '' || former === name || taken.includes(former) || labels?.[VOLUME_LABEL] !== key
      if (isOther || words.length === 0) return []
      const isNear = mayBeFormer(former, project, stack, facts)
      if (isOthers(former, there, labels, isNear, project, stack, facts)) return []
      return [{ fresh, there, project: former, words, isNear, isAlike: hasTheKeys(former, project, facts) }]
    }),
  )
}

/** Volumes that have their names from the project's, and that are not there yet. */
function freshVolumes(
  name: string,
  { model }: Project,
  { volumes }: HostFacts,
): { key: string; fresh: string; targets: string[] }[] {
  return Object.entries(model.volumes ?? {}).flatMap(([key, volume]) => {
    const given = volume?.name !== undefined && volume.name !== `${model.name}_${key}`
    const fresh = `${name}_${key}`
    if (given || volume?.external === true || volumes.some(({ Name }) => Name === fresh)) return []
    const mounts = Object.values(model.services).flatMap((service) => service.volumes ?? [])
    const targets = mounts.filter(({ type, source }) => type === 'volume' && source === key).map(({ target }) => target)
    return [{ key, fresh, targets: unique(targets) }]
  })
}

/** Whether a volume is plainly not this stack's: another one has made it, or mounts it, or has containers in its project. */
function isOthers(
  former: string,
  volume: string,
  labels: Readonly<Record<string, string>> | null | undefined,
  isNear: boolean,
  project: Project,
  stack: Stack,
  facts: HostFacts,
): boolean {
  if ((labels?.[STACK_LABEL] ?? stack.identity.label) !== stack.identity.label) return true
  if (holderOf(former, stack.identity, facts) !== undefined) return true
  if (stack.takesOver.includes(former)) return false
  if (otherEnvironment({ project: former, containers: [] }, stack) !== undefined) return true
  const mounts = facts.containers.filter(({ Mounts }) => Mounts.some(({ Name }) => Name === volume))
  if (mounts.some((one) => label(one, PROJECT_LABEL) !== former)) return true
  const found = unlabelled(former, project, stack, facts)
  // What has no other services than the files was judged by them already (elsewhere.ts).
  return found !== undefined && (!isNear || found.against.length > 0)
}

/**
 * Whether this stack may have been called so: after the folder in which it was started, which is a checkout, or by a name that is a part of one
 * that it has now (`bot` of `my-bot`), or has one in it.
 */
function mayBeFormer(former: string, project: Project, stack: Stack, facts: HostFacts): boolean {
  const containers = facts.containers.filter((one) => label(one, PROJECT_LABEL) === former)
  if (isCheckout({ project: former, containers }, project, stack, facts)) return true
  const { repository } = stack.identity
  const folder = posix.dirname(posix.join('/', project.files[0] ?? ''))
  const names = [project.model.name, stack.name, folder, ...(repository === 'unknown' ? [] : [repository])]
  const old = letters(former)
  return names.map(letters).some((now) => isPart(old, now) || isPart(now, old))
}

function isPart(one: string, whole: string): boolean {
  return one === whole ? one !== '' : one.length > 2 && (whole.startsWith(one) || whole.endsWith(one))
}

function letters(name: string): string {
  return composeName(name).replace(/[_-]/g, '')
}

function hasTheKeys(former: string, { model }: Project, { volumes }: HostFacts): boolean {
  const keys = unique(
    volumes.flatMap(({ Labels }) => (Labels?.[PROJECT_LABEL] === former ? (Labels[VOLUME_LABEL] ?? []) : [])),
  )
  return keys.length > 1 && keys.every((key) => ownEntry(model.volumes ?? {}, key) !== undefined)
}

function fault(name: string, { model }: Project, stack: Stack, left: readonly Left[]): string {
  const projects = unique(left.map(({ project }) => project))
  const words = unique(left.flatMap((one) => one.words)).map((word) => JSON.stringify(word))
  const [of, them] = projects.length === 1 ? ['the Compose project', 'it'] : ['the Compose projects', 'one of them']
  return `${model.name}: ${fresh(left)} would be new and empty, while ${there(left)} of ${of} ${projects.join(', ')} may hold this stack's data: if new and empty is meant, write ${beginsAs(name, stack)}, or into stack.yml (where there is none, below the line \`name: ${stack.name}\`): leave-data: [${words.join(', ')}]; to go on with ${them}, write ${takesOverOne(projects, stack)}`
}

function warning(name: string, { model }: Project, stack: Stack, left: readonly Left[]): string {
  return `${model.name}: ${fresh(left)} will be new and empty. Volumes of the same key are there of Compose projects of which nothing runs: ${there(left)}. If this stack's data is in one of them, do not deploy, and write its Compose project as NAME: ${takesOverOne([], stack)}. Where new and empty is meant, nothing is to be done: ${beginsAs(name, stack)} says it for good`
}

const fresh = (left: readonly Left[]): string => unique(left.map((one) => one.fresh)).join(', ')
const there = (left: readonly Left[]): string => unique(left.map((one) => one.there)).join(', ')

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}
