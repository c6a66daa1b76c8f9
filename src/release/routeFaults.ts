import { type Routing, routingOf } from '../proxy/routing.js'
import { TRAEFIK_LINES } from '../proxy/traefik.js'
import { singleDollars } from './dollars.js'
import { changedTraefikLabels, hasDrainTest, undrainable } from './drain.js'
import type { RefusalContext } from './refusals.js'
import type { PlannedService } from './types.js'
import { switchable, whyNoFile } from './ways.js'

/** Why the routes of what changes cannot be moved without failed requests: neither by a file nor by Docker's health. */
export function routeFaults(context: RefusalContext): string[] {
  const { planned, routed, facts, running, docker } = context
  if (facts.proxy === undefined) return []
  const byFile = switchable(facts.proxy)
  const faults: string[] = []
  const undrained: string[] = []
  for (const one of planned) {
    const { project, service, class: kind, change } = one
    if (kind !== 'start-first' || (change !== 'changed' && change !== 'rescaled')) continue
    const now = routed.get(`${project}/${service}`)
    const labels = singleDollars(running.models[project]?.services[service]?.labels ?? {})
    const before = routingOf({ project, service, labels, ports: now?.ports ?? [] }, docker)
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
  return [
    ...faults,
    [
      `${whyNoFile(facts.proxy)}, and Docker's health cannot switch what changed:`,
      ...undrained,
      '    Add to Traefik, once:',
      ...TRAEFIK_LINES.map((line) => `      ${line}`),
    ].join('\n'),
  ]
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
