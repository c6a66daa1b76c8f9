import type { Context } from '../contract/action.js'
import { buildImages, type PlannedImage, planImages, pushImages } from '../image/images.js'
import { openRegistry, type Registry } from '../image/registry.js'
import type { BuiltImage } from '../image/types.js'
import { run } from '../runtime/run.js'
import type { Stack } from '../stack/types.js'
import { labelsOf } from './origin.js'

/** The registry of a stack that is deployed, and what of its images is there: asked anew for each platform. */
export async function openImages(
  stack: Stack,
  inputs: { registryUsername?: string | undefined; registryToken?: string | undefined },
  tags: string[],
  context: Context,
): Promise<{ registry: Registry; plan: (platform: string) => Promise<PlannedImage[]> }> {
  const registry = await openRegistry(stack.registry, inputs, context.env)
  const labels = labelsOf(context, stack.name)
  return { registry, plan: (platform) => planImages(stack, { store: registry, tags, labels, platform }) }
}

export async function buildAndPush(
  planned: readonly PlannedImage[],
  options: {
    stack: Stack
    registry: Registry
    buildSecrets: Record<string, string>
    cache: 'registry' | 'gha' | 'none'
  },
  { env, log }: Context,
): Promise<BuiltImage[]> {
  const output = log.output()
  return log
    .group('Build and push', async () => {
      const { buildSecrets, cache, stack, registry } = options
      const built = await buildImages(planned, {
        run,
        env,
        buildSecrets,
        registryLogin: registry.dockerConfig,
        cache,
        log: output.line,
        registry: stack.registry,
      })
      return pushImages(built, { registry, run, env, log: output.line })
    })
    .finally(output.end)
}
