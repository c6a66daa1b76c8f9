import { isCount } from './values.js'

/** How a candidate proves itself before any user reaches it, run by stackctl on the server. */
export type Check =
  | { kind: 'exec'; argv: string[] }
  | { kind: 'shell'; command: string }
  /** A healthcheck that only the image may define: Docker's word counts; where the image has none, the port if there is one. */
  | { kind: 'image'; port?: number }
  /** No healthcheck anywhere: something listens on the port. */
  | { kind: 'tcp'; port: number }
  /** Nothing to ask: it runs. */
  | { kind: 'running' }
  /** As `image` without a port; that it has ended with 0 is as good, where its image exposes no port: nobody calls it, and nothing starts it again. */
  | { kind: 'ends' }

export function checkArgv(check: Check): string[] {
  if (check.kind === 'exec') return ['exec', ...check.argv]
  if (check.kind === 'shell') return ['shell', check.command]
  if (check.kind === 'tcp') return ['tcp', String(check.port)]
  if (check.kind === 'image' && check.port !== undefined) return ['image', String(check.port)]
  return [check.kind]
}

export function checkOf([kind, ...rest]: readonly string[]): Check | undefined {
  const [first] = rest
  if (kind === 'exec') return { kind, argv: rest }
  if (kind === 'shell') return { kind, command: first ?? '' }
  if (first !== undefined && !isCount(first)) return undefined
  if (kind === 'tcp' && first !== undefined) return { kind, port: Number(first) }
  if (kind === 'image') return { kind, ...(first === undefined ? {} : { port: Number(first) }) }
  return kind === 'ends' || kind === 'running' ? { kind } : undefined
}
