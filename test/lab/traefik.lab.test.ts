import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { planText } from '../../src/release/report/planReport.js'
import type { Stack } from '../../src/stack/types.js'
import { failedOfSent, together } from '../kit/load/hits.js'
import { API_HOST, routed, type ShopOptions, WEB_HOST } from './stacks/shop.js'
import type { Answer } from './stacks/shopHost.js'
import { openShopLab, type ShopLab } from './stacks/shopLab.js'

// A Traefik that is not of the stack, set up as people do it. Cases follow each other on one server, each begins with what the one before left.

const TUTORIAL = `ping: {}
entryPoints:
  web: { address: ":80" }
providers:
  docker: { exposedByDefault: false, network: shop-edge }
  file:
    directory: /etc/traefik/dynamic
`
const OWN = `http:
  middlewares:
    own: { headers: { customResponseHeaders: { x-own: kept } } }
`
const SOCKET = '/var/run/docker.sock:/var/run/docker.sock:ro'
const FOLDER = '-v /run/stack-actions:/run/stack-actions'
const ARGS = [
  ...['--providers.docker=true', '--providers.docker.exposedbydefault=false', '--ping=true'],
  ...['--providers.file.directory=/run/stack-actions', '--providers.providersThrottleDuration=100ms'],
  '--entrypoints.web.address=:80',
]
const healthcheck = {
  ...{ test: ['CMD', '/app/healthy'], interval: '1s', timeout: '30s', retries: 2 },
  ...{ start_period: '60s', start_interval: '500ms' },
}

let lab: ShopLab
let serving = 'v1'
const next = (): string => (serving === 'v1' ? 'v2' : 'v1')

/** The shop behind a Traefik of somebody else, whose middleware its page uses. */
function shop(version: string, labels: Record<string, string> = {}, more: Omit<ShopOptions, 'registry'> = {}): Stack {
  const own = { 'traefik.http.routers.shop-web.middlewares': 'own@file' }
  const stack = lab.shop({
    ...{ version, versions: { migrate: 'v1' }, without: ['worker'], replicas: 1, ...more },
    services: {
      api: {
        healthcheck,
        labels: { ...routed('shop-api', API_HOST), ...(labels['gate'] ? { gate: labels['gate'] } : {}) },
      },
      web: { healthcheck, labels: { ...routed('shop-web', WEB_HOST), ...own, ...labels } },
    },
  })
  for (const { model } of stack.projects) delete model.services['traefik']
  return stack
}

/** Starts a Traefik by hand, with Docker's socket; what else it mounts and says is the caller's. */
function traefik(name: string, options: readonly string[], args: readonly string[] = []): Promise<void> {
  return start(name, ['-v', SOCKET, ...options], args)
}

async function start(name: string, options: readonly string[], args: readonly string[]): Promise<void> {
  const line = ['docker run -d --name', name, ...options, 'traefik:v3.6', ...args].join(' ')
  await lab.host.out(`docker network create shop-edge 2>/dev/null; docker rm -f ${name} 2>/dev/null; ${line}`)
}

async function file(path: string, text: string): Promise<void> {
  const { code, stderr } = await lab.host.sh(`mkdir -p "$(dirname ${path})"; cat >${path}`, { stdin: text })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
}

const ok = ({ code, why }: Answer): void => expect({ code, why }).toEqual({ code: 0, why: '' })

/** Does something under 50 requests a second, of which none may fail. */
async function underLoad(what: () => Promise<Answer>): Promise<void> {
  const loads = await Promise.all([true, false].map((keepAlive) => lab.load({ keepAlive, rate: 25 })))
  const ended = await what().finally(() => Promise.all(loads.map((load) => load.stop())))
  const result = together(await Promise.all(loads.map((load) => load.stop())))
  ok(ended)
  console.log(`${expect.getState().currentTestName}: ${failedOfSent(result)}\n${lab.timesOf(ended.journal)}`)
  expect(result.reasons).toEqual({})
  await lab.expectRows(result)
}

async function deployed(stack: Stack): Promise<void> {
  const version = next()
  await underLoad(() => lab.host.deploy(stack).finally(() => (serving = version)))
  await lab.answers('web', serving)
  await lab.answers('api', serving)
}

const headers = () => lab.host.out(`curl -s -D - -o /dev/null -H 'Host: ${WEB_HOST}' http://127.0.0.1/`)

beforeAll(async () => {
  lab = await openShopLab('traefik')
  await file('~/t/traefik.yml', TUTORIAL)
  await file('~/t/dynamic/own.yml', OWN)
  const options = ['--network shop-edge -p 80:80', '-v ~/t/traefik.yml:/etc/traefik/traefik.yml:ro']
  await traefik('gate', [...options, '-v ~/t/dynamic:/etc/traefik/dynamic:ro'])
  ok(await lab.host.deploy(shop(serving)))
  await lab.answers('web', serving)
}, 900_000)

afterAll(async () => {
  await lab?.close()
}, 60_000)

describe('set up by traefik.yml, with files of its owner on a disk', () => {
  it('is seen: routes follow health, no request fails, and the lines that it prints keep what he has', async () => {
    const { plan } = await lab.host.make(shop(next()))
    expect(plan.switch).toBe('drain')
    expect(planText(plan)).toContain('/etc/traefik/dynamic is not in memory')
    expect(plan.drain?.better).toEqual([
      '/etc/traefik/traefik.yml: providers: { file: { directory: /run/stack-actions } } (in place of /etc/traefik/dynamic)',
      '/etc/traefik/traefik.yml: providers: { providersThrottleDuration: 100ms }',
      'volumes: /run/stack-actions:/run/stack-actions',
      expect.stringMatching(/^volumes: \/home\/deploy\/t\/dynamic:\/run\/stack-actions\/user:ro /),
    ])
    await deployed(shop(next()))
    expect(await headers()).toMatch(/x-own: kept/i)
  }, 300_000)

  it('with those lines it is switched by a file, and his middleware stays', async () => {
    const lines = TUTORIAL.replace('/etc/traefik/dynamic', '/run/stack-actions').replace(
      'providers:\n',
      'providers:\n  providersThrottleDuration: 100ms\n',
    )
    await file('~/t/traefik.yml', lines)
    const options = ['--network shop-edge -p 80:80', '-v ~/t/traefik.yml:/etc/traefik/traefik.yml:ro']
    const added = [FOLDER, '-v ~/t/dynamic:/run/stack-actions/user:ro']
    await traefik('gate', [...options, '-v ~/t/dynamic:/etc/traefik/dynamic:ro', ...added])
    await lab.answers('web', serving)
    expect((await lab.host.make(shop(next()))).plan.switch).toBe('file')
    await deployed(shop(next()))
    expect(await headers()).toMatch(/x-own: kept/i)
    expect(await lab.host.out('ls ~/t/dynamic; ls /run/stack-actions')).toBe('own.yml\nuser\n')
  }, 300_000)

  it('a rollback from a shell knows it too, and refuses where its file is another one than anybody has read', async () => {
    await underLoad(async () => {
      const answer = await lab.host.rollback()
      await lab.host.finished()
      serving = next()
      return answer
    })
    await lab.answers('web', serving)
    await file('~/t/traefik.yml', `${await lab.host.out('cat ~/t/traefik.yml')}# read by nobody\n`)
    await lab.host.out('docker restart gate')
    await lab.answers('web', serving)
    expect((await lab.host.rollback()).why).toContain('nobody has read /etc/traefik/traefik.yml of the Traefik gate')
    await lab.answers('web', serving)
  }, 300_000)
})

const TOML = `[ping]
[entryPoints.web]
address = ":80"
[providers]
providersThrottleDuration = "100ms"
[providers.docker]
exposedByDefault = false
network = "shop-edge"
[providers.file]
directory = "/run/stack-actions"
`

describe('in the network of the host, set up by traefik.toml', () => {
  it('is given addresses, and no request fails', async () => {
    await file('~/t/traefik.toml', TOML)
    const options = ['--network host', '-v ~/t/traefik.toml:/etc/traefik/traefik.toml:ro', FOLDER]
    await traefik('gate', [...options, '-v ~/t/dynamic:/run/stack-actions/user:ro'])
    await lab.answers('web', serving)
    expect((await lab.host.make(shop(next()))).plan.switch).toBe('file')
    await deployed(shop(next()))
    expect(await headers()).toMatch(/x-own: kept/i)
  }, 300_000)
})

/** A page whose middleware is in its own labels. */
const own = {
  'traefik.http.routers.shop-web.middlewares': 'own@docker',
  'traefik.http.middlewares.own.headers.customresponseheaders.x-own': 'kept',
}

/** What was written into the folder of the other Traefik meanwhile, but for what is staged. */
async function writtenTo(folder: string, meanwhile: () => Promise<void>): Promise<string> {
  const loop = `while [ ! -e ~/t/enough ]; do ls ${folder} | grep -v '^[.]'; sleep 0.05; done; true`
  await lab.host.out('rm -f ~/t/enough')
  const watching = lab.host.out(loop)
  await meanwhile().finally(() => lab.host.out('touch ~/t/enough'))
  return watching
}

describe('as a user of its own', () => {
  it('is told what nobody else on the server can read', async () => {
    const user = '--user 65532:65532 --group-add "$(stat -c %g /var/run/docker.sock)"'
    await traefik('gate', ['--network shop-edge -p 80:80', user, FOLDER], ARGS)
    ok(await lab.host.deploy(shop(serving, own)))
    await lab.answers('web', serving)
    expect((await lab.host.make(shop(next(), own))).plan.switch).toBe('file')
    const files = '/run/stack-actions/*.yml /run/stack-actions/.stack-actions/*'
    const look = `{ stat -c '%a %u' ${files}; setpriv --reuid=65534 --regid=65534 --clear-groups grep -ho x-own ${files}; } 2>/dev/null`
    await lab.host.out('rm -f ~/t/enough')
    const loop = `until [ -e /home/deploy/t/enough ]; do ${look}; sleep 0.1; done >/home/deploy/t/seen`
    const watching = lab.server.root('sh', '-c', loop)
    const ended = await lab.host.deploy(shop(next(), own)).finally(() => lab.host.out('touch ~/t/enough'))
    await watching
    ok(ended)
    serving = next()
    await lab.answers('web', serving)
    const seen = (await lab.host.out('sort -u ~/t/seen')).trim().split('\n')
    expect(seen).toContain('600 65532')
    expect(seen.filter((line) => !/^600 (0|65532)$/.test(line))).toEqual([])
    expect(await headers()).toMatch(/x-own: kept/i)
  }, 300_000)
})

describe('beside another one', () => {
  const only = (name: string) => `Label(\`gate\`,\`${name}\`)`
  const publicOne = (network: string, args: readonly string[] = []) =>
    traefik(
      'public',
      [`--network ${network} -p 81:80 -v /run/stack-actions/public:/run/stack-actions`],
      [...ARGS, ...args],
    )

  it('told apart by constraints, set up by variables: a router goes into the file of the one that sees it alone', async () => {
    ok(await lab.host.deploy(shop(serving, { gate: 'inner', ...own })))
    const variables = {
      ...{ PROVIDERS_DOCKER: 'true', PROVIDERS_DOCKER_EXPOSEDBYDEFAULT: 'false', PING: 'true' },
      ...{ PROVIDERS_DOCKER_CONSTRAINTS: only('inner'), PROVIDERS_FILE_DIRECTORY: '/run/stack-actions' },
      ...{ PROVIDERS_PROVIDERSTHROTTLEDURATION: '100ms', ENTRYPOINTS_WEB_ADDRESS: ':80' },
    }
    const environment = Object.entries(variables).map(([name, value]) => `-e 'TRAEFIK_${name}=${value}'`)
    await traefik('gate', [
      '--network shop-edge -p 80:80 -v /run/stack-actions/inner:/run/stack-actions',
      ...environment,
    ])
    await publicOne('shop-edge', [`--providers.docker.constraints='${only('public')}'`])
    await lab.answers('web', serving)
    expect(await writtenTo('/run/stack-actions/public', () => deployed(shop(next(), { gate: 'inner', ...own })))).toBe(
      '',
    )
    await expect(lab.host.make(shop(next(), { ...own, gate: 'public' }))).rejects.toThrow(
      /shop-web\/web goes through the Traefik gate, and this deploy can speak to public alone/,
    )
  }, 300_000)

  it('told apart by networks, with a proxy in front of Docker: it is asked who it is, and what two see is refused', async () => {
    const forward = `require('net').createServer((c) => { const d = require('net').connect('/docker.sock'); c.pipe(d).pipe(c); for (const s of [c, d]) s.on('error', () => { c.destroy(); d.destroy() }) }).listen(2375)`
    await lab.host.out(
      `docker network create elsewhere; docker run -d --name socket-proxy --user 0 --network shop-edge -v /var/run/docker.sock:/docker.sock --entrypoint node ${lab.registry.fromServer}/shop-app:v1 -e "${forward}"`,
    )
    await lab.host.out('docker rm -f gate')
    const options = ['--network shop-edge -p 80:80 -v /run/stack-actions/inner:/run/stack-actions']
    await start('gate', options, [...ARGS, '--providers.docker.endpoint=tcp://socket-proxy:2375'])
    await publicOne('elsewhere')
    await lab.answers('web', serving)
    const stack = shop(next(), { gate: 'inner', ...own })
    expect(await writtenTo('/run/stack-actions/public', () => deployed(stack))).toBe('')
    await lab.host.out('docker network connect shop-edge public')
    await expect(lab.host.make(shop(next(), { gate: 'inner', ...own }))).rejects.toThrow(
      /goes through the Traefik (public, and this deploy can speak to gate|gate, and this deploy can speak to public) alone/,
    )
  }, 300_000)
})

describe('what is no Traefik that could be told anything', () => {
  const changed = () => shop(next(), { gate: 'inner', ...own })
  const running = async () => (await lab.host.containers()).map(({ id, state }) => `${id} ${state}`)

  it('is told nothing, and refused by name', async () => {
    await lab.host.out('docker rm -f gate public')
    const before = await running()
    const variables = ['PROVIDERS_DOCKER=true', 'PROVIDERS_FILE_DIRECTORY=/loot', 'PING=true']
    const options = ['--tmpfs /loot --entrypoint sleep', ...variables.map((one) => `-e TRAEFIK_${one}`)]
    await start('loot', ['--network none', ...options], ['600'])
    await expect(lab.host.make(changed())).rejects.toThrow(
      /shop-web\/web, .* cannot go through loot, which is set up as Traefik: it is in no network/,
    )
    await lab.host.out('docker rm -f loot')
    const endpoint = '-e TRAEFIK_PROVIDERS_DOCKER_ENDPOINT=tcp://socket-proxy:2375'
    await start('loot', ['--network shop-edge', endpoint, ...options], ['600'])
    const { code, why } = await lab.host.deploy(changed())
    expect(code).not.toBe(0)
    expect(why).toContain("loot is set up as Traefik, but does not show what Docker's labels tell")
    expect(await lab.host.out('docker exec loot find /loot -type f')).toBe('')
    expect(await running()).toEqual(before)
    await lab.host.out('docker rm -f loot')
  }, 300_000)

  it('is named where it asks Swarm alone', async () => {
    await traefik('gate', ['--network shop-edge'], ['--providers.swarm=true', '--ping=true'])
    const { plan } = await lab.host.make(changed())
    expect(plan.switch).toBe('none')
    expect(planText(plan)).toContain('gate: it asks Swarm for services, and Docker for no container')
    await lab.host.out('docker rm -f gate')
  }, 300_000)

  it('is seen outside of Docker, where what it routes stays as it is', async () => {
    await lab.host.out(
      'docker cp "$(docker create --name parts traefik:v3.6)":/usr/local/bin/traefik ~/t/traefik; docker rm parts',
    )
    const words =
      '/home/deploy/t/traefik --providers.docker --providers.docker.network=shop-edge --entrypoints.web.address=:80'
    await lab.server.root('sh', '-c', `setsid ${words} >/dev/null 2>&1 </dev/null & echo $! >/home/deploy/t/pid`)
    await lab.answers('web', serving)
    const before = await running()
    await expect(lab.host.make(changed())).rejects.toThrow(
      /Traefik runs outside of Docker, as process \d+, .*shop-web\/web, .* would be stopped under it/,
    )
    expect((await lab.host.rollback()).why).toContain('runs outside of Docker, as process')
    expect(await running()).toEqual(before)
    await lab.answers('web', serving)
    await lab.server.root('sh', '-c', 'kill "$(cat /home/deploy/t/pid)"')
  }, 300_000)
})
