import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { knownConfig } from '../../../../src/host/traefik/known.js'
import { serverFields } from '../../../../src/host/traefik/staticConfig.js'
import { CANDIDATES, type Candidate } from '../../host/traefik/identities.js'
import { SETUPS } from '../../host/traefik/setups.js'
import { inShell, SHELLS } from '../shells.js'

const folder = mkdtempSync(join(tmpdir(), 'proxy-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ID = 'a'.repeat(64)
const OTHER = 'b'.repeat(64)
const STARTED = '2026-11-29T12:00:00.123456789Z'
const DOCKER = '--providers.docker=true'
const FILES = '--providers.file.directory=/run/stack-actions'
const SOCKET = ['/var/run/docker.sock', '/var/run/docker.sock']

interface Seen {
  args?: readonly string[]
  environment?: readonly string[]
  id?: string
  mounts?: readonly string[]
  networks?: readonly string[]
  /** Where it has no networks. */
  mode?: string
  name?: string
  image?: string
  path?: string
  title?: string
}

/** A container as Docker's template prints it. */
function seen({
  args = [],
  environment = [],
  id = ID,
  mounts = SOCKET,
  networks = ['edge'],
  mode = '',
  ...more
}: Seen = {}): string {
  const { name = 'edge/traefik', image = 'traefik:v3', path = '/entrypoint.sh', title = '' } = more
  const quoted = (words: readonly string[]) => words.map((word) => JSON.stringify(word))
  const listed = (words: readonly string[]) =>
    quoted(words)
      .map((word) => `${word}\u001f`)
      .join('')
  const [project, service] = name.includes('/') ? quoted(name.split('/')) : ['', '']
  return [
    ...[id, networks.length === 0 ? `="${mode}"` : listed(networks), listed(mounts)],
    ...[[project, service, JSON.stringify(name)].join('\u001f'), STARTED],
    ...[...quoted([image, title, path, ...args]), '=', ...quoted(environment)],
  ].join('\t')
}

/** What was read inside that container before. */
function kept(id: string, file?: { path: string; text: string }, program = 'traefik'): void {
  const sum = file === undefined ? '-' : sha256(file.text)
  const lines = [
    `${STARTED}\u001f${file?.path ?? '-'}\u001f${sum}\u001f${program}`,
    '0',
    '/ overlay',
    '=',
    file?.text ?? '',
    '= end',
    '',
  ]
  writeFileSync(join(folder, '.traefik', id), lines.join('\n'))
}

/** A candidate as Docker's template prints it. */
function line({ mounts = [], name: _, ...more }: Candidate): string {
  return seen({ ...more, name: 'gate', mounts: mounts.flat() })
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** A release whose meta says these. */
function told(lines: readonly string[]): void {
  writeFileSync(join(folder, 'current'), '1-aaaaaaa\n')
  writeFileSync(join(folder, 'releases/1-aaaaaaa/meta'), lines.map((line) => `${line}\n`).join(''))
}

const SAYS =
  'echo "$? $(short "$PROXY") $PROXY_DIR $PROXY_THROTTLE $PROXY_ACK $PROXY_SOURCE $PROXY_LISTS $PROXY_ENTRY $PROXY_AT $PROXY_NETS $PROXY_TRUST"; echo "$PROXY_WHY"'

function picked(shell: readonly string[], lines: readonly string[], before = ''): string[] {
  writeFileSync(join(folder, 'seen'), lines.map((line) => `${line}\n`).join(''))
  const calls = `docker() { echo "no docker" >&2; return 1; }; traefik_processes() { :; }; ${before}\npick_proxy "$(cat "$ROOT/seen")"; ${SAYS}`
  return inShell(shell, folder, calls)
    .stdout.split('\n')
    .map((line) => line.trim().replace(/ +/g, ' '))
}

beforeEach(() => {
  for (const name of ['.traefik', 'releases']) rmSync(join(folder, name), { recursive: true, force: true })
  rmSync(join(folder, 'current'), { force: true })
  mkdirSync(join(folder, '.traefik'))
  mkdirSync(join(folder, 'releases/1-aaaaaaa'), { recursive: true })
  for (const id of [ID, OTHER]) kept(id)
})

const AT = 'traefik 127.0.0.1:8080'
const mount = [...SOCKET, '/run/stack-actions', '/srv/routes']
const NONE = `1 - 2000 none - all ${AT}`

describe.each(SHELLS)('the Traefik of a server, under %s', (_name, shell) => {
  it.each(SETUPS.map((setup) => [setup.name, setup] as const))('is set up by %s', (_case, setup) => {
    const { args = [], environment = [], file } = setup
    kept(ID, file)
    const known = knownConfig({ words: args, environment, ...(file && { file }) })
    if (file !== undefined && 'config' in known)
      told([`traefik_${sha256(file.text)}=${serverFields(known.config).join('\u001f')}`])
    const [asks, dir, throttle, ack, ...rest] = setup.means.split(' ')
    const expected = asks === '0' ? NONE : `0 aaaaaaaaaaaa ${dir} ${throttle} ${ack} - ${rest.join(' ')} edge sure`
    expect(picked(shell, [seen({ args, environment })])[0]).toBe(expected)
  })

  it.each<[string, string[], string]>([
    [
      'with a mount',
      [seen({ args: [DOCKER, FILES], mounts: mount })],
      `0 aaaaaaaaaaaa /run/stack-actions 2000 none /srv/routes all ${AT} edge sure`,
    ],
    [
      'beside others',
      [seen({ image: 'nginx', path: 'nginx', id: OTHER }), '', `=\t${ID}\tno`, '{"Id":"x"}', seen({ args: [DOCKER] })],
      `0 aaaaaaaaaaaa - 2000 none - all ${AT} edge sure`,
    ],
    ['that is stopped, is none', [seen({ args: [DOCKER], id: '' })], NONE],
    [
      'is not what an image calls so after a line break',
      [
        seen({
          image: 'nginx',
          path: 'nginx',
          environment: [`A=1\n${'c'.repeat(64)}\tx\t\ttraefik\t${DOCKER}\t`],
          id: OTHER,
        }),
      ],
      NONE,
    ],
    [
      'in the network of the host',
      [seen({ args: [DOCKER], networks: ['host'] })],
      `0 aaaaaaaaaaaa - 2000 none - all ${AT} host sure`,
    ],
    [
      'beside one that asks nobody for containers',
      [seen({ args: ['--providers.swarm'], id: OTHER, name: 'swarm' }), seen({ args: [DOCKER] })],
      `0 aaaaaaaaaaaa - 2000 none - all ${AT} edge sure`,
    ],
    [
      'of which there are two of one service',
      [seen({ args: [DOCKER] }), seen({ args: [DOCKER], id: OTHER })],
      `0 aaaaaaaaaaaa - 2000 none - all ${AT} edge sure`,
    ],
  ])('%s', (_case, lines, expected) => {
    expect(picked(shell, lines)[0]).toBe(expected)
  })

  it.each(CANDIDATES.map((one) => [one.name, one] as const))('is told from others: %s', (_case, candidate) => {
    const { means } = candidate
    kept(ID, undefined, candidate.program)
    const [found = '', why = ''] = picked(shell, [line(candidate), seen({ id: OTHER, image: 'vpn', path: '/vpn' })])
    const trust = { sure: ' sure', shows: ' unproven' }[means as string]
    expect(found.startsWith('0 ') ? found.slice(found.lastIndexOf(' ')) : undefined).toBe(trust)
    expect(why).toBe(
      trust === undefined && means !== 'none' ? `gate is set up as Traefik, but ${means}: it is told nothing` : '',
    )
  })

  it('is told from what cannot be it, which is nobody beside it', () => {
    const fake = seen({ id: OTHER, name: 'loot', environment: ['TRAEFIK_PROVIDERS_DOCKER=1'], mounts: [] })
    expect(picked(shell, [fake, seen({ args: [DOCKER] })])[0]).toMatch(/^0 aaaaaaaaaaaa /)
  })

  it('is told from what no network reaches, whatever its file says', () => {
    kept(ID, { path: '/t.yml', text: 'providers: {docker: {}}' })
    expect(picked(shell, [seen({ networks: ['none'], name: 'loot' })])).toEqual([
      NONE,
      'loot is set up as Traefik, but it is in no network: it is told nothing',
      '',
    ])
  })

  it('is the one of several that the release names, and none where it names none', () => {
    const two = [seen({ args: [DOCKER], name: 'edge/public' }), seen({ args: [DOCKER], name: 'edge/inner', id: OTHER })]
    expect(picked(shell, two)).toEqual([
      NONE,
      'several Traefiks run (edge/public edge/inner), and the release does not say which of them its routes go through',
      '',
    ])
    told(['proxy=edge/inner'])
    expect(picked(shell, two)[0]).toMatch(/^0 bbbbbbbbbbbb /)
  })

  it('is unknown where its file is another one than anybody has told of, and known again with the next deploy', () => {
    kept(ID, { path: '/etc/traefik/traefik.yml', text: 'providers: {docker: {}}' })
    expect(picked(shell, [seen()])).toEqual([
      NONE,
      'nobody has read /etc/traefik/traefik.yml of the Traefik edge/traefik since it was changed: a deploy from GitHub reads it',
      '',
    ])
    told([
      `traefik_${sha256('providers: {docker: {}}')}=${['1', '/d', '2000', 'path', 'all', 'traefik', '127.0.0.1:8080', '-'].join('\u001f')}`,
    ])
    expect(picked(shell, [seen()])[0]).toBe(`0 aaaaaaaaaaaa /d 2000 path - all ${AT} edge sure`)
  })

  it('is looked into once for each start of it', () => {
    rmSync(join(folder, '.traefik', ID))
    const inside = `docker() { echo "$1 $2 $6 $7" >>"$ROOT/calls"; printf 'traefik\\n/t.yml\\nabc\\n17\\n/ overlay\\n=\\nping: {}\\n\\n= end\\n'; }`
    const lines = [seen({ args: ['--configFile=/t.yml'] })]
    for (let count = 0; count < 2; count += 1)
      expect(picked(shell, lines, inside)[1]).toContain('nobody has read /t.yml')
    const { stdout } = inShell(shell, folder, 'cat "$ROOT/calls"; rm "$ROOT/calls"; cat "$ROOT/.traefik/"a*')
    expect(stdout).toBe(
      `exec ${ID} - /t.yml\n${STARTED}\u001f/t.yml\u001fabc\u001ftraefik\n17\n/ overlay\n=\nping: {}\n\n= end\n`,
    )
  })

  it('has a shell where Docker could not look into it once', () => {
    rmSync(join(folder, '.traefik', ID))
    const inside = `pause() { :; }; docker() { [ -e "$ROOT/once" ] || { : >"$ROOT/once"; return 1; }; rm "$ROOT/once"; printf 'traefik\\n-\\n-\\n0\\n/ overlay\\n=\\n= end\\n'; }`
    expect(picked(shell, [seen({ args: [DOCKER, FILES, '--ping'] })], inside)[0]).toBe(
      `0 aaaaaaaaaaaa /run/stack-actions 2000 path - all ${AT} edge sure`,
    )
  })

  it('can be told nothing where it has no shell', () => {
    rmSync(join(folder, '.traefik', ID))
    expect(picked(shell, [seen({ args: [DOCKER, FILES, '--ping'] })])[0]).toBe(
      `0 aaaaaaaaaaaa - 2000 none - all ${AT} edge unproven`,
    )
  })

  it('is found among many containers whatever room there is for files', () => {
    const others = Array.from({ length: 100 }, () =>
      seen({ image: 'nginx', path: 'nginx', args: ['A'.repeat(2000)], id: OTHER }),
    )
    writeFileSync(join(folder, 'seen'), [...others, seen({ args: [DOCKER] })].join('\n'))
    const { stdout } = inShell(
      shell,
      folder,
      `looked=$(cat "$ROOT/seen"); ulimit -f 0; pick_proxy "$looked"; echo "$? $(short "$PROXY") $PROXY_DIR"`,
    )
    expect(stdout.trim()).toBe('0 aaaaaaaaaaaa -')
  })
})
