import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labRegistry, labServer, remove, type Server } from '../kit/lab.js'
import { tinyImage } from '../lab/stacks/tiny.js'
import { exec, type Files } from './maintainer.js'
import { Site } from './site.js'
import { restarted, type Snapshot } from './snapshot.js'

// Forty shapes of services in one Compose file, all of one image of two megabytes: each key that real files use, and that an adoption once took
// for a difference.

const FOLDER = fileURLToPath(new URL('./shapes', import.meta.url))
const ENV = 'PASSWORD=hunter2\n'
const seconds = (count: number): number => count * 1000

let server: Server
let site: Site
let first: Snapshot

beforeAll(async () => {
  server = await labServer(`adoption-shapes-${process.pid}`)
  const image = `${(await labRegistry()).address}/org/shapes:v1`
  await tinyImage(image)
  site = await Site.make(server, {
    ...{ repository: 'acme/shapes', folder: 'shapes', registry: 'none', ways: [] },
    files: {
      ...(await filesOf(image)),
      'stack.yml': 'name: shapes\nregistry: none\nprojects: { shapes: { path: ., profiles: [extra] } }\n',
    },
    serverOnly: { '.env': `${ENV}COMPOSE_PROFILES=extra\n` },
    inputs: { 'env-file': ENV },
  })
  await exec(server, `docker run -d --name neighbour --restart always ${image}`)
  await site.up()
  first = await site.look()
}, seconds(300))

afterAll(async () => {
  await site?.close()
  if (server !== undefined) await remove(server)
}, seconds(60))

async function filesOf(image: string): Promise<Files> {
  const entries = await readdir(FOLDER, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')))
  return Object.fromEntries(
    paths.map((path, index) => [
      relative(FOLDER, path),
      (texts[index] ?? '').replaceAll('image: IMAGE', `image: ${image}`),
    ]),
  )
}

/** Of a log: services by what the plan says becomes of them, without those that are left alone. */
const changes = (log: string): string[] =>
  [...log.matchAll(/^ {2}(shapes\/\S+) {2}(.*)$/gm)].flatMap(([, name, what]) =>
    what === 'left alone' || !/^(started|stopped|run once|scaled|removed)/.test(what ?? '') ? [] : [`${name} ${what}`],
  )

describe('a stack of many shapes that runs as its files say', () => {
  it(
    'is all left alone by the first deploy, in its plan and in truth, also what has ended',
    async () => {
      const plan = await site.step('deploy', { 'dry-run': 'true' })
      expect({ code: plan.code, changes: changes(plan.stdout) }).toEqual({ code: 0, changes: [] })
      expect(plan.stdout).toContain('nothing changed, nothing is restarted')
      expect(plan.lastLine).toBe('shapes-production: planned; what ran before, without a release, runs on')
      expect(restarted(first, await site.look())).toEqual([])
      const { step, after } = await site.deploy()
      expect({ code: step.code, outcome: step.outputs.outcome }).toEqual({ code: 0, outcome: 'deployed' })
      expect(restarted(first, after)).toEqual([])
    },
    seconds(120),
  )

  it(
    'is left alone by the second, and by a change all but what changed, which then has what was sent',
    async () => {
      const again = await site.deploy()
      expect({ code: again.step.code, outcome: again.step.outputs.outcome }).toEqual({ code: 0, outcome: 'unchanged' })
      expect(restarted(first, again.after)).toEqual([])
      const { step, after } = await site.deploy({
        'conf/app.conf': (text) => text.replace('80', '81'),
        'compose.yml': (text) =>
          text.replace('mem_limit: 64m', 'mem_limit: 65m').replace('>/dist/built', '>/dist/again'),
      })
      expect({ code: step.code, errors: step.errors }).toEqual({ code: 0, errors: [] })
      expect(restarted(first, after)).toEqual(['shapes/files', 'shapes/frontend', 'shapes/limits-old'])
      const [files] = after.containers.filter(({ service }) => service === 'files')
      expect(await exec(server, `docker exec ${files?.id} /bin/busybox cat /etc/app.conf`)).toContain('81')
    },
    seconds(180),
  )

  it(
    'may get a service that does its work and ends, though nobody waits for it; the next deploy knows that it has ended',
    async () => {
      const before = await site.look()
      const copier = `\n  copier:\n    <<: *base\n    restart: 'no'\n    command: [/bin/busybox, touch, /dist/copied]\n    volumes: ['dist:/dist']\n  frontend:`
      const { step, after } = await site.deploy({ 'compose.yml': (text) => text.replace('\n  frontend:', copier) })
      expect({ code: step.code, errors: step.errors }).toEqual({ code: 0, errors: [] })
      expect(restarted(before, after)).toEqual([])
      expect(after.containers.find(({ service }) => service === 'copier')?.state).toBe('exited')
      expect(await exec(server, '.stack-actions/shapes-production/stackctl status')).toContain('All runs as released.')
      const next = await site.deploy()
      expect({ outcome: next.step.outputs.outcome, changes: changes(next.step.stdout) }).toEqual({
        ...{ outcome: 'unchanged', changes: [] },
      })
    },
    seconds(180),
  )

  it(
    'is put back where a new service that must run ends at once, were its exit code 0',
    async () => {
      const app = `\n  site:\n    <<: *base\n    restart: 'no'\n    command: [/bin/busybox, 'true']\n    expose: ['80']\n  frontend:`
      const { step, before, after } = await site.deploy({ 'compose.yml': (text) => text.replace('\n  frontend:', app) })
      expect({ code: step.code, outcome: step.outputs.outcome }).toEqual({ code: 1, outcome: 'undone' })
      expect(restarted(before, after)).toEqual([])
    },
    seconds(120),
  )
})
