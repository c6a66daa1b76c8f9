import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labServer, remove, type Server } from '../kit/lab.js'
import { poll } from '../kit/poll.js'
import { hostInputs, onServer } from './stacks/tiny.js'
import { checkout, type Step, step, visible } from './step.js'

// What is not to be held against a deploy: what did not hold before it, and what stack.yml takes out. One server; each case goes on from the one
// before.

let server: Server
let workspace = ''
let inputs: Record<string, string> = {}
let runs = 1000

const APP = `const { createServer } = require('node:http');
createServer(({ url }, response) => {
  response.statusCode = url === '/old' ? Number(process.env.OLD) : Number(process.env.ROOT);
  response.end(process.env.VERSION);
}).listen(3000);
process.on('SIGTERM', () => process.exit(0));`
const CHECK = "fetch('http://127.0.0.1:3000/old').then(() => process.exit(0), () => process.exit(1))"
/** Answers, and is healthy, as long as its file is there. */
const WELL = `const { existsSync, writeFileSync } = require('node:fs');
writeFileSync('/well', '');
const server = require('node:http').createServer((_, response) => response.end('well')).listen(3000);
setInterval(() => existsSync('/well') || server.close(), 200);
process.on('SIGTERM', () => process.exit(0));`
/** What a Traefik of somebody else routes to. */
const routed = (name: string, program: string, test: readonly string[], environment: Record<string, string>) => ({
  ...{ image: 'node:24-slim', restart: 'always', command: ['node', '-e', program], environment, networks: ['edge'] },
  healthcheck: { test, interval: '1s', timeout: '5s', retries: 1 },
  labels: {
    'traefik.enable': 'true',
    [`traefik.http.routers.${name}.rule`]: `Host(\`${name}.test\`)`,
    [`traefik.http.services.${name}.loadbalancer.server.port`]: '3000',
  },
})
const GATE = { successes: '1', window: '1', timeout: '30', interval: '1' }

interface Version {
  version: string
  /** Statuses of `/` and of `/old`. */
  root?: number
  old?: number
  skip?: readonly string[]
  /** With two services behind a Traefik. */
  behind?: boolean
}

async function write({ version, root = 200, old = 200, skip = [], behind = false }: Version): Promise<void> {
  const compose = {
    name: 'tiny',
    ...(behind && { networks: { edge: { external: true } } }),
    services: {
      app: {
        image: 'node:24-slim',
        restart: 'always',
        command: ['node', '-e', APP],
        ports: ['127.0.0.1:3000:3000'],
        environment: { VERSION: version, ROOT: String(root), OLD: String(old) },
        healthcheck: { test: ['CMD', 'node', '-e', CHECK], interval: '1s', timeout: '5s' },
      },
      worker: {
        image: 'node:24-slim',
        restart: 'always',
        init: true,
        command: ['sh', '-c', 'touch /well; exec sleep 1d'],
        healthcheck: { test: ['CMD', 'test', '-e', '/well'], interval: '1s', retries: 1 },
      },
      ...(behind && {
        page: routed('page', APP, ['CMD', 'node', '-e', CHECK], { VERSION: version, ROOT: '200', OLD: '200' }),
        ill: routed('ill', WELL, ['CMD', 'test', '-e', '/well'], {}),
      }),
    },
  }
  const health = skip.map((word) => `  - { skip: '${word}' }\n`).join('')
  await writeFile(join(workspace, 'compose.yaml'), JSON.stringify(compose))
  await writeFile(
    join(workspace, 'stack.yml'),
    `name: tiny\nregistry: none\nprojects:\n  app: { path: . }\nenvironments:\n  production: { branch: main }\n${health === '' ? '' : `health:\n${health}`}`,
  )
}

beforeAll(async () => {
  server = await labServer(`before-${process.pid}`)
  workspace = await checkout({})
  inputs = hostInputs(server, await readFile(server.keyFile, 'utf8'))
  expectOutcome(await ship({ version: 'v1' }), 'deployed')
}, 600_000)

afterAll(async () => {
  if (server !== undefined) await remove(server)
  await rm(workspace, { recursive: true, force: true })
}, 60_000)

async function ship(version: Version, action: 'deploy' | 'ssh-deploy' = 'deploy'): Promise<Step> {
  await write(version)
  const resolve = ['page', 'ill'].map((name) => `${name}.test=${server.address}`).join()
  const gate = action === 'deploy' ? { ...GATE, resolve } : {}
  const ended = await step(action, { workspace, runId: ++runs, inputs: { ...inputs, ...gate } })
  await poll(async () => !(await onServer(server, 'ls ~deploy/.stack-actions/tiny-production/tx')).includes('intent'), {
    deadlineMs: 60_000,
  })
  return ended
}

/** Green, with the log where it is not. */
function expectOutcome(ended: Step, outcome: string): void {
  if (ended.outputs.outcome !== outcome)
    throw new Error(`${ended.outputs.outcome} in place of ${outcome}:\n${visible(ended)}`)
}

const answer = async (path: string): Promise<string> =>
  (await onServer(server, `curl -s -m 3 -w ' %{http_code}' http://127.0.0.1:3000${path}`)).trim()

describe('a worker that was unhealthy before, and stays as it is', () => {
  const worker = '$(docker ps -q --filter label=com.docker.compose.service=worker)'
  const isSick = async () =>
    (await onServer(server, `docker inspect -f '{{.State.Health.Status}}' ${worker}`)).trim() === 'unhealthy'

  it('undoes no deploy of another service: it is told, and not held against it', async () => {
    await onServer(server, `docker exec ${worker} rm /well`)
    await poll(isSick, { deadlineMs: 20_000 })
    const ended = await ship({ version: 'v2' })
    expectOutcome(ended, 'deployed')
    expect(await answer('/')).toBe('v2 200')
    const words =
      'not healthy before either, and unchanged (Docker calls it unhealthy): does not count against this release'
    expect(visible(ended)).toContain(`Tiny Worker: ${words}`)
    expect(ended.summary).toContain('not healthy before either')
  }, 120_000)

  it('is red by a deploy of nothing new', async () => {
    const ended = await ship({ version: 'v2' })
    expect({ code: ended.code, said: ended.errors.join() }).toMatchObject({
      ...{ code: 1, said: expect.stringContaining('Tiny Worker') },
    })
    await onServer(server, `docker exec ${worker} touch /well`)
    await poll(async () => !(await isSick()), { deadlineMs: 20_000 })
  }, 60_000)
})

describe('what Traefik answers 404 for, because it was unhealthy before, and stays as it is', () => {
  const ill = '$(docker ps -q --filter label=com.docker.compose.service=ill)'
  const behind = async (name: string): Promise<string> =>
    (await onServer(server, `curl -s -m 3 -w ' %{http_code}' -H 'Host: ${name}.test' http://127.0.0.1/`)).trim()

  beforeAll(async () => {
    const words = [
      ...['docker network create edge && docker run -d --name gate --network edge -p 80:80'],
      ...['-v /var/run/docker.sock:/var/run/docker.sock:ro -v /run/stack-actions:/run/stack-actions traefik:v3.6'],
      ...[
        '--providers.docker=true --providers.docker.exposedbydefault=false --providers.docker.network=edge --ping=true',
      ],
      '--providers.file.directory=/run/stack-actions --entrypoints.web.address=:80',
    ]
    await onServer(server, words.join(' '))
    expectOutcome(await ship({ version: 'v2', behind: true }), 'deployed')
  }, 180_000)

  afterAll(async () => {
    await onServer(server, 'docker rm -f gate')
  }, 60_000)

  it('undoes no deploy of another service, and is led to by no file of ours: 502 would be worse', async () => {
    expect(await behind('ill')).toBe('well 200')
    await onServer(server, `docker exec ${ill} rm /well`)
    await poll(async () => (await behind('ill')).endsWith(' 404'), { deadlineMs: 20_000 })
    expectOutcome(await ship({ version: 'v3', behind: true }), 'deployed')
    expect(await behind('page')).toBe('v3 200')
    expect(await behind('ill')).toMatch(/ 404$/)
    // As the cases that follow expect it.
    expectOutcome(await ship({ version: 'v2' }), 'deployed')
  }, 300_000)
})

describe('a page that is meant to be gone from now on', () => {
  it('is undone where nobody says that it is meant', async () => {
    const ended = await ship({ version: 'v3', root: 404 })
    expectOutcome(ended, 'undone')
    expect(ended.errors.join()).toContain('http://127.0.0.1:3000/ (tiny/app): 404, before it was 200')
    expect(await answer('/')).toBe('v2 200')
  }, 120_000)

  it('is deployed where stack.yml takes it out, and what else answers is held all the same', async () => {
    const held = await ship({ version: 'v3', root: 404, old: 503, skip: ['/'] })
    expectOutcome(held, 'undone')
    expect(held.errors.join()).toContain('http://127.0.0.1:3000/old (tiny/app): 503')
    expectOutcome(await ship({ version: 'v3', root: 404, skip: ['/'] }), 'deployed')
    expect(await answer('/')).toBe('v3 404')
  }, 180_000)
})
