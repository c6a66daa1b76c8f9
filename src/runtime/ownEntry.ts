/** Names that every object has by itself: read as an entry they are a function, and written as one they may vanish. */
export const ALWAYS_THERE: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype))

/** What an object holds under a name that others have chosen, and nothing that every object has. */
export function ownEntry<T>(map: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return map !== undefined && Object.hasOwn(map, name) ? map[name] : undefined
}
