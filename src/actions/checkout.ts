import type { Context } from '../contract/action.js'
import { Refused } from '../runtime/errors.js'
import { run } from '../runtime/run.js'
import { readStackConfig, type StackConfig } from '../stack/config.js'
import { chooseEnvironment, environmentFile, environmentOf } from '../stack/environment.js'
import { healthEntry, readStack } from '../stack/read.js'
import type { HealthEntry, Stack } from '../stack/types.js'

/** The stack in the checkout, resolved for the environment of this run. */
export interface Checkout {
  stack: Stack
  notices: string[]
  envText: string
  /** Values for build secrets: never printed. */
  buildSecrets: Record<string, string>
}

export interface CheckoutInputs {
  config: string
  environment?: string | undefined
  envFile?: string | undefined
}

/** Chooses the environment by input or branch; `skip` says why nothing is deployed from here. */
export async function chosenEnvironment(
  inputs: CheckoutInputs,
  { event, workspace }: Context,
): Promise<{ config: StackConfig; environment: string } | { skip: string }> {
  const config = await readStackConfig({
    root: workspace,
    config: inputs.config,
    ...(event.repository && { repository: event.repository }),
  })
  const chosen = chooseEnvironment(config, {
    ...(inputs.environment !== undefined && { environment: inputs.environment }),
    ...(event.branch !== undefined && { branch: event.branch }),
  })
  return 'skip' in chosen ? chosen : { config, environment: chosen.environment }
}

/** Reads and resolves the stack, with the env file's values masked before anything is printed. */
export async function readCheckout(
  inputs: CheckoutInputs,
  { config, environment }: { config: StackConfig; environment: string },
  { env, log }: Context,
): Promise<Checkout> {
  const { text, source } = await environmentFile(config, environment, inputs.envFile)
  // What stack.yml says is public, and stands in every image's name.
  const except = [config.name, config.registry, ...Object.keys(config.projects)].join('\n')
  log.maskValues(envValues(text), { except })
  const { stack, notices, buildSecrets } = await readStack(config, {
    environment,
    envText: text,
    envSource: source,
    env,
    run,
  })
  for (const secret of Object.values(buildSecrets)) log.mask(secret)
  return { stack, notices, envText: text, buildSecrets }
}

/**
 * What could be secret in an env file: each line's value, with and without its quotes, and each further line of a value with many. Only for
 * masking; what a value means is Compose's to say.
 */
function envValues(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const value = line.replace(/^\s*(export\s+)?[A-Za-z_][A-Za-z0-9_.-]*\s*[=:]/, '').trim()
    return value.startsWith('#') ? [] : [value, value.replace(/^(["'])(.*?)\1?$/, '$2').trim()]
  })
}

/**
 * The stack's name on its server, and the server: the input, else the environment's in stack.yml.
 * @throws Refused where neither names one
 */
export function addressOf(
  inputs: { host?: string | undefined },
  { config, environment }: { config: StackConfig; environment: string },
): { id: string; host: string } {
  const host = inputs.host ?? environmentOf(config, environment).host
  if (host === undefined) {
    throw new Refused(`no server is given for ${environment}`, {
      at: 'input host',
      todo: ['pass `host: user@example.org`', `or write it in stack.yml: environments.${environment}.host`],
    })
  }
  return { id: `${config.name}-${environment}`, host }
}

/**
 * What a rollback or a gate needs to know of the stack: its name on the server, the server, and its health entries. A checkout is not
 * needed: without one the repository's name is the stack's.
 */
export async function releaseStack(
  inputs: CheckoutInputs & { host?: string | undefined },
  context: Context,
): Promise<{ id: string; host: string; health: HealthEntry[]; projects: [] } | { skip: string }> {
  const chosen = await chosenEnvironment(inputs, context)
  if ('skip' in chosen) return chosen
  return { ...addressOf(inputs, chosen), health: chosen.config.health.map(healthEntry), projects: [] }
}
