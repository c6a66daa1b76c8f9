import type { Context } from '../contract/action.js'
import { openRegistry, type Registry } from '../image/registry.js'
import { UserError } from '../runtime/errors.js'
import type { Stack } from '../stack/types.js'

/**
 * The stack's registry, as far as this run may see it: a pull request of a fork, or a merge queue's branch, may not see a private one. Then
 * everything counts as changed, and `notice` says so. What is deployed has to see it.
 */
export async function openRegistryFor(
  stack: Pick<Stack, 'registry'>,
  inputs: { registryUsername?: string | undefined; registryToken?: string | undefined },
  { deploys }: { deploys: boolean },
  { env, event }: Context,
  notice: (text: string) => void,
): Promise<Registry> {
  const registry = await openRegistry(stack.registry, inputs, env)
  if (deploys || event.tag !== undefined) return registry
  return {
    ...registry,
    holds: (reference) =>
      registry.holds(reference).catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error
        notice(`${registry.name} does not answer this run, so that everything counts as changed: ${error.message}`)
        return false
      }),
  }
}
