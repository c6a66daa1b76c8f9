import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { expectHarmless } from '../lab/harmless.js'
import { makeKey } from '../lab/sshd.js'
import { checkout, type Step, type StepOptions, step } from '../lab/step.js'

// What GitHub shows of a step that fails before it has a server.

const STACK =
  'name: tiny\nregistry: none\nprojects: { app: { path: . } }\nenvironments:\n  production: { branch: main }\n'
const COMPOSE = 'name: tiny\nservices:\n  app:\n    image: example.org/app\n'

async function deploy(files: Record<string, string>, more: Partial<StepOptions> = {}): Promise<Step> {
  const workspace = await checkout({ 'stack.yml': STACK, 'compose.yaml': COMPOSE, ...files })
  try {
    const key = makeKey(workspace, 'key')
    const hostKey = readFileSync(join(workspace, 'key.pub'), 'utf8').split(' ').slice(0, 2).join(' ')
    const inputs = { host: 'deploy@127.0.0.1:1', 'ssh-key': key, 'known-hosts': `[127.0.0.1]:1 ${hostKey}` }
    return await step('ssh-deploy', { workspace, ...more, inputs: { ...inputs, ...more.inputs } })
  } finally {
    await rm(workspace, { recursive: true, force: true })
  }
}

describe('a file that is wrong', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['stack.yml', { 'stack.yml': STACK.replace('registry: none', 'registri: none') }, ['stack.yml:2']],
    [
      'stack.yml, twice',
      { 'stack.yml': STACK.replace('path', 'pfad').replace('branch', 'brunch') },
      ['stack.yml:3', 'stack.yml:5'],
    ],
    ['a stack.yml that is no YAML', { 'stack.yml': `${STACK}health: [\n` }, ['stack.yml:7']],
    [
      'a Compose file with a field that there is not',
      { 'compose.yaml': `${COMPOSE}    imag: x\n` },
      ['compose.yaml:5'],
    ],
    ['a Compose file that is no YAML', { 'compose.yaml': `${COMPOSE}  web: a: b\n` }, ['compose.yaml:5']],
    [
      'a variable without a value',
      { 'compose.yaml': `${COMPOSE}    environment: { V: "\${V}" }\n` },
      ['compose.yaml:5'],
    ],
    ['a service without an image', { 'compose.yaml': `${COMPOSE}  web: { restart: always }\n` }, ['compose.yaml:5']],
  ])('%s: is said at its line, and once for all', async (_, files, places) => {
    const ended = await deploy(files)
    expectHarmless(ended)
    expect(ended.code).toBe(1)
    expect(ended.places.map(({ file, line }) => `${file}:${line}`)).toEqual(places)
    for (const { message } of ended.places) expect(message.split('\n')).toHaveLength(1)
    expect(ended.outputs.outcome).toBe('refused')
    expect(ended.outputs.failure).toMatch(/^.{10,500}$/)
    expect(ended.summary).toMatch(/^### ✗ .*\n\n[\s\S]*\*\*Why:\*\* /)
  })
})

it('names the entry of docs/troubleshooting.md that fits, in the log and in the summary', async () => {
  const env = {
    GITHUB_SERVER_URL: 'https://github.test',
    GITHUB_ACTION_REPOSITORY: 'org/stack-actions',
    GITHUB_ACTION_REF: 'v1',
  }
  const ended = await deploy({ 'compose.yaml': `${COMPOSE}    environment: { V: "\${V}" }\n` }, { env })
  const link = 'https://github.test/org/stack-actions/blob/v1/docs/troubleshooting.md#missing-variable'
  expect(ended.stdout).toContain('\nThis looks like: Missing variable: ')
  expect(ended.stdout).toContain(link)
  expect(ended.summary).toContain(`[Missing variable](${link})`)
})

it('shows no value of the env file, also where it is Markdown', async () => {
  const secret = 'hunter2*|_`x`'
  const compose = `${COMPOSE}    environment: { A: "\${A:?the value is \${SECRET}}" }\n`
  const ended = await deploy({ 'compose.yaml': compose }, { inputs: { 'env-file': `SECRET='${secret}'\n` } })
  expect(ended.code).toBe(1)
  const decoded = ended.summary.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
  const printed = ended.stdout.replace(/^::add-mask::.*$/gm, '')
  for (const text of [decoded, printed, Object.values(ended.outputs).join()]) expect(text).not.toContain('hunter2')
})

it('says of a server that cannot be reached what to do, above all', async () => {
  const ended = await deploy({})
  expect(ended.outputs.failure).toBe('127.0.0.1 cannot be reached: nothing listens on port 1')
  expect(ended.summary).toMatch(
    /^### ✗ tiny-production: refused; nothing was changed[^\n]*\n\nAfter [^\n]*\n\n\*\*Why:\*\* 127\.0\.0\.1 cannot be reached/,
  )
  expect(ended.summary).toContain('**What to do next**')
})
