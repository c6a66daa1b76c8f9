import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labRegistry, labServer, type Registry, remove, removeRegistry, type Server } from '../kit/lab.js'
import { poll } from '../kit/poll.js'
import { composeYaml, hostInputs, onServer, stackYaml, stateOf, tinyImage } from './stacks/tiny.js'
import { checkout, type Step, step } from './step.js'

// The first release publishes a port, the second does not; then somebody else has it.

const PORT = '    ports: ["127.0.0.1:8085:80"]\n'
const ROOT = '~/.stack-actions/tiny-production'

let server: Server
let registry: Registry
let image = ''
let workspace = ''
let good: Record<string, string> = {}

beforeAll(async () => {
  ;[server, registry] = [await labServer('ports-main'), await labRegistry('ports')]
  image = `${registry.address}/org/tiny:v1`
  await tinyImage(image)
  workspace = await checkout({ 'stack.yml': stackYaml(registry.address) })
  good = { ...hostInputs(server, await readFile(server.keyFile, 'utf8')), 'env-file': 'GREETING=hello\n', window: '1' }
  for (const ports of [PORT, '']) {
    await writeFile(join(workspace, 'compose.yaml'), composeYaml(image, ports))
    expect(await act('ssh-deploy')).toMatchObject({ code: 0, outputs: { outcome: 'deployed' } })
  }
}, 900_000)

afterAll(async () => {
  await remove(server)
  await removeRegistry(registry)
  await rm(workspace, { recursive: true, force: true })
}, 60_000)

let runs = 1000
async function act(action: 'ssh-deploy' | 'rollback'): Promise<Step> {
  const { 'env-file': _text, ...back } = good
  const inputs = action === 'rollback' ? back : good
  const ended = await step(action, {
    ...{ workspace, inputs, env: { NODE_EXTRA_CA_CERTS: registry.caFile } },
    // Started again after a rollback it would be refused.
    runId: ++runs,
  })
  await poll(async () => (await onServer(server, 'ls ~deploy/.stack-actions/tiny-production/tx')) === '', {
    deadlineMs: 20_000,
  })
  return ended
}

const stackctl = (words: string) =>
  onServer(server, `su deploy -c '${ROOT}/stackctl ${words}' 2>&1 || echo "ended with $?"`)
const state = async () =>
  (await stateOf(server)) + (await onServer(server, 'ls ~deploy/.stack-actions/tiny-production/releases'))
/** Listens on a port of the server until it is ended. */
const LISTENS = `perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalAddr => "0.0.0.0:8085", Listen => 1, ReuseAddr => 1) or die; sleep 600'`

describe('a rollback to what publishes a port that is held', () => {
  it.each([
    [
      'a container',
      () => `docker run -d --name holder -p 8085:80 ${image}`,
      'docker rm -f holder',
      'the container holder',
    ],
    [
      'a program',
      () =>
        `nohup ${LISTENS} >/tmp/listens 2>&1 & echo $! >/tmp/listens.pid; for _ in 1 2 3 4 5 6 7 8 9; do ! grep -q :1F95 /proc/net/tcp || exit 0; sleep 0.3; done; cat /tmp/listens; exit 1`,
      'kill "$(cat /tmp/listens.pid)"',
      "a program of the server itself (`sudo ss -lnpt 'sport = :8085'` says which)",
    ],
  ])(
    'by %s is refused by name, from GitHub and from a shell, and nothing is changed',
    async (_what, hold, free, who) => {
      await onServer(server, hold())
      const before = await state()
      const said = `tiny/app: port 127.0.0.1:8085 of the server is held by ${who}`
      const ended = await act('rollback')
      expect(ended).toMatchObject({ code: 1, outputs: { outcome: 'refused' } })
      expect(ended.errors[0]).toContain(`cannot go back to 1-3fa9c01: ${said}`)
      const typed = await stackctl('rollback')
      expect(typed).toContain(`cannot go back to 1-3fa9c01: ${said}`)
      expect(typed).toContain('ended with 10')
      expect(await stackctl('status')).toContain(`No longer:\n  1-3fa9c01: ${said}`)
      expect(await state()).toBe(before)
      await onServer(server, free)
    },
    90_000,
  )

  it('goes when it is free, and again with its own container in it', async () => {
    expect(await stackctl('status')).toContain('1-3fa9c01   (where rollback goes by itself)')
    expect(await act('rollback')).toMatchObject({ code: 0, outputs: { outcome: 'rolled-back' } })
    expect(await onServer(server, `docker ps --format '{{.Ports}}'`)).toContain('127.0.0.1:8085->80/tcp')
    await writeFile(join(workspace, 'compose.yaml'), composeYaml(image, `${PORT}    stop_grace_period: 1s\n`))
    expect(await act('ssh-deploy')).toMatchObject({ code: 0, outputs: { outcome: 'deployed' } })
    expect(await stackctl('rollback 3-3fa9c01')).toMatch(/committed\. Release \S+ serves now/)
  }, 120_000)
})

describe('a UDP port, which nobody asks', () => {
  // The one program of busybox that listens by UDP: a server of addresses, at port 67.
  const LISTENS_BY_UDP =
    'echo interface eth0 >/c; echo lease_file /leases >>/c; /bin/busybox touch /leases; exec /bin/busybox udhcpd -f /c'
  const compose = (script: string) =>
    composeYaml(image, '    ports: ["127.0.0.1:5367:67/udp"]\n').replace('exec /bin/busybox sleep 1d', script)
  const deploy = async (script: string): Promise<Step> => {
    await writeFile(join(workspace, 'compose.yaml'), compose(script))
    return act('ssh-deploy')
  }

  it('is listened on as before by the next version, which the plan promises no more than', async () => {
    expect(await deploy(LISTENS_BY_UDP)).toMatchObject({ code: 0, outputs: { outcome: 'deployed' } })
    const next = await deploy(`/bin/busybox true; ${LISTENS_BY_UDP}`)
    expect(next).toMatchObject({ code: 0, outputs: { outcome: 'deployed' } })
    expect(next.stdout).toContain('of its UDP port 5367 it is seen that a program listens on it as before')
    expect(next.files).toContain('1 are listened on before anything is changed')
  }, 120_000)

  it('brings the old version back where the next one does not listen on it, healthy as it is', async () => {
    const ended = await deploy('exec /bin/busybox sleep 1d')
    expect(ended).toMatchObject({ code: 1, outputs: { outcome: 'undone' } })
    expect(ended.errors[0]).toContain(
      'nothing listens any more where something did before: tiny/app: port 127.0.0.1:5367/udp',
    )
    expect(await onServer(server, `docker ps --no-trunc --format '{{.Command}}'`)).toContain('/bin/busybox true; ')
  }, 180_000)
})
