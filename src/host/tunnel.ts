import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { Duplex } from 'node:stream'
import { Tail } from '../runtime/lines.js'
import { lastWords, tunnelFault } from './opensshTexts.js'

/** Nobody could ask: the connection is lost, or sshd forbids it. It says nothing of the far side. */
export class TunnelUnusable extends Error {}

/**
 * A TCP connection through ssh's stdin and stdout (`ssh -W`), which @actions/exec cannot hand out. Ends with the error that ssh gives when
 * the far side cannot be reached.
 */
export class Tunnel extends Duplex {
  private readonly child: ChildProcessWithoutNullStreams
  private readonly stderr = new Tail(4096)

  /** `masterSaid`: what the ssh that holds the connection printed; it alone is told why the far side was not reached. */
  constructor(argv: readonly string[], masterSaid: () => string) {
    super()
    const [program = '', ...args] = argv
    this.child = spawn(program, args, { stdio: 'pipe' })
    this.child.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) this.child.stdout.pause()
    })
    this.child.stderr.on('data', (chunk: Buffer) => this.stderr.write(chunk))
    this.child.stdin.on('error', () => {})
    this.child.once('error', (error) => this.destroy(error))
    // Only now is known whether the far side ended it or it was never there.
    this.child.once('close', (code) => {
      const said = this.stderr.text()
      if (code === 0 || said === '') this.push(null)
      else this.destroy(reason(said, masterSaid()))
    })
  }

  override _read(): void {
    this.child.stdout.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    // An error here is EPIPE: why it ended is told on `close`.
    this.child.stdin.write(chunk, () => done())
  }

  override _final(done: (error?: Error | null) => void): void {
    this.child.stdin.end(() => done())
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.child.kill('SIGTERM')
    done(error)
  }
}

function reason(said: string, masterSaid: string): Error {
  const fault = tunnelFault(said, masterSaid)
  if (fault === 'lost') return new TunnelUnusable(lastWords(said))
  if (fault === 'forbidden') return new TunnelUnusable('sshd on the server forbids it (AllowTcpForwarding no)')
  return new Error(fault.unreached)
}
