import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Duplex } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { answerWords } from '../../../src/health/answers.js'
import { lookBefore } from '../../../src/health/before.js'
import { endpointWords } from '../../../src/health/endpoints.js'
import type { Host } from '../../../src/host/ssh.js'
import { TunnelUnusable } from '../../../src/host/tunnel.js'
import { container } from './containers.js'

const never = new AbortController().signal
let folder = ''
let ca = ''
const servers: (Server | HttpServer)[] = []
const ports: Record<string, number> = {}
const told: string[] = []

async function listen(name: string, server: Server | HttpServer): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  ports[name] = (server.address() as AddressInfo).port
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'before-'))
  const words =
    '-x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=a.test'
  execFileSync('openssl', ['req', ...words.split(' '), '-addext', 'subjectAltName=DNS:a.test'], {
    cwd: folder,
    stdio: 'pipe',
  })
  ca = readFileSync(join(folder, 'cert.pem'), 'utf8')
  const site = (request: { url?: string | undefined; headers: { host?: string | undefined } }): number => {
    if (request.headers.host === 'gone.test') return 404
    return request.url === '/' || request.url === '/api/' ? 200 : 500
  }
  await listen(
    'http',
    createHttpServer((request, response) => response.writeHead(site(request)).end('page')),
  )
  await listen(
    'slow',
    createHttpServer((_request, response) => void setTimeout(() => response.end('page'), 4000)),
  )
  await listen(
    'tls',
    createHttpsServer({ key: readFileSync(join(folder, 'key.pem')), cert: ca }, (request, response) =>
      response.writeHead(site(request)).end(),
    ),
  )
  await listen(
    'silent',
    createTcpServer((socket) => socket.on('error', () => {})),
  )
  await listen(
    'speaks',
    createTcpServer((socket) => socket.on('error', () => {}).write('220 mail ready\r\n')),
  )
  await listen(
    'database',
    createTcpServer((socket) => socket.on('error', () => {}).on('data', (bytes) => told.push(bytes.toString()))),
  )
  await listen(
    'closes',
    createTcpServer((socket) => socket.destroy()),
  )
  const free = createTcpServer()
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
  ports.refused = (free.address() as AddressInfo).port
  await new Promise((resolve) => free.close(resolve))
})

afterAll(() => {
  for (const server of servers) server.close()
  rmSync(folder, { recursive: true, force: true })
})

const host = (edges = '', tunnel: Host['tunnel'] = (address, port) => connect(port, address)) =>
  ({ tunnel, exec: async () => ({ code: 0, stdout: edges, stderr: '' }) }) as unknown as Host

/** What answered, in words, without the port's number. */
async function found(given: {
  port: string
  target?: number
  edges?: string
  urls?: string[]
  paths?: string[]
  skip?: (port: number) => string[]
}) {
  const { port, target = 80, edges, urls = [], paths = [], skip = () => [] } = given
  const number = ports[port] ?? 0
  const containers = [container({ ports: [`127.0.0.1:${number}:${target}`] })]
  const before = await lookBefore(
    { host: host(edges), ca: [ca] },
    { containers, projects: ['shop'], urls, paths, skip: skip(number) },
    never,
  )
  const plain = (text: string) => text.replaceAll(`127.0.0.1:${number}`, 'server').replace(' (shop/web)', '')
  return {
    baselines: before.baselines
      .filter(({ endpoint }) => endpoint.port.port === number)
      .map(({ endpoint, before: answer }) => `${plain(endpointWords(endpoint))} ${answerWords(answer)}`),
    silent: before.silent.map(plain),
  }
}

describe('a published port before anything is changed', () => {
  it.each<[string, Parameters<typeof found>[0], string[]]>([
    ['speaks HTTP', { port: 'http' }, ['http://server/ 200']],
    [
      'speaks TLS',
      { port: 'tls', target: 443 },
      ['https://server/ 200 over TLS, not verified', 'https://server/ for a.test 200 over TLS'],
    ],
    [
      'speaks TLS where nobody expects it',
      { port: 'tls' },
      ['https://server/ 200 over TLS, not verified', 'https://server/ for a.test 200 over TLS'],
    ],
    ['speaks HTTP where TLS is expected', { port: 'http', target: 8443 }, ['http://server/ 200']],
    ['speaks HTTP, and takes long for its page', { port: 'slow' }, ['http://server/ 200']],
    ['takes a connection and is silent', { port: 'silent' }, ['tcp://server a connection']],
    ['speaks first', { port: 'speaks' }, ['tcp://server a connection']],
    ['is a database’s', { port: 'database', target: 5432 }, ['tcp://server a connection']],
    [
      'is asked for the paths that its proxy was told',
      { port: 'http', edges: 'location /api/ {' },
      ['http://server/ 200', 'http://server/api/ 200'],
    ],
    [
      'is asked for the names that stack.yml has',
      { port: 'http', urls: ['https://gone.test/'] },
      ['http://server/ 200', 'http://server/ for gone.test 404'],
    ],
    [
      'is not held to a name that stack.yml takes out',
      { port: 'http', urls: ['https://gone.test/'], skip: () => ['gone.test'] },
      ['http://server/ 200'],
    ],
    [
      'is not held to a path that stack.yml takes out',
      { port: 'http', edges: 'location /api/ {', skip: () => ['/api'] },
      ['http://server/ 200'],
    ],
    [
      'is not held to its first page, where stack.yml takes that out',
      { port: 'http', edges: 'location /api/ {', skip: (port) => [`:${port}/`] },
      ['http://server/api/ 200'],
    ],
    ['is not held at all where stack.yml takes it out', { port: 'http', skip: (port) => [`:${port}`] }, []],
    [
      'is asked for a path that is broken already',
      { port: 'http', paths: ['/broken'] },
      ['http://server/ 200', 'http://server/broken 500'],
    ],
  ])(
    '%s',
    async (_case, given, baselines) => {
      expect(await found(given)).toEqual({ baselines, silent: [] })
    },
    20_000,
  )

  it('of a database is sent nothing that it does not understand', () => {
    expect(told).toEqual([])
  })

  it.each(['refused', 'closes'])(
    'that does not answer (%s) is reported, and not held against anybody',
    async (port) => {
      const { baselines, silent } = await found({ port })
      expect(baselines).toEqual([])
      expect(silent).toEqual(['tcp://server'])
    },
  )
})

it('takes a port for open once the server has answered a later question, and not because a refusal is slow', async () => {
  const asked: string[] = []
  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
  const busy = {
    // What a runner whose processes wait for each other hears of a port that nobody listens on.
    tunnel: () => {
      const tunnel = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })
      setTimeout(() => tunnel.destroy(new Error('connection refused')), 1200)
      return tunnel
    },
    exec: async (argv: readonly string[]) => {
      asked.push(argv.join(' '))
      await wait(800)
      return { code: 0, stdout: '', stderr: '' }
    },
  } as unknown as Host
  const containers = [5432, 3306, 6379].map((port) => container({ ports: [`127.0.0.1:${port}:${port}`] }))
  const known = { containers, projects: ['shop'], urls: [], paths: [], skip: [] }
  expect(await lookBefore({ host: busy }, known, never)).toMatchObject({ baselines: [], silent: { length: 3 } })
  // One question serves all that were begun before it: sshd allows ten sessions at once.
  expect(asked).toEqual(['true'])
})

it('says why nothing can be asked, as when sshd forbids it', async () => {
  const forbidden = () => {
    const tunnel = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })
    setImmediate(() => tunnel.destroy(new TunnelUnusable('sshd on the server forbids it')))
    return tunnel
  }
  const containers = [container({ ports: ['127.0.0.1:8080:80', '127.0.0.1:5432:5432'] })]
  const before = await lookBefore(
    { host: host('', forbidden) },
    { containers, projects: ['shop'], urls: [], paths: [], skip: [] },
    never,
  )
  expect(before).toMatchObject({ baselines: [], silent: [], unasked: 'sshd on the server forbids it' })
})

it('asks nothing where a stack publishes nothing and has no name', async () => {
  const nobody = () => {
    throw new Error('asked')
  }
  const before = await lookBefore(
    { host: host('', nobody) },
    { containers: [container({})], projects: ['shop'], urls: [], paths: [], skip: [] },
    never,
  )
  expect(before).toMatchObject({ baselines: [], silent: [], unasked: undefined })
})

describe('where there is more than is asked', () => {
  const numbers = Array.from({ length: 40 }, (_, index) => `${30000 + index}:${30000 + index}`)
  const all = [container({ service: 'ftp', ports: numbers }), container({ ports: ['8080:3000', '443:443', '80:80'] })]
  const look = (more: { urls?: string[]; paths?: string[] } = {}, containers = all) =>
    lookBefore(
      { host: host('', () => connect(ports.http ?? 0, '127.0.0.1')), ca: [] },
      { containers, projects: ['shop'], urls: [], paths: [], skip: [], ...more },
      never,
    )
  const words = ({ baselines }: Awaited<ReturnType<typeof look>>) =>
    baselines.map(({ endpoint }) => endpointWords(endpoint))

  it('a range of ports comes last, and what is not asked is known', async () => {
    const before = await look({ urls: ['http://a.test/api/'] })
    const [https, http, app] = [443, 80, 8080].map((port) => `http://127.0.0.1:${port}`)
    expect(words(before).slice(0, 13)).toEqual(
      [
        ...[`${https}/`, `${http}/`, `${app}/`],
        ...[`${https}/ for a.test`, `${http}/ for a.test`, `${app}/ for a.test`],
        ...[`${https}/api/`, `${https}/api/ for a.test`, `${http}/api/`, `${http}/api/ for a.test`],
        ...[`${app}/api/`, `${app}/api/ for a.test`],
        'http://127.0.0.1:30000/',
      ].map((one) => `${one} (shop/${one.includes(':300') ? 'ftp' : 'web'})`),
    )
    expect(before.baselines).toHaveLength(24)
    expect(before.left).toEqual([
      'shop/ftp: ports 30012-30039 (too many)',
      'http://127.0.0.1:30000/ for a.test (shop/ftp) and 86 more names and paths (too many)',
    ])
  }, 20_000)

  it('names and paths are counted', async () => {
    const urls = Array.from({ length: 20 }, (_, index) => `http://n${index}.test/`)
    const before = await look({ urls, paths: ['/a', '/b'] }, all.slice(1))
    expect(before.baselines).toHaveLength(24)
    expect(before.left).toEqual(['http://127.0.0.1:80/ for n1.test (shop/web) and 164 more names and paths (too many)'])
  }, 20_000)

  it('a service whose ports are not known is reported', async () => {
    const inHost = container({ service: 'assistant', host: true })
    const said = container({ service: 'other', host: true, exposed: ['3000/tcp'] })
    expect(await look({}, [inHost, said, ...all.slice(1)])).toMatchObject({
      left: ["shop/assistant: in the host's network, and nothing says on which ports"],
    })
  }, 20_000)

  it('and nothing where all are asked', async () => {
    expect(await look({}, all.slice(1))).toMatchObject({ left: [] })
  }, 20_000)
})
