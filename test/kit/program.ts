import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface RunOptions {
  input?: string
  cwd?: string
  env?: Readonly<Record<string, string | undefined>>
  /** Gets each line as it comes. */
  onLine?(line: string, stream: 'stdout' | 'stderr'): void
  /** Shows stderr to the person who waits, and keeps nothing of it. */
  progress?: boolean
  /** Milliseconds until it is killed (exit code -1). */
  deadlineMs?: number
  onSpawn?(pid: number): void
}

export interface Finished {
  exitCode: number
  stdout: string
  stderr: string
}

/** Runs a program without a shell; never rejects for an exit code. */
export function run([file = '', ...rest]: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { input = '', cwd, env, onLine, progress, deadlineMs, onSpawn } = options
  return new Promise((resolve, reject) => {
    const child = spawn(file, rest, { cwd, env, stdio: ['pipe', 'pipe', progress ? 'inherit' : 'pipe'] })
    if (child.pid !== undefined) onSpawn?.(child.pid)
    const texts = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      const stream = child[name]
      stream?.setEncoding('utf8').on('data', (text: string) => {
        texts[name] += text
      })
      if (onLine && stream) createInterface({ input: stream }).on('line', (line) => onLine(line, name))
    }
    const timer = deadlineMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), deadlineMs)
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ exitCode: code ?? -1, ...texts })
    })
    // A program may end without reading its input.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}

/** Runs a program that must succeed; gives what it printed, without blanks around it. */
export async function capture(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await run(argv, options)
  if (exitCode !== 0) throw new Error(`${argv.join(' ')} ended with exit code ${exitCode}\n${stderr || stdout}`)
  return stdout.trim()
}
