/** What a registry asks for in `WWW-Authenticate`. */
export interface Challenge {
  scheme: 'basic' | 'bearer'
  realm: string
  service?: string
}

/** Reads a `WWW-Authenticate` header (RFC 9110, 11.6.1), as far as registries use it; undefined if there is nothing to answer. */
export function parseChallenge(header: string | null): Challenge | undefined {
  const scheme = /^\s*(basic|bearer)\b/i.exec(header ?? '')?.[1]?.toLowerCase() as Challenge['scheme'] | undefined
  if (scheme === undefined || header === null) return undefined
  const parameters = new Map<string, string>()
  for (const [, name, quotedValue, bare] of header.matchAll(/([a-z_]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi))
    parameters.set((name as string).toLowerCase(), quotedValue?.replace(/\\(.)/g, '$1') ?? bare ?? '')
  const service = parameters.get('service')
  return { scheme, realm: parameters.get('realm') ?? '', ...(service === undefined ? {} : { service }) }
}
