import type { Context } from '../contract/action.js'
import type { Host } from '../host/ssh.js'
import type { HostFacts } from '../host/types.js'
import { chooseImages, type PlannedImage } from '../image/chosen.js'
import type { LoginInputs } from '../image/credentials.js'
import { type DescribedImage, describeImages } from '../image/described.js'
import { buildImages, pushImages } from '../image/images.js'
import { cacheUseOf, type LayerCache } from '../image/layerCache.js'
import { type LookUp, tagLookups } from '../image/lookUp.js'
import { notePlaced } from '../image/placed.js'
import { openRegistry, type Registry } from '../image/registry.js'
import type { BuiltImage } from '../image/types.js'
import { dueReferences } from '../release/plan/images/lookups.js'
import { provenImages } from '../release/plan/images/proven.js'
import { pulledImages } from '../release/plan/images/serviceImages.js'
import { run } from '../runtime/run.js'
import type { Committed } from '../stack/committed.js'
import type { Stack } from '../stack/types.js'
import { labelsOf, ownerOf, refreshes, runOf } from './origin.js'

/** The registry of a stack that is deployed, and what its images are made from. */
export interface OpenImages {
  registry: Registry
  lookUp: LookUp
  /** Docker's config.json with what the server pulls with; a secret. */
  registryLogin: string
  describe(platform: string): Promise<DescribedImage[]>
}

/** @param options.platform What they are described for at once. */
export async function openImages(
  stack: Stack,
  inputs: LoginInputs & { refresh?: boolean | undefined },
  { platform: guess, pushes }: { platform: string; pushes: boolean },
  context: Context,
): Promise<OpenImages> {
  for (const { password } of inputs.registryPullToken ?? []) context.log.mask(password)
  const registry = await openRegistry(stack.registry, inputs, context.env)
  const labels = labelsOf(context, stack.name)
  const lookUp = tagLookups(registry)
  const own = { registry: stack.registry, owner: ownerOf(context) }
  const refresh = refreshes(inputs, context)
  // Asked during the SSH login: what the answers mean is known when the server has said what runs.
  for (const reference of dueReferences(stack, [], undefined, { refresh, now: new Date(), own })) void lookUp(reference)
  const describe = (platform: string) =>
    describeImages(stack, { labels, platform, ...(refresh && { refresh: lookUp }) })
  // Computed at the same time, for the platform that the server most probably has; an error is thrown where the result is awaited.
  const guessed = describe(guess)
  guessed.catch(() => undefined)
  return {
    registry,
    lookUp,
    registryLogin: await registry.dockerConfigFor(pulledImages(stack), { pushes }),
    describe: (platform) => (platform === guess ? guessed : describe(platform)),
  }
}

/** Finds the proof of each image: the server's record, or a job of this run. */
export async function planImages(
  described: readonly DescribedImage[],
  options: {
    server: { facts: HostFacts; host: Host }
    registry: Registry
    /** Images that jobs of this run have built. */
    built: readonly BuiltImage[]
    /** Files of the input `files`, by their absolute paths. */
    placed: readonly string[]
    tags: readonly string[]
    committed: Committed
  },
  context: Context,
): Promise<PlannedImage[]> {
  const { server, registry, built, placed, tags, committed } = options
  return chooseImages(await notePlaced(described, placed), tags, {
    naming: { kind: 'server', key: server.facts.key },
    run: runOf(context, committed),
    built,
    unproven: 'neither this run nor the server’s record has one of this content',
    ...(await provenImages(described, server, registry, context)),
  })
}

/** What others need to know of an image. */
export function withoutTarget({ target: _target, notices: _notices, ...image }: PlannedImage): BuiltImage {
  return image
}

/** What is to be built, built, and pushed; without `push` it has an id instead of a digest, by which it is sent to the server. */
export async function buildAndPush(
  planned: readonly PlannedImage[],
  options: {
    stack: Stack
    registry: Registry
    buildSecrets: Record<string, string>
    cache: LayerCache
    buildkitImage?: string | undefined
    push: boolean
  },
  { env, log, signal }: Context,
): Promise<BuiltImage[]> {
  const { buildSecrets, cache, buildkitImage, stack, registry, push } = options
  const output = log.output()
  return log
    .group(push ? 'Build and push' : 'Build', async () => {
      // A login that is refused is found before the build and not after it.
      const first = push && registry.host !== undefined ? planned.find(({ target }) => target !== undefined) : undefined
      if (first !== undefined) await registry.mayPush(first.repository)
      const built = await buildImages(planned, {
        ...{ run, env, buildSecrets, buildkitImage, signal },
        registryLogin: registry.dockerConfig,
        cache: cacheUseOf(cache, stack, { deploys: true, mayPush: push }),
        holds: registry.holds,
        log: output.line,
        warn: (text) => log.warning(text),
        notice: (text) => log.notice(text),
        isSecret: (text) => log.redact(text) !== text,
        output: push && registry.host !== undefined ? 'push' : 'load',
        registry: push ? stack.registry : 'none',
      })
      return push
        ? pushImages(built, { registry, run, env, signal, log: output.line, warn: (text) => log.warning(text) })
        : built
    })
    .finally(output.end)
}
