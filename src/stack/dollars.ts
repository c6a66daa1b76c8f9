/**
 * `docker compose config` prints every `$` doubled, so that its output can be read again. Decisions are made on the real values, and
 * Compose reads the release's model with the values doubled again (it does not interpolate keys).
 */
export function singleDollars<T>(value: T): T {
  return mapStrings(value, (text) => text.replaceAll('$$', '$'), { keys: true })
}

export function doubleDollars<T>(value: T): T {
  return mapStrings(value, (text) => text.replaceAll('$', () => '$$'), { keys: false })
}

function mapStrings<T>(value: T, change: (text: string) => string, options: { keys: boolean }): T {
  const map = (one: unknown): unknown => {
    if (typeof one === 'string') return change(one)
    if (Array.isArray(one)) return one.map(map)
    if (one === null || typeof one !== 'object') return one
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [options.keys ? change(key) : key, map(inner)]))
  }
  return map(value) as T
}
