import type { ComposeModel, ComposeService } from './types.js'

/** Services of a project that a stack has: only these and what they need, or all but these. */
export type ServiceChoice = readonly string[] | { without: readonly string[] }

/**
 * The model with the services that stack.yml chooses, and with the networks, volumes, secrets and configs that these use.
 * @returns Faults in words: a name that no service has, one that is left out and needed.
 */
export function chosenServices(model: ComposeModel, choice: ServiceChoice): { model: ComposeModel; faults: string[] } {
  const named = 'without' in choice ? choice.without : choice
  const unknown = named.filter((name) => !Object.hasOwn(model.services, name))
  if (unknown.length > 0) {
    const known = Object.keys(model.services).join(', ')
    return { model, faults: unknown.map((name) => `there is no service ${JSON.stringify(name)}; known: ${known}`) }
  }
  const kept = 'without' in choice ? leftOver(model, choice.without) : withNeeds(model, choice)
  const faults = [...kept].flatMap((name) =>
    needsOf(model.services[name])
      .filter((needed) => !kept.has(needed))
      .map((needed) => `${name} needs ${needed}, which is left out`),
  )
  const services = Object.fromEntries(
    Object.entries(model.services)
      .filter(([name]) => kept.has(name))
      .map(([name, service]) => [name, withoutDependenciesOn(service, (other) => !kept.has(other))]),
  )
  return { model: { ...model, services, ...usedBy(services, model) }, faults }
}

function leftOver(model: ComposeModel, without: readonly string[]): Set<string> {
  return new Set(Object.keys(model.services).filter((name) => !without.includes(name)))
}

function withNeeds(model: ComposeModel, chosen: readonly string[]): Set<string> {
  const kept = new Set<string>()
  const add = (name: string): void => {
    if (kept.has(name) || !Object.hasOwn(model.services, name)) return
    kept.add(name)
    for (const needed of needsOf(model.services[name])) add(needed)
  }
  for (const name of chosen) add(name)
  return kept
}

/** Services without which this one cannot be started, or built. */
function needsOf(service: ComposeService | undefined): string[] {
  if (service === undefined) return []
  const waited = Object.entries(service.depends_on ?? {}).flatMap(([name, { required }]) =>
    required === false ? [] : name,
  )
  const joined = [service.network_mode, service.ipc, service.pid].flatMap(
    (mode) => /^service:(.+)$/.exec(mode ?? '')?.[1] ?? [],
  )
  const bound = [...(service.links ?? []), ...(service.volumes_from ?? [])].flatMap((one) =>
    one.startsWith('container:') ? [] : (one.split(':')[0] ?? []),
  )
  const contexts = Object.values(service.build?.additional_contexts ?? {}).flatMap(
    (context) => /^service:(.+)$/.exec(context)?.[1] ?? [],
  )
  return [...new Set([...waited, ...joined, ...bound, ...contexts])]
}

function withoutDependenciesOn(service: ComposeService, isGone: (name: string) => boolean): ComposeService {
  const { depends_on: needs, ...rest } = service
  if (needs === undefined) return service
  return { ...rest, depends_on: Object.fromEntries(Object.entries(needs).filter(([name]) => !isGone(name))) }
}

/** The networks, volumes, secrets and configs of the model that these services use. */
function usedBy(
  services: Readonly<Record<string, ComposeService>>,
  model: ComposeModel,
): Pick<ComposeModel, 'networks' | 'volumes' | 'secrets' | 'configs'> {
  const all = Object.values(services)
  const networks = new Set(['default', ...all.flatMap((service) => Object.keys(service.networks ?? {}))])
  const volumes = new Set(all.flatMap((service) => (service.volumes ?? []).flatMap(({ source }) => source ?? [])))
  const secrets = new Set(
    all.flatMap(({ secrets = [], build }) => [...secrets, ...(build?.secrets ?? [])].map(({ source }) => source)),
  )
  const configs = new Set(all.flatMap((service) => (service.configs ?? []).map(({ source }) => source)))
  return {
    ...(model.networks && { networks: only(model.networks, networks) }),
    ...(model.volumes && { volumes: only(model.volumes, volumes) }),
    ...(model.secrets && { secrets: only(model.secrets, secrets) }),
    ...(model.configs && { configs: only(model.configs, configs) }),
  }
}

function only<T>(all: Readonly<Record<string, T>>, wanted: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)))
}
