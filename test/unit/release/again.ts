import type { MadeRelease, ReleaseInput } from '../../../src/release/plan/releaseInput.js'
import { Refused } from '../../../src/runtime/errors.js'
import type { ComposeService, Stack } from '../../../src/stack/types.js'
import { committed, db, make, PROXY, project, stack, web } from './fixture.js'

/** What becomes of each service. */
export function changes({ plan }: MadeRelease): Record<string, string> {
  return Object.fromEntries(plan.services.map(({ service, change }) => [service, change]))
}

/** Why a release cannot be made; empty where it can. */
export function refusal(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
  return ''
}

/** A second deploy, with a proxy that can be spoken to. */
export function again(first: MadeRelease, more: Partial<ReleaseInput> = {}): MadeRelease {
  return make({ facts: committed(first.release, { proxy: PROXY }), ...more })
}

/** The stack with something else of its page, and with further services. */
export const withWeb = (change: Partial<ComposeService>, more: Record<string, ComposeService> = {}): Stack =>
  stack([project({ web: { ...web, ...change }, db, ...more })])
