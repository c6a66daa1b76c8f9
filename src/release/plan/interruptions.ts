import type { ComposeModel } from '../../stack/types.js'
import type { PlannedService } from '../records/types.js'
import { callersOf, nobodyCalls } from './classes/classes.js'
import { isProxy } from './routing/ownTraefik.js'

/** Why requests to a service may fail while it is replaced; empty where none does (docs/limits.md has the reasons). */
export function interruptionsOf(service: PlannedService, models: readonly ComposeModel[]): string[] {
  const definition = models.find(({ name }) => name === service.project)?.services[service.service]
  if (definition === undefined || service.change !== 'changed' || service.class === 'one-shot') return []
  const key = `${service.project}/${service.service}`
  if (isProxy(definition))
    return [`${key}: it is the proxy itself: every request fails from its stop until the new one has its routes`]
  if (service.class === 'exclusive') {
    const routed = new Set(service.routed ? [key] : [])
    if (nobodyCalls(service.project, service.service, definition, { models, routed })) return []
    return [`${key}: it stops before the new one starts: requests to it fail until that one is healthy`]
  }
  const found: string[] = []
  if (service.check.kind === 'tcp' || service.check.kind === 'running')
    found.push(`${key}: without a healthcheck nobody knows from when on it can answer: its first requests may fail`)
  const callers = callersOf(service.service, models)
  if (callers.length > 0)
    found.push(
      `${key}: ${callers.join(', ')} call it by name, past the proxy: such calls may meet the new one before it listens, or the old one as it ends, and should try again`,
    )
  return found
}
