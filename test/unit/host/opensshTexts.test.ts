import { describe, expect, it } from '@jest/globals'
import {
  configurationFault,
  fingerprintIn,
  isCutOff,
  lastWords,
  loginFault,
  tunnelFault,
} from '../../../src/host/opensshTexts.js'

const AT = '@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@'
const FINGERPRINT = 'SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8'

// As OpenSSH 9.2p1 prints them: ssh.c, sshconnect.c, sshconnect2.c, packet.c, kex.c, mux.c and channels.c.
const CHANGED = `${AT}
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
${AT}
IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
Someone could be eavesdropping on you right now (man-in-the-middle attack)!
It is also possible that a host key has just been changed.
The fingerprint for the ED25519 key sent by the remote host is
${FINGERPRINT}.
Please contact your system administrator.
Add correct host key in /tmp/known_hosts to get rid of this message.
Offending ED25519 key in /tmp/known_hosts:1
Host key for example.org has changed and you have requested strict checking.
Host key verification failed.
`
const BAD_OPTION = `/home/a/.ssh/config: line 3: Bad configuration option: foo
/home/a/.ssh/config: terminating, 1 bad configuration options
`
const NO_VARIABLE = `vdollar_percent_expand: env var \${XDG_RUNTIME_DIR} has no value
/home/a/.ssh/config line 2: Invalid environment expansion \${XDG_RUNTIME_DIR}/a.
/home/a/.ssh/config: terminating, 1 bad configuration options
`
const UNKNOWN = `No ED25519 host key is known for [example.org]:2222 and you have requested strict checking.
Host key verification failed.
`
const OTHER_ADDRESS = `Warning: the ED25519 host key for 'example.org' differs from the key for the IP address '192.0.2.1'
Offending key for IP in /tmp/known_hosts:2
Exiting, you have requested strict checking.
Host key verification failed.
`
const DROPPED = `kex_exchange_identification: read: Connection reset by peer
Connection reset by 192.0.2.1 port 22
`
const SILENT = `Connection timed out during banner exchange
Connection to 192.0.2.1 port 22 timed out
`

describe('why nobody could log in is told by', () => {
  it.each([
    ['configuration', BAD_OPTION],
    ['configuration', NO_VARIABLE],
    ['configuration', 'invalid environment variable expansion\n'],
    ['changed-key', CHANGED],
    ['changed-key', OTHER_ADDRESS],
    ['unknown-key', UNKNOWN],
    ['denied', 'deploy@example.org: Permission denied (publickey).\n'],
    ['denied', 'Received disconnect from 192.0.2.1 port 22:2: Too many authentication failures\n'],
    ['unknown-name', 'ssh: Could not resolve hostname example.org: Name or service not known\n'],
    ['unknown-name', 'ssh: Could not resolve hostname example.org: Temporary failure in name resolution\n'],
    ['refused', 'ssh: connect to host example.org port 22: Connection refused\n'],
    ['no-answer', 'ssh: connect to host example.org port 22: Connection timed out\n'],
    ['no-answer', 'ssh: connect to host example.org port 22: No route to host\n'],
    ['no-answer', 'ssh: connect to host example.org port 22: Network is unreachable\n'],
    ['no-answer', SILENT],
    ['ended', DROPPED],
    [
      'ended',
      'kex_exchange_identification: Connection closed by remote host\nConnection closed by 192.0.2.1 port 22\n',
    ],
    ['ended', 'Connection closed by 192.0.2.1 port 22\n'],
    ['ended', 'banner exchange: Connection to 192.0.2.1 port 22: invalid format\n'],
    [
      undefined,
      'Unable to negotiate with 192.0.2.1 port 22: no matching host key type found. Their offer: ssh-rsa,ssh-dss\n',
    ],
    [undefined, ''],
  ])('%s: %j', (fault, stderr) => {
    expect(loginFault(stderr)).toBe(fault)
  })
})

describe('that a command was cut off is told by', () => {
  it.each([
    [true, 'mux_client_request_session: read from master failed: Broken pipe\n'],
    [true, 'mux_client_request_session: session request failed: Session open refused by peer\n'],
    [true, 'Control socket connect(/tmp/x/ssh): Connection refused\n'],
    [true, 'client_loop: send disconnect: Broken pipe\n'],
    [true, 'Connection to example.org closed by remote host.\nConnection closed\n'],
    [false, 'cp: cannot stat /x: No such file or directory\n'],
    [false, ''],
  ])('%s: %j', (is, stderr) => {
    expect(isCutOff(stderr)).toBe(is)
  })
})

describe('why a forwarding ended is told by', () => {
  const REFUSED = 'Stdio forwarding request failed: Session open refused by peer\n'
  it.each([
    [
      'the ssh of its own, where the connection is lost',
      'mux_client_forward: read from master failed: Broken pipe\n',
      '',
      'lost',
    ],
    [
      'the ssh that holds the connection, where sshd forbids it',
      REFUSED,
      'channel 3: open failed: administratively prohibited: open failed\n',
      'forbidden',
    ],
    [
      'the ssh that holds the connection, where nothing listens',
      REFUSED,
      'channel 3: open failed: connect failed: Connection refused\n',
      { unreached: 'connection refused' },
    ],
    [
      'its last words alone, where several were opened',
      REFUSED,
      'channel 3: open failed: connect failed: Connection refused\nchannel 4: open failed: connect failed: No route to host\n',
      { unreached: 'no route to host' },
    ],
    [
      'nobody, where sshd gave no reason',
      REFUSED,
      '',
      { unreached: 'Stdio forwarding request failed: Session open refused by peer' },
    ],
  ])('%s', (_who, stderr, masterStderr, fault) => {
    expect(tunnelFault(stderr, masterStderr)).toEqual(fault)
  })
})

it('the fingerprint of a key that has changed is found', () => {
  expect(fingerprintIn(CHANGED)).toBe(FINGERPRINT)
  expect(fingerprintIn(UNKNOWN)).toBeUndefined()
})

it('its last words are shown without terminal sequences', () => {
  expect(lastWords('first\n\u001b]0;x\u0007\u001b[31mlast.\u001b[0m\r\n')).toBe('last')
})

it('the line of the configuration is found that ssh cannot use', () => {
  expect(configurationFault(BAD_OPTION)).toBe('/home/a/.ssh/config: line 3: Bad configuration option: foo')
  expect(configurationFault(NO_VARIABLE)).toContain('config line 2: Invalid environment expansion')
})
