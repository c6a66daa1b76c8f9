import { ALWAYS_THERE } from '../runtime/ownEntry.js'
import type { ComposeModel } from './types.js'

/** Containers of one service: what is asked for beyond is a slip of the hand, and would be planned, started and undone all the same. */
const MOST_REPLICAS = 1000

/**
 * Faults of names and numbers that Compose takes and nobody means.
 * A thing that is called as every object of this program has something called would vanish, or be taken for what is not there.
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

export const NOT_A_NAME = 'nothing can be called that; take another name'
