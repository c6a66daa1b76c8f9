import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startGitHub } from '../e2e/github/server.js'
import { startWebhook } from '../e2e/github/webhook.js'
import { obeyed } from '../kit/commands.js'
import { labRegistry, labServer, type Registry, remove, removeRegistry, type Server } from '../kit/lab.js'
import { poll } from '../kit/poll.js'
import { hostInputs, loginInputs, onServer, stackYaml, tinyImage } from './stacks/tiny.js'
import { checkout, type Step, step, visible } from './step.js'

// A container that prints all that it was given, and dies: nothing that is left anywhere has a secret of it, or of the release before.

let server: Server
let registry: Registry
let workspace = ''
let inputs: Record<string, string> = {}

/** As they stand in an env file, and what a container gets of them. */
const given = (version: string) => ({
  PLAIN: [`PLAIN=plain-${version}-Secret`, `plain-${version}-Secret`],
  COMMENTED: [`COMMENTED=commented-${version} # not this`, `commented-${version}`],
  QUOTED: [`QUOTED='it is "quoted" & <${version}> $so'`, `it is "quoted" & <${version}> $so`],
  ESCAPED: [
    `ESCAPED="first-line-${version}\\nsecond\\tline-${version}"`,
    `first-line-${version}\nsecond\tline-${version}`,
  ],
  KEY: [
    `KEY="-----BEGIN ${version}-----\nMIIEpAIBAA+/${version}\n"`,
    `-----BEGIN ${version}-----\nMIIEpAIBAA+/${version}`,
  ],
  HOOK: [`HOOK=https://hooks.test/services/T0/${version}AbCdEf`, `https://hooks.test/services/T0/${version}AbCdEf`],
  PASSWORD: [`PASSWORD=pa55/word+${version}`, `pa55/word+${version}`],
  TOKEN: [`TOKEN=file-token-${version}`, `file-token-${version}`],
  NPM_TOKEN: [`NPM_TOKEN=npm-token-${version}`, `npm-token-${version}`],
})
const envFile = (version: string) =>
  `${Object.values(given(version))
    .map(([line]) => line)
    .join('\n')}\nPIN=4711\n`
const OTHERS = ['default-of-nobody', 'of-an-env-file-9', 'given-by-the-step']
const secretsOf = (version: string) => [
  ...Object.values(given(version)).flatMap(([, value = '']) => value.split('\n')),
  ...(version === 'v1' ? [] : OTHERS),
]

/** Variables and the secret, on one line and in base64, and what an earlier version has left: five lines, because so many are the last words. */
const PRINT = [
  '/bin/busybox env | /bin/busybox tr "\\n" " "; echo',
  'echo "$(/bin/busybox env | /bin/busybox base64 -w0)"',
  'echo "token $(/bin/busybox cat /run/secrets/token) old $(/bin/busybox tr "\\n" " " </data/old 2>/dev/null)"',
  'echo "ERR https://u:$PASSWORD@db/x {\\"key\\": \\"$PASSWORD\\"}" >&2',
  'echo $ESCAPED',
].join('; ')

const compose = (start: string) =>
  JSON.stringify({
    name: 'tiny',
    services: {
      app: {
        build: { context: '.', args: { NPM_TOKEN: '${NPM_TOKEN}' } },
        command: ['/bin/busybox', 'sh', '-c', start.replaceAll('$', '$$$$')],
        init: true,
        env_file: ['given.env'],
        environment: {
          ...Object.fromEntries(Object.keys(given('')).map((name) => [name, `\${${name}}`])),
          URL: 'postgres://app:${PASSWORD}@db/shop',
          DEFAULT: '${NOBODY:-default-of-nobody}',
          STEP: '${STEP}',
          PIN: '${PIN}',
          MODE: 'literal-in-the-file',
        },
        healthcheck: { test: ['CMD', '/bin/busybox', 'test', '-e', '/up'], interval: '1s' },
        secrets: ['token', 'pin'],
        volumes: ['data:/data', './given.env:/given.env:ro'],
      },
    },
    volumes: { data: {} },
    secrets: { token: { environment: 'TOKEN' }, pin: { environment: 'PIN' } },
  })

const RUN = '/bin/busybox touch /up; exec /bin/busybox sleep 1d'

beforeAll(async () => {
  ;[server, registry] = [await labServer('secrets'), await labRegistry('secrets')]
  await tinyImage(`${registry.address}/org/tiny:v1`)
  workspace = await checkout({
    'stack.yml': stackYaml(registry.address),
    Dockerfile: `FROM ${registry.address}/org/tiny:v1\nARG NPM_TOKEN\nENV MADE=by-us\n`,
  })
  inputs = { ...hostInputs(server, await readFile(server.keyFile, 'utf8')), ...loginInputs(registry), window: '2' }
}, 900_000)

afterAll(async () => {
  await remove(server)
  await removeRegistry(registry)
  await rm(workspace, { recursive: true, force: true })
}, 60_000)

let runs = 1000
async function act(action: string, more: Record<string, string>, start?: string): Promise<Step> {
  if (start !== undefined) await writeFile(join(workspace, 'compose.yaml'), compose(start))
  const files = start === undefined ? {} : { files: JSON.stringify({ 'given.env': `GIVEN=${OTHERS[1]} # so\n` }) }
  const env = { NODE_EXTRA_CA_CERTS: registry.caFile, STEP: OTHERS[2] as string }
  const ended = await step(action, { workspace, inputs: { ...inputs, ...files, ...more }, env, runId: ++runs })
  await poll(async () => (await onServer(server, 'ls ~deploy/.stack-actions/tiny-production/tx')) === '', {
    deadlineMs: 30_000,
  })
  return ended
}

/** All that stays of it on the server for people to read, but for the files that are there to hold secrets. */
const left = () =>
  onServer(
    server,
    `cd ~deploy/.stack-actions/tiny-production
     cat journal releases/*/journal releases/*/outcome releases/*/stderr releases/*/meta releases/*/services releases/*/release.json holder 2>/dev/null
     su deploy -c './stackctl status; ./stackctl history' 2>&1
     find . -name .git -prune -o -print`,
  )

/** What is told to others of a step: issue and chat. */
async function told(ended: Step): Promise<string> {
  const github = await startGitHub({ workflow: 'jobs: { tell: { permissions: { issues: write } } }' })
  const chat = await startWebhook()
  const deploy = JSON.stringify(ended.outputs)
  const alerted = await step('alert', {
    workspace: '/',
    env: { GITHUB_API_URL: github.url, GITHUB_JOB: 'tell' },
    inputs: { environment: 'production', result: 'failure', issue: 'true', token: 'x', deploy, webhook: chat.url },
  })
  const text = [visible(alerted), JSON.stringify(github.issues.all), JSON.stringify(chat.bodies)].join('\n')
  await Promise.all([github.stop(), chat.stop()])
  expect(text).toContain('was undone')
  return text
}

/** In no form, also not within base64. */
function expectNothingOf(secrets: readonly string[], text: string): void {
  const decoded = (text.match(/[A-Za-z0-9+/_-]{12,}={0,2}/g) ?? []).map((one) =>
    [0, 1, 2, 3].map((skipped) => Buffer.from(one.slice(skipped), 'base64').toString('latin1')).join(' '),
  )
  const all = [text, ...decoded].join('\n')
  for (const secret of secrets) {
    const json = JSON.stringify(secret).slice(1, -1)
    for (const form of [secret, json, encodeURIComponent(secret), secret.replaceAll('\t', ' ')])
      expect(all).not.toContain(form)
  }
  // From a hash of a short one the secret is found in no time.
  for (const secret of [...secrets, '4711', '4711\n', `GIVEN=${OTHERS[1]} # so\n`])
    expect(text).not.toContain(createHash('sha256').update(secret).digest('hex').slice(0, 12))
}

const commands = (ended: Step) =>
  obeyed(ended.stdout)
    .filter((one) => !one.startsWith('add-mask'))
    .join('\n')

describe('a stack whose container prints all that it was given', () => {
  it('runs first', async () => {
    const first = await act(
      'deploy',
      { 'env-file': envFile('v1') },
      `/bin/busybox env >/data/old; if [ -e /data/die ]; then ${PRINT}; exit 7; fi; ${RUN}`,
    )
    expect({ code: first.code, errors: first.errors }).toEqual({ code: 0, errors: [] })
    expectNothingOf([...secretsOf('v1'), ...OTHERS], [visible(first), commands(first), await left()].join('\n'))
  }, 300_000)

  it('and dies: no secret of it, and none that was rotated, is in anything that is left', async () => {
    const ended = await act('deploy', { 'env-file': envFile('v2') }, `${PRINT}; exit 9`)
    expect({ code: ended.code, outcome: ended.outputs.outcome }).toEqual({ code: 1, outcome: 'undone' })
    const text = [visible(ended), commands(ended), await left(), await told(ended)].join('\n')
    expect(text).toContain('exit code 9')
    expect(ended.outputs.failure).toContain('***')
    expectNothingOf([...secretsOf('v1'), ...secretsOf('v2')], text)
    // What is no secret stays readable.
    expect(text).toContain('MODE=literal-in-the-file')
    expect(await onServer(server, 'cat ~deploy/.stack-actions/tiny-production/releases/2-*/journal')).toContain('***')
  }, 300_000)

  it('and dies when it is rolled back to, where nobody gives an env file', async () => {
    const next = await act('deploy', { 'env-file': envFile('v3') }, `echo third; ${RUN}`)
    expect({ code: next.code, errors: next.errors }).toEqual({ code: 0, errors: [] })
    await onServer(server, 'docker exec $(docker ps -q) /bin/busybox touch /data/die')
    const ended = await act('rollback', {})
    expect({ code: ended.code, outcome: ended.outputs.outcome }).toEqual({ code: 1, outcome: 'undone' })
    const text = [visible(ended), commands(ended), await left(), await told(ended)].join('\n')
    expect(text).toContain('exit code 7')
    expectNothingOf([...secretsOf('v1'), ...secretsOf('v2'), ...secretsOf('v3')], text)
  }, 300_000)

  it('takes the words of a deploy that failed away with its secrets', async () => {
    const kept = await onServer(server, 'cd ~deploy/.stack-actions/tiny-production/releases/2-*; ls')
    expect(kept.split('\n').filter((name) => ['secrets', 'journal', 'stderr', 'models'].includes(name))).toEqual([])
    expect(kept).toContain('outcome')
    expect(await onServer(server, 'find ~deploy/.stack-actions -name secrets -perm /077')).toBe('')
  })
})
