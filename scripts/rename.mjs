// Sets whose project this is, everywhere: package.json has the name, and workflows, documents, examples and tests' texts follow.
//   node scripts/rename.mjs OWNER/REPO
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publisherIn } from './references.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [to = ''] = process.argv.slice(2)

try {
  const from = publisherIn(readFileSync(join(root, 'package.json'), 'utf8'))
  mustBeRepository(to)
  const changed = tracked().filter((path) => rename(path, from))
  process.stdout.write(
    `${from} is ${to} now, in ${changed.length} files. Then: npm run build && npm run format && ./scripts/test --fast\n`,
  )
} catch (error) {
  process.stderr.write(`rename: ${error.message}\n`)
  process.exitCode = 1
}

/** As GitHub names them. */
function mustBeRepository(name) {
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9._-]{1,100}$/.test(name) || name.endsWith('.git'))
    throw new Error(`${JSON.stringify(name)} is no OWNER/REPO of GitHub, such as acme/stack-actions`)
}

/** What is built follows by a build. */
function tracked() {
  const paths = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0')
  return paths.filter((path) => path !== '' && !/^(dist\/|package-lock\.json$)/.test(path))
}

/** Whether something was changed in it. */
function rename(path, from) {
  const text = readFileSync(join(root, path), 'utf8')
  const renamed = text.replace(new RegExp(`(?<![\\w.-])${from.replaceAll('.', '\\.')}(?![\\w-])`, 'g'), to)
  if (renamed !== text) writeFileSync(join(root, path), renamed)
  return renamed !== text
}
