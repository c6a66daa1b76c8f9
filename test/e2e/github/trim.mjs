// Makes description.json: of GitHub's own description of its REST API (OpenAPI 3.0, MIT) the operations in operations.json, with all that
// their schemas refer to and without prose: 13 MB become 50 KB. The package is too large to depend on; get it once, anywhere:
//   npm pack @octokit/openapi@23 && tar xzf octokit-openapi-23.*.tgz
//   node test/e2e/github/trim.mjs package/generated/api.github.com.json
import { readFileSync, writeFileSync } from 'node:fs'

const [from] = process.argv.slice(2)
if (from === undefined) throw new Error('usage: node test/e2e/github/trim.mjs package/generated/api.github.com.json')
const whole = JSON.parse(readFileSync(from, 'utf8'))
const operations = JSON.parse(readFileSync(new URL('operations.json', import.meta.url), 'utf8'))
const trimmed = { openapi: whole.openapi, info: { version: whole.info.version }, paths: {}, components: {} }

/** What checks nothing. */
const PROSE = [
  'title',
  'summary',
  'description',
  'example',
  'examples',
  'externalDocs',
  'tags',
  'headers',
  'operationId',
]
/** Below these stand names of fields, media types or statuses, not keywords. */
const NAMING = ['properties', 'content', 'responses']
/** Below these stand values. */
const VALUES = ['enum', 'default', 'required']

for (const { method, path } of operations) {
  const operation = whole.paths[path]?.[method]
  if (operation === undefined) throw new Error(`GitHub has no ${method} ${path}`)
  trimmed.paths[path] ??= {}
  trimmed.paths[path][method] = copy(operation)
}
writeFileSync(new URL('description.json', import.meta.url), `${JSON.stringify(trimmed, undefined, 1)}\n`)

function copy(node, { names = false } = {}) {
  if (Array.isArray(node)) return node.map((item) => copy(item))
  if (typeof node !== 'object' || node === null) return node
  if (typeof node.$ref === 'string') {
    take(node.$ref)
    return { $ref: node.$ref }
  }
  const kept = Object.entries(node).filter(([key]) => names || !(PROSE.includes(key) || key.startsWith('x-')))
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      !names && VALUES.includes(key) ? value : copy(value, { names: !names && NAMING.includes(key) }),
    ]),
  )
}

function take(reference) {
  const [, , kind, name] = reference.split('/')
  trimmed.components[kind] ??= {}
  const taken = trimmed.components[kind]
  if (name in taken) return
  taken[name] = {} // schemas refer to each other in circles
  taken[name] = copy(whole.components[kind][name])
}
