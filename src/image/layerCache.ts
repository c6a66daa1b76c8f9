import { type BuildTarget, builtBefore } from './target.js'

export type LayerCache = 'registry' | 'gha' | 'none'

/** Which layer caches a run reads and writes. Each image has one place for each environment: images would overwrite each other's. */
export interface CacheUse {
  kind: LayerCache
  /** Environments. */
  reads: readonly string[]
  /** An environment; absent where nothing is written. */
  writes?: string
}

export const NO_CACHE: CacheUse = { kind: 'none', reads: [] }

/** As `cache-from` and `cache-to` of bake. */
export interface CacheEntries {
  from: string[]
  to: string[]
}

/**
 * An environment reads what its own branch has written, and nothing else: what is in a cache ends up in images. A run that deploys nothing, such
 * as a pull request's, reads all and writes none; but for a git tag's, whose images are kept.
 * @param options.mayPush Whether this run's login may push; GitHub's cache needs none.
 */
export function cacheUseOf(
  kind: LayerCache,
  stack: { registry: string; environment: string; environments: readonly string[] },
  { deploys, mayPush, isTag = false }: { deploys: boolean; mayPush: boolean; isTag?: boolean },
): CacheUse {
  const { registry, environment, environments } = stack
  if (kind === 'none' || (kind === 'registry' && registry === 'none')) return NO_CACHE
  if (!deploys) return { kind, reads: isTag ? [environment] : [...new Set([environment, ...environments])] }
  return { kind, reads: [environment], ...((mayPush || kind === 'gha') && { writes: environment }) }
}

/** The tag under which the registry has an image's layers. */
export function cacheReference(repository: string, environment: string): string {
  return `${repository}:cache-${environment}`
}

/**
 * What bake is told of the caches of an image. Where its Compose file says where layers are written, they are written there alone.
 * @param isThere Whether the registry has a reference; BuildKit would print an error for what is not there yet.
 * @param mode `max`: the layers of all its stages; `min`: only those of the image itself.
 */
export function cacheEntries(
  target: BuildTarget,
  { kind, reads, writes }: CacheUse,
  isThere: (reference: string) => boolean,
  mode: 'max' | 'min' = 'max',
): CacheEntries {
  const { repository, cacheFrom, cacheTo, noCache } = target
  const placeOf = (environment: string): string =>
    kind === 'gha'
      ? `type=gha,scope=${repository}@${environment}`
      : `type=registry,ref=${cacheReference(repository, environment)}`
  const places = kind === 'none' || noCache ? [] : reads
  const found = places.filter((environment) => kind === 'gha' || isThere(cacheReference(repository, environment)))
  const own =
    kind === 'none' || noCache || writes === undefined ? [] : [`${placeOf(writes)},mode=${mode},${EXPORT[kind]}`]
  return {
    from: [...cacheFrom, ...found.map(placeOf)],
    to: cacheTo.length > 0 ? cacheTo.map(tolerant) : own,
  }
}

/**
 * Build arguments, also of what an image stands on, that hold what only the environment gives: a stage that no image has may keep it in a file.
 * @param isSecret Whether a text holds what the run masks.
 */
export function secretArguments(target: BuildTarget, isSecret: (text: string) => boolean): string[] {
  const all = [target, ...builtBefore(target)].flatMap(({ args }) => Object.entries(args))
  return [...new Set(all.filter(([, value]) => isSecret(value)).map(([name]) => name))]
}

/**
 * What to say of a server that can write what the next build reads; undefined where it cannot.
 * @param options.hasPullLogin Whether it was given a login of its own.
 */
export function sharedLoginNotice(
  kind: LayerCache,
  { registry }: { registry: string },
  { pushes, hasPullLogin }: { pushes: boolean; hasPullLogin: boolean },
): string | undefined {
  if (kind !== 'registry' || registry === 'none' || !pushes || hasPullLogin) return undefined
  return [
    'The server pulls with the login that this run pushes with: who is root there could write the layer cache that the next build reads',
    'give `registry-pull-token`, a login that can only pull; or `cache: gha` or `cache: none`',
  ].join('\n')
}

/** An OCI image manifest is what registries take that refuse an index of layers, such as ECR; today's BuildKit writes one by itself. */
const EXPORT = {
  registry: 'image-manifest=true,oci-mediatypes=true,ignore-error=true',
  gha: 'ignore-error=true',
}

/** Makes a cache that cannot be written no failure of the build. */
function tolerant(entry: string): string {
  if (isInline(entry) || /(^|,)ignore-error=/.test(entry)) return entry
  return `${entry.includes('=') ? entry : `type=registry,ref=${entry}`},ignore-error=true`
}

/** In GitHub's own cache. */
export function isGithubs(entry: string): boolean {
  return /(^|,)type=gha(,|$)/.test(entry)
}

/** Written into the image itself, which every builder can. */
export function isInline(entry: string): boolean {
  return /(^|,)type=inline(,|$)/.test(entry)
}
