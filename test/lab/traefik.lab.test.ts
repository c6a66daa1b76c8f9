import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { planText } from '../../src/release/planReport.js'
import type { Stack } from '../../src/stack/types.js'
import { together, words } from './load.js'
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

/** Starts a Traefik by hand; what it mounts and says is the caller's. */
async function traefik(name: string, options: readonly string[], args: readonly string[] = []): Promise<void> {
  const line = ['docker run -d --name', name, '-v', SOCKET, ...options, 'traefik:v3.6', ...args].join(' ')
  await lab.host.out(`docker network create shop-edge 2>/dev/null; docker rm -f ${name} 2>/dev/null; ${line}`)
}

async function file(path: string, text: string): Promise<void> {
  const { code, stderr } = await lab.host.sh(`mkdir -p "$(dirname ${path})"; cat >${path}`, { stdin: text })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
}

const ok = ({ code, why }: Answer): void => expect({ code, why }).toEqual({ code: 0, why: '' })

/** Does something under 100 requests a second, of which none may fail. */
async function underLoad(what: () => Promise<Answer>, base: 80 | 81 = 80): Promise<void> {
  const loads = await Promise.all([true, false].map((keepAlive) => lab.load({ keepAlive, rate: 25, port: base })))
  const ended = await what().finally(() => Promise.all(loads.map((load) => load.stop())))
  const result = together(await Promise.all(loads.map((load) => load.stop())))
  ok(ended)
  console.log(`${expect.getState().currentTestName}: ${words(result)}\n${lab.timesOf(ended.journal)}`)
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
    const added = ['-v /run/stack-actions:/run/stack-actions', '-v ~/t/dynamic:/run/stack-actions/user:ro']
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

describe('in the network of the host', () => {
  it('is given addresses, and no request fails', async () => {
    await file('~/t/dynamic/own.yml', OWN)
    const options = [
      '--network host',
      '-v ~/t/traefik.yml:/etc/traefik/traefik.yml:ro',
      '-v /run/stack-actions:/run/stack-actions',
    ]
    await traefik('gate', [...options, '-v ~/t/dynamic:/run/stack-actions/user:ro'])
    await lab.answers('web', serving)
    await deployed(shop(next()))
  }, 300_000)
})

describe('beside another one', () => {
  it('a router goes into the file of the one that sees it alone, and what two see is refused', async () => {
    const args = (name: string, port: number) => [
      ...['--providers.docker=true', '--providers.docker.exposedbydefault=false', '--ping=true'],
      ...[
        `--providers.docker.constraints='Label(\`gate\`,\`${name}\`)'`,
        '--providers.file.directory=/run/stack-actions',
      ],
      ...[`--entrypoints.web.address=:${port}`, '--providers.providersThrottleDuration=100ms'],
    ]
    const labels = { gate: 'inner', 'traefik.http.routers.shop-web.middlewares': 'own@docker' }
    const own = { ...labels, 'traefik.http.middlewares.own.headers.customresponseheaders.x-own': 'kept' }
    ok(await lab.host.deploy(shop(serving, own)))
    await traefik(
      'gate',
      ['--network shop-edge -p 80:80', '-v /run/stack-actions/inner:/run/stack-actions'],
      args('inner', 80),
    )
    await traefik(
      'public',
      ['--network shop-edge -p 81:80', '-v /run/stack-actions/public:/run/stack-actions'],
      args('public', 80),
    )
    await lab.answers('web', serving)
    const watching = lab.host.out(
      'for i in $(seq 300); do ls /run/stack-actions/public | grep -v "^[.]"; sleep 0.05; done; true',
    )
    await deployed(shop(next(), own))
    expect(await watching).toBe('')
    await expect(lab.host.make(shop(next(), { ...own, gate: 'public' }))).rejects.toThrow(
      /goes through the Traefik public|gate/,
    )
  }, 300_000)
})
