import { execFileSync } from 'node:child_process'
import { basename } from 'node:path'
import { expect, it } from '@jest/globals'

/** Names that say the same of two folders; everybody else who looks for a file finds one. */
const SHARED = [
  ...['types.ts', 'README.md'],
  // What an action, a stack, an image or the command line each have of their own.
  ...[
    'check.ts',
    'entries.ts',
    'environment.ts',
    'gate.ts',
    'hints.ts',
    'inputs.ts',
    'options.ts',
    'outputs.ts',
    'placed.ts',
    'settings.ts',
    'transient.ts',
  ],
  // What is shown, in each folder that shows something.
  ...['page.ts', 'report.ts', 'summary.ts'],
  // A record and what is made of it.
  ...['meta.ts', 'transaction.ts'],
]

it('no two files of src have one name, but where it says the same of both', () => {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src'], { encoding: 'utf8' })
  const names = files
    .split('\n')
    .filter((file) => file !== '')
    .map((file) => basename(file))
  const twice = new Set(names.filter((name, at) => names.indexOf(name) < at))
  expect([...twice].filter((name) => !SHARED.includes(name))).toEqual([])
})
