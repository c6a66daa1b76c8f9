import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from '@jest/globals'
import { parseChallenge } from '../../../src/image/challenge.js'
import { RegistryClient } from '../../../src/image/client.js'
import { dockerConfigOf, type LoginInputs } from '../../../src/image/credentials.js'
import { trusts } from '../../../src/image/insecure.js'
import { openRegistry } from '../../../src/image/registry.js'
import type { Clock } from '../../../src/runtime/clock.js'
import { tempFolder } from '../../../src/runtime/temp.js'

type Answer = { status: number; headers?: Record<string, string>; body?: string }

let server: Server | undefined
const asked: string[] = []
const waited: number[] = []
const clock: Clock = { now: () => 0, sleep: async (milliseconds) => void waited.push(milliseconds) }
const body = '{"schemaVersion":2}'
const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`

/** A registry that speaks plain HTTP on loopback, as the engine trusts it there. */
async function registry(answer: (request: IncomingMessage, host: string) => Answer): Promise<string> {
  asked.length = 0
  waited.length = 0
  const started = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const {
      status,
      headers = {},
      body: text = '',
    } = answer(request, `127.0.0.1:${(started.address() as AddressInfo).port}`)
    response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : text)
  })
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(started.address() as AddressInfo).port}`
}
const client = (host: string, login?: { username: string; password: string }) =>
  new RegistryClient(host, { login, plainHttp: async () => true, clock })

afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
  server = undefined
})

describe('a registry', () => {
  it('gives the digest of a tag', async () => {
    const host = await registry(() => ({ status: 200, headers: { 'docker-content-digest': digest } }))
    expect(await client(host).digestOf('a/b', 'key-1')).toBe(digest)
    expect(asked).toEqual(['HEAD /v2/a/b/manifests/key-1'])
  })

  it('that says no digest is asked for the manifest', async () => {
    const host = await registry(() => ({ status: 200, body }))
    expect(await client(host).digestOf('a/b', 'key-1')).toBe(digest)
  })

  it('that lacks an image is no error', async () => {
    const host = await registry(() => ({ status: 404 }))
    expect(await client(host).digestOf('a/b', 'key-1')).toBeUndefined()
    expect(waited).toEqual([])
  })

  it('gets its token for exactly what is asked, once', async () => {
    const host = await registry((request, own) => {
      if (request.url?.startsWith('/token')) {
        const right = request.headers.authorization === `Basic ${Buffer.from('me:pw').toString('base64')}`
        return right ? { status: 200, body: '{"token":"T"}' } : { status: 401 }
      }
      if (request.headers.authorization === 'Bearer T')
        return { status: 200, headers: { 'docker-content-digest': digest } }
      return { status: 401, headers: { 'www-authenticate': `Bearer realm="http://${own}/token",service="reg"` } }
    })
    const one = client(host, { username: 'me', password: 'pw' })
    await one.digestOf('a/b', 'x')
    await one.digestOf('a/b', 'y')
    expect(asked).toEqual([
      'HEAD /v2/a/b/manifests/x',
      'GET /token?service=reg&scope=repository%3Aa%2Fb%3Apull',
      'HEAD /v2/a/b/manifests/x',
      'HEAD /v2/a/b/manifests/y',
    ])
  })

  it('with Basic login is logged in to', async () => {
    const host = await registry((request) =>
      request.headers.authorization === `Basic ${Buffer.from('me:pw').toString('base64')}`
        ? { status: 200, headers: { 'docker-content-digest': digest } }
        : { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } },
    )
    expect(await client(host, { username: 'me', password: 'pw' }).digestOf('a', 'x')).toBe(digest)
    await expect(client(host, { username: 'me', password: 'wrong' }).digestOf('a', 'x')).rejects.toThrow(
      `the registry ${host} refuses the login of me (HTTP 401)`,
    )
    await expect(client(host).digestOf('a', 'x')).rejects.toThrow('asks for a login, and none was given')
  })

  it('that sends us elsewhere without TLS gets no password', async () => {
    const host = await registry(() => ({
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="ftp://evil.example/token"' },
    }))
    await expect(client(host, { username: 'me', password: 'pw' }).digestOf('a', 'x')).rejects.toThrow(
      'which is not safe',
    )
  })

  it.each([429, 500, 502, 503, 504])('that answers %d is asked again', async (status) => {
    let count = 0
    const host = await registry(() =>
      ++count < 3 ? { status } : { status: 200, headers: { 'docker-content-digest': digest } },
    )
    expect(await client(host).digestOf('a', 'x')).toBe(digest)
    expect(waited).toEqual([500, 1500])
  })

  it('that asks to wait is waited for, but not for ever', async () => {
    let count = 0
    const host = await registry(() =>
      ++count < 2 ? { status: 429, headers: { 'retry-after': '7200' } } : { status: 404 },
    )
    await client(host).digestOf('a', 'x')
    expect(waited).toEqual([20_000])
  })

  it.each([400, 403, 405, 501])('that answers %d is not asked again', async (status) => {
    const host = await registry(() => ({ status }))
    await expect(client(host).digestOf('a', 'x')).rejects.toThrow(String(status))
    // Once more for its words, which HEAD has none of.
    expect(asked).toEqual(['HEAD /v2/a/manifests/x', 'GET /v2/a/manifests/x'])
  })

  it.each<[string, string, string]>([
    [
      'its errors',
      '{"errors":[{"code":"DENIED","message":"requested access to the\\nresource is denied"}]}',
      ': DENIED: requested access to the resource is denied',
    ],
    ['its token service', '{"details":"incorrect username or password"}', ': incorrect username or password'],
    ['no page of a proxy', '<html><script>x</script></html>', ''],
    ['nothing', '{"errors":[null,7,{}]}', ''],
  ])('refuses in its own words: %s', async (_, text, words) => {
    const host = await registry(() => ({ status: 403, body: text }))
    await expect(client(host, { username: 'me', password: 'pw' }).digestOf('a', 'x')).rejects.toThrow(
      new RegExp(`refuses the login of me \\(HTTP 403\\)${words}$`),
    )
  })

  it.each([401, 403])(
    'that answers %d for what is not there yet has nothing, where this login may push',
    async (status) => {
      const host = await registry((request) => {
        if (request.method === 'POST')
          return { status: 202, headers: { location: '/v2/org/x/blobs/uploads/7?state=a' } }
        return request.method === 'DELETE' ? { status: 204 } : { status }
      })
      const login = { registryUsername: 'me', registryToken: 'pw' }
      const opened = await openRegistry(`${host}/org`, login, { HOME: '/nowhere' }, { clock })
      expect(await opened.holds(`${host}/org/x:key-1`)).toBe(false)
      expect(asked.slice(-2)).toEqual(['POST /v2/org/x/blobs/uploads/', 'DELETE /v2/org/x/blobs/uploads/7?state=a'])
      await expect(opened.mayPush(`${host}/org/x`)).resolves.toBeUndefined()
    },
  )

  it('that lets a login neither see nor push is told apart from an empty one', async () => {
    const host = await registry(() => ({ status: 403 }))
    const login = { registryUsername: 'me', registryToken: 'pw' }
    const opened = await openRegistry(`${host}/org`, login, { HOME: '/nowhere' }, { clock })
    await expect(opened.holds(`${host}/org/x:key-1`)).rejects.toThrow('refuses the login of me (HTTP 403)')
    await expect(opened.mayPush(`${host}/org/x`)).rejects.toThrow('refuses the login of me (HTTP 403)')
  })

  it('in which a repository has to be made first says so before the build', async () => {
    const text = '{"errors":[{"code":"NAME_UNKNOWN","message":"The repository with name \'x\' does not exist"}]}'
    const host = await registry(() => ({ status: 404, body: text }))
    const opened = await openRegistry(`${host}/org`, {}, { HOME: '/nowhere' }, { clock })
    await expect(opened.mayPush(`${host}/org/x`)).rejects.toThrow("The repository with name 'x' does not exist")
  })

  it.each([400, 403, 409, 412])(
    'that answers %d to a tag that must not move says so in its own words',
    async (status) => {
      const text = '{"errors":[{"code":"TAG_INVALID","message":"the tag is immutable"}]}'
      const host = await registry(({ method, url }) => {
        if (method === 'PUT') return { status, body: text }
        if (method === 'POST') return { status: 202, headers: { location: '/v2/org/x/blobs/uploads/7' } }
        return url?.endsWith('/main') ? { status: 404 } : { status: 200, body }
      })
      const opened = await openRegistry(`${host}/org`, {}, { HOME: '/nowhere' }, { clock })
      await expect(opened.tag(`${host}/org/x`, digest, 'main')).rejects.toThrow(
        `does not let org/x:main be moved (HTTP ${status}): TAG_INVALID: the tag is immutable`,
      )
    },
  )

  it('that is down is told apart from one that refuses', async () => {
    const host = await registry(() => ({ status: 200 }))
    server?.closeAllConnections()
    await new Promise((resolve) => server?.close(resolve))
    server = undefined
    await expect(client(host).digestOf('a', 'x')).rejects.toThrow(
      `the registry ${host} cannot be reached: ECONNREFUSED`,
    )
    expect(waited).toHaveLength(3)
  })

  it('without TLS is refused where the engine does not trust it', async () => {
    const host = await registry(() => ({ status: 200 }))
    const strict = new RegistryClient(host, { login: undefined, plainHttp: async () => false, clock })
    await expect(strict.digestOf('a', 'x')).rejects.toThrow('cannot be reached')
  })

  it('gives an image another tag without pulling it', async () => {
    const put: string[] = []
    const host = await registry((request) => {
      if (request.method === 'PUT') {
        put.push(`${request.url} ${request.headers['content-type']}`)
        return { status: 201, headers: { 'docker-content-digest': digest } }
      }
      return request.url?.endsWith('/main')
        ? { status: 404 }
        : { status: 200, headers: { 'content-type': 'application/vnd.oci.image.manifest.v1+json' }, body }
    })
    const opened = await openRegistry(`${host}/org`, {}, { HOME: '/nowhere' }, { clock })
    await opened.tag(`${host}/org/x`, digest, 'main')
    expect(put).toEqual(['/v2/org/x/manifests/main application/vnd.oci.image.manifest.v1+json'])
    expect(asked.filter((line) => line.includes('blobs'))).toEqual([])
  })

  it('whose content is not what its digest says is refused', async () => {
    const host = await registry(() => ({ status: 200, body: '{"other":1}' }))
    await expect(client(host).manifest('a', digest)).rejects.toThrow('has another image than it says')
  })

  it.each([
    ['GitHub’s own token stays with GitHub’s registries', '127.0.0.1:1/x', 'ghs_abc', { auths: {} }],
    [
      'another token goes to the registry that it is given for',
      '127.0.0.1:1/x',
      'pw',
      { auths: { '127.0.0.1:1': { auth: Buffer.from('me:pw').toString('base64') } } },
    ],
    [
      'GitHub’s token opens ghcr.io',
      'ghcr.io/x',
      'ghs_abc',
      { auths: { 'ghcr.io': { auth: Buffer.from('me:ghs_abc').toString('base64') } } },
    ],
  ])('%s', async (_, name, registryToken, config) => {
    const opened = await openRegistry(name, { registryUsername: 'me', registryToken }, { HOME: '/nowhere' })
    expect(JSON.parse(opened.dockerConfig)).toEqual(config)
  })
})

describe('what a server pulls with', () => {
  const auth = (login: string) => ({ auth: Buffer.from(login).toString('base64') })
  const stored = {
    auths: {
      'registry.example.org:5000': auth('one:pw'),
      'ghcr.io': auth('stored:old'),
      'unused.example.org': auth('two:pw'),
      'https://index.docker.io/v1/': auth('hub:pw'),
    },
  }

  it.each<[string, string, string[], Record<string, { auth: string }>]>([
    [
      'the stack’s login, and the runner’s for the hosts of its images',
      'ghcr.io/org/shop',
      ['registry.example.org:5000/team/app:1', 'ghcr.io/other/app', 'postgres:17'],
      {
        'ghcr.io': auth('me:ghs_new'),
        'registry.example.org:5000': auth('one:pw'),
        'https://index.docker.io/v1/': auth('hub:pw'),
      },
    ],
    ['no login that no image needs', 'ghcr.io/org/shop', ['localhost/x'], { 'ghcr.io': auth('me:ghs_new') }],
    [
      'the runner’s, also where the stack has no registry, and for an image by its digest',
      'none',
      [`registry.example.org:5000/team/app@sha256:${'a'.repeat(64)}`],
      { 'registry.example.org:5000': auth('one:pw') },
    ],
  ])('is %s', async (_, registry, references, auths) => {
    await using home = await tempFolder('test')
    await home.write('config.json', JSON.stringify(stored))
    const login = { registryUsername: 'me', registryToken: 'ghs_new' }
    const opened = await openRegistry(registry, login, { DOCKER_CONFIG: home.path })
    expect(JSON.parse(await opened.dockerConfigFor(references))).toEqual({ auths })
  })

  const REFERENCES = ['registry.example.org:5000/team/app:1', 'postgres:17']
  const HUB = { 'https://index.docker.io/v1/': auth('hub:pw') }
  it.each<[string, string, Partial<LoginInputs>, Record<string, { auth: string }>]>([
    [
      'a token of its own, under the user who pushes',
      'ghcr.io/org/shop',
      { registryPullToken: [{ password: 'ghp_read' }] },
      { 'ghcr.io': auth('me:ghp_read'), 'registry.example.org:5000': auth('one:pw'), ...HUB },
    ],
    [
      'a token of its own, under a user of its own',
      'ghcr.io/org/shop',
      { registryPullToken: [{ password: 'ghp_read' }], registryPullUsername: 'reader' },
      { 'ghcr.io': auth('reader:ghp_read'), 'registry.example.org:5000': auth('one:pw'), ...HUB },
    ],
    [
      'one for each host; a host that is not named gets what the runner has, one that no image needs gets none',
      'ghcr.io/org/shop',
      {
        registryPullToken: [
          { host: 'registry.example.org:5000', username: 'two', password: 'x:y' },
          { host: 'docker.io', username: 'hub-reader', password: 'z' },
          { host: 'unused.example.org', username: 'nobody', password: 'z' },
        ],
      },
      {
        'ghcr.io': auth('me:ghs_new'),
        'registry.example.org:5000': auth('two:x:y'),
        'https://index.docker.io/v1/': auth('hub-reader:z'),
      },
    ],
    [
      'for others where the stack has no registry',
      'none',
      { registryPullToken: [{ password: 'for nobody' }, { host: 'docker.io', username: 'two', password: 'z' }] },
      { 'registry.example.org:5000': auth('one:pw'), 'https://index.docker.io/v1/': auth('two:z') },
    ],
    [
      'no token of GitHub elsewhere',
      'registry.example.org:5000/shop',
      { registryPullToken: [{ password: 'ghs_run' }] },
      { 'registry.example.org:5000': auth('one:pw'), ...HUB },
    ],
  ])('is %s', async (_, registry, given, auths) => {
    await using home = await tempFolder('test')
    await home.write('config.json', JSON.stringify(stored))
    const login = { registryUsername: 'me', registryToken: 'ghs_new', ...given }
    const opened = await openRegistry(registry, login, { DOCKER_CONFIG: home.path })
    expect(JSON.parse(await opened.dockerConfigFor(REFERENCES))).toEqual({ auths })
    // What builds and pushes is another.
    expect(opened.dockerConfig).not.toContain(auth('me:ghp_read').auth)
  })

  it.each<[string, string, Partial<LoginInputs>, boolean]>([
    ['none is given', 'ghcr.io/org/shop', {}, true],
    ['one without a host is', 'ghcr.io/org/shop', { registryPullToken: [{ password: 'ghp_read' }] }, true],
    [
      'one at the stack’s registry is among them',
      'ghcr.io/org/shop',
      {
        registryPullToken: [
          { host: 'docker.io', username: 'x', password: 'z' },
          { host: 'ghcr.io', username: 'y', password: 'z' },
        ],
      },
      true,
    ],
    ['the stack has no registry', 'none', { registryPullToken: [{ host: 'docker.io', password: 'z' }] }, true],
    [
      'only others are named',
      'ghcr.io/org/shop',
      { registryPullToken: [{ host: 'docker.io', username: 'x', password: 'z' }] },
      false,
    ],
    [
      'GitHub’s own is given for another registry',
      'registry.example.org:5000/shop',
      { registryPullToken: [{ password: 'ghs_run' }] },
      false,
    ],
  ])('is refused where the login that pushes would go to the server: %s', async (_, registry, given, goes) => {
    await using home = await tempFolder('test')
    await home.write('config.json', JSON.stringify(stored))
    const login = { registryUsername: 'me', registryToken: 'ghs_new', ...given }
    const opened = await openRegistry(registry, login, { DOCKER_CONFIG: home.path })
    const asked = opened.dockerConfigFor(REFERENCES, { pushes: true })
    if (goes) await asked
    else await expect(asked).rejects.toThrow(/it has no login at [^ ]+, the stack's own registry/)
  })
})

describe('small print', () => {
  it.each([
    [
      'Bearer realm="https://a/b",service="c d",scope="x,y"',
      { scheme: 'bearer', realm: 'https://a/b', service: 'c d' },
    ],
    ['basic realm=x', { scheme: 'basic', realm: 'x' }],
    ['Negotiate', undefined],
    [null, undefined],
  ])('the challenge %j', (header, challenge) => {
    expect(parseChallenge(header)).toEqual(challenge)
  })

  it.each([
    ['localhost:5000', {}, true],
    ['172.17.0.1:5000', { IndexConfigs: { '172.17.0.1:5000': { Secure: false } } }, true],
    ['10.1.2.3:5000', { InsecureRegistryCIDRs: ['10.0.0.0/8'] }, true],
    ['ghcr.io', { InsecureRegistryCIDRs: ['0.0.0.0/0'] }, false],
    ['172.17.0.1:5000', { IndexConfigs: { '172.17.0.1:5000': { Secure: true } } }, false],
  ])('the engine trusts %s without TLS by %j: %s', (host, config, trusted) => {
    expect(trusts(host, { InsecureRegistryCIDRs: ['127.0.0.0/8'], ...config })).toBe(trusted)
  })

  it('Docker Hub has a name of its own in Docker’s config', () => {
    expect(
      Object.keys(JSON.parse(dockerConfigOf(new Map([['docker.io', { username: 'a', password: 'b' }]]))).auths),
    ).toEqual(['https://index.docker.io/v1/'])
  })
})
