import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { all, broken, own, type WorkflowFile } from './files.js'
import { Linters } from './linters.js'

const PIPELINE = '.github/workflows/pipeline.yml'
const CALLER = 'examples/korczewski/.github/workflows/pipeline.yml'
const dependabot: WorkflowFile = {
  path: '.github/dependabot.yml',
  text: readFileSync('.github/dependabot.yml', 'utf8'),
}

let folder = ''
let linters: Linters

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stack-actions-linters-'))
  linters = await Linters.make(folder)
}, 300_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('actionlint', () => {
  it('finds nothing wrong', () => expect(linters.actionlint(all)).toEqual([]))

  it.each([
    [PIPELINE, 'without-secrets: true', 'without-secret: true', 'input "without-secret" is not defined'],
    [PIPELINE, 'steps.deploy.outputs.outcome', 'steps.deploy.outputs.outcom', '"outcom" is not defined'],
    [
      PIPELINE,
      'needs: [plan, test, build, build-with-secrets]',
      'needs: [plan, tests, build, build-with-secrets]',
      'tests',
    ],
    [PIPELINE, 'bash -euo pipefail -c "$COMMAND"', 'bash -euo pipefail -c $COMMAND', 'SC2086'],
    [CALLER, "node-version: '24'", "node: '24'", 'input "node" is not defined'],
    [CALLER, 'secrets: inherit', 'secrets: { SSHKEY: x }', 'secret "SSHKEY" is not defined'],
    ['README.md#1', 'known-hosts:', 'known-host:', 'input "known-host" is not defined'],
  ])('finds in %s %s become %s', (path, from, to, says) => {
    expect(linters.actionlint([broken(path, from, to)]).join('\n')).toContain(says)
  })
})

describe('GitHub’s own parser', () => {
  const actions: WorkflowFile[] = [
    'action.yml',
    'deploy/action.yml',
    ...readdirSync('actions').map((name) => `actions/${name}/action.yml`),
  ].map((path) => ({ path, text: readFileSync(path, 'utf8') }))

  it.each([...all, ...actions].map((file): [string, WorkflowFile] => [file.path, file]))(
    'finds nothing wrong in %s',
    async (_, file) => {
      expect(await linters.languageService(file)).toEqual([])
    },
  )

  it.each([
    [PIPELINE, 'without-secrets: true', 'without-secret: true', "Invalid action input 'without-secret'"],
    [PIPELINE, 'persist-credentials:', 'persist-credential:', "Invalid action input 'persist-credential'"],
    [PIPELINE, '|| inputs.runs-on }}', '|| inputs.run-on }}', 'run-on'],
    [CALLER, "node-version: '24'", "node: '24'", 'Invalid input, node'],
    [
      'examples/korczewski/.github/workflows/rollback.yml',
      "environment: '${{ inputs.environment }}', ",
      '',
      'environment',
    ],
    ['README.md#1', 'stack-actions/deploy@', 'stack-actions/deploi@', 'Unable to resolve action'],
    [PIPELINE, 'actions/setup-node@', 'actions/setup-nodes@', 'name the inputs of actions/setup-nodes'],
    [CALLER, 'workflows/pipeline.yml@', 'workflows/pipelin.yml@', 'pipelin'],
    [
      'docs/alerts.md#1',
      'environment: production\n          deploy',
      'environments: production\n          deploy',
      'Missing required input `environment`',
    ],
  ])('finds in %s %s become %s', async (path, from, to, says) => {
    expect((await linters.languageService(broken(path, from, to))).join('\n')).toContain(says)
  })

  it('finds what is wrong in an action.yml', async () => {
    const [{ path, text } = { path: '', text: '' }] = actions
    expect(await linters.languageService({ path, text: text.replace('using: node24', 'using: node4') })).not.toEqual([])
  })
})

describe('zizmor', () => {
  it('finds nothing wrong', () => expect(linters.zizmor(all)).toEqual([]))

  // What others copy is short, without a name and a reason for everything.
  it('finds nothing wrong in our own, as strict as it can be', () => {
    expect(linters.zizmor([...own, dependabot], ['--persona=auditor'])).toEqual([])
  })

  it.each([
    [PIPELINE, /checkout@[0-9a-f]{40}/, 'checkout@v7', 'unpinned-uses'],
    [PIPELINE, 'persist-credentials: false, ', '', 'artipacked'],
    [PIPELINE, '"$COMMAND"', '"${{ github.head_ref }}"', 'template-injection'],
    [CALLER, 'pull_request: {}', 'pull_request_target: {}', 'dangerous-triggers'],
    ['README.md#1', / with: \{ persist-credentials: false \}\n/, '\n', 'artipacked'],
    ['docs/alerts.md#1', /checkout@[0-9a-f]{40}/, 'checkout@v7', 'unpinned-uses'],
  ])('finds in %s %s become %s', (path, from, to, says) => {
    expect(linters.zizmor([broken(path, from, to)]).join('\n')).toContain(says)
  })
})
