import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

// dist/cli.js as a person types it, in a repository of its own. In place of ssh there is a program that runs what it is given on this machine.

const CLI = resolve(process.env.DIST ?? 'dist', 'cli.js')

const COMPOSE = 'services:\n  web:\n    build: .\n  db:\n    image: postgres:16\n'

/** Answers like a server whose home is FAKE_HOME: what makes the connection waits on its stdin, all else is run. */
const FAKE_SSH = `#!/bin/sh
printf '%s\\n' "$*" >>"$FAKE_LOG"
for command in "$@"; do :; done
HOME=$FAKE_HOME exec sh -c "$command"
`

let folder: string
let repository: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'))
  repository = join(folder, 'shop')
  for (const name of ['shop', 'bin', 'home', 'temp']) mkdirSync(join(folder, name))
  write('bin/ssh', FAKE_SSH)
  chmodSync(join(folder, 'bin/ssh'), 0o755)
  git('init', '-q', '-b', 'main')
  git('remote', 'add', 'origin', 'git@github.com:acme/shop.git')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

function git(...words: string[]): void {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org']
  const { status, stderr } = spawnSync('git', [...who, ...words], { cwd: repository, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

function commit(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) write(`shop/${path}`, text)
  git('add', '.')
  git('commit', '-qm', 'x')
}

function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    ...{ PATH: `${join(folder, 'bin')}:${process.env.PATH}`, HOME: join(folder, 'home'), TMPDIR: join(folder, 'temp') },
    ...{ FAKE_HOME: join(folder, 'home'), FAKE_LOG: join(folder, 'log') },
    ...(process.env.DOCKER_CONFIG && { DOCKER_CONFIG: process.env.DOCKER_CONFIG }),
    ...more,
  }
}

function cli(words: string[], more: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...words], {
    ...{ cwd: repository, encoding: 'utf8', env: environment(more), input: '' },
  })
  return { code: status, stdout, stderr }
}

describe('stack-actions', () => {
  it.each<[string, string[], number]>([
    ['help that was asked for', ['--help'], 0],
    ['a command’s help', ['status', '--help'], 0],
    ['its version', ['--version'], 0],
    ['no command', [], 2],
    ['a command that there is not', ['deplyo'], 2],
    ['an option that there is not', ['status', '--hots', 'x'], 2],
    ['a value that cannot be', ['status', '--host', 'no user'], 2],
    ['a file that is not there', ['status', '--ssh-key', 'nowhere'], 2],
    ['a word too many', ['logs', 'web', 'db'], 2],
  ])('ends with %s: %j ends with %d', (_, words, code) => {
    commit({ 'compose.yaml': COMPOSE, Dockerfile: 'FROM busybox\n' })
    const ended = cli(words)
    expect(ended).toMatchObject({ code })
    expect(ended.stdout + ended.stderr).not.toMatch(/\n\s+at |node:internal/)
    if (code === 2) expect(ended.stderr).not.toBe('')
  })

  it('shows every command in its help, with what exit codes mean', () => {
    const { stdout } = cli(['--help'])
    expect(stdout).toMatch(
      /init[\s\S]*check[\s\S]*plan[\s\S]*doctor[\s\S]*deploy[\s\S]*rollback[\s\S]*status[\s\S]*logs[\s\S]*Exit codes: 0 done, 1 failed/,
    )
  })

  it('prints no command for a runner, and leaves no file behind', () => {
    commit({ 'compose.yaml': COMPOSE, Dockerfile: 'FROM busybox\n' })
    const { stdout, stderr } = cli(['check'])
    expect(stdout + stderr).not.toContain('::')
    expect(readdirSync(join(folder, 'temp'))).toEqual([])
  })
})

describe('stack-actions check', () => {
  it('names services, images and environments of a stack that can be used', () => {
    commit({ 'compose.yaml': COMPOSE, Dockerfile: 'FROM busybox\n' })
    const { code, stdout } = cli(['check'])
    expect(stdout).toMatch(/web: built as ghcr\.io\/acme\/shop\/\S+\n/)
    expect(stdout).toMatch(/✓ production: of the branch main\n✓ staging: of the branch dev\n/)
    expect(code).toBe(0)
  })

  it('works in a folder of the repository, too', () => {
    commit({ 'compose.yaml': COMPOSE, Dockerfile: 'FROM busybox\n', 'docs/a': '' })
    const { status } = spawnSync(process.execPath, [CLI, 'check'], {
      cwd: join(repository, 'docs'),
      env: environment(),
    })
    expect(status).toBe(0)
  })

  it.each<[string, Record<string, string>, RegExp]>([
    ['no Compose file', { a: '' }, /neither a stack\.yml nor a Compose file/],
    ['a field that there is not', { 'compose.yaml': `${COMPOSE}    imag: x\n` }, /compose\.yaml:6/],
    ['a wrong stack.yml', { 'compose.yaml': COMPOSE, 'stack.yml': 'nam: x\n' }, /stack\.yml:1/],
  ])('says what is wrong with %s, and ends with 1', (_, files, message) => {
    commit({ Dockerfile: 'FROM busybox\n', ...files })
    const { code, stderr } = cli(['check'])
    expect(stderr).toMatch(message)
    expect(code).toBe(1)
  })
})

describe('stack-actions init', () => {
  const IMAGE = 'services: { web: { image: "nginx:1.27", environment: { KEY: "${KEY}" } } }\n'
  const read = (path: string) => readFileSync(join(repository, path), 'utf8')
  const workflow = '.github/workflows/deploy.yml'

  it.each<[string, Record<string, string>, string[]]>([
    ['one Compose file', { 'compose.yaml': COMPOSE, Dockerfile: 'FROM busybox\n' }, ['web']],
    [
      'Compose files in five folders',
      Object.fromEntries(['a', 'b', 'c', 'd', 'apps/e'].map((name) => [`${name}/docker-compose.yml`, IMAGE])),
      ['a: web', 'b: web', 'c: web', 'd: web', 'e: web'],
    ],
    [
      'five Compose files in one folder',
      Object.fromEntries(
        ['compose.yaml', 'compose.override.yaml', 'compose.dev.yml', 'compose.test.yml', 'docker-compose.prod.yml'].map(
          (name) => [name, IMAGE],
        ),
      ),
      ['shop: web'],
    ],
    ['a Compose file that git does not have yet', {}, ['shop: web']],
  ])('writes what passes check, and says what is left: %s', (_, files, services) => {
    if (Object.keys(files).length > 0) commit(files)
    else write('shop/compose.yaml', IMAGE)
    const ended = cli(['init'])
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(ended.stdout).toMatch(
      /✓ stack\.yml[\s\S]*✓ \.github\/workflows\/deploy\.yml[\s\S]*gh secret set SSH_KEY --repo acme\/shop/,
    )
    expect(read(workflow)).toMatch(/uses: \S+\/stack-actions\/deploy@v\d+\.\d+\.\d+\n/)
    const checked = cli(['check'])
    expect(checked.code).toBe(0)
    for (const line of services) expect(checked.stdout).toContain(line)
  })

  it('never writes over what is there, and says so', () => {
    const stack = 'name: mine\nregistry: none\nenvironments: { live: { branch: main, host: a@example.org } }\n'
    commit({ 'compose.yaml': IMAGE, 'stack.yml': stack, [workflow]: 'on: push\n' })
    const first = cli(['init'])
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(first.stdout).toContain('stack.yml is there already, and stays as it is')
    expect([read('stack.yml'), read(workflow)]).toEqual([stack, 'on: push\n'])
    const written = read('.github/workflows/deploy-stack.yml')
    expect(written).toMatch(/environment: live\n/)
    expect(written).not.toContain('vars.HOST')
    const second = cli(['init'])
    expect(second.stdout).toContain('.github/workflows/deploy-stack.yml is there already, and stays as it is')
    expect(readdirSync(join(repository, '.github/workflows'))).toEqual(['deploy-stack.yml', 'deploy.yml'])
  })

  it.each<[string, Record<string, string>, RegExp]>([
    ['an empty folder', {}, /there is no Compose file in this repository[\s\S]*→ add compose\.yaml/],
    [
      'only a Compose file for development',
      { 'compose.dev.yml': IMAGE },
      /no Compose file has a name by which production’s is known/,
    ],
    ['only those of tests', { 'test/compose.yaml': IMAGE }, /there is no Compose file in this repository/],
  ])('writes nothing for %s, and says what to do', (_, files, message) => {
    if (Object.keys(files).length > 0) commit(files)
    const { code, stderr } = cli(['init'])
    expect(stderr).toMatch(message)
    expect(code).toBe(1)
    expect(existsSync(join(repository, 'stack.yml')) || existsSync(join(repository, '.github'))).toBe(false)
  })

  it('says what is wrong with Compose files that cannot be used', () => {
    commit({ 'compose.yaml': `${COMPOSE}    imag: x\n` })
    const { code, stderr } = cli(['init'])
    expect(stderr).toMatch(/compose\.yaml:6/)
    expect(code).toBe(1)
  })

  it('needs no git', () => {
    rmSync(join(repository, '.git'), { recursive: true })
    write('shop/compose.yaml', IMAGE)
    expect(cli(['init'])).toMatchObject({ code: 0 })
    expect(read('stack.yml')).toMatch(/registry: none\nenvironments:\n {2}production:\n {4}branch: main\n/)
  })
})

describe('stack-actions doctor', () => {
  const IMAGE = 'services: { web: { image: "nginx:1.27", restart: always } }\n'
  beforeEach(() => commit({ 'compose.yaml': IMAGE, 'stack.yml': 'name: shop\nregistry: none\n' }))

  it('says of everything whether it is right, and what to type where it is not', () => {
    commit({
      'compose.yaml': 'services: { web: { image: "nginx:${TAG}" } }\n',
      '.github/workflows/d.yml': '# stack-actions ${{ secrets.SSH_KEY }}\n',
    })
    write('bin/gh', '#!/bin/sh\ncase "$*" in *environments*secrets) echo OTHER ;; esac\n')
    chmodSync(join(folder, 'bin/gh'), 0o755)
    const { code, stdout, stderr } = cli(['doctor', '--host', 'deploy@127.0.0.1'])
    for (const line of [
      /^✗ files: [\s\S]*no value is given for the variable TAG/m,
      /^✓ login: deploy@127\.0\.0\.1:22/m,
      /^[✓✗] Docker: /m,
      /^✓ registry: none/m,
      /^✗ secrets on GitHub: SSH_KEY is not set[^\n]*\n {2}→ gh secret set SSH_KEY --repo acme\/shop --env production$/m,
    ])
      expect(stdout).toMatch(line)
    expect(stderr).toMatch(/\d+ of \d+ are not as a deploy needs them/)
    expect(code).toBe(1)
  })

  it('says within a minute that a server drops what it is sent, and leaves nothing behind', async () => {
    rmSync(join(folder, 'bin/ssh'))
    const silent = createServer(() => {})
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
    const { port } = silent.address() as AddressInfo
    const began = performance.now()
    const child = spawn(process.execPath, [CLI, 'doctor', '--host', `deploy@127.0.0.1:${port}`], {
      cwd: repository,
      env: environment(),
    })
    let said = ''
    child.stdout.on('data', (text) => (said += text))
    const code = await new Promise((done) => child.on('close', done))
    silent.close()
    expect(said).toMatch(/✗ login: 127\.0\.0\.1 cannot be reached[^\n]*\n {2}→ /)
    expect(code).toBe(1)
    expect(performance.now() - began).toBeLessThan(60_000)
    expect(readdirSync(join(folder, 'temp'))).toEqual([])
  }, 90_000)
})

describe('stack-actions deploy', () => {
  const login = ['--host', 'deploy@example.org']
  const push = () => git('update-ref', 'refs/remotes/origin/main', 'HEAD')
  beforeEach(() => {
    commit({ 'compose.yaml': COMPOSE, Dockerfile: 'FROM busybox\n' })
    write('bin/ssh', '#!/bin/sh\necho "ssh: connect to host example.org port 22: Connection timed out" >&2; exit 255\n')
  })

  it.each<[string, { pushed: boolean; changed: Record<string, string> }, RegExp]>([
    [
      'a changed file',
      { pushed: true, changed: { 'compose.yaml': `${COMPOSE}# x\n` } },
      /"compose\.yaml" is not as in commit/,
    ],
    ['a file that git does not have', { pushed: true, changed: { new: '' } }, /"new" is not as in commit/],
    ['a commit that is not pushed', { pushed: false, changed: {} }, /is on no branch of a remote[\s\S]*git push/],
  ])('refuses %s, and goes on with --as-is', (_, { pushed, changed }, message) => {
    if (pushed) push()
    for (const [path, text] of Object.entries(changed)) write(`shop/${path}`, text)
    const refused = cli(['deploy', ...login])
    expect(refused.stderr).toMatch(message)
    expect(refused.stderr).toContain('--as-is')
    expect(refused.code).toBe(1)
    expect(cli(['deploy', '--as-is', ...login]).stderr).toMatch(/example\.org cannot be reached/)
  })

  it('goes on with what is committed and pushed, and says at the end what answers', () => {
    push()
    const { code, stdout, stderr } = cli(['deploy', ...login])
    expect(stderr).toMatch(/example\.org cannot be reached: no answer/)
    expect(stdout).toMatch(/shop-production: refused; nothing was changed: what answered before answers now\n$/)
    expect(code).toBe(1)
  })

  it('has a rollback beside it, which needs no commit', () => {
    write('shop/new', '')
    const { code, stderr } = cli(['rollback', ...login])
    expect(stderr).toMatch(/example\.org cannot be reached: no answer/)
    expect(code).toBe(1)
  })
})

describe('a command for the server', () => {
  const login = ['--host', 'deploy@example.org']
  const stackctl = 'home/.stack-actions/shop-production/stackctl'
  beforeEach(() => commit({ 'compose.yaml': COMPOSE, Dockerfile: 'FROM busybox\n' }))

  it('logs in by ssh’s own configuration, and prints what the server says', () => {
    write(stackctl, 'echo "got $*"\n')
    expect(cli(['status', ...login])).toMatchObject({ code: 0, stdout: 'got status\n' })
    expect(cli(['logs', 'web', ...login])).toMatchObject({ code: 0, stdout: 'got logs web\n' })
    expect(cli(['logs', '--help']).stdout).toContain('<service>')
  })

  it.each<[number, number, RegExp]>([
    [3, 1, /what runs is not what was released/],
    [21, 1, /a person must act/],
    [30, 0, /^$/],
  ])('where the server ends with %d ends with %d', (server, code, stderr) => {
    write(stackctl, `exit ${server}\n`)
    const ended = cli(['status', ...login])
    expect(ended.stderr).toMatch(stderr)
    expect(ended.code).toBe(code)
  })

  it('says that nothing was deployed there', () => {
    const { code, stderr } = cli(['status', ...login])
    expect(stderr).toContain('shop-production was never deployed to this server')
    expect(code).toBe(1)
  })

  it('asks which environment is meant on a branch that has none', () => {
    git('checkout', '-qb', 'topic')
    const { code, stderr } = cli(['status', ...login])
    expect(stderr).toMatch(/which environment\?[\s\S]*--environment production[\s\S]*--environment staging/)
    expect(code).toBe(2)
  })

  it('cannot be made to run anything on this machine or on the server by a word', () => {
    write(stackctl, 'printf "%s\\n" "$2"\n')
    const ended = cli(['logs', 'web;touch pwned', ...login])
    expect(ended.code).toBe(2)
    expect(existsSync(join(repository, 'pwned')) || existsSync(join(folder, 'home/pwned'))).toBe(false)
  })

  it('that is cancelled by Ctrl-C ends, and leaves neither file nor ssh behind', async () => {
    write(stackctl, 'echo begun; exec sleep 60\n')
    const child = spawn(process.execPath, [CLI, 'logs', 'web', ...login], { cwd: repository, env: environment() })
    const ended = new Promise<number | null>((done) => child.on('close', done))
    child.stdout.once('data', () => child.kill('SIGINT'))
    expect(await ended).toBe(1)
    expect(readdirSync(join(folder, 'temp'))).toEqual([])
  })
})

describe('the file of values', () => {
  const fileOf = (words: string) =>
    spawnSync('bash', ['-c', `"$0" "$1" check --environment production ${words}`, process.execPath, CLI], {
      ...{ cwd: repository, encoding: 'utf8', env: environment({ TAG: 'of-the-shell' }) },
    })
  beforeEach(() => {
    write('one.env', 'TAG=1\n')
    write('odd.env', 'TAG=1\nNODE_OPTIONS=--no-such-option\n')
    commit({
      'compose.yaml': 'services: { web: { image: "nginx:${TAG:?no tag}" } }\n',
      'stack.yml': 'name: shop\nregistry: none\n',
    })
  })

  it.each([
    ['a file', '--values ../one.env'],
    ['stdin', '--values - <../one.env'],
    ['a pipe', '--values <(cat ../one.env)'],
    ['one with a variable of Node', '--values ../odd.env'],
  ])('is read from %s', (_, words) => {
    expect(fileOf(words)).toMatchObject({ status: 0, stderr: '' })
  })

  it.each<[string, string, RegExp]>([
    ['is not there', '--values nowhere', /nowhere cannot be read: ENOENT/],
    ['comes from a command that failed', '--values <(false)', /the file is empty[\s\S]*--values/],
    ['is empty on stdin', '--values - </dev/null', /the file is empty/],
  ])('is refused where it %s', (_, words, message) => {
    const { status, stderr } = fileOf(words)
    expect(stderr).toMatch(message)
    expect(status).toBe(2)
  })

  it('is all that gives values: what the shell has exported is not asked', () => {
    const { status, stderr } = fileOf('--values <(echo OTHER=1)')
    expect(stderr).toMatch(/TAG/)
    expect(status).toBe(1)
  })
})

it.each(['deploy', 'rollback'])('%s is refused inside a run of GitHub', (command) => {
  commit({ 'compose.yaml': COMPOSE, Dockerfile: 'FROM busybox\n' })
  const { code, stderr } = cli([command, '--as-is', '--host', 'a@b'].slice(0, command === 'deploy' ? 4 : 1), {
    GITHUB_ACTIONS: 'true',
  })
  expect(stderr).toMatch(/this is a run of GitHub[\s\S]*use the action/)
  expect(code).toBe(2)
})
