import { parseDocument } from 'yaml'
import { calls } from './callee.js'
import { tooDeepFrom } from './depth.js'
import type { ComposeModel, ComposeService } from './types.js'

interface Written {
  ports?: unknown
  volumes?: unknown
  profiles?: unknown
  depends_on?: unknown
  links?: unknown
  environment?: unknown
}

/**
 * What the base file has and a production file that stack.yml does not name would run without: such a file may be meant as an overlay of the
 * base. In words, such as `the service db`; empty where it can stand alone.
 * @param model The production file alone, as Compose resolved it.
 * @param baseText Of the base file. It is not resolved: it may use variables that only developers have.
 */
export function lacksOfBase(model: ComposeModel, baseText: string): string[] {
  const base = servicesOf(baseText)
  const lacks: string[] = []
  for (const [name, written] of Object.entries(base)) {
    const service = Object.hasOwn(model.services, name) ? model.services[name] : undefined
    if (service === undefined) {
      // A service with a profile does not start by default, and one that nothing mentions is for developers: a second database, a mail catcher.
      if (list(written.profiles).length === 0 && isMissed(name, model, base)) lacks.push(`the service ${name}`)
      continue
    }
    if (list(written.ports).length > 0 && !canBeReached(service)) lacks.push(`the ports of ${name}`)
    const targets = new Set((service.volumes ?? []).map(({ target }) => target))
    const lost = list(written.volumes).flatMap((volume) => namedVolume(volume) ?? [])
    if (lost.some(({ target }) => !targets.has(target)))
      lacks.push(
        `the ${lost.length === 1 ? 'volume' : 'volumes'} ${lost.map(({ source }) => source).join(', ')} of ${name}`,
      )
  }
  return lacks
}

/** Whether a service of production mentions this one, which production lacks: in its own definition or, for what that leaves out, in the base's. */
function isMissed(missing: string, { services }: ComposeModel, base: Readonly<Record<string, Written>>): boolean {
  return Object.entries(services).some(([name, { environment = {}, depends_on: needs = {} }]) => {
    if (Object.entries(environment).some((pair) => calls(missing, pair) !== 'no')) return true
    const below = Object.hasOwn(base, name) ? base[name] : undefined
    if (below === undefined) return false
    const waits = [...namesIn(below.depends_on), ...namesIn(below.links).map((link) => link.split(':')[0])]
    if (Object.keys(needs).length === 0 && waits.includes(missing)) return true
    return pairsIn(below.environment).some((pair) => !(pair[0] in environment) && calls(missing, pair) !== 'no')
  })
}

function namesIn(value: unknown): string[] {
  return isMap(value) ? Object.keys(value) : list(value).map(String)
}

function pairsIn(environment: unknown): [string, string][] {
  if (isMap(environment)) return Object.entries(environment).map(([name, value]) => [name, String(value)])
  return list(environment).map((pair) => {
    const [name = '', ...value] = String(pair).split('=')
    return [name, value.join('=')]
  })
}

/** Whether a service can be reached: by a port of its own, or by a proxy that its labels or networks name. */
function canBeReached({ ports = [], expose = [], labels = {}, networks = {} }: ComposeService): boolean {
  return (
    ports.length > 0 ||
    expose.length > 0 ||
    Object.keys(labels).length > 0 ||
    Object.keys(networks).some((network) => network !== 'default')
  )
}

function servicesOf(text: string): Record<string, Written> {
  if (tooDeepFrom(text) !== undefined) return {}
  try {
    const content = parseDocument(text, { merge: true, logLevel: 'silent' }).toJS({ maxAliasCount: 10_000 }) as unknown
    const services = isMap(content) ? content['services'] : undefined
    return Object.fromEntries(
      Object.entries(isMap(services) ? services : {}).map(([name, service]) => [name, isMap(service) ? service : {}]),
    )
  } catch {
    // Nothing is known of a base that cannot be parsed, and nothing of it runs.
    return {}
  }
}

/** A mount of a named volume, in either notation: folders of the repository are mostly what developers work on. */
function namedVolume(volume: unknown): { source: string; target: string } | undefined {
  if (isMap(volume)) {
    const { type, source, target } = volume
    return type === 'volume' && typeof source === 'string' && typeof target === 'string'
      ? { source, target }
      : undefined
  }
  const [, source, target] = /^([A-Za-z0-9][A-Za-z0-9_.-]*):(\/[^:]*)(?::[^:]*)?$/.exec(String(volume)) ?? []
  return source === undefined || target === undefined ? undefined : { source, target }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
