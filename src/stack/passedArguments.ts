import { isScalar } from 'yaml'
import { isSource, itemsOf, meant, nodesAt, pairsOf, readSource, type Source, textOf } from './source.js'

/**
 * Build arguments without a value in a Compose file, by service: Compose takes them from the environment, and silently leaves them out of the
 * resolved model if they are not there.
 * @param bytes Of a Compose file.
 */
export function passedArguments(bytes: Uint8Array): [service: string, names: string[]][] {
  const source = readSource(bytes)
  if (!isSource(source)) return []
  return nodesAt(source, ['services', '*']).map(({ where, node }) => {
    const args = nodesAt(source, ['build', 'args'], node)
    const names = args.flatMap(({ node: found }) => {
      const pairs = pairsOf(source, found).flatMap(([name, value]) => (hasValue(source, value) ? [] : [name]))
      return pairs.length > 0 ? pairs : listed(source, found)
    })
    return [where.replace(/^services\./, ''), [...new Set(names)]]
  })
}

function listed(source: Source, node: unknown): string[] {
  return itemsOf(source, node)
    .flatMap((item) => textOf(source, item) ?? [])
    .filter((text) => !text.includes('='))
}

function hasValue(source: Source, node: unknown): boolean {
  const value = meant(source, node)
  return !isScalar(value) || value.value !== null
}
