import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { bootstrapArgv } from '../../../src/host/bootstrap.js'
import { FUNCTIONS, runIn, SHELLS } from '../server/shells.js'

// What a call from a runner leaves on a server, before it is decided that anything is to change there.

const home = mkdtempSync(join(tmpdir(), 'bootstrap-'))
const root = join(home, '.stack-actions/shop-production')
afterAll(() => rmSync(home, { recursive: true, force: true }))
beforeEach(() => {
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home)
})

function call(program: string, sum = createHash('sha256').update(program).digest('hex')) {
  const [command = '', ...words] = bootstrapArgv('shop-production', sum, ['facts'])
  const ended = spawnSync(command, words, { input: program, encoding: 'utf8', env: { ...process.env, HOME: home } })
  return { ...ended, sum }
}

it('stores the program, and leaves what people type as it is: nothing is decided yet', () => {
  const first = call('echo "$1 here"\n')
  expect(first).toMatchObject({ stdout: 'facts here\n', stderr: '', status: 0 })
  expect(readdirSync(root)).toEqual(['bin'])
  symlinkSync(`bin/stackctl-${first.sum}`, join(root, 'stackctl'))
  const second = call('echo another\n')
  expect(second.stdout).toBe('another\n')
  expect(readlinkSync(join(root, 'stackctl'))).toBe(`bin/stackctl-${first.sum}`)
  expect(call('echo half\n', 'f'.repeat(64))).toMatchObject({ status: 10, stderr: expect.stringContaining('whole') })
})

describe.each(SHELLS)('under %s', (_, shell) => {
  const linkedBy = (name: string, calls: string) => {
    mkdirSync(join(root, 'bin'), { recursive: true })
    writeFileSync(join(root, 'bin', name), `${FUNCTIONS}\n${calls}\n`)
    return runIn(shell, [join(root, 'bin', name)])
  }

  it('a transaction that begins makes its program the one that people type', () => {
    expect(linkedBy('stackctl-aa', 'link_program')).toMatchObject({ status: 0, stderr: '' })
    expect(linkedBy('stackctl-bb', 'link_program; link_program')).toMatchObject({ status: 0, stderr: '' })
    expect(readlinkSync(join(root, 'stackctl'))).toBe('bin/stackctl-bb')
    expect(readdirSync(root).sort()).toEqual(['bin', 'stackctl'])
  })

  it('the program that people type is not swept away, however old it is', () => {
    linkedBy('stackctl-aa', 'link_program')
    linkedBy('stackctl-cc', 'true')
    for (const name of ['stackctl-aa', 'stackctl-cc']) utimesSync(join(root, 'bin', name), 1, 1)
    mkdirSync(join(root, 'releases'))
    linkedBy('stackctl-bb', 'sweep')
    expect(readdirSync(join(root, 'bin')).sort()).toEqual(['stackctl-aa', 'stackctl-bb'])
    expect(existsSync(join(root, 'stackctl')) && readFileSync(join(root, 'stackctl'), 'utf8')).toContain('link')
  })
})
