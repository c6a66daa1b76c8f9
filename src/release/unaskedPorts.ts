import { serverPorts } from '../health/endpoints.js'
import { inOrder, leftPorts } from '../health/portOrder.js'
import type { HostFacts } from '../host/types.js'
import type { ComposeModel, ComposeService } from '../stack/types.js'

/** A port that says nothing by itself cannot be asked: what comes back depends on what is sent. */
export function udpNotices(key: string, service: ComposeService | undefined): string[] {
  const ports = (service?.ports ?? []).filter(({ protocol }) => protocol === 'udp')
  const numbers = [...new Set(ports.map(({ published, target }) => String(published || target)))]
  if (numbers.length === 0) return []
  const [are, they] = numbers.length === 1 ? ['port', 'it answers'] : ['ports', 'they answer']
  return [
    `${key}: its UDP ${are} ${numbers.join(', ')} ${numbers.length === 1 ? 'is' : 'are'} asked by nobody: whether ${they} as before is not seen; its healthcheck can tell`,
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
