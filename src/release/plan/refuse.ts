import { refuseAll } from '../../runtime/errors.js'
import { twinFaults } from './names/projectName.js'
import type { Findings } from './planStorage.js'
import { portAdvice, portFaults } from './refusals/hostPorts.js'
import { preflightFaults } from './refusals/preflight.js'
import { refusals, unnamedVolumes } from './refusals/refusals.js'
import { ownerFaults } from './refusals/resourceOwners.js'
import { otherFilesFaults } from './refusals/startedFrom.js'
import { resourceFaults } from './rewrite/resources.js'
import { coveredAdvice } from './storage/covered.js'
import { leaveDataAdvice } from './storage/leaveDataAdvice.js'
import { unnamedAdvice, unnamedWord, unnamedWords } from './storage/unnamed.js'

/**
 * Refuses a release that cannot be made, with every reason at once.
 * @throws Refused
 */
export function refuse(findings: Findings): void {
  const { settled, services, input, data } = findings
  const { models } = settled
  const portsHeld = portFaults({ models, planned: services.planned, facts: input.facts })
  const faults = [
    ...data.replaced.faults,
    ...stackFaults(findings),
    ...services.faults,
    ...serverFaults(findings),
    ...portsHeld,
    ...data.storage.faults,
    ...data.writers.faults,
  ]
  if (faults.length === 0) return
  const all = [...new Set(faults)]
  const replaced = unnamedVolumes({ ...settled, ...services })
  const unnamed = [...data.storage.unnamed.map(unnamedWord), ...unnamedWords(replaced, settled)]
  const todo = [
    ...unnamedAdvice([...replaced, ...data.storage.unnamed], settled),
    ...leaveDataAdvice(settled.stack, data.storage.words, unnamed),
    ...data.writers.todo,
    ...coveredAdvice(data.storage.covered),
    ...portAdvice(portsHeld),
  ]
  throw refuseAll(`This release cannot be made (${all.length === 1 ? 'one reason' : `${all.length} reasons`})`, all, {
    about: 'plan',
    ...(todo.length > 0 && { todo }),
  })
}

/** What was found before any service was compared. */
function stackFaults({ input: { facts, likenesses }, settled: { stack, named, projects } }: Findings): string[] {
  return [
    ...named.faults,
    ...twinFaults(stack, facts),
    ...otherFilesFaults(stack, named.names, facts, likenesses),
    ...preflightFaults(facts),
    ...projects.flatMap((project) => project.faults),
  ]
}

/** What the release would do to what is there. */
function serverFaults({ input: { facts }, settled, before, services }: Findings): string[] {
  const { stack, models, resources, named } = settled
  return [
    ...resourceFaults(models, resources, facts),
    ...ownerFaults(stack, named.models, resources, facts, named.known),
    ...refusals({ ...settled, ...services, identity: stack.identity, facts, running: before.running }),
  ]
}
