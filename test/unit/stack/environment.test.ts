import { describe, expect, it } from '@jest/globals'
import { chooseEnvironment } from '../../../src/stack/environment.js'
import { inheritedVariables, isRunners, pairsOf, stepVariables } from '../../../src/stack/variables.js'

const config = {
  source: 'stack.yml',
  environments: {
    production: { branch: 'main', profiles: [], 'takes-over': [] },
    staging: { branch: 'dev', profiles: [], 'takes-over': [] },
    manual: { profiles: [], 'takes-over': [] },
  },
}

describe('the choice of the environment', () => {
  it.each([
    ['the branch main', { branch: 'main' }, { environment: 'production' }],
    ['the branch dev', { branch: 'dev' }, { environment: 'staging' }],
    [
      'an environment that is asked for, whatever the branch',
      { environment: 'manual', branch: 'main' },
      { environment: 'manual' },
    ],
    [
      'another branch',
      { branch: 'a;curl x' },
      { skip: 'skipped: branch "a;curl x" is not deployed; deployed branches: main (production), dev (staging)' },
    ],
    [
      'a branch that is often the default one',
      { branch: 'master' },
      {
        skip: 'skipped: branch "master" is not deployed; deployed branches: main (production), dev (staging); to deploy it, write in stack.yml: `environments: { production: { branch: master } }`',
      },
    ],
    ['a tag', {}, { skip: 'skipped: this is no branch; deployed branches: main (production), dev (staging)' }],
    ['an empty input', { environment: '', branch: 'main' }, { environment: 'production' }],
  ])('for %s', (_, asked, choice) => {
    expect(chooseEnvironment(config, asked)).toEqual(choice)
  })

  it('refuses an unknown environment and names the known ones', () => {
    expect(() => chooseEnvironment(config, { environment: 'prod' })).toThrow(
      'there is no environment "prod"; known: production, staging, manual',
    )
  })
})

describe('variables for Compose files', () => {
  it('are those of the step, not those of the runner and its inputs', () => {
    const env = {
      TAG: '1',
      HOME: '/home/runner',
      PATH: '/bin',
      'INPUT_SSH-KEY': 'secret',
      ACTIONS_RUNTIME_TOKEN: 'secret',
      COMPOSE_FILE: 'x.yml',
      COMPOSE_PROJECT_NAME: 'shop',
      X: undefined,
    }
    expect(stepVariables(env, new Set())).toEqual({ TAG: '1', COMPOSE_PROJECT_NAME: 'shop' })
  })

  it.each([
    'CI',
    'GITHUB_SHA',
    'GITHUB_TOKEN',
    'RUNNER_OS',
    'JAVA_HOME',
    'JAVA_HOME_17_X64',
    'ACCEPT_EULA',
    'GOROOT_1_24_X64',
    'ImageOS',
    'DOCKER_HOST',
    'XDG_CONFIG_HOME',
  ])('are never the runner’s: %s', (name) => {
    expect(isRunners(name)).toBe(true)
    expect(stepVariables({ [name]: 'x' }, new Set())).toEqual({})
  })

  it.each(['TAG', 'DOMAIN', 'JAVA_OPTS', 'GITHUB', 'CI_TAG', 'DATABASE_URL', 'DOCKER_IMAGE', 'constructor'])(
    'may be called %s',
    (name) => expect(stepVariables({ [name]: 'x' }, new Set())).toEqual({ [name]: 'x' }),
  )

  it('are not what the runner’s own process has, unless the step gives them another value', () => {
    const inherited = new Set(['DB_PASSWORD=of the machine', 'TAG=1'])
    const env = { DB_PASSWORD: 'of the machine', TAG: '2', NEW: 'x' }
    expect(stepVariables(env, inherited)).toEqual({ TAG: '2', NEW: 'x' })
  })

  it('that the process before had are asked of the system', async () => {
    const inherited = await inheritedVariables(process.pid)
    expect(inherited.has(`PATH=${process.env.PATH}`)).toBe(true)
    expect([...inherited].every((pair) => pair.includes('='))).toBe(true)
  })

  it('of a process that is gone are none', async () => {
    expect([...(await inheritedVariables(2 ** 30))].some((pair) => pair.startsWith('JEST_WORKER_ID'))).toBe(false)
  })
})

it('a person’s shell gives nothing to Compose files, exported or typed in front of the command', () => {
  const env = { PATH: '/bin', TAG: '2', COMPOSE_PROJECT_NAME: 'shop', GONE: undefined }
  expect(stepVariables(env, pairsOf(env))).toEqual({})
})
