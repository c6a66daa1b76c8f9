import { describe, expect, it } from '@jest/globals'
import { chooseEnvironment } from '../../../src/stack/environment.js'
import { stepVariables } from '../../../src/stack/variables.js'

const config = {
  source: 'stack.yml',
  environments: {
    production: { branch: 'main', profiles: [] },
    staging: { branch: 'dev', profiles: [] },
    manual: { profiles: [] },
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
      GITHUB_SHA: 'abc',
      HOME: '/home/runner',
      PATH: '/bin',
      'INPUT_SSH-KEY': 'secret',
      ACTIONS_RUNTIME_TOKEN: 'secret',
      COMPOSE_FILE: 'x.yml',
      COMPOSE_PROJECT_NAME: 'shop',
      X: undefined,
    }
    expect(stepVariables(env)).toEqual({ TAG: '1', GITHUB_SHA: 'abc', COMPOSE_PROJECT_NAME: 'shop' })
  })
})
