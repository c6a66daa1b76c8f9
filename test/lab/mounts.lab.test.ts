import { execFileSync } from 'node:child_process'
import { chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labRegistry, labServer, type Registry, remove, removeRegistry, type Server } from '../kit/lab.js'
import { poll } from '../kit/poll.js'
import { hostInputs, onServer, stackYaml, tinyImage } from './stacks/tiny.js'
import { checkout, type Step, step } from './step.js'

// What services mount out of the repository, on a server whose deploy user is not root; each case goes on from the one before.

let server: Server
let registry: Registry
let workspace = ''
let good: Record<string, string> = {}

const FIRST = ['./html:/html:ro', './app.conf:/etc/app.conf', './data:/data']
const seconds = (count: number): number => count * 1000
const compose = (image: string, volumes: readonly string[]): string => `name: tiny
services:
  app:
    image: ${image}
    command: ["/bin/busybox", "sh", "-c", "/bin/busybox touch /up; exec /bin/busybox sleep 1d"]
    init: true
    stop_grace_period: 1s
    healthcheck: { test: ["CMD", "/bin/busybox", "test", "-e", "/up"], interval: 1s }
    volumes: ${JSON.stringify(volumes)}
`

beforeAll(async () => {
  ;[server, registry] = [await labServer('files-mounts'), await labRegistry('files')]
  // A home with a blank in its name, and files that nobody else may read unless somebody says so.
  await onServer(
    server,
    `usermod --home '/home/the deploy' --move-home deploy && sed -i '1i umask 077' '/home/the deploy/.bashrc'`,
  )
  await tinyImage(`${registry.address}/org/tiny:v1`)
  workspace = await checkout({ 'stack.yml': stackYaml(registry.address) })
  await write({
    'html/index.html': 'one\n',
    'html/sub/run.sh': '#!/bin/sh\n',
    "html/sub/it's a näme": 'odd\n',
    'app.conf': 'conf\n',
  })
  await chmod(join(workspace, 'html/sub/run.sh'), 0o755)
  await symlink('index.html', join(workspace, 'html/start'))
  await mounting(FIRST)
  for (const words of [
    ['init', '-q'],
    ['add', '-A'],
    ['-c', 'user.name=lab', '-c', 'user.email=lab@example.org', 'commit', '-qm', 'one'],
  ])
    execFileSync('git', ['-C', workspace, ...words])
  good = { ...hostInputs(server, await readFile(server.keyFile, 'utf8')), 'env-file': 'A=1\n', window: '1' }
}, 900_000)

afterAll(async () => {
  await remove(server)
  await removeRegistry(registry)
  await rm(workspace, { recursive: true, force: true })
}, 60_000)

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, name)), { recursive: true })
    await writeFile(join(workspace, name), text)
  }
}

const mounting = (volumes: readonly string[]): Promise<void> =>
  write({ 'compose.yaml': compose(`${registry.address}/org/tiny:v1`, volumes) })

let runs = 1000
async function deploy(outcome: string, more: Readonly<Record<string, string>> = {}): Promise<Step> {
  const env = { NODE_EXTRA_CA_CERTS: registry.caFile }
  const ended = await step('ssh-deploy', { workspace, inputs: { ...good, ...more }, env, runId: ++runs })
  expect({ said: ended.errors, outcome: ended.outputs.outcome }).toMatchObject({ outcome })
  await poll(async () => (await onServer(server, 'ls ~deploy/.stack-actions/tiny-production/tx')) === '', {
    deadlineMs: 20_000,
  })
  return ended
}

/** What a shell in the container prints. */
const inside = (script: string): Promise<string> =>
  onServer(
    server,
    `docker exec "$(docker ps -q --filter label=com.docker.compose.service=app)" /bin/busybox sh -c "PATH=/bin; busybox ${script}"`,
  )

describe('what a service mounts', () => {
  it(
    'is there, as it lies in the checkout, whoever the deploy user is',
    async () => {
      await deploy('deployed')
      expect((await inside('find /html')).trim().split('\n').sort()).toEqual([
        '/html',
        '/html/index.html',
        '/html/start',
        '/html/sub',
        "/html/sub/it's a näme",
        '/html/sub/run.sh',
      ])
      expect(await inside('cat /html/start /etc/app.conf')).toBe('one\nconf\n')
      expect(await inside('stat -c %a /html /html/sub /html/index.html /html/sub/run.sh')).toBe('755\n755\n444\n555\n')
    },
    seconds(90),
  )

  it(
    'is the server’s own where the checkout has nothing of it: made as the deploy user, never by Docker',
    async () => {
      expect(await onServer(server, "stat -c '%U %a' ~deploy/.stack-actions/tiny-production/data/tiny/data")).toBe(
        'deploy 755\n',
      )
    },
    seconds(10),
  )

  it(
    'travels also where a step before has made it and git knows nothing of it, and the plan says which is which',
    async () => {
      await write({ 'dist/app.js': 'built\n', 'prod.json': '{}\n' })
      await mounting([...FIRST, './dist:/dist:ro', './prod.json:/etc/prod.json'])
      const { stdout, summary } = await deploy('deployed')
      expect(await inside('cat /dist/app.js /etc/prod.json')).toBe('built\n{}\n')
      expect(stdout).toMatch(/tiny\/app \/dist {2}dist, sent with the release, read-only \(1 file, not in git\)/)
      expect(stdout).toMatch(/tiny\/app \/data {2}the server's own: .+\/data\/tiny\/data, as it is mounted now/)
      // Neither the commit that the runner names, nor the one that lies there as it is: a step has changed a file of it.
      const head = execFileSync('git', ['-C', workspace, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim()
      const words = `the checkout is at commit ${head.slice(0, 12)}, and the run is for 3fa9c01d3fa9; "compose.yaml" is not as in commit ${head.slice(0, 12)}`
      expect(stdout).toContain(words)
      expect(summary).toMatch(/\*\*Not as committed:\*\* .*compose.yaml.* is not as in commit/)
      const status = await onServer(server, "su deploy -c '~/.stack-actions/tiny-production/stackctl status' || true")
      expect(status).toContain(`commit ${head} of refs/heads/main`)
      expect(status).toContain(`not as committed: ${words}`)
    },
    seconds(90),
  )

  it(
    'is put right by the next deploy, of the same files, where somebody has changed it on the server',
    async () => {
      await onServer(
        server,
        'for file in ~deploy/.stack-actions/tiny-production/files/*/index.html; do echo by hand >"$file"; done',
      )
      expect(await inside('cat /html/index.html')).toBe('by hand\n')
      await deploy('deployed')
      expect(await inside('cat /html/index.html')).toBe('one\n')
      await deploy('unchanged')
    },
    seconds(60),
  )

  it(
    'is refused where it is not on the server, before anything changes, with that as the first reason',
    async () => {
      const before = await onServer(server, 'docker ps -q --no-trunc')
      await mounting([...FIRST, '/srv/media:/media'])
      const { errors } = await deploy('refused')
      expect(errors[0]).toMatch(
        /^\/srv\/media, which tiny\/app mounts, is not on this server, and Docker would make an empty folder of it/,
      )
      expect(errors[0]).toContain("sudo mkdir -p '/srv/media'")
      expect(await onServer(server, 'docker ps -q --no-trunc; ls /srv')).toBe(before)
      // What this user cannot see may be there: Docker says, and makes nothing.
      await mounting([...FIRST, '/root/media:/media'])
      await deploy('undone')
      expect(await onServer(server, 'docker ps -q --no-trunc; ls /root')).toBe(before)
    },
    seconds(90),
  )

  it(
    'is what a rollback asks for first, and goes back to',
    async () => {
      await write({ 'html/index.html': 'two\n' })
      await mounting(FIRST)
      await deploy('deployed')
      const stackctl = (words: string) =>
        onServer(
          server,
          `su deploy -c '~/.stack-actions/tiny-production/stackctl ${words}' 2>&1 || echo "ended with $?"`,
        )
      await onServer(
        server,
        'cd ~deploy/.stack-actions/tiny-production/files; mkdir /tmp/kept; for one in *; do grep -qsx built $one/app.js && mv $one /tmp/kept; done; true',
      )
      expect(await stackctl('rollback')).toMatch(/cannot go back to \S+: .+, which it mounts, is gone\nended with 10/)
      await onServer(server, 'mv /tmp/kept/* ~deploy/.stack-actions/tiny-production/files/')
      expect(await stackctl('rollback')).toMatch(/committed\. Release \S+ serves now/)
      expect(await inside('cat /html/index.html /dist/app.js')).toBe('one\nbuilt\n')
    },
    seconds(90),
  )
})
