import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from './shells.js'

// What lies on the server where a file of git would come to lie.

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'covered-')))
const root = join(folder, 'a home', 'shop-production')
const there = join(folder, 'checkout')
const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeAll(() => {
  for (const name of [root, join(there, 'empty'), join(there, 'full')]) mkdirSync(name, { recursive: true })
  const files = {
    'its own': 'written\n',
    same: 'git\n',
    before: 'sent\n',
    nothing: '',
    'full/x': 'x\n',
    old: 'older\n',
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(there, name), text)
  writeFileSync(join(root, 'sent'), 'sent\n')
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', there, '-c', 'user.name=a', '-c', 'user.email=a@b', ...words])
  git('init', '-q')
  writeFileSync(join(there, 'edited'), 'older\n')
  git('add', 'old', 'edited')
  git('commit', '-qm', 'x')
  writeFileSync(join(there, 'edited'), 'by hand\n')
})

describe.each(SHELLS)('what lies where a file of git is to lie, in %s', (_name, shell) => {
  const said = (rows: string[][]): string[] => {
    const lines = rows.map((fields) => `${fields.join('\t')}\n`).join('')
    writeFileSync(join(root, 'asked'), lines)
    // Docker has three files: one as git's, an empty one, one of its own; it does not know a fourth.
    const docker = `ask() {
      case $* in
        *:/by-docker/same*) cat "$ROOT/same.tar" ;; *:/by-docker/own*) cat "$ROOT/own.tar" ;;
        *:/by-docker/empty*) cat "$ROOT/empty.tar" ;;
        *:/by-docker/gone*) echo 'Error response from daemon: Could not find the file /gone in container a' >&2; return 1 ;;
        *) echo 'no answer' >&2; return 1 ;;
      esac; }`
    const { stdout, stderr } = inShell(shell, root, `${docker}\ncovered <"$ROOT/asked"`)
    return [...stdout.trim().split('\n'), ...(stderr === '' ? [] : [stderr])]
  }
  beforeAll(() => {
    for (const [name, text] of Object.entries({ same: 'git\n', own: 'own\n', empty: '' })) {
      writeFileSync(join(folder, 'one'), text)
      execFileSync('tar', ['-cf', join(root, `${name}.tar`), '-C', folder, 'one'])
    }
  })

  it('hides nothing where it is the same, as old as what was sent before or as what is committed there, or nothing', () => {
    const row = (name: string, sent = '-') => ['a', `/${name}`, sumOf('git\n'), join(there, name), sent]
    const rows = ['same', 'its own', 'gone', 'nothing', 'empty', 'full', 'old', 'edited'].map((name) => row(name))
    expect(said([...rows, row('before', join(root, 'sent'))]).sort()).toEqual([
      'a\t/before\tsame',
      'a\t/empty\tabsent',
      'a\t/gone\tabsent',
      'a\t/nothing\tabsent',
      'a\t/old\tsame',
      'a\t/same\tsame',
    ])
  })

  it('is read by Docker where it is in a volume, or nobody else may read it', () => {
    const rows = ['same', 'own', 'empty', 'gone', 'broken'].map((name) => [
      ...['a', `/by-docker/${name}`, sumOf('git\n'), '-', '-'],
    ])
    expect(said(rows)).toEqual([
      'a\t/by-docker/same\tsame',
      'a\t/by-docker/empty\tabsent',
      'a\t/by-docker/gone\tabsent',
    ])
  })

  it('is a file in place of a folder, whose names nobody can tell', () => {
    writeFileSync(join(root, 'asked'), `${join(there, 'same')}\n${join(there, 'gone')}\n`)
    const { stdout } = inShell(shell, root, 'names <"$ROOT/asked"')
    expect(stdout).toBe(`== ${join(there, 'same')}\n?\n== ${join(there, 'gone')}\n`)
  })
})
