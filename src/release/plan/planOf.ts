import type { BuiltImage } from '../../image/types.js'
import type { Plan, Release } from '../records/types.js'
import { noticesOf } from './notices.js'
import type { Findings } from './planStorage.js'
import { boundWarnings } from './refusals/bound.js'
import { resourceNotices } from './rewrite/resources.js'
import { drainPlan, switchable } from './routing/moves.js'
import { isLed } from './settleStack.js'

/** What becomes of an image of the stack, in the words of the plan. */
const VERBS: Record<BuiltImage['result'], string> = {
  built: 'built',
  reused: 'not built again',
  planned: 'would be built',
}

/** What is said of the release before anything is changed. */
export function planOf(findings: Findings, { id }: Release): Plan {
  const { input, settled, before, services, data } = findings
  const { facts } = input
  const { previous, running } = before
  const all = [...services.planned, ...services.removed]
  const mounts = settled.projects.flatMap((project) => project.mounts)
  const told = new Set(mounts.map(({ project, service, target }) => `${project}/${service} ${target}`))
  const drain = drainPlan(facts, services.planned, services.moves, running, settled.own)
  const moves = all.some(({ change, routed }) => routed && change !== 'unchanged')
  return {
    release: id,
    ...(previous !== undefined && { previous }),
    services: all,
    warnings: warningsOf(findings),
    images: input.images.map(({ project, service, result, reason }) => ({
      ...{ project, service },
      text: `${VERBS[result]}: ${reason}`,
    })),
    stored: data.storage.stored.filter(({ service, target, left }) => left || !told.has(`${service} ${target}`)),
    rewrites: [...settled.named.rewrites, ...services.rewrites],
    mounts,
    notices: allNotices(findings),
    switch: switchable(facts.proxy) && moves ? 'file' : drain === undefined ? 'none' : 'drain',
    ...(drain !== undefined && { drain }),
    led: isLed(facts, settled.models),
    unchanged: all.every(({ change }) => change === 'unchanged'),
  }
}

function warningsOf({ input, settled, services, data }: Findings): string[] {
  return [
    ...settled.named.warnings,
    ...data.replaced.warnings,
    ...data.writers.warnings,
    ...boundWarnings({ ...settled, ...services, all: input.facts.containers }),
  ]
}

function allNotices({ input, settled, services }: Findings): string[] {
  const { facts, lookups, gateWindowSeconds } = input
  const said = [...input.notices, ...lookups.notices, ...resourceNotices(settled.resources, facts)]
  return [
    ...settled.named.notices,
    ...noticesOf({ ...settled, said, facts, gateWindowSeconds, planned: services.planned }),
  ]
}
