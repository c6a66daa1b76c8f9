import { describe, expect, it } from '@jest/globals'
import { knownHostsAdvice, loginFailure } from '../../../src/host/failures.js'
import { explain } from '../../../src/runtime/errors.js'

const address = { user: 'deploy', name: 'example.org', port: 2222 }

describe('what ssh says', () => {
  it.each([
    ['ssh: connect to host example.org port 2222: Connection timed out\n', /cannot be reached: no answer: .*timed out/],
    [
      'ssh: connect to host example.org port 2222: No route to host\n',
      /cannot be reached: no answer: .*No route to host/,
    ],
    ['ssh: connect to host example.org port 2222: Connection refused\n', /nothing listens on port 2222/],
    ['ssh: Could not resolve hostname example.org: Name or service not known\n', /its name is not known/],
    ['kex_exchange_identification: Connection closed by remote host\n', /ended the connection before a login/],
    ['deploy@example.org: Permission denied (publickey).\n', /does not let deploy in with this key/],
    [
      'No ED25519 host key is known for [example.org]:2222 and you have requested strict checking.\nHost key verification failed.\n',
      /known-hosts has no host key of \[example\.org\]:2222/,
    ],
    [
      '@@@@@\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nSHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG.\nHost key verification failed.\n',
      /is not the one in known-hosts \(it showed SHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG\)/,
    ],
    [
      'Unable to negotiate with example.org: no matching key exchange method found.\n',
      /no connection to example\.org: Unable to negotiate/,
    ],
    ['', /ssh gave no reason/],
  ])('%j becomes a reason', (stderr, message) => {
    expect(explain(loginFailure(address, stderr))).toMatch(message)
  })

  it.each([
    ['deploy@example.org: Permission denied (publickey).\n', /with any key of yours[\s\S]*ssh-add -l/],
    ['Host key verification failed.\n', /~\/\.ssh\/known_hosts[\s\S]*ssh -p 2222 deploy@example\.org/],
    ['Host key for example.org has changed\n', /ssh-keygen -R '\[example\.org\]:2222'/],
  ])('%j is answered with what a person can type who logs in by ssh’s own configuration', (stderr, message) => {
    const text = explain(loginFailure(address, stderr, { key: true, knownHosts: true }))
    expect(text).toMatch(message)
    expect(text).not.toMatch(/vars\.KNOWN_HOSTS|this key/)
  })
})

it('gives the scan with the port only where it is not 22', () => {
  expect(knownHostsAdvice(address)[0]).toBe('get the line with: ssh-keyscan -t ed25519 -p 2222 example.org')
  expect(knownHostsAdvice({ ...address, port: 22 })[0]).toBe('get the line with: ssh-keyscan -t ed25519 example.org')
})

describe('advice about a host key goes by who gave the known ones, not by who gave the key', () => {
  const UNKNOWN = 'Host key verification failed.\n'
  it.each<[string, { key: boolean; knownHosts: boolean }, RegExp, RegExp]>([
    [
      'a key alone',
      { key: false, knownHosts: true },
      /~\/\.ssh\/known_hosts[\s\S]*log in once by hand/,
      /vars\.KNOWN_HOSTS/,
    ],
    ['known hosts alone', { key: true, knownHosts: false }, /input known-hosts[\s\S]*--known-hosts FILE/, /by hand/],
  ])('where %s is given', (_, own, message, never) => {
    const text = explain(loginFailure(address, UNKNOWN, own))
    expect(text).toMatch(message)
    expect(text).not.toMatch(never)
  })
})

it('a configuration that ssh cannot use is named, with how to go without it', () => {
  const said =
    '/home/a/.ssh/config: line 3: Bad configuration option: foo\n/home/a/.ssh/config: terminating, 1 bad configuration options\n'
  expect(explain(loginFailure(address, said, { key: true, knownHosts: true }))).toMatch(
    /config: line 3: Bad configuration option: foo[\s\S]*--ssh-key FILE/,
  )
})
