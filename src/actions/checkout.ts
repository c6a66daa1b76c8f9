import type { Context } from '../contract/action.js'
import type { RunEvent } from '../contract/event.js'
import { repositoryOf } from '../image/reference.js'
import { Refused } from '../runtime/errors.js'
import { formsOfValues } from '../runtime/masking.js'
import { run } from '../runtime/run.js'
import { type Committed, committedState } from '../stack/committed.js'
import { committedText } from '../stack/committedText.js'
import { readStackConfig, type StackConfig } from '../stack/config.js'
import {
  chooseEnvironment,
  deployedBranches,
  type EnvironmentChoice,
  environmentFile,
  environmentOf,
} from '../stack/environment.js'
import { healthEntry } from '../stack/healthEntries.js'
import { type Identity, identityOf } from '../stack/identity.js'
import { type PlacedFiles, parseFiles, placeFiles } from '../stack/placed.js'
import { type ReadStack, readStack } from '../stack/read.js'
import { configSecrets, headerValues } from '../stack/secrets.js'
import { envValues } from '../stack/textValues.js'
import type { ComposeModel, HealthEntry, Stack } from '../stack/types.js'
import { inheritedVariables, pairsOf } from '../stack/variables.js'

/** The stack in the checkout, resolved for the environment of this run. */
export interface Checkout {
  stack: Stack
  notices: string[]
  envText: string
  /** Values for build secrets: never printed. */
  buildSecrets: Record<string, string>
  /** Each form of each value that may be secret: for the server, which must not write any of them down either. */
  secretForms: string[]
  /** What anybody can read. */
  publicText: string
  /** Of readStack. */
  withheld: ReadonlyMap<string, readonly string[]>
  /** Of readStack. */
  defaults: ReadStack['defaults']
  committed: Committed
}

export interface CheckoutInputs {
  config: string
  environment?: string | undefined
  envFile?: string | undefined
}

/** stack.yml in the checkout, or what stands for it where there is none. */
export function stackConfig(
  { config }: Pick<CheckoutInputs, 'config'>,
  { event, workspace }: Context,
): Promise<StackConfig> {
  const { repository, repositoryId, server } = event
  return readStackConfig({ root: workspace, config, ...(repository && { repository, repositoryId, server }) })
}

/** The environment that is deployed to, and the stack.yml that has it. */
export interface ChosenEnvironment {
  config: StackConfig
  environment: string
}

/** Chooses the environment by input or branch; `skip` says why nothing is deployed from here. */
export async function chosenEnvironment(
  inputs: CheckoutInputs,
  context: Context,
): Promise<ChosenEnvironment | { skip: string }> {
  const config = await stackConfig(inputs, context)
  const chosen = environmentFor(inputs, config, context.event)
  return 'skip' in chosen ? chosen : { config, environment: chosen.environment }
}

/** What comes from a pull request or from another repository is never deployed: its branch may have any name, even that of a deployed one. */
function environmentFor({ environment }: CheckoutInputs, config: StackConfig, event: RunEvent): EnvironmentChoice {
  const { barred, branch, tag, isOfRef, name } = event
  const skip = (why: string) => ({ skip: `skipped: ${why}; ${deployedBranches(config)}` })
  if (barred !== undefined) return skip(barred)
  if (environment !== undefined) return chooseEnvironment(config, { environment })
  if (!isOfRef) return skip(`an event ${name} names no branch: ${GIVE_ONE} to deploy all the same`)
  if (tag !== undefined) return skip(`the tag ${JSON.stringify(tag)} is not deployed: ${GIVE_ONE} to deploy tags`)
  const chosen = chooseEnvironment(config, { ...(branch !== undefined && { branch }) })
  return 'skip' in chosen && name === 'workflow_dispatch'
    ? { skip: `${chosen.skip}; start it on one of these, or ${GIVE_ONE}` }
    : chosen
}

const GIVE_ONE = 'give the input `environment`'

export interface JudgedEnvironment {
  config: StackConfig
  environment: string
  deploys: boolean
  /** Why nothing is deployed from here; empty where it is. */
  skip: string
}

/**
 * The environment that is judged without a server: the one that this run deploys to; else the target of the pull request, or the first of
 * stack.yml.
 */
export async function judgedEnvironment(inputs: CheckoutInputs, context: Context): Promise<JudgedEnvironment> {
  const { event } = context
  const config = await stackConfig(inputs, context)
  const chosen = environmentFor(inputs, config, event)
  if ('environment' in chosen) return { config, environment: chosen.environment, deploys: true, skip: '' }
  const target = chooseEnvironment(config, { ...(event.baseBranch !== undefined && { branch: event.baseBranch }) })
  const [first = ''] = Object.keys(config.environments)
  return {
    config,
    environment: 'environment' in target ? target.environment : first,
    deploys: false,
    skip: chosen.skip,
  }
}

/**
 * Reads and resolves the stack, with the values that Compose resolved masked before anything is printed.
 * @param inputs.given What may be secret of the input `files` (placeGivenFiles).
 */
export async function readCheckout(
  inputs: CheckoutInputs & { withoutSecrets?: boolean; given: readonly string[]; version?: string | undefined },
  { config, environment }: ChosenEnvironment,
  { env, event, log, inShell = false }: Context,
): Promise<Checkout> {
  const state = committedState(config.root, event.sha, run)
  const { text, source } = await environmentFile(config, environment, inputs.envFile)
  const ofConfig = await configSecrets(config, committedText(config.root, run))
  const known = [ofConfig.publicText, JSON.stringify(event), inputs.version ?? ''].join('\n')
  const { stack, notices, buildSecrets, secrets, withheld, defaults } = await readStack(config, {
    environment,
    envText: text,
    envSource: source,
    env,
    inherited: inShell ? pairsOf(env) : await inheritedVariables(),
    run,
    standIns: inputs.withoutSecrets === true,
    onFault: (values) => log.maskValues(values, { except: known }),
  }).catch((error: unknown) => {
    // The error's text may hold a secret value, and is printed later; an env file that Compose cannot read has no values for it.
    log.maskValues([...inputs.given, ...envValues(text)], { except: known })
    throw error
  })
  // Public names stay unmasked: GitHub drops or garbles an output that holds a masked value.
  const publicText = [secrets.publicText, known, ...pushedTo(stack)].join('\n')
  const secretForms = formsOfValues([...inputs.given, ...secrets.values], publicText)
  log.maskForms(secretForms)
  for (const secret of Object.values(buildSecrets)) log.mask(secret)
  const committed = await state
  if (committed.differs !== '') notices.unshift(committed.differs)
  return {
    ...{ stack, notices, envText: text, buildSecrets, secretForms, publicText, withheld, defaults, committed },
  }
}

/** Names that the images of the stack are pushed to. */
function pushedTo(stack: Stack): string[] {
  return stack.projects.flatMap((project) =>
    Object.entries(project.model.services).flatMap(([service, { build }]) =>
      build === undefined ? [] : [repositoryOf(stack, project.name, service)],
    ),
  )
}

/**
 * Puts the files of the input `files` into the checkout, until the result is disposed of. readCheckout masks what could be secret in them: only
 * the Compose files say which of it is public.
 * @throws Refused
 */
export async function placeGivenFiles(
  inputs: { files?: string | undefined },
  { config }: { config: StackConfig },
): Promise<PlacedFiles> {
  return placeFiles(config.root, inputs.files === undefined ? {} : parseFiles(inputs.files))
}

/** The stack's projects as Compose resolved them. */
export function modelsOf({ projects }: Pick<Stack, 'projects'>): ComposeModel[] {
  return projects.map(({ model }) => model)
}

/** Where a stack is, and whose the folder there must be. */
export interface Address {
  /** The stack's name on its server. */
  id: string
  host: string
  identity: Identity
  takesOver: readonly string[]
}

/**
 * The stack's name on its server, and the server: the input, else the environment's in stack.yml.
 * @throws Refused where neither names one
 */
export function addressOf(inputs: { host?: string | undefined }, { config, environment }: ChosenEnvironment): Address {
  const host = inputs.host ?? environmentOf(config, environment).host
  if (host === undefined) {
    throw new Refused(`no server is given for ${environment}`, {
      at: 'input host',
      todo: [
        'pass `host: user@example.org`, or in a shell --host user@example.org',
        `or write it in stack.yml: environments.${environment}.host`,
      ],
    })
  }
  return {
    id: `${config.name}-${environment}`,
    host,
    identity: identityOf(config.repository, config.name, environment),
    takesOver: environmentOf(config, environment)['takes-over'],
  }
}

/**
 * What a rollback or a gate needs to know of the stack: its name on the server, the server, and its health entries. A checkout is not
 * needed: without one the repository's name is the stack's.
 */
export async function releaseStack(
  inputs: CheckoutInputs & { host?: string | undefined },
  context: Context,
): Promise<(Address & { url?: string; health: HealthEntry[]; publicText: string }) | { skip: string }> {
  // Nothing of the run's commit is deployed: a rollback may well follow a run that failed.
  const event = inputs.environment === undefined ? context.event : { ...context.event, barred: undefined }
  const chosen = await chosenEnvironment(inputs, { ...context, event })
  if ('skip' in chosen) return chosen
  const { url } = environmentOf(chosen.config, chosen.environment)
  const { values, publicText } = await configSecrets(chosen.config, committedText(chosen.config.root, run))
  context.log.maskValues([...values, ...headerValues(chosen.config, context.env)], { except: publicText })
  return {
    ...addressOf(inputs, chosen),
    publicText,
    ...(url !== undefined && { url }),
    health: chosen.config.health.map((entry) => healthEntry(entry, context.env)),
  }
}
