// All that can be said of the code without running it, side by side: types, format, lint, direction of imports and cycles (biome.json),
// unused exports, files and dependencies (knip.json), shell files.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const cache = process.env.STACK_ACTIONS_CACHE || join(homedir(), '.cache/stack-actions')
const path = [join(root, 'node_modules/.bin'), join(cache, 'bin'), process.env.PATH].join(delimiter)

const checks = [
  ['types', 'tsc', ['-p', 'test']],
  ['format, lint, imports', 'biome', ['check', '--error-on-warnings', '--diagnostic-level=warn', '.']],
  ['unused code', 'knip', ['--no-progress']],
  ...shellChecks(),
]
const results = await Promise.all(checks.map(check))
process.exitCode = results.every((passed) => passed) ? 0 : 1

function shellChecks() {
  const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split(
    '\n',
  )
  const scripts = tracked.filter((file) => file !== '' && !file.startsWith('dist/') && isShell(join(root, file)))
  if (!path.split(delimiter).some((folder) => existsSync(join(folder, 'shellcheck')))) {
    process.stdout.write('- shell: shellcheck is not installed (./scripts/test installs it)\n')
    return []
  }
  // What runs as the deploy user on servers of others gets every check that there is; but braces around each name, and a word about each
  // exit code that a pipe hides, would only make it longer.
  const strict = ['--enable=all', '--exclude=SC2250,SC2312', join(root, 'src/host/remote/stackctl.sh')]
  return [
    ['shell', 'shellcheck', scripts],
    ['stackctl', 'shellcheck', strict],
  ]
}

function isShell(file) {
  if (file.endsWith('.sh')) return true
  if (/\.[a-z0-9]+$/i.test(file) || !existsSync(file)) return false
  return /^#!.*\b(sh|dash|bash)\b/.test(readFileSync(file, 'utf8').slice(0, 80))
}

function check([name, program, args]) {
  const began = performance.now()
  const child = spawn(program, args, { cwd: root, env: { ...process.env, PATH: path } })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => {
    child.on('error', (error) => (output += error.message))
    child.on('close', (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      process.stdout.write(code === 0 ? `✓ ${name} (${seconds} s)\n` : `✗ ${name} (${seconds} s)\n${output}\n`)
      resolve(code === 0)
    })
  })
}
