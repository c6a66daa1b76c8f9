// Writes what follows from declarations: action.yml files, the README's tables, the JSON Schema of stack.yml, docs/compose.md,
// docs/troubleshooting.md, the tables of docs/workflows.md. Needs lib/, which npm run build makes.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { workflowTexts } from './workflowTexts.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const built = (module) => import(join(root, 'lib', module))

const { actions } = await built('entries.js')
const { metadataFiles } = await built('contract/generate.js')
const { stackFile } = await built('stack/schema.js')
const { composePage } = await built('stack/keysPage.js')
const { fillWorkflows } = await built('contract/workflowTables.js')
const { troubleshootingPage } = await built('troubleshooting/page.js')

const declared = await Promise.all(Object.values(actions).map((load) => load()))
const readme = join(root, 'README.md')
const files = metadataFiles(declared, existsSync(readme) ? readFileSync(readme, 'utf8') : '')
files['docs/stack.schema.json'] = `${JSON.stringify(z.toJSONSchema(stackFile, { io: 'input' }), undefined, 2)}\n`
files['docs/compose.md'] = composePage()
files['docs/troubleshooting.md'] = troubleshootingPage()
files['docs/workflows.md'] = fillWorkflows(readFileSync(join(root, 'docs/workflows.md'), 'utf8'), workflowTexts(root))

for (const [path, text] of Object.entries(files)) {
  if (text === '') continue
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
