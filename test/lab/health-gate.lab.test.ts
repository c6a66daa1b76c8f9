import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { program } from '../../scripts/program.mjs'
import type { GateReport } from '../../src/health/types.js'
import { connect, type Host } from '../../src/host/ssh.js'
import { BY_ITSELF, Stackctl } from '../../src/host/stackctl.js'
import { Refused } from '../../src/runtime/errors.js'
import { labRegistry, labServer, type Registry, remove, type Server } from '../kit/lab.js'
import { hostInputs, onServer, stackYaml, tinyImage } from './stacks/tiny.js'
import { checkout, type Step, step } from './step.js'

let server: Server
let registry: Registry
let key = ''
let workspace = ''
const gate = { window: '1', timeout: '20', successes: '2' }

const composeYaml = (image: string) => `name: tiny
services:
  web:
    image: ${image}
    command: ["/bin/busybox", "sh", "-c", "/bin/busybox mkdir -p /www; /bin/busybox touch /www/health; exec /bin/busybox httpd -f -p 8080 -h /www"]
    init: true
    expose: ["8080"]
    restart: always
    deploy: { replicas: 2 }
    healthcheck: { test: ["CMD", "/bin/busybox", "true"], interval: 1s }
`
const health = 'health:\n  - { name: Tiny Web, service: app/web, port: 8080, path: /health }\n'

beforeAll(async () => {
  ;[server, registry] = [await labServer('health-gate'), await labRegistry()]
  key = await readFile(server.keyFile, 'utf8')
  const image = `${registry.address}/org/gate:v1`
  await tinyImage(image)
  workspace = await checkout({ 'compose.yaml': composeYaml(image), 'stack.yml': stackYaml(registry.address, health) })
}, 300_000)
afterAll(async () => {
  await remove(server)
  await rm(workspace, { recursive: true, force: true })
}, 60_000)

const judged = (inputs: Record<string, string> = {}) =>
  step('health-gate', { workspace, inputs: { ...hostInputs(server, key), ...gate, ...inputs } })
const reportOf = (done: Step) => JSON.parse(done.files) as GateReport
const containers = async () => (await onServer(server, 'docker ps -q --no-trunc --filter name=web')).trim().split('\n')

describe('stackctl on a server that has never seen it', () => {
  let host: Host
  beforeAll(async () => {
    const { user, port, knownHosts } = server
    host = await connect({ host: `${user}@${server.host}:${port}`, sshKey: key, knownHosts })
  })
  afterAll(async () => host[Symbol.asyncDispose]())

  it('comes with the first call, under its hash, for nobody else', async () => {
    const stackctl = new Stackctl(host, 'other-production')
    const facts = await stackctl.facts()
    expect(facts).toMatchObject({
      engine: expect.stringMatching(/^\d+\./),
      platform: expect.stringMatching(/^linux\//),
      lastSeq: 0,
    })
    const sha256 = createHash('sha256').update(program()).digest('hex')
    expect(
      await onServer(
        server,
        `cd ${facts.root} && stat -c %a . bin bin/stackctl-${sha256} && ls -d stackctl identity current 2>/dev/null || true`,
      ),
    ).toBe('700\n700\n700\n')
  })

  it('is stored once, and people’s link is a deploy’s to make', async () => {
    const first = await onServer(server, 'stat -c "%i %Y" ~deploy/.stack-actions/other-production/bin/*')
    await onServer(server, 'cd ~deploy/.stack-actions/other-production && ln -sfn nowhere stackctl')
    await new Stackctl(host, 'other-production').facts()
    const folder = '~deploy/.stack-actions/other-production'
    expect(await onServer(server, `stat -c "%i %Y" ${folder}/bin/*; readlink ${folder}/stackctl`)).toBe(
      `${first}nowhere\n`,
    )
    expect(await onServer(server, `su deploy -c "sh ${folder}/bin/* status"`)).toContain('nothing was released')
  })

  it('says in its own words why it refuses', async () => {
    const stackctl = new Stackctl(host, 'other-production')
    expect((await stackctl.facts({ target: BY_ITSELF })).target).toEqual({
      refusal: expect.stringContaining('nothing was released here yet'),
    })
    const unknown = stackctl.resolve(['no-such.example.invalid/x:1'], '{}')
    await expect(unknown).rejects.toThrow(Refused)
    await expect(unknown).rejects.toThrow('no-such.example.invalid/x:1')
  })
})

describe('the gate', () => {
  it('refuses to judge where nothing was released', async () => {
    const done = await judged()
    expect(done.code).toBe(1)
    expect(done.errors).toEqual(['nothing of tiny-production was released on this server yet'])
  })

  it('is green when every replica answers, and writes a report', async () => {
    const deployed = await step('ssh-deploy', { workspace, inputs: { ...hostInputs(server, key), images: '[]' } })
    expect({ code: deployed.code, stdout: deployed.stdout }).toMatchObject({ code: 0 })
    const done = await judged()
    expect({ code: done.code, stdout: done.stdout }).toMatchObject({ code: 0 })
    expect(done.stdout).toContain('✓ Tiny Web: Healthy\n')
    expect(done.outputs.healthy).toBe('true')
    const report = reportOf(done)
    expect(report).toMatchObject({ schema: 1, healthy: true, ended: 'held' })
    expect(report.probes.map(({ kind }) => kind).sort()).toEqual(['container', 'container', 'replica', 'replica'])
    expect(done.summary).toContain('Tiny Web')
  }, 120_000)

  it('is red when one of two replicas answers wrongly, with the answer and the tries', async () => {
    const [sick] = await containers()
    await onServer(server, `docker exec ${sick} /bin/busybox rm /www/health`)
    const done = await judged({ timeout: '5' })
    await onServer(server, `docker exec ${sick} /bin/busybox touch /www/health`)
    expect(done.code).toBe(1)
    expect(done.stdout).toMatch(/✗ Tiny Web: Unhealthy \(404 from :8080\/health, \d+ tries in \d[.\d]* s\)/)
    expect(done.outputs.healthy).toBe('false')
    expect(reportOf(done)).toMatchObject({ healthy: false, ended: 'timeout' })
  })

  it('ends early when a container has exited', async () => {
    const [victim] = await containers()
    await onServer(server, `docker stop -t 0 ${victim}`)
    const done = await judged({ timeout: '60' })
    await onServer(server, `docker start ${victim}`)
    expect(done.code).toBe(1)
    expect(done.stdout).toMatch(/✗ Tiny Web: Unhealthy \(exited \(exit code \d+\)/)
    expect(reportOf(done)).toMatchObject({ ended: 'early' })
    expect(reportOf(done).seconds).toBeLessThan(10)
  })

  it('refuses to judge a release that does not serve', async () => {
    const done = await judged({ release: '77-3fa9c01' })
    expect(done.errors.join()).toMatch(/release 77-3fa9c01 does not serve: 1-3fa9c01 does/)
  })

  it('refuses rules by which it could never hold', async () => {
    const done = await judged({ window: '30', timeout: '10' })
    expect(done.errors.join()).toContain('the gate cannot hold')
  })
})
