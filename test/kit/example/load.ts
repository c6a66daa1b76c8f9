import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { Outside } from './server.js'

/** One request that was sent, with its answer. */
export interface Hit {
  /** Milliseconds since the epoch, when it was sent. */
  at: number
  host: string
  /** HTTP status; 0 when there was none. */
  code: number
  error: string
  /** Of a POST's row. */
  id: string | undefined
  /** Which version answered. */
  version: string
  /** Which container answered. */
  instance: string
  /** Of a failure, its beginning. */
  body: string
}

export interface LoadResult {
  sent: number
  failed: number
  /** How many failed for which reason. */
  reasons: Record<string, number>
  /** Ids of the POSTs that were answered 2xx: each must be a row. */
  written: string[]
  /** In the order in which they were sent. */
  hits: Hit[]
}

/** Requests a second of each of the three kinds of connection. */
const RATE = 25
const KINDS = [
  ['-keepalive=true', '-http2=true'],
  ['-keepalive=true', '-http2=false'],
  ['-keepalive=false', '-http2=false'],
]

/**
 * Open-loop load by vegeta over verified HTTPS: GET and POST, at a fixed rate whether or not earlier requests were answered; over HTTP/2,
 * over lasting connections of HTTP/1.1, and over a new connection for every request.
 */
export class Load {
  private readonly hits: Hit[] = []
  private words = ''
  private readonly attacks: { attack: ChildProcess; ended: Promise<void> }[]
  private stopped: Promise<LoadResult> | undefined

  private constructor({ vegeta, domain, address, caFile }: Outside & { vegeta: string }) {
    const hosts = ['api.l2p', 'l2p', 'vault', 'payment', 'auth'].map((name) => `${name}.${domain}`)
    const name = Date.now().toString(36)
    const always = ['attack', '-format=json', '-lazy', '-duration=0', `-rate=${RATE}/s`, '-timeout=30s']
    this.attacks = KINDS.map((kind, number) => {
      const attack = spawn(
        vegeta,
        [
          ...[...always, '-redirects=-1', '-max-body=300', ...kind],
          ...(caFile ? [`-root-certs=${caFile}`] : []),
          ...(address ? hosts.map((host) => `-connect-to=${host}:443:${address}:443`) : []),
        ],
        { stdio: ['pipe', 'pipe', 'pipe'] },
      )
      const encode = spawn(vegeta, ['encode', '-to=json'], { stdio: ['pipe', 'pipe', 'inherit'] })
      // Both ends may close first when the load is stopped.
      for (const stream of [attack.stdin, encode.stdin]) stream.on('error', () => undefined)
      attack.stderr.on('data', (text) => {
        this.words += text
      })
      Readable.from(targets(domain, `${name}-${number}`)).pipe(attack.stdin)
      attack.stdout.pipe(encode.stdin)
      const lines = createInterface({ input: encode.stdout })
      lines.on('line', (line) => this.hits.push(hit(JSON.parse(line) as VegetaResult)))
      return { attack, ended: new Promise((resolve) => lines.on('close', resolve)) }
    })
  }

  /** Starts it and waits until each kind of connection had answers. */
  static async start(options: Outside & { vegeta: string }): Promise<Load> {
    const load = new Load(options)
    const deadline = Date.now() + 30_000
    while (load.hits.length < 10) {
      if (Date.now() > deadline || load.attacks.some(({ attack }) => attack.exitCode !== null)) {
        await load.stop()
        throw new Error(`the load has no answers: ${load.words}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return load
  }

  /** So far; answers that are still to come are missing. */
  get soFar(): LoadResult {
    return summary(this.hits)
  }

  /** Stops sending, waits for what is in flight, and counts. */
  stop(): Promise<LoadResult> {
    this.stopped ??= this.end()
    return this.stopped
  }

  private async end(): Promise<LoadResult> {
    const early = this.attacks.filter(({ attack }) => attack.exitCode !== null).length
    for (const { attack } of this.attacks) attack.kill('SIGINT')
    await Promise.all(this.attacks.map(({ ended }) => ended))
    if (early > 0) throw new Error(`${early} of ${this.attacks.length} loads ended by themselves: ${this.words}`)
    return summary(this.hits)
  }
}

/** `0 of 1234`, with the reasons if there are any. */
export function failedOfSent({ failed, sent, reasons }: LoadResult): string {
  const list = Object.entries(reasons).map(([reason, count]) => `${count} x ${reason}`)
  return `${failed} of ${sent}${list.length === 0 ? '' : ` (${list.join(', ')})`}`
}

/** Which versions answered for a host over time, without repetitions. */
export function versionsOver({ hits }: LoadResult, host: string): string[] {
  const versions = hits.filter((one) => one.host === host && one.version !== '').map(({ version }) => version)
  return versions.filter((version, index) => version !== versions[index - 1])
}

function* targets(domain: string, name: string): Generator<string> {
  const asks = ['api.l2p', 'l2p', 'vault'].map((service) => ({
    method: 'GET',
    url: `https://${service}.${domain}/version`,
  }))
  for (let count = 0; ; count += 1) {
    const ask = asks[(count >> 1) % asks.length]
    const id = `${name}-${count}`
    const post = {
      method: 'POST',
      // The query names the row in vegeta's results; the service reads the body.
      url: `https://api.l2p.${domain}/items?${id}`,
      header: { 'Content-Type': ['application/json'] },
      body: Buffer.from(JSON.stringify({ id, text: 'load' })).toString('base64'),
    }
    yield `${JSON.stringify(count % 2 === 0 ? ask : post)}\n`
  }
}

interface VegetaResult {
  code: number
  timestamp: string
  error: string
  method: string
  url: string
  body: string | null
  headers: Record<string, string[]> | null
}

function hit({ code, timestamp, error, method, url, headers, body }: VegetaResult): Hit {
  const { host, search } = new URL(url)
  return {
    at: Date.parse(timestamp),
    host,
    code,
    error,
    id: method === 'POST' ? search.slice(1) : undefined,
    version: headers?.['X-Version']?.[0] ?? '',
    instance: headers?.['X-Instance']?.[0] ?? '',
    body: code > 299 && body !== null ? Buffer.from(body, 'base64').toString().trim() : '',
  }
}

function summary(hits: readonly Hit[]): LoadResult {
  const failed = hits.filter(({ code }) => code < 200 || code > 299)
  const reasons: Record<string, number> = {}
  for (const { code, error, version, body } of failed) {
    const reason =
      code > 0 ? [code, version && `from ${version}`, body].filter(Boolean).join(' ') : error.replace(/^.*: /, '')
    reasons[reason] = (reasons[reason] ?? 0) + 1
  }
  const written = hits.flatMap(({ code, id }) => (id !== undefined && code > 199 && code < 300 ? [id] : []))
  return {
    sent: hits.length,
    failed: failed.length,
    reasons,
    written,
    hits: [...hits].sort((one, other) => one.at - other.at),
  }
}
