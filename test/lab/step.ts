import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { obeyed, shown, unescaped } from '../kit/commands.js'
import { valuesOf } from '../kit/fileCommands.js'

/** One step of a workflow that has ended. */
export interface Step {
  code: number | null
  stdout: string
  stderr: string
  outputs: Record<string, string>
  summary: string
  /** The files that outputs named, such as the plan and the journal. */
  files: string
  /** Why it is red: the errors at no file, with their line breaks. */
  errors: string[]
  /** Annotations at a line of a file. */
  places: { file: string; line: number; message: string }[]
  /** The last line that people see. */
  lastLine: string
  seconds: number
}

export interface StepOptions {
  workspace: string
  inputs?: Readonly<Record<string, string>>
  /** Beyond what GitHub gives. */
  env?: Readonly<Record<string, string>>
  runId?: number
  /** Gets the process, for tests that end it early. */
  onStart?(child: ChildProcess): void
  /** Milliseconds until it is killed. */
  deadlineMs?: number
}

/** The bundle to test; DIST is one that is not committed. */
const dist = resolve(process.env.DIST ?? 'dist')
/** Docker's plugins beside the machine's own, where `scripts/test --all` names some. */
const plugins: Record<string, string> = process.env.DOCKER_CONFIG ? { DOCKER_CONFIG: process.env.DOCKER_CONFIG } : {}
/** No step may hang. */
const DEADLINE_MS = 150_000

/** Runs an action as GitHub would: its bundle, as a process of its own, with inputs and files in the environment. */
export async function step(
  action: string,
  { workspace, inputs = {}, env = {}, runId = 1000, onStart, deadlineMs = DEADLINE_MS }: StepOptions,
): Promise<Step> {
  const folder = await mkdtemp(join(tmpdir(), 'step-'))
  const file = async (name: string) => {
    await writeFile(join(folder, name), '')
    return join(folder, name)
  }
  const [output, summary] = [await file('output'), await file('summary')]
  const begun = Date.now()
  const child = spawn(process.execPath, [join(dist, `${action}.js`)], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      ...plugins,
      RUNNER_TEMP: folder,
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_STATE: await file('state'),
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SHA: '3fa9c01d'.repeat(5),
      GITHUB_REPOSITORY: 'org/tiny',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_RUN_ID: String(runId),
      GITHUB_ACTOR: 'someone',
      ...env,
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    },
  })
  onStart?.(child)
  const text = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      text[stream] += chunk
    })
  const timer = setTimeout(() => child.kill('SIGKILL'), deadlineMs)
  const code = await new Promise<number | null>((done) => child.once('close', done))
  clearTimeout(timer)
  const outputs = valuesOf(await readFile(output, 'utf8'))
  const named = Object.entries(outputs).flatMap(([name, path]) => (name.endsWith('-file') && path !== '' ? [path] : []))
  const contents = await Promise.all(named.map((path) => readFile(path, 'utf8')))
  const ended = {
    code,
    ...text,
    outputs,
    summary: await readFile(summary, 'utf8'),
    files: contents.join('\n'),
    errors: obeyed(text.stdout).flatMap((command) =>
      command.startsWith('error:') ? [unescaped(command.slice(6))] : [],
    ),
    places: placesOf(text.stdout),
    lastLine: shown(text.stdout).trim().split('\n').at(-1) ?? '',
    seconds: (Date.now() - begun) / 1000,
  }
  await rm(folder, { recursive: true, force: true })
  return ended
}

/** Everything of a step that somebody may read later. */
export function visible({ stdout, stderr, outputs, summary, files }: Step): string {
  return [shown(stdout), stderr, ...Object.values(outputs), summary, files].join('\n')
}

/** A folder with these files, as a checkout; removed by `rm`. */
export async function checkout(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-'))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}

function placesOf(stdout: string): Step['places'] {
  return obeyed(stdout).flatMap((command) => {
    const [, properties = '', message = ''] = /^error ([^:]+):(.*)$/.exec(command) ?? []
    const [file, line] = ['file', 'line'].map((name) => new RegExp(`\\b${name}=([^,]*)`).exec(properties)?.[1])
    return file === undefined ? [] : [{ file: unescaped(file), line: Number(line), message: unescaped(message) }]
  })
}
