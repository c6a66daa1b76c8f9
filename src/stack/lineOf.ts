import { type Document, isMap, isPair, isScalar, type LineCounter, type Node } from 'yaml'

/** Line of a field of a YAML file, or of the nearest one around it where the field is missing; the first is 1. */
export function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true)
    const last = path[length - 1]
    const key = isMap(parent)
      ? parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === last)?.key
      : undefined
    const node = (key ?? document.getIn(path.slice(0, length), true)) as Node | undefined
    if (node?.range) return lines.linePos(node.range[0]).line
  }
  return 1
}
