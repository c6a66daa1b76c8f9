// stackctl, the program on the server, is one file there. Here it is a file for each concern, below src/server; src/server/order.txt says in
// which order they are put together. An awk program of more than a few lines is a file of its own, and becomes a variable of the shell.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SERVER = fileURLToPath(new URL('../src/server', import.meta.url))
const BUILT = fileURLToPath(new URL('../built', import.meta.url))

/** The program's text: each shell file as it is, each awk file as a variable, an empty line between two. */
export function program() {
  return texts().join('\n')
}

/** Writes it to where the code looks for it (src/host/bootstrap.ts), and says where that is. Whole, since tests run side by side. */
export function writeProgram() {
  const path = join(BUILT, 'stackctl.sh')
  mkdirSync(BUILT, { recursive: true })
  writeFileSync(`${path}.${process.pid}`, program())
  renameSync(`${path}.${process.pid}`, path)
  return path
}

/** Before the tests (jest.config.js), so that none of them meets an old one. */
export default function setup() {
  writeProgram()
}

/** Where a line of the program was written: `src/server/FILE:LINE`. */
export function placeOf(line) {
  let before = 0
  for (const [at, text] of texts().entries()) {
    const file = order()[at]
    const lines = text.split('\n').length
    if (line <= before + lines)
      return `src/server/${file}:${Math.max(1, line - before - (isAwk(file) ? HEAD_LINES : 0))}`
    before += lines
  }
  return `src/server:${line}`
}

/** What is wrong with a list of files beside those that are there, a line each. */
export function misplaced(listed, there) {
  return [
    ...there.filter((file) => !listed.includes(file)).map((file) => `${file} is not in order.txt`),
    ...listed
      .filter((file) => !there.includes(file))
      .map((file) => `${file} is in order.txt, and there is no such file`),
    ...listed.filter((file, at) => listed.indexOf(file) < at).map((file) => `${file} is in order.txt twice`),
    ...listed
      .filter(
        (file, at) =>
          isAwk(file) && listed.findIndex((other) => isAwk(other) && variableOf(other) === variableOf(file)) < at,
      )
      .map((file) => `${file} has the name of another awk program: both would be $${variableOf(file)}`),
  ]
}

/** The files, in their order; refuses a list that is not of those that are there. */
export function order() {
  const listed = readFileSync(join(SERVER, 'order.txt'), 'utf8').trim().split('\n')
  const there = readdirSync(SERVER, { recursive: true }).filter((file) => /[.](sh|awk)$/.test(file))
  const wrong = misplaced(listed, there)
  if (wrong.length > 0) throw new Error(`src/server: ${wrong.join('; ')}`)
  return listed
}

/** The variable that holds an awk program: `steps/reconcile.awk` is `$AWK_RECONCILE`, `refusals/hostPorts.awk` is `$AWK_HOST_PORTS`. */
export function variableOf(file) {
  return `AWK_${basename(file, '.awk').replace(/[A-Z]/g, '_$&').toUpperCase()}`
}

/** What stands in front of an awk program's first line, in lines. */
const HEAD_LINES = 1

/** An awk program as a variable of the shell. In single quotes, which the shell reads as they are, so that no such quote can be in it. */
export function embedded(file, text) {
  const quoted = text.split('\n').findIndex((line) => line.includes("'"))
  if (quoted >= 0)
    throw new Error(
      `src/server/${file}:${quoted + 1}: no ' can be in an awk program, also not in a comment: write \\047`,
    )
  return `# shellcheck disable=SC2016 # the fields are awk's\n${variableOf(file)}='${text}'\n`
}

/** Whether a file of the program is awk, and not shell. */
export function isAwk(file) {
  return file.endsWith('.awk')
}

function texts() {
  return order().map((file) => {
    const text = readFileSync(join(SERVER, file), 'utf8')
    return isAwk(file) ? embedded(file, text) : text
  })
}
