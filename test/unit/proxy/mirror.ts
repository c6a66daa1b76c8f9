import { quote } from '../../../src/proxy/labels.js'
import type { RouteLine } from '../../../src/records/release.js'

const SECTIONS = ['routers', 'services', 'middlewares', 'serversTransports'] as const

/**
 * The lines of the file that the step `pin` writes: the old release's routes, and in place of each new one a blocked router. `switch` writes the new release's
 * without its blocked ones.
 */
export function heldLines(previous: readonly RouteLine[], next: readonly RouteLine[]): RouteLine[] {
  const routed = new Set(previous.filter(({ section }) => section === 'routers').map(({ name }) => name))
  const blocked = next.filter(({ section, name }) => section === 'blocked' && !routed.has(name))
  const shared = next.filter(({ section, service }) => section === 'middlewares' && service === '')
  return [
    ...previous.filter(({ section }) => section !== 'blocked'),
    ...blocked.map((line) => ({ ...line, section: 'routers' as const })),
    ...shared,
  ]
}

/**
 * The text of Traefik's dynamic file that stackctl assembles from a release's route lines: the reference that its output is compared with.
 * A section without entries is left out, because Traefik refuses an empty one.
 */
export function renderMirror(input: {
  lines: readonly RouteLine[]
  /** URLs of the containers that the pin points to, in order. */
  serversOf: (line: RouteLine) => readonly string[]
  /** One line of the section `routers`, from `ackLine`. */
  ack?: string
}): string {
  const text: string[] = []
  for (const section of SECTIONS) {
    const seen = new Set<string>()
    const entries: string[] = []
    for (const line of input.lines) {
      if (line.section !== section || seen.has(line.name)) continue
      seen.add(line.name)
      const servers =
        line.server === undefined
          ? ''
          : `[${input
              .serversOf(line)
              .map((url) => `{"url":${quote(url)}}`)
              .join(',')}]`
      entries.push(`    ${quote(line.name)}: ${line.definition.replace('"@SERVERS@"', () => servers)}`)
    }
    if (section === 'routers' && input.ack !== undefined) entries.push(input.ack)
    if (entries.length > 0) text.push(`  ${section}:`, ...entries)
  }
  return text.length === 0 ? '' : `${['http:', ...text].join('\n')}\n`
}

/**
 * A router that answers 418 on Traefik's internal entry point as soon as the file is live.
 * @param nonce unguessable, new for each write; letters and digits
 */
export function ackLine(stackId: string, nonce: string): string {
  const rule = `PathPrefix(\`/.stack-actions/${nonce}\`)`
  const router = `{"rule":${quote(rule)},"priority":2000000,"entryPoints":["traefik"],"service":"noop@internal"}`
  return `    ${quote(`${stackId}-ack-${nonce}`)}: ${router}`
}
