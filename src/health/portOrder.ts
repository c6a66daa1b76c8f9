import { expectsTcp, type ServerPort } from './endpoints.js'

/** At most so many ports are asked: each costs the server connections before anything begins. A port at IPv4 and IPv6 is one. */
const PORTS = 32
/** So many consecutive ports of one container are a range, as for FTP or media: none of them alone serves a page. */
export const RANGE = 4

/** The ports that are asked, the most important first, and those that are not. */
export interface PortOrder {
  asked: ServerPort[]
  left: ServerPort[]
}

/** Puts 80 and 443 first, then what may speak HTTP, then what speaks something else, then ranges: one of each, then the others (pure). */
export function inOrder(ports: readonly ServerPort[]): PortOrder {
  const marked = withoutTwins(markRanges(ports))
  const sorted = marked
    .map((port, index) => ({ port, index, rank: rankOf(port) }))
    .sort((one, other) => one.rank - other.rank || one.index - other.index)
    .map(({ port }) => port)
  const counted = new Set<string>()
  const [asked, left]: [ServerPort[], ServerPort[]] = [[], []]
  for (const port of nextToTwins(sorted)) {
    counted.add(pairOf(port))
    ;(counted.size <= PORTS ? asked : left).push(port)
  }
  return { asked, left }
}

/** `shop/ftp: ports 30012-30039`, a line an owner. */
export function leftPorts(left: readonly ServerPort[]): string[] {
  return [...new Set(left.map(({ owner }) => owner))].map((owner) => {
    const numbers = [...new Set(left.filter((one) => one.owner === owner).map(({ port }) => port))]
    const runs = runsOf(numbers).map((run) => (run.length === 1 ? `${run[0]}` : `${run[0]}-${run.at(-1)}`))
    return `${owner}: port${numbers.length === 1 ? '' : 's'} ${runs.join(', ')}`
  })
}

function rankOf(port: ServerPort): number {
  if (port.range !== undefined) return 3 + port.range
  if ([80, 443].includes(port.port) || [80, 443].includes(port.target)) return 0
  return expectsTcp(port) ? 2 : 1
}

/** Gives each port of a range its place in it, from 0. */
function markRanges(ports: readonly ServerPort[]): ServerPort[] {
  const of = (port: ServerPort): string => port.container ?? port.owner
  const places = new Map<string, number>()
  for (const whose of new Set(ports.map(of))) {
    const numbers = [...new Set(ports.filter((one) => of(one) === whose).map(({ port }) => port))]
    for (const run of runsOf(numbers)) {
      if (run.length >= RANGE) run.forEach((number, index) => void places.set(`${whose} ${number}`, index))
    }
  }
  return ports.map((port) => {
    const range = places.get(`${of(port)} ${port.port}`)
    return range === undefined ? port : { ...port, range }
  })
}

/** Ascending numbers, grouped into consecutive ones. */
export function runsOf(numbers: readonly number[]): number[][] {
  const runs: number[][] = []
  for (const number of [...numbers].sort((one, other) => one - other)) {
    const run = runs.at(-1)
    if (run?.at(-1) === number - 1) run?.push(number)
    else runs.push([number])
  }
  return runs
}

/** In a range the IPv4 address stands for the IPv6 one, which Docker publishes with it. */
function withoutTwins(ports: readonly ServerPort[]): ServerPort[] {
  const first = new Set(ports.filter(({ address }) => address === '127.0.0.1').map(pairOf))
  return ports.filter((port) => port.range === undefined || port.address !== '::1' || !first.has(pairOf(port)))
}

/** Puts the IPv4 and the IPv6 address of one port next to each other. */
function nextToTwins(ports: readonly ServerPort[]): ServerPort[] {
  const groups = new Map<string, ServerPort[]>()
  for (const port of ports) groups.set(pairOf(port), [...(groups.get(pairOf(port)) ?? []), port])
  return [...groups.values()].flat()
}

function pairOf({ owner, container = owner, address, port }: ServerPort): string {
  return `${container} ${['127.0.0.1', '::1'].includes(address) ? '' : address} ${port}`
}
