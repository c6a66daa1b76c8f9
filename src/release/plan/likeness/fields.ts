import type { ImageConfig } from '../../../host/likenessQuestion.js'
import type { ComposeService } from '../../../stack/types.js'

/**
 * What Docker is told of a container, by the field of the Compose file that says it. A field that is left out is Docker's or the image's
 * default. Both sides of a comparison are brought into this form: what a service wants, and what a container was made with.
 */
export type Fields = Readonly<Record<string, unknown>>

/** A healthcheck as Docker keeps it, in nanoseconds, in the form of `healthcheck`. */
export function dockerHealthcheck(check: ImageConfig['Healthcheck']): Fields {
  if (check?.Test === undefined || check.Test.length === 0) return {}
  if (check.Test[0] === 'NONE') return { test: ['NONE'] }
  const ms = (nanoseconds: unknown): number | undefined =>
    typeof nanoseconds === 'number' && nanoseconds > 0 ? nanoseconds / 1e6 : undefined
  return present({
    test: check.Test,
    interval: ms(check['Interval']),
    timeout: ms(check['Timeout']),
    start_period: ms(check['StartPeriod']),
    start_interval: ms(check['StartInterval']),
    retries: check['Retries'],
  })
}

/** `address:port:target/protocol` of each published port. */
export function portKeys(ports: ComposeService['ports']): string[] {
  return (ports ?? [])
    .map(({ target, published, host_ip: ip, protocol }) => {
      const port = published === undefined || published === '0' ? '' : published
      return `${ip ?? ''}:${port}:${target}/${protocol ?? 'tcp'}`
    })
    .sort()
}

/** Without what is empty, and with no field where nothing is left. */
export function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)))
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false || value === 0) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

export function variables(pairs: readonly string[] | null | undefined): Record<string, string> {
  return Object.fromEntries((pairs ?? []).map((pair) => beforeAndAfter(pair, '=')))
}

/** Labels without those of Compose, of Docker Desktop and of ours. */
export function userLabels(labels: Readonly<Record<string, string>> | null | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels ?? {}).filter(
      ([key]) => !/^(com\.docker\.compose|desktop\.docker\.io|stack-actions)[./]/.test(key),
    ),
  )
}

/** Docker's own notation `name:address`; Compose 2.24 began to write `name=address`. */
export function hosts(value: unknown): string[] {
  const lines = Array.isArray(value)
    ? value.map(String)
    : Object.entries(object(value)).flatMap(([name, ips]) => list(ips).map((ip) => `${name}=${ip}`))
  return lines.map((line) => line.replace(/[=:]\[?(.*?)\]?$/, ':$1')).sort()
}

/** A profile is sent as its text: that there is one has to do. */
export function securityOption(option: unknown): string {
  return String(option)
    .replace(/^([a-z-]+):/, '$1=')
    .replace(/^(seccomp=)(?!unconfined|builtin).*$/s, '$1…')
    .replace(/^no-new-privileges(=true)?$/, 'no-new-privileges')
}

export function set(value: unknown): string[] {
  return [...new Set(list(value).map(String))].sort()
}

export function list(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

export function object(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

export function texts(value: unknown): Record<string, string> {
  if (Array.isArray(value)) return variables(value.map(String))
  return Object.fromEntries(Object.entries(object(value)).map(([key, one]) => [key, String(one ?? '')]))
}

/** What is before and behind the first sign; nothing behind where there is none. */
export function beforeAndAfter(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
