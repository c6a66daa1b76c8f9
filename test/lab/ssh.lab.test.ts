import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createHttpServer, get } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ConnectionLost } from '../../src/host/failures.js'
import { connect, type Host } from '../../src/host/ssh.js'
import { explain, Refused } from '../../src/runtime/errors.js'
import { freePort, type LoopbackServer, makeKey, startSshd } from './sshd.js'

let server: LoopbackServer
let runnerTemp: string

beforeAll(async () => {
  server = await startSshd()
  runnerTemp = mkdtempSync('/tmp/runner-temp-')
  process.env.RUNNER_TEMP = runnerTemp
}, 20_000)
afterAll(() => {
  server?.stop()
  rmSync(runnerTemp, { recursive: true, force: true })
})

async function listen(listener: Server): Promise<number> {
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  return (listener.address() as AddressInfo).port
}

const login = () => ({ host: server.host, sshKey: server.key, knownHosts: server.knownHosts })

async function refusalOf(options: Partial<ReturnType<typeof login>>): Promise<string> {
  const refused = await connect({ ...login(), ...options }).then(
    async (host) => {
      await host[Symbol.asyncDispose]()
      throw new Error('it connected')
    },
    (error: unknown) => error,
  )
  expect(refused).toBeInstanceOf(Refused)
  return explain(refused)
}

describe('a bad input', () => {
  it('without known-hosts prints how to get the line and how to check it', async () => {
    const text = await refusalOf({ knownHosts: ' \n' })
    expect(text).toContain('input known-hosts')
    expect(text).toContain(`ssh-keyscan -t ed25519 -p ${server.port} 127.0.0.1`)
    expect(text).toContain('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub')
  })

  it('with another host’s line says that this host has none', async () => {
    const text = await refusalOf({ knownHosts: server.knownHosts.replace('127.0.0.1', 'example.org') })
    expect(text).toContain(`known-hosts has no host key of [127.0.0.1]:${server.port}`)
    expect(text).toContain('ssh-keyscan')
  })

  it('with a host key that differs stops before the key is offered', async () => {
    makeKey(server.folder, 'other-host')
    const [kind, blob] = execFileSync('cat', [join(server.folder, 'other-host.pub')], { encoding: 'utf8' }).split(' ')
    const text = await refusalOf({ knownHosts: `[127.0.0.1]:${server.port} ${kind} ${blob}` })
    expect(text).toMatch(/the host key of 127\.0\.0\.1 is not the one in known-hosts \(it showed SHA256:[^)]+\)/)
    expect(text).toContain('was the server installed anew?')
  })

  it('with a key that the server does not know says so', async () => {
    const text = await refusalOf({ sshKey: makeKey(server.folder, 'stranger') })
    expect(text).toContain('does not let root in with this key')
    expect(text).toContain('authorized_keys')
  })

  it('with a passphrase on the key says how to make one without', async () => {
    const text = await refusalOf({ sshKey: makeKey(server.folder, 'locked', 'secret phrase') })
    expect(text).toContain('has a passphrase')
    expect(text).toContain('ssh-keygen -t ed25519 -N ""')
  })

  it.each([
    ['no key at all', '', /ssh-key is empty/],
    ['a public key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA== me', /is a public key/],
    ['something else', 'hunter2', /not a private key that ssh can read/],
    [
      'a key that was cut',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz\n-----END OPENSSH PRIVATE KEY-----',
      /not a private key/,
    ],
  ])('with %s in place of the key says what is wrong and shows nothing of it', async (_, sshKey, message) => {
    const text = await refusalOf({ sshKey })
    expect(text).toMatch(message)
    expect(text).not.toContain('hunter2')
    expect(text).not.toContain(runnerTemp)
  })

  it('with a port where nothing listens says so', async () => {
    const port = await freePort()
    const text = await refusalOf({ host: `root@127.0.0.1:${port}` })
    expect(text).toContain(`127.0.0.1 cannot be reached: nothing listens on port ${port}`)
  })

  it('with a name that does not exist says so', async () => {
    expect(await refusalOf({ host: 'root@no-such-host.invalid' })).toContain('its name is not known')
  })

  it('with a port that is not sshd says so', async () => {
    const listener = createServer((socket) => socket.destroy())
    const port = await listen(listener)
    const text = await refusalOf({ host: `root@127.0.0.1:${port}` })
    listener.close()
    expect(text).toContain('it ended the connection before a login')
  })

  it('leaves neither a key nor a folder behind', () => {
    expect(readdirSync(runnerTemp)).toEqual([])
  })
})

it('ends the login when the run is cancelled', async () => {
  const silent = createServer()
  const port = await listen(silent)
  const reason = new Error('cancelled')
  const cancellation = new AbortController()
  const attempt = connect({ ...login(), host: `root@127.0.0.1:${port}`, signal: cancellation.signal })
  silent.once('connection', () => cancellation.abort(reason))
  await expect(attempt).rejects.toBe(reason)
  silent.close()
})

it.each([0, 1, 2, 4, 8, 16, 32])(
  'ends the login also when it was hardly begun (%i turns of the loop)',
  async (turns) => {
    const reason = new Error('cancelled')
    const cancellation = new AbortController()
    const attempt = connect({ ...login(), signal: cancellation.signal })
    attempt.catch(() => undefined)
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    cancellation.abort(reason)
    await expect(attempt).rejects.toBe(reason)
  },
)

describe('a connection', () => {
  let host: Host
  beforeAll(async () => {
    host = await connect({ ...login(), sshKey: `${server.key.trim().replaceAll('\n', '\r\n')}` })
  })
  afterAll(async () => host[Symbol.asyncDispose]())

  it('takes a key with CRLF and without its last line break, and keeps no file of it', () => {
    expect(readdirSync(runnerTemp)).toEqual([])
  })

  const hostile = [
    '',
    ' ',
    '-oProxyCommand=touch /tmp/pwned',
    '$(id)',
    '`id`',
    '"double" and \'single\'',
    ';|&><(){}[]*?~#!',
    'two\nlines\n',
    'carriage\rreturn',
    'tab\tand\u001funit',
    '../../etc/passwd',
    'left\u202eto right \u200b',
    'a=b=c',
    '${HOME} $$ $HOME',
    'EOF',
    '::set-output name=a::b',
    '##[error]x',
    '\u001b]8;;http://example.org\u0007link\u001b]8;;\u0007',
    '{{ env "HOME" }}',
    '\\n\\\\',
    'ü€😀',
    'x'.repeat(64 * 1024),
  ]
  it('carries hostile arguments byte for byte', async () => {
    const { stdout, code } = await host.exec(['printf', '%s\\0', ...hostile])
    expect(code).toBe(0)
    expect(stdout.split('\0').slice(0, -1)).toEqual(hostile)
  })

  it('gives exit code and both streams', async () => {
    const result = await host.exec(['sh', '-c', 'echo out; echo err >&2; exit 42'])
    expect(result).toMatchObject({ code: 42, stdout: 'out\n', stderr: 'err\n' })
  })

  it('does not mistake a command’s own 255 for a lost connection', async () => {
    expect((await host.exec(['sh', '-c', 'exit 255'])).code).toBe(255)
  })

  it('streams stdin to the command', async () => {
    const bytes = randomBytes(3 * 1024 * 1024)
    const { stdout } = await host.exec(['sha256sum'], {
      stdin: Readable.from([bytes.subarray(0, 1e6), bytes.subarray(1e6)]),
    })
    expect(stdout.slice(0, 64)).toBe(execFileSync('sha256sum', { input: bytes, encoding: 'utf8' }).slice(0, 64))
  })

  it('does not take a stream that breaks for one that has ended', async () => {
    const broken = Readable.from(
      (async function* () {
        yield 'begin'
        throw new Error('the file is gone')
      })(),
    )
    await expect(host.exec(['cat'], { stdin: broken })).rejects.toThrow('the file is gone')
  })

  it('gives each line as it comes, the first before the command has ended', async () => {
    const lines: string[] = []
    const cancellation = new AbortController()
    const call = host.exec(['sh', '-c', 'echo one; echo two; exec sleep 600'], {
      signal: cancellation.signal,
      onLine: (line) => {
        lines.push(line)
        if (line === 'two') cancellation.abort(new Error('seen'))
      },
    })
    await expect(call).rejects.toThrow('seen')
    expect(lines).toEqual(['one', 'two'])
  })

  it('gives up on a command that does not answer', async () => {
    await expect(host.exec(['sleep', '600'], { timeoutMs: 300 })).rejects.toThrow(ConnectionLost)
  })

  it('speaks HTTP to an address that only the server reaches', async () => {
    const web = createHttpServer((request, response) => response.end(`you asked for ${request.url}`))
    const port = await listen(web)
    const body = await new Promise<string>((resolve, reject) => {
      get({ path: '/health', createConnection: () => host.tunnel('127.0.0.1', port) }, (response) => {
        let text = ''
        response.on('data', (chunk) => (text += chunk)).on('end', () => resolve(text))
      }).on('error', reject)
    })
    web.close()
    expect(body).toBe('you asked for /health')
  })

  it('says why a tunnel does not come about', async () => {
    const tunnel = host.tunnel('127.0.0.1', await freePort())
    const error = await new Promise<Error>((resolve) => tunnel.once('error', resolve).resume())
    expect(error.message).toContain('connection refused')
  })
})

describe('a private key', () => {
  const login2 = (other: LoopbackServer, sshKey: string) =>
    connect({ host: other.host, sshKey, knownHosts: other.knownHosts })

  it.each([
    ['ed25519', '-t ed25519'],
    ['RSA', '-t rsa -b 2048'],
    ['RSA in PEM', '-t rsa -b 2048 -m PEM'],
    ['RSA in PKCS 8', '-t rsa -b 3072 -m PKCS8'],
    ['ECDSA', '-t ecdsa'],
    ['ECDSA of 521 bits in PEM', '-t ecdsa -b 521 -m PEM'],
  ])('may be %s, and pasted in each way', async (name, kind) => {
    const file = name.replaceAll(' ', '-')
    const key = makeKey(server.folder, file, '', kind)
    const other = await startSshd()
    cpSync(join(server.folder, `${file}.pub`), join(other.folder, 'user.pub'))
    const pasted = [key, key.trim(), key.replaceAll('\n', '\r\n'), key.replaceAll('\n', '\\n'), `\n\n${key}\n\n`]
    for (const one of pasted) {
      await using host = await login2(other, one)
      expect((await host.exec(['echo', 'in'])).stdout).toBe('in\n')
    }
    other.stop()
  })

  it.each([
    ['ed25519', '-t ed25519'],
    ['RSA in PEM', '-t rsa -b 2048 -m PEM'],
    ['ECDSA', '-t ecdsa'],
  ])('with a passphrase is refused with words: %s', async (name, kind) => {
    const text = await refusalOf({ sshKey: makeKey(server.folder, `locked ${name}`, 'secret phrase', kind) })
    expect(text).toContain('has a passphrase')
  })

  it('is the only one that is offered: the agent of who runs it is not asked', async () => {
    const asked: unknown[] = []
    const agent = createServer((socket) => asked.push(socket.destroy()))
    const socket = join(server.folder, 'agent')
    await new Promise<void>((resolve) => agent.listen(socket, resolve))
    process.env.SSH_AUTH_SOCK = socket
    try {
      await using host = await connect(login())
      expect((await host.exec(['sh', '-c', 'echo "[$SSH_AUTH_SOCK]"'])).stdout).toBe('[]\n')
      await refusalOf({ sshKey: makeKey(server.folder, 'not-known') })
      expect(process.env.SSH_AUTH_SOCK).toBe(socket)
      expect(asked).toEqual([])
    } finally {
      delete process.env.SSH_AUTH_SOCK
      agent.close()
    }
  })

  it('is one for each connection: two at once take none of the other', async () => {
    const other = await startSshd()
    const both = await Promise.all([login2(server, server.key), login2(other, other.key), login2(server, server.key)])
    const ports = await Promise.all(both.map((host) => host.exec(['sh', '-c', 'echo "${SSH_CONNECTION##* }"'])))
    expect(ports.map(({ stdout }) => Number(stdout))).toEqual([server.port, other.port, server.port])
    await expect(login2(other, server.key)).rejects.toThrow('does not let root in with this key')
    for (const host of both) await host[Symbol.asyncDispose]()
    other.stop()
  })
})

describe('a connection that is cut', () => {
  it('is told apart from a command that failed, and is made anew', async () => {
    await using host = await connect(login())
    const running = host.exec(['sh', '-c', 'echo begun; exec sleep 600'], { onLine: () => server.cut() })
    await expect(running).rejects.toThrow(ConnectionLost)
    await expect(host.exec(['true'])).rejects.toThrow(/the connection to 127\.0\.0\.1 was lost/)
    await host.reconnect()
    expect(await host.exec(['echo', 'back'])).toMatchObject({ code: 0, stdout: 'back\n' })
  })

  it('is still lost while the server is away', async () => {
    const other = await startSshd()
    await using host = await connect({ host: other.host, sshKey: other.key, knownHosts: other.knownHosts })
    other.stop()
    await expect(host.exec(['true'])).rejects.toThrow(ConnectionLost)
    await expect(host.reconnect()).rejects.toThrow(ConnectionLost)
  })
})

it('says it when the user may log in, but not run commands', async () => {
  const other = await startSshd(['ForceCommand echo this account is not available; exit 1'])
  const text = await refusalOf({ host: other.host, sshKey: other.key, knownHosts: other.knownHosts })
  other.stop()
  expect(text).toContain('not run commands')
})

it('leaves no socket and no process behind', async () => {
  const host = await connect(login())
  const held = ownConnections()
  expect(held).toHaveLength(1)
  const [{ pid, socket }] = held as [{ pid: string; socket: string }]
  expect(existsSync(socket)).toBe(true)
  await host[Symbol.asyncDispose]()
  expect(existsSync(dirname(socket))).toBe(false)
  expect(existsSync(`/proc/${pid}`)).toBe(false)
})

/** The ssh processes of this one that hold a connection, with their sockets. */
function ownConnections(): { pid: string; socket: string }[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return []
    try {
      const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      const [, socket] = /\0ControlPath=([^\0]+)/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? []
      return Number(parent) === process.pid && socket !== undefined ? [{ pid, socket }] : []
    } catch {
      // It ended between the listing and the reading.
      return []
    }
  })
}
