import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from '../shells.js'

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
        'ps -aq --no-trunc') echo a ;; 'volume ls -q') echo v ;;
        inspect*) cat "$ROOT/mounts" 2>/dev/null ;; 'volume inspect'*) cat "$ROOT/devices" 2>/dev/null || : ;;
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

  beforeAll(() => writeFileSync(join(root, 'mounts'), ''))

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

  describe('in a checkout that somebody else may write', () => {
    const checkout = join(folder, 'theirs')
    const ran = join(folder, 'ran')
    const git = (...words: string[]) =>
      execFileSync('git', ['-C', checkout, '-c', 'user.name=a', '-c', 'user.email=a@b', ...words])
    const row = (name = 'old') => [['a', `/${name}`, sumOf('git\n'), join(checkout, name), '-']]
    const mounted = (...sources: string[]) =>
      writeFileSync(join(root, 'mounts'), sources.map((source) => `"${source}"\n`).join(''))
    beforeEach(() => {
      mkdirSync(join(checkout, 'below'), { recursive: true })
      for (const name of ['old', 'below/old']) writeFileSync(join(checkout, name), 'older\n')
      git('init', '-q')
      git('add', '.')
      git('commit', '-qm', 'x')
    })
    afterEach(() => {
      for (const name of [checkout, ran, join(root, 'mounts'), join(root, 'devices')]) {
        rmSync(name, { recursive: true, force: true })
      }
    })

    it('runs no program that is named there, where an object is missing and is fetched', () => {
      writeFileSync(join(checkout, '.git', 'HEAD'), `${'1'.repeat(40)}\n`)
      writeFileSync(
        join(checkout, '.git', 'config'),
        `[core]\nrepositoryformatversion = 1\nsshCommand = "touch '${ran}'; exit 1 #"\nfsmonitor = "touch '${ran}'"\n[extensions]\npartialClone = origin\n[remote "origin"]\nurl = ssh://x/y\npromisor = true\n`,
      )
      expect(said(row())).toEqual([''])
      expect(existsSync(ran)).toBe(false)
    })

    it('nor where only a part of it is missing', () => {
      const tree = git('rev-parse', 'HEAD^{tree}').toString().trim()
      rmSync(join(checkout, '.git', 'objects', tree.slice(0, 2), tree.slice(2)))
      git('config', 'core.repositoryformatversion', '1')
      git('config', 'core.sshCommand', `touch '${ran}'; exit 1 #`)
      git('config', 'extensions.partialClone', 'origin')
      git('config', 'remote.origin.url', 'ssh://x/y')
      git('config', 'remote.origin.promisor', 'true')
      expect(said(row())).toEqual([''])
      expect(existsSync(ran)).toBe(false)
    })

    it('takes its word where only a folder beside .git is mounted, also of packed names', () => {
      mounted(join(checkout, 'below'))
      expect(said(row('below/old'))).toEqual(['a\t/below/old\tsame'])
      git('pack-refs', '--all')
      git('gc', '-q')
      expect(said(row())).toEqual(['a\t/old\tsame'])
      git('checkout', '-q', '--detach')
      expect(said(row())).toEqual(['a\t/old\tsame'])
    })

    it.each([
      ['the checkout is mounted', () => mounted(checkout)],
      ['what is around it is', () => mounted('/srv', folder)],
      ['the whole machine is', () => mounted('/')],
      ['.git itself is', () => mounted(join(checkout, '.git'))],
      ['a part of .git is', () => mounted(join(checkout, '.git', 'refs'))],
      ['a part of it with an odd name is', () => mounted(`${join(checkout, '.git')}/\\n`)],
      [
        'it is mounted by another name',
        () => {
          symlinkSync(checkout, join(checkout, 'link'))
          mounted(join(checkout, 'link'))
        },
      ],
      ['a volume stands for it', () => writeFileSync(join(root, 'devices'), `"${checkout}"\n`)],
      ['everybody may write .git', () => chmodSync(join(checkout, '.git'), 0o777)],
      ['everybody may write its HEAD', () => chmodSync(join(checkout, '.git', 'HEAD'), 0o666)],
      ['everybody may write the folder', () => chmodSync(checkout, 0o777)],
      ['it is a third user’s', () => chownSync(join(checkout, '.git', 'refs'), 4711, 4711)],
      [
        '.git is a link',
        () => {
          renameSync(join(checkout, '.git'), join(checkout, 'git'))
          symlinkSync('git', join(checkout, '.git'))
        },
      ],
      [
        'HEAD is a pipe, which nobody fills',
        () => {
          rmSync(join(checkout, '.git', 'HEAD'))
          execFileSync('mkfifo', [join(checkout, '.git', 'HEAD')])
        },
      ],
    ])('takes no word of it where %s', (_where, change) => {
      mounted()
      expect(said(row())).toEqual(['a\t/old\tsame'])
      change()
      expect(said(row())).toEqual([''])
    })

    it('nor where Docker does not say what is mounted', () => {
      expect(said(row())).toEqual([''])
    })
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
