/** A matcher of a Traefik rule with its first argument, and whether it is negated. */
const MATCHER = /(!\s*)?([A-Za-z]+)\(\s*`([^`]*)`/g

/**
 * URLs that Traefik's routers answer, as a client outside would ask them, by the labels of a service. Routers with no plain host, and those
 * that a plain GET may not match (headers, methods, client addresses), give none.
 */
export function routedUrls(labels: Readonly<Record<string, string>>): string[] {
  if (labels['traefik.enable']?.toLowerCase() === 'false') return []
  const urls = Object.entries(labels).flatMap(([label, rule]) => {
    const [, name] = /^traefik\.http\.routers\.([^.]+)\.rule$/i.exec(label) ?? []
    if (name === undefined) return []
    const scheme = hasTls(labels, name) ? 'https' : 'http'
    return placesOf(rule).map(({ host, path }) => `${scheme}://${host}${path}`)
  })
  return [...new Set(urls)]
}

function placesOf(rule: string): { host: string; path: string }[] {
  // Parentheses other than a matcher's own: the first host and the first path of the whole are one way through.
  const grouped = /(^|[\s(!|&])\(/.test(rule)
  const alternatives = grouped ? [rule] : rule.split('||')
  return alternatives.flatMap((part) => {
    const matchers = [...part.matchAll(MATCHER)].map(([, not, name = '', value = '']) => ({
      not,
      name: name.toLowerCase(),
      value,
    }))
    const plainly = matchers.every(
      ({ not, name }) => not === undefined && ['host', 'pathprefix', 'path'].includes(name),
    )
    const host = matchers.find(({ name }) => name === 'host')?.value
    if (!plainly || host === undefined || !/^[A-Za-z0-9.-]+$/.test(host)) return []
    const path = matchers.find(({ name }) => name !== 'host')?.value ?? '/'
    return path.startsWith('/') ? [{ host, path }] : []
  })
}

/** TLS by the router's labels, or by an entry point that everybody names so. */
function hasTls(labels: Readonly<Record<string, string>>, router: string): boolean {
  const prefix = `traefik.http.routers.${router}.`.toLowerCase()
  const own = Object.entries(labels).filter(([label]) => label.toLowerCase().startsWith(prefix))
  return own.some(([label, value]) => {
    const field = label.slice(prefix.length).toLowerCase()
    if (field === 'tls') return value.toLowerCase() !== 'false'
    return field.startsWith('tls.') || (field === 'entrypoints' && /\b(websecure|https)\b/i.test(value))
  })
}
