import type { HostFacts } from '../host/types.js'
import { ownEntry } from '../runtime/ownEntry.js'
import { folderOf, identityWords, isSameRepository } from '../stack/identity.js'
import type { ComposeModel, Project, Stack } from '../stack/types.js'
import { composeName, foldersOf, holderOf, plainEnvironment, unlabelled } from './belonging.js'
import { label, ONE_OFF_LABEL, PROJECT_LABEL, SERVICE_LABEL, STACK_LABEL } from './containers.js'
import { leftVolumesFault } from './leftVolumes.js'
import { readProjectNames } from './meta.js'
import { renameAll } from './rename.js'
import type { Rewrite } from './types.js'

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
  faults: string[]
}

/** A project's name, and how it came to it. */
interface Naming {
  name: string
  known: boolean
  fault?: string
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
    faults: [...namings.flatMap(({ fault }) => fault ?? []), ...sharedNames(pairs, named)],
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

function freshName(project: Project, stack: Stack, facts: HostFacts): Naming {
  const { model, isNamed } = project
  const isPlain = isNamed || stack.environment === plainEnvironment(stack.environments)
  const name = isPlain ? model.name : `${model.name}-${stack.environment}`
  const holder = holderOf(name, stack.identity, facts)
  if (holder !== undefined) return { name, known: false, fault: heldFault(name, holder, project, stack, facts) }
  const present = unlabelled(name, project, stack, facts)
  if (present !== undefined)
    return present.against.length === 0
      ? { name, known: true }
      : { name, known: false, fault: unclearFault(name, present.against, project, stack) }
  if (hasOurs(name, stack, facts)) return { name, known: true }
  const found = elsewhere(name, project, stack, facts)
  if (found !== undefined) return found
  const fault = leftVolumesFault(name, project, stack, facts, takenNames(project, stack, facts))
  return { name, known: stack.takesOver.includes(name), ...(fault === undefined ? {} : { fault }) }
}

/** The same services under another name: this stack's, which keeps it, or somebody has to say what is meant. */
function elsewhere(name: string, project: Project, stack: Stack, facts: HostFacts): Naming | undefined {
  const found = otherProjects(project, stack, facts).flatMap((other) => existsAs(other, project, stack, facts))
  const [first] = found
  if (first === undefined) return undefined
  if (found.length === 1 && first.fault === undefined && first.isFolders && !project.isNamed)
    return { name: first.name, known: true }
  const names = found.map((one) => one.name).join(', ')
  return {
    name,
    known: false,
    fault:
      first.fault ??
      `${project.model.name}: its services are there already as the Compose project ${names}, so that ${harmOf(project.model)}; write \`name: ${first.name}\` at the top of its Compose file to take them over; where they are not this stack's, nor needed, take them away, which leaves their volumes: \`docker compose -p ${first.name} down\``,
  }
}

/** Compose projects of which a container is there, running or stopped, and that no other project of the stack has. */
function otherProjects(project: Project, stack: Stack, facts: HostFacts): string[] {
  const taken = takenNames(project, stack, facts)
  const names = facts.containers.flatMap((one) =>
    label(one, ONE_OFF_LABEL) === 'True' ? [] : (label(one, PROJECT_LABEL) ?? []),
  )
  return [...new Set(names)].filter((name) => name !== '' && !taken.includes(name)).sort()
}

/** Compose projects that the stack's other projects have, or that its release has. */
function takenNames(project: Project, stack: Stack, { current }: HostFacts): string[] {
  const others = stack.projects.filter(({ name }) => name !== project.name).map(({ model }) => model.name)
  return [...others, ...others.map((name) => `${name}-${stack.environment}`), ...Object.keys(current?.models ?? {})]
}

/** What is stopped has data, too. What runs says more: beside it may lie what ended long ago. */
function existsAs(
  name: string,
  project: Project,
  stack: Stack,
  facts: HostFacts,
): { name: string; isFolders: boolean; fault?: string }[] {
  const there = facts.containers.filter(
    (one) => label(one, PROJECT_LABEL) === name && label(one, ONE_OFF_LABEL) !== 'True',
  )
  const running = there.filter(({ State }) => State.Running)
  const services = (running.length > 0 ? running : there).map((one) => label(one, SERVICE_LABEL) ?? '')
  if (!services.every((service) => ownEntry(project.model.services, service) !== undefined)) return []
  const holder = holderOf(name, stack.identity, facts)
  if (holder !== undefined) {
    const former = formerStack(holder, stack, facts)
    return former === undefined || project.isNamed ? [] : [{ name, isFolders: false, fault: formerFault(name, former) }]
  }
  const found = unlabelled(name, project, stack, facts)
  if (found === undefined) return hasOurs(name, stack, facts) ? [{ name, isFolders: false }] : []
  const isFolders = foldersOf(found).some((folder) => composeName(folder) === name)
  if (found.against.length === 0) return [{ name, isFolders }]
  const isUnclear = found.against.length === 1 && found.against[0]?.startsWith('nobody can tell') === true
  return isUnclear ? [{ name, isFolders, fault: unclearFault(name, found.against, project, stack) }] : []
}

function hasOurs(name: string, { identity }: Stack, facts: HostFacts): boolean {
  return facts.containers.some(
    (one) => label(one, PROJECT_LABEL) === name && label(one, STACK_LABEL) === identity.label,
  )
}

/** This repository's stack under the name that it had before, where that only came from the repository's. */
function formerStack(holder: string, { identity }: Stack, { held }: HostFacts): string | undefined {
  const one = held.find((other) => other.identity.label === holder)?.identity
  const isFormer =
    one !== undefined &&
    isSameRepository(one, identity) &&
    one.environment === identity.environment &&
    one.stack !== identity.stack
  return isFormer ? one.stack : undefined
}

function formerFault(name: string, former: string): string {
  return `the Compose project ${name} is of this repository's stack ${former}, as it was called before: write \`name: ${former}\` in stack.yml, and it stays that stack`
}

function heldFault(name: string, holder: string, project: Project, stack: Stack, facts: HostFacts): string {
  const former = formerStack(holder, stack, facts)
  if (former !== undefined) return formerFault(name, former)
  const identity = facts.held.find((other) => other.identity.label === holder)?.identity
  const owner = identity === undefined ? holder : identityWords(identity)
  const isSibling =
    identity !== undefined && isSameRepository(identity, stack.identity) && identity.stack === stack.name
  const todo = isSibling
    ? `write \`name: \${PROJECT:-${name}}\` at the top of its Compose file, and PROJECT=${name}-${stack.environment} in the env file of ${stack.environment}`
    : `write a name of its own at the top of its Compose file, such as \`name: ${otherName(name, stack)}\``
  return `the Compose project ${name} on this server belongs to ${owner}: each would replace the other's containers and mount its volumes; ${todo} (${project.files.join(', ')})`
}

function unclearFault(name: string, against: readonly string[], project: Project, stack: Stack): string {
  const { environment } = stack
  const plain = plainEnvironment(stack.environments)
  const other =
    environment === plain || project.isNamed
      ? `if it is not, write a name of its own at the top of its Compose file, such as \`name: ${otherName(name, stack)}\``
      : `if it is ${plain}'s, deploy ${plain} first`
  return `the Compose project ${name} is on this server already, and nothing shows that it is this stack's (${against.join('; ')}): if it is, write \`takes-over: [${name}]\` below environments.${environment} in stack.yml; ${other}`
}

/** A name that says more. */
function otherName(name: string, { identity, environment, environments }: Stack): string {
  const repository = composeName(identity.repository)
  const base = repository === name || repository === 'unknown' ? `${name}-${identity.stack}` : `${repository}-${name}`
  return environment === plainEnvironment(environments) ? base : `${base}-${environment}`
}

function harmOf({ volumes }: ComposeModel): string {
  const names = Object.keys(volumes ?? {})
  return names.length > 0 ? `a second, empty ${names.join(', ')} would be made` : 'two of each would run'
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
function sharedNames(pairs: readonly { project: Project }[], named: readonly string[]): string[] {
  return pairs.flatMap(({ project }, index) => {
    const first = named.indexOf(named[index] ?? '')
    return first === index
      ? []
      : [
          `projects ${pairs[first]?.project.name} and ${project.name} have the same Compose project name ${named[index]}`,
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
