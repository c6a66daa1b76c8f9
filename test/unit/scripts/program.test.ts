import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { embedded, misplaced, order, placeOf, program } from '../../../scripts/program.mjs'
import { stackctlProgram } from '../../../src/host/bootstrap.js'

const read = (file: string) => readFileSync(`src/server/${file}`, 'utf8')

describe('the program on the server', () => {
  const inProgram = (file: string) => (file.endsWith('.awk') ? embedded(file, read(file)) : read(file))

  it('is each file of src/server once, shell as it is and awk as a variable', () => {
    const there = readdirSync('src/server', { recursive: true, encoding: 'utf8' }).filter((file) =>
      /[.](sh|awk)$/.test(file),
    )
    expect([...order()].sort()).toEqual(there.sort())
    let rest = program()
    for (const file of order()) {
      const at = rest.indexOf(inProgram(file))
      expect({ file, between: rest.slice(0, at) }).toEqual({ file, between: file === order()[0] ? '' : '\n' })
      rest = rest.slice(at + inProgram(file).length)
    }
    expect(rest).toBe('')
  })

  it('is what is sent, as the sources are now', async () => {
    expect((await stackctlProgram()).text.toString()).toBe(program())
  })

  it.each(order())('%s begins with what it is about', (file) => {
    const lines = read(file)
      .replace(/^#!.*\n/, '')
      .split('\n')
    expect(lines[0]).toMatch(/^# [^-\s].*/)
    expect(read(file)).toMatch(/[^\n]\n$/)
  })

  it('tells of each of its lines where that was written', () => {
    const lines = program().split('\n')
    for (const at of [1, 2, 40, 400, 1500, lines.length - 1, lines.findIndex((line) => line.startsWith('AWK_')) + 2]) {
      const [path = '', line] = placeOf(at).split(':')
      expect(readFileSync(path, 'utf8').split('\n')[Number(line) - 1]).toBe(lines[at - 1]?.replace(/^AWK_\w+='/, ''))
    }
  })
})

it.each([
  ['all of them, once', ['b.sh', 'steps/a.sh'], []],
  ['one that is not listed', ['b.sh'], ['steps/a.sh is not in order.txt']],
  ['one that is listed twice', ['b.sh', 'steps/a.sh', 'b.sh'], ['b.sh is in order.txt twice']],
  [
    'two awk programs of one name',
    ['b.sh', 'steps/a.sh', 'a.awk', 'steps/a.awk'],
    ['steps/a.awk has the name of another awk program: both would be $AWK_A'],
  ],
  ['one that is not there', ['b.sh', 'steps/a.sh', 'c.sh'], ['c.sh is in order.txt, and there is no such file']],
])('a list of files: %s', (_, listed, wrong) => {
  expect(misplaced(listed, ['b.sh', 'steps/a.sh', ...listed.filter((file) => file.endsWith('.awk'))])).toEqual(wrong)
})

describe('an awk program', () => {
  it('is a variable of the shell, named as its file', () => {
    expect(embedded('refusals/hostPorts.awk', '# What is held.\n{ print $1 }\n')).toBe(
      "# shellcheck disable=SC2016 # the fields are awk's\nAWK_HOST_PORTS='# What is held.\n{ print $1 }\n'\n",
    )
  })

  it('is refused where a quote would end it', () => {
    expect(() => embedded('steps/a.awk', "# First.\n# It isn't.\n")).toThrow(
      "src/server/steps/a.awk:2: no ' can be in an awk program, also not in a comment: write \\047",
    )
  })
})
