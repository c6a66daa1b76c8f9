import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { draftOf, plainScalar } from '../../../src/cli/init/draft.js'
import type { Found } from '../../../src/cli/init/found.js'
import { leftToDo, variablesIn } from '../../../src/cli/init/left.js'
import { callsUs, workflowText } from '../../../src/cli/init/workflow.js'
import { parseStackFile } from '../../../src/stack/parse.js'
import { HOSTILE } from '../hostile.js'

const repository = {
  ...{ root: '/home/a/Shop', isRepository: true, commit: '' },
  origin: { server: 'https://github.com', repository: 'Acme/Shop' },
}
const composed = (...folders: string[]) => folders.map((folder) => ({ folder, file: 'compose.yaml', text: '' }))
const found = (more: Partial<Found> = {}): Found => ({
  ...{ composed: composed('.'), odd: [], branches: ['main'], defaultBranch: 'main', workflows: [], ...more },
})
const draft = (more: Partial<Found>, at: Partial<typeof repository> = {}) =>
  draftOf(found(more), { ...repository, ...at })
const stackOf = (more: Partial<Found>) => parseStackFile(draft(more).text, 'stack.yml')

describe('the stack.yml that init writes', () => {
  it.each<[string, Partial<Found>, object]>([
    [
      'one Compose file',
      {},
      { name: 'shop', registry: 'ghcr.io/acme/shop', environments: { production: { branch: 'main' } } },
    ],
    [
      'another default branch',
      { defaultBranch: 'release/2.x' },
      { environments: { production: { branch: 'release/2.x' } } },
    ],
    [
      'a branch that is staging by custom',
      { branches: ['develop', 'main'] },
      { environments: { production: { branch: 'main' }, staging: { branch: 'develop' } } },
    ],
    [
      'a default branch that is called dev',
      { branches: ['dev'], defaultBranch: 'dev' },
      { environments: { production: { branch: 'dev' } } },
    ],
    [
      'several folders',
      { composed: composed('auth', 'apps/web', 'apps/My Site') },
      { projects: { auth: { path: 'auth' }, web: { path: 'apps/web' }, 'My-Site': { path: 'apps/My Site' } } },
    ],
    [
      'two folders of one name',
      { composed: composed('a/web', 'b/web') },
      { projects: { 'a-web': { path: 'a/web' }, 'b-web': { path: 'b/web' } } },
    ],
  ])('says what the repository has: %s', (_, more, expected) => {
    const stack = stackOf(more)
    expect(stack).toMatchObject(expected)
    expect(Object.keys(stack.environments)).toEqual(
      Object.keys((expected as { environments?: object }).environments ?? { production: 1 }),
    )
  })

  it('names no server', () => {
    for (const { host } of Object.values(stackOf({ branches: ['dev', 'main'] }).environments))
      expect(host).toBeUndefined()
  })

  it.each([undefined, { server: 'https://git.example.org', repository: 'acme/shop' }])(
    'has no registry where the origin is %j',
    (origin) => {
      const { text } = draftOf(found(), { root: '/srv/shop', ...(origin && { origin }) } as never)
      expect(parseStackFile(text, 'stack.yml').registry).toBe('none')
    },
  )

  it.each(HOSTILE)('can be read whatever a folder and a branch are called: %s', (_, name) => {
    const { text } = draft({ composed: composed('auth', name), defaultBranch: name })
    expect((parse(text) as { environments: object }).environments).toEqual({ production: { branch: name } })
  })

  it('is the root’s Compose file alone where there is one, and says which others are left out', () => {
    const { folders, notices } = draft({ composed: composed('.', 'auth'), odd: ['ops/compose.dev.yml'] })
    expect(folders).toEqual(['.'])
    expect(notices.join('\n')).toMatch(/auth\/compose\.yaml is not part of it[\s\S]*left out.*ops\/compose\.dev\.yml/)
  })

  it('is not written for nothing', () => {
    expect(() => draft({ composed: [] })).toThrow('there is no Compose file in this repository')
    expect(() => draft({ composed: [], odd: ['compose.dev.yml'] })).toThrow(
      /no Compose file has a name .*compose\.dev\.yml/,
    )
  })

  it.each<[string, string]>([
    ['main', 'main'],
    ['yes', '"yes"'],
    ['1.0', '"1.0"'],
    ['a: b', '"a: b"'],
  ])('%s is written as %s', (text, written) => expect(plainScalar(text)).toBe(written))
})

describe('the workflow that init writes', () => {
  const one = { name: 'production', branch: 'main', hasHost: false }
  const two = [one, { name: 'staging', branch: 'dev', hasHost: true }]

  it('runs each environment for its branch, with what it needs', () => {
    const { on, jobs } = parse(workflowText(two, { needsEnvFile: true }))
    expect(on).toEqual({ push: { branches: ['main', 'dev'] } })
    expect(jobs.production).toMatchObject({ if: "github.ref_name == 'main'", environment: 'production' })
    expect(jobs.production.steps[1].with).toMatchObject({
      host: '${{ vars.HOST }}',
      'env-file': '${{ secrets.ENV_FILE }}',
    })
    expect(jobs.staging.steps[1].with).not.toHaveProperty('host')
  })

  it.each<[string, string, string]>([
    ["it's", "it's", "github.ref_name == 'it''s'"],
    ['c++', 'c\\+\\+', "github.ref_name == 'c++'"],
  ])('takes the branch %s as GitHub reads it', (branch, filter, condition) => {
    const { on, jobs } = parse(workflowText([{ ...one, branch }, ...two.slice(1)], { needsEnvFile: false }))
    expect(on.push.branches[0]).toBe(filter)
    expect(jobs.production.if).toBe(condition)
  })
})

describe('what is left', () => {
  it('names each secret and variable with the line that sets it, and guesses no server', () => {
    const text = leftToDo([{ name: 'production', branch: 'main', hasHost: false }], ['DB_PASSWORD'], repository).join(
      '\n',
    )
    for (const line of [
      'gh secret set SSH_KEY --repo Acme/Shop --env production < deploy_key',
      'gh variable set KNOWN_HOSTS --repo Acme/Shop --env production < known_hosts',
      'gh variable set HOST --repo Acme/Shop --env production --body deploy@SERVER',
      'gh secret set ENV_FILE --repo Acme/Shop --env production < .env-production',
    ])
      expect(text).toContain(line)
    expect(text).toContain('DB_PASSWORD')
  })

  it.each<[string, string[]]>([
    ['${A} $B ${C:-x} ${D-x} ${E:?no} ${F?no} ${G:+x} $$H $${I}', ['A', 'B', 'E', 'F']],
    ['# ${A}\nimage: x', []],
  ])('needs values for %j: %j', (text, expected) => expect(variablesIn(text)).toEqual(expected))
})

it.each<[boolean, string]>([
  [true, 'jobs: { a: { steps: [{ uses: org/stack-actions/deploy@v1 }] } }'],
  [true, 'jobs: { a: { steps: [{ uses: "fork/stack-actions@0123" }] } }'],
  [true, 'jobs:\n  a:\n    uses: org/stack-actions/.github/workflows/pipeline.yml@v1\n'],
  [false, '# like org/stack-actions/deploy\non: push\n'],
  [false, 'jobs: { a: { steps: [{ run: "ls ../stack-actions/dist" }] } }'],
  [false, 'jobs: { a: { steps: [{ uses: org/my-stack-actions/deploy@v1 }, { uses: ./stack-actions/x }] } }'],
  [false, 'jobs: ['],
])('a workflow calls these actions: %s: %j', (calls, text) => expect(callsUs(text)).toBe(calls))
