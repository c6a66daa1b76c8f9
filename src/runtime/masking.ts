import { isIP } from 'node:net'
import { html, markdown, plain } from './escape.js'

/** Shorter ones would blank out half the log, and an output that holds a masked value is dropped by GitHub. */
const SHORTEST = 8
/** Tools break base64 after so many characters. */
const BASE64_LINES = [64, 76]

/**
 * Every text by which a secret could show up: as it is and each of its lines (the runner's filter works line by line), and each of these as it is
 * written in JSON, URLs, base64, HTML, Markdown and by shells.
 */
export function secretForms(secret: string): string[] {
  const shortest = Math.min(SHORTEST, secret.trim().length)
  return formsOf(
    secret,
    linesOf(secret).filter((line) => line.length >= shortest),
  )
}

/**
 * The same for values that may be secrets or not, such as all variables of a service: of those that can be, and of what in them is one by itself (the
 * password in a URL, a text in JSON).
 * @param publicText What anybody reads anyway: what stands in it by itself stays readable, and what is only a part of a word there does not.
 */
export function formsOfValues(values: Iterable<string>, publicText = ''): string[] {
  const isSecret = (text: string) => worthMasking(text) && !standsIn(publicText, text)
  const found = [...new Set(values)].flatMap((value) => {
    const lines = linesOf(value).filter(isSecret)
    const parts = partsOf(value).flatMap(linesOf).filter(isSecret)
    return lines.length === 0 ? [] : formsOf(value, [...lines, ...parts])
  })
  return [...new Set(found)]
}

/**
 * Whether a text has this one by itself, and not only within a longer word. `-` and `.` end a word: what is a part of a name, an image or a host
 * cannot be hidden, since GitHub drops an output that holds a masked text. An escape of JSON and the `v` of a version end one, too; `_` does not.
 */
export function standsIn(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = text.slice(Math.max(at - 2, 0), at)
    const begins = !IN_WORD.test(before.slice(-1) + word.charAt(0)) || /\\[nrtbf]$/.test(before)
    const isVersion = /^[0-9]/.test(word) && /(^|[^\p{L}\p{N}_])v$/u.test(before)
    if ((begins || isVersion) && !IN_WORD.test(word.charAt(word.length - 1) + text.charAt(at + word.length)))
      return true
  }
  return false
}

const IN_WORD = /^[\p{L}\p{N}_]{2}/u

/** Whether a value can be a secret: not what is short, a number, a boolean, a host, or a URL that names nothing but a host. */
export function worthMasking(value: string): boolean {
  const text = value.trim()
  if (text.length < SHORTEST) return false
  if (/^[+-]?[0-9]+([.,:][0-9]+)*$/.test(text)) return false
  if (/^(true|false|enabled|disabled)$/i.test(text)) return false
  // Tokens travel in a path, too: those of chats have nothing else.
  return !isHost(text) && !/^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@\\]+(\/[0-9]{0,3})?$/i.test(text)
}

/** A text without these forms; where they overlap, without all of them. */
export function withoutForms(text: string, forms: Iterable<string>): string {
  const ends = new Map<number, number>()
  for (const form of forms)
    for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + form.length))
      ends.set(at, Math.max(ends.get(at) ?? 0, at + form.length))
  if (ends.size === 0) return text
  let shown = ''
  let hidden = -1
  for (const [at, end] of [...ends].sort(([one], [other]) => one - other)) {
    if (at > hidden) shown += `${text.slice(Math.max(hidden, 0), at)}***`
    hidden = Math.max(hidden, end)
  }
  return shown + text.slice(hidden)
}

/** A name with a dot, an address, either with a port; a word without a dot may just as well be a password. */
function isHost(text: string): boolean {
  const name = text.replace(/:[0-9]{1,5}$/, '').replace(/^\[(.*)\]$/, '$1')
  if (isIP(name) !== 0 || name === 'localhost') return true
  return name.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/.test(name)
}

/**
 * Lines of a text that are so short that they stand in nearly every other text, such as `{`. The runner masks each line of a secret that has
 * several (actions/runner, Worker.cs, AddUserSuppliedSecret).
 */
export function shortLines(text: string): string[] {
  const lines = linesOf(text)
  return lines.length < 2 ? [] : [...new Set(lines.filter((line) => line.length < 3))]
}

function linesOf(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** What in a value is a secret by itself: an application prints the password, and not the URL that it came in. */
function partsOf(value: string): string[] {
  return [...new Set([...partsOfUrl(value), ...partsOfPairs(value), ...textsIn(json(value))])]
}

/** Password, token in a path, values of a query. */
function partsOfUrl(value: string): string[] {
  const [, credentials = '', path = '', query = ''] =
    /^[a-z][a-z0-9+.-]*:\/\/(?:([^\s/?#]*)@)?[^/?#]*([^?#]*)(.*)$/is.exec(value.trim()) ?? []
  const password = credentials.slice(credentials.indexOf(':') + 1)
  const segments = path.split('/').filter((segment) => !/^[a-z]*([._-][a-z]+)*$/.test(segment))
  const values = query.split(/[?#&]/).map((pair) => pair.slice(pair.indexOf('=') + 1))
  return [password, ...segments, ...values].flatMap((part) => [part, decoded(part)])
}

/** As in `host=db password=…` and `Server=db;Password=…`. */
function partsOfPairs(value: string): string[] {
  return [...value.matchAll(/(?:pass|pwd|secret|token|key)[a-z_]*\s*=\s*['"]?([^\s;&'"]+)/gi)].map(
    ([, part = '']) => part,
  )
}

function json(value: string): unknown {
  try {
    return /^\s*[{["]/.test(value) ? JSON.parse(value) : undefined
  } catch {
    return undefined
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function formsOf(secret: string, lines: readonly string[]): string[] {
  const whole = [secret, secret.trim(), secret.replace(/\r\n?/g, '\n'), secret.trim().replace(/\r\n?/g, '\n')]
  const all = [
    ...(lines.length === 1 && linesOf(secret).length > 1 ? [] : [secret.trim()]),
    ...lines.flatMap(written),
    ...whole.flatMap((text) => [...escaped(text), ...inBase64(text)]),
    ...lines.flatMap((line) => [...escaped(line), ...inBase64(line)]),
  ]
  return [...new Set(all)].filter(
    (form) => form.length >= Math.min(SHORTEST, secret.trim().length) && form.trim() !== '',
  )
}

/** A line as it is printed: by ourselves, who take control characters away, and in a journal, which has no tabs. */
function written(line: string): string[] {
  return [
    ...[line, plain(line), line.replaceAll('\t', ' '), line.replaceAll('$', '$$$$')],
    ...[html(line), markdown(line), line.replace(/^:(?=:)/, ': ').replaceAll('##[', '# #[')],
    // As shells quote, and `printf %q`.
    ...[line.replaceAll("'", "'\\''"), line.replaceAll("'", `'"'"'`), line.replace(/["$`\\]/g, '\\$&')],
    line.replace(/[^\w@%+=:,./-]/g, '\\$&'),
  ]
}

/** As languages write it in JSON and HTML, and browsers in URLs. */
function escaped(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1)
  const ascii = json.replace(/[\u0080-\uffff]/g, (character) => `\\u${hex(character)}`)
  // A lone surrogate cannot be encoded, and cannot be in a URL either.
  const url = encodeURIComponent(text.toWellFormed())
  const form = new URLSearchParams({ '': text }).toString().slice(1)
  const lowered = (encoded: string) => encoded.replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase())
  const entities = html(text)
  return [
    ...[json, ascii, json.replaceAll('/', '\\/'), json.replace(/[<>&]/g, (character) => `\\u${hex(character)}`)],
    ...[url, lowered(url), form, lowered(form)],
    ...['&#39;', '&#039;', '&#x27;'].map((apostrophe) => entities.replaceAll('&apos;', apostrophe)),
    ...['&#34;', '"'].map((quote) =>
      entities.replaceAll('&quot;', quote).replaceAll('&apos;', quote === '"' ? "'" : '&#39;'),
    ),
  ]
}

const hex = (character: string): string => character.charCodeAt(0).toString(16).padStart(4, '0')

/** By itself, also broken into lines; and what is left of it where it begins and ends in the middle of a longer text. */
function inBase64(text: string): string[] {
  const bytes = Buffer.from(text)
  const encoded = bytes.toString('base64')
  const within = [0, 1, 2].map((before) => {
    const all = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    return all.slice(Math.ceil((before * 8) / 6), (before + bytes.length) % 3 === 0 ? undefined : -1)
  })
  const broken = BASE64_LINES.filter((length) => encoded.length > length).flatMap((length) =>
    (encoded.match(new RegExp(`.{1,${length}}`, 'g')) ?? []).filter((line) => line.length >= SHORTEST),
  )
  const alphabets = [encoded, ...within].flatMap((one) => [one, one.replaceAll('+', '-').replaceAll('/', '_')])
  return [...alphabets, bytes.toString('base64url'), ...broken]
}
