import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/**
 * Runs a program without a shell; never rejects for an exit code.
 * @param {readonly string[]} argv
 * @param {{ input?: string, cwd?: string, env?: Record<string, string | undefined>, onLine?: (line: string) => void, progress?: boolean, deadlineMs?: number, onSpawn?: (pid: number) => void }} [options]
 *   `onLine` gets stdout and stderr, each line as it comes; `progress` shows stderr; `deadlineMs` kills (exit code -1)
 * @returns {Promise<{ exitCode: number, stdout: string, stderr: string }>}
 */
export function run([file = '', ...rest], { input = '', cwd, env, onLine, progress, deadlineMs, onSpawn } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, rest, { cwd, env, stdio: ['pipe', 'pipe', progress ? 'inherit' : 'pipe'] })
    if (child.pid !== undefined) onSpawn?.(child.pid)
    const texts = { stdout: '', stderr: '' }
    for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
      child[name]?.setEncoding('utf8').on('data', (text) => {
        texts[name] += text
      })
      if (onLine && child[name]) createInterface({ input: child[name] }).on('line', onLine)
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

/**
 * Runs a program that must succeed; gives what it printed, without blanks around it.
 * @param {readonly string[]} argv
 * @param {Parameters<typeof run>[1]} [options]
 */
export async function capture(argv, options) {
  const { exitCode, stdout, stderr } = await run(argv, options)
  if (exitCode !== 0) throw new Error(`${argv.join(' ')} ended with exit code ${exitCode}\n${stderr || stdout}`)
  return stdout.trim()
}
