import { stripVTControlCharacters } from 'node:util'

// OSC sequences (titles, OSC-8 links), also those that are never terminated: stripVTControlCharacters leaves the tail of some.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const OPERATING_SYSTEM_COMMAND = /(?:\u001b\]|\u009d)[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)?/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g
/** Characters that reorder or hide text: bidirectional controls, zero-width ones, line and paragraph separators, tags. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu

/** Text of others as it may be printed: no ANSI, no control characters but newline and tab; a lone CR is a line break. */
export function plain(text: string): string {
  const visible = stripVTControlCharacters(text.replace(OPERATING_SYSTEM_COMMAND, ''))
  return visible
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL, '')
    .replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
}

/** A value inside a message: quoted, on one line, cut after `limit` characters. */
export function quoted(value: unknown, { limit = 80 }: { limit?: number } = {}): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  const cut = text.length > limit ? `${text.slice(0, limit)}… (${text.length} characters)` : text
  const escaped = JSON.stringify(cut).replace(CONTROL, (c) => `\\u00${c.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return escaped.replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
}

export function html(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
  return plain(text).replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** Text inside a paragraph or a table cell of GitHub's Markdown: nothing in it is a link, a tag, a mention or a new cell. */
export function markdown(text: string): string {
  return plain(text)
    .replace(/:(?=\/\/)|[&<>"'@\\`*_{}[\]()#+!|~]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/\s*\n\s*/g, '<br>')
}

/** A fenced block of Markdown that its content cannot end; nothing in it is a command where the file itself is printed to a log. */
export function codeBlock(text: string): string {
  const content = plain(text)
    .replace(/^([ \t]*):(?=:)/gm, '$1: ')
    .replaceAll('##[', '# #[')
  const fence = '`'.repeat(Math.max(2, ...ticksOf(content)) + 1)
  return `${fence}text\n${content}\n${fence}`
}

/**
 * Text in a line of an issue or comment, as code that its content cannot end. There `markdown` is not enough: GitHub looks for mentions and
 * for `#123` after the entities are decoded, but never inside of code.
 */
export function codeSpan(text: string): string {
  const content = plain(text).replace(/\s*\n\s*/g, ' ')
  const fence = '`'.repeat(Math.max(0, ...ticksOf(content)) + 1)
  // Beside the fence, or around nothing at all, a backtick or blank would count to it; one blank at each end is not shown.
  const pad = /^`|`$|^\s|\s$|^$/.test(content) ? ' ' : ''
  return `${fence}${pad}${content}${pad}${fence}`
}

/** Lengths of the runs of backticks. */
function ticksOf(text: string): number[] {
  return (text.match(/`+/g) ?? []).map((ticks) => ticks.length)
}
