import { execFileSync } from 'node:child_process'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { formsOfValues, withoutForms } from '../../../src/runtime/masking.js'
import { run } from '../../../src/runtime/run.js'
import { readStackConfig } from '../../../src/stack/config.js'
import { type ReadStack, readStack } from '../../../src/stack/read.js'
import { literal } from '../../../src/stack/secrets.js'

const made: string[] = []
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))))

const COMPOSE = `name: shop
services:
  web:
    image: registry.example.org/shop:1 # not behind-a-comment-in-yaml
    build:
      context: .
      args: { NPM_TOKEN: "\${NPM_TOKEN}", MODE: build-literally }
    command: ["serve", "--password", "\${IN_COMMAND}"]
    env_file: [given.env]
    environment:
      STYLE: plain-literally
      QUOTED: \${QUOTED}
      COMMENTED: \${COMMENTED}
      ESCAPED: \${ESCAPED}
      URL: postgres://app:\${PASSWORD}@db/shop
      DEFAULT: \${NOBODY:-default-of-nobody}
      NESTED: \${NOBODY:-\${NEITHER:-default-of-neither}}
      DOLLARS: \${DOLLARS}
      STEP: \${STEP}
    secrets: [token, pem]
    configs: [conf, made]
secrets:
  token: { environment: TOKEN }
  pem: { file: ./key.pem }
configs:
  conf:
    content: |
      listen-literally 80;
      password \${IN_CONFIG}
  made: { file: ./made.conf }
`
const ENV = `NPM_TOKEN=npm-token-value
QUOTED='in "single" quotes'   # and a comment
COMMENTED=behind-comment # a comment
ESCAPED="first line\\nsecond line\\twith tab"
PASSWORD=pa55-of-the-url
DOLLARS='dollar$with$$dollars'
export TOKEN="token-for-a-secret"
IN_CONFIG=inside-of-a-config
IN_COMMAND=inside-of-a-command
UNUSED=unused-by-anybody
DOMAIN=shop.example.org
PORT=80808080
`

/** @param written By a step, over what git has. */
async function read(envText = ENV, compose = COMPOSE, written: Record<string, string> = {}): Promise<ReadStack> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'secrets-')))
  made.push(root)
  const stack =
    'name: shop\nprojects: { shop: { path: . } }\nenvironments: { production: { branch: main } }\n' +
    'health: [{ name: Web, url: "https://shop.example.org/up", headers: { X-Token: "Bearer ${HEALTH_TOKEN}" } }]\n'
  const files = { 'stack.yml': stack, 'compose.yaml': compose, Dockerfile: 'FROM scratch\n' }
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text)
  execFileSync('git', ['init', '-q', root])
  execFileSync('git', ['-C', root, 'add', '.'])
  execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'x'])
  for (const [name, text] of Object.entries(written)) await writeFile(join(root, name), text)
  await writeFile(join(root, 'given.env'), 'GIVEN=given-by-env-file # so\n')
  await writeFile(join(root, 'key.pem'), '-----BEGIN KEY-----\nkey-of-a-file\n')
  await writeFile(join(root, 'made.conf'), 'made-by-a-step before\n')
  const config = await readStackConfig({ root, config: 'stack.yml', repository: 'Org/Shop' })
  const { PATH = '', HOME = '', DOCKER_CONFIG } = process.env
  const env = {
    PATH,
    HOME,
    ...(DOCKER_CONFIG && { DOCKER_CONFIG }),
    STEP: 'given-by-the-step',
    HEALTH_TOKEN: 'token-of-health',
  }
  return readStack(config, { environment: 'production', envText, env: { ...env, 'not-a-name': 'x' }, run })
}

describe('what is secret of a stack', () => {
  let forms: string[] | undefined
  const shown = async (text: string) => {
    const { secrets } = await (forms === undefined ? read() : Promise.resolve({ secrets: undefined }))
    forms ??= formsOfValues(secrets?.values ?? [], secrets?.publicText)
    return withoutForms(text, forms)
  }

  it.each([
    ['a build argument', 'npm-token-value'],
    ['a value in quotes', 'in "single" quotes'],
    ['a value before a comment', 'behind-comment'],
    ['the lines of a value with escapes', 'first line'],
    ['the lines of a value with escapes, the last, too', 'second line\twith tab'],
    ['a part of a URL', 'pa55-of-the-url'],
    ['a default', 'default-of-nobody'],
    ['a default within one', 'default-of-neither'],
    ['a value with dollars', 'dollar$with$$dollars'],
    ['what the step gives', 'given-by-the-step'],
    ['what an env_file gives', 'given-by-env-file'],
    ['a secret from a variable', 'token-for-a-secret'],
    ['a secret from a file', 'key-of-a-file'],
    ['a config with a variable in it', 'inside-of-a-config'],
    ['a config that a step made', 'made-by-a-step before'],
    ['what stands in a command', 'inside-of-a-command'],
    ['what nobody uses', 'unused-by-anybody'],
    ['what a header of health takes', 'token-of-health'],
  ])('%s is masked', async (_, secret) => {
    expect(await shown(`it is ${secret} there`)).toBe('it is *** there')
  })

  it.each([
    'plain-literally',
    'build-literally',
    'listen-literally 80;',
    'registry.example.org/shop:1',
    'shop.example.org',
    'https://shop.example.org/up',
    '80808080',
    'production',
  ])('%s stays readable', async (word) => {
    expect(await shown(`it is ${word} there`)).toBe(`it is ${word} there`)
  })

  it('is known before a fault is thrown whose message may hold it', async () => {
    const compose = COMPOSE.replace('image: registry', 'ports: ["${PASSWORD}"]\n    image: registry')
    const root = await realpath(await mkdtemp(join(tmpdir(), 'secrets-')))
    made.push(root)
    await writeFile(join(root, 'compose.yaml'), compose)
    await writeFile(
      join(root, 'stack.yml'),
      'name: shop\nprojects: { shop: { path: . } }\nenvironments: { production: { branch: main } }\n',
    )
    const config = await readStackConfig({ root, config: 'stack.yml', repository: 'Org/Shop' })
    const { PATH = '', HOME = '', DOCKER_CONFIG } = process.env
    const env = { PATH, HOME, ...(DOCKER_CONFIG && { DOCKER_CONFIG }) }
    let told: string[] = []
    const onFault = (values: string[]) => {
      told = values
    }
    await expect(readStack(config, { environment: 'production', envText: ENV, env, run, onFault })).rejects.toThrow()
    expect(told).toContain('pa55-of-the-url')
    expect(told).toContain('behind-comment')
  })
})

describe('what git has not committed', () => {
  const compose = `name: shop
services:
  web:
    image: nginx:1.27
    environment: { STYLE: plain-literally, PASSWORD: __PASSWORD__ }
    command: ["serve", "--key=__KEY__"]
    labels: { auth: "admin:__AUTH__" }
    configs: [motd]
configs: { motd: { file: ./motd.conf } }
`
  const base = { 'compose.yaml': compose, 'motd.conf': 'welcome-committed\n' }
  const shown = async (text: string, written: Record<string, string>, committed = compose) => {
    const { secrets } = await read('', committed, { ...base, ...written })
    return withoutForms(text, formsOfValues(secrets.values, secrets.publicText))
  }
  const filledIn = compose
    .replace('__PASSWORD__', 'hunter2-by-sed')
    .replace('__KEY__', 'hunter2-of-a-command')
    .replace('__AUTH__', 'hunter2-of-a-label')

  it.each([
    ['in the environment', 'hunter2-by-sed'],
    ['in a command', 'hunter2-of-a-command'],
    ['in a label', 'hunter2-of-a-label'],
  ])('is masked where a step wrote it into a Compose file: %s', async (_where, secret) => {
    expect(await shown(`it is ${secret} there`, { 'compose.yaml': filledIn })).toBe('it is *** there')
  })

  it('is masked in a file beside that git does not have', async () => {
    const override = 'services:\n  web: { environment: { PASSWORD: hunter2-decrypted } }\n'
    const text = 'it is hunter2-decrypted there'
    const { secrets } = await read('PASSWORD=hunter2-decrypted', compose, {
      ...base,
      'compose.override.yaml': override,
    })
    expect(withoutForms(text, formsOfValues(secrets.values, secrets.publicText))).toBe('it is *** there')
  })

  it.each(['plain-literally', 'nginx:1.27', 'serve'])('leaves the rest of that file readable: %s', async (word) => {
    expect(await shown(`it is ${word} there`, { 'compose.yaml': filledIn })).toBe(`it is ${word} there`)
  })

  it.each([
    ['', 'web.labels'],
    [' whose name is a variable', '${LABELS}.labels'],
  ])('is masked in a label_file%s', async (_what, file) => {
    const labelled = compose.replace('    command:', `    label_file: ["${file}"]\n    command:`)
    const written = { ...base, 'compose.yaml': labelled, 'web.labels': 'auth.token=hunter2-label\n' }
    const { secrets } = await read('LABELS=web\n', labelled, written)
    const forms = formsOfValues(secrets.values, secrets.publicText)
    expect(withoutForms('it is hunter2-label', forms)).toBe('it is ***')
    expect(withoutForms('it is plain-literally', forms)).toBe('it is plain-literally')
  })

  it('is masked in a config that differs from git', async () => {
    const taken = COMPOSE.replace('./made.conf', './Dockerfile')
    const { secrets } = await read(ENV, taken, { Dockerfile: 'FROM hunter2-in-a-config\n' })
    const forms = formsOfValues(secrets.values, secrets.publicText)
    expect(withoutForms('it is FROM hunter2-in-a-config', forms)).toBe('it is ***')
  })
})

it.each([
  ['A: word', 'A: word'],
  ['A: ${X}-word', 'A: \0-word'],
  ['A: ${X:-${Y:-secret}} b', 'A: \0 b'],
  ['A: word # secret', 'A: word'],
  ['# secret\nA: b', '\nA: b'],
  ['A: $${literally} c#d', 'A: {literally} c#d'],
])('of a Compose file %j is public %j', (text, expected) => expect(literal(text)).toBe(expected))
