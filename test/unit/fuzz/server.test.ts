import { isIP } from 'node:net'
import { describe, expect } from '@jest/globals'
import * as fc from 'fast-check'
import { parseCovered } from '../../../src/host/coveredQuestion.js'
import { parseFacts, parseImages, parseNames } from '../../../src/host/facts.js'
import { parseAnswer, writeQuestion } from '../../../src/host/likenessQuestion.js'
import { parseListening } from '../../../src/host/listening.js'
import { refusal, toJudge } from '../../../src/host/said.js'
import { knownConfig } from '../../../src/host/traefik/known.js'
import { serverFields } from '../../../src/host/traefik/staticConfig.js'
import { readArgv, writeArgv } from '../../../src/records/argv.js'
import type { Check } from '../../../src/records/check.js'
import { readMeta, writeMeta } from '../../../src/records/meta.js'
import { readLines, writeLines } from '../../../src/records/record.js'
import { type ReleaseService, ROUTES, SERVICES } from '../../../src/records/release.js'
import {
  committedImages,
  journalEvent,
  journalLine,
  journalText,
  stepTimes,
} from '../../../src/release/records/journal.js'
import { plain } from '../../../src/runtime/escape.js'
import { corrupted, holds, json, named, text } from './property.js'

// What a server prints: its journal, its facts, its records.

const container = {
  ...{ Id: 'f00', Name: '/p-traefik-1', Created: '', Image: 'sha256:1', Path: 'traefik', Args: ['--providers.docker'] },
  State: { Status: 'running', Running: true, StartedAt: 'now', ExitCode: 0, Health: { Status: 'healthy' } },
  Config: {
    ...{ Image: 'traefik:v3', Env: ['A=b'], Cmd: ['x'], Entrypoint: null, ExposedPorts: { '80/tcp': {} } },
    ...{ Labels: { 'com.docker.compose.project': 'p', a: 'b' }, Healthcheck: { Test: ['CMD', 'x'] } },
  },
  HostConfig: {
    ...{ NetworkMode: 'bridge', RestartPolicy: { Name: 'always', MaximumRetryCount: 0 } },
    PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '80' }] },
  },
  Mounts: [{ Type: 'bind', Source: '/a', Destination: '/b', RW: true }],
  NetworkSettings: { Networks: { edge: { IPAddress: '10.0.0.1', Aliases: ['a'] } }, Ports: { '80/tcp': null } },
}

const CONTAINERS = JSON.stringify([container])
const IMAGES = 'redis:8\tredis@sha256:aa\tlinux/amd64\t{"Env":["A=b"]}\tsha256:bb'
const FACTS = [
  ['root', '/home/deploy/.stack-actions/shop-production'],
  ['engine', '26.1.5'],
  ['compose', '2.26.1'],
  ['platform', 'linux/amd64'],
  ['key', '0123456789abcdef0123456789abcdef'],
  ['secrets', 'hunter2-a'],
  ['env', 'A=hunter2-b'],
  ['current', '2-abcdef0'],
  ['containers', CONTAINERS],
  ['volumes', '[{"Name":"db","Driver":"local","Labels":null,"Options":{"o":"x"}}]'],
  ['networks', '[{"Name":"web","Driver":"bridge","Labels":{}}]'],
  ['images', IMAGES],
  [
    'stacks',
    'web\tlabel=h/b/web/web/production\trepository=h/b/web\trepository_id=\tname=web\tenvironment=production\t',
  ],
  ['checkouts', '/srv/a\tgit@github.com:a/b.git'],
  ['traefik f00', 'now\u001f/etc/traefik/traefik.yml\u001fabc\n17\n/ overlay\n=\nproviders: {docker: {}}\n\n= end'],
  ['target', '1-abcdef0\nshop\tweb\th'],
  ['refusal', ''],
  ['targets', 'can\t1-abcdef0\tdeploy\t2026\tc0ffee\toctocat\t'],
  ['meta', 'id=2-abcdef0\nkind=deploy'],
  ['services', 'shop\tweb\th'],
  ['routes', ''],
  ['model shop', '{"name":"shop","services":{"web":{"image":"x"}}}'],
  ['releases', '2-abcdef0\tdeploy\tcommitted'],
  ['seq', '2'],
  ['files', 'aa\nbb'],
  ['damaged', 'bb'],
  ['identity', 'label=h/a/shop/shop/production'],
  ['unfinished', ''],
] as const

const answerOf = (sections: readonly (readonly [string, string])[]): string =>
  sections.map(([name, lines]) => `== ${name}\n${lines === '' ? '' : lines.replace(/^/gm, ' ')}`).join('\n')
const ANSWER = answerOf(FACTS)

describe('whatever a server prints, there is a value or an error that has a name:', () => {
  holds('facts', fc.oneof(text(), corrupted(ANSWER)), (input) => {
    expect(parseFacts(ANSWER).containers).toHaveLength(1)
    const facts = named(() => parseFacts(input))
    for (const one of facts?.containers ?? []) expect(typeof one.Id).toBe('string')
  })
  holds(
    'facts of which one section is anything',
    fc.tuple(
      fc.constantFrom(...FACTS.map(([name]) => name)),
      fc.oneof(text(), json(JSON.parse(CONTAINERS) as unknown)),
    ),
    ([changed, by]) =>
      void named(() => parseFacts(answerOf(FACTS.map(([name, lines]) => [name, name === changed ? by : lines])))),
  )
  holds('names of files', fc.oneof(text(), corrupted('== /a\n x\n ?\n== /b\n?\n')), (input) => void parseNames(input))
  holds('images', fc.oneof(text(), corrupted(IMAGES)), (input) => {
    for (const { config } of parseImages(input.split('\n'))) expect(typeof config).toBe('object')
  })
  holds(
    'likeness',
    fc.oneof(text(), corrupted('hash\tp\tweb\tx\nimage\tid\t{"Env":["A"]}\nsum\tid\t/p\tabc\n')),
    (input) => {
      for (const [, config] of parseAnswer(input).images) expect(typeof config).toBe('object')
    },
  )
  holds(
    'a transaction that waits',
    fc.oneof(text(), corrupted(`x\n== containers\n ${JSON.stringify(container)}\n`)),
    (input) => {
      for (const one of toJudge(input).containers ?? []) expect(typeof one.State.Running).toBe('boolean')
    },
  )
  holds(
    'what it was set up by, for a Traefik',
    fc.tuple(
      fc.constantFrom('/t.yml', '/t.toml'),
      fc.oneof(
        text(),
        corrupted(
          'providers:\n  docker: {}\nentryPoints:\n  web: {address: ":80"}\n',
          '[providers.docker]\n[entryPoints.web]\naddress = ":80"\n',
        ),
      ),
    ),
    ([path, content]) => {
      const known = knownConfig({ words: ['traefik'], environment: [], file: { path, text: content } })
      if ('config' in known)
        for (const one of serverFields(known.config))
          for (const sign of ['\t', '\n', '\u001f']) expect(one).not.toContain(sign)
    },
  )
  holds(
    'arguments of a Traefik',
    fc.array(fc.oneof(text(), corrupted('--providers.docker=true', '--entrypoints.web.address=:80', '--ping')), {
      maxLength: 6,
    }),
    (words) => void knownConfig({ words: ['traefik', ...words], environment: words }),
  )
  holds(
    'what lies where git has a file',
    fc.oneof(text(), corrupted('id\t/p\tsame\n')),
    (input) => void parseCovered(input),
  )
  holds(
    'ports that something listens on',
    fc.oneof(text(), corrupted('tcp 0100007F:0050', `tcp ${'0'.repeat(32)}:01BB`)),
    (input) => {
      for (const { port, address } of parseListening(input.split('\n'))) {
        expect(port).toBeLessThan(65_536)
        expect(isIP(address)).not.toBe(0)
      }
    },
  )
  holds('words of refusal', text(), (input) => expect(refusal(input, 'a@b:22').message).not.toBe(''))
})

const LINE = '2026-01-01T00:00:00Z\t1234\t2-abcdef1\tcommit\tnote\tshop/web\trunning i 0123456789ab'

describe('a line of the journal', () => {
  holds('is an event that is written again as it came, or none', fc.oneof(text(), corrupted(LINE)), (input) => {
    const event = journalEvent(input)
    if (event === undefined) return
    expect(journalEvent(journalLine(event))).toEqual(event)
    void journalText(event)
    expect(stepTimes([event, event]).every(({ milliseconds }) => Number.isFinite(milliseconds))).toBe(true)
    void committedImages([event])
  })
})

const field = () =>
  text()
    .map((one) => one.replace(/[\t\n\r\0]/g, ' '))
    .filter((one) => one !== '' && one !== '-')
const count = () => fc.nat({ max: 100_000 })
const check = (): fc.Arbitrary<Check> =>
  fc.oneof(
    fc
      .array(
        text().map((one) => one.replaceAll('\0', '')),
        { minLength: 1, maxLength: 4 },
      )
      .map((argv): Check => ({ kind: 'exec', argv })),
    text().map((command): Check => ({ kind: 'shell', command: command.replaceAll('\0', '') })),
    count().map((port): Check => ({ kind: 'tcp', port })),
    fc.constantFrom<Check>({ kind: 'image' }, { kind: 'image', port: 80 }, { kind: 'running' }, { kind: 'ends' }),
  )
const service = (): fc.Arbitrary<ReleaseService> =>
  fc.record(
    {
      ...{ project: field(), service: field(), hash: field(), image: field(), tag: field(), restart: field() },
      class: fc.constantFrom<ReleaseService['class']>('one-shot', 'exclusive', 'start-first'),
      ...{
        replicas: count(),
        wave: count(),
        drainSeconds: count(),
        startTimeoutSeconds: count(),
        parallelism: count(),
      },
      check: check(),
      probe: fc.record({ port: count(), path: field() }),
      containerName: field(),
    },
    {
      requiredKeys: [
        'project',
        'service',
        'hash',
        'image',
        'tag',
        'restart',
        'class',
        'replicas',
        'wave',
        'drainSeconds',
        'startTimeoutSeconds',
        'parallelism',
        'check',
      ],
    },
  )

describe('records of a release', () => {
  holds(
    'come back as they were written: arguments',
    fc.array(
      text().map((one) => one.replaceAll('\0', '')),
      { minLength: 2, maxLength: 5 },
    ),
    (argv) => {
      expect(readArgv(writeArgv(argv))).toEqual(argv)
      expect(writeArgv(argv)).not.toMatch(/[\t\n\r]/)
    },
  )
  holds('come back as they were written: services', fc.array(service(), { maxLength: 3 }), (services) =>
    expect(readLines(SERVICES, writeLines(SERVICES, services))).toEqual(services),
  )
  holds(
    'come back as they were written: routes',
    fc.array(
      fc.record({
        section: fc.constantFrom('routers' as const, 'services' as const, 'middlewares' as const, 'blocked' as const),
        ...{ project: field(), service: field(), name: field(), definition: field() },
      }),
      { maxLength: 3 },
    ),
    (routes) => expect(readLines(ROUTES, writeLines(ROUTES, routes))).toEqual(routes),
  )
  holds(
    'come back as they were written: meta',
    fc.dictionary(
      fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/),
      text().map((one) => one.replace(/[\n\r\0]/g, ' ')),
      { maxKeys: 5 },
    ),
    (meta) => expect(readMeta(writeMeta(meta))).toEqual({ ...meta }),
  )
  const SERVICE =
    'shop\tweb\th\tstart-first\t3\tweb@sha256:1\ts/web:1\t1\t5\ttcp\u001f80\t80\u001f/x\t-\t60\ton-failure:3\t2\n'
  holds(
    'are services in which all that counts is a number, or are refused',
    fc.oneof(text(), corrupted(SERVICE)),
    (input) => {
      for (const one of named(() => readLines(SERVICES, input)) ?? []) {
        const numbers = [one.replicas, one.wave, one.drainSeconds, one.startTimeoutSeconds, one.parallelism]
        expect(numbers.every(Number.isSafeInteger)).toBe(true)
        expect(['one-shot', 'exclusive', 'start-first']).toContain(one.class)
      }
    },
  )
  holds(
    'are routes, or are refused',
    fc.oneof(text(), corrupted('services\tp\ts\ts-web\t{}\thttp\t80\t1\tedge\n')),
    (input) => {
      for (const { server } of named(() => readLines(ROUTES, input)) ?? [])
        if (server !== undefined) expect(Number.isSafeInteger(server.port)).toBe(true)
    },
  )
  holds('are meta, whatever they hold', text(), (input) => void readMeta(input))
})

describe('what is sent to a server', () => {
  holds(
    'has a line for each question, whatever the paths are called',
    fc.array(fc.record({ container: field(), path: text(), from: text() }), { maxLength: 4 }),
    (files) => {
      const lines = writeQuestion({ models: [], images: [], files }).split('\n')
      expect(lines.slice(0, -1).every((line) => line.split('\t').length === 4)).toBe(true)
    },
  )
})

describe('words of others', () => {
  holds('are printed without control characters', text(), (input) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(plain(input)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
  })
})
