import { Attack } from './attack.js'
import { type LoadResult, resultOf } from './hits.js'
import type { Traffic } from './traffic.js'

export interface LoadOptions {
  /** Path of the vegeta program. */
  vegeta: string
  traffic: Traffic
  /** Kinds of connection, used side by side: for each, its options of `vegeta attack`. */
  connections: readonly (readonly string[])[]
  /** Requests a second on each kind of connection, sent whether or not the earlier ones were answered. */
  rate: number
  /** Words before vegeta that start it elsewhere, such as in a server's network. */
  within?: readonly string[]
}

/** One connection after the other, each as long as it lasts. */
export const LASTING = ['-keepalive=true']
/** A connection for each request. */
export const NEW_EACH = ['-keepalive=false']

/** Of an option that is given twice vegeta takes the last: a kind of connection may have its own. */
const ALWAYS = ['-timeout=20s', '-max-body=512', '-redirects=-1']
/** Of each kind of connection, before anything is done under the load. */
const FIRST_ANSWERS = 3
const FIRST_ANSWERS_MS = 30_000

let loads = 0
const running = new Set<Load>()
const killAll = (): void => {
  for (const load of running) load.kill()
}
// Whatever fails in a test, no load goes on beside the files behind it.
const { afterAll: atEnd } = globalThis as { afterAll?: (end: () => void) => void }
atEnd?.(killAll)
process.on('exit', killAll)

/** Open-loop load by vegeta at a fixed rate, until it is stopped: a request that is slow or refused delays no other one. */
export class Load {
  private readonly attacks: readonly Attack[]
  private readonly ended: Promise<unknown>

  private constructor({ vegeta, traffic, connections, rate, within = [] }: LoadOptions) {
    loads += 1
    const name = `${Date.now().toString(36)}-${process.pid}-${loads}`
    this.attacks = connections.map((kind, number) => {
      const requests = traffic.requests(`${name}-${number}`)
      return new Attack({
        vegeta,
        within,
        options: [`-rate=${rate}/s`, ...ALWAYS, ...kind],
        requests,
        read: (answer) => traffic.read(answer),
      })
    })
    this.ended = Promise.all(this.attacks.map(({ ended }) => ended))
    running.add(this)
    this.ended.catch(() => this.kill()).finally(() => running.delete(this))
  }

  /** Starts it and waits until there are answers on each kind of connection. */
  static async start(options: LoadOptions): Promise<Load> {
    const load = new Load(options)
    const deadline = Date.now() + FIRST_ANSWERS_MS
    while (load.attacks.some(({ hits }) => hits.length < FIRST_ANSWERS)) {
      if (Date.now() > deadline) {
        load.kill()
        throw new Error(`no request was answered: ${load.attacks.map(({ said }) => said).join('')}`)
      }
      await Promise.race([new Promise((resolve) => setTimeout(resolve, 20)), load.ended])
    }
    return load
  }

  /** So far; answers that are still to come are missing. */
  get soFar(): LoadResult {
    return resultOf(this.attacks.flatMap(({ hits }) => hits))
  }

  /** Stops sending, waits for what is in flight, and counts. */
  async stop(): Promise<LoadResult> {
    for (const attack of this.attacks) attack.stop()
    await this.ended
    return this.soFar
  }

  /** Ends it at once, and counts nothing. */
  kill(): void {
    for (const attack of this.attacks) attack.kill()
  }
}
