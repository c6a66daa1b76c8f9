// stackctl, the program on the server, is one file there. Here it is a file for each concern, below src/server; src/server/order.txt says in
// which order they are put together.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SERVER = fileURLToPath(new URL('../src/server', import.meta.url))
const BUILT = fileURLToPath(new URL('../built', import.meta.url))

/** The program's text: each file as it is, an empty line between two. */
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
    const lines = text.split('\n').length
    if (line <= before + lines) return `src/server/${order()[at]}:${line - before}`
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
  ]
}

/** The files, in their order; refuses a list that is not of those that are there. */
export function order() {
  const listed = readFileSync(join(SERVER, 'order.txt'), 'utf8').trim().split('\n')
  const there = readdirSync(SERVER, { recursive: true }).filter((file) => file.endsWith('.sh'))
  const wrong = misplaced(listed, there)
  if (wrong.length > 0) throw new Error(`src/server: ${wrong.join('; ')}`)
  return listed
}

function texts() {
  return order().map((file) => readFileSync(join(SERVER, file), 'utf8'))
}
