import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

const U = '\u001f'
const ID = 'a'.repeat(64)
const PROGRAMS = ['dockerFields.awk', 'traefik/settings.awk', 'traefik/reach.awk', 'traefik/traefiks.awk']
/** As PROXY_VIEW prints a container that has Docker's socket. */
const view = (words: readonly string[], more: { image?: string; title?: string; networks?: string } = {}) =>
  [
    ...[ID, more.networks ?? `"edge"${U}`, `"/var/run/docker.sock"${U}"/var/run/docker.sock"${U}`],
    ...[
      `"edge"${U}"gate"${U}"edge-gate-1"`,
      'since',
      `"${more.image ?? 'traefik:v3'}"`,
      more.title ?? '',
      '"/entrypoint.sh"',
    ],
    ...[...words.map((word) => `"${word}"`), '='],
  ].join('|')

describe.each(AWKS)('a Traefik that runs, under %s', (_, awk) => {
  /** `read`: what was read inside of it before, if anything was. */
  const traefiks = (row: string, { known = '', read = `since${U}-${U}-${U}traefik` } = {}) =>
    runAwk(awk, PROGRAMS, {
      ...{ files: { [ID]: `${read}\n` }, folderIn: 'root', set: { socket: '/run/docker.sock' } },
      input: `${known}${tabbed('=', row, '=', row)}`,
    }).stdout

  const asks = (fields: string, trust = 'sure') => `\nasks|edge/gate|${ID}|${fields}|edge |${trust}|edge/gate`
  it.each<[string, string, string]>([
    ['asks Docker', view(['--providers.docker']), asks('-|2000|none|-|all|traefik|127.0.0.1:8080')],
    [
      'has a folder of files, a throttle and constraints',
      view([
        '--providers.docker',
        '--providers.file.directory=/run/x/',
        '--providers.providersThrottleDuration=5s',
        '--providers.docker.constraints=Label(`a`)',
        '--ping',
      ]),
      asks('/run/x|5000|path|-|some|traefik|127.0.0.1:8080'),
    ],
    ['does not ask Docker', view(['--providers.file.directory=/x']), `\nelse|edge/gate|${ID}`],
    ['is in no network', view(['--providers.docker'], { networks: '' }), `\nnot|edge/gate|${ID}|it is in no network`],
    ['is another program', view(['--some'], { image: 'nginx:1' }), ''],
    [
      'is known by its title',
      view(['--providers.docker'], { image: 'own/gate', title: '"Traefik"' }),
      asks('-|2000|none|-|all|traefik|127.0.0.1:8080'),
    ],
  ])('%s', (_name, row, line) => {
    expect(traefiks(row)).toBe(line === '' ? '' : tabbed(line))
  })

  it('is asked for the file that it is set up by, where nobody has read it since it was started', () => {
    expect(traefiks(view(['--configfile=/etc/t.yml']), { read: `before${U}-` })).toBe(
      tabbed(`\nask|${ID}|since|/etc/t.yml`),
    )
  })

  it('is set up by a file, of which a release says what is in it', () => {
    const read = `since${U}/etc/t.yml${U}5555${U}traefik`
    expect(traefiks(view(['--x']), { read })).toBe(tabbed(`\nunknown|edge/gate|${ID}|/etc/t.yml`))
    const known = `traefik_4444=0\ntraefik_5555=${['1', '/run/x', '100', 'api', 'all', 'web', '127.0.0.1:80', '-'].join(U)}\n`
    expect(traefiks(view(['--x']), { read, known })).toBe(tabbed(asks('/run/x|100|api|-|all|web|127.0.0.1:80')))
    expect(
      traefiks(view(['--x']), {
        read,
        known: `traefik_5555=${['0', '-', '2000', 'none', 'all', 'traefik', '127.0.0.1:8080', '-'].join(U)}\n`,
      }),
    ).toBe(tabbed(`\nelse|edge/gate|${ID}`))
  })
})
