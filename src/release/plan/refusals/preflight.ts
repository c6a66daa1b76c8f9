import type { HostFacts } from '../../../host/types.js'

const ENGINE = [20, 10] as const
const COMPOSE = [2, 20] as const

/** What the server lacks, in words; empty where nothing is missing. */
export function preflightFaults({ engine, compose }: Pick<HostFacts, 'engine' | 'compose'>): string[] {
  const faults: string[] = []
  if (!atLeast(engine, ENGINE))
    faults.push(`the server has Docker Engine ${engine || '(unknown)'}, ${ENGINE.join('.')} or newer is needed`)
  if (compose === '')
    faults.push(`the server has no Docker Compose, ${COMPOSE.join('.')} or newer is needed (docker-compose-plugin)`)
  else if (!atLeast(compose, COMPOSE))
    faults.push(`the server has Docker Compose ${compose}, ${COMPOSE.join('.')} or newer is needed`)
  return faults
}

function atLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [theirs = Number.NaN, minorTheirs = 0] = version
    .replace(/^v/, '')
    .split('.')
    .map((part) => Number.parseInt(part, 10))
  return theirs > major || (theirs === major && minorTheirs >= minor)
}
