import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { Refused } from '../runtime/errors.js'
import { plain } from '../runtime/escape.js'
import { forgetLeftovers, noteLeftover } from '../runtime/leftovers.js'
import type { run } from '../runtime/run.js'
import { tempFolder } from '../runtime/temp.js'
import { type Builder, buildkitdToml, createCommand, forgottenBuilders, parseBuilder, partsOf } from './builder.js'
import { trustedRegistries } from './trustedRegistries.js'

const INSPECT_MS = 60_000
/** BuildKit's image has some 100 MB; where it does not come, a build without a cache is the quicker one. */
const START_MS = 60_000
const REMOVE_MS = 30_000
const PURPOSE = 'builder'

export interface BuilderOptions {
  run: typeof run
  /** The whole environment that Buildx is run with, with the logins. */
  env: Record<string, string>
  signal?: AbortSignal
}

/** A builder that was made for one build. */
export interface OwnBuilder extends AsyncDisposable {
  /** What makes Buildx use it. */
  env: Record<string, string>
  isAlive(): Promise<boolean>
}

/** The builder that Buildx uses by itself, such as one of docker/setup-buildx-action; undefined where that cannot be told. */
export async function currentBuilder(options: BuilderOptions): Promise<Builder | undefined> {
  const { run: runProgram, ...rest } = options
  const result = await runProgram(['docker', 'buildx', 'inspect'], { ...rest, timeoutMs: INSPECT_MS })
  return result.code === 0 ? parseBuilder(result.stdout) : undefined
}

/**
 * Starts a BuildKit in a container, which is removed when it is disposed of, and by the post step where this process is killed.
 * @throws Refused where it does not start, with Docker's words; then nothing is left of it.
 */
export async function startBuilder(
  made: { image: string; registry: string; isInsecure: boolean; isOnHost: boolean },
  options: BuilderOptions,
): Promise<OwnBuilder> {
  const { run: runProgram, env, signal } = options
  const folder = await tempFolder(PURPOSE)
  noteLeftover(folder.path)
  const name = builderOf(folder.path) ?? ''
  const dispose = async (): Promise<void> => {
    // What is still there is the post step's.
    if (!(await removeBuilder(name, options))) return
    forgetLeftovers([folder.path])
    await folder[Symbol.asyncDispose]()
  }
  // Where Buildx notes its builders: the user's list stays as it is.
  const own = { ...env, BUILDX_CONFIG: folder.path }
  let authorities: string | undefined
  try {
    const registries = await trustedRegistries(made.registry, { run: runProgram, env, folder })
    authorities = registries.find(({ host }) => host === made.registry)?.authorities?.[0]
    const toml = buildkitdToml(registries, { parallel: Math.max(2, availableParallelism()) })
    const config = await folder.write('buildkitd.toml', toml)
    const commands = [createCommand(name, { ...made, config }), ['docker', 'buildx', 'inspect', '--bootstrap', name]]
    for (const command of commands) {
      const result = await runProgram(command, { env: own, timeoutMs: START_MS, ...(signal && { signal }) })
      if (result.ended === 'timeout') throw new Refused(`it did not start within ${START_MS / 1000} s`)
      if (result.code !== 0) throw new Refused(lastLine(`${result.stdout}\n${result.stderr}`))
    }
    // Buildx has it started again for ever, even after the machine's death; where that stays so, the next builder removes it.
    const update = ['docker', 'container', 'update', '--restart=no', partsOf(name).container]
    await runProgram(update, { env, timeoutMs: INSPECT_MS })
    await removeForgotten(options)
  } catch (error) {
    await dispose()
    throw error
  }
  return {
    env: {
      ...{ BUILDX_CONFIG: folder.path, BUILDX_BUILDER: name },
      // Buildx itself asks for the tokens of a registry: whom its builder trusts, it has to trust, too.
      ...(authorities !== undefined && { SSL_CERT_FILE: authorities }),
    },
    isAlive: async () => {
      const asked = ['docker', 'container', 'inspect', '--format', '{{.State.Running}}', partsOf(name).container]
      const result = await runProgram(asked, { env, timeoutMs: INSPECT_MS })
      return result.stdout.trim() === 'true'
    },
    [Symbol.asyncDispose]: dispose,
  }
}

/** Name of the builder whose folder a path is that a step noted; undefined where it is none. Buildx makes its letters small. */
export function builderOf(path: string): string | undefined {
  const name = basename(path).toLowerCase()
  return name.startsWith(`stack-actions-${PURPOSE}-`) ? name : undefined
}

/** Removes what runs left behind whose machine died. */
async function removeForgotten({ run: runProgram, env }: BuilderOptions): Promise<void> {
  const filter = `name=^/?${partsOf(`stack-actions-${PURPOSE}-`).container.slice(0, -1)}`
  const format = '{{.Names}}\t{{.CreatedAt}}'
  const list = ['docker', 'container', 'ls', '--all', '--filter', filter, '--format', format]
  const { stdout } = await runProgram(list, { env, timeoutMs: INSPECT_MS })
  for (const name of forgottenBuilders(stdout, Date.now())) await removeBuilder(name, { run: runProgram, env })
}

/** Whether the engine goes through a proxy: a builder in a container is given none. */
export async function usesProxy({ run: runProgram, env }: BuilderOptions): Promise<boolean> {
  const asked = ['docker', 'info', '--format', '{{json .HTTPProxy}} {{json .HTTPSProxy}}']
  const { code, stdout } = await runProgram(asked, { env, timeoutMs: INSPECT_MS })
  return code === 0 && /[^"\s]/.test(stdout)
}

/**
 * Removes a builder of ours and its layers, by what the engine calls them: Buildx's own notes may be gone.
 * @returns Whether nothing is left of it.
 */
export async function removeBuilder(
  name: string,
  { run: runProgram, env }: { run: typeof run; env?: Record<string, string> },
): Promise<boolean> {
  const { container, volume } = partsOf(name)
  const options = { timeoutMs: REMOVE_MS, ...(env && { env }) }
  const removed = await runProgram(['docker', 'container', 'rm', '--force', container], options)
  const emptied = await runProgram(['docker', 'volume', 'rm', '--force', volume], options)
  return removed.code === 0 && emptied.code === 0
}

function lastLine(output: string): string {
  return plain(output).trim().split('\n').pop()?.slice(0, 500) ?? ''
}
