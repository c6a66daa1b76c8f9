import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labRegistry, labServer, remove, type Server } from '../kit/lab.js'
import { tinyImage } from '../lab/stacks/tiny.js'
import { Site } from './site.js'
import { restarted } from './snapshot.js'

// Which Compose files a stack was started from: an override that plain Compose takes along, and files that `COMPOSE_FILE` names.

const seconds = (count: number): number => count * 1000
const ENV = 'COMPOSE_FILE=docker-compose.yml:prod.yml\n'
const PORT = (number: number): string => `services:\n  app:\n    ports: ["127.0.0.1:${number}:80"]\n`

let server: Server
let base = ''
const sites: Site[] = []

beforeAll(async () => {
  server = await labServer(`adopt-files-${process.pid}`)
  const image = `${(await labRegistry()).address}/org/files:v1`
  await tinyImage(image)
  base = `services:\n  app:\n    image: ${image}\n    restart: always\n    init: true\n    command: [/bin/busybox, httpd, -f]\n`
}, seconds(300))

afterAll(async () => {
  for (const site of sites) await site.close()
  if (server !== undefined) await remove(server)
}, seconds(60))

async function started(name: string, port: number, options: Partial<Parameters<typeof Site.make>[1]>): Promise<Site> {
  const site = await Site.make(server, {
    ...{ repository: `acme/${name}`, folder: name, registry: 'none' },
    ways: [{ name: 'port', url: `http://127.0.0.1:${port}/` }],
    files: {},
    ...options,
  })
  sites.push(site)
  await site.up()
  return site
}

describe('a stack that was started from several files', () => {
  it(
    'is refused where one of them would not be read, and adopted as it is once stack.yml names both',
    async () => {
      const site = await started('over', 8400, {
        files: { 'docker-compose.yml': base, 'docker-compose.override.yml': PORT(8400) },
      })
      const first = await site.look()
      const plan = await site.step('deploy', { 'dry-run': 'true' })
      const line = '`compose: [docker-compose.yml, docker-compose.override.yml]`'
      expect({ code: plan.code, errors: plan.errors.join('\n') }).toEqual({
        code: 1,
        errors: expect.stringContaining(line),
      })
      const named = 'projects: { over: { path: ., compose: [docker-compose.yml, docker-compose.override.yml] } }\n'
      const { step, after } = await site.deploy({ 'stack.yml': (text) => `${text}${named}` })
      expect({ code: step.code, errors: step.errors }).toEqual({ code: 0, errors: [] })
      expect({ restarted: restarted(first, after), answers: after.answers }).toEqual({
        ...{ restarted: [], answers: first.answers },
      })
    },
    seconds(120),
  )

  it(
    'is adopted as it is where COMPOSE_FILE in the env file names them',
    async () => {
      const site = await started('named', 8401, {
        files: { 'docker-compose.yml': base, 'prod.yml': PORT(8401) },
        serverOnly: { '.env': ENV },
        inputs: { 'env-file': ENV },
      })
      const first = await site.look()
      const { step, after } = await site.deploy()
      expect({ code: step.code, errors: step.errors }).toEqual({ code: 0, errors: [] })
      expect({ restarted: restarted(first, after), answers: after.answers }).toEqual({
        ...{ restarted: [], answers: first.answers },
      })
    },
    seconds(120),
  )
})
