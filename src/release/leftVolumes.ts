import type { HostFacts } from '../host/types.js'
import type { Project, Stack } from '../stack/types.js'
import { foldersOf, holderOf, plainEnvironment, unlabelled } from './belonging.js'
import { label, PROJECT_LABEL, STACK_LABEL, VOLUME_LABEL } from './containers.js'

interface Left {
  fresh: string
  there: string
  project: string
  words: string[]
}

/**
 * A volume that would be new and empty, while one of the same key is left of a Compose project of which nothing runs: it may be this stack's
 * under the name that its folder had. Nobody can tell, so somebody has to say it: by the name, or by `leave-data`.
 * @param name Under which the project would run.
 * @param taken Compose projects that other projects of the stack have.
 */
export function leftVolumesFault(
  name: string,
  project: Project,
  stack: Stack,
  facts: HostFacts,
  taken: readonly string[],
): string | undefined {
  if (project.isNamed) return undefined
  const left = freshVolumes(name, project, facts).flatMap(({ key, fresh, targets }) =>
    facts.volumes.flatMap(({ Name: there, Labels: labels }): Left[] => {
      const former = labels?.[PROJECT_LABEL] ?? ''
      const words = targets.map((target) => `${there}:${target}`).filter((word) => !stack.leaveData?.includes(word))
      const isOther = former === '' || former === name || taken.includes(former) || labels?.[VOLUME_LABEL] !== key
      if (isOther || words.length === 0 || isOthers(former, there, labels, project, stack, facts)) return []
      return [{ fresh, there, project: former, words }]
    }),
  )
  return left.length === 0 ? undefined : fault(project, stack, left)
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
    return [{ key, fresh, targets: [...new Set(targets)] }]
  })
}

/** Whether a volume is plainly not this stack's: another one has made it, or mounts it, or has containers in its project. */
function isOthers(
  former: string,
  volume: string,
  labels: Readonly<Record<string, string>> | null | undefined,
  project: Project,
  stack: Stack,
  facts: HostFacts,
): boolean {
  if ((labels?.[STACK_LABEL] ?? stack.identity.label) !== stack.identity.label) return true
  if (holderOf(former, stack.identity, facts) !== undefined) return true
  const mounts = facts.containers.filter(({ Mounts }) => Mounts.some(({ Name }) => Name === volume))
  if (mounts.some((one) => label(one, PROJECT_LABEL) !== former)) return true
  const found = unlabelled(former, project, stack, facts)
  if (found === undefined) return false
  // What runs or has the very services was judged by them already (projectName.ts).
  const isCheckout = foldersOf(found).every((folder) => facts.checkouts[folder] === stack.identity.repository)
  return !isCheckout || found.against.length > 0 || found.containers.some(({ State }) => State.Running)
}

function fault({ model }: Project, { name, environment, environments }: Stack, left: readonly Left[]): string {
  const list = (values: readonly string[]): string => [...new Set(values)].join(', ')
  const [first] = left
  const projects = list(left.map(({ project }) => project))
  const plain = plainEnvironment(environments)
  const keep =
    environment === plain
      ? `\`name: ${first?.project}\` at the top of its Compose file`
      : `\`name: \${PROJECT:-${model.name}}\` at the top of its Compose file and PROJECT=${first?.project} in the env file of ${environment} (if it is ${plain}'s, deploy ${plain} first)`
  const words = [...new Set(left.flatMap((one) => one.words))].map((word) => JSON.stringify(word)).join(', ')
  return `${model.name}: ${list(left.map(({ fresh }) => fresh))} would be new and empty, while ${list(left.map(({ there }) => there))} of the Compose project ${projects}, of which nothing runs, may hold this stack's data: to go on with it, write ${keep}; to begin empty, write into stack.yml (where there is none, below the line \`name: ${name}\`): leave-data: [${words}]`
}
