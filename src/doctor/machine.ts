import { dockerThere } from '../host/dockerThere.js'
import type { Host } from '../host/ssh.js'
import type { HostFacts } from '../host/types.js'
import { preflightFaults } from '../release/plan/refusals/preflight.js'
import { bad, type Finding, good, open } from './finding.js'

/** Seconds. */
const CLOCK_OFF = 30
/** MiB on one file system: images of the old and the new version lie side by side. */
const LITTLE_DISK = 1024
/** MiB: both run for a while. */
const LITTLE_MEMORY = 64
const ANSWER_MS = 20_000

/** What `date`, `df` and the kernel say, by the folder that Docker keeps its images in. */
const MEASURE = `date +%s
df -Pk "$HOME" "$1" 2>/dev/null | awk 'NR > 1 { print "disk", int($4 / 1024), $6 }'
awk '/^MemAvailable:/ { print "memory", int($2 / 1024) }' /proc/meminfo`

/** Versions, disk, memory and clock of a server whose facts are known. */
export async function findOnMachine(
  host: Host,
  { engine, compose, platform }: HostFacts,
  signal: AbortSignal,
): Promise<Finding[]> {
  const faults = preflightFaults({ engine, compose })
  const versions: Finding = {
    what: 'Docker',
    ...(faults.length > 0
      ? bad(faults.join('\n'), 'https://docs.docker.com/engine/install/')
      : good(`Engine ${engine}, Compose ${compose}, ${platform}`)),
  }
  const asked = Date.now()
  const folder = await host.exec(dockerThere(['info', '-f', '{{.DockerRootDir}}']), { signal, timeoutMs: ANSWER_MS })
  const root = folder.stdout.trim() || '/'
  const began = Date.now()
  const { stdout } = await host.exec(['sh', '-c', MEASURE, 'stack-actions', root], { signal, timeoutMs: ANSWER_MS })
  // The middle of the call is when the server looked at its clock, but for half a round trip.
  return [versions, ...measured(stdout, (began + Date.now()) / 2, began - asked)]
}

/**
 * What the output of MEASURE means.
 * @param now Of this machine when the server was asked, in milliseconds.
 */
export function measured(text: string, now: number, tripMs: number): Finding[] {
  const [clock = '', ...rows] = text.trim().split('\n')
  const amounts = rows.map((row) => row.split(' '))
  const disks = amounts.filter(([kind]) => kind === 'disk')
  const [, memory] = amounts.find(([kind]) => kind === 'memory') ?? []
  return [
    { what: 'clock', ...clockSeen(Number(clock), now, tripMs) },
    ...[...new Map(disks.map(([, free = '', on = '']) => [on, free]))].map(([on, free]) => ({
      what: `disk ${on}`,
      ...(Number(free) < LITTLE_DISK
        ? bad(
            `${free} MiB free; images of the old and the new version lie side by side`,
            'docker system df',
            'docker image prune',
          )
        : good(`${free} MiB free`)),
    })),
    ...(disks.length === 0 ? [{ what: 'disk', ...open('the server does not say how much is free') }] : []),
    ...(memory === undefined
      ? []
      : [
          {
            what: 'memory',
            ...(Number(memory) < LITTLE_MEMORY
              ? bad(`${memory} MiB available; the old and the new version of a service run side by side`)
              : good(`${memory} MiB available`)),
          },
        ]),
  ]
}

function clockSeen(seconds: number, now: number, tripMs: number) {
  if (!(seconds > 0)) return open('the server does not say what time it is')
  const off = Math.round(seconds - now / 1000)
  if (Math.abs(off) - tripMs / 1000 < CLOCK_OFF) return good('as here')
  return bad(
    `the server's is ${Math.abs(off)} s ${off > 0 ? 'ahead of' : 'behind'} the one here: certificates and logins to registries may fail`,
    'compare both with a third one; on the server, as root: timedatectl set-ntp true',
  )
}
