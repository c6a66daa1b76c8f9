import { label, PROJECT_LABEL, SERVICE_LABEL, STACK_LABEL } from '../../../host/containers.js'
import type { HostFacts } from '../../../host/types.js'
import type { ComposeModel, Stack } from '../../../stack/types.js'
import type { Resource } from '../../records/types.js'

/** What of a release's networks, volumes and container names somebody else has, or may have. */
export function ownerFaults(
  stack: Stack,
  models: readonly ComposeModel[],
  resources: readonly Resource[],
  facts: HostFacts,
  known: ReadonlySet<string>,
): string[] {
  return [
    ...resources.flatMap((resource) => heldResource(resource, stack, facts)),
    ...unclearVolumes(resources, stack, facts, known),
    ...models.flatMap((model) => takenNames(model, stack, facts)),
  ]
}

function existing({ kind, name }: Resource, { networks, volumes }: HostFacts) {
  return kind === 'network' ? networks.find((one) => one.Name === name) : volumes.find((one) => one.Name === name)
}

function heldResource(resource: Resource, { identity }: Stack, facts: HostFacts): string[] {
  const owner = existing(resource, facts)?.Labels?.[STACK_LABEL]
  const { kind, name } = resource
  return owner === undefined || owner === identity.label
    ? []
    : [
        `the ${kind} ${name} belongs to ${owner}: write \`external: true\` with it if both are to use it, else give it another name`,
      ]
}

/** Compose made them, for a project of which nothing is left that could say whose it was: one answer for all of them. */
function unclearVolumes(
  resources: readonly Resource[],
  stack: Stack,
  facts: HostFacts,
  known: ReadonlySet<string>,
): string[] {
  const byProject = new Map<string, Set<string>>()
  for (const resource of resources) {
    const project = resource.kind === 'volume' ? unclearProject(resource, stack, facts, known) : undefined
    if (project !== undefined) byProject.set(project, (byProject.get(project) ?? new Set()).add(resource.name))
  }
  return [...byProject].map(([project, names]) => {
    const [some, is, another] = names.size === 1 ? ['volume', 'is', 'another name'] : ['volumes', 'are', 'other names']
    return `the ${some} ${[...names].join(', ')} ${is} there already, of a Compose project ${project}, and neither a container nor a release shows whose it is: if it is this stack's, write \`takes-over: [${project}]\` below environments.${stack.environment} in stack.yml; if not, give ${names.size === 1 ? 'it' : 'them'} ${another}`
  })
}

function unclearProject(
  resource: Resource,
  stack: Stack,
  facts: HostFacts,
  known: ReadonlySet<string>,
): string | undefined {
  const labels = existing(resource, facts)?.Labels
  const project = labels?.[PROJECT_LABEL]
  if (project === undefined || labels?.[STACK_LABEL] !== undefined) return undefined
  const isOurs =
    known.has(project) || stack.takesOver.includes(project) || isUsedByUs(resource.name, stack, facts, known)
  return isOurs ? undefined : project
}

function isUsedByUs(
  name: string,
  { identity }: Stack,
  { current, containers }: HostFacts,
  known: ReadonlySet<string>,
): boolean {
  const models = Object.values(current?.models ?? {})
  const inRelease = models.some(({ volumes }) => Object.values(volumes ?? {}).some((one) => one?.name === name))
  const isOurs = (labels: Record<string, string> | null): boolean =>
    labels?.[STACK_LABEL] === undefined
      ? known.has(labels?.[PROJECT_LABEL] ?? '')
      : labels[STACK_LABEL] === identity.label
  return (
    inRelease ||
    containers.some(({ Config, Mounts }) => isOurs(Config.Labels) && Mounts.some(({ Name }) => Name === name))
  )
}

/** Docker gives a name once: found here, not when the new container is to get it. */
function takenNames(model: ComposeModel, { identity, environment }: Stack, { containers }: HostFacts): string[] {
  return Object.entries(model.services).flatMap(([service, { container_name: name }]) => {
    if (name === undefined) return []
    const holder = containers.find(({ Name }) => Name === `/${name}`)
    if (holder === undefined) return []
    const owner = label(holder, STACK_LABEL)
    const isPlace = label(holder, PROJECT_LABEL) === model.name && label(holder, SERVICE_LABEL) === service
    if (isPlace && (owner ?? identity.label) === identity.label) return []
    if (owner === identity.label) return []
    return [
      `${model.name}/${service}: the container_name ${name} is taken by a container of ${owner ?? label(holder, PROJECT_LABEL) ?? 'somebody else'}: leave it out, or write \`container_name: \${${envName(service)}_NAME:-${name}}\`, and ${envName(service)}_NAME=${name}-${environment} in the env file`,
    ]
  })
}

function envName(service: string): string {
  return service.toUpperCase().replace(/[^A-Z0-9]/g, '_')
}
