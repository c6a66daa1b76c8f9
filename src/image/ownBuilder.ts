import { Refused } from '../runtime/errors.js'
import type { Attempt } from './attempts.js'
import type { BakeEntry } from './bake.js'
import type { BuildOptions } from './build.js'
import { BUILDKIT_IMAGE, type Builder, hostNetwork, needsKeeper, whyEngine } from './builder.js'
import { isGithubs, isInline } from './layerCache.js'
import { type OwnBuilder, startBuilder, usesProxy } from './openBuilder.js'
import { parseReference } from './reference.js'

/** What is built, and where. */
export interface Asked {
  entries: readonly BakeEntry[]
  options: BuildOptions
  /** Whole environment of Buildx. */
  env: Record<string, string>
  current: Builder | undefined
}

/** Whether images with caches are left to the engine's own builder, which keeps none, because it serves them better; says why. */
export async function isEngines({ entries, options, env, current }: Asked): Promise<boolean> {
  if (!lacksKeeper({ entries, current })) return false
  const isSelfHosted = env['RUNNER_ENVIRONMENT'] === 'self-hosted' && !isWanted({ entries, options })
  const isProxied = await usesProxy({ ...options, env })
  const why = whyEngine(
    entries.map(({ target }) => target),
    { isSelfHosted, isProxied },
  )
  if (why !== undefined) options.log(`Built by this runner's Docker itself, which writes no layer cache: ${why}`)
  return why !== undefined
}

/** Whether somebody has asked for what the engine's own builder cannot: a builder's image, GitHub's cache, or a place of the Compose file's. */
function isWanted({ entries, options }: Pick<Asked, 'entries' | 'options'>): boolean {
  return (
    options.buildkitImage !== undefined ||
    entries.some(({ target, cache }) => target.cacheTo.some((entry) => !isInline(entry)) || cache?.to.some(isGithubs))
  )
}

/** A builder that keeps caches, where these images have some and the runner's keeps none; without one they are built all the same. */
export async function ownBuilder({ entries, options, env, current }: Asked): Promise<OwnBuilder | undefined> {
  if (!lacksKeeper({ entries, current })) return undefined
  const targets = entries.map(({ target }) => target)
  const image = options.buildkitImage ?? BUILDKIT_IMAGE
  const registry = parseReference(entries[0]?.target.repository ?? '').host
  options.log(`This runner's builder keeps no layer cache: starting one from ${image}`)
  try {
    const isInsecure = targets.some(({ entitlements }) => entitlements?.includes('security.insecure'))
    const isOnHost = hostNetwork(targets, registry)
    return await startBuilder({ image, registry, isInsecure, isOnHost }, { ...options, env })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (options.signal?.aborted) throw new Refused('the build was cancelled')
    options.warn?.(
      [
        `Built without a layer cache: this runner's builder keeps none, and no other starts from ${image}: ${error.message}`,
        'give `buildkit-image` a copy of that image where this runner reaches it, or run docker/setup-buildx-action before; `cache: none` if none is wanted',
      ].join('\n'),
    )
    return undefined
  }
}

function lacksKeeper({ entries, current }: Pick<Asked, 'entries' | 'current'>): boolean {
  return current?.keepsCaches === false && needsKeeper(entries.flatMap(({ cache }) => cache ?? []))
}

/**
 * Where a builder that keeps caches is wanted and cannot be had, nothing is read either: what is said of it is said once.
 * @param isLeft Of isEngines.
 */
export function firstAttempt(own: OwnBuilder | undefined, isLeft: boolean, asked: Asked): Attempt {
  if (own === undefined && !isLeft && lacksKeeper(asked)) return { own: false, reads: false, writes: false }
  return {
    own: own !== undefined,
    reads: asked.entries.some(({ cache }) => (cache?.from.length ?? 0) > 0),
    writes: true,
  }
}
