import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { exec } from '@actions/exec'
import { Refused, UserError } from './errors.js'
import { quoted } from './escape.js'
import { LineSplitter, Tail } from './lines.js'

/** What callers parse (a resolved Compose model, `docker inspect`) is far below; what they only show needs less. */
const STDOUT_BYTES = 64 * 1024 * 1024
const STDERR_BYTES = 1024 * 1024
const ARGUMENT_BYTES = 128 * 1024 - 1
const ALL_ARGUMENTS_BYTES = 1536 * 1024
/** Between asking a process to end and killing it. */
const GRACE_MS = 2000
/** For what a process that we ended left in its pipes. */
const ENDED_MS = 100
/** Of a program that is given no other limit: none is waited for without end. */
const LIMIT_MS = 10 * 60_000

export interface RunOptions {
  /** Written to its stdin, which is closed after; '' for a program that reads stdin and shall find it empty. Secrets go here, never into argv. */
  stdin?: string | Uint8Array | Readable
  /** The whole environment, if not ours. */
  env?: Record<string, string>
  cwd?: string
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void
  /** Ends the process: TERM, then KILL. */
  signal?: AbortSignal
  /** Ends it as well; ten minutes if absent. */
  timeoutMs?: number
}

export interface RunResult {
  code: number
  stdout: string
  stderr: string
  /** Why it was ended before its time, if it was; `code` is 124 or 130 then. */
  ended?: 'timeout' | 'cancelled'
}

type Sink = Record<'stdout' | 'stderr', (chunk: Buffer) => void>

/**
 * Runs a program by its argv, never through a shell, and gives its exit code: a code other than 0 is no error here.
 *
 * @throws Refused when the program is not there or the argv cannot be passed to it.
 */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const [program, ...args] = argv
  if (program === undefined || program === '') throw new Error('run: no program given')
  refuseUnpassable(program, args, options.env ?? process.env)

  const captured = { stdout: new Tail(STDOUT_BYTES), stderr: new Tail(STDERR_BYTES) }
  const splitters = {
    stdout: new LineSplitter((line) => options.onLine?.(line, 'stdout')),
    stderr: new LineSplitter((line) => options.onLine?.(line, 'stderr')),
  }
  const take = (stream: 'stdout' | 'stderr') => (chunk: Buffer) => {
    captured[stream].write(chunk)
    if (options.onLine) splitters[stream].write(chunk)
  }
  const sink: Sink = { stdout: take('stdout'), stderr: take('stderr') }

  const start = mustBeKillable(options) || !isOnPath('timeout') ? runKillable : runThroughToolkit
  const end = await start(program, args, options, sink).catch((error: unknown) => {
    throw notStarted(program, error, options.cwd)
  })
  splitters.stdout.end()
  splitters.stderr.end()
  return { ...end, stdout: captured.stdout.text(), stderr: captured.stderr.text() }
}

/** Like `run`, for programs of which anything but exit code 0 is a fault; gives stdout. */
export async function capture(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const result = await run(argv, options)
  if (result.code === 0) return result.stdout
  throw new Refused(`${failure(argv, result)}\n${result.stderr.trim().slice(-4000)}`.trim())
}

/** `docker compose ended with exit code 1`; only the program and its verb are named, arguments may be long. */
export function failure(argv: readonly string[], result: RunResult): string {
  const verbs = argv.slice(1, 3).filter((word) => /^[a-z][a-z-]*$/.test(word))
  const name = [argv[0]?.split('/').at(-1), ...verbs].join(' ')
  if (result.ended === 'timeout') return `${name} took too long and was ended`
  if (result.ended === 'cancelled') return `${name} was cancelled`
  return `${name} ended with exit code ${result.code}`
}

/**
 * @actions/exec gives no handle on the child: no kill, and no time limit but that of coreutils' `timeout` around it; and a child that ends
 * before its stdin was written (an ssh that cannot log in) raises an EPIPE that nobody can catch (tried), even if there was nothing to write.
 * So it runs what simply runs to its end, and all else is spawned.
 */
function mustBeKillable(options: RunOptions): boolean {
  return options.stdin !== undefined || options.signal !== undefined || options.timeoutMs !== undefined
}

async function runThroughToolkit(
  program: string,
  args: string[],
  options: RunOptions,
  sink: Sink,
): Promise<Pick<RunResult, 'code' | 'ended'>> {
  if (!isOnPath(program)) throw Object.assign(new Error(`there is no ${program}`), { code: 'ENOENT' })
  const began = Date.now()
  const limit = ['-k', String(GRACE_MS / 1000), String(LIMIT_MS / 1000)]
  const code = await exec(quoteForToolkit('timeout'), [...limit, program, ...args], {
    silent: true,
    ignoreReturnCode: true,
    listeners: { stdout: sink.stdout, stderr: sink.stderr },
    ...(options.env && { env: options.env }),
    ...(options.cwd && { cwd: options.cwd }),
  })
  return Date.now() - began < LIMIT_MS ? { code } : { code: 124, ended: 'timeout' }
}

/** As the system looks for a program. */
function isOnPath(program: string): boolean {
  const folders = program.includes('/') ? [''] : (process.env['PATH'] ?? '').split(delimiter)
  return folders.some((folder) => existsSync(join(folder, program)))
}

/** `exec` takes a command line, and splits it at blanks outside of double quotes. */
function quoteForToolkit(program: string): string {
  return `"${program.replace(/(["\\])/g, '\\$1')}"`
}

async function runKillable(
  program: string,
  args: string[],
  options: RunOptions,
  sink: Sink,
): Promise<Pick<RunResult, 'code' | 'ended'>> {
  if (options.signal?.aborted) return { code: 130, ended: 'cancelled' }
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own: its children end with it, and a Ctrl-C in a terminal reaches us alone, who still need the connection.
    detached: true,
  })
  let ended: RunResult['ended']
  let killTimer: NodeJS.Timeout | undefined
  const end = (why: NonNullable<RunResult['ended']>) => {
    ended ??= why
    signalGroup(child.pid, 'SIGTERM')
    killTimer ??= setTimeout(() => signalGroup(child.pid, 'SIGKILL'), GRACE_MS)
  }
  const onAbort = () => end('cancelled')
  const timer = setTimeout(() => end('timeout'), options.timeoutMs ?? LIMIT_MS)
  options.signal?.addEventListener('abort', onAbort)
  try {
    child.stdout.on('data', sink.stdout)
    child.stderr.on('data', sink.stderr)
    // A child may end without reading all of it (EPIPE): its exit code tells more than that error.
    child.stdin.on('error', () => {})
    let broken: unknown
    if (options.stdin instanceof Readable) {
      const source = options.stdin
      // A source that fails in the middle must not look like one that has ended.
      source.once('error', (error) => {
        broken = error
        signalGroup(child.pid, 'SIGKILL')
      })
      pipeline(source, child.stdin).catch(() => {})
    } else child.stdin.end(options.stdin ?? '')
    const exited = new Promise<number>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 137)))
    })
    const code = await exited
    // What it started may hold the pipes open for ever (a daemon): wait for the rest of the output, but not for that.
    const drained = Promise.allSettled([finished(child.stdout), finished(child.stderr)])
    const patience = ended === undefined ? GRACE_MS : ENDED_MS
    await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, patience).unref())])
    child.stdout.destroy()
    child.stderr.destroy()
    if (broken instanceof Error)
      throw new Refused(`what ${program} was to be given could not be read: ${broken.message}`, { cause: broken })
    if (ended === undefined) return { code }
    return { code: ended === 'timeout' ? 124 : 130, ended }
  } finally {
    clearTimeout(timer)
    clearTimeout(killTimer)
    options.signal?.removeEventListener('abort', onAbort)
  }
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch {
    // It ended by itself meanwhile.
  }
}

/**
 * Refuses what Linux would (MAX_ARG_STRLEN, a quarter of the stack for all together) before it is tried: @actions/exec turns that error
 * into a rejection that nobody can catch.
 */
function refuseUnpassable(program: string, args: string[], env: NodeJS.ProcessEnv): void {
  const named: [string, string][] = [
    ...args.map((arg, position): [string, string] => [`argument ${position + 1}`, arg]),
    ...Object.entries(env).map(([name, value]): [string, string] => [
      `the variable ${quoted(name)}`,
      `${name}=${value}`,
    ]),
  ]
  let total = 0
  for (const [name, text] of named) {
    const bytes = Buffer.byteLength(text)
    total += bytes
    if (text.includes('\0')) throw new Refused(`${name} of ${program} holds a NUL character`)
    if (bytes > ARGUMENT_BYTES) throw new Refused(`${name} of ${program} is too long for this system (${bytes} bytes)`)
  }
  if (total > ALL_ARGUMENTS_BYTES)
    throw new Refused(`the arguments and variables of ${program} are too long together (${total} bytes)`)
}

function notStarted(program: string, error: unknown, cwd: string | undefined): Error {
  if (error instanceof UserError) return error
  if (cwd !== undefined && !existsSync(cwd)) return new Refused(`the folder ${cwd} does not exist`)
  const code = (error as NodeJS.ErrnoException).code
  const message = error instanceof Error ? error.message : String(error)
  if (code === 'ENOENT') {
    return new Refused(`${program} is not installed on this runner`, {
      todo: `install ${program}, or add its folder to PATH`,
    })
  }
  return new Refused(`${program} could not be started: ${message}`, { cause: error })
}
