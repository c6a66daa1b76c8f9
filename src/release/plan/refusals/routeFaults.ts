import { alsoSeenBy } from '../../../proxy/choose.js'
import { type Routing, routingOf } from '../../../proxy/routing.js'
import { singleDollars } from '../../../stack/dollars.js'
import type { PlannedService } from '../../records/types.js'
import { changedTraefikLabels, hasDrainTest, undrainable } from '../routing/drain.js'
import { switchable } from '../routing/moves.js'
import { networksOf, networksOfContainer } from '../routing/routed.js'
import { linesForProxy, whyNoFile } from '../routing/whyNoFile.js'
import type { RefusalContext } from './refusals.js'
import { MOVED, traefikFaults } from './traefikFaults.js'

/** Why the routes of what changes cannot be moved without failed requests: neither by a file nor by Docker's health. */
export function routeFaults(context: RefusalContext): string[] {
  const { planned, routed, facts, running, docker } = context
  const others = [...traefikFaults(context), ...throughOthers(context)]
  if (facts.proxy === undefined || others.length > 0) return others
  const byFile = switchable(facts.proxy)
  const faults: string[] = []
  const undrained: string[] = []
  for (const one of planned) {
    const { project, service, class: kind, change } = one
    if (kind !== 'start-first' || !MOVED.has(change)) continue
    const now = routed.get(`${project}/${service}`)
    const labels = singleDollars(running.models[project]?.services[service]?.labels ?? {})
    const networks = networksBefore(one, context)
    const before = routingOf({ project, service, labels, ports: now?.ports ?? [], networks }, docker)
    const sides = [before, ...(now === undefined ? [] : [now.routing])].filter((side) => side.routed)
    if (sides.length === 0) continue
    const where = `${project}/${service}`
    const obstacles = [...new Set(sides.flatMap((side) => side.obstacles))]
    const uncarried = [...new Set(sides.flatMap((side) => side.uncarried))]
    if (obstacles.length > 0)
      faults.push(`${where} changed, but its routes cannot be switched: ${obstacles.join('; ')}`)
    if (obstacles.length > 0 || (byFile && uncarried.length === 0)) continue
    const reasons = drainFaults(one, before, now?.routing, context)
    if (reasons.length === 0) continue
    if (byFile)
      faults.push(
        `${where} changed, but a file cannot carry its routes (${uncarried.join('; ')}), and Docker's health cannot switch them: ${reasons.join('; ')}`,
      )
    else undrained.push(`      ${where}: ${reasons.join('; ')}`)
  }
  if (undrained.length === 0) return faults
  const lines = linesForProxy(facts.proxy, facts, context.own)
  return [
    ...faults,
    [
      `${whyNoFile(facts.proxy)}, and Docker's health cannot switch what changed:`,
      ...undrained,
      ...(lines.length === 0
        ? ['    The Compose files give it all that it needs: deploy Traefik first, with nothing else changed']
        : ['    Add to Traefik, once:', ...lines.map((line) => `      ${line}`)]),
    ].join('\n'),
  ]
}

/** Docker's names of the networks of what runs of a service. */
function networksBefore({ project, service }: PlannedService, { containers }: RefusalContext): string[] {
  return [...new Set(containers.running(project, service).flatMap(networksOfContainer))]
}

/** What another Traefik sees: a file of ours is read by one. */
function throughOthers(context: RefusalContext): string[] {
  const { planned, routed, facts, running, models } = context
  if (facts.proxy === undefined) return []
  return planned.flatMap((one) => {
    const { project, service, class: kind, change } = one
    if (kind === 'one-shot' || !MOVED.has(change)) return []
    const now = routed.get(`${project}/${service}`)
    // What stops first has its pause in any case; but one that another Traefik sees may stop first only because this one does not.
    if (kind === 'exclusive' && now?.routing.routed === true) return []
    const model = models.find(({ name }) => name === project)
    const definition = model?.services[service] ?? {}
    const common = { project, service, ports: now?.ports ?? [] }
    const labels = singleDollars(running.models[project]?.services[service]?.labels ?? {})
    const sides = [
      {
        ...common,
        labels: definition.labels ?? {},
        networks: model === undefined ? [] : networksOf(model, definition),
      },
      { ...common, labels, networks: networksBefore(one, context) },
    ]
    const others = [...new Set(sides.flatMap((side) => alsoSeenBy(facts, side)))]
    if (others.length === 0) return []
    const who = facts.proxy?.name ?? 'one Traefik'
    return [
      `${project}/${service} goes through the Traefik ${others.join(', ')}, and this deploy can speak to ${who} alone: where its services go through different ones, change them one after the other; where two see one service, tell them apart by --providers.docker.constraints`,
    ]
  })
}

function drainFaults(
  { project, service, change }: PlannedService,
  before: Routing,
  now: Routing | undefined,
  { models, running, containers }: RefusalContext,
): string[] {
  const reasons: string[] = []
  const definition = models.find(({ name }) => name === project)?.services[service] ?? {}
  if (change === 'changed' && now?.routed === true) reasons.push(...undrainable(definition))
  const untested = containers
    .running(project, service)
    .filter(({ Config }) => !hasDrainTest(Config.Healthcheck?.Test ?? undefined))
  if (before.routed && untested.length > 0)
    reasons.push('what runs was started without a drain test in its healthcheck, so it cannot be told to leave')
  if (before.routed && now?.routed === true) {
    const labels = changedTraefikLabels(
      singleDollars(running.models[project]?.services[service]?.labels),
      definition.labels,
    )
    if (labels.length > 0)
      reasons.push(`its Traefik labels changed (${labels.join(', ')}), and Traefik answers 404 while it sees both`)
  }
  if ([before, now].some((side) => side?.balancers.some(({ url }) => url !== undefined)))
    reasons.push('its labels give a whole URL (loadbalancer.server.url)')
  return reasons
}
