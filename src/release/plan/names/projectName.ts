import { label, PROJECT_LABEL, SERVICE_LABEL, STACK_LABEL } from '../../../host/containers.js'
import type { HostFacts } from '../../../host/types.js'
import { ownEntry } from '../../../runtime/ownEntry.js'
import { folderOf } from '../../../stack/identity.js'
import type { ComposeModel, Project, Stack } from '../../../stack/types.js'
import { readProjectNames } from '../../records/meta.js'
import type { Rewrite } from '../../records/types.js'
import { hasOurs, holderOf, plainEnvironment, unlabelled } from './belonging.js'
import { elsewhere } from './elsewhere.js'
import { leftVolumes } from './leftVolumes.js'
import { harmOf, heldFault, takesOver, unclearFault } from './nameFaults.js'
import { renameAll } from './rename.js'

/** Models of a stack's projects under the names that they run under. */
export interface NamedModels {
  /** In the order of the stack's projects. */
  models: ComposeModel[]
  /** Compose project names by the names of stack.yml: what the server keeps from then on. */
  names: Record<string, string>
  /** Compose projects that were this stack's before this release. */
  known: ReadonlySet<string>
  rewrites: Rewrite[]
  notices: string[]
  /** What nobody may miss. */
  warnings: string[]
  faults: string[]
}

/** A project's name, and how it came to it. */
interface Naming {
  name: string
  known: boolean
  fault?: string
  warning?: string
}

/**
 * Under which names the stack's projects run. What the server keeps of an earlier release holds for good: another name means other, empty
 * volumes. Else a Compose file's own `name:`; else the folder's, with the environment's behind it where another one has the plain name. What
 * runs already keeps its name, where it is this stack's and both names only come from a folder.
 */
export function namedModels(stack: Stack, models: readonly ComposeModel[], facts: HostFacts): NamedModels {
  const pairs = models.flatMap((model, index) => {
    const project = stack.projects[index]
    return project === undefined ? [] : [{ model, project: { ...project, model } }]
  })
  const namings = pairs.map(({ project }) => namingOf(project, stack, facts))
  const named = namings.map(({ name }) => name)
  const { models: renamed, references } = renameAll(
    pairs.map(({ model }) => model),
    named,
  )
  const changed = pairs.flatMap(({ model }, index) =>
    named[index] === model.name ? [] : [{ model, name: named[index] ?? '' }],
  )
  return {
    models: renamed,
    names: Object.fromEntries(pairs.map(({ project }, index) => [project.name, named[index] ?? ''])),
    known: new Set(namings.flatMap(({ name, known }) => (known ? [name] : []))),
    rewrites: [
      ...changed.map(({ model, name }) => ({
        project: name,
        field: 'name',
        text: `${name} in place of ${model.name}: ${namings.find((one) => one.name === name)?.known ? 'it runs under this name, with its volumes' : `the environment ${stack.environment} has projects of its own`}`,
      })),
      ...references,
    ],
    notices: pairs.flatMap(({ project }, index) => strangers(project, named[index] ?? '', stack, facts)),
    warnings: namings.flatMap(({ warning }) => warning ?? []),
    faults: [...namings.flatMap(({ fault }) => fault ?? []), ...sharedNames(pairs, named, stack)],
  }
}

function namingOf(project: Project, stack: Stack, facts: HostFacts): Naming {
  const kept = keptName(project, stack, facts)
  if (kept === undefined) return freshName(project, stack, facts)
  const { model, isNamed } = project
  if (!isNamed || model.name === kept) return { name: kept, known: true, ...stolen(kept, project, stack, facts) }
  const harm = harmOf(model)
  return {
    name: kept,
    known: true,
    fault: `${model.name}: its services run as the Compose project ${kept}, so that ${harm}; write \`name: ${kept}\` at the top of its Compose file. A stack of its own, beside that one, gets another \`name:\` in stack.yml, too`,
  }
}

/** What the server keeps: the name of stack.yml, or where that is new the only project of the release whose services it has. */
function keptName({ name, model }: Project, { projects }: Stack, { current }: HostFacts): string | undefined {
  if (current === undefined) return undefined
  const names = readProjectNames(current.meta['projects'])
  const kept = ownEntry(names, name)
  if (kept !== undefined) return kept
  const claimed = new Set(projects.map((one) => names[one.name]))
  const left = Object.values(current.models).filter((one) => !claimed.has(one.name))
  const alike = left.filter(({ services }) =>
    Object.keys(services).every((service) => ownEntry(model.services, service) !== undefined),
  )
  return left.find((one) => one.name === model.name)?.name ?? (alike.length === 1 ? alike[0]?.name : undefined)
}

/** Somebody else may have put his own in the place of what ran here. */
function stolen(name: string, project: Project, stack: Stack, facts: HostFacts): { fault?: string } {
  const holder = holderOf(name, stack.identity, facts)
  return holder === undefined ? {} : { fault: heldFault(name, holder, project, stack, facts) }
}

function ownName({ model, isNamed }: Project, { environment, environments }: Stack): string {
  return isNamed || environment === plainEnvironment(environments) ? model.name : `${model.name}-${environment}`
}

function freshName(project: Project, stack: Stack, facts: HostFacts): Naming {
  const name = ownName(project, stack)
  const holder = holderOf(name, stack.identity, facts)
  if (holder !== undefined) return { name, known: false, fault: heldFault(name, holder, project, stack, facts) }
  const present = unlabelled(name, project, stack, facts)
  if (present !== undefined)
    return present.against.length === 0
      ? { name, known: true }
      : { name, known: false, fault: unclearFault(name, present.against, project, stack) }
  if (hasOurs(name, stack, facts)) return { name, known: true }
  // Somebody has said which is this stack's.
  if (stack.takesOver.includes(name)) return { name, known: true }
  const taken = takenNames(project, stack, facts)
  const found = elsewhere(name, project, stack, facts, taken)
  if (found !== undefined) return 'fault' in found ? { name, known: false, ...found } : { ...found, known: true }
  const { said, ...words } = leftVolumes(name, project, stack, facts, taken)
  return said === undefined ? { name, known: false, ...words } : { name: said, known: true }
}

/** Compose projects that the stack's other projects have, or that its release has. */
function takenNames(project: Project, stack: Stack, { current }: HostFacts): string[] {
  const others = stack.projects.filter(({ name }) => name !== project.name).map(({ model }) => model.name)
  return [...others, ...others.map((name) => `${name}-${stack.environment}`), ...Object.keys(current?.models ?? {})]
}

/** What else runs in a project that is this stack's, of files that are none of its: it is left alone. */
function strangers({ model }: Project, name: string, { identity }: Stack, facts: HostFacts): string[] {
  const others = facts.containers.filter((one) => {
    const service = label(one, SERVICE_LABEL)
    const isOurs = label(one, STACK_LABEL) === identity.label
    return (
      label(one, PROJECT_LABEL) === name &&
      !isOurs &&
      service !== undefined &&
      ownEntry(model.services, service) === undefined
    )
  })
  const names = [...new Set(others.map((one) => label(one, SERVICE_LABEL) ?? ''))].sort()
  const before = facts.current?.models[name]?.services ?? {}
  const unknown = names.filter((service) => ownEntry(before, service) === undefined)
  return unknown.length === 0
    ? []
    : [
        `${name}: ${unknown.join(', ')} runs in this Compose project, too, and is in none of the files: it is left alone`,
      ]
}

/** Two projects of the stack under one name would remove each other's containers. */
function sharedNames(pairs: readonly { project: Project }[], named: readonly string[], stack: Stack): string[] {
  return pairs.flatMap(({ project }, index) => {
    const name = named[index] ?? ''
    const first = named.indexOf(name)
    if (first === index) return []
    const own = ownName(project, stack)
    const todo = own === name ? '' : `: to let ${project.name} begin by itself, write, too, ${takesOver(own, stack)}`
    return [
      `projects ${pairs[first]?.project.name} and ${project.name} have the same Compose project name ${name}${todo}`,
    ]
  })
}

/** Another user's stack may have the same folder's name: routes and images are named by it. */
export function twinFaults({ id, identity }: Stack, { containers }: HostFacts): string[] {
  const labels = new Set(containers.flatMap((one) => label(one, STACK_LABEL) ?? []))
  const twins = [...labels].filter((one) => one !== identity.label && folderOf(one) === id)
  return twins.map(
    (one) =>
      `${one} is another stack on this server that is called ${id} there, and the two would take each other's routes and images: give this one another \`name:\` in stack.yml`,
  )
}
