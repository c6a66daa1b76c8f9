import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

const folder = mkdtempSync(join(tmpdir(), 'facts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const id = (one: string) => one.repeat(64)

describe.each(AWKS)('what facts are made from, under %s', (_, awk) => {
  it.each([
    ['[remote "origin"]\n\turl = https://user:token@example.org/o/r.git\n', 'https://example.org/o/r.git'],
    ['[remote "origin"]\n  url=git@example.org:o/r.git\n', 'git@example.org:o/r.git'],
    ['[remote "fork"]\n\turl = x\n[remote "origin"]\n\tfetch = y\n\turl = z\n\turl = second\n', 'z'],
    ['[remote "origin"]\n[core]\n\turl = x\n', undefined],
  ])('names the origin of a checkout without its login: %j', (config, url) => {
    const { stdout } = runAwk(awk, ['runner/origin.awk'], {
      separator: ' ',
      set: { folder: '/srv/a b' },
      input: config,
    })
    expect(stdout).toBe(url === undefined ? '' : `/srv/a b\t${url}\n`)
  })

  it('is the same in a file that is as git has it, or as the release before brought it', () => {
    const others = join(folder, 'others')
    const { stdout } = runAwk(awk, ['runner/sameFiles.awk'], {
      set: { others },
      files: {
        sums: `${id('a')}  /srv/a\n${id('b')}  /srv/b\n${id('b')}  /old/b\n`,
        asked: tabbed(
          `1|/a|${id('a')}|/srv/a|-`,
          `2|/b|${id('c')}|/srv/b|/old/b`,
          `3|/c|${id('c')}|/srv/b|/srv/a`,
          `4|/d|${id('a')}|-|-`,
        ),
      },
    })
    expect(stdout).toBe('1\t/a\tsame\n2\t/b\tsame\n')
    expect(
      readFileSync(others, 'utf8')
        .split('\n')
        .map((line) => line.split('\t')[0]),
    ).toEqual(['3', '4', ''])
  })
})
