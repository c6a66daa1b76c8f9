import { Refused, UserError } from '../runtime/errors.js'
import { addressText, type HostAddress } from './address.js'
import { configurationFault, fingerprintIn, type LoginFault, lastWords, loginFault } from './opensshTexts.js'

/** The connection was there and is gone, or nothing answers on it any more: `reconnect()`, then ask the server what happened. */
export class ConnectionLost extends UserError {}

/** How to get the line for known_hosts, and how to know that it is the right one. */
export function knownHostsAdvice({ name, port }: HostAddress): string[] {
  const scan = `ssh-keyscan -t ed25519${port === 22 ? '' : ` -p ${port}`} ${name}`
  return [
    `get the line with: ${scan}`,
    `its fingerprint: ${scan} | ssh-keygen -lf -`,
    'compare it with the one that your provider shows, or that this prints in a console of the server: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
    'then pass the line as `known-hosts`, such as `known-hosts: ${{ vars.KNOWN_HOSTS }}`, or in a shell --known-hosts FILE',
  ]
}

export function noKnownHosts(address: HostAddress): Refused {
  return new Refused(`known-hosts is empty, so that ${address.name} could be anybody`, {
    at: 'input known-hosts',
    todo: knownHostsAdvice(address),
  })
}

/** What to do about a host key that ssh's own files do not have, or have otherwise. */
function ownKnownHostsAdvice(address: HostAddress): string[] {
  return [
    `log in once by hand, and answer yes only if the fingerprint is the server's: ssh ${byHand(address)}`,
    'it is the one that this prints in a console of the server: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
  ]
}

function byHand({ user, name, port }: HostAddress): string {
  return `${port === 22 ? '' : `-p ${port} `}${user}@${name}`
}

/** What ssh's own configuration says, because it was not given. */
export interface Own {
  /** Who logs in. */
  key: boolean
  /** Which host keys are known. */
  knownHosts: boolean
}

export const NOTHING_OWN: Own = { key: false, knownHosts: false }

interface Refusing {
  address: HostAddress
  /** The last line that ssh printed. */
  said: string
  /** All of it. */
  stderr: string
  own: Own
}

const REFUSALS: Record<LoginFault, (refusing: Refusing) => Refused> = {
  configuration: ({ address, stderr }) =>
    new Refused(`ssh cannot use its own configuration: ${configurationFault(stderr)}`, {
      at: addressText(address),
      todo: [
        `does it work by hand? ssh ${byHand(address)} true`,
        'OpenSSH must be 8.7 or newer: ssh -V',
        'or go without that configuration: --ssh-key FILE',
      ],
    }),
  'changed-key': ({ address, stderr, own }) =>
    new Refused(`the host key of ${address.name} is not the one in known-hosts${shown(stderr)}; nothing was sent`, {
      at: addressText(address),
      todo: [
        'was the server installed anew? If not, somebody else may be answering: find out before you change anything',
        ...(own.knownHosts
          ? [
              `if it was, forget the old key, and log in once by hand: ssh-keygen -R '${knownHostsName(address)}'`,
              ...ownKnownHostsAdvice(address),
            ]
          : knownHostsAdvice(address)),
      ],
    }),
  'unknown-key': ({ address, own }) =>
    new Refused(`known-hosts has no host key of ${knownHostsName(address)}`, {
      at: own.knownHosts ? '~/.ssh/known_hosts' : 'input known-hosts',
      todo: own.knownHosts ? ownKnownHostsAdvice(address) : knownHostsAdvice(address),
    }),
  denied: ({ address, own }) =>
    new Refused(`${address.name} does not let ${address.user} in with ${own.key ? 'any key of yours' : 'this key'}`, {
      at: addressText(address),
      todo: [
        ...(own.key ? [`keys that the agent has: ssh-add -l; what ssh tries: ssh -v ${byHand(address)}`] : []),
        `is its public key in ~${address.user}/.ssh/authorized_keys on the server? Get it with: ssh-keygen -y -f KEYFILE`,
        `is ${address.user} the right user?`,
      ],
    }),
  'unknown-name': ({ address, said }) =>
    unreachable(address, `its name is not known: ${said}`, 'check the name, and its DNS record'),
  refused: ({ address }) =>
    unreachable(
      address,
      `nothing listens on port ${address.port}`,
      'check the port (user@host:port), and that sshd runs',
    ),
  'no-answer': ({ address, said }) =>
    unreachable(
      address,
      `no answer: ${said}`,
      'check the address and the firewall: GitHub’s runners come from many addresses',
    ),
  ended: ({ address, said }) =>
    unreachable(
      address,
      `it ended the connection before a login: ${said}`,
      'is that port sshd? Does something like fail2ban refuse this runner?',
    ),
}

/** The refusal for an ssh that could not log in, by what it printed. */
export function loginFailure(address: HostAddress, stderr: string, own: Own = NOTHING_OWN): Refused {
  const said = lastWords(stderr)
  const fault = loginFault(stderr)
  if (fault !== undefined) return REFUSALS[fault]({ address, said, stderr, own })
  return new Refused(`no connection to ${address.name}: ${said || 'ssh gave no reason'}`, { at: addressText(address) })
}

export function unreachable(address: HostAddress, why: string, todo: string): Refused {
  return new Refused(`${address.name} cannot be reached: ${why}`, { at: addressText(address), todo })
}

function shown(stderr: string): string {
  const fingerprint = fingerprintIn(stderr)
  return fingerprint === undefined ? '' : ` (it showed ${fingerprint})`
}

/** The name as known_hosts has it: a port other than 22 is part of it. */
function knownHostsName({ name, port }: HostAddress): string {
  return port === 22 ? name : `[${name}]:${port}`
}
