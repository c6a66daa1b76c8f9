import { readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as YAML from 'yaml'
import { CANARY, expectHarmless, touch } from '../lab/harmless.js'
import { makeKey } from '../lab/sshd.js'
import { checkout, step } from '../lab/step.js'

// Values that somebody may try in every input of every action. What a deploy makes of them on a server is in test/lab.

const VALUES: [string, string][] = [
  ['an ssh option', `-oProxyCommand=${touch}`],
  ['a command substitution', `$(${touch})`],
  ['backticks', `\`${touch}\``],
  ['a single quote and a command', `'; ${touch}; '`],
  ['a double quote and a command', `"; ${touch}; "`],
  ['a pipe', `| ${touch}`],
  ['an ampersand', `& ${touch} &`],
  ['a newline and a command', `x\n${touch}\n`],
  ['a carriage return and a command of the runner', `x\r::error::obeyed`],
  ['a newline and a command of the runner', 'x\n::set-output name=outcome::deployed'],
  ['an escaped newline and a command of the runner', 'x%0A::error::obeyed'],
  ['a mask', '::add-mask::a'],
  ['the older syntax of commands', '##[error]obeyed'],
  ['an option', '--help'],
  ['a path out', '../../../../etc/passwd'],
  ['text that runs backwards', 'user\u202egnp.exe'],
  ['a line separator', `x\u2028${touch}`],
  ['64 KiB', 'x'.repeat(65_536)],
  ['equal signs', 'a=b=c'],
  ['a comment', '# comment'],
  ['a variable', '${HOME}'],
  ['dollars', '$$'],
  ['the end of a here document', 'EOF\nname=value'],
  ['a delimiter of outputs', 'ghadelimiter_x\noutcome<<ghadelimiter_x\ndeployed'],
  ['an OSC-8 link', '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007'],
  ['a template', '{{ env "HOME" }}'],
  ['a prototype', '{"__proto__":{"polluted":true}}'],
  ['JSON that is deep', '['.repeat(20_000)],
]

/** No text of the table is right for these. */
const STRICT = new Set(
  'environment host ssh-key known-hosts projects cache images lock-timeout deadline dry-run force successes window timeout interval release resolve result issue webhook'.split(
    ' ',
  ),
)

/** As few actions as have every input: most share theirs. */
const actions = readdirSync('actions')
  .map((name) => {
    const text = readFileSync(`actions/${name}/action.yml`, 'utf8')
    return { name, inputs: Object.keys((YAML.parse(text) as { inputs: Record<string, unknown> }).inputs) }
  })
  .sort((one, other) => other.inputs.length - one.inputs.length)
  .filter(({ inputs }, index, all) => {
    const known = new Set(all.slice(0, index).flatMap((before) => before.inputs))
    return inputs.some((input) => !known.has(input))
  })

let workspace = ''
/** All is right but the server: nothing listens there. */
let nowhere: Record<string, string> = {}

beforeAll(async () => {
  workspace = await checkout({
    'stack.yml':
      'name: tiny\nregistry: none\nprojects: { app: { path: . } }\nenvironments: { production: { branch: main } }\n',
    'compose.yaml': 'name: tiny\nservices: { app: { image: example.org/app } }\n',
  })
  const key = makeKey(workspace, 'key')
  const hostKey = readFileSync(join(workspace, 'key.pub'), 'utf8').split(' ').slice(0, 2).join(' ')
  nowhere = { host: 'deploy@127.0.0.1:1', 'ssh-key': key, 'known-hosts': `[127.0.0.1]:1 ${hostKey}` }
  await rm(CANARY, { force: true })
})

afterAll(() => rm(workspace, { recursive: true, force: true }))

describe.each(VALUES)('%s', (_, value) => {
  it('in all inputs: each one that it is wrong for is named, in one error', async () => {
    const tries = actions.map(async ({ name, inputs }) => {
      const given = Object.fromEntries(inputs.map((input) => [input, value]))
      const ended = await step(name, { workspace, inputs: given })
      expectHarmless(ended)
      expect({ name, code: ended.code }).toEqual({ name, code: 1 })
      expect(
        Object.entries(ended.outputs).filter(
          ([output, text]) => output !== 'failure' && (output !== 'outcome' || text !== 'refused'),
        ),
      ).toEqual([])
      expect(ended.outputs.failure ?? '').toMatch(/^.{0,500}$/)
      for (const input of inputs.filter((one) => STRICT.has(one)))
        expect(ended.errors[0]).toContain(`\n  - ${input}: got `)
      expect(ended.stdout.replace(/^::add-mask::.*$/gm, '').length).toBeLessThan(20_000)
    })
    await Promise.all(tries)
  }, 60_000)

  it('where a text is free: the deploy is refused for that or the next thing that is wrong', async () => {
    const tries = ['registry-username', 'registry-token', 'env-file', 'config'].map(async (name) => {
      const ended = await step('ssh-deploy', { workspace, inputs: { ...nowhere, [name]: value } })
      expectHarmless(ended)
      expect({ name, code: ended.code, outcome: ended.outputs.outcome }).toEqual({ name, code: 1, outcome: 'refused' })
    })
    await Promise.all(tries)
  }, 60_000)

  it('as a branch: is skipped, and changes nothing', async () => {
    const ended = await step('ssh-deploy', { workspace, inputs: nowhere, env: { GITHUB_REF: `refs/heads/${value}` } })
    expectHarmless(ended)
    expect({ code: ended.code, outcome: ended.outputs.outcome }).toEqual({ code: 0, outcome: 'skipped' })
  })
})
