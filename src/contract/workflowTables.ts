import { isMap, isScalar, parse, parseDocument, type YAMLMap } from 'yaml'
import { fillMarked } from '../runtime/marked.js'
import { code, table } from './table.js'

interface CalledWorkflow {
  on: {
    workflow_call: {
      inputs?: Record<string, { description: string; required?: boolean; default?: string | boolean }>
      secrets?: Record<string, { description: string }>
      outputs?: Record<string, { description: string }>
    }
  }
}

/**
 * The tables of a reusable workflow: inputs, secrets, outputs, and what each job may, with the reason that stands behind it.
 * @param text Of the workflow.
 */
export function workflowTables(text: string): string {
  const { inputs = {}, secrets = {}, outputs = {} } = (parse(text) as CalledWorkflow).on.workflow_call
  const tables: [string[], string[][]][] = [
    [
      ['input', 'what it is', 'default'],
      Object.entries(inputs).map(([name, { description, required, default: fallback }]) => [
        code(name),
        description,
        required === true ? '**required**' : code(String(fallback ?? '')),
      ]),
    ],
    [['secret', 'what it is'], described(secrets)],
    [['output', 'what it is'], described(outputs)],
    [['job', 'permission', 'for'], permissionRows(text)],
  ]
  return tables
    .filter(([, rows]) => rows.length > 0)
    .map(([head, rows]) => table(head, rows))
    .join('\n\n')
}

/** Fills `<!-- workflow:<name> -->` with the tables of a workflow, and `<!-- caller:<name> -->` with the text of one that calls it. */
export function fillWorkflows(
  page: string,
  { workflows, callers }: { workflows: Record<string, string>; callers: Record<string, string> },
): string {
  const filled = fillMarked(page, 'workflow', (name) => workflowTables(textOf('workflow', workflows, name)))
  return fillMarked(filled, 'caller', (name) => `\`\`\`yaml\n${textOf('caller', callers, name)}\`\`\``)
}

function textOf(kind: string, texts: Readonly<Record<string, string>>, name: string): string {
  const text = texts[name]
  if (text === undefined) throw new Error(`there is no ${kind} "${name}"`)
  return text
}

function described(fields: Record<string, { description: string }>): string[][] {
  return Object.entries(fields).map(([name, { description }]) => [code(name), description])
}

/** Reasons are comments, which only the document's nodes keep. */
function permissionRows(text: string): string[][] {
  const jobs = parseDocument(text).get('jobs') as YAMLMap
  return jobs.items.flatMap(({ key, value }) => {
    const permissions = isMap(value) ? value.get('permissions') : undefined
    if (!isMap(permissions) || permissions.items.length === 0) return [[code(String(key)), 'none', '']]
    return permissions.items.map(({ key: scope, value: level }) => [
      code(String(key)),
      code(`${scope}: ${level}`),
      isScalar(level) ? (level.comment ?? '').trim() : '',
    ])
  })
}
