import { type ChildProcess, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { valuesOf } from '../kit/fileCommands.js'
import { poll } from '../kit/poll.js'
import { type LoopbackServer, startSshd } from './sshd.js'
import { checkout, step } from './step.js'

// A runner that is cancelled hard, or runs out of memory, kills a step in the middle (SIGKILL): nothing secret is left of it on the runner.

const ENV = `hunter2-of-the-env-file-${randomUUID()}`
const GIVEN = `hunter2-of-a-given-file-${randomUUID()}`

let server: LoopbackServer
let runner = ''
let workspace = ''
let keyLines: string[] = []
const silent = createServer((socket) => socket.on('error', () => {}))

beforeAll(async () => {
  server = await startSshd()
  // The first and the last are the same in many keys, such as those of other tests.
  keyLines = server.key.trim().split('\n').slice(2, -2)
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
}, 20_000)

afterAll(() => {
  server?.stop()
  silent.close()
  for (const folder of [runner, workspace]) if (folder !== '') rmSync(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  for (const folder of [runner, workspace]) if (folder !== '') rmSync(folder, { recursive: true, force: true })
  runner = mkdtempSync('/tmp/killed-')
  workspace = await checkout({
    'compose.yaml': 'name: tiny\nservices: { app: { image: example.org/app, env_file: [.env.production] } }\n',
    'mine/kept.txt': 'mine',
  })
  mkdirSync(join(runner, 'docker/cli-plugins'), { recursive: true })
  writeFileSync(join(runner, 'state'), '')
})

/** A Compose that does as the machine's own, and at the call that matches hangs until the test lets it go. */
function composeThatHangs(when: string): void {
  const own = ['/usr/local/lib', '/usr/local/libexec', '/usr/lib', '/usr/libexec']
    .map((folder) => `${folder}/docker/cli-plugins/docker-compose`)
    .find((path) => existsSync(path))
  const plugin = join(runner, 'docker/cli-plugins/docker-compose')
  const hang = `touch ${runner}/hangs; until test -e ${runner}/go; do sleep 0.1; done`
  writeFileSync(plugin, `#!/bin/sh\nif ${when}; then ${hang}; fi\nexec ${own} "$@"\n`)
  chmodSync(plugin, 0o755)
}

/** Regular files below what a step may write to that hold a text; a link is followed by nobody here. */
function filesWith(texts: readonly string[]): string[] {
  const below = ['/dev/shm', runner, workspace, ...readdirSync('/tmp').flatMap((name) => ownFolder(name))]
  const patterns = texts.flatMap((text) => ['-e', text])
  const { stdout } = spawnSync('grep', ['-rlsF', ...patterns, ...below], { encoding: 'utf8' })
  return stdout.trim().split('\n').filter(Boolean)
}

const ownFolder = (name: string) => (/^stack-actions-\w{6}$/.test(name) ? [join('/tmp', name)] : [])

/** The processes that speak to a port as ssh does. */
function sshTo(port: number): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      return words[0] === 'ssh' && words[words.indexOf('-p') + 1] === String(port)
    } catch {
      return false
    }
  })
}

async function killedDeploy(host: string, knownHosts: string, ready: () => boolean) {
  const before: { key: string[]; env: string[]; given: string[] } = { key: [], env: [], given: [] }
  const killing = async (child: ChildProcess) => {
    await poll(ready, { deadlineMs: 20_000 })
    before.key = filesWith(keyLines)
    before.env = filesWith([ENV])
    before.given = filesWith([GIVEN])
    child.kill('SIGKILL')
  }
  let killed: Promise<void> = Promise.resolve()
  await step('deploy', {
    workspace,
    inputs: {
      ...{ host, 'ssh-key': server.key, 'known-hosts': knownHosts, 'env-file': `TOKEN=${ENV}\n` },
      files: JSON.stringify({ '.env.production': `A=${GIVEN}\n`, 'new/deep/prod.json': GIVEN }),
    },
    env: runnerEnv(),
    onStart: (child) => {
      killed = killing(child)
    },
  })
  await killed
  return before
}

const runnerEnv = () => ({
  ...{ RUNNER_TEMP: runner, HOME: runner, TMPDIR: runner, GITHUB_STATE: join(runner, 'state') },
  DOCKER_CONFIG: join(runner, 'docker'),
})

/** As the runner hands it over: the last of each name. */
function state(): Record<string, string> {
  const text = readFileSync(join(runner, 'state'), 'utf8')
  return Object.fromEntries(Object.entries(valuesOf(text)).map(([name, value]) => [`STATE_${name}`, value]))
}

describe.each([
  ['while the login hangs', () => (silent.address() as AddressInfo).port],
  ['with a connection', () => server.port],
])('a deploy that is killed %s', (_, port) => {
  it('leaves no key and no env file anywhere, and what had to be a file is removed by its post step', async () => {
    const connected = port() === server.port
    composeThatHangs(`test -e "${workspace}/.env.production"`)
    const knownHosts = server.knownHosts.replace(String(server.port), String(port()))
    const ready = () => existsSync(join(runner, 'hangs')) && sshTo(port()).length > 0
    const before = await killedDeploy(`root@127.0.0.1:${port()}`, knownHosts, ready)
    const given = [join(workspace, '.env.production'), join(workspace, 'new/deep/prod.json')]
    expect(before.key).toEqual([])
    expect(before.env).toEqual([])
    expect(before.given.sort()).toEqual(given)

    expect(filesWith([...keyLines, ENV])).toEqual([])
    expect(filesWith([GIVEN]).sort()).toEqual(given)
    const post = await step('deploy-post', { workspace, env: { ...runnerEnv(), ...state() } })
    expect(post.code).toBe(0)
    expect(post.stdout).toContain('.env.production')
    expect(filesWith([...keyLines, ENV, GIVEN])).toEqual([])
    expect(readdirSync(workspace).sort()).toEqual(['compose.yaml', 'mine'])
    writeFileSync(join(runner, 'go'), '')
    // A login that hangs ends with ssh's own limit.
    await poll(() => sshTo(port()).length === 0, { deadlineMs: connected ? 5000 : 20_000 })
  })
})

it('an env file that stands for the `.env` of a Compose file is removed from the checkout as well', async () => {
  writeFileSync(
    join(workspace, 'compose.yaml'),
    'name: tiny\nservices: { app: { image: example.org/app, env_file: [.env] } }\n',
  )
  composeThatHangs(`test -e "${workspace}/.env"`)
  await killedDeploy(server.host, server.knownHosts, () => existsSync(join(runner, 'hangs')))
  expect(filesWith([ENV])).toEqual([join(workspace, '.env')])
  await step('deploy-post', { workspace, env: { ...runnerEnv(), ...state() } })
  expect(filesWith([ENV, GIVEN])).toEqual([])
  writeFileSync(join(runner, 'go'), '')
})

it('a step that ends by itself has nothing left for its post step, which touches nothing of others', async () => {
  composeThatHangs('false')
  const env = runnerEnv()
  const ended = await step('deploy', {
    workspace,
    inputs: {
      ...{ host: `root@127.0.0.1:${server.port}`, 'ssh-key': 'no key', 'known-hosts': server.knownHosts },
      files: JSON.stringify({ '.env.production': `A=${GIVEN}\n` }),
    },
    env,
  })
  expect(ended.code).toBe(1)
  expect(filesWith([GIVEN])).toEqual([])
  // What a later step makes under that name is that step's.
  writeFileSync(join(workspace, '.env.production'), 'mine')
  const post = await step('deploy-post', { workspace, env: { ...env, ...state() } })
  expect(post.code).toBe(0)
  expect(post.stdout).toBe('')
  expect(readFileSync(join(workspace, '.env.production'), 'utf8')).toBe('mine')
})
