import { join } from 'node:path'
import { Refused, refuseAll, UserError } from '../runtime/errors.js'
import { failure, type run } from '../runtime/run.js'
import { tempFolder } from '../runtime/temp.js'
import { runConfig, valuesByCompose } from './askCompose.js'
import { committedText } from './committedText.js'
import { type ComposeCall, isVariableName, readAnswer, readModel, variableName } from './compose.js'
import { composeProgram } from './composeProgram.js'
import type { StackConfig } from './config.js'
import { type DefaultsOfAll, defaultsOf, givenVariables } from './defaults.js'
import { environmentOf } from './environment.js'
import { identityOf } from './identity.js'
import { readInside } from './inside.js'
import { gitIgnored, gitTracked, repoMounts } from './mounts.js'
import { refuseNothing } from './noService.js'
import { orderOf } from './order.js'
import { PlacedFiles } from './placed.js'
import { type ResolveContext, type ResolvedProject, resolveProject } from './project.js'
import { headerValues, type StackSecrets, secretsOf, valuesOf } from './secrets.js'
import { StandIns, uninterpolatedConfig, variablesGiven } from './standIns.js'
import type { ComposeModel, HealthEntry, Stack } from './types.js'
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

/**
 * Reads and resolves every project of the stack for one environment. Variables come from the step's `env:`, then from the env file, and from
 * nowhere else: a variable without a value is an error, unless stand-ins are asked for, to judge the stack without its secrets.
 *
 * @param options.envText Text of the env file (environmentFile).
 * @param options.env The process's environment.
 * @param options.inherited The variables of it that the step's `env:` did not give (inheritedVariables).
 * @throws Refused listing the faults of all projects.
 */
export async function readStack(
  config: StackConfig,
  options: {
    environment: string
    envText: string
    envSource?: string
    env: Readonly<Record<string, string | undefined>>
    inherited?: ReadonlySet<string>
    run: typeof run
    standIns?: boolean
    /** Called with the values of variables, before a fault is thrown whose message may hold one. */
    onFault?: (values: string[]) => void
  },
): Promise<ReadStack> {
  const environment = environmentOf(config, options.environment)
  await using folder = await tempFolder('env')
  await using placed = new PlacedFiles(config.root)
  const standIns = options.standIns ? new StandIns(await exampleOf(config.root)) : undefined
  const given = stepVariables(options.env, options.inherited ?? new Set())
  const context: ResolveContext = {
    config,
    environment,
    run: options.run,
    env: composeEnvironment(options.env, given),
    program: await composeProgram(options.env),
    envFile: await folder.write('env', options.envText),
    envSource: options.envSource ?? 'input env-file',
    environmentName: options.environment,
    placed,
    ...(standIns && { standIns }),
  }
  const order = orderOf(
    Object.fromEntries(Object.entries(config.projects).map(([name, { needs }]) => [name, needs])),
    config.source,
  )
  const names = [...new Set([...Object.keys(given), ...variablesGiven(options.envText)])].filter(isVariableName)
  // A fault of the env file is reported where a project is read.
  const asking = { config, run: context.run, env: context.env }
  const asked = valuesByCompose(names, context, asking)
  const variables = asked.catch((): Record<string, string> => ({}))
  const resolved = await allOrEveryFault(
    order.map((name) => resolveProject(name, config.projects[name] ?? { needs: [], profiles: [] }, context)),
  ).catch(async (fault: unknown) => {
    options.onFault?.(Object.values(await variables))
    throw fault
  })
  const projects = resolved.map(({ project }) => project)
  refuseSharedNames(projects)
  await refuseNothing(projects, config.root)
  const health = healthEntries(config, projects, options.standIns === true ? ANY : options.env)

  const secretVariables = projects.flatMap(({ model }) => buildSecretVariables(model))
  const objectVariables = projects.flatMap(({ model }) =>
    [...Object.values(model.secrets ?? {}), ...Object.values(model.configs ?? {})].flatMap(
      ({ environment: variable }) => variable ?? [],
    ),
  )
  const known = await variables
  const unknown = [...secretVariables, ...objectVariables].filter((name) => known[name] === undefined)
  const values = { ...known, ...(await valuesByCompose([...new Set(unknown)].map(variableName), context, asking)) }
  const tracked = gitTracked(config.root, options.run)
  const ignored = gitIgnored(config.root, options.run)
  const mounts = await allOrEveryFault(
    projects.map(({ model, name }) =>
      repoMounts(model, { root: config.root, project: name, tracked, ignored, values }),
    ),
  )

  const stack: Stack = {
    name: config.name,
    environment: options.environment,
    id: `${config.name}-${options.environment}`,
    identity: identityOf(config.repository, config.name, options.environment),
    environments: Object.keys(config.environments),
    takesOver: environment['takes-over'],
    root: config.root,
    registry: config.registry,
    projects: projects.map((project, index) => ({ ...project, mounts: mounts[index] ?? [] })),
    health,
    leaveData: config['leave-data'],
    shareData: config['share-data'],
    ...(environment.url === undefined ? {} : { url: environment.url }),
    ...(environment.host === undefined ? {} : { host: environment.host }),
  }
  // Stand-ins are not secret: they come from the example that everybody can read.
  const resolvedValues = standIns === undefined ? projects.flatMap(({ model }) => valuesOf(model, values)) : []
  const givenValues = [...Object.values(known), ...headerValues(config, options.env)]
  const secrets = await secretsOf([...givenValues, ...resolvedValues], {
    ...{ config, projects, tracked },
    committed: committedText(config.root, options.run),
  })
  const notices = resolved.flatMap((project) => project.notices)
  const stoodIn = standIns?.names ?? []
  if (stoodIn.length > 0) notices.push(`read without secrets: stand-ins are used for ${stoodIn.join(', ')}`)
  return {
    stack,
    notices,
    buildSecrets: Object.fromEntries(secretVariables.map((name) => [name, values[name] ?? ''])),
    secrets,
    withheld: standIns === undefined ? new Map() : withheldOf(resolved, values),
    defaults: () => allDefaults(projects, { ...context, envText: options.envText }),
  }
}

/** Asks Compose for the files with their variables as they are written. */
async function allDefaults(
  projects: readonly ResolvedProject[],
  context: ResolveContext & { envText: string },
): Promise<DefaultsOfAll> {
  const { config, program, env, envText } = context
  await using folder = await tempFolder('env')
  // Values of an `env_file:` are no defaults: if the file was there for the reading only, any text will do.
  await using placed = new PlacedFiles(config.root)
  const envFile = await folder.write('env', envText)
  const given = givenVariables(env, envText)
  const found: DefaultsOfAll = {}
  for (const { name, path, files, profiles } of projects) {
    const paths = files.map((file) => join(config.root, file))
    const call = { program, folder: join(config.root, path), files: paths, profiles, envFile }
    const model = await uninterpolated(call, { ...context, placed })
    found[name] = typeof model === 'string' ? model : defaultsOf(model, given)
  }
  return found
}

/** The model, or Compose's words: an older one takes `${FOLDER:-./a}:/b:ro` for a mount before it is resolved, and finds none in it. */
async function uninterpolated(call: ComposeCall, context: ResolveContext): Promise<ComposeModel | string> {
  const result = await runConfig(call, 'as written', context)
  if (result.code === 0) return readModel(result.stdout)
  const answer = readAnswer(result, call)
  if (answer.kind === 'envFile' && (await context.placed.place(answer.path, '', 'env_file')))
    return uninterpolated(call, context)
  return answer.kind === 'fault' ? answer.message : failure(uninterpolatedConfig(call), result)
}

/** The variables with a stand-in, and the missing secrets, that a build needs. */
function withheldOf(
  resolved: readonly Awaited<ReturnType<typeof resolveProject>>[],
  values: Readonly<Record<string, string>>,
): Map<string, string[]> {
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

function exampleOf(root: string): Promise<string> {
  return readInside(root, '.env.example')
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

/**
 * An entry of stack.yml's `health`, as it stands.
 * @param env variables of the step, which headers may name
 * @throws Refused where one of them is not there
 */
export function healthEntry(
  { name, service, port, path, url, status, headers, skip }: StackConfig['health'][number],
  env: Readonly<Record<string, string | undefined>>,
): HealthEntry {
  const [project = '', serviceName = ''] = service?.split('/') ?? []
  return {
    name,
    ...(service === undefined ? {} : { service: { project, service: serviceName } }),
    ...(port === undefined ? {} : { port }),
    ...(path === undefined ? {} : { path }),
    ...(url === undefined ? {} : { url }),
    ...(status === undefined ? {} : { status }),
    ...(headers === undefined ? {} : { headers: filled(headers, name, env) }),
    ...(skip === undefined ? {} : { skip }),
  }
}

function filled(
  headers: Readonly<Record<string, string>>,
  entry: string,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const fill = (text: string): string =>
    text.replace(/\$\{([A-Za-z_]\w*)\}/g, (_, variable: string) => {
      const value = env[variable]
      if (value !== undefined) return value
      throw new Refused(`health ${JSON.stringify(entry)}: the step has no variable ${variable}`, {
        at: 'health',
        todo: `give it to the step: env: { ${variable}: \${{ secrets.${variable} }} }`,
      })
    })
  return Object.fromEntries(Object.entries(headers).map(([header, value]) => [header, fill(value)]))
}

/** Where secrets have stand-ins, so have these. */
const ANY: Readonly<Record<string, string>> = new Proxy({}, { get: () => '' })

function healthEntries(
  config: StackConfig,
  projects: readonly ResolvedProject[],
  env: Readonly<Record<string, string | undefined>>,
): HealthEntry[] {
  const faults: string[] = []
  const entries = config.health.map((entry): HealthEntry => {
    const { name, service } = entry
    const [project = '', serviceName = ''] = service?.split('/') ?? []
    const known = Object.keys(projects.find((candidate) => candidate.name === project)?.model.services ?? {})
    if (service !== undefined && !known.includes(serviceName))
      faults.push(
        `health ${JSON.stringify(name)}: project ${project} has no service ${serviceName}; known: ${known.join(', ')}`,
      )
    return healthEntry(entry, env)
  })
  if (faults.length > 0) throw refuseAll(`${config.source} cannot be used`, faults, { at: 'health' })
  return entries
}

function buildSecretVariables(model: ResolvedProject['model']): string[] {
  const used = Object.values(model.services).flatMap(({ build }) => (build?.secrets ?? []).map(({ source }) => source))
  return used.flatMap((source) => model.secrets?.[source]?.environment ?? [])
}
