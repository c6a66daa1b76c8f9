import { execFileSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { commandLine } from '../../../src/host/quote.js'
import { Refused } from '../../../src/runtime/errors.js'

describe('a command line', () => {
  it.each<[string[], string]>([
    [['docker', 'ps', '-a'], 'docker ps -a'],
    [['echo', ''], "echo ''"],
    [['echo', "it's"], "echo 'it'\\''s'"],
    [['echo', '$(id) `id` $HOME'], "echo '$(id) `id` $HOME'"],
    [['echo', '~'], "echo '~'"],
    [['A=b', 'x'], "'A=b' x"],
    [['echo', 'a\nb'], "echo 'a\nb'"],
  ])('of %j is %j', (argv, line) => {
    expect(commandLine(argv)).toBe(line)
  })

  it('is taken apart by a shell into exactly its argv', () => {
    const hostile = [
      '',
      "'",
      "'\\''",
      '\\',
      '"',
      '$(touch /tmp/pwned)',
      'a\n\n',
      '*',
      '-n',
      '!!',
      '#',
      '\u202e',
      '\u0007',
    ]
    const out = execFileSync('sh', ['-c', commandLine(['printf', '%s\\0', ...hostile])], { encoding: 'utf8' })
    expect(out.split('\0').slice(0, -1)).toEqual(hostile)
  })

  it('refuses NUL', () => {
    expect(() => commandLine(['echo', 'a\0b'])).toThrow(Refused)
  })
})
