import { describe, expect, it } from '@jest/globals'
import { ownWork, processKind, stepsOf } from '../../../bench/timeline.mjs'
import { bootstrapArgv } from '../../../src/host/bootstrap.js'
import { commandArgv, masterArgv, tunnelArgv } from '../../../src/host/options.js'
import { commandLine } from '../../../src/host/quote.js'

const ADDRESS = { user: 'deploy', name: 'example.org', port: 22 }
const SHA = 'a'.repeat(64)
const call = (...argv: string[]) => commandArgv(ADDRESS, '/tmp/c', commandLine(argv))

describe('what a process of the action is', () => {
  it.each([
    ['the connection', masterArgv(ADDRESS, '/tmp/c', { keyFile: 'k', knownHostsFile: 'h' }, 'cat'), 'login', 'login'],
    ['a tunnel', tunnelArgv(ADDRESS, '/tmp/c', { address: '10.0.0.1', port: 80 }), 'ssh', 'tunnel'],
    [
      'the first call, which brings the program',
      call(...bootstrapArgv('bench-production', SHA, ['facts'])),
      'ssh',
      'facts',
    ],
    [
      'a verb with options',
      call('sh', `/root/x/bin/stackctl-${SHA}`, 'run', '5-aaaaaaa', '--gate', 'runner'),
      'ssh',
      'run',
    ],
    ['another command of the server', call('docker', 'inspect', SHA, SHA), 'ssh', 'docker inspect aaaaa'],
    ['a program of the runner', ['/usr/bin/docker', 'compose', 'config', '--format'], 'other', 'docker compose config'],
  ])('%s', (_, argv, kind, what) => expect(processKind(argv)).toEqual({ kind, what }))
})

describe('own work', () => {
  const login = { kind: 'login', what: 'login', from: 300, to: 2000 } as const
  const ssh = (what: string, from: number, to: number) => ({ kind: 'ssh', what, from, to }) as const

  it('is what is left without the login and the calls', () => {
    expect(ownWork(2000, [login, ssh('facts', 500, 900), ssh('run', 1000, 1950)])).toBe(300 + 100 + 50)
  })

  it('has Compose on the runner within, and nothing that ran beside a call', () => {
    const compose = { kind: 'other', what: 'docker compose config', from: 100, to: 250 } as const
    const git = { kind: 'other', what: 'git', from: 600, to: 800 } as const
    expect(ownWork(2000, [compose, git, login, ssh('run', 500, 1950)])).toBe(300 + 50)
  })

  it('has no gate within: the time from the call that waits for it to the one that answers', () => {
    const calls = [
      ssh('deploy', 500, 1000),
      ssh('heartbeat', 1100, 1200),
      ssh('watch', 1400, 1500),
      ssh('watch', 1700, 2000),
    ]
    expect(ownWork(2100, [login, ...calls])).toBe(300 + 100)
  })

  it('counts what comes after a transaction that asked for no gate', () => {
    expect(ownWork(2500, [login, ssh('run', 500, 2000)])).toBe(300 + 500)
  })
})

describe('steps of a journal', () => {
  const line = (uptime: number, step: string, event: string) =>
    `2026-11-25T00:00:00Z\t${uptime}\t5-aaaaaaa\t${step}\t${event}\t-\t`

  it('have their begin and end after the start of the action; a step of several waves is there once for each', () => {
    const journal = [
      line(1000, 'prepare', 'end'),
      line(1100, 'start', 'begin'),
      line(1150, 'start', 'note'),
      line(1200, 'start', 'end'),
      line(1300, 'start', 'begin'),
      line(1400, 'start', 'end'),
      line(1500, 'commit', 'begin'),
    ].join('\n')
    expect(stepsOf(journal, 1000)).toEqual([
      { step: 'start', from: 100, to: 200 },
      { step: 'start', from: 300, to: 400 },
    ])
  })
})
