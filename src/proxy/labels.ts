/** One element of Traefik's dotted labels, as Traefik itself reads them (paerser's `parser.DecodeToNode`). */
export interface LabelNode {
  name: string
  value: string
  children: LabelNode[]
}

/** The labels of one container as Traefik's tree, not interpreted yet. */
export interface LabelTree {
  http: LabelNode
  hasTcp: boolean
  hasUdp: boolean
  /** Labels for which Traefik drops the whole container. */
  faults: string[]
}

/**
 * Reads `traefik.http.*` labels into a tree. Field names are case-insensitive, the first spelling in byte order is kept, and
 * `name[n]` is an element of a list: the rules of paerser 0.2.2 (`labels_decode.go`).
 */
export function readLabels(labels: Readonly<Record<string, string>>): LabelTree {
  const http: LabelNode = { name: 'http', value: '', children: [] }
  const faults: string[] = []
  let hasTcp = false
  let hasUdp = false
  for (const key of Object.keys(labels).sort(byBytes)) {
    const lower = key.toLowerCase()
    if (lower.startsWith('traefik.tcp.')) hasTcp = true
    if (lower.startsWith('traefik.udp.')) hasUdp = true
    if (!lower.startsWith('traefik.http.')) continue
    const path = splitKey(key)
    if (path === undefined) faults.push(key)
    else insert(http, path.slice(2), labels[key] ?? '')
  }
  return { http, hasTcp, hasUdp, faults }
}

/** The child of that name, whatever its case. */
export function child(node: LabelNode | undefined, name: string): LabelNode | undefined {
  return node?.children.find((one) => sameName(one.name, name))
}

/** The value of a field below a node, or undefined where it is absent or empty. */
export function field(node: LabelNode | undefined, ...path: string[]): string | undefined {
  let found = node
  for (const name of path) found = child(found, name)
  return found?.value === '' ? undefined : found?.value
}

/** A copy of the node in which that field has that value; added where it is missing. */
export function withField(node: LabelNode, name: string, value: string): LabelNode {
  const rest = node.children.filter((one) => !sameName(one.name, name))
  return { ...node, children: [...rest, { name, value, children: [] }] }
}

/** A copy without that field. */
export function withoutField(node: LabelNode, name: string): LabelNode {
  return { ...node, children: node.children.filter((one) => !sameName(one.name, name)) }
}

/**
 * The node as one line of JSON for Traefik's file provider. Every value stays the string that the label had: the file provider takes
 * booleans, numbers, durations and comma-separated lists as strings and field names in any case (paerser's `file.DecodeContent`), so
 * nothing has to be known about a field. `raw` replaces fields of the node itself by JSON text of the caller's.
 */
export function nodeJson(node: LabelNode, raw: Readonly<Record<string, string>> = {}): string {
  const own = node.children.filter((one) => !isDisabled(one)).map((one) => `${quote(one.name)}:${valueJson(one)}`)
  const added = Object.entries(raw).map(([name, json]) => `${quote(name)}:${json}`)
  return `{${[...own, ...added].join(',')}}`
}

function valueJson(node: LabelNode): string {
  if (node.children.length === 0) return quote(node.value)
  if (node.children[0]?.name.startsWith('[') === true) return `[${node.children.map(valueJson).join(',')}]`
  return nodeJson(node)
}

// `tls=false` beside `tls.options=x` switches the whole element off (paerser's "allowEmpty").
function isDisabled(node: LabelNode): boolean {
  return node.children.length > 0 && node.value !== '' && node.value.toLowerCase() !== 'true'
}

/**
 * A JSON string that is also a YAML 1.2 string on one line and that Go's templates leave alone: the file provider expands `{{ … }}` in the
 * whole file before it parses it. Characters that YAML refuses, breaks lines at or that reorder text on a screen are written as `\uXXXX`;
 * half surrogates, which YAML cannot hold, become U+FFFD.
 */
export function quote(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('{{', '\\u007b\\u007b')
    .replaceAll('@SERVERS@', '\\u0040SERVERS@')
}

const UNSAFE = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]/g

/** More levels than any field of Traefik has. */
const DEEPEST = 100

function splitKey(key: string): string[] | undefined {
  const parts: string[] = []
  for (const part of key.split('.')) {
    if (part === '' || part.startsWith('[')) return undefined
    const bracket = part.endsWith(']') ? part.indexOf('[') : -1
    if (part.endsWith(']') && bracket === -1) return undefined
    if (bracket === -1) parts.push(part)
    else parts.push(part.slice(0, bracket), part.slice(bracket))
  }
  return parts[0] === 'traefik' && parts.length > 2 && parts.length <= DEEPEST ? parts : undefined
}

function insert(root: LabelNode, path: readonly string[], value: string): void {
  let node = root
  for (const name of path) {
    let next = child(node, name)
    if (next === undefined) {
      next = { name, value: '', children: [] }
      node.children.push(next)
    }
    node = next
  }
  node.value = value
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}
