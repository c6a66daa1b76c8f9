import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ENGINE = '/var/run/docker.sock'
/** The capability that this machine may lack, as the lab's servers know (server_rights in kit/server.sh). */
const SYS_RESOURCE = 24n

/**
 * A door to this machine's engine through which a privileged container gets the rights that there are, where one is missing: BuildKit's container
 * asks for all. Undefined where none is missing.
 */
export async function engineDoor(): Promise<(AsyncDisposable & { host: string }) | undefined> {
  const [, mask = '0'] = /^CapBnd:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/1/status', 'utf8')) ?? []
  if (((BigInt(`0x${mask}`) >> SYS_RESOURCE) & 1n) === 1n) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'engine-'))
  const socket = join(folder, 'docker.sock')
  const door = passOn()
  await new Promise<void>((listening) => door.listen(socket, listening))
  return {
    host: `unix://${socket}`,
    async [Symbol.asyncDispose]() {
      door.closeAllConnections()
      door.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function passOn(): Server {
  const door = createServer(async (asked, answer) => {
    const isCreated = asked.method === 'POST' && /\/containers\/create\b/.test(asked.url ?? '')
    const body = isCreated ? withRights(await textOf(asked)) : undefined
    const headers = { ...asked.headers }
    if (body !== undefined) {
      delete headers['transfer-encoding']
      headers['content-length'] = String(Buffer.byteLength(body))
    }
    const { method, url } = asked
    const engine = request({ socketPath: ENGINE, method, path: url, headers }, (said) => {
      answer.writeHead(said.statusCode ?? 500, said.headers)
      answer.flushHeaders()
      said.pipe(answer)
    })
    engine.on('error', () => answer.destroy())
    answer.on('close', () => engine.destroy())
    if (body === undefined) asked.pipe(engine)
    else engine.end(body)
  })
  // An exec, and BuildKit in the engine, take the connection over.
  return door.on('upgrade', (asked, client, head) => {
    const engine = connect(ENGINE, () => {
      const { rawHeaders: raw } = asked
      const headers = raw.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${raw[index + 1]}`] : []))
      engine.write(`${[`${asked.method} ${asked.url} HTTP/1.1`, ...headers].join('\r\n')}\r\n\r\n`)
      engine.write(head)
      client.pipe(engine).pipe(client)
    })
    engine.on('error', () => client.destroy())
    client.on('error', () => engine.destroy())
  })
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function withRights(created: string): string {
  const container = JSON.parse(created) as { HostConfig?: Record<string, unknown> }
  if (container.HostConfig?.['Privileged'] !== true) return created
  Object.assign(container.HostConfig, {
    ...{ Privileged: false, CapAdd: ['ALL'], CapDrop: ['SYS_RESOURCE'] },
    ...{ SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'], MaskedPaths: [], ReadonlyPaths: [] },
    ...{ DeviceCgroupRules: ['a *:* rwm'], CgroupnsMode: 'host', Binds: ['/sys/fs/cgroup:/sys/fs/cgroup:rw'] },
  })
  return JSON.stringify(container)
}
