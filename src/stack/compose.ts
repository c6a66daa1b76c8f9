import type { Place } from '../runtime/errors.js'
import { Unreadable } from '../runtime/errors.js'
import { quoted } from '../runtime/escape.js'
import { isObject, jsonObject } from '../runtime/json.js'
import type { RunResult } from '../runtime/run.js'
import type { ComposeModel } from './types.js'

/** Compose files of one project, and how they are to be read. */
export interface ComposeCall {
  /** Absolute folder of the project. */
  folder: string
  /** Of `composeProgram`. */
  program: readonly string[]
  /** Absolute paths, in order. */
  files: readonly string[]
  profiles: readonly string[]
  /** Absolute path of the env file; given always, so that no `.env` is found by accident. */
  envFile: string
}

/** The argv that prints a project as Compose resolves it. */
export function composeConfig(call: ComposeCall): string[] {
  return [
    ...call.program,
    '--project-directory',
    call.folder,
    '--env-file',
    call.envFile,
    ...call.files.flatMap((file) => ['--file', file]),
    ...call.profiles.flatMap((profile) => ['--profile', profile]),
    'config',
    '--format',
    'json',
  ]
}

export type ComposeAnswer =
  | { kind: 'model'; model: ComposeModel }
  /** Variables without a value. Compose only warns, and fills in nothing. */
  | { kind: 'unset'; variables: string[] }
  /** An `env_file:` of a service that is not there: its absolute path. */
  | { kind: 'envFile'; path: string }
  /** The files are only an overlay: a service in them is incomplete, or needs what they do not define. */
  | { kind: 'overlay'; service: string; why: string }
  | { kind: 'fault'; message: string }

/** Compose's messages for an incomplete service, with the service and the reason. */
const OVERLAY =
  /service "([^"]+)" (?:(has neither an image nor a build context)|((?:depends on|refers to) undefined (?:service|network|volume|secret|config) "?[^\s":]+"?))/

/** What Compose's exit code and output mean. */
export function readAnswer(
  result: Pick<RunResult, 'code' | 'stdout' | 'stderr'>,
  call: Pick<ComposeCall, 'envFile'>,
): ComposeAnswer {
  const variables = unsetVariables(result.stderr)
  // First: an image of `${TAG}` alone is gone without its variable, and looks like an overlay.
  if (variables.length > 0) return { kind: 'unset', variables }
  if (/cannot expand '~'/.test(result.stderr)) {
    const message = '`~` is the runner’s home here, and would be another on the server: write an absolute path'
    return { kind: 'fault', message }
  }
  if (result.code !== 0) {
    const envFile = /env file (\/.+?) not found/.exec(result.stderr)?.[1]
    if (envFile !== undefined) return { kind: 'envFile', path: envFile }
    const overlay = OVERLAY.exec(result.stderr)
    if (overlay?.[1] !== undefined)
      return { kind: 'overlay', service: overlay[1], why: (overlay[2] ?? overlay[3]) as string }
    return {
      kind: 'fault',
      message: faultText(result.stderr, call.envFile) || `docker compose ended with exit code ${result.code}`,
    }
  }
  const model = modelIn(result.stdout)
  return model === undefined
    ? { kind: 'fault', message: 'docker compose config printed no model' }
    : { kind: 'model', model }
}

/** What Compose printed, as a model; undefined where it is none. */
function modelIn(stdout: string): ComposeModel | undefined {
  const model = jsonObject(stdout)
  if (model === undefined) return undefined
  const services = model['services'] ?? {}
  const others = ['networks', 'volumes', 'secrets', 'configs'].map((key) => model[key] ?? {})
  const isModel = isObject(services) && Object.values(services).every(isObject) && others.every(isObject)
  return isModel ? ({ ...model, services } as unknown as ComposeModel) : undefined
}

/** The same for a call that has ended well. @throws Unreadable */
export function readModel(stdout: string): ComposeModel {
  const model = modelIn(stdout)
  if (model === undefined) throw new Unreadable('docker compose config printed no model')
  return model
}

/** Names in Compose's warning `The "X" variable is not set. Defaulting to a blank string.` */
export function unsetVariables(stderr: string): string[] {
  const names = [...stderr.matchAll(/The \\?"([^"\\]+)\\?" variable is not set/g)].map((match) => match[1] as string)
  return [...new Set(names)]
}

/** Faults of an env file's syntax, in the words of Compose's parser (dotenv/parser.go of compose-go); what follows them is the file's text. */
const ENV_SYNTAX = /unterminated quoted value|unexpected character|cannot contain a space|zero length string|invalid/

/** Compose's own words, without its log prefix; a line of an env file is never repeated, since it may be a secret. */
function faultText(stderr: string, envFile: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/level=(warning|info|debug)/.test(line))
  // What follows such a line may be text of the file.
  const quoting = lines.findIndex((line) => line.includes(envFile) || namelessEnvFault(line) !== undefined)
  const safe = quoting < 0 ? lines.slice(-6) : lines.slice(0, quoting + 1).slice(-6)
  return safe
    .map((line) => (line.includes(envFile) ? envFault(line, 'the env file') : (namelessEnvFault(line) ?? line.trim())))
    .join(' ')
}

/** Compose does not say which `env_file:` of a service it means. */
function namelessEnvFault(line: string): string | undefined {
  return /\bline \d+: (unterminated quoted value|unexpected character .* in variable name|key cannot contain a space)/.test(
    line,
  )
    ? envFault(line, 'an `env_file:` of a service')
    : undefined
}

function envFault(line: string, which: string): string {
  const place = /line (\d+)/.exec(line)?.[1]
  const why = ENV_SYNTAX.exec(line)?.[0]
  return `${which} does not parse${place === undefined ? '' : ` at line ${place}`}${why === undefined ? '' : ` (${why})`}`
}

/**
 * Where a variable is used, or undefined if none of the texts has it.
 * @param texts By name for messages.
 */
export function placeOfVariable(
  name: string,
  texts: Readonly<Record<string, string>>,
): Omit<Place, 'message'> | undefined {
  const uses = (line: string): boolean => [...line.matchAll(USE)].some(([, used]) => used === name)
  for (const [file, text] of Object.entries(texts)) {
    const line = text.split('\n').findIndex((candidate) => !/^\s*#/.test(candidate) && uses(candidate))
    if (line >= 0) return { file, line: line + 1 }
  }
  return undefined
}

/** `$NAME` and `${NAME`; `$$` is a dollar. */
const USE = /\$\$|\$\{?([A-Za-z_][A-Za-z0-9_]*)/g

/**
 * Compose files, by name, that exist only so that Compose fills in texts; the first is the one to read.
 * @param envFiles Of the `include`s around the texts, the outermost first: absolute paths.
 * @param folder Absolute, where these files are going to lie.
 */
export function fillingFiles(
  texts: readonly string[],
  envFiles: readonly (readonly string[])[],
  folder: string,
): Record<string, string> {
  const environment = Object.fromEntries(texts.map((text, index) => [`v${index}`, text]))
  const files = [
    ...envFiles.map((paths, depth) => ({
      include: [{ path: [`${folder}/${depth + 1}.json`], ...(paths.length > 0 && { env_file: paths.map(doubled) }) }],
    })),
    { services: { values: { image: 'none', environment } } },
  ]
  return Object.fromEntries(
    files.map((file, depth) => [`${depth}.json`, JSON.stringify(depth === 0 ? { name: 'values', ...file } : file)]),
  )
}

/** What Compose made of the texts of fillingFiles; every `$` is doubled in its output. */
export function readFilled(count: number, stdout: string): string[] {
  const environment = readModel(stdout).services.values?.environment ?? {}
  return Array.from({ length: count }, (_, index) => undouble(String(environment[`v${index}`] ?? '')))
}

/** A text escaped so that Compose fills in nothing. */
function doubled(text: string): string {
  return text.replaceAll('$', () => '$$')
}

/** A value of the model as a container gets it: Compose prints `$` as `$$`. */
export function undouble(value: string): string {
  return value.replaceAll('$$', () => '$')
}

/** Whether a name can be a variable of a Compose file at all. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
}

export function variableName(name: string): string {
  if (!isVariableName(name)) throw new Error(`${quoted(name)} is no name of a variable`)
  return name
}
