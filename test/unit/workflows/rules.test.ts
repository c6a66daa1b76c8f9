import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { all, blocks, broken, example, fileAt, own, type WorkflowFile, workflowOf } from './files.js'
import * as rules from './rules.js'

const PIPELINE = '.github/workflows/pipeline.yml'
const ROLLBACK = '.github/workflows/rollback.yml'
const CALLER = 'examples/korczewski/.github/workflows/pipeline.yml'
const DEPLOY = 'examples/korczewski/.github/workflows/deploy.yml'
const CLICK = 'examples/korczewski/.github/workflows/rollback.yml'
const grants = (file: WorkflowFile) => rules.grants(file, fileAt)

interface Case {
  rule: rules.Rule
  /** A block of a document leaves out what is not its subject. */
  files: WorkflowFile[]
  /** [where, from, to, what is said] */
  mutations: [string, string | RegExp, string, string][]
}

const cases: Record<string, Case> = {
  'a caller grants what the called jobs ask for': {
    rule: grants,
    files: all,
    mutations: [
      [CALLER, 'packages: write', 'packages: read', 'asks for packages: write in its job build'],
      [CALLER, 'contents: read, ', '', 'asks for contents: read in its job plan'],
      [CLICK, /^ {4}permissions: .*\n/m, '', 'asks for contents: read in its job rollback'],
    ],
  },
  'an action of others is pinned by its SHA': {
    rule: rules.pinned,
    files: all,
    mutations: [
      [PIPELINE, /checkout@[0-9a-f]{40} /, 'checkout@v7 ', 'actions/checkout@v7'],
      [PIPELINE, / # v7\.0\.1/, '', 'actions/checkout'],
      ['README.md#1', / # v7\.0\.1/, ' # newest', 'actions/checkout'],
    ],
  },
  'nothing is allowed by default': {
    rule: rules.nothingByDefault,
    files: [...own, ...example],
    mutations: [
      [PIPELINE, /^permissions: \{\}$/m, '', 'permissions: {}'],
      [CALLER, /^permissions: \{\}$/m, 'permissions: read-all', 'permissions: {}'],
    ],
  },
  'each job says what it may': {
    rule: rules.permissionsOfEachJob,
    files: all,
    mutations: [
      [CLICK, /^ {4}permissions: .*\n/m, '', 'rollback: no permissions'],
      ['README.md#1', /^ {4}permissions: .*$/m, '    permissions: write-all', 'deploy: no permissions'],
    ],
  },
  'a right that is asked for has its reason behind it': {
    rule: rules.reasons,
    files: own,
    mutations: [[PIPELINE, ' # push', '', 'packages: write']],
  },
  'a job ends by itself': {
    rule: rules.timeouts,
    files: [...own, ...example],
    mutations: [[PIPELINE, '    timeout-minutes: 15\n', '', 'plan: no timeout-minutes']],
  },
  'a checkout leaves no token behind': {
    rule: rules.credentials,
    files: all,
    mutations: [
      [PIPELINE, / {8}with: \{ persist-credentials: false.*\n/, '', 'plan: a checkout'],
      [DEPLOY, 'persist-credentials: false', 'persist-credentials: true', 'deploy: a checkout'],
    ],
  },
  'what deploys to an environment is in its one group, and a rollback in none': {
    rule: rules.groups,
    files: all,
    mutations: [
      [
        ROLLBACK,
        '    permissions:\n      contents: read # stack.yml',
        '    concurrency: deploy-x\n    permissions:\n      contents: read # stack.yml',
        'a rollback waits in the group deploy-',
      ],
      [PIPELINE, 'group: deploy-', 'group: rollback-', 'its group is rollback-${{ needs.plan.outputs.environment }}'],
      [PIPELINE, 'cancel-in-progress: false', 'cancel-in-progress: true', 'cancel-in-progress'],
      [PIPELINE, /^permissions: \{\}$/m, 'concurrency: deploy\npermissions: {}', 'a concurrency group on the workflow'],
      [DEPLOY, /^ {4}concurrency: .*\n/m, '', 'its group is undefined'],
      [
        PIPELINE,
        /(build-with-secrets:\n[\s\S]*?)actions\/build-and-tag@v1/,
        '$1deploy@v1',
        'build-with-secrets: its group is undefined',
      ],
      ['docs/adopt.md#1', 'concurrency: deploy-production', 'concurrency: deploy', 'its group is deploy,'],
    ],
  },
  'who alerts does so in a run that was cancelled, too': {
    rule: rules.alerts,
    files: all,
    mutations: [
      ['.github/workflows/alert.yml', 'always() && ', '', 'alert: alerts without always()'],
      [ROLLBACK, 'always() && ', '', 'alert: alerts without always()'],
      ['docs/alerts.md#1', '- if: always()\n        uses', '- uses', 'deploy: alerts without always()'],
      ['docs/alerts.md#2', '    if: always()\n', '', 'alert: alerts without always()'],
    ],
  },
  'a job that ran out of time stops what comes after it': {
    rule: rules.provenNeeds,
    files: all,
    mutations: [
      [PIPELINE, " && needs.plan.result == 'success'", '', 'build: runs however plan ended'],
      [
        PIPELINE,
        /(build-with-secrets:[\s\S]*?) && contains\(fromJSON\('\["success","skipped"\]'\), needs\.test\.result\)/,
        '$1',
        'build-with-secrets: runs however test ended',
      ],
      [
        PIPELINE,
        ` && contains(fromJSON('["success","skipped"]'), needs.build-with-secrets.result)`,
        '',
        'deploy: runs however build-with-secrets ended',
      ],
      [
        PIPELINE,
        'needs: [plan, test, build, build-with-secrets]',
        'needs: [plan, build, build-with-secrets]',
        'deploy: does not need test, which comes before',
      ],
    ],
  },
  'a called workflow runs where its caller says, by a label, a list or a group': {
    rule: rules.runners,
    files: own.filter(({ path }) => /(alert|check|pipeline|rollback)\.yml$/.test(path)),
    mutations: [[ROLLBACK, /runs-on: \$\{\{ .* \}\}/, 'runs-on: ${{ inputs.runs-on }}', 'rollback: takes no list']],
  },
  'each job of a pipeline checks out the same': {
    rule: rules.wholeCheckouts,
    files: [fileAt(PIPELINE), fileAt('.github/workflows/check.yml')],
    mutations: [
      [PIPELINE, ", lfs: '${{ inputs.lfs }}'", '', 'plan: a checkout without the inputs submodules and lfs'],
      [PIPELINE, "submodules: '${{ inputs.submodules }}', ", '', 'plan: a checkout without'],
    ],
  },
  'an output that GitHub dropped makes no run green that deploys nothing': {
    rule: rules.lostOutputs,
    files: [fileAt(PIPELINE)],
    mutations: [
      [
        PIPELINE,
        "needs.plan.outputs.decision != 'is-not-deployed'",
        "needs.plan.outputs.environment != ''",
        'deploy: is skipped',
      ],
      [PIPELINE, "needs.plan.outputs.decision != 'is-deployed' || ", '', 'deploy: does not begin with the question'],
      [PIPELINE, ` || '["unknown"]'`, '', 'build: its matrix has nothing'],
    ],
  },
  'a deploy does not fail for an artifact that is gone': {
    rule: rules.downloads,
    files: [...own, ...example],
    mutations: [
      [PIPELINE, '        continue-on-error: true\n', '', 'deploy: a download without continue-on-error'],
      [
        PIPELINE,
        "if: needs.build.result == 'success' || needs.build-with-secrets.result == 'success'",
        'if: always()',
        'deploy: a download where nothing',
      ],
    ],
  },
  'no script holds an expression': {
    rule: rules.noExpressionInScripts,
    files: all,
    mutations: [[PIPELINE, '"$COMMAND"', '"${{ matrix.command }}"', 'test: an expression in']],
  },
  'code of a fork gets no secret': {
    rule: rules.noForeignCode,
    files: all,
    mutations: [[CALLER, 'pull_request: {}', 'pull_request_target: {}', 'pull_request_target']],
  },
}

describe.each(Object.entries(cases))('%s', (_, { rule, files, mutations }) => {
  it.each(files.map((file): [string, WorkflowFile] => [file.path, file]))('%s', (_path, file) => {
    expect(rule(file)).toEqual([])
  })

  it.each(mutations)('and it is found where it does not: %s, %s', (path, from, to, says) => {
    expect(rule(broken(path, from, to)).join('\n')).toContain(says)
  })
})

it('an action has one SHA, wherever it is used, and another is found', () => {
  expect(rules.samePins(all)).toEqual([])
  const other = broken('README.md#1', /checkout@[0-9a-f]{8}/, 'checkout@00000000')
  expect(rules.samePins([...all, other])).toEqual([expect.stringMatching(/^actions\/checkout: .*00000000/)])
})

describe('the example', () => {
  const { environments } = parse(readFileSync('examples/korczewski/stack.yml', 'utf8')) as {
    environments: Record<string, { branch: string }>
  }
  const branches = Object.values(environments).map(({ branch }) => branch)
  const on = (path: string) => workflowOf(fileAt(path)).on

  it('runs its pipeline for each branch that is deployed, for features, versions and pull requests', () => {
    expect(on(CALLER)).toEqual({
      push: { branches: [...branches, 'feature/**'], tags: ['v*'] },
      pull_request: {},
    })
  })

  it('runs its one job for the branches that are deployed', () => {
    expect(on(DEPLOY)).toEqual({ push: { branches } })
  })

  it('rolls back by a click, each environment', () => {
    expect(on(CLICK)).toMatchObject({
      workflow_dispatch: { inputs: { environment: { type: 'choice', options: Object.keys(environments) } } },
    })
  })
})

it('what the README asks a reader to write is twelve lines at most', () => {
  const [shown = ''] = blocks(readFileSync('README.md', 'utf8'), 'yaml')
  expect(shown.trim().split('\n').length).toBeLessThanOrEqual(12)
})
