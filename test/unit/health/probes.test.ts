import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { judgeState } from '../../../src/health/containerStates.js'
import type { Answer } from '../../../src/health/gate.js'
import { askFrom, authoritiesOf, verdict } from '../../../src/health/probes.js'
import type { Probe } from '../../../src/health/types.js'
import { ConnectionLost } from '../../../src/host/failures.js'
import type { Host } from '../../../src/host/ssh.js'
import { Refused } from '../../../src/runtime/errors.js'

const never = new AbortController().signal
const ok: Answer = { ok: true }

/** A server whose Docker says this at each question: the state of the container, or that the connection is lost. */
function server(words: readonly ('running' | 'lost')[], reconnects = true) {
  const left = [...words]
  const calls: string[] = []
  const host = {
    exec: async (argv: readonly string[]) => {
      calls.push('exec')
      if (left.shift() !== 'running') throw new ConnectionLost('the connection was lost')
      return { code: 0, stdout: `${argv.at(-1)} {"Status":"running","ExitCode":0}\n`, stderr: '' }
    },
    reconnect: async () => {
      calls.push('reconnect')
      if (!reconnects) throw new ConnectionLost('there is no way through')
    },
  } as unknown as Host
  const ask = askFrom({ host })
  const probe: Probe = { kind: 'container', name: 'Web', container: 'a'.repeat(64) }
  return { calls, ask: () => ask(probe, never) }
}

describe('a container over a connection that is lost', () => {
  it('is asked for again over a new one', async () => {
    const { ask, calls } = server(['running', 'lost', 'running'])
    expect([await ask(), await ask()]).toEqual([ok, ok])
    expect(calls).toEqual(['exec', 'exec', 'reconnect', 'exec'])
  })

  it.each([
    ['there is no way through', ['lost'], false, /no way through/],
    ['the new one is lost as well', ['lost', 'lost'], true, /was lost/],
  ] as const)('is not healthy where %s', async (_case, words, reconnects, says) => {
    await expect(server(words, reconnects).ask()).rejects.toThrow(says)
  })
})

describe('what an answer means', () => {
  it.each<[number, string, { status?: number; routed?: true }, boolean]>([
    [200, '', {}, true],
    [301, '', {}, true],
    [404, '', {}, false],
    [500, '', {}, false],
    [204, '', { status: 204 }, true],
    [200, '', { status: 204 }, false],
    [404, '404 page not found\n', { status: 404 }, true],
    [401, '', { routed: true }, true],
    [404, '<h1>not found</h1>', { routed: true }, true],
    [502, 'Bad Gateway', { routed: true }, false],
  ])('%i %j, expected %j', (status, body, expected, healthy) => {
    expect(verdict(expected, { status, body }, 'x').ok).toBe(healthy)
  })

  it('is printed by the gate in these words', () => {
    expect(verdict({}, { status: 503, body: '' }, ':3004/api/health')).toEqual({
      ok: false,
      failure: '503 from :3004/api/health',
      answered: true,
    })
  })
})

describe('what a container’s state in Docker means', () => {
  it.each<[string, Parameters<typeof judgeState>[0], Answer]>([
    ['running without a check', { Status: 'running', ExitCode: 0 }, ok],
    ['healthy', { Status: 'running', ExitCode: 0, Health: { Status: 'healthy' } }, ok],
    [
      'starting',
      { Status: 'running', ExitCode: 0, Health: { Status: 'starting' } },
      { ok: false, failure: 'Docker calls it starting' },
    ],
    [
      'unhealthy',
      { Status: 'running', ExitCode: 0, Health: { Status: 'unhealthy' } },
      { ok: false, failure: 'Docker calls it unhealthy', final: true },
    ],
    ['exited', { Status: 'exited', ExitCode: 1 }, { ok: false, failure: 'exited (exit code 1)', final: true }],
    [
      'restarting',
      { Status: 'restarting', ExitCode: 137 },
      { ok: false, failure: 'restarting (exit code 137)', final: true },
    ],
    ['created', { Status: 'created', ExitCode: 0 }, { ok: false, failure: 'created' }],
    ['paused', { Status: 'paused', ExitCode: 0 }, { ok: false, failure: 'paused' }],
    ['gone', undefined, { ok: false, failure: 'no container', final: true }],
  ])('%s', (_, state, answer) => {
    expect(judgeState(state)).toEqual(answer)
  })
})

/** Answers `docker inspect` as given, and tunnels to this machine. */
function fakeHost(states: Record<string, unknown>, calls: string[][] = []): Host {
  return {
    name: 'test',
    exec: async (argv: readonly string[]) => {
      calls.push([...argv])
      const rows = argv.filter((id) => id in states).map((id) => `${id} ${JSON.stringify(states[id])}`)
      return {
        code: rows.length === argv.length - 6 ? 0 : 1,
        stdout: `${rows.join('\n')}\n`,
        stderr: 'Error: No such container: x',
      }
    },
    tunnel: (address: string, port: number) => connect(port, address),
  } as unknown as Host
}

it('asks Docker once for all containers of a round', async () => {
  const [a, b] = ['a'.repeat(64), 'b'.repeat(64)]
  const calls: string[][] = []
  const ask = askFrom({ host: fakeHost({ [a]: { Status: 'running' }, [b]: { Status: 'exited', ExitCode: 3 } }, calls) })
  const probes = [a, b, 'gone'].map((container): Probe => ({ kind: 'container', name: 'x', container }))
  const answers = await Promise.all(probes.map((probe) => ask(probe, never)))
  expect(answers).toEqual([
    ok,
    { ok: false, failure: 'exited (exit code 3)', final: true },
    { ok: false, failure: 'no container', final: true },
  ])
  expect(calls).toHaveLength(1)
})

it('uses a state that was read just before for one answer, and asks Docker for the next', async () => {
  const container = 'a'.repeat(64)
  const calls: string[][] = []
  const ask = askFrom({
    host: fakeHost({ [container]: { Status: 'exited', ExitCode: 3 } }, calls),
    containers: [{ Id: container, State: { Status: 'running', ExitCode: 0 } }],
  })
  const probe: Probe = { kind: 'container', name: 'x', container }
  expect(await ask(probe, never)).toEqual(ok)
  expect(calls).toEqual([])
  expect(await ask(probe, never)).toMatchObject({ ok: false, failure: 'exited (exit code 3)' })
})

describe('over HTTP and TLS', () => {
  let folder: string
  let caFile: string
  let port: number
  const requests: { host: string | undefined; servername: string; connections: number }[] = []
  let connections = 0
  let behave: RequestListener = (_, response) => response.end('ok')
  let server: Server

  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gate-tls-'))
    caFile = join(folder, 'ca.pem')
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-subj',
      '/CN=Test CA',
    )
    openssl(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      'web.key',
      '-out',
      'web.csr',
      '-subj',
      '/CN=web',
    )
    writeFileSync(join(folder, 'ext'), 'subjectAltName=DNS:l2p.example.org')
    openssl(
      'x509',
      '-req',
      '-in',
      'web.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-out',
      'web.pem',
      '-extfile',
      'ext',
    )
    server = createHttpsServer(
      { key: readFileSync(join(folder, 'web.key')), cert: readFileSync(join(folder, 'web.pem')) },
      (request, response) => {
        requests.push({
          host: request.headers.host,
          servername: (request.socket as unknown as { servername: string }).servername,
          connections,
        })
        behave(request, response)
      },
    ) as unknown as Server
    server.on('secureConnection', () => connections++)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const resolve = { 'l2p.example.org': '127.0.0.1', 'other.example.org': '127.0.0.1' }
  const url = (name = 'l2p.example.org', path = '/'): Probe => ({
    kind: 'url',
    name: 'x',
    url: `https://${name}:${port}${path}`,
  })

  it('asks the given address with the name in TLS and in the Host header, on a new connection each time', async () => {
    const ask = askFrom({ host: fakeHost({}), resolve, caFile })
    expect(await ask(url(), never)).toEqual(ok)
    expect(await ask(url(), never)).toEqual(ok)
    expect(requests.slice(-2)).toEqual([
      { host: `l2p.example.org:${port}`, servername: 'l2p.example.org', connections: 1 },
      { host: `l2p.example.org:${port}`, servername: 'l2p.example.org', connections: 2 },
    ])
  })

  describe('where Traefik routes it', () => {
    let plain: Server
    let plainPort: number
    let answer: RequestListener
    beforeAll(async () => {
      plain = createHttpServer((request, response) => answer(request, response))
      await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
      plainPort = (plain.address() as AddressInfo).port
    })
    afterAll(() => {
      plain.closeAllConnections()
      plain.close()
      behave = (_, response) => response.end('ok')
    })
    const routed = (more: Partial<Extract<Probe, { kind: 'url' }>> = {}): Probe => ({
      ...{ kind: 'url', name: 'x', url: `http://l2p.example.org:${plainPort}/a`, routed: true },
      ...more,
    })
    const ask = (probe: Probe) => askFrom({ host: fakeHost({}), resolve, caFile })(probe, never)
    const notFound: RequestListener = (_, response) => response.writeHead(404).end('404 page not found\n')

    it.each<[string, RequestListener, boolean]>([
      ['the app answers', (_, response) => response.end('ok'), true],
      ['the app has a 404 of its own', (_, response) => response.writeHead(404).end('<h1>no</h1>'), true],
      ['the app answers 503', (_, response) => response.writeHead(503).end(), false],
      ['there is no route', notFound, false],
    ])('a redirect to https is followed: %s', async (_case, app, healthy) => {
      const paths: (string | undefined)[] = []
      answer = (request, response) =>
        response.writeHead(301, { location: `https://l2p.example.org:${port}${request.url}` }).end()
      behave = (request, response) => {
        paths.push(request.url)
        app(request, response)
      }
      expect((await ask(routed())).ok).toBe(healthy)
      expect(paths).toEqual(['/a'])
    })

    it('a redirect to somewhere else is an answer of the app, and so is every other one', async () => {
      for (const location of ['/login', 'https://other.example.org/', 'http://l2p.example.org/b']) {
        answer = (_, response) => response.writeHead(302, { location }).end()
        expect(await ask(routed())).toEqual(ok)
      }
    })

    it.each<[string, Partial<Extract<Probe, { kind: 'url' }>>, Record<string, string>, RequestListener, boolean]>([
      ['the pin marks it as the app’s', { mark: 'shop' }, { 'x-stack-actions': 'shop' }, notFound, true],
      ['the pin is there and does not mark it', { mark: 'shop', own: [] }, {}, notFound, false],
      ['another stack’s pin marks it', { mark: 'shop' }, { 'x-stack-actions': 'other' }, notFound, false],
      ['without a pin a replica says the same', {}, {}, notFound, true],
      ['without a pin a replica says something else', {}, {}, (_, response) => response.end('ok'), false],
    ])('404 page not found: %s', async (_case, probe, headers, app, healthy) => {
      answer = (request, response) => {
        if (request.headers['x-direct'] !== undefined) app(request, response)
        else response.writeHead(404, headers).end('404 page not found\n')
      }
      const hosts: (string | undefined)[] = []
      const direct = createHttpServer((request, response) => {
        hosts.push(request.headers.host)
        app(request, response)
      })
      await new Promise<void>((resolve) => direct.listen(0, '127.0.0.1', resolve))
      const own = [{ address: '127.0.0.1', port: (direct.address() as AddressInfo).port }]
      const said = await ask(routed({ own, ...probe }))
      expect(said.ok).toBe(healthy)
      if (!said.ok) expect(said.failure).toContain('Traefik has no route')
      expect(hosts).toEqual(probe.mark === undefined ? [`l2p.example.org:${plainPort}`] : [])
      direct.close()
    })

    it('headers of stack.yml go with the request, also Host', async () => {
      const seen: (string | undefined)[] = []
      answer = (request, response) => {
        seen.push(request.headers.host, request.headers.authorization)
        response.end('ok')
      }
      const headers = { Host: 'inner.test', Authorization: 'Bearer x' }
      expect(await ask({ ...routed(), headers } as Probe)).toEqual(ok)
      const replica: Probe = {
        kind: 'replica',
        name: 'x',
        address: '127.0.0.1',
        port: plainPort,
        path: '/',
        container: 'a',
      }
      expect(await ask({ ...replica, headers })).toEqual(ok)
      expect(seen).toEqual(['inner.test', 'Bearer x', 'inner.test', 'Bearer x'])
    })
  })

  it.each<[string, () => Promise<Answer>, RegExp]>([
    [
      'an authority that nobody named',
      () => askFrom({ host: fakeHost({}), resolve })(url(), never),
      /authority that is not trusted/,
    ],
    [
      'a certificate for another name',
      () => askFrom({ host: fakeHost({}), resolve, caFile })(url('other.example.org'), never),
      /for another name/,
    ],
  ])('is not fooled by %s', async (_, ask, message) => {
    const answer = await ask()
    expect(answer).toMatchObject({ ok: false, failure: expect.stringMatching(message) })
  })

  it('does not follow a redirect', async () => {
    behave = (_, response) => response.writeHead(302, { location: 'https://127.0.0.1:1/' }).end()
    expect(await askFrom({ host: fakeHost({}), resolve, caFile })(url(), never)).toEqual(ok)
  })

  it('does not read an endless answer to its end', async () => {
    behave = (_, response) => {
      const feed = () => {
        while (!response.destroyed && response.write('x'.repeat(1024)));
      }
      response.on('drain', feed)
      feed()
    }
    expect(await askFrom({ host: fakeHost({}), resolve, caFile })(url(), never)).toEqual(ok)
  })

  it('ends a try that hangs when the gate ends', async () => {
    const end = new AbortController()
    behave = () => end.abort()
    expect(await askFrom({ host: fakeHost({}), resolve, caFile })(url(), end.signal)).toMatchObject({ ok: false })
  })

  it('names the path in a failure, but not the query, which may hold a token', async () => {
    behave = (_, response) => response.writeHead(503).end()
    const answer = await askFrom({ host: fakeHost({}), resolve, caFile })(
      url('l2p.example.org', '/health?token=hunter2'),
      never,
    )
    expect(answer).toMatchObject({ ok: false, failure: `503 from https://l2p.example.org:${port}/health` })
  })

  it('asks a replica through the tunnel', async () => {
    const replica = createHttpServer((request, response) =>
      response.writeHead(request.url === '/health' ? 200 : 503).end(),
    )
    await new Promise<void>((done) => replica.listen(0, '127.0.0.1', done))
    const at = (replica.address() as AddressInfo).port
    const ask = askFrom({ host: fakeHost({}) })
    const probe = (path: string): Probe => ({
      kind: 'replica',
      name: 'x',
      address: '127.0.0.1',
      port: at,
      path,
      container: 'c',
    })
    expect(await ask(probe('/health'), never)).toEqual(ok)
    expect(await ask(probe('/api/health'), never)).toMatchObject({ ok: false, failure: `503 from :${at}/api/health` })
    replica.close()
    expect(await ask(probe('/health'), never)).toEqual({ ok: false, failure: `connection refused at :${at}/health` })
  })

  it.each([
    ['is not there', () => join(folder, 'none.pem'), /cannot be read/],
    ['holds no certificate', () => join(folder, 'web.key'), /holds no certificate/],
  ])('refuses a ca-file that %s', async (_, path, message) => {
    await expect(authoritiesOf(path())).rejects.toThrow(Refused)
    await expect(authoritiesOf(path())).rejects.toThrow(message)
  })
})
