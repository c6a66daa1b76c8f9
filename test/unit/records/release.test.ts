import { spawnSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { readArgv, writeArgv } from '../../../src/records/argv.js'
import { readMeta, writeMeta } from '../../../src/records/meta.js'
import { readLines, writeLines } from '../../../src/records/record.js'
import { RESOURCES, type ReleaseService, ROUTES, type RouteLine, SERVICES } from '../../../src/records/release.js'
import { resourceLine } from '../../../src/release/records/resourceLine.js'

const HOSTILE = [
  'plain',
  '',
  '-',
  '--help',
  '-oProxyCommand=x',
  '$(id)`id`;|&',
  `"'\\`,
  'tab\there',
  'line\nline\r\n',
  'a\u001fb',
  '\u001f7 and \u001f0',
  '\\n \\037 \\\\',
  '%s %b %%',
  '\u202eabc\u202c',
  '::set-output name=x::y',
  'é😀',
  'x'.repeat(65_536),
  '{{ env "HOME" }}',
]

const service: ReleaseService = {
  project: 'shop',
  service: 'web',
  hash: 'h',
  class: 'start-first',
  replicas: 3,
  image: 'web@sha256:1',
  tag: 'stack-actions/shop/web:1-0123456',
  wave: 1,
  drainSeconds: 5,
  check: { kind: 'tcp', port: 80 },
  startTimeoutSeconds: 60,
  restart: 'on-failure:3',
  parallelism: 2,
}

describe('argv fields', () => {
  it('give back every argument, also in threes', () => {
    for (const [index, one] of HOSTILE.entries()) {
      const argv = ['exec', one, HOSTILE[(index + 1) % HOSTILE.length] ?? '']
      expect(readArgv(writeArgv(argv))).toEqual(argv)
    }
  })

  it.each(['sh', 'bash'])('are what printf %%b of %s understands', (shell) => {
    const split = 'IFS=$(printf "\\037"); set -f; for a in $1; do printf %b "$a"; printf "\\000"; done'
    const argv = HOSTILE.filter((one) => one !== '' && one.length < 1000).map((one) => `${one}.`)
    const { stdout } = spawnSync(shell, ['-c', split, shell, writeArgv(argv)], { encoding: 'utf8' })
    expect(stdout.split('\0').slice(0, -1)).toEqual(argv)
  })

  it('take one line without tabs, and refuse NUL', () => {
    expect(writeArgv(HOSTILE)).not.toMatch(/[\t\n\r]/)
    expect(() => writeArgv(['a\0b'])).toThrow('cannot be written')
  })
})

describe('services', () => {
  const all: ReleaseService[] = [
    service,
    { ...service, check: { kind: 'image' }, probe: { port: 3001, path: '/health?a=b' }, containerName: 'shop-web' },
    { ...service, check: { kind: 'running' }, class: 'one-shot' },
    { ...service, check: { kind: 'image', port: 3000 } },
    ...HOSTILE.map((one): ReleaseService => ({ ...service, check: { kind: 'exec', argv: ['/app', one, 'x'] } })),
    ...HOSTILE.map((one): ReleaseService => ({ ...service, check: { kind: 'shell', command: one } })),
  ]

  it('come back as they were written, a line each', () => {
    const text = writeLines(SERVICES, all)
    expect(text.split('\n')).toHaveLength(all.length + 1)
    expect(readLines(SERVICES, text)).toEqual(all)
  })

  it('have the fields of the wire format in order', () => {
    expect(writeLines(SERVICES, [service])).toBe(
      'shop\tweb\th\tstart-first\t3\tweb@sha256:1\tstack-actions/shop/web:1-0123456\t1\t5\ttcp\u001f80\t-\t-\t60\ton-failure:3\t2\n',
    )
  })

  it('are refused where a plain field would break the line', () => {
    for (const bad of ['a\tb', 'a\nb', 'a\0b'])
      expect(() => writeLines(SERVICES, [{ ...service, containerName: bad }])).toThrow('cannot be written')
    expect(() => readLines(SERVICES, 'shop\tweb\n')).toThrow('2 fields in place of 15')
  })
})

describe('routes, meta and resources', () => {
  it('come back as they were written', () => {
    const routes: RouteLine[] = [
      {
        section: 'routers',
        project: 'p',
        service: 's',
        name: 's-web',
        definition: JSON.stringify({ rule: 'Host(`a`)\n\t' }),
      },
      {
        section: 'services',
        project: 'p',
        service: 's',
        name: 's-web',
        definition: '{}',
        server: { scheme: 'http', port: 80, sticky: true, network: '' },
      },
      {
        section: 'services',
        project: 'p',
        service: 's',
        name: 's-api',
        definition: '{}',
        server: { scheme: 'h2c', port: 81, sticky: false, network: 'edge' },
      },
    ]
    expect(readLines(ROUTES, writeLines(ROUTES, routes))).toEqual(routes)
    const meta = { id: '1-a', ref: 'refs/heads/a=b $(id)', of: '' }
    expect(readMeta(writeMeta(meta))).toEqual(meta)
    expect(() => writeMeta({ ref: 'a\nkind=rollback' })).toThrow('cannot be written')
  })

  it('list what docker network and volume create need', () => {
    const ipam = { config: [{ subnet: '10.9.0.0/24', gateway: '10.9.0.1' }] }
    const text = writeLines(RESOURCES, [
      resourceLine({
        kind: 'network',
        name: 'edge',
        definition: { driver: 'bridge', internal: true, ipam, labels: { b: '2', a: 'x y' } },
      }),
      resourceLine({ kind: 'volume', name: 'data', definition: { driver_opts: { device: '/srv', type: 'none' } } }),
      resourceLine({ kind: 'volume', name: 'plain', definition: {} }),
    ])
    expect(text.split('\n').map((line) => line.replaceAll('\u001f', ' '))).toEqual([
      'network\tedge\t--driver bridge --label a=x y --label b=2 --internal --subnet 10.9.0.0/24 --gateway 10.9.0.1',
      'volume\tdata\t--opt device=/srv --opt type=none',
      'volume\tplain\t-',
      '',
    ])
  })
})
