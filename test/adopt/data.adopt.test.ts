import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labServer, remove, type Server } from '../kit/lab.js'
import { visible } from '../lab/step.js'
import { exec } from './maintainer.js'
import { tableOf } from './shape.js'
import { type Leg, Site } from './site.js'
import { lost, restarted, type Snapshot, worse } from './snapshot.js'

// What a stack has written, on real parts: rows of Postgres, a volume, two folders and a file of the repository that the app writes to.

const PG = '/var/lib/postgresql/data'
const COMPOSE = `services:
  app:
    image: node:24-slim
    command: ["node", "/app/server.mjs"]
    init: true
    restart: always
    ports: ["127.0.0.1:3000:3000"]
    environment:
      DATABASE_URL: postgres://shop:\${POSTGRES_PASSWORD:-x}@db:5432/shop
    volumes:
      - ./server.mjs:/app/server.mjs:ro
      - files:/data
      - ./uploads:/uploads
      - ./media:/media
      - ./state.json:/state.json
  db:
    image: postgres:17
    restart: always
    environment: { POSTGRES_USER: shop, POSTGRES_DB: shop, POSTGRES_PASSWORD: "\${POSTGRES_PASSWORD:-x}" }
    volumes: ["pg:${PG}"]
volumes:
  pg: {}
  files: {}
`

/** Writes one line into each place at its start, and answers with its version and what it sees of git's files. */
const SERVER = `import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'

const version = 'v1'
for (const folder of ['/data', '/uploads', '/media']) {
  appendFileSync(folder + '/starts', version + '\\n')
  writeFileSync(folder + '/' + version, 'written by the app')
}
appendFileSync('/state.json', version + '\\n')
const text = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : 'none')
createServer((request, response) => {
  response.end([version, text('/media/logo.txt'), text('/media/icons/new.txt')].join(' '))
}).listen(3000)
process.on('SIGTERM', () => process.exit(0))
`

const ENV = 'POSTGRES_PASSWORD=a-word-of-the-server\n'
const seconds = (count: number): number => count * 1000

let server: Server
let site: Site
let first: Snapshot

beforeAll(async () => {
  server = await labServer(`storage-data-${process.pid}`)
  site = await Site.make(server, {
    ...{ repository: 'acme/shop', folder: 'shop', registry: 'none' },
    files: {
      'compose.yml': COMPOSE,
      'server.mjs': SERVER,
      'uploads/README.md': 'Files of users\n',
      'media/logo.txt': 'logo-1\n',
      'state.json': '{}\n',
      '.gitignore': '.env\n',
    },
    serverOnly: { '.env': ENV },
    ways: [{ name: 'app', url: 'http://127.0.0.1:3000/' }],
    stores: {
      table: tableOf('shop-db-1'),
      volume: 'docker run --rm -v shop_files:/data --entrypoint sh node:24-slim -c "ls /data; cat /data/starts"',
      uploads: 'ls ~/shop/uploads; cat ~/shop/uploads/starts',
      media: 'ls ~/shop/media; cat ~/shop/media/starts',
      state: 'cat ~/shop/state.json',
    },
    inputs: { 'env-file': ENV },
  })
  await site.maintainer.up()
  await site.maintainer.sh(
    `until docker exec shop-db-1 psql -h 127.0.0.1 -U shop -d shop -c "create table if not exists rows (id text primary key); insert into rows values ('one'), ('two')" 2>&1; do sleep 0.2; done`,
  )
  first = await site.look()
}, seconds(300))

afterAll(async () => {
  await site?.close()
  if (server !== undefined) await remove(server)
}, seconds(60))

/** What a deploy of an edit says that is refused; the edit is taken back. */
async function refused(file: string, edit: (text: string) => string): Promise<string> {
  let text = ''
  await site.repository.edit({
    [file]: (before) => {
      text = before
      return edit(before)
    },
  })
  const { code, errors, outputs, stdout } = await site.step('deploy')
  await site.repository.edit({ [file]: () => text })
  if (code !== 1 || errors.length === 0) throw new Error(`exit code ${code}, outcome ${outputs.outcome}\n${stdout}`)
  return errors.join('\n')
}

function expectGreen({ step, before, after }: Leg): void {
  if (step.code !== 0) throw new Error(`exit code ${step.code}\n${step.stdout}\n${step.stderr}`)
  expect({ worse: worse(before, after), lost: lost(first, after) }).toEqual({ worse: [], lost: [] })
  expect(after.volumes).toEqual(expect.arrayContaining([...first.volumes]))
}

/** In the app's container, as the app sees it. */
const inApp = (script: string): Promise<string> =>
  exec(server, `docker exec $(docker ps -q --filter label=com.docker.compose.service=app) sh -c '${script}'`)

describe('the data of a stack that runs already', () => {
  it(
    'is not given another password by a default: refused by name, and the value is not said',
    async () => {
      const refused = await site.step('deploy', { 'env-file': 'OTHER=1\n' })
      const { code, errors } = refused
      expect({ code, errors: errors.join('\n') }).toEqual({
        code: 1,
        errors: expect.stringContaining('POSTGRES_PASSWORD'),
      })
      // What runs is masked, too: the word that tells GitHub so is nothing that anybody reads.
      expect(visible(refused)).not.toContain('a-word-of-the-server')
      expect(restarted(first, await site.look())).toEqual([])
    },
    seconds(90),
  )

  it(
    'is not covered by a file of git that the app has written to; out of git it is the server’s own',
    async () => {
      const { code, errors } = await site.step('deploy')
      expect({ code, errors: errors.join('\n') }).toEqual({
        code: 1,
        errors: expect.stringContaining('what it has written to /state.json'),
      })
      expect(errors.join('\n')).toMatch(
        /leave-data: \["\/home\/deploy\/shop\/state\.json:\/state\.json"\].+`:ro`.+git rm --cached/s,
      )
      await rm(join(site.repository.folder, 'state.json'))
      await site.repository.edit({ '.gitignore': (text) => `${text}state.json\n` })
      const after = await site.look()
      expect({ restarted: restarted(first, after), lost: lost(first, after) }).toEqual({ restarted: [], lost: [] })
    },
    seconds(90),
  )

  it(
    'is all there after the first deploy, which restarts nothing',
    async () => {
      const leg = await site.deploy()
      expectGreen(leg)
      expect(restarted(first, leg.after)).toEqual([])
    },
    seconds(90),
  )

  it(
    'is not left behind by another name or other options of a volume, nor hidden by a folder that Docker would make',
    async () => {
      const renamed = await refused('compose.yml', (text) => text.replace('pg: {}', 'pg: { name: shop_database }'))
      expect(renamed).toContain(`leave-data: ["shop_pg:${PG}"]`)
      const options = 'files: { driver_opts: { type: tmpfs, device: tmpfs } }'
      expect(await refused('compose.yml', (text) => text.replace('files: {}', options))).toMatch(
        /shop_files exists with another definition \(driver_opts\.device, driver_opts\.type\)/,
      )
      const missing = await refused('compose.yml', (text) =>
        text.replace('- files:/data', '- files:/data\n      - /srv/nowhere/more:/more'),
      )
      expect(missing).toContain('/srv/nowhere/more')
      expect(await exec(server, 'ls -d /srv/nowhere 2>&1 || true')).toContain('No such file')
      const after = await site.look()
      expect({ restarted: restarted(first, after), lost: lost(first, after) }).toEqual({ restarted: [], lost: [] })
      expect(after.volumes).toEqual(first.volumes)
    },
    seconds(120),
  )

  it(
    'stays in its folders when the app is replaced; files of git in there are those of the release, and a rollback takes them back',
    async () => {
      await site.repository.write({ 'media/icons/new.txt': 'new\n' })
      const leg = await site.deploy({
        'server.mjs': (text) => text.replace("'v1'", "'v2'"),
        'media/logo.txt': () => 'logo-2\n',
      })
      expectGreen(leg)
      expect(restarted(leg.before, leg.after)).toEqual(['shop/app'])
      expect(leg.after.answers).toEqual({ app: '200 v2 logo-2 new' })
      expect(await inApp('cat /uploads/starts /media/starts; touch /media/icons/own /media/own')).toBe(
        'v1\nv2\nv1\nv2\n',
      )
      expect(leg.after.rows['state']).toEqual(expect.arrayContaining(['v1', 'v2']))
      expect(leg.after.rows['media']).toEqual(expect.arrayContaining(['v1', 'v2']))
      const again = await site.step('deploy')
      expect({ code: again.code, outcome: again.outputs.outcome }).toEqual({ code: 0, outcome: 'unchanged' })
      const back = await site.rollback()
      expectGreen(back)
      expect(restarted(back.before, back.after)).toEqual(['shop/app'])
      expect(back.after.answers['app']).toMatch(/^200 v1 logo-1/)
      expect(back.after.rows['uploads']).toEqual(expect.arrayContaining(['v1', 'v2']))
      expect(await inApp('cat /media/starts; ls /media/own /media/icons/own')).toContain('v1\nv2\nv1\n')
    },
    seconds(240),
  )

  it(
    'is left behind where stack.yml says so, and lies on the server',
    async () => {
      await site.repository.edit({ 'stack.yml': (text) => `${text}leave-data: ['shop_files:/data']\n` })
      const leg = await site.deploy({ 'compose.yml': (text) => text.replace('files: {}', 'files: { name: shop_new }') })
      expectGreen(leg)
      expect(restarted(leg.before, leg.after)).toEqual(['shop/app'])
      expect(await inApp('cat /data/starts')).toBe('v2\n')
    },
    seconds(120),
  )
})
