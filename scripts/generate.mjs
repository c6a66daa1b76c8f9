// Writes what follows from declarations: action.yml files, the actions' tables in README.md and docs/actions.md, the JSON Schema of
// stack.yml, docs/compose.md, docs/troubleshooting.md, the tables of docs/workflows.md. Needs lib/, which npm run build makes.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { oneSentenceALine } from './sentences.mjs'
import { workflowTexts } from './workflowTexts.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const built = (module) => import(join(root, 'lib', module))

const { actions } = await built('entries.js')
const { metadataFiles, TABLE_PAGES } = await built('contract/generate.js')
const { stackFile } = await built('stack/schema.js')
const { composePage } = await built('stack/keysPage.js')
const { fillWorkflows } = await built('contract/workflowTables.js')
const { awkReaders, shellReaders } = await built('records/serverReaders.js')
const { RECORDS } = await built('records/all.js')
const { RELEASE_FILES } = await built('records/release.js')
const { fillRecords } = await built('records/page.js')
const { troubleshootingPage } = await built('troubleshooting/page.js')

const declared = await Promise.all(Object.values(actions).map((load) => load()))
const read = (path) => readFileSync(join(root, path), 'utf8')
const files = metadataFiles(declared, Object.fromEntries(TABLE_PAGES.map((path) => [path, read(path)])))
files['docs/stack.schema.json'] = `${JSON.stringify(z.toJSONSchema(stackFile, { io: 'input' }), undefined, 2)}\n`
files['docs/compose.md'] = oneSentenceALine(composePage())
files['docs/troubleshooting.md'] = oneSentenceALine(troubleshootingPage())
files['docs/workflows.md'] = fillWorkflows(read('docs/workflows.md'), workflowTexts(root))
files['src/server/records.awk'] = awkReaders(RECORDS)
files['src/server/records.sh'] = shellReaders(RECORDS, RELEASE_FILES)
files['src/server/README.md'] = oneSentenceALine(fillRecords(read('src/server/README.md')))

for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
