import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { brokenIn, sharedNames, shellFunctions } from '../../../scripts/serverRules.mjs'

const shared = sharedNames('# Names.\ns_*      a service\nprevious a release\n')
const broken = (file: string, ...lines: string[]) => brokenIn(file, `${lines.join('\n')}\n`, shared)
/** What a function sets, and has not made local. */
const set = (...body: string[]) => shellFunctions(['one() {', ...body, '}', ''].join('\n'))[0]?.sets

describe('a file of src/server', () => {
  it.each([
    ['a line of 120 columns', ['x'.repeat(120)], []],
    ['one of more', ['y', '…'.repeat(121)], ['a.sh:2: 121 columns, at most 120']],
    ['120 lines', Array(120).fill('x'), []],
    ['more', Array(121).fill('x'), ['a.sh: 121 lines, at most 120']],
    ['a function of 40 lines', ['one() {', ...Array(38).fill(':'), '}'], []],
    ['a longer one', [':', 'one() {', ...Array(39).fill(':'), '}'], ['a.sh:2: one has 41 lines, at most 40']],
    ['what others see', ['one() { two=1; }'], ['a.sh:1: one sets two, which is neither local nor in shared.txt']],
    ['what is there for others', ['one() { ID=1 s_name=2 previous=3; }'], []],
  ])('%s', (_, lines, wrong) => {
    expect(broken('a.sh', ...lines)).toEqual(wrong)
  })

  it.each([
    ['a long pattern', [`x ~ /${'y'.repeat(200)}/`], []],
    ['what else is long', [`x ~ /y/ ${'z'.repeat(120)}`], ['a.awk:1: 127 columns, at most 120']],
    ['a long function', ['function one(x) {', ...Array(40).fill('y'), '}'], ['a.awk:1: one has 42 lines, at most 40']],
  ])('of awk: %s', (_, lines, wrong) => {
    expect(broken('a.awk', ...lines)).toEqual(wrong)
  })
})

describe('a function of the shell sets', () => {
  it.each<[string, string[], string[]]>([
    ['what it assigns', ['  a=1', '  [ -z "$x" ] || b=2', '  if c=$(d=1 e); then f=3; fi'], ['a', 'b', 'f', 'c']],
    ['several by one line', ['  a=1 b="x y" c=$(d)'], ['a', 'b', 'c']],
    [
      'what it counts and reads',
      ['  for a in 1; do :; done', '  while IFS=$TAB read -r b c _; do :; done'],
      ['a', 'b', 'c'],
    ],
    ['what goes on in the next line', ['  read -r a \\', '    <file'], ['a']],
    ['nothing that is local', ['  local a b="x" c', '  a=1; b=2; c=3'], []],
    ['nothing for a command alone', ['  NAMED=$x a=1 awk', '  b=$c command'], []],
    [
      'nothing in quotes, in a comment or in a command of its own',
      ["  x 'a=1'", '  x "b=1 $(c=2)" # d=3', '  x $(e=1)'],
      [],
    ],
    ['nothing by a pattern', ['  case $1 in a=*) ;; esac', '  x -v b=1'], []],
  ])('%s', (_, body, names) => {
    expect(set(...body)?.sort()).toEqual(names.sort())
  })

  it('nothing in a shell of its own', () => {
    expect(shellFunctions('one() (\n  a=1\n)\n')[0]?.sets).toEqual([])
  })
})

it('what functions set for others is told, each name once', () => {
  const lines = readFileSync('src/server/shared.txt', 'utf8').trim().split('\n').slice(1)
  const names = lines.map((line) => /^(\w+\*?) {2,}\S/.exec(line)?.[1])
  expect(names).not.toContain(undefined)
  expect(new Set(names).size).toBe(names.length)
})
