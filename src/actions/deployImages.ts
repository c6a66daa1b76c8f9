import type { Context } from '../contract/action.js'
import type { LoginInputs } from '../image/credentials.js'
import { buildImages, type PlannedImage, planImages, pushImages } from '../image/images.js'
import { type LookUp, tagLookups } from '../image/lookUp.js'
import { openRegistry, type Registry } from '../image/registry.js'
import type { BuiltImage } from '../image/types.js'
import { dueReferences } from '../release/lookups.js'
import { Refused } from '../runtime/errors.js'
import { run } from '../runtime/run.js'
import type { Stack } from '../stack/types.js'
import { labelsOf, ownerOf, refreshes } from './origin.js'

/** The registry of a stack that is deployed, and what of its images is there: asked anew for each platform. */
export async function openImages(
  stack: Stack,
  inputs: LoginInputs & { refresh?: boolean | undefined },
  tags: string[],
  context: Context,
): Promise<{ registry: Registry; lookUp: LookUp; plan: (platform: string) => Promise<PlannedImage[]> }> {
  for (const { password } of inputs.registryPullToken ?? []) context.log.mask(password)
  const registry = await openRegistry(stack.registry, inputs, context.env)
  const labels = labelsOf(context, stack.name)
  const lookUp = tagLookups(registry)
  const own = { registry: stack.registry, owner: ownerOf(context) }
  const refresh = refreshes(inputs, context)
  // Asked beside the login: what the answers mean is known when the server has said what runs.
  for (const reference of dueReferences(stack, [], undefined, { refresh, now: new Date(), own })) void lookUp(reference)
  return {
    registry,
    lookUp,
    plan: (platform) =>
      planImages(stack, { store: registry, tags, labels, platform, ...(refresh && { refresh: lookUp }) }),
  }
}

/** What is to be built, built, and pushed; without `push` it has an id instead of a digest, by which it is sent to the server. */
export async function buildAndPush(
  planned: readonly PlannedImage[],
  options: {
    stack: Stack
    registry: Registry
    buildSecrets: Record<string, string>
    cache: 'registry' | 'gha' | 'none'
    push: boolean
  },
  { env, log }: Context,
): Promise<BuiltImage[]> {
  const { buildSecrets, cache, stack, registry, push } = options
  if (!push && cache === 'registry')
    throw new Refused('with `push: false` nothing is pushed, and `cache: registry` would be', {
      at: 'input cache',
      todo: 'take `cache: gha`, or leave it out',
    })
  const output = log.output()
  return log
    .group(push ? 'Build and push' : 'Build', async () => {
      const built = await buildImages(planned, {
        run,
        env,
        buildSecrets,
        registryLogin: registry.dockerConfig,
        cache,
        log: output.line,
        registry: push ? stack.registry : 'none',
      })
      return push ? pushImages(built, { registry, run, env, log: output.line }) : built
    })
    .finally(output.end)
}
