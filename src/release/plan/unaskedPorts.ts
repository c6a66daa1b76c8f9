import { serverPorts } from '../../health/endpoints.js'
import { inOrder, leftPorts, RANGE, runsOf } from '../../health/portOrder.js'
import type { HostFacts } from '../../host/types.js'
import type { ComposeModel, ComposeService } from '../../stack/types.js'

/**
 * What comes back from a UDP port depends on what is sent, so that nobody asks one. The server sees whether a program listens there, but not of
 * a range, of which each number is taken as it is needed (src/server/health/published.awk).
 */
export function udpNotices(key: string, service: ComposeService | undefined): string[] {
  const ports = (service?.ports ?? []).filter(({ protocol }) => protocol === 'udp')
  const texts = [...new Set(ports.map(({ published, target }) => String(published || target)))]
  const ranges = runsOf(texts.filter((text) => /^\d+$/.test(text)).map(Number)).filter((run) => run.length >= RANGE)
  const ranged = new Set(ranges.flat().map(String))
  const single = texts.filter((text) => !ranged.has(text))
  const [is, it] = single.length === 1 ? ['port', 'it'] : ['ports', 'each of them']
  return [
    ...(single.length === 0
      ? []
      : [
          `${key}: of its UDP ${is} ${single.join(', ')} it is seen that a program listens on ${it} as before, not what it answers; its healthcheck can tell`,
        ]),
    ...ranges.map(
      (run) =>
        `${key}: its UDP ports ${run[0]}-${run.at(-1)} are asked by nobody: whether they answer as before is not seen; its healthcheck can tell`,
    ),
  ]
}

/** Who is in the host's network publishes nothing: what it listens on is only known where it says so. */
export function hostPortNotices(
  key: string,
  service: ComposeService | undefined,
  unknown: ReadonlySet<string>,
): string[] {
  if (service?.network_mode !== 'host' || !unknown.has(key)) return []
  return [
    `${key}: it is in the host's network, and nothing says on which ports: they are asked by nobody, and whether they answer as before is not seen; name them by \`expose:\` in the Compose file`,
  ]
}

/** Of many ports the most important are asked. */
export function tooManyPorts({ containers }: Pick<HostFacts, 'containers'>, models: readonly ComposeModel[]): string[] {
  const { asked, left } = inOrder(serverPorts({ containers, projects: models.map(({ name }) => name) }))
  return leftPorts(left).map(
    (ports) =>
      `${ports}: asked by nobody, since ${asked.length} others are: whether they answer as before is not seen; its healthcheck can tell`,
  )
}
