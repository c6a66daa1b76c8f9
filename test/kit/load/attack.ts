import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Readable, type Writable } from 'node:stream'
import { type Hit, hitOf, type VegetaResult } from './hits.js'
import type { Request, Traffic } from './traffic.js'

export interface AttackOptions {
  /** Path of the vegeta program. */
  vegeta: string
  /** Words before it that start it elsewhere, such as in a server's network. */
  within: readonly string[]
  /** Of `vegeta attack`. */
  options: readonly string[]
  requests: Iterable<Request>
  read: Traffic['read']
}

type Piped = ChildProcessByStdio<Writable, Readable, Readable>

/** `vegeta attack | vegeta encode`, on one kind of connection, until it is stopped. */
export class Attack {
  readonly hits: Hit[] = []
  /** Until all answers are read; rejects when vegeta ends by itself. */
  readonly ended: Promise<unknown>
  private readonly attacker: Piped
  private readonly encoder: Piped
  private stopping = false
  private words = ''

  constructor({ vegeta, within, options, requests, read }: AttackOptions) {
    this.attacker = piped([...within, vegeta, 'attack', '-format=json', '-lazy', '-duration=0', ...options])
    this.encoder = piped([vegeta, 'encode', '-to=json'])
    // Both ends may close first when the load is stopped.
    for (const { stdin } of [this.attacker, this.encoder]) stdin.on('error', () => undefined)
    for (const { stderr } of [this.attacker, this.encoder])
      stderr.on('data', (text) => {
        this.words += text
      })
    Readable.from(linesOf(requests)).pipe(this.attacker.stdin)
    this.attacker.stdout.pipe(this.encoder.stdin)
    const lines = createInterface({ input: this.encoder.stdout })
    lines.on('line', (line) => this.hits.push(hitOf(JSON.parse(line) as VegetaResult, read)))
    const allRead = new Promise<void>((resolve) => lines.once('close', resolve))
    this.ended = Promise.all([this.over(), allRead])
  }

  /** Until vegeta has ended and said its last word. */
  private over(): Promise<void> {
    return new Promise((resolve, reject) => {
      for (const program of [this.attacker, this.encoder]) program.once('error', reject)
      this.attacker.once('close', (code) => {
        if (this.stopping) resolve()
        else reject(new Error(`vegeta ended by itself (${code}): ${this.words}`))
      })
    })
  }

  /** What vegeta said. */
  get said(): string {
    return this.words
  }

  /** Sends no more; answers to what is in flight are waited for. */
  stop(): void {
    this.stopping = true
    this.attacker.kill('SIGINT')
  }

  /** Ends it at once. */
  kill(): void {
    this.stopping = true
    for (const program of [this.attacker, this.encoder]) program.kill('SIGKILL')
  }
}

function piped([program = '', ...rest]: readonly string[]): Piped {
  return spawn(program, rest, { stdio: ['pipe', 'pipe', 'pipe'] })
}

function* linesOf(requests: Iterable<Request>): Generator<string> {
  for (const request of requests) yield `${JSON.stringify(request)}\n`
}
