import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { parseListening } from '../../../../src/host/listening.js'
import type { InspectedContainer } from '../../../../src/host/types.js'
import { writeLines } from '../../../../src/records/record.js'
import { PORTS } from '../../../../src/records/release.js'
import type { ReleaseModel } from '../../../../src/release/plan/images/serviceImages.js'
import { portFaults, publishedPorts } from '../../../../src/release/plan/refusals/hostPorts.js'
import type { PlannedService } from '../../../../src/release/records/types.js'
import { container } from '../../release/fixture.js'
import { inShell, makeWhole, SHELLS } from '../shells.js'

// Ports of the server are judged before anything is changed, for a rollback as for a deploy.

const root = mkdtempSync(join(tmpdir(), 'ports-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
beforeEach(() => {
  for (const one of ['releases', 'tx']) rmSync(join(root, one), { recursive: true, force: true })
  for (const one of ['releases/1-aaaaaaa/models', 'releases/2-bbbbbbb/models', 'tx'])
    mkdirSync(join(root, one), { recursive: true })
  for (const one of ['1-aaaaaaa', '2-bbbbbbb']) {
    writeFileSync(join(root, 'releases', one, 'outcome'), 'committed\tby a test\n')
    writeFileSync(join(root, 'releases', one, 'meta'), 'kind=rollback\nprevious=2-bbbbbbb\n')
  }
  writeFileSync(join(root, 'current'), '2-bbbbbbb\n')
})

interface Bound {
  name: string
  owner?: string
  state?: string
  host?: boolean
  /** As `80/tcp 0.0.0.0 8085`. */
  ports?: readonly string[]
  /** Not published while it is started again. */
  later?: boolean
}

const idOf = ({ name }: Bound) => name.replaceAll(/[^a-z0-9]/g, '').padEnd(64, '0')
const quoted = (text: string) => JSON.stringify(text)

/** What BOUND_VIEW gives. */
function boundLine(one: Bound): string {
  const { name, owner = '', state = 'running', host = false, ports = [], later = false } = one
  const [project = '', service = ''] = owner.split('/')
  const list = ports.map((port) => `${port.split(' ').map(quoted).join('\u001f')}\u001f`).join('')
  return [
    ...['bound', idOf(one), /^(running|restarting|paused)$/.test(state) ? 'up' : '', quoted(name)],
    ...[project === '' ? '' : quoted(project), service === '' ? '' : quoted(service), quoted(host ? 'host' : 'net')],
    ...[later ? '' : list, list],
  ].join('\t')
}

/** What PS_VIEW gives. */
function row(one: Bound): string {
  const { name, owner = '', state = 'running' } = one
  const [project = '', service = ''] = owner.split('/')
  const hash = project === 'shop' ? 'h2' : ''
  return [idOf(one), quoted(project), quoted(service), quoted(hash), state, '""', quoted(name), 'Up', '""'].join('\t')
}

const service = (name: string, hash: string, kind = 'exclusive', replicas = 1, wave = 1) =>
  ['shop', name, hash, kind, replicas, 'image', 'tag', wave, 0, 'running', '-', '-', 60, 'always', 0].join('\t')

interface Server {
  now?: readonly string[]
  to?: readonly string[]
  ports: readonly string[]
  containers?: readonly Bound[]
  listening?: readonly string[]
}

/** A server that goes back from the second release to the first. */
function setting(server: Server): string {
  const write = (name: string, lines: readonly string[]) =>
    writeFileSync(join(root, name), lines.map((line) => `${line}\n`).join(''))
  const containers = server.containers ?? [{ name: 'web-2', owner: 'shop/web' }]
  write('releases/2-bbbbbbb/services', server.now ?? [service('web', 'h2')])
  write('releases/1-aaaaaaa/services', server.to ?? [service('web', 'h1')])
  write(
    'releases/1-aaaaaaa/ports',
    server.ports.map((line) => line.replaceAll(' ', '\t')),
  )
  makeWhole(join(root, 'releases/1-aaaaaaa'))
  write('table', containers.map(row))
  write('looked', [
    ...containers.map((one) => `=\t${idOf(one)}\tno\t0\t"image"\tx`),
    // What else is looked at with the same call.
    ...containers.map((one) => `${idOf(one)}\t"net"\u001f\t\t`),
    ...containers.map(boundLine),
  ])
  write('listens', server.listening ?? [])
  return `docker() { case $1 in ps) case $* in *"-aq"*) cut -f1 "$ROOT/table" ;; *) cat "$ROOT/table" ;; esac ;; inspect) cat "$ROOT/looked" ;; *) ;; esac; }
listening() { cat "$ROOT/listens"; }
pick_proxy() { PROXY_WHY=''; return 1; }`
}

const A_BLOG = { name: 'blog-web-1', owner: 'blog/web', ports: ['80/tcp 0.0.0.0 8085'] }
const PORT = 'shop web tcp 127.0.0.1 8085 8085'
const own = (more: Partial<Bound> = {}): Bound => ({
  ...{ name: 'web-2', owner: 'shop/web', ports: ['80/tcp 127.0.0.1 8085'] },
  ...more,
})

describe.each(SHELLS)('a rollback to what publishes a port, in %s', (_name, shell) => {
  const why = (calls: string) => inShell(shell, root, `${calls}\nwhy_not 1-aaaaaaa ''`)
  const intent = (calls: string) => inShell(shell, root, `${calls}\nID=1-aaaaaaa STEP=intent; write_intent host`)

  it.each<[string, Server, string]>([
    [
      'a container of somebody else',
      { ports: [PORT], containers: [own({ ports: [] }), A_BLOG] },
      'shop/web: port 127.0.0.1:8085 of the server is held by the container blog-web-1 (service web of the Compose project blog)',
    ],
    [
      'one that nobody’s Compose file names, and that is started again and again',
      {
        ports: ['shop web udp - 53 53'],
        containers: [
          own({ ports: [] }),
          { name: 'dns', state: 'restarting', later: true, ports: ['53/udp 127.0.0.1 53'] },
        ],
      },
      'shop/web: port 53/udp of the server is held by the container dns. ',
    ],
    [
      'a program of the server',
      { ports: [PORT], listening: ['tcp 0100007F:1F95'] },
      "a program of the server itself (`sudo ss -lnpt 'sport = :8085'` says which)",
    ],
    [
      'a program on every IPv6 address',
      { ports: [PORT], listening: ['tcp 00000000000000000000000000000000:1F95'] },
      'a program of the server itself',
    ],
    [
      'an IPv6 address that is written in two ways',
      { ports: ['shop web tcp fd00::1 80 80'], listening: ['tcp 000000FD000000000000000001000000:0050'] },
      'shop/web: port [fd00::1]:80 of the server is held by a program',
    ],
    [
      'another service of the stack, which is stopped later',
      {
        now: [service('web', 'h2'), service('other', 'h2')],
        to: [service('web', 'h1')],
        ports: [PORT],
        containers: [own({ ports: [] }), own({ name: 'other-1', owner: 'shop/other' })],
      },
      'held by the container other-1 (service other of the Compose project shop)',
    ],
    [
      'one that is replaced after it',
      {
        now: [service('web', 'h2'), service('other', 'h2')],
        to: [service('web', 'h1'), service('other', 'h1', 'exclusive', 1, 2)],
        ports: [PORT],
        containers: [own({ ports: [] }), own({ name: 'other-1', owner: 'shop/other' })],
      },
      'held by the container other-1',
    ],
    [
      'its own container, which stays',
      { now: [service('web', 'h2')], to: [service('web', 'h2', 'exclusive', 2)], ports: [PORT], containers: [own()] },
      'held by the container web-2',
    ],
    [
      'all of a range, by a container and a program',
      {
        ports: ['shop web tcp - 8085 8086'],
        containers: [own({ ports: [] }), A_BLOG],
        listening: ['tcp 00000000:1F96'],
      },
      'shop/web: port 8085-8086 of the server is held by the container blog-web-1',
    ],
  ])('is refused before anything changes where %s holds it', (_what, server, words) => {
    const calls = setting(server)
    const asked = why(calls)
    expect({ ...asked, status: asked.status }).toMatchObject({ status: 1, stderr: '' })
    expect(asked.stdout).toContain(words)
    expect(asked.stdout.trim()).toMatch(/Stop what holds it, if nobody needs it, and begin again; [^\n]*$/)
    const begun = intent(calls)
    expect(begun.status).toBe(1)
    expect(begun.stderr).toContain(words)
    expect(() => readFileSync(join(root, 'tx/intent'))).toThrow()
  })

  it.each<[string, Server]>([
    ['that nobody holds', { ports: [PORT], listening: ['tcp 0100007F:1F96', 'udp 0100007F:1F95'] }],
    [
      'at another address',
      { ports: [PORT], containers: [own({ ports: [] }), { ...A_BLOG, ports: ['80/tcp 10.0.0.1 8085'] }] },
    ],
    ['of the other protocol', { ports: [PORT], containers: [{ ...A_BLOG, ports: ['80/udp 0.0.0.0 8085'] }] }],
    ['of a container that has ended', { ports: [PORT], containers: [{ ...A_BLOG, state: 'exited' }] }],
    [
      'of its own container, which is stopped first, and for which Docker listens',
      { ports: [PORT], containers: [own()], listening: ['tcp 0100007F:1F95'] },
    ],
    [
      'of one that is replaced before it',
      {
        now: [service('web', 'h2'), service('other', 'h2')],
        to: [service('other', 'h1', 'exclusive', 1, 0), service('web', 'h1')],
        ports: [PORT],
        containers: [own({ ports: [] }), own({ name: 'other-1', owner: 'shop/other' })],
      },
    ],
    ['of a range of which one is free', { ports: ['shop web tcp - 8085 8086'], containers: [own(), A_BLOG] }],
    ['of what is not started', { to: [service('web', 'h2')], ports: [PORT], containers: [own()] }],
    ['of what has no container', { to: [service('web', 'h1', 'exclusive', 0)], ports: [PORT], containers: [A_BLOG] }],
    [
      'that its own container in the host’s network may have',
      { ports: [PORT], containers: [own({ ports: [], host: true })], listening: ['tcp 0100007F:1F95'] },
    ],
  ])('is not refused for one %s', (_what, server) => {
    const calls = setting(server)
    expect(why(calls)).toMatchObject({ status: 0, stdout: '', stderr: '' })
    expect(intent(calls)).toMatchObject({ status: 0, stderr: '' })
  })

  it('is refused where Docker does not say what a container holds, and where it does not answer', () => {
    const calls = setting({ ports: [PORT], containers: [own(), A_BLOG] })
    const looked = readFileSync(join(root, 'looked'), 'utf8')
    writeFileSync(join(root, 'looked'), looked.replace(/^bound\tblog.*\n/m, ''))
    for (const said of [why(calls).stdout, intent(calls).stderr])
      expect(said).toContain('Docker does not say which ports of the server the container blogweb10000 holds')
    const silent = `${calls}\ndocker() { return 1; }`
    expect(why(silent)).toMatchObject({ status: 1, stdout: expect.stringContaining('Docker does not say') })
  })

  it('waits for what is at work or was interrupted: it is judged when that has ended', () => {
    const calls = setting({ ports: [PORT], containers: [own({ ports: [] }), A_BLOG] })
    writeFileSync(join(root, 'tx/intent'), 'release\t3-ccccccc\n')
    expect(why(calls)).toMatchObject({ status: 0, stdout: '' })
    expect(intent(calls).status).toBe(1)
  })

  it('stands in the list of releases', () => {
    const calls = setting({ ports: [PORT], containers: [own({ ports: [] }), A_BLOG] })
    const { stdout } = inShell(shell, root, `${calls}\nrollback_targets 2-bbbbbbb`)
    expect(stdout).toMatch(/^no 1-aaaaaaa: shop\/web: port 127.0.0.1:8085 .* held by the container blog-web-1/)
  })

  it('is judged as the plan of a deploy is', () => {
    const random = numbers(7)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
    const cases = Array.from({ length: 60 }, () => made(pick))
    const calls = cases.map(({ lines, ports, listening }, index) => {
      const [at, file] = [join(root, `case${index}`), join(root, `releases/${index}`)]
      mkdirSync(file)
      writeFileSync(join(file, 'ports'), ports)
      writeFileSync(at, `${lines.join('\n')}\n`)
      writeFileSync(`${at}.listens`, listening.map((line) => `${line}\n`).join(''))
      return `listening() { cat "${at}.listens"; }; echo "# ${index}"; port_conflicts ${index} <"${at}"`
    })
    const { stdout, stderr } = inShell(shell, root, calls.join('\n'))
    expect(stderr).toBe('')
    const said = stdout.split(/^# \d+\n/m).slice(1)
    expect(said.map((text) => text.split('\n').filter(Boolean).sort())).toEqual(
      cases.map(({ faults }) => faults.sort()),
    )
    expect(cases.filter(({ faults }) => faults.length > 0).length).toBeGreaterThan(10)
    expect(cases.filter(({ faults }) => faults.length === 0).length).toBeGreaterThan(10)
  })
})

/** The same numbers each time. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

const KERNEL: Readonly<Record<string, string>> = {
  '0.0.0.0': '00000000',
  '127.0.0.1': '0100007F',
  '10.0.0.1': '0100000A',
  '::': '0'.repeat(32),
  '::1': '00000000000000000000000001000000',
}
const ADDRESSES = ['', ...Object.keys(KERNEL)]

/** A server and a release that begins there, in the words of the plan and of stackctl. */
function made(pick: <T>(list: readonly T[]) => T) {
  const planned = ['a', 'b', 'c'].map((name) => ({
    ...{ project: 'shop', service: name, replicas: 1, previousReplicas: 1, wave: pick([0, 1, 2]) },
    ...{ change: pick(['new', 'changed', 'changed', 'rescaled', 'unchanged']) },
    class: pick(['exclusive', 'exclusive', 'start-first']),
  })) as unknown as PlannedService[]
  const services = Object.fromEntries(
    planned.map(({ service: name }, index) => [
      name,
      {
        ports: Array.from({ length: pick([1, 2]) }, (_, more) => ({
          ...{ target: 80, protocol: pick(['tcp', 'tcp', 'udp']), host_ip: pick(ADDRESSES) },
          published: pick([
            `${8000 + index * 10 + more * 3}`,
            `${8000 + index * 10 + more * 3}-${8001 + index * 10 + more * 3}`,
          ]),
        })),
      },
    ]),
  )
  const models = [{ name: 'shop', services } as unknown as ReleaseModel]
  const port = () => pick([0, 10, 20]) + pick([0, 0, 1, 3, 4]) + 8000
  const bound = Array.from(
    { length: pick([0, 1, 2, 4, 6]) },
    (_, index): Bound => ({
      name: `c${index}`,
      owner: pick(['shop/a', 'shop/b', 'shop/c', 'blog/web', '']),
      state: pick(['running', 'running', 'restarting', 'exited']),
      host: pick([false, false, false, true]),
      ports: Array.from(
        { length: pick([1, 2, 3]) },
        () => `80/${pick(['tcp', 'tcp', 'udp'])} ${pick(['0.0.0.0', '127.0.0.1', '::', '::1'])} ${port()}`,
      ),
      later: pick([false, true]),
    }),
  )
  const listening = Array.from({ length: pick([0, 2, 5]) }, () => {
    return `${pick(['tcp', 'udp'])} ${pick(Object.values(KERNEL))}:${port().toString(16).toUpperCase()}`
  })
  const wants = planned
    .filter(({ change }) => change !== 'unchanged')
    .map((one) => ['want', 'shop', one.service, 1, one.class, one.change, one.wave].join('\t'))
  const olds = bound.flatMap((one) => {
    const [project = '', name = ''] = (one.owner ?? '').split('/')
    const now = planned.find((two) => two.service === name && project === 'shop')
    return now === undefined
      ? []
      : [['old', project, name, idOf(one), now.change === 'changed' ? 'replace' : 'keep'].join('\t')]
  })
  const facts = { containers: bound.map(inspected), listening: parseListening(listening) }
  return {
    lines: [...wants, ...olds, '=', ...bound.map(boundLine)],
    ports: writeLines(PORTS, publishedPorts(planned, models)),
    listening,
    faults: portFaults({ models, planned, facts }),
  }
}

function inspected(one: Bound): InspectedContainer {
  const [project = '', name = ''] = (one.owner ?? '').split('/')
  const bindings = Object.fromEntries(
    (one.ports ?? []).map((port, index) => {
      const [target = '', HostIp = '', HostPort = ''] = port.split(' ')
      return [target.replace('80', String(80 + index)), [{ HostIp, HostPort }]]
    }),
  )
  const found = container(project, name, {
    inspected: {
      State: { Status: one.state ?? 'running', Running: one.state !== 'exited' },
      HostConfig: { NetworkMode: one.host === true ? 'host' : 'net', PortBindings: bindings },
    },
  })
  found.Name = `/${one.name}`
  if (project === '') found.Config.Labels = {}
  found.NetworkSettings = { ...found.NetworkSettings, Ports: one.later === true ? {} : bindings }
  return found
}
