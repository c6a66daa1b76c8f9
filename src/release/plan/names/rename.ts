import type { ComposeModel, ComposeService } from '../../../stack/types.js'
import type { Rewrite } from '../../records/types.js'

type Resources = Record<string, { name?: string; external?: boolean } | null>

/** Labels that name a network. */
const NETWORK_LABELS = ['traefik.docker.network', 'traefik.swarm.network']

/**
 * Gives projects other names, and their networks and volumes that are named after them; also where another project of the stack, or a label of
 * Traefik's, names one of these.
 */
export function renameAll(
  models: readonly ComposeModel[],
  names: readonly string[],
): { models: ComposeModel[]; references: Rewrite[] } {
  const given = new Map(
    models.flatMap((model, index) => {
      const name = names[index] ?? model.name
      return name === model.name
        ? []
        : implicitNames(model).map(({ key, text }): [string, string] => [text, `${name}_${key}`])
    }),
  )
  const renamed = models.map((model, index) => renameOne(model, names[index] ?? model.name, given))
  const references = renamed.flatMap((model, index) => referencesOf(models[index] ?? model, model))
  return { models: renamed, references }
}

/** Names of networks and volumes that only the project's name makes. */
function implicitNames(model: ComposeModel): { key: string; text: string }[] {
  return [model.networks, model.volumes].flatMap((resources) =>
    Object.entries(resources ?? {}).flatMap(([key, one]) =>
      isImplicit(model, key, one) ? [{ key, text: `${model.name}_${key}` }] : [],
    ),
  )
}

function isImplicit({ name }: ComposeModel, key: string, one: Resources[string] | undefined): boolean {
  return one?.external !== true && (one?.name === undefined || one.name === `${name}_${key}`)
}

function renameOne(model: ComposeModel, name: string, given: ReadonlyMap<string, string>): ComposeModel {
  const rename = <T extends Resources>(resources: T | undefined): T =>
    Object.fromEntries(
      Object.entries(resources ?? {}).map(([key, one]) => {
        if (isImplicit(model, key, one)) return [key, name === model.name ? one : { ...one, name: `${name}_${key}` }]
        const other = one?.external === true ? given.get(one.name ?? key) : undefined
        return [key, other === undefined ? one : { ...one, name: other }]
      }),
    ) as T
  return {
    ...model,
    name,
    services: Object.fromEntries(Object.entries(model.services).map(([key, one]) => [key, relabelled(one, given)])),
    networks: rename(model.networks ?? {}),
    volumes: rename(model.volumes ?? {}),
  }
}

function relabelled(service: ComposeService, given: ReadonlyMap<string, string>): ComposeService {
  const changed = NETWORK_LABELS.flatMap((key): [string, string][] => {
    const name = given.get(service.labels?.[key] ?? '')
    return name === undefined ? [] : [[key, name]]
  })
  return changed.length === 0 ? service : { ...service, labels: { ...service.labels, ...Object.fromEntries(changed) } }
}

function referencesOf(before: ComposeModel, after: ComposeModel): Rewrite[] {
  return (['networks', 'volumes'] as const).flatMap((kind) =>
    Object.entries(after[kind] ?? {}).flatMap(([key, one]) =>
      one?.external === true &&
      one.name !== (before[kind]?.[key]?.name ?? key) &&
      before[kind]?.[key]?.external === true
        ? [
            {
              project: after.name,
              field: `${kind}.${key}`,
              text: `name: ${one.name}, as the stack's own project has it`,
            },
          ]
        : [],
    ),
  )
}
