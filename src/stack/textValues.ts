import { parseAllDocuments } from 'yaml'
import { tooDeepFrom } from './depth.js'

/** No configuration has more aliases. */
const MOST_ALIASES = 100

/** What may be secret in a text of an unknown format: the values of its lines, each text of JSON and YAML, and anything else as a whole. */
export function textValues(text: string): string[] {
  const leaves = leavesOf(text)
  return [...(leaves.length === 0 ? [text] : leaves), ...envValues(text)]
}

/**
 * What could be secret in a file that Compose does not read, or cannot: each line's value, with and without its quotes, and each further line of a
 * value with many.
 */
export function envValues(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const value = line.replace(/^\s*(export\s+)?[A-Za-z_][A-Za-z0-9_.-]*\s*[=:]/, '').trim()
    return value.startsWith('#') ? [] : [value, value.replace(/^(["'])(.*?)\1?$/, '$2').trim()]
  })
}

/** Each text in JSON or YAML; none where it is neither. */
export function leavesOf(text: string): string[] {
  if (tooDeepFrom(text) !== undefined) return []
  try {
    const documents = parseAllDocuments(text, { logLevel: 'silent', prettyErrors: false, uniqueKeys: false })
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return []
    const content = documents.map((one): unknown => one.toJS({ maxAliasCount: MOST_ALIASES }))
    return content.filter((one) => typeof one === 'object').flatMap(textsIn)
  } catch {
    return []
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
