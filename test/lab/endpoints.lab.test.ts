import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labImage, labServer, remove, type Server } from '../kit/lab.js'
import { poll } from '../kit/poll.js'
import { hostInputs, onServer } from './stacks/tiny.js'
import { checkout, type Step, step, visible } from './step.js'

// A proxy of which we know nothing stands before an app, and keeps the address that it has once resolved: nginx with a literal name. The page
// comes from nginx itself, only /api/ goes to the app. One server; each case begins with what the one before left.

let server: Server
let workspace = ''
let inputs: Record<string, string> = {}
let runs = 1000

const APP = `if (process.env.VERSION === 'ends') process.exit(3);
const { createServer } = require('node:http');
const status = process.env.VERSION === 'fails' ? 500 : 200;
const server = createServer((_, response) => response.writeHead(status).end(process.env.VERSION)).listen(3000);
process.on('SIGTERM', () => { server.close(() => process.exit(0)); server.closeIdleConnections(); });`

const CHECK = "fetch('http://127.0.0.1:3000/').then(() => process.exit(0), () => process.exit(1))"

const NGINX = `server {
  listen 80;
  location / { return 200 "page"; }
  location /api/ { proxy_pass http://app:3000/; }
}
`

const STACK =
  'name: edge\nregistry: none\nprojects:\n  app: { path: . }\nenvironments:\n  production: { branch: main }\n'

/** What `labels:` the app has, and its version. */
const composeYaml = (version: string, labels: Record<string, string>): string => `name: edge
services:
  proxy:
    image: nginx:1.30
    restart: always
    ports: ["127.0.0.1:8080:80"]
    volumes: ["./nginx.conf:/etc/nginx/conf.d/default.conf:ro"]
    depends_on: [app]
  app:
    image: node:24-slim
    restart: unless-stopped
    command: ${JSON.stringify(['node', '-e', APP])}
    healthcheck: { test: ${JSON.stringify(['CMD', 'node', '-e', CHECK])}, interval: 30s, timeout: 5s }
    environment: { VERSION: ${version} }
    labels: ${JSON.stringify(labels)}
`

const PROXY_STARTED =
  "docker inspect -f '{{.State.StartedAt}}' $(docker ps -q --filter label=com.docker.compose.service=proxy)"
/** What holds addresses. */
const SLEEPERS = 'docker ps -aq --filter label=stack-actions.placeholder'
const FOLDER = '/home/deploy/.stack-actions/edge-production'
const STOP_FIRST = {}
/** By the user's word: then the old one's address is gone when nginx needs it. */
const START_FIRST = { 'stack-actions.order': 'start-first' }
const GATE = { successes: '1', window: '1', timeout: '60', interval: '1' }

beforeAll(async () => {
  server = await labServer(`endpoints-main-${process.pid}`)
  await labImage('nginx:1.30')
  workspace = await checkout({ 'nginx.conf': NGINX, 'stack.yml': STACK, 'compose.yaml': '' })
  inputs = hostInputs(server, await readFile(server.keyFile, 'utf8'))
}, 600_000)

afterAll(async () => {
  if (server !== undefined) await remove(server)
  await rm(workspace, { recursive: true, force: true })
}, 60_000)

async function ship(
  version: string,
  labels: Record<string, string>,
  action: 'deploy' | 'ssh-deploy' = 'deploy',
): Promise<Step> {
  await writeFile(join(workspace, 'compose.yaml'), composeYaml(version, labels))
  const ended = await step(action, {
    workspace,
    runId: ++runs,
    inputs: { ...inputs, ...(action === 'deploy' ? GATE : {}) },
  })
  // Green comes before the last clean-up on the server.
  await poll(async () => !(await onServer(server, `ls ${FOLDER}/tx`)).includes('intent'), { deadlineMs: 60_000 })
  return ended
}

const api = async (): Promise<string> =>
  (await onServer(server, `curl -s -m 3 -w ' %{http_code}' http://127.0.0.1:8080/api/ || echo " curl: $?"`)).trim()

/** The app's container, and the address that nginx has found for it. */
async function app(): Promise<{ id: string; address: string }> {
  const format = '{{.Id}} {{.NetworkSettings.Networks.edge_default.IPAddress}}'
  const said = await onServer(
    server,
    `docker inspect -f '${format}' $(docker ps -q --filter label=com.docker.compose.service=app)`,
  )
  const [id = '', address = ''] = said.trim().split(' ')
  return { id, address }
}

/** As after one-shots that have ended since: two addresses below the app's are free. */
async function freeLowerAddresses(): Promise<void> {
  await onServer(
    server,
    `set -e; app=$(docker ps -q --filter label=com.docker.compose.service=app) proxy=$(docker ps -q --filter label=com.docker.compose.service=proxy)
     docker stop $app $proxy
     for one in 1 2; do docker run -d --name lower$one --network edge_default --entrypoint sleep nginx:1.30 600; done
     docker start $app; docker start $proxy; docker rm -f lower1 lower2`,
  )
  await poll(async () => (await api()).endsWith(' 200'), { deadlineMs: 30_000 })
}

/** What else happens on the server in the very moment in which Docker has stopped a container. */
const onceStopped = (id: string, script: string): Promise<string> =>
  onServer(
    server,
    `cat >/usr/local/bin/docker <<'END'
#!/bin/sh
/usr/bin/docker "$@"
code=$?
[ "$*" != 'stop ${id}' ] || { ${script}; } >/dev/null 2>&1
exit $code
END
     chmod 755 /usr/local/bin/docker`,
  )

/** Green, with the log where it is not. */
function expectOutcome(ended: Step, outcome: string): void {
  if (ended.outputs.outcome !== outcome)
    throw new Error(`${ended.outputs.outcome} in place of ${outcome}:\n${visible(ended)}`)
}

describe('a proxy that keeps the address it has once resolved', () => {
  it('is seen, and what it calls is stopped first, so that the address is given again', async () => {
    expectOutcome(await ship('v1', STOP_FIRST), 'deployed')
    expect(await api()).toBe('v1 200')
    const ended = await ship('v2', STOP_FIRST)
    expectOutcome(ended, 'deployed')
    expect(await api()).toBe('v2 200')
    expect(ended.stdout).toMatch(/edge\/app {2}stopped first/)
    const told = JSON.parse(ended.outputs.pauses ?? '') as { endpoint: string; seconds: number; failed: number }[]
    // How long it is depends on the machine: between two asks it may pass unseen. What is only late is the machine's as well.
    const pauses = told.filter(({ failed }) => failed > 0)
    const known = { endpoint: 'http://127.0.0.1:8080/api/ (edge/proxy)', over: true }
    expect(pauses).toEqual(pauses.map(() => expect.objectContaining(known)))
    for (const { seconds } of pauses) expect(seconds).toBeLessThan(20)
    expect(ended.summary).toContain('Endpoints')
  }, 180_000)

  it.each(['deploy', 'ssh-deploy'] as const)(
    'is not left dead by a %s that starts the app first: it is undone at once',
    async (action) => {
      const begun = Date.now()
      const ended = await ship(`v3-${action}`, START_FIRST, action)
      expectOutcome(ended, 'undone')
      expect(ended.errors.join()).toMatch(/http:\/\/127\.0\.0\.1:8080\/api\/ \(edge\/proxy\)/)
      expect(await api()).toBe('v2 200')
      expect(Date.now() - begun).toBeLessThan(60_000)
    },
    120_000,
  )

  it.each([
    ['no lower one is free', async () => undefined, ['ends']],
    ['lower ones are free', freeLowerAddresses, ['ends', 'fails']],
  ])(
    'finds the app at the same address where %s, in a deploy and in one that is undone',
    async (where, given, broken) => {
      await given()
      const { address } = await app()
      const version = where.replaceAll(' ', '-')
      expectOutcome(await ship(version, STOP_FIRST), 'deployed')
      const next = await app()
      expect({ answer: await api(), address: next.address }).toEqual({ answer: `${version} 200`, address })
      for (const one of broken) {
        expectOutcome(await ship(one, STOP_FIRST), 'undone')
        expect({ answer: await api(), app: await app() }).toEqual({ answer: `${version} 200`, app: next })
        expect(await onServer(server, SLEEPERS)).toBe('')
      }
    },
    240_000,
  )

  it('looks the name up anew where somebody took the address meanwhile, so that the old version answers after the undo', async () => {
    const before = await app()
    const answer = await api()
    const started = await onServer(server, PROXY_STARTED)
    await onServer(server, 'docker create --name thief --network edge_default --entrypoint sleep nginx:1.30 600')
    await onceStopped(before.id, '/usr/bin/docker start thief')
    try {
      const ended = await ship('ends', STOP_FIRST)
      expectOutcome(ended, 'undone')
      expect(ended.stdout).toMatch(/edge-proxy-1: was told to look up names anew/)
      const after = await app()
      expect(after.id).toBe(before.id)
      expect(after.address).not.toBe(before.address)
      expect(await api()).toBe(answer)
      expect(await onServer(server, PROXY_STARTED)).toBe(started)
    } finally {
      await onServer(server, 'rm -f /usr/local/bin/docker; docker rm -f thief')
    }
  }, 120_000)

  it('finds the app at its address also where the program on the server died while the app was stopped and lower addresses were held', async () => {
    await freeLowerAddresses()
    const before = await app()
    const answer = await api()
    const pid = `$(sed 's/.*(pid \\([0-9]*\\) .*/\\1/' ${FOLDER}/holder)`
    await onceStopped(before.id, `/usr/bin/${SLEEPERS} >/tmp/asleep; kill -9 ${pid}`)
    const ended = await ship('v6', STOP_FIRST)
    expectOutcome(ended, 'undone')
    expect(visible(ended)).toContain('its transaction was interrupted')
    expect(await onServer(server, 'cat /tmp/asleep; rm /usr/local/bin/docker')).not.toBe('')
    expect({ answer: await api(), app: await app() }).toEqual({ answer, app: before })
    expect(await onServer(server, SLEEPERS)).toBe('')
  }, 120_000)

  it('is asked once by a deploy of nothing new', async () => {
    const ended = await ship((await api()).replace(/ 200$/, ''), STOP_FIRST)
    expectOutcome(ended, 'unchanged')
    expect(ended.stdout).toContain('http://127.0.0.1:8080/api/ (edge/proxy): 200')
  }, 60_000)
})
