import { readFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { Refused, refuseAll } from '../runtime/errors.js'
import { ownEntry } from '../runtime/ownEntry.js'
import { failure, type run } from '../runtime/run.js'
import { runConfig } from './askCompose.js'
import { type ComposeAnswer, type ComposeCall, readAnswer, readModel } from './compose.js'
import type { StackConfig } from './config.js'
import { dotEnvNotices } from './dotEnv.js'
import { namesItself } from './givenName.js'
import { insideRepo, readInside } from './inside.js'
import { checkKeys, refuseForeignFiles } from './judgeProject.js'
import { modelOf, shown } from './modelOf.js'
import type { PlacedFiles } from './placed.js'
import { composeFiles, judgeChoice, type NamedFiles, namedFiles } from './projectFiles.js'
import type { EnvironmentEntry, ProjectEntry } from './schema.js'
import { isBaseFile, siblingFiles, yamlFiles } from './search.js'
import { chosenServices, type ServiceChoice } from './selection.js'
import { refuseDevelopment, type SiblingBuild, siblingBuilds } from './siblings.js'
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

/** The files of a project, and what Compose says of them. */
interface AskedFiles {
  files: string[]
  answer: ComposeAnswer
  /** The base file that they were laid over, because they are no whole; from the root. */
  base?: string
  /** Why. */
  notice?: string
}

/** A project's model as its files have it, of the services that stack.yml chooses, and what was decided on the way. */
interface ReadFiles {
  call: ComposeCall
  model: ComposeModel
  notices: string[]
}

/**
 * Reads the Compose files of one project. Notices say what was filled in.
 * @throws Refused naming file and field.
 */
export async function resolveProject(
  name: string,
  entry: ProjectEntry,
  context: ResolveContext,
): Promise<{ project: ResolvedProject; notices: string[]; withheld: Record<string, string[]> }> {
  const { root } = context.config
  const named = await namedFiles(name, entry, context)
  const { call, model, notices } = await readFiles(name, entry, named, context)
  const { files, folder, profiles } = call
  const { builds, notices: built } = await siblingBuilds(name, model, call, context)
  const complete = withBuilds(model, builds)
  const ofKeys = await checkKeys(complete, name, files, root)
  await refuseForeignFiles(complete, name, files, root)
  const project: ResolvedProject = {
    name,
    path: relative(root, folder) || '.',
    files: files.map((file) => relative(root, file)),
    ...(named === undefined && { beside: await yamlFiles(folder, namesOf(files)) }),
    needs: entry.needs,
    profiles: [...profiles],
    isNamed: await namesItself(files, { ...context, envText: await readFile(call.envFile, 'utf8') }),
    model: complete,
    ...(entry.test === undefined ? {} : { test: entry.test }),
  }
  const withheld = await withheldOf(call, complete, builds, context)
  return { project, notices: [...notices, ...built, ...ofKeys], withheld }
}

async function readFiles(
  name: string,
  entry: ProjectEntry,
  named: NamedFiles | undefined,
  context: ResolveContext,
): Promise<ReadFiles> {
  const { config, program, envFile } = context
  const folder = await insideRepo(config.root, entry.path ?? name, `${config.source}, projects.${name}.path`)
  const profiles = [...new Set([...(entry.profiles ?? []), ...context.environment.profiles])]
  const callOf = (files: readonly string[]): ComposeCall => ({ program, folder, files, profiles, envFile })
  const asked = await askOverBase(await composeFiles(name, named, folder, context), callOf, context)
  const call = callOf(asked.files)
  const read = await modelOf(asked.answer, name, call, context)
  const notices = [
    ...(asked.notice === undefined ? [] : [`${name}: ${asked.notice}`]),
    ...(named === undefined ? await judgeChoice(read, name, call, config) : []),
    ...(await dotEnvNotices(name, folder, asked.files, context)),
  ]
  const model = entry.services === undefined ? read : chosen(read, entry.services, name, config.source)
  refuseBuildsOfBase(model, name, asked, config.root)
  return { call, model, notices }
}

/** Where the files are no whole, they are laid over the base file beside them. */
async function askOverBase(
  files: string[],
  callOf: (files: readonly string[]) => ComposeCall,
  context: ResolveContext,
): Promise<AskedFiles> {
  const answer = await askCompose(callOf(files), context)
  if (answer.kind !== 'overlay') return { files, answer }
  const { folder } = callOf(files)
  const base = (await siblingFiles(folder, namesOf(files))).find(isBaseFile)
  if (base === undefined) return { files, answer }
  const over = [join(folder, base), ...files]
  return {
    files: over,
    answer: await askCompose(callOf(over), context),
    base: relative(context.config.root, join(folder, base)),
    notice: `${shown(context.config.root, files)} is laid over ${base}, because its service ${answer.service} ${answer.why}`,
  }
}

const namesOf = (files: readonly string[]): string[] => files.map((file) => basename(file))

/** A base file that somebody else's files are laid over may build as its author works. @throws Refused */
function refuseBuildsOfBase({ services }: ComposeModel, name: string, { base, files }: AskedFiles, root: string): void {
  if (base === undefined) return
  for (const [service, { build }] of Object.entries(services)) {
    const at = { service: `${name}/${service}`, file: base, production: shown(root, files.slice(1)) }
    if (build !== undefined) refuseDevelopment(build, at)
  }
}

function withBuilds(model: ComposeModel, builds: Readonly<Record<string, SiblingBuild>>): ComposeModel {
  const services = Object.entries(model.services).map(([service, definition]) => {
    const build = ownEntry(builds, service)?.build
    return [service, build === undefined ? definition : { ...definition, build }] as const
  })
  return { ...model, services: Object.fromEntries(services) }
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
