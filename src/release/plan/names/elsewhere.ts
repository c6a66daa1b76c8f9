import { label, ONE_OFF_LABEL, PROJECT_LABEL, SERVICE_LABEL } from '../../../host/containers.js'
import type { HostFacts } from '../../../host/types.js'
import { ownEntry } from '../../../runtime/ownEntry.js'
import type { Project, Stack } from '../../../stack/types.js'
import { composeName, foldersOf, hasOurs, holderOf, isShown, unlabelled } from './belonging.js'
import { beginsAs, formerFault, formerStack, harmOf, takesOver, takesOverOne, unclearFault } from './nameFaults.js'

// A stack's services may be on the server under another name than the one that it would get: of the folder that they were started in.

/** A Compose project with a stack's services under another name. */
interface Other {
  name: string
  /** Something shows that it is this stack's; else it is only alike. */
  isShown: boolean
  /** Its name comes from its folder: nobody chose it. */
  isFolders: boolean
  fault?: string
}

/**
 * What of a project is there under another name: the name that it keeps, or why somebody has to say what is meant. Nothing is taken over that is
 * only alike, and what is only alike keeps nobody from a name that he has chosen.
 * @param name Under which it would run.
 * @param taken Compose projects that other projects of the stack have.
 */
export function elsewhere(
  name: string,
  project: Project,
  stack: Stack,
  facts: HostFacts,
  taken: readonly string[],
): { name: string } | { fault: string } | undefined {
  const found = chosen(
    otherProjects(facts, taken).flatMap((other) => existsAs(other, project, stack, facts)),
    project,
    stack,
  )
  const [first] = found
  if (first === undefined) return undefined
  const names = found.map((one) => one.name)
  if (!first.isShown) return { fault: alikeFault(name, names, project, stack) }
  const isPlain = first.isFolders || stack.takesOver.includes(first.name)
  if (found.length === 1 && first.fault === undefined && isPlain && !project.isNamed) return { name: first.name }
  return { fault: first.fault ?? thereFault(name, names, project, stack) }
}

/** Those that count: of which stack.yml says it, else that show it, else, where nobody has chosen a name, all. */
function chosen(found: readonly Other[], { isNamed }: Project, stack: Stack): readonly Other[] {
  const said = found.filter((one) => stack.takesOver.includes(one.name))
  if (said.length > 0) return said
  const shown = found.filter((one) => one.isShown)
  return shown.length > 0 || isNamed ? shown : found
}

/** Compose projects of which a container is there, running or stopped, and that no other project of the stack has. */
function otherProjects({ containers }: HostFacts, taken: readonly string[]): string[] {
  const names = containers.flatMap((one) =>
    label(one, ONE_OFF_LABEL) === 'True' ? [] : (label(one, PROJECT_LABEL) ?? []),
  )
  return [...new Set(names)].filter((name) => name !== '' && !taken.includes(name)).sort()
}

/** What is stopped has data, too. What runs says more: beside it may lie what ended long ago. */
function existsAs(name: string, project: Project, stack: Stack, facts: HostFacts): Other[] {
  if (!hasTheServices(name, project, stack, facts)) return []
  const holder = holderOf(name, stack.identity, facts)
  if (holder !== undefined) {
    const former = formerStack(holder, stack, facts)
    return former === undefined || project.isNamed
      ? []
      : [{ name, isShown: true, isFolders: false, fault: formerFault(name, former) }]
  }
  const found = unlabelled(name, project, stack, facts)
  if (found === undefined) return hasOurs(name, stack, facts) ? [{ name, isShown: true, isFolders: false }] : []
  const other = {
    ...{ name, isShown: isShown(found, project, stack, facts) },
    isFolders: foldersOf(found).some((folder) => composeName(folder) === name),
  }
  if (found.against.length === 0) return [other]
  if (!found.isUnclear) return []
  return [project.isNamed ? other : { ...other, fault: unclearFault(name, found.against, project, stack) }]
}

/** All that it has; where stack.yml says whose it is, and has no other project that could be meant, one of them. */
function hasTheServices(name: string, { model }: Project, stack: Stack, { containers }: HostFacts): boolean {
  const there = containers.filter((one) => label(one, PROJECT_LABEL) === name && label(one, ONE_OFF_LABEL) !== 'True')
  const running = there.filter(({ State }) => State.Running)
  const isOurs = (one: (typeof there)[number]): boolean =>
    ownEntry(model.services, label(one, SERVICE_LABEL) ?? '') !== undefined
  if (stack.projects.length === 1 && stack.takesOver.includes(name)) return there.some(isOurs)
  return (running.length > 0 ? running : there).every(isOurs)
}

function alikeFault(name: string, names: readonly string[], { model }: Project, stack: Stack): string {
  const [projects, them] = names.length === 1 ? ['the Compose project', 'it is'] : ['the Compose projects', 'one is']
  return `${model.name}: ${projects} ${names.join(', ')} on this server ${names.length === 1 ? 'has' : 'have'} services and images as this one, and nothing shows whose ${names.length === 1 ? 'it is' : 'they are'}: if not this stack's, write ${beginsAs(name, stack)}, and ${name} begins with volumes of its own; if ${them}, write ${takesOverOne(names, stack)}`
}

function thereFault(name: string, names: readonly string[], { model, isNamed }: Project, stack: Stack): string {
  const one = names.length === 1 ? names[0] : 'NAME'
  const keep = isNamed ? `\`name: ${one}\` at the top of its Compose file` : takesOverOne(names, stack)
  return `${model.name}: its services are there already as the Compose project ${names.join(', ')}, so that ${harmOf(model)}; write ${keep} to go on with ${names.length === 1 ? 'it' : 'one of them'}; to begin beside ${names.length === 1 ? 'it' : 'them'}, as ${name}, write ${takesOver(name, stack)}`
}
