import { Refused, refuseAll, UserError } from '../runtime/errors.js'
import type { run } from '../runtime/run.js'
import { tempFolder } from '../runtime/temp.js'
import { valuesByCompose } from './askCompose.js'
import { askDefaults } from './askDefaults.js'
import { committedText } from './committedText.js'
import { isVariableName, variableName } from './compose.js'
import { composeProgram } from './composeProgram.js'
import type { StackConfig } from './config.js'
import type { DefaultsOfAll } from './defaults.js'
import { environmentOf } from './environment.js'
import { healthEntries } from './healthEntries.js'
import { identityOf } from './identity.js'
import { readInside } from './inside.js'
import { gitIgnored, gitTracked, repoMounts, type TrackedFiles } from './mounts.js'
import { refuseNothing } from './noService.js'
import { orderOf } from './order.js'
import { PlacedFiles } from './placed.js'
import { type ResolveContext, type ResolvedProject, resolveProject } from './project.js'
import { headerValues, type StackSecrets, secretsOf, valuesOf } from './secrets.js'
import { StandIns, variablesGiven } from './standIns.js'
import type { HealthEntry, Project, Stack } from './types.js'
import { composeEnvironment, stepVariables } from './variables.js'

export interface ReadStack {
  stack: Stack
  /** What was filled in or assumed: the plan prints it. */
  notices: string[]
  /** Values of the variables that build secrets are taken from; secret. */
  buildSecrets: Record<string, string>
  /** With `standIns`: services, as `project/service`, that must not be built from them, and the variables that these need. */
  withheld: ReadonlyMap<string, readonly string[]>
  /** What may be secret of all this, and what is public of it. */
  secrets: StackSecrets
  /** Which values are defaults of the Compose files, by project. Only called where something runs that they could replace: it costs a call. */
  defaults: () => Promise<DefaultsOfAll>
}

/** What a stack is read with. */
export interface ReadOptions {
  environment: string
  /** Text of the env file (environmentFile). */
  envText: string
  envSource?: string
  /** The process's environment. */
  env: Readonly<Record<string, string | undefined>>
  /** The variables of it that the step's `env:` did not give (inheritedVariables). */
  inherited?: ReadonlySet<string>
  run: typeof run
  standIns?: boolean
  /** Called with the values of variables, before a fault is thrown whose message may hold one. */
  onFault?: (values: string[]) => void
}

type Values = Readonly<Record<string, string>>
type Resolved = Awaited<ReturnType<typeof resolveProject>>

/**
 * Reads and resolves every project of the stack for one environment. Variables come from the step's `env:`, then from the env file, and from
 * nowhere else: a variable without a value is an error, unless stand-ins are asked for, to judge the stack without its secrets.
 *
 * @throws Refused listing the faults of all projects.
 */
export async function readStack(config: StackConfig, options: ReadOptions): Promise<ReadStack> {
  await using folder = await tempFolder('env')
  await using placed = new PlacedFiles(config.root)
  const envFile = await folder.write('env', options.envText)
  const context = await contextOf(config, options, { envFile, placed })
  const asked = knownValues(options, context)
  const resolved = await resolveAll(context).catch(async (fault: unknown) => {
    options.onFault?.(Object.values(await asked))
    throw fault
  })
  const projects = resolved.map(({ project }) => project)
  refuseSharedNames(projects)
  await refuseNothing(projects, config.root)
  const { standIns } = context
  const health = healthEntries(config, projects, standIns === undefined ? options.env : undefined)
  const known = await asked
  const values = { ...known, ...(await valuesBesides(projects, known, context)) }
  const tracked = gitTracked(config.root, options.run)
  const stack = stackOf(context, await mountedProjects(projects, values, tracked, context), health)
  // Stand-ins are not secret: they come from the example that everybody can read.
  const resolvedValues = standIns === undefined ? projects.flatMap(({ model }) => valuesOf(model, values)) : []
  const givenValues = [...Object.values(known), ...headerValues(config, options.env)]
  const secrets = await secretsOf([...givenValues, ...resolvedValues], {
    ...{ config, projects, tracked },
    committed: committedText(config.root, options.run),
  })
  return {
    stack,
    notices: [...resolved.flatMap((project) => project.notices), ...stoodIn(context)],
    buildSecrets: Object.fromEntries(projects.flatMap(buildSecretVariables).map((name) => [name, values[name] ?? ''])),
    secrets,
    withheld: standIns === undefined ? new Map() : withheldOf(resolved, values),
    defaults: () => askDefaults(projects, { ...context, envText: options.envText }),
  }
}

async function contextOf(
  config: StackConfig,
  options: ReadOptions,
  files: Pick<ResolveContext, 'envFile' | 'placed'>,
): Promise<ResolveContext> {
  return {
    ...files,
    config,
    environment: environmentOf(config, options.environment),
    run: options.run,
    env: composeEnvironment(options.env, givenToStep(options)),
    program: await composeProgram(options.env),
    envSource: options.envSource ?? 'input env-file',
    environmentName: options.environment,
    ...(options.standIns && { standIns: new StandIns(await readInside(config.root, '.env.example')) }),
  }
}

const givenToStep = ({ env, inherited }: ReadOptions) => stepVariables(env, inherited ?? new Set())

/** Values of all variables that have one. None where the env file has a fault: that is reported where a project is read. */
function knownValues(options: ReadOptions, context: ResolveContext): Promise<Values> {
  const names = [...Object.keys(givenToStep(options)), ...variablesGiven(options.envText)]
  return valuesOfNames([...new Set(names)].filter(isVariableName), context).catch((): Values => ({}))
}

/** By Compose's rules, without stand-ins. */
function valuesOfNames(names: readonly string[], context: ResolveContext): Promise<Values> {
  const { config, env } = context
  return valuesByCompose(names, context, { config, env, run: context.run })
}

/** Values of the variables that secrets and configs are taken from, as far as they are not known yet. */
function valuesBesides(projects: readonly ResolvedProject[], known: Values, context: ResolveContext): Promise<Values> {
  const ofObjects = projects.flatMap(({ model }) =>
    [...Object.values(model.secrets ?? {}), ...Object.values(model.configs ?? {})].flatMap(
      ({ environment: variable }) => variable ?? [],
    ),
  )
  const unknown = [...projects.flatMap(buildSecretVariables), ...ofObjects].filter((name) => known[name] === undefined)
  return valuesOfNames([...new Set(unknown)].map(variableName), context)
}

function resolveAll(context: ResolveContext): Promise<Resolved[]> {
  const { projects, source } = context.config
  const order = orderOf(Object.fromEntries(Object.entries(projects).map(([name, { needs }]) => [name, needs])), source)
  return allOrEveryFault(
    order.map((name) => resolveProject(name, projects[name] ?? { needs: [], profiles: [] }, context)),
  )
}

async function mountedProjects(
  projects: readonly ResolvedProject[],
  values: Values,
  tracked: TrackedFiles,
  { config: { root }, run: runProgram }: ResolveContext,
): Promise<Project[]> {
  const ignored = gitIgnored(root, runProgram)
  return allOrEveryFault(
    projects.map(async (project) => ({
      ...project,
      mounts: await repoMounts(project.model, { root, project: project.name, tracked, ignored, values }),
    })),
  )
}

function stackOf(
  { config, environment, environmentName }: ResolveContext,
  projects: Project[],
  health: HealthEntry[],
): Stack {
  return {
    name: config.name,
    environment: environmentName,
    id: `${config.name}-${environmentName}`,
    identity: identityOf(config.repository, config.name, environmentName),
    environments: Object.keys(config.environments),
    takesOver: environment['takes-over'],
    root: config.root,
    registry: config.registry,
    projects,
    health,
    leaveData: config['leave-data'],
    shareData: config['share-data'],
    ...(environment.url === undefined ? {} : { url: environment.url }),
    ...(environment.host === undefined ? {} : { host: environment.host }),
  }
}

function stoodIn({ standIns }: ResolveContext): string[] {
  const names = standIns?.names ?? []
  return names.length === 0 ? [] : [`read without secrets: stand-ins are used for ${names.join(', ')}`]
}

/** The variables with a stand-in, and the missing secrets, that a build needs. */
function withheldOf(resolved: readonly Resolved[], values: Values): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { project, withheld } of resolved) {
    for (const [service, { build }] of Object.entries(project.model.services)) {
      const secrets = (build?.secrets ?? []).flatMap(({ source }) => project.model.secrets?.[source]?.environment ?? [])
      const needs = [...(withheld[service] ?? []), ...secrets.filter((name) => (values[name] ?? '') === '')]
      if (needs.length > 0) found.set(`${project.name}/${service}`, [...new Set(needs)])
    }
  }
  return found
}

async function allOrEveryFault<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(work)
  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
  const stranger = errors.find((error) => !(error instanceof UserError))
  if (stranger !== undefined) throw stranger
  const faults = errors as UserError[]
  if (faults.length === 1) throw faults[0]
  if (faults.length > 1) {
    const texts = faults.map((fault) =>
      (fault.at === undefined ? fault.message : `${fault.message} (${fault.at})`).replaceAll('\n', '\n    '),
    )
    throw refuseAll('the stack cannot be read', texts, {
      about: 'files',
      todo: [...new Set(faults.flatMap(({ todo }) => todo))],
      places: faults.flatMap(({ places }) => places),
    })
  }
  return results.map((result) => (result as PromiseFulfilledResult<T>).value)
}

/** Two projects under one Compose project name would remove each other's containers. */
function refuseSharedNames(projects: readonly ResolvedProject[]): void {
  const owners = new Map<string, string>()
  for (const { name, model } of projects) {
    const other = owners.get(model.name)
    if (other !== undefined)
      throw new Refused(`projects ${other} and ${name} have the same Compose project name ${model.name}`, {
        todo: 'give each Compose file a `name:` of its own',
      })
    owners.set(model.name, name)
  }
}

function buildSecretVariables({ model }: ResolvedProject): string[] {
  const used = Object.values(model.services).flatMap(({ build }) => (build?.secrets ?? []).map(({ source }) => source))
  return used.flatMap((source) => model.secrets?.[source]?.environment ?? [])
}
