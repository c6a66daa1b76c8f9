import { ALWAYS_THERE } from '../runtime/ownEntry.js'
import type { ComposeModel } from './types.js'

/** At most so many containers of one service: more is a typing error, which would otherwise be planned, started and undone. */
const MOST_REPLICAS = 1000

/**
 * Faults of names and numbers that Compose accepts although they are mistakes.
 * A name that every JavaScript object has (`constructor`) would vanish, or stand for something that is not there.
 */
export function judgeBounds(model: ComposeModel): string[] {
  const named = (['services', 'networks', 'volumes', 'secrets', 'configs'] as const).flatMap((kind) =>
    Object.keys(model[kind] ?? {}).flatMap((name) =>
      ALWAYS_THERE.has(name) ? [`${kind}.${name}: ${NOT_A_NAME}`] : [],
    ),
  )
  const many = Object.entries(model.services).flatMap(([name, { scale, deploy }]) => {
    const count = Math.max(Number(scale ?? 0), Number(deploy?.replicas ?? 0))
    return count <= MOST_REPLICAS
      ? []
      : [`services.${name}: ${count} containers of it are more than one server runs (${MOST_REPLICAS} at most)`]
  })
  return [...named, ...many]
}

export const NOT_A_NAME = 'this cannot be a name; choose another one'
