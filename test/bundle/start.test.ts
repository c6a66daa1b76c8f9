import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import * as YAML from 'yaml'
import { systemClock } from '../../src/runtime/clock.js'
import { tempFolder } from '../../src/runtime/temp.js'
import { obeyed, shown } from '../kit/commands.js'

interface Metadata {
  inputs: Record<string, { required: boolean; default?: string }>
  outputs: Record<string, unknown>
  runs: { using: string; main: string; post?: string }
}

const places = [
  'action.yml',
  'deploy/action.yml',
  ...readdirSync('actions').map((name) => `actions/${name}/action.yml`),
]
const metadata = (place: string) => YAML.parse(readFileSync(place, 'utf8')) as Metadata

/** Starts an action as the runner does: every declared input is set, an absent one to its default or an empty string. */
async function start(place: string, given: Record<string, string> = {}) {
  await using folder = await tempFolder('start')
  const { inputs, runs } = metadata(place)
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: folder.path,
    RUNNER_TEMP: folder.path,
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: folder.path,
    GITHUB_OUTPUT: await folder.write('output', ''),
    GITHUB_STATE: await folder.write('state', ''),
    GITHUB_STEP_SUMMARY: await folder.write('summary', ''),
  }
  for (const [name, input] of Object.entries(inputs)) {
    // Expressions are the runner's to fill in; empty stands for what it does not know.
    const fallback = input.default?.includes('${{') ? '' : (input.default ?? '')
    env[`INPUT_${name.toUpperCase()}`] = given[name] ?? fallback
  }
  const main = resolve(dirname(place), runs.main)
  const result = spawnSync(process.execPath, [main], { env, cwd: folder.path, encoding: 'utf8' })
  return {
    code: result.status,
    stdout: result.stdout,
    stderr: result.stderr,
    output: readFileSync(join(folder.path, 'output'), 'utf8'),
  }
}

const withRequired = places.filter((place) => Object.values(metadata(place).inputs).some((input) => input.required))

describe.each(withRequired)('%s', (place) => {
  it('says in one error which required inputs are missing, and ends with 1', async () => {
    const { code, stdout, stderr, output } = await start(place)
    const errors = obeyed(stdout).filter((command) => command.startsWith('error:'))
    expect(errors).toHaveLength(1)
    for (const [name, input] of Object.entries(metadata(place).inputs)) {
      if (input.required) expect(errors[0]).toContain(`- ${name}: required, but empty or missing`)
    }
    expect(stdout + stderr).not.toMatch(/\n\s+at |node:internal|\.js:\d+/)
    expect(stderr).toBe('')
    expect(code).toBe(1)
    if ('outcome' in metadata(place).outputs) expect(output).toMatch(/outcome<<\S+\nrefused\n/)
  })
})

describe.each(places)('%s', (place) => {
  it('prints no secret, though everything else is wrong', async () => {
    const secrets = { 'ssh-key': 'hunter2-ssh', 'registry-token': 'hunter2 token', 'env-file': 'TOKEN=hunter2-env' }
    const hostile = Object.fromEntries(
      Object.keys(metadata(place).inputs).map((name) => [name, '-oProxyCommand=$(touch pwned)\n::error::x']),
    )
    const { code, stdout, stderr } = await start(place, { ...hostile, ...secrets })
    expect(shown(stdout) + stderr).not.toContain('hunter2')
    expect(obeyed(stdout).filter((command) => command.startsWith('error:'))).toHaveLength(1)
    expect(code).toBe(1)
  })

  it('runs on Node 24', () => expect(metadata(place).runs.using).toBe('node24'))
})

it('keeps GitHub’s client, and the HTTP client that it brings, in a chunk that only alert loads', () => {
  const chunks = readdirSync('dist')
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name, text: readFileSync(`dist/${name}`, 'utf8') }))
  const client = chunks.filter(({ text }) => text.includes('undici'))
  expect(client).toHaveLength(1)
  const id = client[0]?.name.split('.')[0]
  const loading = chunks.filter(({ text }) => new RegExp(`\\.e\\((/\\* import\\(\\) \\*/ )?${id}\\)`).test(text))
  expect(loading.map(({ text }) => text.includes('lib/actions/alert.js'))).toEqual([true])
})

it('starts in little more than Node needs itself', async () => {
  const seconds = (work: () => unknown) => {
    const began = systemClock.now()
    work()
    return systemClock.now() - began
  }
  const bare: number[] = []
  const ours: number[] = []
  // By turns, so that a busy machine slows both; the best of each is what the program needs.
  for (let round = 0; round < 7; round++) {
    bare.push(seconds(() => spawnSync(process.execPath, ['-e', '0'])))
    ours.push(seconds(() => spawnSync(process.execPath, ['dist/deploy.js'], { env: { PATH: process.env.PATH } })))
  }
  expect(Math.min(...ours) - Math.min(...bare)).toBeLessThan(150)
})
