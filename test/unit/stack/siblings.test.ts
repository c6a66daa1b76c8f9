import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { explain } from '../../../src/runtime/errors.js'
import { run } from '../../../src/runtime/run.js'
import { readStackConfig } from '../../../src/stack/config.js'
import { type ReadStack, readStack } from '../../../src/stack/read.js'

const made: string[] = []
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))))

/** Reads a repository of these files, which is `org/shop`, with the real `docker compose config`. */
async function read(files: Record<string, string>, options: { envText?: string; standIns?: boolean } = {}) {
  const root = join(await realpath(await mkdtemp(join(tmpdir(), 'siblings-'))), 'shop')
  made.push(dirname(root))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  execFileSync('git', ['init', '-q', root])
  const config = await readStackConfig({ root, config: 'stack.yml', repository: 'Org/Shop' })
  const { PATH = '', HOME = '' } = process.env
  const { envText = '', standIns = false } = options
  return readStack(config, { environment: 'production', envText, env: { PATH, HOME }, run, standIns })
}

/** The build of the service `web` in production, and what was said of it; or why the stack is refused. */
async function outcome(production: string, others: Record<string, string>, options: Parameters<typeof read>[1] = {}) {
  const files = {
    'stack.yml': 'name: shop\nprojects: { shop: { path: ., compose: docker-compose.prod.yml } }\n',
    'docker-compose.prod.yml': `services:\n  web: ${production}\n`,
    ...others,
  }
  return read(files, options).then(
    ({ stack, notices }: ReadStack) => ({
      build: stack.projects[0]?.model.services.web?.build?.context?.split('/').pop(),
      said: notices.join('\n'),
    }),
    (error: unknown) => ({ build: 'refused', said: explain(error) }),
  )
}

const OWN = '{ image: "ghcr.io/org/shop/web:main" }'
const builds = (more = '') => `services:\n  web: { build: { context: ./web${more} } }\n`

describe('a `build:` of another file is not taken', () => {
  it.each<[string, string, Record<string, string>, RegExp]>([
    [
      'for an image that the production file names, from an override',
      '{ image: "postgres:17" }',
      { 'docker-compose.override.yml': builds() },
      /not used: the image postgres:17 is named/,
    ],
    [
      'for an image that the production file names, from a base file',
      '{ image: "postgres:17" }',
      { 'docker-compose.yml': builds() },
      /not used: the image postgres:17 is named/,
    ],
    [
      'for an image of another owner',
      '{ image: "ghcr.io/else/shop/web" }',
      { 'compose.yaml': builds() },
      /is not used/,
    ],
    [
      'for an image whose name only begins alike',
      '{ image: "ghcr.io/org/shopping" }',
      { 'compose.yaml': builds() },
      /is not used/,
    ],
    [
      'for the image that is called as the registry is',
      '{ image: "ghcr.io/org/shop:latest" }',
      { 'compose.yaml': builds() },
      /is not used/,
    ],
    [
      'for an image that is named by its digest',
      `{ image: "ghcr.io/org/shop/web@sha256:${'a'.repeat(64)}" }`,
      { 'compose.yaml': builds() },
      /is not used/,
    ],
    [
      'from an override',
      OWN,
      { 'docker-compose.override.yml': builds() },
      /docker-compose\.override\.yml is not used: it is laid over/,
    ],
    [
      'from a file for development',
      OWN,
      { 'docker-compose.dev.yml': builds() },
      /docker-compose\.dev\.yml is not used/,
    ],
    ['from a file for tests', OWN, { 'compose.test.yml': builds() }, /compose\.test\.yml is not used/],
    ['where there is one', '{ build: ./own }', { 'docker-compose.yml': builds() }, /^$/],
  ])('%s', async (_case, production, others, said) => {
    const found = await outcome(production, others)
    expect(found.said).toMatch(said)
    expect(found.build).toBe(production.includes('./own') ? 'own' : undefined)
  })

  it.each<[string, string, RegExp]>([
    ['a development target', ', target: development', /builds the target development/],
    ['an argument for development', ', args: { NODE_ENV: development }', /builds with NODE_ENV: development/],
    ['an argument for debugging', ', args: ["MODE=debug"]', /builds with MODE: debug/],
    [
      'a variable that nobody gives',
      ', args: { KEY: "${KEY}" }',
      /docker-compose\.yml:2: no value is given for the variable KEY/,
    ],
    [
      'a variable that it asks for',
      ', args: { KEY: "${KEY:?needed}" }',
      /docker-compose\.yml:2: no value is given for the variable KEY/,
    ],
  ])('but refused with %s', async (_case, more, said) => {
    const found = await outcome(OWN, { 'docker-compose.yml': builds(more) })
    expect(found).toMatchObject({ build: 'refused', said: expect.stringMatching(said) })
    expect(found.said).toContain('docker-compose.prod.yml')
  })
})

it('a production file that is laid over a base file by itself gets no development target from it', async () => {
  const found = await outcome('{ restart: always }', { 'docker-compose.yml': builds(', target: dev') })
  expect(found).toMatchObject({
    build: 'refused',
    said: expect.stringContaining('docker-compose.yml builds the target dev'),
  })
})

describe('a `build:` of a base file is taken for an image below the stack’s own registry', () => {
  it.each<[string, string, string, string]>([
    ['and is named', OWN, builds(), ''],
    ['with its variables', OWN, builds(', args: { KEY: "${KEY}" }'), 'KEY=k\n'],
    ['with variables that have a default', OWN, builds(', args: { KEY: "${KEY:-k}" }'), ''],
    [
      'whatever else developers need there',
      OWN,
      `${builds()}  mail: { image: "mail:\${MAIL_TAG}", ports: ["\${MAIL_PORT:?needed}:25"] }\n`,
      '',
    ],
  ])('%s', async (_case, production, base, envText) => {
    const found = await outcome(production, { 'docker-compose.yml': base }, { envText })
    expect(found).toEqual({ build: 'web', said: 'shop/web: `build:` is taken from docker-compose.yml' })
  })

  it('before an override, which is not mentioned then', async () => {
    const override = 'services:\n  web: { build: { context: ./dev } }\n'
    const found = await outcome(OWN, { 'docker-compose.yml': builds(), 'docker-compose.override.yml': override })
    expect(found).toEqual({ build: 'web', said: 'shop/web: `build:` is taken from docker-compose.yml' })
  })

  it('and is left for the deploy where only the environment has its variables', async () => {
    const files = {
      'docker-compose.prod.yml': `services:\n  web: ${OWN}\n`,
      'docker-compose.yml': builds(', args: { KEY: "${KEY}" }'),
    }
    const { withheld } = await read(files, { standIns: true })
    expect(Object.fromEntries(withheld)).toEqual({ 'shop/web': ['KEY'] })
  })
})
