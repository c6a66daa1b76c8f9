import { readdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './program.js'
import type { Login } from './ssh.js'

/** The program that makes servers, registries and the tools of tests on this machine. */
const LAB = fileURLToPath(new URL('../lab/kit/lab', import.meta.url))

/** Where it keeps what it made, and what takes long to make. */
export const CACHE = process.env.STACK_ACTIONS_CACHE || join(homedir(), '.cache/stack-actions')

export interface Server extends Login {
  name: string
  container: string
  /** On the lab's bridge; the runner reaches every port of it. */
  address: string
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

/** An ACME server, whose certificates the servers of that name get. */
export interface Pebble {
  directoryUrl: string
  /** Authority of the certificates that it gives. */
  rootFile: string
}

/** What the program printed; it must succeed. */
export async function lab(...args: string[]): Promise<string> {
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
  const words = [
    ...(docker === false ? ['--without-docker'] : []),
    ...(engine === undefined ? [] : ['--engine', engine]),
  ]
  return JSON.parse(await lab('server', 'up', name, ...words)) as Server
}

/** Makes an image that is no base image (nginx:1.30, caddy:2, haproxy:3.2), so that servers can pull it. */
export const labImage = (name: string) => lab('image', name)

/** Takes the server, its disk and its Pebble away. */
export const remove = (server: Server) => lab('server', 'down', server.name)

/** As if its power was cut. */
export const killServer = (server: Pick<Server, 'name'>) => lab('server', 'kill', server.name)

export const startServer = (server: Pick<Server, 'name'>) => lab('server', 'start', server.name)

/** From now on packets to and from the server vanish; nobody is told. */
export const cutCable = (server: Server) => lab('server', 'cut', server.name)

export const mendCable = (server: Server) => lab('server', 'mend', server.name)

/** The shared registry, or one of the test's own under a name, which it may stop and remove. */
export async function labRegistry(name = 'lab'): Promise<Registry> {
  return JSON.parse(await lab('registry', 'up', '--name', name)) as Registry
}

export const stopRegistry = (registry: Pick<Registry, 'name'>) => lab('registry', 'stop', '--name', registry.name)
export const startRegistry = (registry: Pick<Registry, 'name'>) => lab('registry', 'start', '--name', registry.name)
export const removeRegistry = (registry: Pick<Registry, 'name'>) => lab('registry', 'down', '--name', registry.name)

/** The ACME server of the server of that name. */
export async function labPebble(server: string): Promise<Pebble> {
  return JSON.parse(await lab('pebble', 'up', server)) as Pebble
}

/** The path of a program of the lab: vegeta, shellcheck, busybox, dash, … */
export const labTool = (name: string) => lab('tool', name)

/** Whether something of the lab runs: who did not start it does not stop it. */
export async function labRuns(): Promise<boolean> {
  const pid = Number.parseInt(await readFile(join(CACHE, 'state/registries/lab.open.pid'), 'utf8').catch(() => ''), 10)
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** How many servers there are. */
export async function labServers(): Promise<number> {
  const files = await readdir(join(CACHE, 'state/servers')).catch(() => [])
  return files.filter((file) => file.endsWith('.json')).length
}

/** The record of a registry that was made, whether or not it runs. */
export async function labRegistryMade(name: string): Promise<Registry | undefined> {
  const text = await readFile(join(CACHE, 'state/registries', `${name}.json`), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as Registry)
}
