import type { PlannedService } from '../../records/types.js'
import { networksOf } from '../routing/routed.js'
import type { RefusalContext } from './refusals.js'

/** What only a Traefik that is known can move. */
export const MOVED: ReadonlySet<string> = new Set(['changed', 'rescaled'])

/** Why nobody can say that what Traefik routes, and what moves, is in good hands. */
export function traefikFaults(context: RefusalContext): string[] {
  const { planned, routed } = context
  const moved = planned.filter(
    ({ project, service, class: kind, change }) =>
      kind === 'start-first' && MOVED.has(change) && routed.get(`${project}/${service}`)?.routing.routed === true,
  )
  if (moved.length === 0) return []
  return [...strangers(context, namesOf(moved)), ...unreachable(context, moved)]
}

/** Those that run, and of which nobody can say what they do with what changes. */
function strangers({ facts: { traefiks, outside, proxy } }: RefusalContext, names: string): string[] {
  const unknown = traefiks
    .filter(({ config, not }) => config === undefined && not === undefined)
    .map(
      ({ name, why }) => `${names} may go through the Traefik ${name}, of which nobody knows how it is set up: ${why}`,
    )
  if (proxy !== undefined) return unknown
  // Beside one that is known they are nobody's.
  const not = traefiks.flatMap(({ name, not: reason }) =>
    reason === undefined ? [] : `${names} cannot go through ${name}, which is set up as Traefik: ${reason}`,
  )
  if (outside === undefined) return [...unknown, ...not]
  return [
    ...unknown,
    ...not,
    `Traefik runs ${outside}, where nobody can tell it when to send requests to another container: ${names} would be stopped under it. Let it run as a container that says so (docs/traefik.md), or accept a pause: the label stack-actions.order: stop-first`,
  ]
}

/** A Traefik that shares no network with a service can send it nothing: what users reach goes another way. */
function unreachable({ facts, models, own }: RefusalContext, moved: readonly PlannedService[]): string[] {
  const { proxy, traefiks } = facts
  const known = traefiks.find(({ container }) => container === proxy?.container)
  // What the stack brings along may join a network with this very deploy.
  if (known === undefined || own.some(({ name }) => name === known.name)) return []
  return moved.flatMap(({ project, service }) => {
    const model = models.find(({ name }) => name === project)
    const definition = model?.services[service]
    if (model === undefined || definition === undefined) return []
    const networks = networksOf(model, definition)
    const shared = networks.some((name) => known.networks.includes(name))
    if (shared || networks.length === 0 || [...networks, ...known.networks].some((name) => OPEN.test(name))) return []
    return [
      `${project}/${service} has labels for Traefik, but ${known.name} is in none of its networks (${networks.join(', ')}; that one: ${known.networks.join(', ')}), so it could send it nothing: put both into one network`,
    ]
  })
}

/** The host reaches every bridge; and whose network a container uses may not be known. */
const OPEN = /^(host|container:.*)$/

function namesOf(services: readonly PlannedService[]): string {
  return services.map(({ project, service }) => `${project}/${service}`).join(', ')
}
