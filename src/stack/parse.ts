import { LineCounter, parseDocument } from 'yaml'
import { type Place, refuseAll } from '../runtime/errors.js'
import { ALWAYS_THERE, ownEntry } from '../runtime/ownEntry.js'
import { TOO_DEEP, tooDeepFrom } from './depth.js'
import { NOT_A_NAME } from './judgeBounds.js'
import { lineOf } from './lineOf.js'
import { orderOf } from './order.js'
import { type StackFile, stackFile } from './schema.js'

/**
 * Reads the text of a stack.yml. All faults are reported at once, each with its line.
 * @param file Name for messages.
 */
export function parseStackFile(text: string, file: string): StackFile {
  const lines = new LineCounter()
  const refuse = (places: readonly Place[]) =>
    refuseAll(
      `${file} cannot be used`,
      places.map(({ line, message }) => `${file}:${line}: ${message}`),
      { places },
    )
  const deep = tooDeepFrom(text)
  if (deep !== undefined) throw refuse([{ file, line: deep, message: TOO_DEEP }])
  const document = parseDocument(text, {
    lineCounter: lines,
    strict: true,
    uniqueKeys: true,
    merge: false,
    stringKeys: true,
    prettyErrors: false,
  })
  if (document.errors.length > 0)
    throw refuse(document.errors.map(({ pos, message }) => ({ file, line: lines.linePos(pos[0]).line, message })))

  let content: unknown
  try {
    // 100 is the most copies that aliases may make: a small file must not unfold into gigabytes.
    content = document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    throw refuseAll(`${file} cannot be used`, [`${file}: ${error instanceof Error ? error.message : String(error)}`])
  }
  const at = ({ path, message, keys = [] }: Fault): Place => ({
    file,
    line: lineOf(document, lines, [...path, ...keys.slice(0, 1)]),
    message: `${fieldName(path)}: ${plainWords(message)}`,
  })
  const names = foreignNames(content)
  if (names.length > 0) throw refuse(names.map(at))
  const parsed = stackFile.safeParse(content)
  if (!parsed.success) throw refuse(parsed.error.issues.map((issue) => at(issue)))

  const faults = crossCheck(parsed.data).map(at)
  if (faults.length > 0) throw refuse(faults)
  orderOf(
    Object.fromEntries(Object.entries(parsed.data.projects ?? {}).map(([name, project]) => [name, project.needs])),
    file,
  )
  return parsed.data
}

const KINDS: Readonly<Record<string, string>> = {
  ...{
    object: 'a map (`name: value` lines)',
    record: 'a map (`name: value` lines)',
    array: 'a list',
    string: 'a text',
  },
  ...{ int: 'a whole number', number: 'a number', boolean: '`true` or `false`', null: 'nothing', undefined: 'nothing' },
}

/** Kinds of values in words of YAML, for the message about a value of the wrong kind. */
function plainWords(message: string): string {
  const [, expected = '', received = ''] = /^Invalid input: expected (\w+), received (\w+)$/.exec(message) ?? []
  if (expected === '') return message
  return received === 'undefined'
    ? `is missing: it must be ${ownEntry(KINDS, expected) ?? expected}`
    : `must be ${ownEntry(KINDS, expected) ?? expected}, and is ${ownEntry(KINDS, received) ?? received}`
}

interface Fault {
  path: readonly PropertyKey[]
  message: string
  /** Unknown fields below that path. */
  keys?: readonly string[]
}

/** Names that the schema check would silently leave out. */
function foreignNames(content: unknown, path: readonly PropertyKey[] = []): Fault[] {
  if (typeof content !== 'object' || content === null) return []
  return Object.entries(content).flatMap(([key, value]): Fault[] => [
    ...(ALWAYS_THERE.has(key) ? [{ path: [...path, key], message: NOT_A_NAME }] : []),
    ...foreignNames(value, [...path, Array.isArray(content) ? Number(key) : key]),
  ])
}

function crossCheck(stack: StackFile): Fault[] {
  const faults: Fault[] = []
  const known = Object.keys(stack.projects ?? { [stack.name]: {} })
  if (stack.projects !== undefined && known.length === 0)
    faults.push({ path: ['projects'], message: 'names no project' })
  if (Object.keys(stack.environments).length === 0)
    faults.push({ path: ['environments'], message: 'names no environment' })
  for (const [name, project] of Object.entries(stack.projects ?? {})) {
    for (const [index, need] of project.needs.entries()) {
      if (!known.includes(need))
        faults.push({
          path: ['projects', name, 'needs', index],
          message: `there is no project ${JSON.stringify(need)}; known: ${known.join(', ')}`,
        })
    }
  }
  const branches = new Map<string, string>()
  for (const [name, { branch }] of Object.entries(stack.environments)) {
    if (branch === undefined) continue
    const other = branches.get(branch)
    if (other !== undefined)
      faults.push({
        path: ['environments', name, 'branch'],
        message: `branch ${branch} is deployed to ${other} already`,
      })
    branches.set(branch, name)
  }
  for (const [index, entry] of stack.health.entries()) {
    const project = entry.service?.split('/')[0]
    if (project !== undefined && !known.includes(project))
      faults.push({
        path: ['health', index, 'service'],
        message: `there is no project ${JSON.stringify(project)}; known: ${known.join(', ')}`,
      })
  }
  return faults
}

function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file'
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('')
}
