import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labRegistry, labServer, type Registry, remove, removeRegistry, type Server } from '../kit/lab.js'
import { poll } from '../kit/poll.js'
import { hostInputs, loginInputs, onServer, tinyImage } from './stacks/tiny.js'
import { type Step, step } from './step.js'

// A service that keeps data gets another name, another environment has the same folder: never do two containers write to one place. Each case
// goes on from the one before.

let server: Server
let registry: Registry
let folder = ''
let inputs: Record<string, string> = {}
const seconds = (count: number): number => count * 1000

beforeAll(async () => {
  ;[server, registry] = [await labServer('writers-main'), await labRegistry('writers')]
  await tinyImage(`${registry.address}/org/tiny:v1`)
  folder = await mkdtemp(join(tmpdir(), 'writers-'))
  inputs = { ...hostInputs(server, await readFile(server.keyFile, 'utf8')), ...loginInputs(registry), window: '1' }
}, seconds(900))

afterAll(async () => {
  await remove(server)
  await removeRegistry(registry)
  await rm(folder, { recursive: true, force: true })
}, seconds(60))

/** A service that writes its name to its data, holds it, and says so where another one holds it, too. */
const keeper = (mount: string, script = ''): object => ({
  image: `${registry.address}/org/tiny:v1`,
  command: [
    '/bin/busybox',
    'sh',
    '-c',
    `${script} bb=/bin/busybox; $$bb hostname >>/data/names; $$bb mkdir /data/lock || $$bb touch /data/twice; trap '$$bb rmdir /data/lock; exit' TERM; $$bb touch /up; while :; do $$bb sleep 1 & wait $$!; done`,
  ],
  init: true,
  restart: 'always',
  stop_grace_period: '1s',
  healthcheck: { test: ['CMD', '/bin/busybox', 'test', '-e', '/up'], interval: '1s' },
  volumes: [mount],
})

interface Attempt {
  name: string
  services: Record<string, object>
  volumes?: object
  stack?: string
  inputs?: Record<string, string>
}

let runId = 1000
async function act(action: 'ssh-deploy' | 'rollback', attempt: Attempt): Promise<Step> {
  const { name, services, volumes = {}, stack = '' } = attempt
  const workspace = join(folder, name)
  await mkdir(workspace, { recursive: true })
  await writeFile(join(workspace, 'compose.yaml'), JSON.stringify({ services, volumes }))
  await writeFile(join(workspace, 'stack.yml'), `name: ${name}\nregistry: ${registry.address}/org\n${stack}`)
  const ended = await step(action, {
    ...{ workspace, runId: ++runId },
    env: { NODE_EXTRA_CA_CERTS: registry.caFile, GITHUB_REPOSITORY: `org/${name}` },
    inputs: { ...inputs, ...(action === 'rollback' ? { environment: 'production' } : {}), ...attempt.inputs },
  })
  await poll(async () => (await onServer(server, 'cat ~deploy/.stack-actions/*/tx/intent 2>/dev/null; true')) === '', {
    deadlineMs: 20_000,
  })
  return ended
}

/** What a refusal must not change. */
const state = (): Promise<string> =>
  onServer(
    server,
    "docker ps -aq | sort | xargs -r docker inspect -f '{{.Id}} {{.Name}} {{.State.Status}} {{.State.StartedAt}}'; docker volume ls -q; cat ~deploy/.stack-actions/*/current; true",
  )

async function refused(attempt: Attempt, action: 'ssh-deploy' | 'rollback' = 'ssh-deploy'): Promise<string> {
  const before = await state()
  const { code, outputs, errors } = await act(action, attempt)
  expect({ code, outcome: outputs.outcome }).toEqual({ code: 1, outcome: 'refused' })
  expect(await state()).toBe(before)
  return errors.join('\n')
}
async function green(attempt: Attempt): Promise<Step> {
  const ended = await act('ssh-deploy', attempt)
  expect({ code: ended.code, errors: ended.errors }).toEqual({ code: 0, errors: [] })
  return ended
}
const running = (): Promise<string> =>
  onServer(
    server,
    `docker ps --format '{{.Label "com.docker.compose.project"}}/{{.Label "com.docker.compose.service"}}' | sort | tr '\\n' ' '`,
  )
const names = async (volume: string): Promise<number> =>
  (await onServer(server, `cat /var/lib/docker/volumes/${volume}/_data/names`)).trim().split('\n').length
const heldTwice = (): Promise<string> =>
  onServer(server, 'ls /var/lib/docker/volumes/*/_data/twice /srv/*/twice 2>/dev/null; true')

describe('one place, one writer', () => {
  const volumes = { pg: {} }
  const first = () => ({ name: 'shop', services: { db: keeper('pg:/data') }, volumes })
  const second = (script = '') => ({ name: 'shop', services: { postgres: keeper('pg:/data', script) }, volumes })

  it(
    'a service that is called otherwise waits until the old one is stopped, which a deploy that is undone does not lose',
    async () => {
      await green(first())
      expect(await refused(second())).toMatch(
        /container shop-db-1 \(shop\/db, .* writes there, too[\s\S]*docker stop shop-db-1/,
      )
      await onServer(server, 'docker stop shop-db-1')
      const undone = await act('ssh-deploy', second('exit 1;'))
      expect({ code: undone.code, outcome: undone.outputs.outcome }).toEqual({ code: 1, outcome: 'undone' })
      await onServer(server, 'docker start shop-db-1')
      expect(await running()).toBe('shop/db ')
      await onServer(server, 'docker stop shop-db-1')
      await green(second())
      expect(await running()).toBe('shop/postgres ')
      expect(await names('shop_pg')).toBe(3)
    },
    seconds(240),
  )

  it(
    'a rollback of that is refused as well, by the action and by stackctl, until the one that runs is stopped',
    async () => {
      expect(await refused(second(), 'rollback')).toContain('docker stop shop-postgres-1')
      const stackctl = 'su deploy -c "~/.stack-actions/shop-production/stackctl rollback" 2>&1; true'
      expect(await onServer(server, stackctl)).toMatch(/cannot go back to .*two must not write to one place at once/)
      await onServer(server, 'docker stop shop-postgres-1')
      expect(await onServer(server, stackctl)).toContain('serves now')
      expect(await running()).toBe('shop/db ')
      expect(await names('shop_pg')).toBe(4)
    },
    seconds(120),
  )

  it(
    'another stack gets no folder and no volume of it without a word',
    async () => {
      await onServer(server, 'mkdir -p /srv/files && chown deploy: /srv/files')
      await green({ ...first(), services: { db: keeper('pg:/data'), files: keeper('/srv/files:/data') } })
      const external = { pg: { name: 'shop_pg', external: true } }
      const wiki = (mount: string) => ({ name: 'wiki', services: { app: keeper(mount) }, volumes: external })
      expect(await refused(wiki('pg:/data'))).toMatch(/container shop-db-1 \(of .*\) writes there, too/)
      expect(await refused(wiki('/srv:/data'))).toContain('shop-files-1')
      const idle = ['/bin/busybox', 'sh', '-c', '/bin/busybox touch /up; exec /bin/busybox sleep 1d']
      const reads = { ...keeper('pg:/data:ro'), command: idle }
      await green({ ...wiki('pg:/data'), services: { app: reads } })
      const shared = { ...wiki('/srv/files:/data'), stack: `share-data: ['/srv/files:/data']\n` }
      await green(shared)
      expect(await running()).toBe('shop/db shop/files wiki/app ')
      // To files it is shared in words; its own lock is what the second one meets.
      expect(await heldTwice()).toBe('/srv/files/twice\n')
      await onServer(server, 'rm /srv/files/twice')
    },
    seconds(240),
  )

  it(
    'what is left alone in the stack’s own project is no second writer of a first deploy',
    async () => {
      const text = JSON.stringify({
        services: { web: keeper('web:/data'), db: keeper('pg:/data') },
        volumes: { pg: {}, web: {} },
      })
      await onServer(
        server,
        `mkdir -p /home/deploy/blog && cat >/home/deploy/blog/compose.yaml <<'E'\n${text}\nE\nchown -R deploy: /home/deploy/blog; cd /home/deploy/blog && su deploy -c 'docker compose up -d --wait'`,
      )
      const blog = {
        name: 'blog',
        services: { web: keeper('web:/data'), postgres: keeper('pg:/data') },
        volumes: { pg: {}, web: {} },
      }
      expect(await refused(blog)).toMatch(/service db of the Compose project blog, which is left alone/)
      await onServer(server, 'docker update --restart=no blog-db-1 && docker stop blog-db-1')
      await green(blog)
      expect(await names('blog_pg')).toBe(2)
      expect(await heldTwice()).toBe('')
    },
    seconds(180),
  )
})
