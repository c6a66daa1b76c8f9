import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from '../awks.js'

const folder = mkdtempSync(join(tmpdir(), 'sections-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const id = (one: string) => one.repeat(64)

describe.each(AWKS)('facts, under %s', (_, awk) => {
  it('miss a container of which Docker has said nothing, wherever its id stands', () => {
    const { stdout } = runAwk(awk, ['runner/unreported.awk'], {
      separator: ' ',
      files: {
        said: `{"Id":"${id('a')}"}\n{"Args":[],"Id":"${id('b')}"}{"Id":"${id('c')}"}\n${id('d')}\t"Id":"${id('d')}"\n`,
      },
      input: ['a', 'b', 'c', 'd'].map((one) => `${id(one)}\n`).join(''),
    })
    expect(stdout).toBe(`${id('d')} -\n`)
  })

  it('are printed in sections, also of a file that is not there', () => {
    const one = file('one', 'a\n\n== b')
    expect(runAwk(awk, ['runner/sections.awk'], { operands: ['first', one, 'second', '/nothing'] }).stdout).toBe(
      '== first\n a\n \n == b\n== second\n',
    )
  })
})
