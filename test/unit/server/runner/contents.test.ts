import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { packRelease } from '../../../../src/host/tar.js'
import { contentNames } from '../../../../src/release/plan/rewrite/serverMounts.js'
import { entriesAt, summed, withMountPoints } from '../../../../src/stack/content.js'
import { inShell, SHELLS } from '../shells.js'

// The runner's sum against the server's: both are made of what really lies on a disk, on the way through the archive.

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'contents-')))
const source = join(folder, 'checkout')
/** With a blank, as a home folder may have one. */
const root = join(folder, 'a home', 'shop-production')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const NAMES = [
  'a.conf',
  'sub/b.sh',
  'sub/line\nbreak',
  "it's",
  '"quoted"',
  '$(id)',
  '-n',
  'ü\u202e日',
  'back\\slash',
  '.env',
]

beforeAll(() => {
  for (const name of ['tree/sub', 'tree/empty', 'one']) mkdirSync(join(source, name), { recursive: true })
  for (const name of NAMES) writeFileSync(join(source, 'tree', name), `content of ${name}\n`)
  writeFileSync(join(source, 'tree/zero'), '')
  chmodSync(join(source, 'tree/sub/b.sh'), 0o700)
  symlinkSync('a.conf', join(source, 'tree/link'))
  symlinkSync('/etc/nginx/elsewhere', join(source, 'tree/absolute'))
  symlinkSync('../../nowhere', join(source, 'tree/sub/dangling'))
  writeFileSync(join(source, 'file'), Buffer.from([0, 255, 10, 13, 0]))
  writeFileSync(join(source, 'program'), '#!/bin/sh\n', { mode: 0o755 })
  writeFileSync(join(source, 'one/only'), 'x')
})

const POINTS = new Map([
  ['sub/uploads', 'folder'],
  ['new/deep/app.json', 'file'],
  ['a.conf', 'file'],
] as const)

/** Sends what lies there and unpacks it as the server does; gives the names. */
async function sent(...paths: string[]): Promise<string[]> {
  const contents = await Promise.all(
    paths.map(async (path) => {
      const entries = await entriesAt(source, join(source, path), 'here')
      return summed(path === 'tree' ? withMountPoints(entries, POINTS) : entries, 'here')
    }),
  )
  const files = contents.map(({ sha256, entries }) => ({
    ...{ name: sha256, files: entries, isFolder: entries[0]?.isFolder === true },
  }))
  const text = {
    meta: '',
    lines: { services: '', routes: '', moves: '', resources: '', storage: '', names: '', binds: '', ports: '' },
  }
  const archive = packRelease({ config: '{}', release: { ...text, models: {}, secrets: '', json: {} }, files })
  execFileSync('sh', ['-c', 'umask 077; read -r _; exec tar -xpmf - -C "$0"', root], { input: await buffer(archive) })
  return files.map(({ name }) => name)
}

describe.each(SHELLS)('what services mount, proven under %s', (_, shell) => {
  beforeEach(() => {
    rmSync(root, { recursive: true, force: true })
    mkdirSync(join(root, 'tx'), { recursive: true })
  })
  // Alpine's tools are busybox's.
  const tools = shell.length === 1 ? '' : `PATH=${applets(shell[0] ?? '')}:$PATH\n`
  const damaged = (names: readonly string[]): string[] =>
    inShell(shell, root, `${tools}damaged_contents ${names.join(' ')}`)
      .stdout.split('\n')
      .filter((line) => line !== '')

  it('has on the server the sum that the runner made of it, with whatever names and links', async () => {
    expect(damaged(await sent('tree', 'file', 'program', 'one'))).toEqual([])
  })

  it('is named by a sum with the key of the server where it may be secret, and told apart all the same', async () => {
    const key = 'f00dfeed'
    writeFileSync(join(root, '.key'), `${key}\n`)
    const names = await sent('tree', 'file', 'program')
    const named = contentNames({ damaged: [], key })
    const secret = names.map((sha256) => named({ sha256, secret: true }))
    for (const [index, name] of names.entries()) {
      expect(secret[index]).not.toBe(name)
      renameSync(join(root, 'files', name), join(root, 'files', secret[index] ?? ''))
    }
    expect(damaged(secret)).toEqual([])
    rewrite(join(root, 'files', secret[1] ?? ''), 'somebody wrote')
    expect(damaged(secret)).toEqual([secret[1]])
    writeFileSync(join(root, '.key'), 'another\n')
    expect(damaged(secret)).toEqual(secret)
  })

  it('is told apart from what is gone, and from the empty folder that Docker makes in its place', async () => {
    const names = await sent('tree', 'file')
    const [tree = '', file = ''] = names
    rmSync(join(root, 'files', file))
    expect(damaged(names)).toEqual([file])
    rmSync(join(root, 'files', tree), { recursive: true })
    mkdirSync(join(root, 'files', tree))
    expect(damaged(names)).toEqual(names)
  })

  it.each<[string, (place: (path: string) => string) => void]>([
    ['other bytes of the same size', (place) => rewrite(place('a.conf'), 'CONTENT of a.conf\n')],
    ['a file less', (place) => rmSync(place('sub/b.sh'))],
    ['a file more', (place) => writeFileSync(place('more'), '')],
    ['another name', (place) => renameSync(place('zero'), place('null'))],
    ['a file that nobody else may read', (place) => chmodSync(place('a.conf'), 0o400)],
    ['a program that is none any more', (place) => chmodSync(place('sub/b.sh'), 0o444)],
    ['a folder that nobody else may enter', (place) => chmodSync(place('sub'), 0o700)],
    ['an empty folder less', (place) => rmSync(place('empty'), { recursive: true })],
    ['a link that leads elsewhere', (place) => relink(place('link'), 'b.conf')],
    [
      'the bytes of one file moved to the next',
      (place) => {
        const text = readFileSync(place('a.conf'), 'utf8')
        rewrite(place('a.conf'), text.slice(0, -1))
        rewrite(place('back\\slash'), `${text.slice(-1)}${readFileSync(place('back\\slash'), 'utf8')}`)
      },
    ],
  ])('is told apart from one with %s', async (_case, change) => {
    const [tree = ''] = await sent('tree')
    change((path) => join(root, 'files', tree, path))
    expect(damaged([tree])).toEqual([tree])
  })

  it('comes to its place, and what was damaged there is moved aside', async () => {
    const [tree = '', file = ''] = await sent('tree', 'file')
    renameSync(join(root, 'files'), join(root, 'incoming'))
    mkdirSync(join(root, 'files', tree), { recursive: true })
    const { status, stderr } = inShell(
      shell,
      root,
      `store_contents "$ROOT/incoming" && [ -z "$(damaged_contents ${tree} ${file})" ]`,
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it('is refused where it is another one than was sent, and sent again with the next plan', async () => {
    const [file = ''] = await sent('file')
    mkdirSync(join(root, 'release/models'), { recursive: true })
    writeFileSync(join(root, 'release/models/shop.json'), `{"source": "${root}/files/${file}"}`)
    const prove = (received: string) => inShell(shell, root, `received='${received}'; prove_contents "$ROOT/release"`)
    expect(prove('')).toMatchObject({ status: 0, stderr: '' })
    rewrite(join(root, 'files', file), 'somebody wrote')
    expect(prove(` ${file}`).stderr).toContain(`files/${file} is not on the disk as it was sent`)
    expect(prove('').stderr).toContain(`stackctl: stale: the server has lost what a service mounts`)
    expect(inShell(shell, root, 'ls "$ROOT/files"').stdout).toBe('')
    expect(prove('')).toMatchObject({ status: 1 })
  })
})

function applets(busybox: string): string {
  const bin = join(folder, 'applets')
  if (existsSync(bin)) return bin
  mkdirSync(bin)
  const names = ['awk', 'cat', 'cut', 'find', 'readlink', 'sed', 'sha256sum', 'sort', 'stat', 'xargs']
  for (const name of names) symlinkSync(busybox, join(bin, name))
  return bin
}

function rewrite(path: string, text: string): void {
  rmSync(path)
  writeFileSync(path, text, { mode: 0o444 })
}

function relink(path: string, target: string): void {
  rmSync(path)
  symlinkSync(target, path)
}

describe.each(SHELLS)('the server’s own, under %s', (_, shell) => {
  beforeEach(() => {
    rmSync(root, { recursive: true, force: true })
    mkdirSync(join(root, 'tx'), { recursive: true })
    mkdirSync(join(root, 'release'))
    writeFileSync(join(root, 'release/services'), 'p\tweb\thash\np\tdb\tother\n')
  })
  const places = (binds: readonly string[][], running = '') => {
    writeFileSync(join(root, 'release/binds'), binds.map((line) => `${line.join('\t')}\n`).join(''))
    writeFileSync(join(root, 'running'), running)
    return inShell(shell, root, 'make_bind_sources "$ROOT/release" "$ROOT/running"')
  }

  it('is made where the stack keeps it, for whatever user a container has', () => {
    const path = join(root, 'data/p/up loads')
    expect(places([['make', 'p', 'web', path]])).toMatchObject({ status: 0, stdout: `${path} `, stderr: '' })
    expect(execFileSync('stat', ['-c', '%a', path], { encoding: 'utf8' })).toBe('755\n')
    expect(places([['make', 'p', 'web', path]])).toMatchObject({ status: 0, stdout: '' })
  })

  it('is refused where it is missing, all at once, and nothing is made', () => {
    const { status, stderr } = places([
      ['own', 'p', 'web', '/nowhere/media'],
      ['own', 'p', 'db', join(root, 'data/p/prod.json')],
      ['own', 'p', 'db', '/etc/passwd'],
    ])
    expect(status).toBe(1)
    expect(stderr.split('\n')).toEqual([
      'stackctl: /nowhere/media, which p/web mounts, is not on this server, and Docker would make an empty folder of it',
      expect.stringContaining("→ if it is a folder: sudo mkdir -p '/nowhere/media'"),
      expect.stringMatching(/^stackctl: .*prod\.json, which p\/db mounts, is not on this server/),
      expect.stringContaining('→ put it there; or have it in the checkout'),
      '',
    ])
  })

  it('is not asked for where the service runs already as it is wanted', () => {
    const gone = ['own', 'p', 'web', '/nowhere/media']
    expect(places([gone], 'p\tweb\thash\n')).toMatchObject({ status: 0, stderr: '' })
    expect(places([gone], 'p\tweb\tbefore\n')).toMatchObject({ status: 1 })
  })
})
