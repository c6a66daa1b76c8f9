import { describe, expect, it } from '@jest/globals'
import { type Credentials, masterArgv } from '../../../src/host/options.js'

const argvFor = (given: Credentials, port = 22) =>
  masterArgv({ user: 'deploy', name: 'example.org', port }, '/tmp/c', given, 'cat')
const optionsOf = (argv: string[]) => argv.filter((_, at) => argv[at - 1] === '-o')

describe('the ssh that logs in', () => {
  it('reads no configuration and asks no agent where a key is given', () => {
    const argv = argvFor({ keyFile: '/k', knownHostsFile: '/h' })
    expect(argv.slice(0, 3)).toEqual(['ssh', '-F', '/dev/null'])
    expect(optionsOf(argv)).toEqual(
      expect.arrayContaining([
        'IdentityAgent=none',
        'IdentityFile="/k"',
        'UserKnownHostsFile="/h"',
        'IdentitiesOnly=yes',
      ]),
    )
  })

  it('leaves keys, agent and known hosts to ssh’s own configuration where none is given', () => {
    const argv = argvFor({})
    expect(argv).not.toContain('-F')
    expect(optionsOf(argv).filter((option) => /Identity|Known|Preferred/.test(option))).toEqual([])
  })

  it.each<[string, Credentials]>([
    ['with a key', { keyFile: '/k', knownHostsFile: '/h' }],
    ['with ssh’s own', {}],
  ])('%s, learns no host key, asks nobody, forwards nothing, and stays this process’s own', (_, given) => {
    expect(optionsOf(argvFor(given))).toEqual(
      expect.arrayContaining([
        ...['StrictHostKeyChecking=yes', 'UpdateHostKeys=no', 'BatchMode=yes', 'ClearAllForwardings=yes'],
        ...['ForwardAgent=no', 'ControlPersist=no', 'RemoteCommand=none', 'PermitLocalCommand=no'],
      ]),
    )
  })

  it.each<[string, Credentials, number, string[]]>([
    ['a key, the usual port', { keyFile: '/k' }, 22, ['-p', '22']],
    ['ssh’s own, the usual port: the configuration may name another', {}, 22, []],
    ['ssh’s own, another port', {}, 2222, ['-p', '2222']],
  ])('%s', (_, given, port, expected) => {
    const argv = argvFor(given, port)
    const at = argv.indexOf('-p')
    expect(at < 0 ? [] : argv.slice(at, at + 2)).toEqual(expected)
  })

  it('runs its command here and with our stdin, whatever ssh’s own configuration says of sessions', () => {
    const options = ['SessionType=default', 'StdinNull=no', 'ForkAfterAuthentication=no']
    expect(optionsOf(argvFor({ knownHostsFile: '/h' }))).toEqual(expect.arrayContaining(options))
    // An older ssh does not know them, and reads no configuration with a key.
    expect(optionsOf(argvFor({ keyFile: '/k' })).filter((option) => options.includes(option))).toEqual([])
  })
})
