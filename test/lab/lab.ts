import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const LAB = fileURLToPath(new URL('./kit/lab', import.meta.url))

export interface Server {
  name: string
  container: string
  host: string
  port: number
  user: string
  /** On the lab's bridge; the runner reaches every port of it. */
  address: string
  keyFile: string
  knownHostsFile: string
  knownHosts: string
  /** Loopback ports of the runner that lead to the server's 80 and 443. */
  httpPort: number
  httpsPort: number
}

export interface Registry {
  name: string
  address: string
  /** The same storage behind a login. */
  authAddress: string
  username: string
  password: string
  /** The same storage behind tokens, of a registry with a name: `username` may push there, `pullUsername` may not. */
  tokenAddress?: string
  pullUsername?: string
  pullPassword?: string
  caFile: string
}

export interface Finished {
  exitCode: number
  stdout: string
  stderr: string
}

/** Runs a program with no shell; never rejects for an exit code. `deadlineMs` kills it (exit code -1). */
export function run(argv: readonly string[], options: { input?: string; deadlineMs?: number } = {}): Promise<Finished> {
  const [file = '', ...rest] = argv
  return new Promise((resolve, reject) => {
    const child = spawn(file, rest, { stdio: ['pipe', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const timer =
      options.deadlineMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), options.deadlineMs)
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ exitCode: code ?? -1, stdout, stderr })
    })
    // A program may end without reading its input.
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input ?? '')
  })
}

async function lab(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run([LAB, ...args])
  if (exitCode !== 0) throw new Error(`lab ${args.join(' ')}: exit code ${exitCode}\n${stderr}`)
  return stdout.trim()
}

/** Installs and starts what is missing. */
export const labSetup = () => lab('setup')

/** The oldest engine that is promised, the usual one, and today's, which keeps images in containerd's store. */
export type Engine = '20.10' | '26.1' | '28.5'

export interface ServerOptions {
  docker?: false
  engine?: Engine | undefined
}

/** The server of that name; made when there is none (two seconds). */
export async function labServer(name: string, { docker, engine }: ServerOptions = {}): Promise<Server> {
  return JSON.parse(
    await lab(
      ...['server', 'up', name],
      ...(docker === false ? ['--without-docker'] : []),
      ...(engine === undefined ? [] : ['--engine', engine]),
    ),
  )
}

/** Makes an image that is no base image (nginx:1.30, caddy:2, haproxy:3.2), so that servers can pull it. */
export const labImage = (name: string) => lab('image', name)

/** Takes the server, its disk and its Pebble away. */
export const remove = (server: Server) => lab('server', 'down', server.name)

/** From now on packets to and from the server vanish; nobody is told. */
export const cutCable = (server: Server) => lab('server', 'cut', server.name)

export const mendCable = (server: Server) => lab('server', 'mend', server.name)

/** The shared registry, or one of the test's own under a name, which it may stop and remove. */
export async function labRegistry(name = 'lab'): Promise<Registry> {
  return JSON.parse(await lab('registry', 'up', '--name', name))
}

export const stopRegistry = (registry: Registry) => lab('registry', 'stop', '--name', registry.name)
export const startRegistry = (registry: Registry) => lab('registry', 'start', '--name', registry.name)
export const removeRegistry = (registry: Registry) => lab('registry', 'down', '--name', registry.name)

/** The path of a program of the lab: vegeta, shellcheck, busybox, dash, … */
export const labTool = (name: string) => lab('tool', name)

/** Asks `until` every 100 ms until it gives something true, and returns that. A throw counts as "not yet". */
export async function poll<T>(until: () => T | Promise<T>, options: { deadlineMs: number }): Promise<T> {
  const deadline = Date.now() + options.deadlineMs
  let last: unknown
  for (;;) {
    try {
      const value = await until()
      if (value) return value
      last = value
    } catch (error) {
      last = error
    }
    if (Date.now() > deadline) throw new Error(`not within ${options.deadlineMs} ms; last: ${String(last)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
