import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { labTool } from '../../kit/lab.js'
import { poll } from '../../kit/poll.js'
import { freePort } from '../sshd.js'

/** A toxic of toxiproxy, for both directions. */
export interface Toxic {
  type: 'latency' | 'bandwidth' | 'reset_peer' | 'timeout'
  attributes: Readonly<Record<string, number>>
}

/** Toxiproxy between the runner and one server. */
export class Toxiproxy {
  private ways = 0

  private constructor(
    private readonly child: ChildProcess,
    private readonly api: string,
  ) {}

  static async start(): Promise<Toxiproxy> {
    const port = await freePort()
    const child = spawn(await labTool('toxiproxy'), ['-host', '127.0.0.1', '-port', String(port)], { stdio: 'ignore' })
    const proxy = new Toxiproxy(child, `http://127.0.0.1:${port}`)
    await poll(() => proxy.call('GET', '/version'), { deadlineMs: 10_000 })
    return proxy
  }

  /** A port of its own that leads to `upstream`, so that a fault hits one run and no other. */
  async way(upstream: string): Promise<Way> {
    this.ways += 1
    const name = `way${this.ways}`
    const made = JSON.parse(
      await this.call('POST', '/proxies', { name, listen: '127.0.0.1:0', upstream, enabled: true }),
    )
    const call = (method: string, path: string, body?: unknown) => this.call(method, `/proxies/${name}${path}`, body)
    return new Way(Number(String(made.listen).split(':').at(-1)), call)
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM')
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit')
  }

  private async call(method: string, path: string, body?: unknown): Promise<string> {
    const answer = await fetch(`${this.api}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`toxiproxy: ${method} ${path}: ${answer.status} ${text}`)
    return text
  }
}

/** The way from one run to its server. */
export class Way {
  private closed = false

  constructor(
    readonly port: number,
    private readonly send: (method: string, path: string, body?: unknown) => Promise<string>,
  ) {}

  /** A fault that comes when the run has ended already has no way to strike. */
  private async call(method: string, path: string, body?: unknown): Promise<void> {
    if (!this.closed) await this.send(method, path, body)
  }

  /** Resets every connection and refuses new ones. */
  async cut(): Promise<void> {
    await this.call('POST', '', { enabled: false })
  }

  async mend(): Promise<void> {
    await this.call('POST', '', { enabled: true })
  }

  async poison(toxics: readonly Toxic[]): Promise<void> {
    for (const toxic of toxics)
      for (const stream of ['upstream', 'downstream'])
        await this.call('POST', '/toxics', { ...toxic, name: `${toxic.type}-${stream}`, stream })
  }

  async cure(toxics: readonly Toxic[]): Promise<void> {
    for (const { type } of toxics)
      for (const stream of ['upstream', 'downstream']) await this.call('DELETE', `/toxics/${type}-${stream}`)
  }

  async close(): Promise<void> {
    this.closed = true
    // The whole of toxiproxy may be gone by then.
    await this.send('DELETE', '').catch(() => undefined)
  }
}
