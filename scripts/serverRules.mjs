// What holds for each file of src/server, so that it can be read: no line, file and function is too long, and what a function sets for
// itself is local. `npm run check` says what does not hold, and where.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isAwk, order } from './program.mjs'

const SERVER = fileURLToPath(new URL('../src/server', import.meta.url))
const MOST = { columns: 120, lines: 120, functionLines: 40 }

/** What does not hold in src/server, a line each. */
export function broken() {
  const shared = sharedNames(readFileSync(join(SERVER, 'shared.txt'), 'utf8'))
  return order().flatMap((file) => brokenIn(file, readFileSync(join(SERVER, file), 'utf8'), shared))
}

/** What does not hold in one file. `isShared` says of a name whether functions may set it for others. */
export function brokenIn(file, text, isShared) {
  const lines = text.replace(/\n$/, '').split('\n')
  const functions = isAwk(file) ? awkFunctions(lines) : shellFunctions(text)
  return [
    ...(lines.length > MOST.lines ? [`${file}: ${lines.length} lines, at most ${MOST.lines}`] : []),
    ...lines.map(isAwk(file) ? withoutPattern : String).flatMap((line, at) => {
      const columns = [...line].length
      return columns > MOST.columns ? [`${file}:${at + 1}: ${columns} columns, at most ${MOST.columns}`] : []
    }),
    ...functions.flatMap(({ name, line, length, sets = [] }) => [
      ...(length > MOST.functionLines
        ? [`${file}:${line}: ${name} has ${length} lines, at most ${MOST.functionLines}`]
        : []),
      ...sets
        .filter((variable) => !isShared(variable))
        .map((variable) => `${file}:${line}: ${name} sets ${variable}, which is neither local nor in shared.txt`),
    ]),
  ]
}

/** Whether a name is one that functions set for others: one in capitals, or of this list. */
export function sharedNames(list) {
  const names = list
    .split('\n')
    .filter((line) => /^\w/.test(line))
    .map((line) => line.split(/\s/)[0])
  return (name) =>
    /^[A-Z]/.test(name) || names.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one))
}

/** A pattern of awk cannot be broken: it does not count. */
function withoutPattern(line) {
  return line.replace(/~ \/.*\//, '~ //')
}

function awkFunctions(lines) {
  return lines.flatMap((line, at) => {
    const [, name] = /^function (\w+)\(/.exec(line) ?? []
    if (name === undefined) return []
    return [{ name, line: at + 1, length: line.endsWith('}') ? 1 : lines.slice(at).indexOf('}') + 1 }]
  })
}

/** Functions of the shell, each with the names that it sets and has not made local. */
export function shellFunctions(text) {
  const lines = withoutQuoted(text).split('\n')
  return lines.flatMap((line, at) => {
    const [, name, opening] = /^(\w+)\(\) ([{(])/.exec(line) ?? []
    if (name === undefined) return []
    const closing = opening === '{' ? '}' : ')'
    const last = line.trimEnd().endsWith(closing)
      ? at
      : at + lines.slice(at).findIndex((other) => other.trimEnd() === closing || other.startsWith(`${closing} `))
    const body = lines.slice(at, last + 1).join('\n')
    // What is set in a shell of its own is nobody else's.
    return [{ name, line: at + 1, length: last - at + 1, sets: opening === '(' ? [] : setIn(body) }]
  })
}

function setIn(body) {
  const local = [...body.matchAll(/\blocal ([^;&|\n]*)/g)].flatMap(([, words]) => words.match(/\w+(?==|\s|$)/g) ?? [])
  const set = [
    // Several may be set by one line. In front of a command they are that command's alone.
    ...[
      ...body.matchAll(
        /(?:^|[;&|{(!\n]|\b(?:then|do|else|if|elif|while|until)\b)[ \t]*((?:\w+=\S*[ \t]*)+)(?=$|[;&|)}\n])/g,
      ),
    ].flatMap(([, words]) => words.match(/(?<!\S)\w+(?==)/g) ?? []),
    ...[...body.matchAll(/\bfor (\w+)\b/g)].map(([, name]) => name),
    ...[...body.matchAll(/\bread (?:-r )?((?:\w+ ?)+)/g)].flatMap(([, names]) => names.trim().split(' ')),
  ]
  return [...new Set(set)].filter((name) => name !== '_' && !local.includes(name))
}

/** The text with `x` for each sign of what is in quotes or in `$(…)` and `${…}`, and blanks for comments. */
function withoutQuoted(text) {
  let out = ''
  let at = 0
  while (at < text.length) {
    const end = endOfQuoted(text, at)
    const comment = text[at] === '#' && /[\s;]/.test(text[at - 1] ?? '\n')
    const until = comment ? lineEnd(text, at) : end
    const blank = comment || text.startsWith('\\\n', at)
    out += until === at ? text[at] : text.slice(at, until).replace(/[^\n]/g, blank ? ' ' : 'x')
    at = Math.max(until, at + 1)
  }
  return out
}

function lineEnd(text, from) {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** Behind what is quoted or nested and begins here; here, where nothing does. */
function endOfQuoted(text, from) {
  if (text[from] === '\\') return from + 2
  if (text[from] === "'") return text.indexOf("'", from + 1) + 1
  if (text[from] === '"') return endOf(text, from + 1, '', '"')
  if (text.startsWith('$(', from)) return endOf(text, from + 2, '(', ')')
  if (text.startsWith('${', from)) return endOf(text, from + 2, '{', '}')
  return from
}

/** Behind the sign that closes what is open. */
function endOf(text, from, opening, closing) {
  let deep = 1
  let at = from
  while (at < text.length) {
    if (text[at] === closing && --deep === 0) return at + 1
    if (text[at] === opening) deep++
    // In double quotes and in ${…} a single quote is a letter.
    const end =
      text[at] === "'" && closing !== ')' ? at : closing === '"' && text[at] === '"' ? at : endOfQuoted(text, at)
    at = Math.max(end, at + 1)
  }
  return at
}
