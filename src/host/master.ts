import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Refused } from '../runtime/errors.js'
import { limited } from '../runtime/limited.js'
import { Tail } from '../runtime/lines.js'
import type { HostAddress } from './address.js'
import { loginFailure, NOTHING_OWN, type Own, unreachable } from './failures.js'

/** Printed on the server once the login is done; whatever a login shell prints before is skipped. */
const GREETING = 'stack-actions-connected'
/** ConnectTimeout ends with the banner: a server that hangs in the key exchange would hang us (milliseconds). */
const LOGIN_MS = 40_000
const GRACE_MS = 2000

/** The ssh that holds the connection. It outlives single commands, so @actions/exec, which waits for the end, does not fit. */
export class Master {
  /** Waits on stdin: when this process is killed, the pipe closes, `cat` ends, and with it the connection. */
  static readonly command = ['sh', '-c', `echo ${GREETING}; exec cat >/dev/null`]

  private readonly stderr = new Tail(16 * 1024)
  private readonly ended: Promise<void>
  private gone = false

  private constructor(
    private readonly child: ChildProcess,
    private readonly own: Own,
  ) {
    child.stderr?.on('data', (chunk: Buffer) => this.stderr.write(chunk))
    child.stdin?.on('error', () => {})
    this.ended = new Promise((resolve) => {
      const end = () => {
        this.gone = true
        resolve()
      }
      child.once('close', end)
      child.once('error', end)
    })
  }

  /** @throws Refused with the reason why there is no connection; the signal's reason where it is aborted */
  static async start(
    argv: readonly string[],
    address: HostAddress,
    { signal, own = NOTHING_OWN }: { signal?: AbortSignal | undefined; own?: Own },
  ): Promise<Master> {
    const [program = '', ...args] = argv
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: environmentOf(process.env, own),
      // Ctrl-C in a terminal must not take the connection, over which the deploy is aborted.
      detached: true,
    })
    const master = new Master(child, own)
    try {
      await master.greeted(address, signal)
      return master
    } catch (error) {
      await master.end()
      throw error
    }
  }

  /** What ssh printed, such as why the connection ended. */
  get said(): string {
    return this.stderr.text()
  }

  /** Whether the connection is gone; waits a moment, because a command learns of the loss a little before we do. */
  async hasEnded(): Promise<boolean> {
    const moment = AbortSignal.timeout(500)
    await Promise.race([this.ended, once(moment, 'abort')])
    return this.gone
  }

  async end(): Promise<void> {
    if (this.gone) return
    const kill = setTimeout(() => this.child.kill('SIGKILL'), GRACE_MS)
    // A signal that comes just before ssh waits for its sockets is seen only after the next event there: the end of its stdin is one.
    this.child.stdin?.end()
    this.child.kill('SIGTERM')
    await this.ended
    clearTimeout(kill)
  }

  private async greeted(address: HostAddress, signal: AbortSignal | undefined): Promise<void> {
    const stop = limited(LOGIN_MS, ...(signal === undefined ? [] : [signal]))
    const greeting = new Promise<void>((resolve) => {
      let seen = ''
      this.child.stdout?.on('data', (chunk: Buffer) => {
        seen = `${seen}${chunk.toString('latin1')}`.slice(-4096)
        if (seen.includes(GREETING)) resolve()
      })
    })
    const failed = new Promise<never>((_, reject) => {
      this.child.once('error', (error: NodeJS.ErrnoException) => reject(notStarted(error)))
      this.child.once('close', (code) => reject(this.refusal(address, code)))
    })
    // Subscribe before it starts: `once` misses an event that fired earlier.
    const aborted = (stop.aborted ? Promise.resolve() : once(stop, 'abort')).then(() => {
      signal?.throwIfAborted()
      throw unreachable(address, 'the login took too long', 'look at the load and at the log of sshd on the server')
    })
    // Whichever comes later is of no interest any more.
    for (const late of [failed, aborted]) late.catch(() => {})
    await Promise.race([greeting, failed, aborted])
  }

  private refusal(address: HostAddress, code: number | null): Refused {
    // Other codes than ssh's own come from the server: a forced command, a login shell such as nologin.
    if (code === 255 || code === null) return loginFailure(address, this.said, this.own)
    return new Refused(`${address.user} may log in to ${address.name}, but not run commands: ${this.said.trim()}`, {
      at: `exit code ${code}`,
      todo: `give ${address.user} a login shell, and no forced command in authorized_keys`,
    })
  }
}

/**
 * The environment of ssh. Its own configuration may name any variable (`${XDG_RUNTIME_DIR}`), and start programs that need theirs
 * (ProxyCommand); but nothing may ask in a window, where BatchMode would not reach.
 */
export function environmentOf(env: NodeJS.ProcessEnv, own: Own): NodeJS.ProcessEnv {
  if (!own.key) return { PATH: env.PATH, HOME: env.HOME, LC_ALL: 'C' }
  const passed = Object.entries(env).filter(([name]) => name !== 'DISPLAY' && !name.startsWith('SSH_ASKPASS'))
  return { ...Object.fromEntries(passed), LC_ALL: 'C' }
}

function notStarted(error: NodeJS.ErrnoException): Error {
  if (error.code !== 'ENOENT') return error
  return new Refused('ssh is not installed on this runner', { todo: 'install OpenSSH’s client (openssh-client)' })
}
