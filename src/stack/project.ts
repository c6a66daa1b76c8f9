import { readFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { Refused, refuseAll } from '../runtime/errors.js'
import { failure, type run } from '../runtime/run.js'
import { runConfig, valuesByCompose } from './askCompose.js'
import { type ComposeAnswer, type ComposeCall, readAnswer, readModel } from './compose.js'
import type { StackConfig } from './config.js'
import { dotEnvNotices } from './dotEnv.js'
import { filesOfVariable, namesItself } from './givenName.js'
import { insideRepo, readInside } from './inside.js'
import { checkKeys, refuseForeignFiles } from './judgeProject.js'
import { modelOf, shown } from './modelOf.js'
import { lacksOfBase } from './overlay.js'
import type { PlacedFiles } from './placed.js'
import type { EnvironmentEntry, ProjectEntry } from './schema.js'
import { ADD_ONE, findComposeFile, isBaseFile, isProductionFile, siblingFiles, yamlFiles } from './search.js'
import { chosenServices, type ServiceChoice } from './selection.js'
import { refuseDevelopment, siblingBuilds } from './siblings.js'
import { type StandIns, variablesGiven, withheldBuilds, withheldBuildsOf } from './standIns.js'
import type { ComposeModel, Project } from './types.js'

/** All that resolving a project needs besides its entry in stack.yml. */
export interface ResolveContext {
  config: StackConfig
  environment: EnvironmentEntry
  run: typeof run
  /** Of `composeProgram`. */
  program: readonly string[]
  /** The whole environment of `docker compose`. */
  env: Record<string, string>
  /** Absolute. */
  envFile: string
  /** Where the env file comes from, for messages. */
  envSource: string
  /** Name of the environment. */
  environmentName: string
  /** Takes what a service's `env_file:` names and git does not have, as long as the files are read. */
  placed: PlacedFiles
  /** Given where the env file is not there, and the stack is only judged. */
  standIns?: StandIns
}

export type ResolvedProject = Omit<Project, 'mounts'>

/**
 * Reads the Compose files of one project. Notices say what was filled in.
 * @throws Refused naming file and field.
 */
export async function resolveProject(
  name: string,
  entry: ProjectEntry,
  context: ResolveContext,
): Promise<{ project: ResolvedProject; notices: string[]; withheld: Record<string, string[]> }> {
  const { config } = context
  const notices: string[] = []
  const folder = await insideRepo(config.root, entry.path ?? name, `${config.source}, projects.${name}.path`)
  const profiles = [...new Set([...(entry.profiles ?? []), ...context.environment.profiles])]
  const named = await namedFiles(name, entry, context)
  let files = await composeFiles(name, named, folder, context)
  const { program, envFile } = context
  const ask = (asked: readonly string[]) => askCompose({ program, folder, files: asked, profiles, envFile }, context)

  let answer = await ask(files)
  let laid: string | undefined
  if (answer.kind === 'overlay') {
    const base = (
      await siblingFiles(
        folder,
        files.map((file) => basename(file)),
      )
    ).find(isBaseFile)
    if (base !== undefined) {
      notices.push(
        `${name}: ${shown(config.root, files)} is laid over ${base}, because its service ${answer.service} ${answer.why}`,
      )
      files = [join(folder, base), ...files]
      laid = relative(config.root, join(folder, base))
      answer = await ask(files)
    }
  }
  const read = await modelOf(answer, name, { files, folder }, context)
  const used = files.map((file) => basename(file))
  if (named === undefined) {
    await refusePartOf(read, name, files, config)
    notices.push(...otherFiles(name, files, await siblingFiles(folder, used), config.root))
  }
  notices.push(...(await dotEnvNotices(name, folder, files, context)))
  const model = entry.services === undefined ? read : chosen(read, entry.services, name, config.source)
  if (laid !== undefined) {
    for (const [service, { build }] of Object.entries(model.services)) {
      const at = { service: `${name}/${service}`, file: laid, production: shown(config.root, files.slice(1)) }
      if (build !== undefined) refuseDevelopment(build, at)
    }
  }
  const call = { program, folder, files, profiles, envFile }
  const { builds, notices: built } = await siblingBuilds(name, model, call, context)
  notices.push(...built)
  for (const [service, { build }] of Object.entries(builds)) {
    const definition = model.services[service]
    if (definition !== undefined) definition.build = build
  }
  notices.push(...(await checkKeys(model, name, files, config.root)))
  await refuseForeignFiles(model, name, files, config.root)
  const project: ResolvedProject = {
    name,
    path: relative(config.root, folder) || '.',
    files: files.map((file) => relative(config.root, file)),
    ...(named === undefined && { beside: await yamlFiles(folder, used) }),
    needs: entry.needs,
    profiles,
    isNamed: await namesItself(files, { ...context, envText: await readFile(envFile, 'utf8') }),
    model,
    ...(entry.test === undefined ? {} : { test: entry.test }),
  }
  const withheld = await withheldOf(call, model, builds, context)
  return { project, notices, withheld }
}

/** Names the other files beside the one that was read: its name decided, and a person may have meant another one. */
function otherFiles(name: string, files: readonly string[], beside: readonly string[], root: string): string[] {
  return beside.length === 0
    ? []
    : [
        `${name}: ${shown(root, files)} is read, and not ${beside.join(', ')} beside it; \`projects.${name}.compose\` in stack.yml says otherwise`,
      ]
}

/** Refuses a production file that was chosen by its name alone while the base file beside it has more: it may be meant as an overlay of that. */
async function refusePartOf(
  model: ComposeModel,
  name: string,
  files: readonly string[],
  config: StackConfig,
): Promise<void> {
  const [file = '', ...more] = files
  if (more.length > 0 || !isProductionFile(basename(file))) return
  const base = (await siblingFiles(dirname(file), [basename(file)])).find(isBaseFile)
  if (base === undefined) return
  const lacks = lacksOfBase(model, await readInside(config.root, join(dirname(file), base)))
  if (lacks.length === 0) return
  throw new Refused(
    `${shown(config.root, files)} alone would run without ${lacks.join(', ')}, which ${base} beside it has`,
    {
      at: `project ${name}`,
      todo: [
        `if it is laid over ${base}, write in stack.yml: projects.${name}.compose: [${base}, ${basename(file)}]`,
        `if it is all that production runs: projects.${name}.compose: ${basename(file)}`,
      ],
    },
  )
}

/** @throws Refused for a name that no service has, and for one that is left out and needed */
function chosen(model: ComposeModel, choice: ServiceChoice, name: string, source: string): ComposeModel {
  const { model: found, faults } = chosenServices(model, choice)
  if (faults.length > 0)
    throw refuseAll('the services of stack.yml do not fit', faults, { at: `${source}, projects.${name}.services` })
  return found
}

/** Services that must not be built here, with the variables that they need (StandIns). */
async function withheldOf(
  call: ComposeCall,
  resolved: ComposeModel,
  siblings: Readonly<Record<string, { file: string }>>,
  context: ResolveContext,
): Promise<Record<string, string[]>> {
  const { env, standIns } = context
  if (standIns === undefined) return {}
  const given = new Set([...Object.keys(env), ...variablesGiven(await readFile(call.envFile, 'utf8'))])
  const ask = async (files: readonly string[]): Promise<Record<string, string[]>> => {
    const result = await runConfig({ ...call, files }, 'as written', context)
    if (result.code !== 0)
      return withheldBuildsOf(resolved, await Promise.all(files.map((file) => readFile(file, 'utf8'))), given)
    return withheldBuilds(readModel(result.stdout), given)
  }
  const found = await ask(call.files)
  for (const file of new Set(Object.values(siblings).map((sibling) => sibling.file))) {
    const own = await ask([file])
    for (const [service, needs] of Object.entries(own)) if (siblings[service]?.file === file) found[service] = needs
  }
  return found
}

/** Compose files that somebody has named, and where. */
interface NamedFiles {
  files: readonly string[]
  at: string
}

/** stack.yml names them; else the variable by which plain Compose finds its files. */
async function namedFiles(
  name: string,
  entry: ProjectEntry,
  { config, environment, envSource, ...context }: ResolveContext,
): Promise<NamedFiles | undefined> {
  const named = entry.compose ?? environment.compose
  if (named !== undefined) {
    const field = entry.compose === undefined ? 'environments.*.compose' : `projects.${name}.compose`
    return { files: typeof named === 'string' ? [named] : named, at: `${config.source}, ${field}` }
  }
  // The env file belongs to the whole stack: with several projects it is not clear which one is meant.
  if (Object.keys(config.projects).length > 1) return undefined
  const given = await filesOfVariable(context.envFile, (names) =>
    valuesByCompose(names, { ...context, envSource }, { ...context, config }),
  )
  return given && { files: given, at: `${envSource}, COMPOSE_FILE` }
}

async function composeFiles(
  name: string,
  named: NamedFiles | undefined,
  folder: string,
  { config }: ResolveContext,
): Promise<string[]> {
  const shownFolder = relative(config.root, folder) || '.'
  const at = named?.at ?? `${config.source}, projects.${name}`
  let wanted: readonly string[]
  if (named === undefined) {
    const found = await findComposeFile(folder)
    if (found === undefined)
      throw new Refused(`there is no Compose file in ${shownFolder}`, {
        at,
        todo: [`name it in \`compose:\` below projects.${name} in stack.yml`, ADD_ONE],
      })
    wanted = [found]
  } else wanted = named.files

  const files: string[] = []
  const faults: string[] = []
  for (const file of wanted) {
    const path = await insideRepo(config.root, resolve(folder, file), at)
    const text = await readFile(path).catch((error: NodeJS.ErrnoException) => error.code)
    if (typeof text === 'string')
      faults.push(`${relative(config.root, path)}: ${text === 'ENOENT' ? 'there is no such file' : text}`)
    files.push(path)
  }
  if (faults.length > 0) throw refuseAll(`the Compose files of project ${name} cannot be used`, faults, { at })
  return files
}

async function askCompose(call: ComposeCall, context: ResolveContext): Promise<ComposeAnswer> {
  const { standIns } = context
  const stoodIn = standIns?.environment ?? {}
  const result = await runConfig(call, 'resolved', context)
  if (standIns?.fill(result.stderr, stoodIn)) return askCompose(call, context)
  if (result.ended !== undefined) return { kind: 'fault', message: failure(['docker', 'compose', 'config'], result) }
  if (
    /(is not a docker command|unknown command: docker compose|unknown shorthand flag|unknown flag: --project-directory)/.test(
      result.stderr,
    )
  )
    throw new Refused('Docker Compose is not installed on this runner', {
      todo: 'install the Compose plugin of Docker (docker-compose-plugin)',
    })
  const answer = readAnswer(result, call)
  return answer.kind === 'envFile' && (await placeEnvFile(answer.path, call, context))
    ? askCompose(call, context)
    : answer
}

/**
 * Handles an `env_file:` that is not in the checkout: it gets a stand-in where the stack is only judged. If it is Compose's own `.env`, or the
 * file that stack.yml names as the env file, it gets the env file's text.
 * @returns Whether it is there now.
 */
async function placeEnvFile(path: string, call: ComposeCall, context: ResolveContext): Promise<boolean> {
  const { config, environment, placed, standIns } = context
  const shownPath = relative(config.root, path)
  const at = `env_file ${shownPath}`
  if (standIns !== undefined) {
    const examples = [`${path}.example`, join(dirname(path), '.env.example')]
    const texts = await Promise.all(examples.map((file) => readInside(config.root, file)))
    standIns.addFile(shownPath)
    return placed.place(path, texts.find((text) => text !== '') ?? '', at)
  }
  const named = environment['env-file']
  const isEnvFile = path === join(call.folder, '.env') || (named !== undefined && path === resolve(config.root, named))
  const text = await readFile(call.envFile, 'utf8')
  return isEnvFile && text !== '' && placed.place(path, text, at)
}
