import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Duplex, Readable } from 'node:stream'
import { UserError } from '../runtime/errors.js'
import { run } from '../runtime/run.js'
import { type TempFolder, tempFolder } from '../runtime/temp.js'
import { addressText, type HostAddress, parseAddress } from './address.js'
import { ConnectionLost, noKnownHosts, type Own } from './failures.js'
import { Master } from './master.js'
import { isCutOff, lastWords } from './opensshTexts.js'
import { type Credentials, commandArgv, masterArgv, tunnelArgv } from './options.js'
import { checkKey, writeKey } from './privateKey.js'
import { commandLine } from './quote.js'
import { Tunnel } from './tunnel.js'

export interface ConnectOptions {
  /** `user@host` or `user@host:port`. */
  host: string
  /** Text of a private key without passphrase; absent, ssh finds one by its own configuration, or asks the agent. */
  sshKey?: string | undefined
  /** Lines of known_hosts; absent, the files of ssh's own configuration. */
  knownHosts?: string | undefined
  signal?: AbortSignal
  /** Called when ssh has been started: from then on the login takes its time by itself. */
  onBegun?: () => void
}

export interface ExecOptions {
  stdin?: string | Uint8Array | Readable
  /** Each line of stdout, as it comes. */
  onLine?: (line: string) => void
  /** Gives up waiting: the command on the server finds its stdin and stdout closed, no more. */
  signal?: AbortSignal
  timeoutMs?: number
}

export interface ExecResult {
  code: number
  stdout: string
  stderr: string
}

/** A server, over one SSH connection. */
export interface Host extends AsyncDisposable {
  /** `user@host:port`, for messages. */
  readonly name: string
  /**
   * Runs a command of the server; every argument arrives byte for byte.
   * @throws ConnectionLost where the connection ended, or nothing came within `timeoutMs`
   */
  exec(argv: readonly string[], options?: ExecOptions): Promise<ExecResult>
  /** A TCP connection made from the server, such as to a container's address. */
  tunnel(address: string, port: number): Duplex
  /** A new connection in place of one that was lost. @throws ConnectionLost where there is still no way through */
  reconnect(options?: { signal?: AbortSignal }): Promise<void>
}

/**
 * Connects to a server. The key can be read by ssh only while the login lasts, and lies in no file (tempFolder).
 *
 * @throws Refused that tells apart: a bad host, a missing or different host key, a bad or wrong key, no way to the server
 */
export async function connect({ host, sshKey, knownHosts, signal, onBegun }: ConnectOptions): Promise<Host> {
  const address = parseAddress(host)
  if (knownHosts?.trim() === '') throw noKnownHosts(address)
  // A socket's path has 104 bytes at most on some systems, and ssh adds 17: RUNNER_TEMP is too deep for it.
  const folder = await mkdtemp(join('/tmp', 'stack-actions-'))
  const server = new SshHost(address, folder, { sshKey, knownHosts })
  try {
    await server.login(signal, onBegun)
    return server
  } catch (error) {
    await server[Symbol.asyncDispose]()
    throw error
  }
}

class SshHost implements Host {
  readonly name: string
  private master: Master | undefined
  private logins = 0
  private reconnecting: Promise<void> | undefined

  constructor(
    private readonly address: HostAddress,
    private readonly folder: string,
    private readonly given: Pick<ConnectOptions, 'sshKey' | 'knownHosts'>,
  ) {
    this.name = addressText(address)
  }

  /** A name of its own for each connection: the socket of a lost one may still be there. */
  private get control(): string {
    return join(this.folder, String(this.logins))
  }

  async login(signal: AbortSignal | undefined, onBegun: () => void = () => {}): Promise<void> {
    signal?.throwIfAborted()
    const { sshKey, knownHosts } = this.given
    const hasFiles = sshKey !== undefined || knownHosts !== undefined
    await using files = hasFiles ? await tempFolder('ssh') : undefined
    const credentials = files === undefined ? {} : await credentialsIn(files, this.given)
    this.logins += 1
    const argv = masterArgv(this.address, this.control, credentials, commandLine(Master.command))
    try {
      const starting = Master.start(argv, this.address, { signal, own: ownOf(credentials) })
      onBegun()
      this.master = await starting
    } catch (error) {
      // A key that cannot be used is refused like one that is not known: what is wrong with it is said in our words, and first.
      if (signal?.aborted !== true && credentials.keyFile !== undefined) await checkKey(credentials.keyFile)
      throw error
    }
  }

  async exec(argv: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
    const { onLine, ...rest } = options
    const result = await run(commandArgv(this.address, this.control, commandLine(argv)), {
      // With no stdin at all the command would wait for ours.
      stdin: '',
      ...rest,
      ...(onLine && { onLine: (line, stream) => stream === 'stdout' && onLine(line) }),
    })
    options.signal?.throwIfAborted()
    if (result.ended === 'timeout')
      throw new ConnectionLost(`${this.address.name} did not answer in time`, { at: this.name })
    if (result.code === 255 && (await this.isLost(result.stderr))) {
      throw new ConnectionLost(`the connection to ${this.address.name} was lost${this.cause(result.stderr)}`, {
        at: this.name,
      })
    }
    return { code: result.code, stdout: result.stdout, stderr: result.stderr }
  }

  tunnel(address: string, port: number): Duplex {
    return new Tunnel(tunnelArgv(this.address, this.control, { address, port }), () => this.master?.said ?? '')
  }

  /** Of several who ask for it at once, each gets the same one. */
  async reconnect(options: { signal?: AbortSignal } = {}): Promise<void> {
    this.reconnecting ??= this.loginAgain(options).finally(() => {
      this.reconnecting = undefined
    })
    return this.reconnecting
  }

  private async loginAgain({ signal }: { signal?: AbortSignal }): Promise<void> {
    await this.master?.end()
    this.master = undefined
    try {
      await this.login(signal)
    } catch (error) {
      // What ran before goes on there, so that this is not "refused, nothing changed", whatever the reason.
      if (error instanceof UserError) throw new ConnectionLost(error.message, { ...advice(error), cause: error })
      throw error
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.master?.end()
    await rm(this.folder, { recursive: true, force: true })
  }

  /** 255 is ssh's own word for a lost connection, but a command may end with it, too. */
  private async isLost(stderr: string): Promise<boolean> {
    if (isCutOff(stderr)) return true
    return this.master === undefined || (await this.master.hasEnded())
  }

  private cause(stderr: string): string {
    const said = lastWords(this.master?.said ?? '') || lastWords(stderr)
    return said === '' ? '' : `: ${said}`
  }
}

function ownOf({ keyFile, knownHostsFile }: Credentials): Own {
  return { key: keyFile === undefined, knownHosts: knownHostsFile === undefined }
}

/** What was given, as files. */
async function credentialsIn(
  files: TempFolder,
  { sshKey, knownHosts }: Pick<ConnectOptions, 'sshKey' | 'knownHosts'>,
): Promise<Credentials> {
  const lines = knownHosts?.replace(/\r\n?/g, '\n').trim()
  return {
    ...(sshKey !== undefined && { keyFile: await writeKey(files, sshKey) }),
    ...(lines !== undefined && { knownHostsFile: await files.write('known_hosts', `${lines}\n`) }),
  }
}

function advice({ at, todo }: UserError) {
  return { ...(at !== undefined && { at }), todo }
}
