import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'

export interface Target {
  method: 'GET' | 'POST'
  /** Host header: the router that is asked. */
  host: string
  /** Below `/`; an id of its own is added to a POST. */
  path: string
  headers?: Record<string, string>
  /** Which service must answer: Docker gives the address of a container that is gone to the next one, whatever that is. */
  service?: string
}

export interface LoadOptions {
  /** `http://address[:port]` of the proxy. */
  base: string
  /** Requests a second, sent whether or not the earlier ones were answered. */
  rate: number
  keepAlive: boolean
  targets: readonly Target[]
  /** Path of the vegeta program. */
  vegeta: string
  /** Words before it that start it elsewhere, such as in a server's network. */
  within?: readonly string[]
  /** Further options of its `attack`. */
  attack?: readonly string[]
}

/** One request that was sent, with its answer. */
export interface Hit {
  /** Milliseconds since the epoch, when it was sent. */
  at: number
  latencyMs: number
  method: string
  /** HTTP status; 0 when there was none. */
  code: number
  error: string
  /** Id of a POST's row. */
  id?: string
  service?: string
  version?: string
  container?: string
}

export interface LoadResult {
  sent: number
  failed: number
  /** How many failed for which reason, such as `502` or `connection refused`. */
  reasons: Record<string, number>
  hits: Hit[]
  /** Ids of the POSTs that were answered 2xx: each must be a row. */
  written: string[]
}

let loads = 0
const running = new Set<Load>()
const endAll = (): void => {
  for (const load of running) load.kill()
}
// Whatever fails in a test, no load goes on beside the files behind it.
const { afterAll: atEnd } = globalThis as { afterAll?: (end: () => void) => void }
atEnd?.(endAll)
process.on('exit', endAll)

/** Open-loop load by vegeta at a fixed rate, until it is stopped: a request that is slow or refused delays no other one. */
export class Load {
  private readonly attacker: ChildProcess
  private readonly encoder: ChildProcess
  private readonly hits: Hit[] = []
  private readonly words: string[] = []
  private readonly ended: Promise<void>
  private stopping = false

  private constructor(options: LoadOptions) {
    const { base, rate, keepAlive, vegeta, within = [], attack: further = [] } = options
    const attack = ['attack', '-format=json', '-lazy', '-duration=0', `-rate=${rate}/s`, `-keepalive=${keepAlive}`]
    const [program = vegeta, ...first] = [...within, vegeta]
    this.attacker = spawn(
      program,
      [...first, ...attack, '-timeout=20s', '-max-body=512', '-redirects=-1', ...further],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    )
    this.encoder = spawn(vegeta, ['encode', '-to=json'], { stdio: ['pipe', 'pipe', 'pipe'] })
    if (!this.attacker.stdin || !this.attacker.stdout || !this.encoder.stdin || !this.encoder.stdout)
      throw new Error('no pipes')
    // Both ends may close first when the load is stopped.
    for (const stream of [this.attacker.stdin, this.encoder.stdin]) stream.on('error', () => undefined)
    Readable.from(requests(base, options.targets, `${process.pid}-${++loads}`)).pipe(this.attacker.stdin)
    this.attacker.stdout.pipe(this.encoder.stdin)
    for (const program of [this.attacker, this.encoder])
      program.stderr?.on('data', (chunk) => this.words.push(String(chunk)))
    const lines = createInterface({ input: this.encoder.stdout })
    lines.on('line', (line) => this.hits.push(hit(JSON.parse(line) as VegetaResult)))
    this.ended = new Promise((resolve, reject) => {
      this.attacker.on('error', reject)
      this.attacker.on('exit', (code) => {
        if (!this.stopping) reject(new Error(`vegeta ended by itself (${code}): ${this.words.join('')}`))
      })
      lines.on('close', resolve)
    })
    running.add(this)
    this.ended.catch(() => undefined).finally(() => running.delete(this))
  }

  /** Starts it and waits until the first answers are there. */
  static async start(options: LoadOptions): Promise<Load> {
    const load = new Load(options)
    const deadline = Date.now() + 20_000
    while (load.hits.length < 3) {
      if (Date.now() > deadline) {
        load.kill()
        throw new Error(`no request was answered: ${load.words.join('')}`)
      }
      await Promise.race([new Promise((resolve) => setTimeout(resolve, 20)), load.ended])
    }
    return load
  }

  /** So far; answers that are still to come are missing. */
  get soFar(): LoadResult {
    return summary(this.hits)
  }

  /** Ends it at once, and counts nothing. */
  kill(): void {
    this.stopping = true
    for (const program of [this.attacker, this.encoder]) program.kill('SIGKILL')
  }

  /** Stops sending, waits for what is in flight, and counts. */
  async stop(): Promise<LoadResult> {
    this.stopping = true
    this.attacker.kill('SIGINT')
    await this.ended
    return summary(this.hits)
  }
}

/** Adds up several loads that ran at once. */
export function together(results: readonly LoadResult[]): LoadResult {
  return summary(results.flatMap(({ hits }) => hits))
}

/** `0 of 1234 failed`, with the reasons if there are any: what tests print. */
export function words({ sent, failed, reasons }: LoadResult): string {
  const list = Object.entries(reasons).map(([reason, count]) => `${count} x ${reason}`)
  return `${failed} of ${sent} failed${list.length === 0 ? '' : ` (${list.join(', ')})`}`
}

function summary(hits: readonly Hit[]): LoadResult {
  const reasons: Record<string, number> = {}
  const failed = hits.filter(({ code }) => code < 200 || code > 299)
  for (const one of failed) {
    const reason = one.code > 0 ? String(one.code) : one.error.replace(/^.*: /, '')
    reasons[reason] = (reasons[reason] ?? 0) + 1
  }
  const written = hits.flatMap(({ code, id }) => (id !== undefined && code > 199 && code < 300 ? [id] : []))
  return {
    sent: hits.length,
    failed: failed.length,
    reasons,
    hits: [...hits].sort((one, other) => one.at - other.at),
    written,
  }
}

function* requests(base: string, targets: readonly Target[], name: string): Generator<string> {
  for (let count = 0; ; count += 1) {
    const target = targets[count % targets.length]
    if (target === undefined) return
    const words = [
      ...(target.method === 'POST' ? [`id=${name}-${count}`] : []),
      ...(target.service === undefined ? [] : [`for=${target.service}`]),
    ]
    const query = words.length === 0 ? '' : `${target.path.includes('?') ? '&' : '?'}${words.join('&')}`
    const header = Object.fromEntries(
      Object.entries({ ...target.headers, Host: target.host }).map(([key, value]) => [key, [value]]),
    )
    yield `${JSON.stringify({ method: target.method, url: `${base}${target.path}${query}`, header })}\n`
  }
}

interface VegetaResult {
  code: number
  timestamp: string
  latency: number
  error: string
  body: string | null
  method: string
  url: string
}

function hit({ code, timestamp, latency, error, body, method, url }: VegetaResult): Hit {
  const { searchParams } = new URL(url)
  const id = searchParams.get('id')
  const wanted = searchParams.get('for')
  const text = body === null ? '' : Buffer.from(body, 'base64').toString()
  const said = text.startsWith('{')
    ? (JSON.parse(text) as { service: string; version: string; container: string })
    : undefined
  const sent = { at: Date.parse(timestamp), latencyMs: latency / 1e6, method, code, error }
  if (code > 199 && code < 300 && wanted !== null && said?.service !== wanted)
    return { ...sent, code: 0, error: 'another service answered' }
  return { ...sent, ...(id === null || method !== 'POST' ? {} : { id }), ...said }
}
