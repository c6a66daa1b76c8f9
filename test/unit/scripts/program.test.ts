import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { misplaced, order, placeOf, program } from '../../../scripts/program.mjs'
import { stackctlProgram } from '../../../src/host/bootstrap.js'

const read = (file: string) => readFileSync(`src/server/${file}`, 'utf8')

describe('the program on the server', () => {
  it('is each file of src/server, as it is and once', () => {
    const there = readdirSync('src/server', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.sh'),
    )
    expect([...order()].sort()).toEqual(there.sort())
    let rest = program()
    for (const file of order()) {
      const at = rest.indexOf(read(file))
      expect({ file, between: rest.slice(0, at) }).toEqual({ file, between: file === order()[0] ? '' : '\n' })
      rest = rest.slice(at + read(file).length)
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
    for (const at of [1, 2, 40, 400, 1500, lines.length - 1]) {
      const [path = '', line] = placeOf(at).split(':')
      expect(readFileSync(path, 'utf8').split('\n')[Number(line) - 1]).toBe(lines[at - 1])
    }
  })
})

it.each([
  ['all of them, once', ['b.sh', 'steps/a.sh'], []],
  ['one that is not listed', ['b.sh'], ['steps/a.sh is not in order.txt']],
  ['one that is listed twice', ['b.sh', 'steps/a.sh', 'b.sh'], ['b.sh is in order.txt twice']],
  ['one that is not there', ['b.sh', 'steps/a.sh', 'c.sh'], ['c.sh is in order.txt, and there is no such file']],
])('a list of files: %s', (_, listed, wrong) => {
  expect(misplaced(listed, ['b.sh', 'steps/a.sh'])).toEqual(wrong)
})
