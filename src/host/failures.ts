import type { Code } from '../runtime/codes.js'
import { Refused, UserError } from '../runtime/errors.js'
import { plain } from '../runtime/escape.js'
import { addressText, type HostAddress } from './address.js'

/** The connection was there and is gone, or nothing answers on it any more: `reconnect()`, then ask the server what happened. */
export class ConnectionLost extends UserError {}

/** How to get the line for known_hosts, and how to know that it is the right one. */
export function knownHostsAdvice({ name, port }: HostAddress): string[] {
  const scan = `ssh-keyscan -t ed25519${port === 22 ? '' : ` -p ${port}`} ${name}`
  return [
    `get the line with: ${scan}`,
    `its fingerprint: ${scan} | ssh-keygen -lf -`,
    'compare it with the one that your provider shows, or that this prints in a console of the server: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
    'then pass the line as `known-hosts`, such as `known-hosts: ${{ vars.KNOWN_HOSTS }}`',
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

interface Refusing {
  address: HostAddress
  /** The last line that ssh printed. */
  said: string
  /** All of it. */
  stderr: string
  /** Whether ssh's own configuration says who logs in. */
  own: boolean
}

interface LoginFault {
  says: RegExp
  refusal(refusing: Refusing): Refused
}

/** What OpenSSH's client says (ssh.c, sshconnect.c, sshconnect2.c of 9.x) and what it means; the first that fits. */
const FAULTS: LoginFault[] = [
  {
    says: /REMOTE HOST IDENTIFICATION HAS CHANGED|Host key for .* has changed|differs from the key for the IP/,
    refusal: ({ address, stderr, own }) =>
      new Refused(
        `the host key of ${address.name} is not the one in known-hosts${fingerprint(stderr)}; nothing was sent`,
        {
          at: addressText(address),
          todo: [
            'was the server installed anew? If not, somebody else may be answering: find out before you change anything',
            ...(own
              ? [
                  `if it was, forget the old key, and log in once by hand: ssh-keygen -R '${knownHostsName(address)}'`,
                  ...ownKnownHostsAdvice(address),
                ]
              : knownHostsAdvice(address)),
          ],
        },
      ),
  },
  {
    says: /host key is known for|Host key verification failed|No matching host key/i,
    refusal: ({ address, own }) =>
      new Refused(`known-hosts has no host key of ${knownHostsName(address)}`, {
        at: own ? '~/.ssh/known_hosts' : 'input known-hosts',
        todo: own ? ownKnownHostsAdvice(address) : knownHostsAdvice(address),
      }),
  },
  {
    says: /Permission denied|Too many authentication failures|No supported authentication methods/,
    refusal: ({ address, own }) =>
      new Refused(`${address.name} does not let ${address.user} in with ${own ? 'any key of yours' : 'this key'}`, {
        at: addressText(address),
        todo: [
          ...(own ? [`keys that the agent has: ssh-add -l; what ssh tries: ssh -v ${byHand(address)}`] : []),
          `is its public key in ~${address.user}/.ssh/authorized_keys on the server? Get it with: ssh-keygen -y -f KEYFILE`,
          `is ${address.user} the right user?`,
        ],
      }),
  },
  {
    says: /Could not resolve hostname|Name or service not known|Temporary failure in name resolution/,
    refusal: ({ address, said }) =>
      unreachable(address, `its name is not known: ${said}`, 'check the name, and its DNS record'),
  },
  {
    says: /Connection refused/,
    refusal: ({ address }) =>
      unreachable(
        address,
        `nothing listens on port ${address.port}`,
        'check the port (user@host:port), and that sshd runs',
      ),
  },
  {
    says: /timed out|No route to host|Network is unreachable|Host is down/i,
    refusal: ({ address, said }) =>
      unreachable(
        address,
        `no answer: ${said}`,
        'check the address and the firewall: GitHub’s runners come from many addresses',
      ),
  },
  {
    says: /kex_exchange_identification|Connection (closed|reset)|banner exchange|Broken pipe/,
    refusal: ({ address, said }) =>
      unreachable(
        address,
        `it ended the connection before a login: ${said}`,
        'is that port sshd? Does something like fail2ban refuse this runner?',
      ),
  },
]

/** The refusal for an ssh that could not log in, by what it printed. */
export function loginFailure(address: HostAddress, stderr: string, { own = false }: { own?: boolean } = {}): Refused {
  const said = lastWords(stderr)
  const fault = FAULTS.find(({ says }) => says.test(stderr))
  if (fault !== undefined) return fault.refusal({ address, said, stderr, own })
  return new Refused(`no connection to ${address.name}: ${said || 'ssh gave no reason'}`, { at: addressText(address) })
}

export function unreachable(address: HostAddress, why: string, todo: string): Refused {
  return new Refused(`${address.name} cannot be reached: ${why}`, { at: addressText(address), todo })
}

/** What to do about a refusal, by its code and by what Docker on the server says (26.1); the first that fits. */
const SERVER_ADVICE: { codes: readonly Code[]; says: RegExp; todo(user: string): string }[] = [
  {
    codes: ['no-docker'],
    says: /Docker is not installed/,
    todo: () => 'install Docker Engine and its Compose plugin there: https://docs.docker.com/engine/install/',
  },
  {
    codes: ['docker', 'image'],
    says: /permission denied while trying to connect to the docker/i,
    todo: (user) => `let the user use Docker, as root on the server: usermod -aG docker ${user}`,
  },
  {
    codes: ['docker', 'image'],
    says: /Is the docker daemon running/,
    todo: () => 'start it, as root on the server: systemctl start docker',
  },
  {
    codes: ['image'],
    says: /unauthorized|authentication required|access denied|access to the resource is denied|no basic auth/,
    todo: () =>
      'check the inputs registry-username and registry-token (registry-pull-token, where it is given), which are for the host of `registry` in stack.yml, and that the image exists',
  },
  { codes: ['image'], says: /manifest unknown|not found/, todo: () => 'check the name and the tag of the image' },
  {
    codes: ['image'],
    says: /connection refused|timeout|deadline exceeded|no such host|server misbehaving|no route to host|50[0234] /i,
    todo: () => 'try again when the registry answers; the server must be able to reach it',
  },
]

/** What to do about a refusal of the server that brings no advice of its own; without a code, what the words alone tell. */
export function serverAdvice(what: string, user: string, code?: Code): string[] {
  const advice = SERVER_ADVICE.find(
    ({ codes, says }) => (code === undefined || codes.includes(code)) && says.test(what),
  )
  return advice === undefined ? [] : [advice.todo(user)]
}

/** The last line that ssh printed, which tells the most. */
export function lastWords(stderr: string): string {
  const lines = plain(stderr)
    .split('\n')
    .map((line) => line.replace(/^ssh: |\.$/g, '').trim())
  return lines.filter((line) => line !== '' && !line.startsWith('@')).at(-1) ?? ''
}

function fingerprint(stderr: string): string {
  const [found] = /SHA256:[A-Za-z0-9+/]{20,}/.exec(stderr) ?? []
  return found === undefined ? '' : ` (it showed ${found})`
}

/** As it stands in known_hosts: a port other than 22 is part of the name. */
function knownHostsName({ name, port }: HostAddress): string {
  return port === 22 ? name : `[${name}]:${port}`
}
