import { fillMarked } from '../runtime/marked.js'
import type { Action } from './action.js'
import { defaultOf, isRequired, kebabCase, metaOf, type Shape } from './shape.js'
import { code, table } from './table.js'

/** The documents that hold the actions' tables. */
export const TABLE_PAGES = ['README.md', 'docs/actions.md'] as const

/** Every file that follows from the actions' declarations, by its path; `pages` are the TABLE_PAGES as they are now. */
export function metadataFiles(
  actions: readonly Action[],
  pages: Readonly<Record<string, string>>,
): Record<string, string> {
  const files = Object.fromEntries(Object.entries(pages).map(([path, page]) => [path, fillTables(page, actions)]))
  for (const action of actions) {
    files[`actions/${action.name}/action.yml`] = actionYaml(action, { dist: '../../dist' })
    if (action.name !== 'deploy') continue
    // The front door: `uses: org/stack-actions@v1` and `uses: org/stack-actions/deploy@v1` are the same action.
    files['action.yml'] = actionYaml(action, { dist: 'dist', isShown: true })
    files['deploy/action.yml'] = actionYaml(action, { dist: '../dist', isShown: true })
  }
  return files
}

/** Where the stubs lie, from the folder of that `action.yml`: `dist` at the root, `../../dist` in `actions/<name>`. */
export interface MetadataPlace {
  dist: string
  /** Whether GitHub's Marketplace may list it: it wants a badge. */
  isShown?: boolean
}

/** An icon of Feather 4.28 and a color that GitHub knows: its documentation, "Metadata syntax", `branding`. */
const BRANDING = ['branding:', '  icon: layers', '  color: blue']

/** Text of an `action.yml`. Every value is written as a JSON string, which is YAML that needs no care. */
export function actionYaml(action: Action, { dist, isShown = false }: MetadataPlace): string {
  const lines = [
    `# Generated from src/actions/${action.name}.ts by npm run build.`,
    `name: ${JSON.stringify(`stack-actions ${action.name}`)}`,
    `description: ${JSON.stringify(action.description)}`,
    ...(isShown ? BRANDING : []),
  ]
  lines.push('inputs:')
  for (const [name, schema] of Object.entries(action.inputs)) {
    const fallback = defaultOf(schema)
    lines.push(`  ${kebabCase(name)}:`)
    lines.push(`    description: ${JSON.stringify(describe(action, name, action.inputs))}`)
    lines.push(`    required: ${isRequired(schema)}`)
    if (fallback !== undefined) lines.push(`    default: ${JSON.stringify(fallback)}`)
  }
  lines.push('outputs:')
  for (const name of Object.keys(action.outputs)) {
    lines.push(`  ${kebabCase(name)}:`, `    description: ${JSON.stringify(describe(action, name, action.outputs))}`)
  }
  lines.push('runs:', '  using: node24', `  main: ${dist}/${action.name}.js`)
  if (action.hasPost) lines.push(`  post: ${dist}/${action.name}-post.js`)
  return `${lines.join('\n')}\n`
}

/** The tables of an action in the documents: its inputs and its outputs. */
export function actionTables(action: Action): string {
  const inputs = Object.entries(action.inputs).map(([name, schema]) => {
    const fallback = isRequired(schema) ? '**required**' : code(defaultOf(schema))
    return [code(kebabCase(name)), describe(action, name, action.inputs), fallback]
  })
  const outputs = Object.keys(action.outputs).map((name) => [
    code(kebabCase(name)),
    describe(action, name, action.outputs),
  ])
  return [table(['input', 'what it is', 'default'], inputs), table(['output', 'what it is'], outputs)].join('\n\n')
}

/** Fills the tables `<!-- table:<action> -->` of a page. */
export function fillTables(page: string, actions: readonly Action[]): string {
  return fillMarked(page, 'table', (name) => {
    const action = actions.find((candidate) => candidate.name === name)
    if (action === undefined) throw new Error(`there is no action "${name}" for the table in <!-- table:${name} -->`)
    return actionTables(action)
  })
}

function describe(action: Action, name: string, shape: Shape): string {
  const { description } = metaOf(shape[name] as Shape[string])
  if (description === undefined) throw new Error(`${action.name}: "${name}" has no description`)
  return description
}
