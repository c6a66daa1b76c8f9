import type { HostFacts } from '../../../host/types.js'
import { identityWords, isSameRepository } from '../../../stack/identity.js'
import type { ComposeModel, Project, Stack } from '../../../stack/types.js'
import { composeName, plainEnvironment } from './belonging.js'

// What is said of a Compose project's name that somebody else has, or may have, and what to write.

/** This repository's stack under the name that it had before, where that only came from the repository's. */
export function formerStack(holder: string, { identity }: Stack, { otherStacks }: HostFacts): string | undefined {
  const one = otherStacks.find((other) => other.identity.label === holder)?.identity
  const isFormer =
    one !== undefined &&
    isSameRepository(one, identity) &&
    one.environment === identity.environment &&
    one.stack !== identity.stack
  return isFormer ? one.stack : undefined
}

export function formerFault(name: string, former: string): string {
  return `the Compose project ${name} is of this repository's stack ${former}, as it was called before: write \`name: ${former}\` in stack.yml, and it stays that stack`
}

export function heldFault(name: string, holder: string, project: Project, stack: Stack, facts: HostFacts): string {
  const former = formerStack(holder, stack, facts)
  if (former !== undefined) return formerFault(name, former)
  const identity = facts.otherStacks.find((other) => other.identity.label === holder)?.identity
  const owner = identity === undefined ? holder : identityWords(identity)
  const isSibling =
    identity !== undefined && isSameRepository(identity, stack.identity) && identity.stack === stack.name
  const todo = isSibling
    ? `write \`name: \${PROJECT:-${name}}\` at the top of its Compose file, and PROJECT=${name}-${stack.environment} in the env file of ${stack.environment}`
    : `write a name of its own at the top of its Compose file, such as \`name: ${otherName(name, stack)}\``
  return `the Compose project ${name} on this server belongs to ${owner}: each would replace the other's containers and mount its volumes; ${todo} (${project.files.join(', ')})`
}

export function unclearFault(name: string, against: readonly string[], project: Project, stack: Stack): string {
  const { environment } = stack
  const plain = plainEnvironment(stack.environments)
  const other =
    environment === plain || project.isNamed
      ? `if it is not, write a name of its own at the top of its Compose file, such as \`name: ${otherName(name, stack)}\``
      : `if it is ${plain}'s, deploy ${plain} first`
  return `the Compose project ${name} is on this server already, and nothing shows that it is this stack's (${against.join('; ')}): if it is, write ${takesOver(name, stack)}; ${other}`
}

/** The word for what is this stack's; with the project's own name, that no other one is. */
export function takesOver(name: string, { environment }: Pick<Stack, 'environment'>): string {
  return `\`takes-over: [${name}]\` below environments.${environment} in stack.yml`
}

/** The same, of one project among several: which one, nobody can tell. */
export function takesOverOne(names: readonly string[], stack: Pick<Stack, 'environment'>): string {
  return takesOver(names.length === 1 ? (names[0] ?? '') : 'NAME', stack)
}

/** How one says that a project begins by itself, under its own name: other environments keep theirs. */
export function beginsAs(name: string, { environment, environments }: Stack): string {
  return environment === plainEnvironment(environments)
    ? `\`name: ${name}\` at the top of its Compose file`
    : takesOver(name, { environment })
}

/** What a second project beside the one that is there would do. */
export function harmOf({ volumes }: ComposeModel): string {
  const names = Object.keys(volumes ?? {})
  return names.length > 0 ? `a second, empty ${names.join(', ')} would be made` : 'two of each would run'
}

/** A name that says more. */
function otherName(name: string, { identity, environment, environments }: Stack): string {
  const repository = composeName(identity.repository)
  const base = repository === name || repository === 'unknown' ? `${name}-${identity.stack}` : `${repository}-${name}`
  return environment === plainEnvironment(environments) ? base : `${base}-${environment}`
}
