// Markdown with one sentence a line: a changed sentence is then one changed line. Run as a program it rewrites the documents.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The documents that are held to it, from the root of the repository. */
export const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'bench/README.md',
  'src/server/README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]

/** The same document with one sentence a line in paragraphs and lists; code, tables, headings and comments stay as they are. */
export function oneSentenceALine(markdown) {
  const lines = []
  let text = []
  let fence = false
  const end = () => {
    lines.push(...sentenceLines(text))
    text = []
  }
  for (const line of markdown.split('\n')) {
    const isFence = /^\s*```/.test(line)
    if (fence || isFence || isNoText(line, text)) {
      end()
      lines.push(line)
      if (isFence) fence = !fence
      continue
    }
    if (MARKER.test(line)) end()
    text.push(line)
  }
  end()
  return lines.join('\n')
}

const MARKER = /^(\s*)([-*]|\d+\.) +/

/** Blank lines, headings, tables, comments, and code that is indented behind a blank line. */
function isNoText(line, text) {
  return /^\s*$|^#|^\s*\||^<!--/.test(line) || (text.length === 0 && /^ {4}/.test(line) && !MARKER.test(line))
}

/** The lines of one paragraph, or of one item of a list, whose further lines are indented as far as its text. */
function sentenceLines(lines) {
  if (lines.length === 0) return []
  const first = lines[0]
  const marker = MARKER.exec(first)?.[0] ?? /^ */.exec(first)[0]
  const words = [first.slice(marker.length), ...lines.slice(1)].map((line) => line.trim()).join(' ')
  return sentences(words).map((sentence, index) => (index === 0 ? marker : ' '.repeat(marker.length)) + sentence)
}

/** Parts of a text that end as a sentence does and are followed by what begins one, outside of code and brackets. */
function sentences(text) {
  const found = []
  let from = 0
  let depth = 0
  let code = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '`') code = !code
    if (code) continue
    if ('(['.includes(char)) depth++
    if (')]'.includes(char)) depth--
    if (char !== ' ' || depth !== 0) continue
    if (!/[.!?][)*"]*$/.test(text.slice(from, at)) || !/^[\p{Lu}\p{Nd}`*[("]/u.test(text.slice(at + 1))) continue
    found.push(text.slice(from, at))
    from = at + 1
  }
  return [...found, text.slice(from)]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const document of documents) {
    const path = join(root, document)
    const before = readFileSync(path, 'utf8')
    const after = oneSentenceALine(before)
    if (after !== before) writeFileSync(path, after)
  }
}
