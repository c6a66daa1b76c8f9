import { type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'

export type LongKind = 'upload' | 'websocket' | 'event stream'

export interface LongOptions {
  /** `http://address[:port]` of the proxy. */
  base: string
  /** Host header. */
  host: string
  kind: LongKind
  /** How many uploads follow each other at one a second, or how many connections are held at once. */
  count: number
  /** How long a client that was told to leave stays, and must be let stay. */
  staysMs: number
}

export interface LongOutcome {
  opened: number
  /** One text for each that did not end as its client wanted. */
  faults: string[]
  /** Versions of those that were told to leave, and of those that their clients then got. */
  left: string[]
  found: string[]
}

const UPLOAD_MS = 10_000
const CHUNKS = 100
const CHUNK = Buffer.alloc(10_000, 'x')

/** Uploads that take ten seconds, or websockets and event streams whose clients stay until they are told to leave, and then come again. */
export class LongRequests {
  private readonly outcome: LongOutcome = { opened: 0, faults: [], left: [], found: [] }
  private readonly running: Promise<void>[] = []
  private stopping = false
  private readonly closers = new Set<() => void>()

  constructor(private readonly options: LongOptions) {
    this.more()
  }

  /** As many again, now. */
  more(): void {
    const { count, kind } = this.options
    for (let index = 0; index < count; index += 1)
      this.running.push(kind === 'upload' ? this.upload(index * 1000) : this.client())
  }

  /** Waits for the uploads, closes what is held, and counts. */
  async stop(): Promise<LongOutcome> {
    this.stopping = true
    for (const close of this.closers) close()
    await Promise.all(this.running)
    return this.outcome
  }

  private async upload(afterMs: number): Promise<void> {
    await pause(afterMs)
    this.outcome.opened += 1
    const said = await new Promise<string>((resolve) => {
      const { asked, url } = this.to('/upload', { method: 'POST' })
      const upload = request(url, asked, async (response) => resolve(`${response.statusCode} ${await text(response)}`))
      upload.on('error', (error) => resolve(error.message))
      let chunks = 0
      const beat = setInterval(() => {
        chunks += 1
        upload.write(CHUNK)
        if (chunks < CHUNKS) return
        clearInterval(beat)
        upload.end()
      }, UPLOAD_MS / CHUNKS)
      upload.on('close', () => clearInterval(beat))
    })
    if (!said.startsWith('200 ') || !said.includes(`"bytes":${CHUNKS * CHUNK.length}`))
      this.outcome.faults.push(`an upload was answered: ${said}`)
  }

  private async client(): Promise<void> {
    let cameBack = false
    while (!this.stopping) {
      this.outcome.opened += 1
      const stay = await this.stay(cameBack).catch((error: Error) => ({ fault: error.message }))
      if (stay.fault === undefined) cameBack = true
      else {
        this.outcome.faults.push(`${this.options.kind}: ${stay.fault}`)
        await pause(200)
      }
    }
  }

  /** One connection from its first word to its end. */
  private async stay(cameBack: boolean): Promise<{ fault?: string }> {
    const stream = await (this.options.kind === 'websocket' ? this.socket() : this.events())
    return new Promise((resolve) => {
      let told: number | undefined
      let known = false
      const leave = () => {
        // A close frame of a websocket's client; the end of an event stream is the end of its connection.
        if (this.options.kind === 'websocket') stream.write(Buffer.from([0x88, 0x80, 0, 0, 0, 0]))
        else stream.destroy()
        end({})
      }
      const end = (stay: { fault?: string }) => {
        this.closers.delete(leave)
        resolve(stay)
      }
      this.closers.add(leave)
      if (this.stopping) leave()
      stream.on('data', (chunk: Buffer) => {
        for (const [, event, version = ''] of chunk
          .toString('latin1')
          .matchAll(/(tick|leave)(?:\ndata:)? (\S+) \w{12}/g)) {
          if (!known && cameBack) this.outcome.found.push(version)
          known = true
          if (event !== 'leave' || told !== undefined) continue
          told = Date.now()
          this.outcome.left.push(version)
          setTimeout(leave, this.options.staysMs)
        }
      })
      stream.on('error', () => undefined)
      stream.on('close', () => {
        const since = told === undefined ? 'without a word' : `${Date.now() - told} ms after it was told to leave`
        end({ fault: `cut ${since}` })
      })
    })
  }

  private socket(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const headers = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' }
      const { asked, url } = this.to('/socket', {
        headers: { ...headers, 'sec-websocket-key': btoa('sixteen bytes...') },
      })
      const opening = request(url, asked, (response) => reject(new Error(`answered ${response.statusCode}`)))
      opening.on('upgrade', (_response, socket, head) => {
        socket.unshift(head)
        resolve(socket as Socket)
      })
      opening.on('error', reject)
      opening.end()
    })
  }

  private events(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const { asked, url } = this.to('/events', {})
      const opening = request(url, asked, (response) => {
        if (response.statusCode === 200) resolve(response as unknown as Socket)
        else reject(new Error(`answered ${response.statusCode}`))
      })
      opening.on('error', reject)
      opening.end()
    })
  }

  private to(path: string, more: { method?: string; headers?: Record<string, string> }) {
    const headers = { host: this.options.host, ...more.headers }
    return { url: `${this.options.base}${path}`, asked: { agent: false, ...more, headers } as const }
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function text(response: IncomingMessage): Promise<string> {
  let said = ''
  for await (const chunk of response) said += chunk
  return said
}
