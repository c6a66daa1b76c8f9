import { StringDecoder } from 'node:string_decoder'

/** A longer line is cut: @actions/exec and the runner both take quadratic time on endless ones. */
const LINE_CHARACTERS = 64 * 1024

/** Cuts a stream of bytes into lines, in constant memory: UTF-8 over chunk borders, and a line of a gigabyte is cut. */
export class LineSplitter {
  private readonly decoder = new StringDecoder('utf8')
  private pending = ''
  private dropped = 0

  constructor(private readonly onLine: (line: string) => void) {}

  write(chunk: Buffer): void {
    this.take(this.decoder.write(chunk))
  }

  end(): void {
    this.take(this.decoder.end())
    if (this.pending !== '' || this.dropped > 0) this.flush()
  }

  private take(text: string): void {
    let start = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      this.append(text.slice(start, end))
      this.flush()
      start = end + 1
    }
    this.append(text.slice(start))
  }

  private append(text: string): void {
    const room = LINE_CHARACTERS - this.pending.length
    this.pending += text.slice(0, room)
    this.dropped += Math.max(0, text.length - room)
  }

  private flush(): void {
    const line = this.pending.endsWith('\r') ? this.pending.slice(0, -1) : this.pending
    this.onLine(this.dropped > 0 ? `${line}… (${this.dropped} characters not shown)` : line)
    this.pending = ''
    this.dropped = 0
  }
}

/** Keeps the end of a stream, up to a limit in bytes. */
export class Tail {
  private chunks: Buffer[] = []
  private size = 0
  private dropped = 0

  constructor(private readonly limit: number) {}

  write(chunk: Buffer): void {
    this.chunks.push(chunk)
    this.size += chunk.length
    while (this.size > this.limit) {
      const first = this.chunks[0] as Buffer
      const excess = Math.min(first.length, this.size - this.limit)
      if (excess === first.length) this.chunks.shift()
      else this.chunks[0] = first.subarray(excess)
      this.size -= excess
      this.dropped += excess
    }
  }

  text(): string {
    const kept = Buffer.concat(this.chunks).toString('utf8')
    return this.dropped > 0 ? `[${this.dropped} bytes not shown]\n${kept}` : kept
  }
}
