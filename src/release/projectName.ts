import { posix } from 'node:path'
import type { HostFacts } from '../host/types.js'
import type { ComposeModel, Stack } from '../stack/types.js'
import { Containers, FOLDER_LABEL, HASH_LABEL, label, PROJECT_LABEL, SERVICE_LABEL } from './containers.js'
import type { Rewrite } from './types.js'

/** Models of a stack's projects under the names that they run under. */
export interface NamedModels {
  /** In the order of the stack's projects. */
  models: ComposeModel[]
  rewrites: Rewrite[]
  faults: string[]
}

/**
 * A stack that runs already keeps its Compose project name: another name means other, empty volumes. The name is taken over where both the
 * running one and ours only come from a folder's name; where somebody chose one of them, the user has to say which is meant.
 */
export function namedModels(stack: Stack, models: readonly ComposeModel[], facts: HostFacts): NamedModels {
  const containers = new Containers(facts)
  const known = new Set([...models.map(({ name }) => name), ...Object.keys(facts.current?.models ?? {})])
  const result: NamedModels = { models: [], rewrites: [], faults: [] }
  for (const [index, model] of models.entries()) {
    const project = stack.projects[index]
    const others =
      project === undefined || isPresent(model.name, containers, facts) ? [] : runningAs(model, containers, known)
    const [other] = others
    if (project === undefined || other === undefined) {
      result.models.push(model)
      continue
    }
    const folder = posix.basename(posix.resolve(stack.root, project.path))
    if (others.length === 1 && other.implicit && model.name === composeName(folder)) {
      result.models.push(renamed(model, other.name))
      result.rewrites.push({
        project: other.name,
        field: 'name',
        text: `${other.name} in place of ${model.name}: it runs under this name, with its volumes`,
      })
      continue
    }
    result.models.push(model)
    const running = others.map(({ name }) => name).join(', ')
    const volumes = Object.keys(model.volumes ?? {})
    const harm = volumes.length > 0 ? `a second, empty ${volumes.join(', ')} would be made` : 'two of each would run'
    result.faults.push(
      `${model.name}: its services run already as the Compose project ${running}, so that ${harm}; write \`name: ${other.name}\` at the top of its Compose file to take them over, or stop them first`,
    )
  }
  return result
}

function isPresent(name: string, containers: Containers, facts: HostFacts): boolean {
  return facts.current?.models[name] !== undefined || containers.servicesOf(name).length > 0
}

function runningAs(
  model: ComposeModel,
  containers: Containers,
  known: ReadonlySet<string>,
): { name: string; implicit: boolean }[] {
  const services = new Set(Object.keys(model.services))
  return containers
    .projects()
    .filter((name) => !known.has(name))
    .flatMap((name) => {
      const own = containers.all.filter((one) => one.State.Running && label(one, PROJECT_LABEL) === name)
      const managed = own.some((one) => label(one, HASH_LABEL) !== undefined)
      const same = own.every((one) => services.has(label(one, SERVICE_LABEL) ?? ''))
      const alike = own.some((one) =>
        sameRepository(one.Config.Image, model.services[label(one, SERVICE_LABEL) ?? '']?.image),
      )
      if (managed || !same || !alike) return []
      const folder = own.map((one) => label(one, FOLDER_LABEL)).find((one) => one !== undefined)
      return [{ name, implicit: folder !== undefined && composeName(posix.basename(folder)) === name }]
    })
}

// Images that a Compose file only builds have no name there: the services' names have to suffice.
function sameRepository(running: string, wanted: string | undefined): boolean {
  const repository = (reference: string): string => reference.replace(/@.*$/, '').replace(/:[^/:]*$/, '')
  return wanted === undefined || repository(running) === repository(wanted)
}

/** The project name that Compose makes of a folder's name (compose-go `NormalizeProjectName`). */
function composeName(folder: string): string {
  return folder
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '')
}

function renamed(model: ComposeModel, name: string): ComposeModel {
  const rename = <T extends { name?: string; external?: boolean }>(
    map: Record<string, T | null> | undefined,
  ): Record<string, T | null> =>
    Object.fromEntries(
      Object.entries(map ?? {}).map(([key, one]) => {
        const implicit = one?.external !== true && (one?.name === undefined || one.name === `${model.name}_${key}`)
        return [key, implicit ? ({ ...one, name: `${name}_${key}` } as T) : one]
      }),
    )
  return { ...model, name, networks: rename(model.networks), volumes: rename(model.volumes) }
}
