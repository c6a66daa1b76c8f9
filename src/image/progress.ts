import { plain } from '../runtime/escape.js'

/** A step of a build that failed, as `--progress plain` tells of it: `#7 [app_web 3/3] RUN false`, `#7 ERROR: …`. */
export interface FailedStep {
  name: string
  reason: string
}

/** Steps that failed, also those that failed without failing the build. Targets of a bake of several stand before the name: `[app_web] …`. */
export function failedSteps(lines: readonly string[]): FailedStep[] {
  const names = new Map<string, string>()
  return lines.flatMap((line) => {
    const [, number = '', text = ''] = /^#(\d+) (.*)$/.exec(line) ?? []
    if (number === '') return []
    const name = names.get(number)
    if (name === undefined) {
      names.set(number, text)
      return []
    }
    return text.startsWith('ERROR: ') ? [{ name, reason: plain(text.slice(7)).slice(0, 500) }] : []
  })
}

const PREFIX = String.raw`^(?:\[[\w-]+\] )?`
const CACHE_STEP = new RegExp(`${PREFIX}(importing cache manifest from|exporting cache to|exporting to GitHub)`)
const PUSH_STEP = new RegExp(`${PREFIX}(exporting to image|pushing )`)

/** Whether a step, by its name, reads or writes a layer cache. */
export function isCacheStep(name: string): boolean {
  return CACHE_STEP.test(name)
}

/** Whether it hands over what was built; a load into the engine may have the same name. */
export function isPushStep(name: string): boolean {
  return PUSH_STEP.test(name)
}

/** Caches that could not be read or written, in words for a person: the first for each reason. */
export function cacheFaults(lines: readonly string[]): string[] {
  const byReason = new Map<string, string>()
  for (const { name, reason } of failedSteps(lines))
    if (isCacheStep(name) && !byReason.has(reason)) byReason.set(reason, plain(name))
  return [...byReason].map(([reason, name]) => `${name}: ${reason}`)
}

/** What of what was built could not be sent to its registry, and why; undefined where it was not that which failed. */
export function pushFault(lines: readonly string[]): { target?: string; reason: string } | undefined {
  const step = failedSteps(lines).find(({ name }) => isPushStep(name))
  const target = /^\[([\w-]+)\]/.exec(step?.name ?? '')?.[1]
  return step && { reason: step.reason, ...(target !== undefined && { target }) }
}
