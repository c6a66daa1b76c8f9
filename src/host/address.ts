import { Refused } from '../runtime/errors.js'
import { quoted } from '../runtime/escape.js'

export interface HostAddress {
  user: string
  /** Name or address, an IPv6 address without brackets. */
  name: string
  port: number
}

// Neither may begin with a dash: ssh would take it for an option.
const USER = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}'
const NAME = '[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?'
const ADDRESS = new RegExp(`^(${USER})@(${NAME}|\\[[0-9A-Fa-f:.]{2,45}\\])(?::([0-9]{1,5}))?$`)

/** @throws Refused where the text is not `user@host` or `user@host:port` */
export function parseAddress(text: string): HostAddress {
  const [, user, name, port = '22'] = ADDRESS.exec(text) ?? []
  const number = Number(port)
  if (user === undefined || name === undefined || number < 1 || number > 65535) {
    throw new Refused(`the server must be given as user@host or user@host:port, but is ${quoted(text)}`, {
      at: 'input host',
      todo: 'such as deploy@example.org, deploy@example.org:2222 or deploy@[2001:db8::1]:2222',
    })
  }
  return { user, name: name.replace(/^\[|\]$/g, ''), port: number }
}

export function addressText({ user, name, port }: HostAddress): string {
  return `${user}@${name.includes(':') ? `[${name}]` : name}:${port}`
}
