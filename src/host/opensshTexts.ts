import { plain } from '../runtime/escape.js'

/*
 * What OpenSSH's client prints when it fails, and what that means. This is the only file that reads ssh's words. It has to: ssh ends with
 * exit code 255 whenever it fails itself (ssh(1), EXIT STATUS), and prints no codes; the numbers of the protocol (RFC 4253 11.1, RFC 4254
 * 5.1) do not leave it. Its texts are English in every locale, as it sets LC_CTYPE alone. test/unit/host/opensshTexts.test.ts has each as
 * OpenSSH prints it.
 */

/** Why nobody could log in. */
export type LoginFault =
  /** A file of ssh's configuration, or an option, has what this ssh cannot use. */
  | 'configuration'
  /** The server has another host key than known_hosts says. */
  | 'changed-key'
  /** known_hosts has no key of the server. */
  | 'unknown-key'
  /** The server does not take the key of the user. */
  | 'denied'
  /** The host name cannot be resolved. */
  | 'unknown-name'
  /** Nothing listens on the port. */
  | 'refused'
  /** The server cannot be reached, or does not answer in time. */
  | 'no-answer'
  /** The server ended the connection before the login. */
  | 'ended'

const CONFIGURATION = /bad configuration option|invalid environment (variable )?expansion/i

/** The first that fits counts: a changed key is followed by "Host key verification failed", too. */
const LOGIN_FAULTS: readonly (readonly [LoginFault, RegExp])[] = [
  ['configuration', CONFIGURATION],
  [
    'changed-key',
    /REMOTE HOST IDENTIFICATION HAS CHANGED|[Hh]ost key for .* has changed|differs from the key for the IP/,
  ],
  ['unknown-key', /host key is known for|Host key verification failed/],
  ['denied', /Permission denied|Too many authentication failures/],
  ['unknown-name', /Could not resolve hostname/],
  ['refused', /Connection refused/],
  ['no-answer', /timed out|No route to host|Network is unreachable|Host is down/i],
  ['ended', /kex_exchange_identification|Connection (closed|reset)|banner exchange|Broken pipe/],
]

/** Why an ssh that ended with exit code 255 could not log in; undefined for a text that nobody knows. */
export function loginFault(stderr: string): LoginFault | undefined {
  return LOGIN_FAULTS.find(([, text]) => text.test(stderr))?.[0]
}

/**
 * Whether a command that ended with exit code 255 was cut off because the connection that it went through is lost. Without such a text
 * the command itself may have ended with 255.
 */
export function isCutOff(stderr: string): boolean {
  return /mux_client|Session open refused|Control socket|Connection (closed|reset)|Broken pipe/.test(stderr)
}

/** Why a forwarding (`ssh -W`) ended: the connection is lost, sshd forbids it, or the far side was not reached, with the system's reason. */
export type TunnelFault = 'lost' | 'forbidden' | { unreached: string }

/** `stderr`: of the ssh that forwards; `masterStderr`: of the one that holds the connection, which alone is told sshd's reason. */
export function tunnelFault(stderr: string, masterStderr: string): TunnelFault {
  if (!stderr.includes('refused by peer')) return 'lost'
  const opening = masterStderr.split('\n').findLast((line) => line.includes('open failed')) ?? ''
  if (opening.includes('administratively prohibited')) return 'forbidden'
  const [, why] = /connect failed: ([^\r\n]+)/.exec(opening) ?? []
  return { unreached: why?.toLowerCase() ?? lastWords(stderr) }
}

/** The line that says which file and which line of ssh's configuration cannot be used; the last ones only count. */
export function configurationFault(stderr: string): string {
  const lines = plain(stderr).split('\n')
  return lines.find((line) => CONFIGURATION.test(line))?.trim() ?? lastWords(stderr)
}

/** The fingerprint of the host key that the server has shown, where ssh prints it. */
export function fingerprintIn(stderr: string): string | undefined {
  return /SHA256:[A-Za-z0-9+/]{20,}/.exec(stderr)?.[0]
}

/** The last line that ssh printed, which tells the most. */
export function lastWords(stderr: string): string {
  const lines = plain(stderr)
    .split('\n')
    .map((line) => line.replace(/^ssh: |\.$/g, '').trim())
  return lines.filter((line) => line !== '' && !line.startsWith('@')).at(-1) ?? ''
}
