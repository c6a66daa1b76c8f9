// Imports point down, those of types as well: a folder of src may import from the lines under its own, and two folders of one line do not know
// of each other. So there is no circle between folders.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** A folder stands for those below it that are not named themselves. `.` is src itself. */
export const LAYERS = [
  ['.'],
  ['cli'],
  ['actions'],
  ['doctor'],
  ['shipment'],
  ['contract', 'release/report'],
  ['release/transaction'],
  ['release/plan'],
  ['release/plan/refusals'],
  ['release/plan/storage'],
  ['release/plan/rewrite'],
  ['release/plan/likeness'],
  ['release/plan/images'],
  ['release/plan/classes'],
  ['release/plan/names', 'release/plan/routing'],
  ['release/records'],
  ['health'],
  ['image'],
  ['proxy'],
  ['host'],
  ['records'],
  ['stack'],
  ['github'],
  ['troubleshooting'],
  ['runtime'],
]

/** What an action is made of knows of no stack and no server. */
const ONLY = { contract: ['troubleshooting', 'runtime'] }

/** What is wrong with the imports of one file, whose path begins below src. */
export function layerFaults(file, text) {
  const from = layerOf(file)
  if (from === undefined) return [`src/${file}: its folder has no place in scripts/layers.mjs`]
  return importsOf(file, text)
    .filter((imported) => !mayImport(from, layerOf(imported)))
    .map((imported) => `src/${file} imports src/${imported}: imports point down only (scripts/layers.mjs)`)
}

function mayImport(from, to) {
  if (from === to) return true
  return to !== undefined && heightOf(from) < heightOf(to) && (ONLY[from]?.includes(to) ?? true)
}

function heightOf(folder) {
  return LAYERS.findIndex((line) => line.includes(folder))
}

/** undefined where neither the folder nor one above it is named. */
function layerOf(file) {
  const folders = [dirname(file)]
  while (folders[0].includes('/')) folders.unshift(dirname(folders[0]))
  return folders.findLast((folder) => LAYERS.flat().includes(folder))
}

function importsOf(file, text) {
  return [...text.matchAll(/(?:\bfrom |\bimport\(|\bimport )'(\.[^'\n]+)\.js'/g)].map(([, path]) =>
    join(dirname(file), `${path}.ts`),
  )
}

/** The same for all of src. */
export function allLayerFaults() {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src/*.ts'], {
    cwd: root,
    encoding: 'utf8',
  })
  return files
    .split('\n')
    .filter((file) => file !== '')
    .flatMap((file) => layerFaults(file.slice('src/'.length), readFileSync(join(root, file), 'utf8')))
}
