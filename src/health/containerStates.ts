import { dockerThere } from '../host/dockerThere.js'
import { ConnectionLost } from '../host/failures.js'
import type { ExecResult, Host } from '../host/ssh.js'
import { jsonObject } from '../runtime/json.js'
import type { Answer } from './gate.js'

/** A container's state in `docker inspect`, as far as a gate reads it. */
export interface ContainerState {
  Status: string
  ExitCode: number
  Restarting?: boolean
  Health?: { Status: string } | null
}

/** What a container's state means to a gate (pure). */
export function judgeState(state: ContainerState | undefined): Answer {
  if (state === undefined) return { ok: false, failure: 'no container', final: true }
  if (state.Status === 'restarting' || state.Restarting) {
    return { ok: false, failure: `restarting (exit code ${state.ExitCode})`, final: true }
  }
  if (state.Status === 'exited' || state.Status === 'dead' || state.Status === 'removing') {
    return { ok: false, failure: `${state.Status} (exit code ${state.ExitCode})`, final: true }
  }
  if (state.Status !== 'running') return { ok: false, failure: state.Status }
  const health = state.Health?.Status ?? 'none'
  if (health === 'unhealthy') return { ok: false, failure: 'Docker calls it unhealthy', final: true }
  if (health === 'starting') return { ok: false, failure: 'Docker calls it starting' }
  return { ok: true }
}

/** Asks Docker for the states of all containers that are asked for at the same time in one `docker inspect`. */
export class ContainerStates {
  private waiting: { ids: Set<string>; states: Promise<Map<string, ContainerState>> } | undefined

  /** @param read States that were read just now: the first request for one of them is answered from here. */
  constructor(
    private readonly host: Host,
    private readonly read = new Map<string, ContainerState>(),
  ) {}

  async state(container: string, signal: AbortSignal): Promise<ContainerState | undefined> {
    const known = this.read.get(container)
    if (this.read.delete(container)) return known
    if (this.waiting === undefined) {
      const ids = new Set<string>()
      const turn = new Promise<void>((resolve) => setImmediate(resolve))
      const states = turn.then(() => {
        this.waiting = undefined
        return this.inspect([...ids], signal)
      })
      this.waiting = { ids, states }
    }
    this.waiting.ids.add(container)
    return (await this.waiting.states).get(container)
  }

  private async inspect(ids: readonly string[], signal: AbortSignal): Promise<Map<string, ContainerState>> {
    // Not `{{json .}}` of the whole: it is long, and holds the secrets of the environment.
    const format = '{{.Id}} {{json .State}}'
    const argv = dockerThere(['inspect', '--type', 'container', '-f', format, ...ids])
    const { code, stdout, stderr } = await this.ask(argv, signal)
    const states = new Map<string, ContainerState>()
    for (const row of stdout.split('\n')) {
      const [, id, text = ''] = /^([0-9a-f]{64}) (\{.*\})$/.exec(row) ?? []
      const state = jsonObject(text)
      if (id !== undefined && typeof state?.['Status'] === 'string') states.set(id, state as unknown as ContainerState)
    }
    // An exit code other than 0 is also given where only some are missing.
    if (code !== 0 && states.size === 0 && !/no such (container|object)/i.test(stderr)) {
      throw new Error(`docker inspect: ${stderr.trim().split('\n').at(-1)}`)
    }
    return states
  }

  /** Asks again over a new connection: a window may outlast a connection, and a lost one says nothing about the containers. */
  private async ask(argv: readonly string[], signal: AbortSignal): Promise<ExecResult> {
    try {
      return await this.host.exec(argv, { signal })
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error
      await this.host.reconnect({ signal })
      return this.host.exec(argv, { signal })
    }
  }
}
