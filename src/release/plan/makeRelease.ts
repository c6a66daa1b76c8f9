import { proxiesFor } from '../../proxy/choose.js'
import { planOf } from './planOf.js'
import { planServices } from './planServices.js'
import { planStorage } from './planStorage.js'
import { refuse } from './refuse.js'
import { releaseBefore, withRecognisedTexts } from './releaseBefore.js'
import type { MadeRelease, ReleaseInput } from './releaseInput.js'
import { releaseOf } from './releaseOf.js'
import { labelledServices } from './routing/routed.js'
import { settleStack } from './settleStack.js'

/**
 * Makes the release of a stack for one host, and the plan that says what becomes of each service and why.
 * @throws Refused with every reason at once; nothing was changed anywhere
 */
export function makeRelease(input: ReleaseInput): MadeRelease {
  const { facts, stack } = input
  const [first, ...others] = proxiesFor(facts, labelledServices(stack))
  if (first === undefined || others.length === 0) return makeThroughProxy(input)
  // Which services change is known only when the plan is made.
  let fault: unknown
  for (const proxy of [first, ...others]) {
    try {
      return makeThroughProxy({ ...input, facts: { ...facts, proxy } })
    } catch (error) {
      fault ??= error
    }
  }
  throw fault
}

/** The same, through the Traefik of the facts. */
function makeThroughProxy(input: ReleaseInput): MadeRelease {
  const settled = settleStack(input)
  const before = releaseBefore(input, settled)
  const services = planServices(input, settled, before)
  const data = planStorage(input, settled, before, services)
  const findings = { input, settled, before, services, data }
  refuse(findings)
  const release = releaseOf(findings)
  return {
    release,
    ...(before.adopted !== undefined && {
      adopted: withRecognisedTexts(before.adopted, release, settled.stack.environment, before.unlike),
    }),
    plan: planOf(findings, release),
  }
}
