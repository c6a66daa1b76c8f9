// Builds what is committed but written by no hand: the metadata (generate.mjs) and dist/. `--dist <folder>` builds that one instead of
// dist/ and leaves the metadata alone: the test that compares a fresh build does so.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildSync } from 'esbuild'
import { writeProgram } from './program.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const { values: options } = parseArgs({ options: { dist: { type: 'string' } } })
const dist = resolve(options.dist ?? join(root, 'dist'))

compile()
if (options.dist === undefined)
  execFileSync(process.execPath, [join(root, 'scripts/generate.mjs')], { stdio: 'inherit' })
await bundle()

function compile() {
  rmSync(join(root, 'lib'), { recursive: true, force: true })
  tool('tsc', ['-p', root])
  // What the code reads by `new URL('…', import.meta.url)`: ncc takes it along.
  writeProgram()
  leaveOutHttpClient()
  leaveOutComments()
}

/**
 * @actions/core loads an HTTP client for one function that nothing here calls (getIDToken), and that client (undici) is as much to read at every
 * start as all the rest. So the bundle gets a copy of core without it.
 */
function leaveOutHttpClient() {
  const core = join(root, 'lib/node_modules/@actions/core')
  cpSync(join(root, 'node_modules/@actions/core'), core, { recursive: true })
  writeFileSync(
    join(core, 'lib/oidc-utils.js'),
    "export class OidcClient {\n  static getIDToken() {\n    throw new Error('not in this bundle: scripts/build.mjs')\n  }\n}\n",
  )
}

/** Of commander more than half is comments: the bundle gets a copy without. */
function leaveOutComments() {
  const [from, to] = [join(root, 'node_modules/commander'), join(root, 'lib/node_modules/commander')]
  mkdirSync(to, { recursive: true })
  cpSync(join(from, 'LICENSE'), join(to, 'LICENSE'))
  buildSync({
    entryPoints: [join(from, 'index.js')],
    outfile: join(to, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minifyWhitespace: true,
  })
  writeFileSync(join(to, 'package.json'), JSON.stringify({ name: 'commander', license: 'MIT', main: 'index.js' }))
}

/** One bundle for all actions, and a stub for each: apart they would be more than twice as large. */
async function bundle() {
  // Beside the one that is there: ncc never removes an earlier build's chunks, and whoever starts an action meanwhile gets no mixture.
  const fresh = `${dist}.new`
  rmSync(fresh, { recursive: true, force: true })
  tool('ncc', [
    'build',
    join(root, 'lib/entries.js'),
    '--out',
    fresh,
    '--license',
    'licenses.txt',
    '--no-cache',
    '--quiet',
  ])
  const { actions } = await import(join(root, 'lib/entries.js'))
  for (const [name, load] of Object.entries(actions)) {
    writeFileSync(join(fresh, `${name}.js`), `import { run } from './index.js'\nawait run('${name}')\n`)
    if (!(await load()).hasPost) continue
    writeFileSync(join(fresh, `${name}-post.js`), `import { runPost } from './index.js'\nawait runPost('${name}')\n`)
  }
  writeFileSync(join(fresh, 'cli.js'), "#!/usr/bin/env node\nimport { runCli } from './index.js'\nawait runCli()\n", {
    mode: 0o755,
  })
  rmSync(dist, { recursive: true, force: true })
  renameSync(fresh, dist)
  process.stdout.write(`${dist}: ${readdirSync(dist).length} files\n`)
}

function tool(name, args) {
  execFileSync(join(root, 'node_modules/.bin', name), args, { stdio: ['ignore', 'inherit', 'inherit'], cwd: root })
}
