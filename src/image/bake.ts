import { type CacheEntries, cacheEntries, NO_CACHE } from './layerCache.js'
import { type BuildTarget, builtBefore } from './target.js'

/** An image to build, and all its tags. */
export interface BakeEntry {
  target: BuildTarget
  tags: readonly string[]
  /** None if absent. */
  cache?: CacheEntries
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
  const own = (target: BuildTarget) => cacheEntries(target, NO_CACHE, () => false)
  return [
    ...entries,
    ...contexts.map(([, target]): BakeEntry => ({ target, tags: [], cache: own(target), isContext: true })),
  ]
}

/** Where an image goes: into the engine of this machine, straight to its registry, by its digest and without a tag yet, or nowhere. */
export type Output = 'load' | 'push' | 'none'

/**
 * The definition that `docker buildx bake` reads, as JSON, and the name of each target in it. Holds no secret's value.
 * @param entries Of withContexts.
 */
export function bakeFile(entries: readonly BakeEntry[], output: Output = 'load'): { text: string; names: string[] } {
  const names = bakeNames(entries.map(({ target }) => target))
  const nameOf = (wanted: BuildTarget) =>
    names[
      entries.findIndex(({ target }) => target.project === wanted.project && target.service === wanted.service)
    ] as string
  const targets = entries.map((entry, index) => [names[index], bakeTarget(entry, output, nameOf)])
  const wanted = names.filter((_, index) => !entries[index]?.isContext)
  return {
    text: JSON.stringify({ group: { default: { targets: wanted } }, target: Object.fromEntries(targets) }),
    names,
  }
}

function bakeTarget(
  { target, tags, cache, isContext }: BakeEntry,
  output: Output,
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
    'cache-from': cache?.from,
    'cache-to': cache?.to,
    'no-cache': target.noCache || undefined,
    'no-cache-filter': target.noCacheFilter,
    pull: target.pull || undefined,
    // Pushed by its digest: what has a tag was proven to be there first.
    tags: output === 'load' ? tags : [],
    output: isContext ? [] : [outputOf(target.repository, output)],
  }
  return literalTexts(Object.fromEntries(Object.entries(definition).filter(([, value]) => !isEmpty(value)))) as Record<
    string,
    unknown
  >
}

function outputOf(repository: string, output: Output): string {
  if (output === 'load') return 'type=docker'
  if (output === 'none') return 'type=cacheonly'
  return `type=image,name=${repository},push=true,push-by-digest=true,name-canonical=true`
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
