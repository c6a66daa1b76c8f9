import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Texts of this repository's workflows and of the example's that call them, each by its name. @param {string} root */
export function workflowTexts(root) {
  return {
    workflows: textsIn(join(root, '.github/workflows')),
    callers: textsIn(join(root, 'examples/korczewski/.github/workflows')),
  }
}

/** @param {string} folder */
function textsIn(folder) {
  const names = readdirSync(folder)
  return Object.fromEntries(names.map((name) => [name.replace(/\.yml$/, ''), readFileSync(join(folder, name), 'utf8')]))
}
