import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  exactReferences,
  isNewest,
  majorOf,
  publisherIn,
  repositoryOf,
  WORKFLOWS,
} from '../../../scripts/references.mjs'
import { type TempFolder, tempFolder } from '../../../src/runtime/temp.js'

const SCRIPT = resolve('scripts/release.mjs')

const PUBLISHER = publisherIn(readFileSync('package.json', 'utf8'))
const SHA = '0123456789abcdef0123456789abcdef01234567'

describe('references of a release', () => {
  const at = { repository: 'acme/tools.v1', ref: SHA, version: 'v1.2.3' }

  it('are at a commit, with its version, whatever they were at; those of others stay', () => {
    const text = [
      '      - uses: acme/tools.v1/actions/alert@v1',
      '        uses: acme/tools.v1/deploy@v1.2.2 # why',
      '      - uses: acme/tools.v1@main',
      '      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
      '      - uses: acme/tools.v1-more/x@v1',
      '      - uses: acme/toolsAv1/x@v1',
    ].join('\n')
    const exact = exactReferences(text, at)
    expect(exact).toBe(
      text
        .replace('alert@v1', `alert@${SHA} # v1.2.3`)
        .replace('deploy@v1.2.2', `deploy@${SHA} # v1.2.3`)
        .replace('tools.v1@main', `tools.v1@${SHA} # v1.2.3`),
    )
    expect(exactReferences(exact, at)).toBe(exact)
  })

  it.each(WORKFLOWS)('leave none at a tag in %s, which who demands full SHAs would refuse', (path) => {
    const text = exactReferences(readFileSync(path, 'utf8'), { repository: PUBLISHER, ref: SHA, version: 'v1.2.3' })
    const uses = [...text.matchAll(/uses: *(\S+)/g)].map(([, reference = '']) => reference)
    expect(uses.length).toBeGreaterThan(0)
    for (const reference of uses) expect(reference).toMatch(/@[0-9a-f]{40}$/)
    expect(text).toContain(`${PUBLISHER}/`)
  })
})

describe('whose project it is', () => {
  it.each([
    ['https://github.com/acme/tools', 'acme/tools'],
    ['https://github.com/acme/tools.git', 'acme/tools'],
    ['https://x:y@ghe.example.org/acme/tools.git/', 'acme/tools'],
    ['git@github.com:acme/tools.git', 'acme/tools'],
    ['ssh://git@github.com:22/acme/tools', 'acme/tools'],
    ['tools', ''],
  ])('is read from the address %s', (address, repository) => expect(repositoryOf(address)).toBe(repository))
})

describe('the tag of the major version', () => {
  it.each([
    ['v1.2.3', ['v1', 'v1.2.3', 'v1.2.2', 'v0.9.0', 'v2.0.0', 'later'], true],
    ['v1.10.0', ['v1.9.9', 'v1.10.0'], true],
    ['v1.9.9', ['v1.9.9', 'v1.10.0'], false],
    ['v1.2.3', ['v1.2.3', 'v1.2.4'], false],
  ])('comes to %s, where there are %s: %s', (tag, tags, moves) => {
    expect(isNewest(tag, tags)).toBe(moves)
  })

  it.each(['1.2.3', 'v1.2', 'v1.2.3-rc.1', 'v01.2.3', 'main', ''])('is of no other tag: %s', (tag) => {
    expect(() => majorOf(tag)).toThrow('is no tag of a release')
  })
})

describe('a release', () => {
  let folder: TempFolder
  let root = ''
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim()
  const commit = (text: string) => {
    git('add', '-A')
    git('commit', '--quiet', '-m', text)
    git('push', '--quiet', 'origin', 'main')
  }
  const release = (...args: string[]): { code: number; said: string } => {
    try {
      const said = execFileSync('node', [SCRIPT, ...args], { cwd: root, encoding: 'utf8', stdio: 'pipe' })
      return { code: 0, said }
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: string }
      return { code: status, said: stderr }
    }
  }

  beforeAll(async () => {
    folder = await tempFolder('release')
    root = join(folder.path, 'clone')
    execFileSync('git', ['init', '--quiet', '--bare', '-b', 'main', join(folder.path, PUBLISHER)])
    execFileSync('git', ['init', '--quiet', '-b', 'main', root])
    git('remote', 'add', 'origin', join(folder.path, PUBLISHER))
    git('config', 'user.name', 'test')
    git('config', 'user.email', 'test@example.org')
    mkdirSync(join(root, '.github'))
    cpSync(resolve('.github/workflows'), join(root, '.github/workflows'), { recursive: true })
    // This test is also run on the commit of a release.
    const moving = { repository: PUBLISHER, ref: 'v1' }
    for (const path of WORKFLOWS) writeFileSync(join(root, path), exactReferences(readFileSync(path, 'utf8'), moving))
    writeFileSync(join(root, 'package.json'), JSON.stringify({ version: '1.2.3', repository: PUBLISHER }))
    commit('main')
  })
  afterAll(async () => folder[Symbol.asyncDispose]())

  it('of another version than package.json’s is refused', () => {
    expect(release('v1.2.4')).toEqual({ code: 1, said: expect.stringContaining('package.json says 1.2.3, not 1.2.4') })
    expect(git('tag')).toBe('')
  })

  it('is main with exact references under its tag, and the work tree stays as it is', () => {
    const { code, said } = release('v1.2.3')
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('+v1.2.3:refs/heads/release/v1') })
    expect(git('rev-parse', 'v1.2.3^')).toBe(git('rev-parse', 'main'))
    expect(git('diff', '--name-only', 'main', 'v1.2.3').split('\n')).toEqual(WORKFLOWS)
    const parent = git('rev-parse', 'main')
    expect(git('show', 'v1.2.3:.github/workflows/pipeline.yml')).toContain(`${PUBLISHER}/deploy@${parent} # v1.2.3`)
    expect(git('status', '--porcelain')).toBe('')
  })

  it('is refused where origin is another repository than the workflows call, here and in its run', () => {
    const [was, fork] = [join(folder.path, PUBLISHER), join(folder.path, 'eve/fork')]
    execFileSync('git', ['clone', '--quiet', '--bare', was, fork])
    git('remote', 'set-url', 'origin', fork)
    git('tag', '-d', 'v1.2.3')
    const says = `origin is eve/fork, and the workflows call ${PUBLISHER}: node scripts/rename.mjs eve/fork`
    expect(release('v1.2.3')).toEqual({ code: 1, said: expect.stringContaining(says) })
    git('remote', 'set-url', 'origin', was)
    expect(release('v1.2.3').code).toBe(0)
    git('remote', 'set-url', 'origin', fork)
    git('checkout', '--quiet', 'v1.2.3')
    expect(release('--check', 'v1.2.3')).toEqual({ code: 1, said: expect.stringContaining(says) })
    git('remote', 'set-url', 'origin', was)
  })

  it('is recognised, and no other commit', () => {
    git('checkout', '--quiet', 'v1.2.3')
    expect(release('--check', 'v1.2.3')).toEqual({ code: 0, said: expect.stringContaining('of main') })
    git('checkout', '--quiet', 'main')
    expect(release('--check', 'v1.2.3').code).toBe(1)
    git('checkout', '--quiet', 'v1.2.3')
    writeFileSync(join(root, 'more'), '')
    git('add', '-A')
    git('commit', '--quiet', '--amend', '--no-edit')
    expect(release('--check', 'v1.2.3').said).toContain('is not its parent with exact references')
    git('checkout', '--quiet', 'main')
  })

  it('that was not made from main is refused', () => {
    git('checkout', '--quiet', '-b', 'beside')
    git('commit', '--quiet', '--allow-empty', '-m', 'beside')
    git('checkout', '--quiet', git('commit-tree', 'v1.2.3^{tree}', '-p', 'beside', '-m', 'x'))
    expect(release('--check', 'v1.2.3').said).toContain('which is not on main')
    git('checkout', '--quiet', 'main')
  })

  it('is made once', () => {
    expect(release('v1.2.3')).toEqual({ code: 1, said: expect.stringContaining('a release never changes') })
  })

  it('moves the tag of its major version unless a newer one has it', () => {
    expect(release('--moves', 'v1.2.3').said).toBe('v1\n')
    git('tag', 'v1.3.0')
    expect(release('--moves', 'v1.2.3')).toEqual({ code: 0, said: '' })
  })
})
