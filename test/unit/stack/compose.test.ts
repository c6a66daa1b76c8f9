import { describe, expect, it } from '@jest/globals'
import { composeConfig, placeOfVariable, readAnswer, undouble } from '../../../src/stack/compose.js'

describe('what docker compose config answers', () => {
  const call = { envFile: '/tmp/env' }
  it.each([
    [
      'a model',
      { code: 0, stdout: '{"name":"a","services":{"w":{"image":"x"}}}', stderr: '' },
      { kind: 'model', model: { name: 'a', services: { w: { image: 'x' } } } },
    ],
    [
      'unset variables, each once',
      {
        code: 0,
        stdout: '{}',
        stderr:
          'time="t" level=warning msg="The \\"A\\" variable is not set. Defaulting to a blank string."\ntime="t" level=warning msg="The \\"A\\" variable is not set."\ntime="t" level=warning msg="The \\"B\\" variable is not set."\n',
      },
      { kind: 'unset', variables: ['A', 'B'] },
    ],
    [
      'a missing variable before the overlay that it makes',
      {
        code: 15,
        stdout: '',
        stderr:
          'level=warning msg="The \\"TAG\\" variable is not set."\nservice "w" has neither an image nor a build context specified: invalid compose project',
      },
      { kind: 'unset', variables: ['TAG'] },
    ],
    [
      'an overlay',
      {
        code: 15,
        stdout: '',
        stderr: 'service "w" has neither an image nor a build context specified: invalid compose project\n',
      },
      { kind: 'overlay', service: 'w', why: 'has neither an image nor a build context' },
    ],
    [
      'an overlay that needs what its base defines',
      { code: 15, stdout: '', stderr: 'service "w" depends on undefined service db: invalid compose project\n' },
      { kind: 'overlay', service: 'w', why: 'depends on undefined service db' },
    ],
    [
      'the same in quotes',
      { code: 15, stdout: '', stderr: 'service "w" depends on undefined service "db": invalid compose project\n' },
      { kind: 'overlay', service: 'w', why: 'depends on undefined service "db"' },
    ],
    [
      'an overlay on a network of its base',
      { code: 15, stdout: '', stderr: 'service "w" refers to undefined network edge: invalid compose project\n' },
      { kind: 'overlay', service: 'w', why: 'refers to undefined network edge' },
    ],
    [
      'a service’s env file that is not there',
      { code: 14, stdout: '', stderr: 'env file /r/a b.env not found: stat /r/a b.env: no such file or directory\n' },
      { kind: 'envFile', path: '/r/a b.env' },
    ],
    [
      'a fault, without warnings',
      {
        code: 1,
        stdout: '',
        stderr: 'time="x" level=warning msg="version is obsolete"\nyaml: line 1: did not find expected\n',
      },
      { kind: 'fault', message: 'yaml: line 1: did not find expected' },
    ],
    [
      'a fault of the env file, without its secret line',
      { code: 1, stdout: '', stderr: 'failed to read /tmp/env: line 2: unterminated quoted value "hunter2' },
      { kind: 'fault', message: 'the env file does not parse at line 2 (unterminated quoted value)' },
    ],
  ])('is understood: %s', (_, result, answer) => {
    expect(readAnswer(result, call)).toEqual(answer)
  })

  it('is asked with the env file always, so that no .env is found by accident', () => {
    expect(
      composeConfig({
        program: ['/p/docker-compose'],
        folder: '/r/a',
        files: ['/r/a/c.yml', '/r/a/--help'],
        profiles: ['p'],
        envFile: '/t/env',
      }).join(' '),
    ).toBe(
      '/p/docker-compose --project-directory /r/a --env-file /t/env --file /r/a/c.yml --file /r/a/--help --profile p config --format json',
    )
  })
})

describe('the place of a variable', () => {
  it.each([
    ['${TAG}', 2],
    ['$TAG', 2],
    ['${TAG:?say}', 2],
    ['$$$TAG', 2],
    ['$${TAG}', undefined],
    ['${TAGS}', undefined],
    ['$TAG2', undefined],
  ])('of %s is line %s', (use, line) => {
    expect(placeOfVariable('TAG', { 'c.yml': `# \${TAG}\nimage: ${use}\n` })).toEqual(line && { file: 'c.yml', line })
  })

  it('undoes the doubled dollar, however many there are', () => {
    expect(undouble('a$$b$$$$c')).toBe('a$b$$c')
  })
})
