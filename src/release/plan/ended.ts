import { type Containers, serviceKey } from '../../host/containers.js'
import type { HostFacts, InspectedContainer } from '../../host/types.js'
import { readLines } from '../../records/record.js'
import { type ReleaseService, SERVICES } from '../../records/release.js'
import type { ComposeModel } from '../../stack/types.js'

/** Longer than that, what has ended was at work until it was told to stop. */
const SOON_MS = 30_000

/**
 * Services that do their work and end. Exit code 0 alone does not show it: many a worker ends so when it is told to stop, by a reboot or by
 * `docker compose stop`, and is down then. What the last release saw counts; where none says it, only what ended soon, by itself, beside
 * services that run on. All others are started again, and may end.
 */
export function endedServices(
  { current }: Pick<HostFacts, 'current'>,
  models: readonly ComposeModel[],
  containers: Containers,
): Set<string> {
  const services = readLines(SERVICES, current?.services ?? '')
  const known = services.filter(({ class: kind }) => kind === 'one-shot')
  const seen = current?.meta['ended']?.split(' ')
  const found = models.flatMap((model) =>
    Object.keys(model.services)
      .filter((name) => {
        const container = containers.ended(model.name, name)
        const [check = 'NONE'] = container?.Config.Healthcheck?.Test ?? []
        if (container === undefined || check !== 'NONE') return false
        const before = services.find((one) => one.project === model.name && one.service === name)
        return sawItEnd(before, seen) ?? endedByItself(container, model, containers)
      })
      .map((name) => serviceKey(model.name, name)),
  )
  return new Set([...known.map(({ project, service }) => serviceKey(project, service)), ...found])
}

/** Undefined where no release says it. */
function sawItEnd(before: ReleaseService | undefined, seen: readonly string[] | undefined): boolean | undefined {
  if (before === undefined) return undefined
  if (before.check.kind !== 'ends') return false
  return seen?.includes(serviceKey(before.project, before.service))
}

function endedByItself({ Id, State }: InspectedContainer, model: ComposeModel, containers: Containers): boolean {
  const [began, ended] = [Date.parse(State.StartedAt), Date.parse(State.FinishedAt ?? '')]
  if (!(ended - began <= SOON_MS)) return false
  const others = Object.keys(model.services)
    .flatMap((name) => containers.running(model.name, name))
    .filter((one) => one.Id !== Id)
  const wentDown = (one: InspectedContainer): boolean => {
    // What crashed until it was fit was not told to.
    if ((one.RestartCount ?? 0) > 0) return false
    const at = Date.parse(one.State.FinishedAt ?? '')
    return at > began && Math.abs(at - ended) <= SOON_MS
  }
  return others.length > 0 && !others.some(wentDown)
}
