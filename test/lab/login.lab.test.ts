import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  killServer,
  labRegistry,
  labServer,
  labTool,
  type Registry,
  remove,
  removeRegistry,
  type Server,
  startServer,
} from '../kit/lab.js'
import { poll } from '../kit/poll.js'
import { run } from '../kit/program.js'
import { hostInputs, must, onServer, tinyImage } from './stacks/tiny.js'
import { checkout, type Step, step } from './step.js'

// A registry whose tokens narrow what a login may, as ghcr.io's do: one user pushes, the other can only pull. What reaches the server is the
// second; where that is all that the deploy has, too, what it builds is sent over SSH.

let server: Server
let registry: Registry
let workspace = ''
let login: { push: Record<string, string>; pull: Record<string, string> }
let runs = 3000

/** Where the server's own `docker` keeps what it was given to pull with; it waits as long as a file `slow` is there. */
const SEEN = '/var/tmp/seen'
const WRAPPER = `#!/bin/sh
if [ "$1" = pull ]; then cat "$DOCKER_CONFIG/config.json" >>${SEEN}/login; while [ -e ${SEEN}/slow ]; do sleep 0.1; done; fi
exec /usr/bin/docker "$@"
`
const LEFT = `find /dev/shm ~deploy /tmp -name config.json -o -name '.login*' -o -name '.stack-actions.*' 2>/dev/null`

beforeAll(async () => {
  ;[server, registry] = [await labServer('least-login'), await labRegistry('least-login')]
  const { tokenAddress = '', pullUsername = '', pullPassword = '' } = registry
  login = {
    push: { 'registry-username': registry.username, 'registry-token': registry.password },
    pull: { 'registry-username': pullUsername, 'registry-token': pullPassword },
  }
  // Another registry, which wants a login of its own.
  await tinyImage(`${registry.address}/org/third:v1`)
  const busybox = await labTool('busybox')
  workspace = await checkout({
    'stack.yml': `name: tiny\nregistry: ${tokenAddress}/org\nprojects:\n  app: { path: . }\nenvironments:\n  production: { branch: main }\n`,
    'compose.yaml': `name: tiny\nservices:\n${service('app', 'build: ./app')}${service('tool', 'build: ./tool')}${service('third', `image: ${registry.authAddress}/org/third:v1`)}`,
  })
  for (const name of ['app', 'tool']) {
    await mkdir(join(workspace, name))
    await copyFile(busybox, join(workspace, name, 'busybox'))
    await write(name, 'v1')
  }
  await onServer(
    server,
    `mkdir -m 777 ${SEEN}; cat >/usr/local/bin/docker <<'E'\n${WRAPPER}E\nchmod 755 /usr/local/bin/docker`,
  )
}, 900_000)

afterAll(async () => {
  await remove(server)
  await removeRegistry(registry)
  await rm(workspace, { recursive: true, force: true })
}, 60_000)

const service = (name: string, image: string) =>
  `  ${name}:\n    ${image}\n    command: ["/bin/busybox", "sleep", "1d"]\n    init: true\n    restart: always\n`
const write = (name: string, version: string) =>
  writeFile(
    join(workspace, name, 'Dockerfile'),
    `FROM scratch\nCOPY busybox /bin/busybox\nLABEL version=${version} name=${name}\n`,
  )

async function deploy(inputs: Record<string, string>, action = 'deploy'): Promise<Step> {
  runs += 1
  const key = await readFile(server.keyFile, 'utf8')
  const all = { ...hostInputs(server, key), ...(action === 'deploy' && { window: '1', successes: '1' }), ...inputs }
  const ended = await step(action, {
    ...{ workspace, inputs: all, env: { NODE_EXTRA_CA_CERTS: registry.caFile }, runId: runs },
  })
  await poll(async () => (await onServer(server, 'ls ~deploy/.stack-actions/tiny-production/tx')) === '', {
    deadlineMs: 20_000,
  })
  return ended
}
const ok = (ended: Step) => expect({ code: ended.code, printed: ended.stdout }).toMatchObject({ code: 0 })

/** Services that run: version, and whether by digest or by id. */
async function running(): Promise<Record<string, string>> {
  const lines = await onServer(
    server,
    `/usr/bin/docker ps -q | xargs /usr/bin/docker inspect -f '{{index .Config.Labels "com.docker.compose.service"}} {{index .Config.Labels "version"}} {{.Config.Image}}'`,
  )
  const found = lines.split('\n').flatMap((line) => {
    const [name, version = '', image = ''] = line.split(' ')
    return name === 'app' || name === 'tool'
      ? [[name, `${version} ${image.startsWith('sha256:') ? 'id' : 'digest'}`]]
      : []
  })
  return Object.fromEntries(found) as Record<string, string>
}
const tagsOf = async (name: string): Promise<string[]> => {
  const url = `https://${registry.address}/v2/org/app-${name}/tags/list`
  const list = JSON.parse(await must(['curl', '-sS', '--cacert', registry.caFile, url])) as { tags?: string[] }
  return list.tags ?? []
}
const pullLogins = () =>
  [
    `${registry.tokenAddress} ${registry.pullUsername} ${registry.pullPassword}`,
    `${registry.authAddress} ${registry.username} ${registry.password}`,
  ].join('\n')

describe('what reaches the server', () => {
  it('is the login that can only pull, for each registry its own, and it is gone after the pull', async () => {
    const ended = await deploy({ ...login.push, 'registry-pull-token': pullLogins() })
    ok(ended)
    expect(await running()).toEqual({ app: 'v1 digest', tool: 'v1 digest' })
    const seen = await onServer(server, `cat ${SEEN}/login`)
    const auth = (user = '', password = '') => ({ auth: Buffer.from(`${user}:${password}`).toString('base64') })
    for (const line of seen.trim().split('\n'))
      expect(JSON.parse(line)).toEqual({
        auths: {
          [registry.tokenAddress ?? '']: auth(registry.pullUsername, registry.pullPassword),
          [registry.authAddress]: auth(registry.username, registry.password),
        },
      })
    expect(await onServer(server, LEFT)).toBe('')
    expect(ended.stdout.replace(/^::add-mask::.*$/gm, '')).not.toContain(registry.pullPassword)
  }, 300_000)

  it('cannot push, whoever takes it from there', async () => {
    const [config = ''] = (await onServer(server, `cat ${SEEN}/login`)).split('\n')
    const folder = await mkdtemp(join(tmpdir(), 'taken-'))
    await writeFile(join(folder, 'config.json'), config)
    const [image = ''] = (await must(['docker', 'image', 'ls', '-q'])).split('\n')
    const reference = `${registry.tokenAddress}/org/app-app:evil`
    await must(['docker', 'tag', image, reference])
    const pushed = await run(['docker', '--config', folder, 'push', reference])
    await must(['docker', 'rmi', reference])
    await rm(folder, { recursive: true })
    expect(pushed).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('denied') })
    expect(await tagsOf('app')).not.toContain('evil')
  }, 60_000)
})

describe('a deploy whose login may only pull', () => {
  it('is refused a push, and says what to do', async () => {
    await write('tool', 'v2')
    const ended = await deploy({ ...login.pull, 'registry-pull-token': pullLogins() })
    expect(ended).toMatchObject({ code: 1, outputs: { outcome: 'refused' } })
    expect(ended.errors.join('\n')).toMatch(/refuses the push[\s\S]*push: false/)
    expect(await running()).toEqual({ app: 'v1 digest', tool: 'v1 digest' })
  }, 300_000)

  it('sends what it builds over SSH with `push: false`, beside what has a digest', async () => {
    const before = await tagsOf('tool')
    const ended = await deploy({ ...login.pull, 'registry-pull-token': pullLogins(), push: 'false' })
    ok(ended)
    expect(ended.outputs).toMatchObject({ outcome: 'deployed', changed: '["tiny/tool"]' })
    expect(await running()).toEqual({ app: 'v1 digest', tool: 'v2 id' })
    expect(await tagsOf('tool')).toEqual(before)
  }, 300_000)

  it('leaves all of it alone the next time', async () => {
    const ended = await deploy({ ...login.pull, 'registry-pull-token': pullLogins(), push: 'false' })
    ok(ended)
    expect(ended.outputs).toMatchObject({ outcome: 'unchanged' })
    expect(ended.stdout).not.toContain('images sent to the server')
  }, 300_000)

  it('is followed by one that pushes what has changed, and leaves alone what was sent', async () => {
    await write('app', 'v2')
    const ended = await deploy({ ...login.push, 'registry-pull-token': pullLogins() })
    ok(ended)
    expect(ended.outputs).toMatchObject({ outcome: 'deployed', changed: '["tiny/app"]' })
    expect(await running()).toEqual({ app: 'v2 digest', tool: 'v2 id' })
  }, 300_000)

  it('is what a rollback goes back to, and past', async () => {
    const ids = (await onServer(server, 'ls ~deploy/.stack-actions/tiny-production/releases')).trim().split('\n').sort()
    for (const [release, app, tool] of [
      [ids[1] ?? '', 'v1 digest', 'v2 id'],
      [ids[0] ?? '', 'v1 digest', 'v1 digest'],
      [ids[1] ?? '', 'v1 digest', 'v2 id'],
    ] as const) {
      ok(await deploy({ release }, 'rollback'))
      expect(await running()).toEqual({ app, tool })
    }
  }, 300_000)
})

it('a power cut in the middle of a pull leaves no login on the server', async () => {
  await onServer(server, `: >${SEEN}/slow; rm ${SEEN}/login`)
  await write('app', 'v3')
  const waiting = deploy({ ...login.push, 'registry-pull-token': pullLogins(), force: 'true' }).catch(() => undefined)
  await poll(async () => (await onServer(server, `cat ${SEEN}/login 2>/dev/null || :`)) !== '', { deadlineMs: 120_000 })
  expect(await onServer(server, LEFT)).not.toBe('')
  await killServer(server)
  await startServer(server)
  await onServer(server, `rm -f ${SEEN}/slow`)
  expect(await onServer(server, LEFT)).toBe('')
  await waiting
}, 300_000)
