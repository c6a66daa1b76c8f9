import type { HostAddress } from './address.js'

const USUAL_PORT = 22
/** Seconds until a server that does not answer counts as unreachable. */
const CONNECT_SECONDS = 15
/** A dead connection is noticed after three of these (seconds). */
const ALIVE_SECONDS = 5

/** Files that the login takes; where one is absent, ssh's own configuration stands for it. */
export interface Credentials {
  keyFile?: string
  knownHostsFile?: string
}

/** Whatever the configuration of machine and user says: nothing is asked, learned or forwarded, and the connection is this process's own. */
const ALWAYS = {
  ControlMaster: 'yes',
  ControlPersist: 'no',
  BatchMode: 'yes',
  StrictHostKeyChecking: 'yes',
  UpdateHostKeys: 'no',
  ClearAllForwardings: 'yes',
  ForwardAgent: 'no',
  PermitLocalCommand: 'no',
  RemoteCommand: 'none',
  EscapeChar: 'none',
  RequestTTY: 'no',
  TCPKeepAlive: 'yes',
  LogLevel: 'INFO',
  ConnectTimeout: String(CONNECT_SECONDS),
  ConnectionAttempts: '1',
  ServerAliveInterval: String(ALIVE_SECONDS),
  ServerAliveCountMax: '3',
}

/** What only a configuration could have changed, and what ssh knows since 8.7: the command runs, in this process, with our stdin. */
const OVER_OWN = { SessionType: 'default', StdinNull: 'no', ForkAfterAuthentication: 'no' }

/**
 * Argv of the ssh that makes the one connection and lends it to all others. With a key, nothing of the machine's or the user's configuration is
 * read, and no agent is asked. A host key is never learned.
 */
export function masterArgv(
  { user, name, port }: HostAddress,
  control: string,
  { keyFile, knownHostsFile }: Credentials,
  command: string,
): string[] {
  const own = keyFile === undefined
  const options = {
    ...ALWAYS,
    ...(own && OVER_OWN),
    ControlPath: control,
    ...(keyFile !== undefined && {
      IdentitiesOnly: 'yes',
      IdentityFile: quotedPath(keyFile),
      IdentityAgent: 'none',
      PreferredAuthentications: 'publickey',
    }),
    ...(knownHostsFile !== undefined && {
      UserKnownHostsFile: quotedPath(knownHostsFile),
      GlobalKnownHostsFile: '/dev/null',
      CheckHostIP: 'no',
    }),
  }
  return [
    ...['ssh', ...(own ? [] : ['-F', '/dev/null']), ...flags(options)],
    // A port of the configuration holds where none is asked for.
    ...(own && port === USUAL_PORT ? [] : ['-p', String(port)]),
    ...['-l', user, '--', name, command],
  ]
}

/** Argv of an ssh that runs one command over the connection that is there. */
export function commandArgv(address: HostAddress, control: string, command: string): string[] {
  return [...borrowing(address, control), '--', address.name, command]
}

/** Argv of an ssh whose stdin and stdout are a TCP connection, made from the server, over the connection that is there. */
export function tunnelArgv(address: HostAddress, control: string, to: { address: string; port: number }): string[] {
  const host = to.address.includes(':') ? `[${to.address}]` : to.address
  return [...borrowing(address, control), '-W', `${host}:${to.port}`, '--', address.name]
}

function borrowing({ user, port }: HostAddress, control: string): string[] {
  const options = {
    ControlMaster: 'no',
    ControlPath: control,
    // Without its master ssh would connect anew by itself, with a key and known_hosts that are not there any more.
    ProxyCommand: 'false',
    BatchMode: 'yes',
    StrictHostKeyChecking: 'yes',
    EscapeChar: 'none',
    RequestTTY: 'no',
  }
  return ['ssh', '-F', '/dev/null', ...flags(options), '-p', String(port), '-l', user]
}

function flags(options: Record<string, string>): string[] {
  return Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`])
}

/** ssh takes several files here, separated by blanks, and expands `%` and `${…}`. */
function quotedPath(path: string): string {
  return `"${path.replaceAll('%', '%%')}"`
}
