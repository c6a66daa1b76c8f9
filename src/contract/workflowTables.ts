import { isMap, isScalar, parse, parseDocument, type YAMLMap } from 'yaml'
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

/**
 * Replaces what stands between `<!-- workflow:<name> -->` or `<!-- caller:<name> -->` and its end: tables of a workflow, and the text of one
 * that calls it.
 */
export function fillWorkflows(
  page: string,
  { workflows, callers }: { workflows: Record<string, string>; callers: Record<string, string> },
): string {
  return page.replace(
    /(<!-- (workflow|caller):([a-z-]+) -->)[\s\S]*?(<!-- \/\2 -->)/g,
    (_, begin: string, kind: string, name: string, end: string) => {
      const text = (kind === 'workflow' ? workflows : callers)[name]
      if (text === undefined) throw new Error(`there is no ${kind} "${name}"`)
      const filled = kind === 'workflow' ? workflowTables(text) : `\`\`\`yaml\n${text}\`\`\``
      return `${begin}\n${filled}\n${end}`
    },
  )
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
