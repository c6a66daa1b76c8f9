import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  visit,
} from 'yaml'
import { TOO_DEEP, tooDeepFrom } from './depth.js'

/** A Compose file as it is written, before Compose has read it. It contains only what every YAML parser understands in the same way. */
export interface Source {
  document: Document.Parsed
  lines: LineCounter
  /** What each alias stands for. */
  targets: ReadonlyMap<unknown, unknown>
}

/** Why a file is not read. */
export interface SourceFault {
  line?: number
  message: string
}

/** Nodes that a file may have when its aliases are unfolded: a large one has some thousands, and Compose takes minutes for millions. */
const MOST_NODES = 200_000

/** Error codes of our parser for what other parsers accept. */
const ODD_INDENT: ReadonlySet<string> = new Set(['BAD_INDENT', 'MISSING_CHAR'])

/** Tags that do not change a value's type, and the two of Compose. */
const PLAIN_TAGS = new Set(
  ['str', 'map', 'seq', 'int', 'bool', 'float', 'null'].map((tag) => `tag:yaml.org,2002:${tag}`),
)
const COMPOSE_TAGS = new Set(['!reset', '!override'])

/**
 * Reads the bytes of a Compose file. Two YAML parsers read each file: ours, which checks the files that it names, and Compose's, which opens
 * them. What they could understand differently (the encoding, what ends a line, several documents, odd tags and keys, a key that is there twice)
 * is a fault, and so is what ours cannot read at all.
 */
export function readSource(bytes: Uint8Array): Source | SourceFault[] {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return [{ message: 'is not UTF-8: save it as UTF-8' }]
  }
  const letters = faultyLetters(text)
  if (letters.length > 0) return letters
  const deep = tooDeepFrom(text)
  if (deep !== undefined) return [{ line: deep, message: TOO_DEEP }]
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, {
    merge: true,
    uniqueKeys: true,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  })
  if (!Array.isArray(documents) || documents.length !== 1)
    return documents.length > 1 ? [{ message: 'holds several documents: write one file for each' }] : []
  const [document] = documents as [Document.Parsed]
  const lineOf = (offset: number): number => lines.linePos(offset).line
  if (document.errors.length > 0)
    return document.errors.slice(0, 1).map(({ pos, code, message }) => ({
      line: lineOf(pos[0]),
      message: ODD_INDENT.has(code)
        ? `is no YAML for every reader: what stands in [ ], { } or quotes goes on further in than its key (${message})`
        : `is no YAML: ${message}`,
    }))
  const odd = oddNodes(document, lineOf)
  if (odd.length > 0) return odd
  if (unfolded(document) > MOST_NODES) return [{ message: 'its aliases expand to too many values' }]
  return { document, lines, targets: targetsIn(document) }
}

export function isSource(found: Source | SourceFault[]): found is Source {
  return !Array.isArray(found)
}

/** YAML 1.1, which Compose reads, ends lines where 1.2 does not. */
function faultyLetters(text: string): SourceFault[] {
  const at = (offset: number): number => text.slice(0, offset).split('\n').length
  const faults: [RegExp, string][] = [
    [/\r(?!\n)|[\u0085\u2028\u2029]/, 'holds a character that ends a line for one reader and not for another'],
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    [/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]|(?!^)\ufeff/, 'holds a control character'],
    [/^%/m, 'begins with %, a directive of YAML: Compose files need none'],
  ]
  return faults.flatMap(([pattern, message]) => {
    const found = pattern.exec(text)
    return found === null ? [] : [{ line: at(found.index), message }]
  })
}

function oddNodes(document: Document.Parsed, lineOf: (offset: number) => number): SourceFault[] {
  const faults: SourceFault[] = []
  const add = (node: Node, message: string): void => {
    faults.push({ line: lineOf(node.range?.[0] ?? 0), message })
  }
  visit(document, {
    Node(_, node) {
      const tag = isAlias(node) ? undefined : (node as Node & { tag?: string }).tag
      if (tag !== undefined && !PLAIN_TAGS.has(tag) && !COMPOSE_TAGS.has(tag))
        add(
          node as Node,
          `the tag ${tag.replace('tag:yaml.org,2002:', '!!')} is read differently by different programs`,
        )
    },
    Pair(_, { key }) {
      if (isAlias(key)) add(key, 'a key is an alias: write it out')
      else if (isCollection(key)) add(key as Node, 'a key is a list or a map')
    },
  })
  return faults
}

/** How many nodes there are when each alias stands for all that it means; a node that holds itself has no end. */
function unfolded(document: Document.Parsed): number {
  const known = new Map<unknown, number>()
  const anchors = new Map<string, unknown>()
  const size = (node: unknown): number => {
    if (isAlias(node)) {
      const target = anchors.get(node.source)
      return target === undefined ? 1 : (known.get(target) ?? Number.POSITIVE_INFINITY)
    }
    const { anchor } = node as { anchor?: string }
    if (anchor !== undefined) anchors.set(anchor, node)
    let total = 1
    if (isMap(node)) for (const { key, value } of node.items) total += size(key ?? {}) + size(value ?? {})
    else if (isSeq(node)) for (const item of node.items) total += size(item ?? {})
    known.set(node, total)
    return total
  }
  return size(document.contents ?? {})
}

/** An alias stands for the last node before it that has its name as an anchor. */
function targetsIn(document: Document.Parsed): Map<unknown, unknown> {
  const anchors = new Map<string, unknown>()
  const targets = new Map<unknown, unknown>()
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) targets.set(node, anchors.get(node.source))
      else if ((node as { anchor?: string }).anchor !== undefined)
        anchors.set((node as unknown as { anchor: string }).anchor, node)
    },
  })
  return targets
}

/** What a node is, an alias followed. */
export function meant({ targets }: Source, node: unknown): unknown {
  return isAlias(node) ? targets.get(node) : node
}

/**
 * All pairs of a map, also those that it merges in, whichever of them wins: readers do not agree on the order of merges.
 * Empty for what is no map.
 */
export function pairsOf(source: Source, node: unknown, seen = new Set<unknown>()): [string, unknown][] {
  const map = meant(source, node)
  if (!isMap(map) || seen.has(map)) return []
  seen.add(map)
  return map.items.flatMap(({ key, value }): [string, unknown][] => {
    const name = textOf(source, key)
    if (name === undefined) return []
    if (name !== '<<') return [[name, value]]
    const merged = meant(source, value)
    const all: unknown[] = isSeq(merged) ? merged.items : [merged]
    return all.flatMap((one) => pairsOf(source, one, seen))
  })
}

/** The entries of a list, or the one thing that stands in place of one. */
export function itemsOf(source: Source, node: unknown): unknown[] {
  const value = meant(source, node)
  if (value === undefined || value === null) return []
  return isSeq(value) ? value.items.map((item) => meant(source, item)) : [value]
}

/** Every node at a place of the table; a `*` is any name, or the entries of a list. */
export function nodesAt(
  source: Source,
  steps: readonly string[],
  from: unknown = source.document.contents,
): { where: string; node: unknown }[] {
  let found: { where: string; node: unknown }[] = [{ where: '', node: from }]
  for (const step of steps)
    found = found.flatMap(({ where, node }) => {
      const named = pairsOf(source, node).filter(([name]) => step === '*' || step === name)
      const below = named.map(([name, value]) => ({ where: where === '' ? name : `${where}.${name}`, node: value }))
      return step === '*' && below.length === 0 ? itemsOf(source, node).map((item) => ({ where, node: item })) : below
    })
  return found.map(({ where, node }) => ({ where, node: meant(source, node) }))
}

/** A scalar as text; undefined for what is none. */
export function textOf(source: Source, node: unknown): string | undefined {
  const value = meant(source, node)
  if (!isScalar(value)) return undefined
  return typeof value.value === 'string' ? value.value : (value.source ?? String(value.value))
}

export function lineAt({ lines }: Source, node: unknown): number {
  const range = (node as Node | null)?.range
  return range ? lines.linePos(range[0]).line : 1
}
