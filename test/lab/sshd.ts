import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A real sshd on loopback, with its own host key and one user's key. */
export interface LoopbackServer {
  port: number
  /** `root@127.0.0.1:port`. */
  host: string
  folder: string
  /** Private key that may log in. */
  key: string
  /** Its line of known_hosts. */
  knownHosts: string
  /** Cuts every connection, as a cable does, but keeps listening. */
  cut(): void
  stop(): void
}

/** @param kind Of ssh-keygen's options, such as `-t rsa -m PEM`. */
export function makeKey(folder: string, name: string, passphrase = '', kind = '-t ed25519'): string {
  const path = join(folder, name)
  execFileSync('ssh-keygen', ['-q', ...kind.split(' '), '-N', passphrase, '-C', 'test', '-f', path])
  return readFileSync(path, 'utf8')
}

export async function startSshd(extra: string[] = []): Promise<LoopbackServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sshd-'))
  const key = makeKey(folder, 'user')
  makeKey(folder, 'hostkey')
  const port = await freePort()
  mkdirSync('/run/sshd', { recursive: true })
  const config = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${folder}/hostkey`,
    `AuthorizedKeysFile ${folder}/user.pub`,
    `PidFile ${folder}/pid`,
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin yes',
    ...extra,
  ]
  writeFileSync(join(folder, 'config'), `${config.join('\n')}\n`)
  const daemon = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', join(folder, 'config')], { stdio: 'ignore' })
  await listening(port)
  const pub = readFileSync(join(folder, 'hostkey.pub'), 'utf8').split(' ')
  return {
    port,
    host: `root@127.0.0.1:${port}`,
    folder,
    key,
    knownHosts: `[127.0.0.1]:${port} ${pub[0]} ${pub[1]}`,
    cut: () => {
      for (const pid of sessionsOf(daemon)) process.kill(pid, 'SIGKILL')
    },
    stop: () => {
      for (const pid of sessionsOf(daemon)) process.kill(pid, 'SIGKILL')
      daemon.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** sshd has one child for each connection. */
function sessionsOf(daemon: ChildProcess): number[] {
  const children = readFileSync(`/proc/${daemon.pid}/task/${daemon.pid}/children`, 'utf8')
  return children.split(' ').filter(Boolean).map(Number)
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function listening(port: number): Promise<void> {
  const deadline = Date.now() + 10_000
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (open) return
    if (Date.now() > deadline) throw new Error('sshd does not listen')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
