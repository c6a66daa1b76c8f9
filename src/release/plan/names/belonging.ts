import { posix } from 'node:path'
import {
  FOLDER_LABEL,
  label,
  ONE_OFF_LABEL,
  PROJECT_LABEL,
  SERVICE_LABEL,
  STACK_LABEL,
} from '../../../host/containers.js'
import type { HostFacts, InspectedContainer } from '../../../host/types.js'
import { repositoryOfImage } from '../../../image/reference.js'
import { ownEntry } from '../../../runtime/ownEntry.js'
import type { Identity } from '../../../stack/identity.js'
import type { ComposeModel, Project, Stack } from '../../../stack/types.js'

// Whose a Compose project on the server is. Its name alone says nothing: another repository, another environment of this one, or a person may
// have given it the same.

/** Containers of one Compose project that bear no label of ours, and whether they are this stack's. */
export interface Unlabelled {
  project: string
  containers: readonly InspectedContainer[]
  /** Why nobody can say that they are this stack's, in words; empty where they are. */
  against: string[]
  /** All that speaks against it is that they may be another environment's of this stack: nobody can tell. */
  isUnclear: boolean
}

/** The label of another stack that holds a Compose project, by what it has made or by the release that it serves. */
export function holderOf(project: string, own: Identity, facts: HostFacts): string | undefined {
  const labelled = [
    ...facts.containers.map(({ Config }) => Config.Labels),
    ...facts.networks.map(({ Labels }) => Labels),
    ...facts.volumes.map(({ Labels }) => Labels),
  ].flatMap((labels) => (labels?.[PROJECT_LABEL] === project ? (labels[STACK_LABEL] ?? []) : []))
  const beside = facts.otherStacks.flatMap((one) => (one.project === project ? one.identity.label : []))
  return [...labelled, ...beside].find((one) => one !== own.label)
}

/** What runs, or ran, under a project's name without a label of ours; undefined where nothing does. */
export function unlabelled(
  name: string,
  project: Pick<Project, 'model' | 'isNamed'>,
  stack: Stack,
  facts: HostFacts,
): Unlabelled | undefined {
  const containers = facts.containers.filter(
    (one) =>
      label(one, PROJECT_LABEL) === name &&
      label(one, STACK_LABEL) === undefined &&
      label(one, ONE_OFF_LABEL) !== 'True',
  )
  if (containers.length === 0) return undefined
  const found = { project: name, containers }
  if (stack.takesOver.includes(name)) return { ...found, against: [], isUnclear: false }
  const strange = [...checkoutReasons(found, stack, facts), ...contentReasons(found, project.model, stack, facts)]
  const other = otherEnvironment(found, stack)
  const isUnclear = other === undefined && mayBePlain(found, stack)
  return {
    ...found,
    against: [
      ...strange,
      ...(other === undefined ? [] : [`its name says that it is ${other}`]),
      ...(isUnclear
        ? [`nobody can tell whether it is ${stack.environment} or ${plainEnvironment(stack.environments)}`]
        : []),
    ],
    isUnclear: isUnclear && strange.length === 0,
  }
}

type Found = Pick<Unlabelled, 'project' | 'containers'>

/** Whether the stack has made something of a project: what bears its label. */
export function hasOurs(name: string, { identity }: Stack, { containers }: HostFacts): boolean {
  return containers.some((one) => label(one, PROJECT_LABEL) === name && label(one, STACK_LABEL) === identity.label)
}

/**
 * Whether something shows that a project of another name is this stack's, beyond that it is alike: a service `db` of `postgres` is in
 * many a project, and all of several services with their images are hardly there by chance.
 */
export function isShown(found: Found, project: Project, stack: Stack, facts: HostFacts): boolean {
  return (
    stack.takesOver.includes(found.project) ||
    found.project === project.model.name ||
    isCheckout(found, project, stack, facts) ||
    found.containers.some((one) => hasOwnImage(one, project.model, stack)) ||
    isWhole(found, project.model, stack)
  )
}

/** It was started where a checkout of this repository has the project's Compose file. */
export function isCheckout(found: Found, { files }: Project, { identity }: Stack, { checkouts }: HostFacts): boolean {
  const folders = foldersOf(found)
  const at = posix.dirname(files[0] ?? '')
  const isAt = (folder: string): boolean => at === '.' || folder.endsWith(`/${at}`)
  return (
    identity.repository !== 'unknown' &&
    folders.length > 0 &&
    folders.every((folder) => checkouts[folder] === identity.repository && isAt(folder))
  )
}

/** An image that the stack builds, by the name that its files or its registry give. Compose calls anybody's `PROJECT-SERVICE`. */
function hasOwnImage(one: InspectedContainer, { services }: ComposeModel, stack: Stack): boolean {
  const wanted = ownEntry(services, label(one, SERVICE_LABEL) ?? '')
  const running = repositoryOfImage(one.Config.Image)
  return (
    isKept(running, stack) ||
    (wanted?.build !== undefined && wanted.image !== undefined && running === repositoryOfImage(wanted.image))
  )
}

/** All services of the files are there, more than one, each with its image. */
function isWhole({ project, containers }: Found, model: ComposeModel, stack: Stack): boolean {
  const names = Object.keys(model.services)
  const isThere = (name: string): boolean => {
    const ones = containers.filter((one) => label(one, SERVICE_LABEL) === name)
    const isSame = (one: InspectedContainer): boolean =>
      !one.Config.Image.startsWith('sha256:') && isImageOf(one, project, name, model, stack)
    return ones.length > 0 && ones.every(isSame)
  }
  return names.length > 1 && names.every(isThere)
}

/** Its working folder is a checkout of another repository. */
function checkoutReasons(found: Found, { identity }: Stack, { checkouts }: HostFacts): string[] {
  return foldersOf(found).flatMap((folder) => {
    const repository = checkouts[folder]
    return repository === undefined || repository === identity.repository || identity.repository === 'unknown'
      ? []
      : [`it was started in ${folder}, a checkout of ${repository}`]
  })
}

/** Its services or images are none of this stack's. */
function contentReasons(found: Found, model: ComposeModel, stack: Stack, { checkouts }: HostFacts): string[] {
  const names = [...new Set(found.containers.map((one) => label(one, SERVICE_LABEL) ?? ''))]
  const common = names.filter((name) => ownEntry(model.services, name) !== undefined)
  if (common.length === 0) return [`none of its services (${names.join(', ')}) is in the Compose files`]
  // A checkout of this repository may run an older commit, whose images had other names.
  const folders = foldersOf(found)
  if (folders.length > 0 && folders.every((folder) => checkouts[folder] === stack.identity.repository)) return []
  const others = found.containers.flatMap((one) => {
    const service = label(one, SERVICE_LABEL) ?? ''
    return ownEntry(model.services, service) === undefined || isImageOf(one, found.project, service, model, stack)
      ? []
      : [{ service, image: one.Config.Image }]
  })
  const own = common.filter((name) => isOwnImage(model.services[name], stack))
  const deciding = own.length > 0 ? own : common
  const wrong = others.filter(({ service }) => deciding.includes(service))
  return wrong.map(({ service, image }) => `its ${service} runs ${image}`)
}

/** The environment whose projects bear their plain names may be what runs there: nothing says that it is this other one. */
function mayBePlain(found: Found, { environment, environments }: Stack): boolean {
  return environment !== plainEnvironment(environments) && !nameOrFolderSays(found, environment)
}

/** The environment, not this one, that a project's name or folder says. */
export function otherEnvironment(found: Found, { environment, environments }: Stack): string | undefined {
  return nameOrFolderSays(found, environment) ? undefined : environments.find((name) => nameOrFolderSays(found, name))
}

/** The environment whose projects bear their plain names. */
export function plainEnvironment(environments: readonly string[]): string {
  return environments.includes('production') ? 'production' : (environments[0] ?? '')
}

function nameOrFolderSays({ project, containers }: Found, environment: string): boolean {
  const word = new RegExp(`(^|[^a-z0-9])${environment}([^a-z0-9]|$)`)
  return [project, ...foldersOf({ containers })].some((text) => word.test(text.toLowerCase()))
}

export function foldersOf({ containers }: Pick<Found, 'containers'>): string[] {
  return [...new Set(containers.flatMap((one) => label(one, FOLDER_LABEL) ?? []))]
}

/** Built by the stack, or kept where it keeps its images: an image that another repository hardly has. */
function isOwnImage(service: ComposeModel['services'][string] | undefined, stack: Stack): boolean {
  return service?.build !== undefined || isKept(service?.image ?? '', stack)
}

function isKept(image: string, { registry }: Stack): boolean {
  return registry !== 'none' && `${repositoryOfImage(image)}/`.startsWith(`${registry}/`)
}

/** Whether a container runs an image of the same name, whatever its tag; Compose names by itself what has no name. */
function isImageOf(
  { Config }: InspectedContainer,
  project: string,
  service: string,
  model: ComposeModel,
  stack: Stack,
): boolean {
  const wanted = model.services[service]
  // Started by the image's id: its name is not known.
  if (Config.Image.startsWith('sha256:')) return true
  const running = repositoryOfImage(Config.Image)
  if (wanted?.image !== undefined && running === repositoryOfImage(wanted.image)) return true
  if (!isOwnImage(wanted, stack)) return false
  const isGiven = running === `${project}-${service}` || running === `${project}_${service}`
  return isGiven || isKept(running, stack)
}

/** The project name that Compose makes of a folder's name (compose-go `NormalizeProjectName`). */
export function composeName(folder: string): string {
  return posix
    .basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '')
}
