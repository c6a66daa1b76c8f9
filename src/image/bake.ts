import { type BuildTarget, builtBefore } from './target.js'

/** An image to build, and all its tags. */
export interface BakeEntry {
  target: BuildTarget
  tags: readonly string[]
  /** It is no image of its own here, only what another one stands on. */
  isContext?: true
}

/** All that bake has to know to build these: what is only a context of theirs, too. */
export function withContexts(entries: readonly BakeEntry[]): BakeEntry[] {
  const idOf = ({ project, service }: BuildTarget) => JSON.stringify([project, service])
  const known = new Set(entries.map(({ target }) => idOf(target)))
  const before = new Map(
    entries.flatMap(({ target }) => builtBefore(target)).map((target) => [idOf(target), target] as const),
  )
  const contexts = [...before].filter(([id]) => !known.has(id))
  return [...entries, ...contexts.map(([, target]): BakeEntry => ({ target, tags: [], isContext: true }))]
}

export type LayerCache = 'registry' | 'gha' | 'none'

/**
 * The definition that `docker buildx bake` reads, as JSON, and the name of each target in it. Holds no secret's value.
 * @param entries Of withContexts.
 */
export function bakeFile(
  entries: readonly BakeEntry[],
  options: { cache?: LayerCache } = {},
): { text: string; names: string[] } {
  const names = bakeNames(entries.map(({ target }) => target))
  const nameOf = (wanted: BuildTarget) =>
    names[
      entries.findIndex(({ target }) => target.project === wanted.project && target.service === wanted.service)
    ] as string
  const targets = entries.map((entry, index) => [
    names[index],
    bakeTarget(entry, cacheOf(entry, options.cache), nameOf),
  ])
  const wanted = names.filter((_, index) => !entries[index]?.isContext)
  return {
    text: JSON.stringify({ group: { default: { targets: wanted } }, target: Object.fromEntries(targets) }),
    names,
  }
}

function bakeTarget(
  { target, tags }: BakeEntry,
  cache: { from: string[]; to: string[] },
  nameOf: (target: BuildTarget) => string,
): Record<string, unknown> {
  const built = Object.entries(target.services ?? {}).map(([name, one]) => [name, `target:${nameOf(one)}`])
  const definition = {
    context: target.context,
    ...(target.dockerfileInline === undefined
      ? { dockerfile: target.dockerfile }
      : { 'dockerfile-inline': target.dockerfileInline }),
    target: target.target,
    args: target.args,
    labels: target.labels,
    platforms: [target.platform],
    contexts: { ...target.contexts, ...Object.fromEntries(built) },
    secret: target.secrets.map(({ id, variable, file }) =>
      csv([`id=${id}`, variable === undefined ? `src=${file}` : `env=${variable}`]),
    ),
    ssh: target.ssh,
    network: target.network,
    'shm-size': target.shmSize,
    ulimits: target.ulimits,
    'extra-hosts': target.extraHosts,
    entitlements: target.entitlements,
    'cache-from': [...target.cacheFrom, ...cache.from],
    'cache-to': [...target.cacheTo, ...cache.to],
    'no-cache': target.noCache || undefined,
    'no-cache-filter': target.noCacheFilter,
    pull: target.pull || undefined,
    tags,
  }
  return literalTexts(Object.fromEntries(Object.entries(definition).filter(([, value]) => !isEmpty(value)))) as Record<
    string,
    unknown
  >
}

/** One cache an image and environment: images would overwrite each other's, and what another branch wrote is not to end up in an image. */
function cacheOf(
  { target: { repository, environment }, isContext }: BakeEntry,
  cache: LayerCache = 'none',
): { from: string[]; to: string[] } {
  if (cache === 'none' || isContext) return { from: [], to: [] }
  const place =
    cache === 'gha'
      ? `type=gha,scope=${repository}-${environment}`
      : `type=registry,ref=${repository}:cache-${environment}`
  return { from: [place], to: [`${place},mode=max`] }
}

/** Bake knows letters, digits, `_` and `-` only; the name shows in its log. */
function bakeNames(targets: readonly BuildTarget[]): string[] {
  const taken = new Set<string>()
  return targets.map(({ project, service }) => {
    const name = `${project}_${service}`.replace(/[^A-Za-z0-9_-]/g, '-')
    let unique = name
    for (let count = 2; taken.has(unique); count++) unique = `${name}-${count}`
    taken.add(unique)
    return unique
  })
}

/** Bake evaluates `${…}` and `%{…}` in every string of a JSON definition (HCL's JSON syntax). */
function literalTexts(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/([$%])\{/g, '$1$1{')
  if (Array.isArray(value)) return value.map(literalTexts)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literalTexts(item)]))
  return value
}

function csv(fields: readonly string[]): string {
  return fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}
