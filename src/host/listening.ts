import { isIPv6 } from 'node:net'

/** A port of the server on which something listens, whatever it is: a program, or Docker for a container. */
export interface Listener {
  protocol: 'tcp' | 'udp'
  /** `0.0.0.0` and `::` are every address. */
  address: string
  port: number
}

/** Rows of the protocol and of `local_address` as the kernel writes it (/proc/net/tcp, tcp6, udp, udp6; a little-endian machine's). */
export function parseListening(rows: readonly string[]): Listener[] {
  return rows.flatMap((row): Listener[] => {
    const [, protocol, address = '', port = ''] = /^(tcp|udp) ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/.exec(row) ?? []
    if (protocol === undefined) return []
    const found = address.length === 8 ? ipv4(address) : ipv6(address)
    return [{ protocol: protocol as Listener['protocol'], address: found, port: Number.parseInt(port, 16) }]
  })
}

function ipv4(word: string): string {
  return bytesOf(word)
    .map((byte) => Number.parseInt(byte, 16))
    .join('.')
}

/** Four words; an IPv4 address that is mapped into IPv6 is that. */
function ipv6(text: string): string {
  const words = text.match(/.{8}/g) ?? []
  if (/^0{16}0000FFFF$/.test(words.slice(0, 2).join('') + bytesOf(words[2] ?? '').join(''))) return ipv4(words[3] ?? '')
  return canonical((words.flatMap(bytesOf).join('').match(/.{4}/g) ?? []).join(':'))
}

/** An address as everybody shortens it; IPv4 as it is. */
export function canonical(address: string): string {
  return isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address
}

function bytesOf(word: string): string[] {
  return (word.match(/../g) ?? []).reverse()
}
