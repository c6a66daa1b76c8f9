import { Refused } from '../runtime/errors.js'
import type { Project } from './types.js'

/**
 * Projects in the order of `needs`: what is needed comes first; otherwise the order in which they are written.
 * @param file Where `needs` is written, for the message.
 * @throws Refused with the cycle, if there is one.
 */
export function orderOf(needs: Readonly<Record<string, readonly string[]>>, file = 'stack.yml'): string[] {
  const order: string[] = []
  const done = new Set<string>()
  const visit = (name: string, trail: readonly string[]): void => {
    if (done.has(name)) return
    if (trail.includes(name)) {
      const cycle = [...trail.slice(trail.indexOf(name)), name].join(' → ')
      throw new Refused(`projects need each other in a circle: ${cycle}`, {
        at: `${file}, needs`,
        todo: 'remove one of these needs',
      })
    }
    for (const need of needs[name] ?? []) visit(need, [...trail, name])
    done.add(name)
    order.push(name)
  }
  for (const name of Object.keys(needs)) visit(name, [])
  return order
}

/**
 * The wave in which each service starts, by `project/service` (project as in stack.yml): `depends_on` inside a project, and every
 * service of a project after all services of those that it `needs`.
 * @param projects In the order of `needs`.
 */
export function wavesOf(projects: readonly Pick<Project, 'name' | 'needs' | 'model'>[]): Map<string, number> {
  const waves = new Map<string, number>()
  const lastWave = new Map<string, number>()
  for (const { name, needs, model } of projects) {
    const first = Math.max(0, ...needs.map((need) => (lastWave.get(need) ?? -1) + 1))
    const wave = (service: string, trail: readonly string[]): number => {
      const key = `${name}/${service}`
      const known = waves.get(key)
      if (known !== undefined) return known
      if (trail.includes(service))
        throw new Refused(
          `services depend on each other in a circle: ${[...trail.slice(trail.indexOf(service)), service].join(' → ')}`,
          { at: `project ${name}, depends_on` },
        )
      const before = Object.keys(model.services[service]?.depends_on ?? {}).filter(
        (other) => model.services[other] !== undefined,
      )
      const own = Math.max(first, ...before.map((other) => wave(other, [...trail, service]) + 1))
      waves.set(key, own)
      return own
    }
    const own = Object.keys(model.services).map((service) => wave(service, []))
    lastWave.set(name, Math.max(first - 1, ...own))
  }
  return waves
}
