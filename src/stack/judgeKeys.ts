import { ALL_KEYS, isWanted, type KeySection } from './keys.js'
import type { ComposeModel } from './types.js'

export interface JudgedKeys {
  /** Each begins with the key's path, such as `services.web.post_start`. */
  faults: string[]
  notices: string[]
}

/**
 * Compares a resolved project with the table of keys: keys without effect here, keys that are refused, and keys that this version does not know,
 * which a newer Compose on the runner lets through.
 * @param project Its name, for messages.
 */
export function judgeKeys(project: string, model: ComposeModel): JudgedKeys {
  const judged: JudgedKeys = { faults: [], notices: [] }
  for (const { place, keys } of ALL_KEYS) {
    for (const { path, found } of foundAt(model, place)) {
      for (const [key, value] of Object.entries(found)) {
        if (key.startsWith('x-') || !isWanted(value)) continue
        const known = Object.hasOwn(keys, key) ? keys[key] : undefined
        const name = path === '' ? key : `${path}.${key}`
        if (known === undefined) {
          judged.faults.push(`${name}: this version of stack-actions does not know this key`)
          continue
        }
        if (known.when?.(value, { model, beside: found }) === false || isComposes(model, name)) continue
        if (known.fate === 'refused') judged.faults.push(`${name}: ${known.text}`)
        if (known.fate === 'noticed') judged.notices.push(`${project}: ${name} has no effect: ${known.text}`)
      }
    }
  }
  for (const [service, { environment }] of Object.entries(model.services)) {
    const open = Object.entries(environment ?? {}).flatMap(([name, value]) => (value === null ? [name] : []))
    if (open.length > 0)
      judged.notices.push(
        `${project}/${service}: no value is given for ${open.join(', ')}, named in \`environment\` without a value: not set`,
      )
  }
  return judged
}

/** Compose itself adds `restart` to a service's dependencies where the service is bound to another one: it is not in the files. */
function isComposes({ services }: ComposeModel, path: string): boolean {
  const [, name = '', other = ''] = /^services\.(.+)\.depends_on\.(.+)\.restart$/.exec(path) ?? []
  const service = Object.hasOwn(services, name) ? services[name] : undefined
  const named = [...(service?.links ?? []), ...(service?.volumes_from ?? [])].map((one) => one.split(':')[0])
  const modes = [service?.network_mode, service?.ipc, service?.pid]
  return other !== '' && (named.includes(other) || modes.includes(`service:${other}`))
}

export interface Found {
  path: string
  found: Readonly<Record<string, unknown>>
}

/** Everything in a model that stands at one place of the table. */
export function foundAt(model: ComposeModel, place: KeySection['place']): Found[] {
  let found: Found[] = [{ path: '', found: model as unknown as Record<string, unknown> }]
  for (const step of place === 'top level' ? [] : place.split('.')) {
    found = found.flatMap(({ path, found: at }) =>
      Object.entries(at).flatMap(([key, value]) => {
        if (step !== '*' && step !== key) return []
        return typeof value === 'object' && value !== null
          ? [{ path: path === '' ? key : `${path}.${key}`, found: value as Record<string, unknown> }]
          : []
      }),
    )
  }
  return found
}
