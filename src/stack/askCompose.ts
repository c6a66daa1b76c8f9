import { relative } from 'node:path'
import { visit } from 'yaml'
import { type Place, Refused, refuseAll } from '../runtime/errors.js'
import type { RunResult, run } from '../runtime/run.js'
import { tempFolder } from '../runtime/temp.js'
import { type ComposeCall, composeConfig, fillingFiles, readFilled, unsetVariables } from './compose.js'
import { readInside } from './inside.js'
import { type Fill, foreignReferences } from './references.js'
import { isSource, readSource } from './source.js'
import { type StandIns, uninterpolatedConfig } from './standIns.js'

/** What every call of Compose needs. */
export interface AskContext {
  config: { root: string }
  run: typeof run
  /** The whole environment of `docker compose`. */
  env: Record<string, string>
  /** Given where the env file is not there, and the stack is only judged. */
  standIns?: StandIns
}

/** Whether variables are filled in. */
export type Form = 'resolved' | 'as written'

/** Compose is quick (80 ms); only a hanging plugin takes longer than this. */
const COMPOSE_TIMEOUT_MS = 60_000

/**
 * `docker compose config` for files of the repository: nowhere else is Compose let near them. What it would open is judged before.
 * @throws Refused where that is not in the repository, naming file and line
 */
export async function runConfig(call: ComposeCall, form: Form, context: AskContext): Promise<RunResult> {
  const { root } = context.config
  const fill: Fill = (texts, envFiles) => filledByCompose(texts, envFiles, { call, form, context })
  try {
    const faults = await foreignReferences(root, call.files, call.folder, fill)
    if (faults.length > 0) throw refusedFiles(root, call.files, faults)
  } catch (error) {
    if (!(error instanceof Unfilled)) throw error
    const { result } = error
    return form === 'resolved' && unsetVariables(result.stderr).length > 0
      ? { ...result, stderr: `${result.stderr}\n${await wordsOfAll(call, context)}` }
      : result
  }
  return context.run(form === 'resolved' ? composeConfig(call) : uninterpolatedConfig(call), {
    env: { ...context.standIns?.environment, ...context.env },
    cwd: call.folder,
    timeoutMs: COMPOSE_TIMEOUT_MS,
  })
}

/** Compose's messages for all texts of the files, so that one run names every variable without a value, and not only those in paths. */
async function wordsOfAll(call: ComposeCall, context: AskContext): Promise<string> {
  const texts = await Promise.all(
    call.files.map(async (file) => openTexts(await readInside(context.config.root, file))),
  )
  return filledByCompose([...new Set(texts.flat())], [], { call, form: 'resolved', context }).then(
    () => '',
    (error: unknown) => {
      if (error instanceof Unfilled) return error.result.stderr
      throw error
    },
  )
}

/** Values of a Compose file that hold a variable. */
function openTexts(text: string): string[] {
  const source = readSource(Buffer.from(text))
  const found: string[] = []
  if (!isSource(source)) return found
  visit(source.document, {
    Scalar(key, { value }) {
      if (key !== 'key' && typeof value === 'string' && value.includes('$')) found.push(value)
    },
  })
  return found
}

function refusedFiles(
  root: string,
  files: readonly string[],
  faults: readonly { file: string; line?: number; message: string }[],
): Refused {
  const texts = faults.map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`}: ${message}`)
  const places = faults.flatMap((fault): Place[] =>
    fault.line === undefined ? [] : [{ file: fault.file, line: fault.line, message: fault.message }],
  )
  const shown = files.map((file) => relative(root, file)).join(', ')
  return refuseAll(`${shown} cannot be read`, [...new Set(texts)], { places })
}

/** A variable has no value: Compose would say the same of the files themselves. */
class Unfilled extends Error {
  constructor(readonly result: RunResult) {
    super('a text cannot be filled in')
  }
}

/** The texts as Compose itself fills them in, since another parser of its syntax could differ some day. */
async function filledByCompose(
  texts: readonly string[],
  envFiles: readonly (readonly string[])[],
  { call, form, context }: { call: ComposeCall; form: Form; context: AskContext },
): Promise<string[]> {
  const { run: runProgram, standIns } = context
  const stoodIn = standIns?.environment ?? {}
  await using folder = await tempFolder('filling')
  const written = fillingFiles(texts, envFiles, folder.path)
  for (const [name, text] of Object.entries(written)) await folder.write(name, text)
  const [first = ''] = Object.keys(written)
  const result = await runProgram(
    composeConfig({ ...call, folder: folder.path, files: [`${folder.path}/${first}`], profiles: [] }),
    { env: { ...stoodIn, ...context.env }, timeoutMs: COMPOSE_TIMEOUT_MS },
  )
  if (standIns?.fill(result.stderr, stoodIn)) return filledByCompose(texts, envFiles, { call, form, context })
  const isOpen = form === 'resolved' && unsetVariables(result.stderr).length > 0
  if (result.code === 0 && !isOpen) return readFilled(texts.length, result.stdout)
  throw new Unfilled({
    ...result,
    code: result.code === 0 ? 1 : result.code,
    stdout: '',
    stderr: result.stderr.replace(/services\.values\.environment\.v(\d+)/g, (_, index: string) =>
      JSON.stringify(texts[Number(index)]),
    ),
  })
}

/** Values of variables by Compose's own rules, so that the env file is read by them. @throws Refused */
export async function valuesByCompose(
  names: readonly string[],
  call: Pick<ComposeCall, 'program' | 'envFile'> & { envSource: string },
  context: AskContext,
): Promise<Record<string, string>> {
  if (names.length === 0) return {}
  const texts = names.map((name) => `\${${name}-}`)
  const asked = { ...call, folder: '/', files: [], profiles: [] }
  const values = await filledByCompose(texts, [], { call: asked, form: 'as written', context }).catch(
    (error: unknown) => {
      throw error instanceof Unfilled ? new Refused('the env file does not parse', { at: call.envSource }) : error
    },
  )
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']))
}
