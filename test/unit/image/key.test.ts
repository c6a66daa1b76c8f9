import { chmod, mkdir, mkdtemp, rename, rm, symlink, unlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { ignoreRules } from '../../../src/image/ignore.js'
import { imageKey, publicKey, recordSum, runKey } from '../../../src/image/key.js'
import type { BuildTarget } from '../../../src/image/target.js'

let root = ''
const put = async (path: string, text: string) => {
  await mkdir(join(root, path, '..'), { recursive: true })
  await writeFile(join(root, path), text)
}
const target = (change: Partial<BuildTarget> = {}): BuildTarget => ({
  project: 'l2p',
  service: 'backend',
  repository: 'ghcr.io/org/l2p-backend',
  environment: 'production',
  root,
  context: root,
  dockerfile: join(root, 'Dockerfile'),
  args: { A: '1' },
  labels: {},
  platform: 'linux/amd64',
  contexts: {},
  secrets: [],
  ssh: [],
  cacheFrom: [],
  cacheTo: [],
  noCache: false,
  pull: false,
  ...change,
})
/** A context that is there without this test's folder. */
const elsewhere = { context: `https://github.com/a/b.git#${'a'.repeat(40)}` }
const keyOf = async (change: Partial<BuildTarget> = {}) => publicKey((await imageKey(target(change))).material)

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'key-'))
  await put('Dockerfile', 'FROM scratch\nCOPY . .\n')
  await put('.dockerignore', 'node_modules\n*.log\n!keep.log\n')
  await put('src/main.ts', 'code')
  await put('node_modules/x/index.js', 'ignored')
})
afterEach(() => rm(root, { recursive: true }))

describe('the key of an image', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a touched file', () => utimes(join(root, 'src/main.ts'), 1, 1)],
    ['a file written again with the same bytes', () => put('src/main.ts', 'code')],
    ['a change of an ignored file', () => put('node_modules/x/index.js', 'other')],
    ['a new ignored file', () => put('debug.log', 'x')],
    ['what differs in git from one checkout to the next', () => put('.git/index', 'x')],
    ['a fetch of what was there', () => put('.git/FETCH_HEAD', 'x')],
    ['bits of others on a file', () => chmod(join(root, 'src/main.ts'), 0o600)],
  ])('stays with %s', async (_, change) => {
    await put('.git/HEAD', 'ref: refs/heads/main')
    const before = await keyOf()
    await change()
    expect(await keyOf()).toBe(before)
  })

  it.each<[string, () => Promise<unknown>]>([
    ['other bytes', () => put('src/main.ts', 'edoc')],
    ['a new file', () => put('src/new.ts', '')],
    ['a commit, where .git is sent', () => put('.git/refs/heads/main', 'b')],
    ['another branch, where .git is sent', () => put('.git/HEAD', 'ref: refs/heads/dev')],
    ['a tag of git, where .git is sent', () => put('.git/packed-refs', 'a refs/tags/v1')],
    ['a file of git by another name', () => put('src/.git/HEAD', 'x')],
    ['a removed file', () => unlink(join(root, 'src/main.ts'))],
    ['another name', () => rename(join(root, 'src/main.ts'), join(root, 'src/app.ts'))],
    ['an exec bit', () => chmod(join(root, 'src/main.ts'), 0o755)],
    ['a new empty folder', () => mkdir(join(root, 'empty'))],
    ['a file that an exception lets through', () => put('keep.log', 'x')],
    ['the Dockerfile', () => put('Dockerfile', 'FROM scratch\n')],
    ['what is ignored', () => put('.dockerignore', '*.log\n')],
    ['a .dockerignore of the Dockerfile’s own', () => put('Dockerfile.dockerignore', 'src\n')],
    [
      'a link in place of a file',
      async () => {
        await unlink(join(root, 'src/main.ts'))
        await symlink('other.ts', join(root, 'src/main.ts'))
      },
    ],
  ])('changes with %s', async (_, change) => {
    const before = await keyOf()
    await change()
    expect(await keyOf()).not.toBe(before)
  })

  it('changes with the target of a link', async () => {
    await symlink('a', join(root, 'link'))
    const before = await keyOf()
    await unlink(join(root, 'link'))
    await symlink('b', join(root, 'link'))
    expect(await keyOf()).not.toBe(before)
  })

  it('changes with a large file’s last byte', async () => {
    await put('big', `${'x'.repeat(3_000_000)}a`)
    const before = await keyOf()
    await put('big', `${'x'.repeat(3_000_000)}b`)
    expect(await keyOf()).not.toBe(before)
  })

  it.each<[string, Partial<BuildTarget>, boolean]>([
    ['another target', { target: 'production' }, true],
    ['another arg', { args: { A: '2' } }, true],
    ['another label', { labels: { a: 'b' } }, true],
    ['another platform', { platform: 'linux/arm64' }, true],
    ['the id of a secret', { secrets: [{ id: 'npm', variable: 'NPM' }] }, true],
    ['an inline Dockerfile', { dockerfileInline: 'FROM x' }, true],
    ['another context beside', { contexts: { base: 'docker-image://alpine:3' } }, true],
    ['where layers are cached', { cacheTo: ['type=gha'] }, false],
    ['where layers are taken from', { cacheFrom: ['type=registry,ref=x'] }, true],
    ['the environment that it is for', { environment: 'dev' }, true],
    ['a network', { network: 'host' }, true],
    ['no_cache', { noCache: true }, true],
    ['hosts of the build', { extraHosts: { a: '1.1.1.1' } }, true],
    ['limits of the build', { ulimits: ['nofile=1'] }, true],
    ['rights of the build', { entitlements: ['network.host'] }, true],
    ['a service as context', { services: { base: target(elsewhere) } }, true],
    ['the service that it is for', { service: 'worker', repository: 'x' }, false],
  ])('and %s', async (_, change, changes) => {
    expect((await keyOf(change)) !== (await keyOf())).toBe(changes)
  })

  it('does not depend on where a secret’s value comes from', async () => {
    expect(await keyOf({ secrets: [{ id: 'npm', variable: 'A' }] })).toBe(
      await keyOf({ secrets: [{ id: 'npm', file: '/x' }] }),
    )
  })

  it('does not run args together', async () => {
    expect(await keyOf({ args: { A: '1,B' } })).not.toBe(await keyOf({ args: { A: '1', B: '' } }))
  })

  it('changes with a file of another context', async () => {
    await put('shared/x', '1')
    await put('.dockerignore', 'shared\n')
    const contexts = { shared: join(root, 'shared') }
    const before = await keyOf({ contexts })
    await put('shared/x', '2')
    expect(await keyOf({ contexts })).not.toBe(before)
  })

  it('changes with a file of a service that is its context', async () => {
    await put('base/Dockerfile', 'FROM scratch\n')
    await put('web/Dockerfile', 'FROM base\n')
    const at = (folder: string) => ({ context: join(root, folder), dockerfile: join(root, folder, 'Dockerfile') })
    const web = { ...at('web'), services: { base: target({ service: 'base', ...at('base') }) } }
    const before = await keyOf(web)
    await put('base/x', '1')
    expect(await keyOf(web)).not.toBe(before)
  })

  it.each<[string, Partial<BuildTarget>, RegExp]>([
    ['a remote context without a commit', { context: 'https://github.com/a/b.git#main' }, /names no commit/],
    ['no_cache', { noCache: true }, /no_cache/],
    ['pull', { pull: true }, /pull/],
    ['no_cache_filter', { noCacheFilter: ['deps'] }, /no_cache_filter/],
    [
      'a context that is built each time',
      { services: { base: target({ ...elsewhere, service: 'base', noCache: true }) } },
      /its context base is built each time: it asks for no_cache/,
    ],
  ])('tells no image with %s, and says why', async (_, change, why) => {
    expect((await imageKey(target(change))).always).toMatch(why)
  })

  it('stays for a remote context with a commit', async () => {
    const context = `https://github.com/a/b.git#${'a'.repeat(40)}`
    expect(await keyOf({ context })).toBe(await keyOf({ context }))
  })

  it('says when .git is sent to the build', async () => {
    await put('.git/HEAD', 'ref')
    expect((await imageKey(target())).notices).toEqual([
      'l2p/backend: .git is sent to the build, so that each commit is another image; add .git to .dockerignore',
    ])
    await put('.dockerignore', '.git\n')
    const before = await keyOf()
    await put('.git/HEAD', 'other')
    expect([await keyOf(), (await imageKey(target())).notices]).toEqual([before, []])
    await put('.dockerignore', '.git\n!.git/HEAD\n')
    expect((await imageKey(target())).notices).toHaveLength(1)
  })

  it('says with the server’s key alone what a build argument was', async () => {
    const materials = await Promise.all(
      ['4711', '4712'].map(async (PIN) => (await imageKey(target({ args: { PIN } }))).material),
    )
    const [one = '', other = ''] = materials
    expect(recordSum(one, 'k')).toBe(recordSum(one, 'k'))
    expect(new Set([recordSum(one, 'k'), recordSum(other, 'k'), recordSum(one, 'l')]).size).toBe(3)
    const run = { id: '7', commit: 'c0ffee', isClean: true }
    expect(runKey(run, target({ args: { PIN: '4711' } }))).toBe(runKey(run, target({ args: { PIN: '4712' } })))
    const keys = [
      runKey(run, target()),
      runKey({ ...run, id: '8' }, target()),
      runKey({ ...run, commit: 'decade' }, target()),
      runKey({ ...run, isClean: false }, target()),
      runKey(run, target({ environment: 'dev' })),
      runKey(run, target({ platform: 'linux/arm64' })),
    ]
    expect(new Set(keys).size).toBe(keys.length)
  })

  it.each<[string, Partial<BuildTarget>]>([
    ['its context', {}],
    ['another context', { context: 'https://x.test/a.git', contexts: { assets: 'assets' } }],
    ['a service that is its context', { services: { base: target({ service: 'base' }) } }],
  ])('refuses a pointer of Git LFS in %s by name, but what is left out', async (_, change) => {
    const made = { ...change, ...(change.contexts && { contexts: { assets: join(root, 'assets') } }) }
    const of = { ...made, ...(change.services && { services: { base: target({ service: 'base' }) } }) }
    await put('assets/logo.png', 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 2\n')
    await expect(imageKey(target(of))).rejects.toMatchObject({
      message: expect.stringContaining('assets/logo.png is a pointer of Git LFS'),
      todo: expect.arrayContaining(['give the checkout `lfs: true`']),
    })
    await put('.dockerignore', 'assets\n')
    await put('assets/.dockerignore', '*.png\n')
    await expect(imageKey(target(of))).resolves.toBeDefined()
  })

  it('refuses a submodule that the checkout has left empty by name, but one that is left out', async () => {
    await put('.gitmodules', '[submodule "x"]\n\tpath = libs/x\n[submodule "gone"]\n\tpath = "libs/gone"\n')
    await put('libs/y', '')
    expect(await keyOf()).toBeDefined()
    await mkdir(join(root, 'libs/x'))
    await expect(imageKey(target())).rejects.toMatchObject({
      message: 'the submodule libs/x is empty, and would go into the image like that',
      todo: expect.arrayContaining(['check it out: give the checkout `submodules: true`']),
    })
    const alone = { context: join(root, 'libs/x'), dockerfile: join(root, 'libs/x/Dockerfile') }
    await expect(imageKey(target(alone))).rejects.toThrow('the submodule libs/x is empty')
    await put('.dockerignore', 'libs\n')
    expect(await keyOf()).toBeDefined()
    await put('.dockerignore', '')
    await put('libs/x/README.md', 'there')
    expect(await keyOf()).toBeDefined()
  })

  it.each([
    ['a Dockerfile', { dockerfile: '/nowhere/Dockerfile' }, /there is no .*Dockerfile/],
    ['a context', { context: '/nowhere' }, /the build context \/nowhere does not exist/],
  ])('refuses when %s is missing', async (_, change, message) => {
    await expect(imageKey(target(change))).rejects.toThrow(message)
  })
})

describe('.dockerignore', () => {
  it.each([
    ['node_modules', 'node_modules/x/y', true],
    ['node_modules', 'app/node_modules', false],
    ['**/node_modules', 'app/node_modules/x', true],
    ['*.md\n!README.md', 'README.md', false],
    ['*.md\n!README.md', 'CHANGES.md', true],
    ['*\n!src', 'src/main.ts', false],
    ['*\n!src', 'other', true],
    ['# comment\n', '# comment', false],
    ['/dist', 'dist/x', true],
    ['Dist', 'dist', false],
    ['./dist/', 'dist/x', true],
    ['a/*/c', 'a/b/c', true],
    ['a?c', 'abc', true],
    ['**', 'anything/at/all', true],
  ])('%j and %s', (text, path, ignored) => {
    expect(ignoreRules(text).ignores(path)).toBe(ignored)
  })

  // As moby/patternmatcher has it.
  it.each<[string, string, boolean]>([
    ['app/(admin)/**', 'app/admin/x', false],
    ['app/(admin)/**', 'app/(admin)/x', true],
    ['a+b*', 'aab', false],
    ['a+b*', 'a+bc', true],
    ['{a,b}?', '{a,b}c', true],
    ['x{2}*', 'xx', false],
    ['a|b*', 'b', false],
    ['a|b*', 'a|b', true],
    ['a$b*', 'a$bc', true],
    ['a.b*', 'axb', false],
    ['(x*', '(xy', true],
    ['*)', 'x)', true],
    ['^a*', 'a', true],
    ['^a', '^a', true],
    ['**.log', 'a/b.log', true],
    ['**/a.b', 'x/y/a.b', true],
    ['**/a.b', 'x/y/aXb', false],
    ['**/a.b', 'a.b', true],
    ['**/a.b', 'xa.b', false],
    ['a/**', 'a', false],
    ['a/**', 'a/b/c', true],
    ['a**', 'abc/d', true],
    ['a/**/b*', 'a/b1', true],
    ['a/**/b*', 'a/x/y/b1', true],
    ['**/*.(js)', 'x/a.(js)', true],
    ['**/*.(js)', 'x/a.js', false],
    ['\\!a', '!a', true],
    ['\\*a', 'xa', false],
    ['\\*a', '*a', true],
    ['a\\[b', 'a[b', true],
    ['[Oo]bj', 'Obj', true],
    ['[a-c]x', 'bx', true],
    ['[^a-c]x', 'bx', false],
    ['a?c', 'a😀c', true],
    ['*\n!a/b\n', 'a/b/c', false],
    ['*\n!a\na/b', 'a/b/c', true],
    ['./x/../y/', 'y', true],
    ['/y', 'y', true],
    ['# y\ny', 'y', true],
    ['!y\n', 'y', false],
    ['y\r\nz\r\n', 'y', true],
    ['__proto__', '__proto__', true],
  ])('%j of a .dockerignore leaves out %j: %s', (text, path, ignored) => {
    expect(ignoreRules(text)).not.toHaveProperty('unclear')
    expect(ignoreRules(text).ignores(path)).toBe(ignored)
  })

  it.each(['\\d', 'a\\', '[a', 'a]', '[[:alpha:]]', '[!a]', '[a\\-z]', '[z-a]', '[]a]', '\\é', '[*]'])(
    'of %j nobody can say what BuildKit makes of it: the image is always built',
    async (pattern) => {
      await put('.dockerignore', `ok*\n${pattern}\n`)
      expect((await imageKey(target())).always).toMatch(/what \.dockerignore leaves out by .* cannot be told for sure/)
    },
  )

  it.each([
    ['node_modules', 'node_modules', true],
    ['*\n!src/app', 'src', false],
    ['*\n!src/app', 'other', true],
    ['*\n!**/keep', 'other', false],
    ['*\n!s*/x', 'src', false],
  ])('%j leaves nothing of the folder %s: %s', (text, folder, closed) => {
    expect(ignoreRules(text).closes(folder)).toBe(closed)
  })
})
