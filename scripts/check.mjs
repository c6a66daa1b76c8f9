// All that can be said of the code without running it, side by side: types, format, lint, circles of files (biome.json), direction of imports
// (layers.mjs), unused exports, files and dependencies (knip.json), shell files, and of src/server that each file is part of the program
// and short enough to be read, and that no function sets what is another's (serverRules.mjs).
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { allLayerFaults } from './layers.mjs'
import { placeOf, writeProgram } from './program.mjs'
import { broken } from './serverRules.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const cache = process.env.STACK_ACTIONS_CACHE || join(homedir(), '.cache/stack-actions')
const path = [join(root, 'node_modules/.bin'), join(cache, 'bin'), process.env.PATH].join(delimiter)

const server = putTogether()
const layers = pointDown()
const readable = server !== undefined && isReadable()
const checks = [
  ['types', 'tsc', ['-p', 'test']],
  ['types of the bench', 'tsc', ['-p', 'bench']],
  ['format, lint, imports', 'biome', ['check', '--error-on-warnings', '--diagnostic-level=warn', '.']],
  ['unused code', 'knip', ['--no-progress']],
  ...shellChecks(),
]
const results = await Promise.all(checks.map(check))
process.exitCode = readable && layers && results.every((passed) => passed) ? 0 : 1

/** The path of the program, put together anew; undefined where a file of src/server is missing in the list, or is there twice. */
function putTogether() {
  try {
    const path = writeProgram()
    process.stdout.write('✓ files of src/server\n')
    return path
  } catch (error) {
    process.stdout.write(`✗ files of src/server\n${error.message}\n`)
    return undefined
  }
}

/** Whether all imports of src point down. */
function pointDown() {
  const faults = allLayerFaults()
  process.stdout.write(
    faults.length === 0 ? '✓ direction of imports\n' : `✗ direction of imports\n${faults.join('\n')}\n`,
  )
  return faults.length === 0
}

/** Whether the files of src/server are so that they can be read. */
function isReadable() {
  const faults = broken()
  process.stdout.write(
    faults.length === 0 ? '✓ rules of src/server\n' : `✗ rules of src/server\n${faults.join('\n')}\n`,
  )
  return faults.length === 0
}

function shellChecks() {
  const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split(
    '\n',
  )
  // A file of src/server is read as part of the program: its names are those of the others.
  const scripts = tracked.filter(
    (file) => file !== '' && !/^(dist|src\/server)\//.test(file) && isShell(join(root, file)),
  )
  if (!path.split(delimiter).some((folder) => existsSync(join(folder, 'shellcheck')))) {
    process.stdout.write('- shell: shellcheck is not installed (./scripts/test installs it)\n')
    return []
  }
  // What runs as the deploy user on servers of others gets every check that there is; but braces around each name, and a word about each
  // exit code that a pipe hides, would only make it longer.
  const strict = ['--format=gcc', '--shell=dash', '--enable=all', '--exclude=SC2250,SC2312', server]
  return [
    ['shell', 'shellcheck', scripts],
    ...(server === undefined ? [] : [['stackctl', 'shellcheck', strict, writtenAt]]),
  ]
}

function isShell(file) {
  if (file.endsWith('.sh')) return true
  if (/\.[a-z0-9]+$/i.test(file) || !existsSync(file)) return false
  return /^#!.*\b(sh|dash|bash)\b/.test(readFileSync(file, 'utf8').slice(0, 80))
}

/** What is said of a line of the program, with the file where it was written. */
function writtenAt(output) {
  return output.replace(/^\S*\/stackctl[.]sh:(\d+)/gm, (_, line) => placeOf(Number(line)))
}

function check([name, program, args, words = (output) => output]) {
  const began = performance.now()
  const child = spawn(program, args, { cwd: root, env: { ...process.env, PATH: path } })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => {
    child.on('error', (error) => (output += error.message))
    child.on('close', (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      process.stdout.write(code === 0 ? `✓ ${name} (${seconds} s)\n` : `✗ ${name} (${seconds} s)\n${words(output)}\n`)
      resolve(code === 0)
    })
  })
}
