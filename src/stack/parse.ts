import { type Document, isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import { refuseAll } from '../runtime/errors.js'
import { orderOf } from './order.js'
import { type StackFile, stackFile } from './schema.js'

/**
 * Reads the text of a stack.yml. All faults are said at once, each with its line.
 * @param file Name for messages.
 */
export function parseStackFile(text: string, file: string): StackFile {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    strict: true,
    uniqueKeys: true,
    merge: false,
    stringKeys: true,
    prettyErrors: false,
  })
  const refuse = (faults: readonly string[]) => refuseAll(`${file} cannot be used`, faults)
  if (document.errors.length > 0)
    throw refuse(document.errors.map((error) => `${file}:${lines.linePos(error.pos[0]).line}: ${error.message}`))

  let content: unknown
  try {
    // 100 is the most copies that aliases may make: a small file must not unfold into gigabytes.
    content = document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    throw refuse([`${file}: ${error instanceof Error ? error.message : String(error)}`])
  }
  const at = (path: readonly PropertyKey[]) => `${file}:${lineOf(document, lines, path)}: ${fieldName(path)}`
  const parsed = stackFile.safeParse(content)
  if (!parsed.success) throw refuse(parsed.error.issues.map((issue) => `${at(issue.path)}: ${issue.message}`))

  const faults = crossCheck(parsed.data).map(({ path, message }) => `${at(path)}: ${message}`)
  if (faults.length > 0) throw refuse(faults)
  orderOf(
    Object.fromEntries(Object.entries(parsed.data.projects ?? {}).map(([name, project]) => [name, project.needs])),
    file,
  )
  return parsed.data
}

function crossCheck(stack: StackFile): { path: PropertyKey[]; message: string }[] {
  const faults: { path: PropertyKey[]; message: string }[] = []
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

/** Line of the field, or of the nearest one around it where the field is missing. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
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

function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file'
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('')
}
