import { describe, expect, it } from '@jest/globals'
import * as actionInputs from '../../../src/actions/inputs.js'
import { readInputs } from '../../../src/contract/inputs.js'
import { explain } from '../../../src/runtime/errors.js'

const KEY = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU\n-----END OPENSSH PRIVATE KEY-----\n'
const KNOWN_HOSTS = `example.org ssh-ed25519 ${'A'.repeat(68)}`

const all = {
  environment: actionInputs.environment,
  config: actionInputs.config,
  ...actionInputs.hostInputs,
  ...actionInputs.registryInputs,
  ...actionInputs.pullInputs,
  ...actionInputs.buildInputs,
  images: actionInputs.images.optional(),
  envFile: actionInputs.envFile,
  ...actionInputs.transactionInputs,
  dryRun: actionInputs.dryRun,
  force: actionInputs.force,
  ...actionInputs.gateInputs,
  release: actionInputs.releaseToRestore,
  reason: actionInputs.reason,
}

/** As the runner passes them: every declared input is there, empty if it was not given. */
function read(given: Record<string, string>) {
  const env: NodeJS.ProcessEnv = {
    'INPUT_SSH-KEY': KEY,
    'INPUT_KNOWN-HOSTS': KNOWN_HOSTS,
    INPUT_ENVIRONMENT: '',
    INPUT_HOST: '',
  }
  for (const [name, value] of Object.entries(given)) env[`INPUT_${name.toUpperCase()}`] = value
  return readInputs(all, env)
}

function errorOf(given: Record<string, string>): string {
  try {
    read(given)
  } catch (error) {
    return explain(error)
  }
  throw new Error('nothing was refused')
}

describe('inputs', () => {
  it('takes the defaults for what is absent or empty', () => {
    expect(read({})).toMatchObject({
      config: 'stack.yml',
      dryRun: false,
      force: false,
      successes: 3,
      window: 10,
      timeout: 120,
      interval: 1,
      lockTimeout: 600,
      cache: 'registry',
    })
    expect(read({}).environment).toBeUndefined()
    expect(read({ release: '   ' }).release).toBeUndefined()
  })

  it.each([
    ['dry-run', 'TRUE', { dryRun: true }],
    ['dry-run', ' False ', { dryRun: false }],
    ['timeout', '30', { timeout: 30 }],
    ['host', 'deploy@example.org:2222', { host: 'deploy@example.org:2222' }],
    ['host', 'deploy@[2001:db8::1]:22', { host: 'deploy@[2001:db8::1]:22' }],
    ['config', 'infra/prod/stack.yml', { config: 'infra/prod/stack.yml' }],
    ['projects', '["auth","VideoVault"]', { projects: ['auth', 'VideoVault'] }],
    ['version', 'V1.4.0_rc-1', { version: 'V1.4.0_rc-1' }],
    ['release', '12-3fa9c01', { release: '12-3fa9c01' }],
    [
      'resolve',
      'l2p.example.org=1.2.3.4, api.example.org=2001:db8::1',
      { resolve: { 'l2p.example.org': '1.2.3.4', 'api.example.org': '2001:db8::1' } },
    ],
    ['env-file', 'A="x"\nB=$(id)\n', { envFile: 'A="x"\nB=$(id)\n' }],
    ['reason', 'payment answers 503; see "#12" $(id)', { reason: 'payment answers 503; see "#12" $(id)' }],
    ['registry-pull-token', ' ghp_x1 \n', { registryPullToken: [{ password: 'ghp_x1' }] }],
    ['registry-token', 'ghp_x1\n', { registryToken: 'ghp_x1' }],
    ['registry-token', '{\n  "private_key": "a b"\n}\n', { registryToken: '{\n  "private_key": "a b"\n}' }],
    ['registry-pull-token', '{\n  "a": "b c"\n}\n', { registryPullToken: [{ password: '{\n  "a": "b c"\n}' }] }],
    [
      'registry-pull-token',
      'ghcr.io  reader ghp_x1\r\n\n\tregistry.example.org:5000 robot$pull a:b\n',
      {
        registryPullToken: [
          { host: 'ghcr.io', username: 'reader', password: 'ghp_x1' },
          { host: 'registry.example.org:5000', username: 'robot$pull', password: 'a:b' },
        ],
      },
    ],
    ['ssh-key', KEY.trim().replaceAll('\n', '\r\n'), { sshKey: KEY }],
  ])('%s accepts %j', (name, value, expected) => expect(read({ [name]: value })).toMatchObject(expected))

  const hostileEverywhere = [
    '-oProxyCommand=id',
    '--help',
    '$(id)\n',
    '`id`',
    "a'b",
    'a;id',
    'a|id',
    'a&id',
    'a\rb',
    'a\nb',
    '../x',
    '\u202eabc',
    'x'.repeat(65536),
    '${X}',
    '::set-output name=a::b',
  ]
  it.each([
    'environment',
    'host',
    'version',
    'release',
    'dry-run',
    'timeout',
    'projects',
    'resolve',
    'cache',
    'images',
  ])('%s refuses whatever a shell, ssh or the runner could take for something else', (name) => {
    for (const value of hostileEverywhere) expect(errorOf({ [name]: value })).toContain(`\n  - ${name}: got `)
  })

  it.each([
    ['dry-run', 'yes'],
    ['dry-run', '1'],
    ['dry-run', 'tRuE'],
    ['timeout', '1e3'],
    ['timeout', '-1'],
    ['timeout', '10s'],
    ['timeout', '0'],
    ['timeout', '99999'],
    ['interval', '0.5'],
    ['host', 'example.org'],
    ['host', '-l@example.org'],
    ['host', 'a@-oProxyCommand=x'],
    ['host', 'user@host:port'],
    ['host', 'ssh://a@b'],
    ['config', '/etc/passwd'],
    ['config', '../stack.yml'],
    ['config', 'a/../../stack.yml'],
    ['config', '-f'],
    ['version', 'a'.repeat(129)],
    ['version', 'sha256:abc'],
    ['version', 'a'.repeat(64)],
    ['version', 'key-3fa9'],
    ['release', '0-3fa9c01'],
    ['release', 'previous'],
    ['projects', 'auth,l2p'],
    ['projects', '[]'],
    ['projects', '["--help"]'],
    ['projects', '{"a":1}'],
    ['images', '[{"project":"a"}]'],
    ['resolve', 'example.org'],
    ['resolve', 'example.org=evil'],
    ['reason', 'two\nlines'],
    ['reason', '-x'],
    ['reason', 'a\u202eb'],
    ['registry-username', 'a b'],
    ['ca-file', '-x'],
  ])('%s refuses %j and says what is allowed', (name, value) => {
    const error = errorOf({ [name]: value })
    expect(error).toMatch(/^An input is wrong:\n {2}- /)
    expect(error).toMatch(new RegExp(`- ${name}: got .*; must be `))
  })

  it('refuses unknown fields of an image and says which', () => {
    expect(errorOf({ images: '[{"project":"a","evil":1}]' })).toMatch(/\[0\].*evil/)
  })

  it('lists every bad input in one error, in the order of declaration', () => {
    const error = errorOf({ host: 'x', timeout: 'soon', 'dry-run': 'maybe' })
    expect(error.match(/^ {2}- [a-z-]+/gm)).toEqual(['  - host', '  - dry-run', '  - timeout'])
    expect(error).toContain('3 inputs are wrong')
    expect(error).toContain('- timeout: got "soon"; must be a whole number of seconds from 1 to 780')
  })

  it.each([
    ['ssh-key', 'hunter2-not-a-key'],
    ['registry-token', 'hunter2 with blanks'],
    ['registry-token', 'hunter2\nsecond'],
    ['env-file', `hunter2=${'x'.repeat(600_000)}`],
    ['registry-pull-token', 'ghcr.io hunter2'],
    ['registry-pull-token', 'ghcr.io reader hunter2 more'],
    ['registry-pull-token', 'ghcr.io reader ok\nhunter2'],
    ['registry-pull-token', 'https://ghcr.io reader hunter2'],
    ['registry-pull-token', 'ghcr.io rea:der hunter2'],
  ])('never shows what was given for %s', (name, value) => {
    const error = errorOf({ [name]: value })
    expect(error).toContain(`- ${name}: got a value of ${value.length} characters that is not shown; must be `)
    expect(error).not.toContain('hunter2')
  })

  it.each([
    ['known-hosts', ''],
    ['known-hosts', 'example.org'],
    ['known-hosts', '# example.org ssh-ed25519'],
  ])('says without %s (%j) what must be there', (name, value) =>
    expect(errorOf({ [name]: value })).toContain('example.org ssh-ed25519 AAAA…'),
  )

  it('tells how to get and how to check the host’s key when there is none', () => {
    const error = errorOf({ 'known-hosts': '' })
    expect(error).toContain('ssh-keyscan -t ed25519 HOST')
    expect(error).toContain('ssh-keygen -lf')
  })

  it('may lack key and known hosts in a shell, which has its own, and nothing else', () => {
    const env = { INPUT_ENVIRONMENT: 'production' }
    expect(readInputs(actionInputs.hostInputs, env, { inShell: true })).toEqual({})
    expect(() => readInputs(actionInputs.hostInputs, env)).toThrow(/- ssh-key: required[\s\S]*- known-hosts: required/)
  })

  it('tells why an environment’s secret may be empty', () => {
    expect(errorOf({ 'ssh-key': '' })).toContain('`secrets: inherit`')
  })

  it('shows a hostile value on one line, cut', () => {
    const error = errorOf({ host: `\u001b[31m\n::error::x${'y'.repeat(65536)}` })
    expect(error.split('\n')).toHaveLength(2)
    expect(error.length).toBeLessThan(300)
  })
})
