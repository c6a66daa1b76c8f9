import { LineCounter, parseDocument } from 'yaml'
import type { Place } from '../runtime/errors.js'
import { TOO_DEEP, tooDeepFrom } from './depth.js'
import { lineOf } from './lineOf.js'

/**
 * Where in the Compose files a fault of `docker compose config` is, as far as its message shows: the line that is no YAML, or the field or
 * service that it names. None where that is not certain.
 * @param message What Compose said, with paths from the repository's root.
 * @param texts By path from the repository's root.
 */
export function composePlaces(message: string, texts: Readonly<Record<string, string>>): Place[] {
  const broken = Object.entries(texts).flatMap(([file, text]) => syntaxFault(file, text) ?? [])
  if (broken.length > 0) return broken
  const path = fieldIn(message)
  if (path === undefined) return []
  // The last file wins over those before it, and Compose names a file only where one alone is wrong.
  const named = Object.keys(texts).filter((file) => message.includes(file))
  for (const file of [...(named.length > 0 ? named : Object.keys(texts))].reverse()) {
    const lines = new LineCounter()
    const document = parseDocument(texts[file] ?? '', { lineCounter: lines, merge: true, logLevel: 'silent' })
    if (document.hasIn(path.slice(0, 2))) return [{ file, line: lineOf(document, lines, path), message }]
  }
  return []
}

function syntaxFault(file: string, text: string): Place | undefined {
  const deep = tooDeepFrom(text)
  if (deep !== undefined) return { file, line: deep, message: TOO_DEEP }
  const lines = new LineCounter()
  const { errors } = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false })
  const error = errors.find(({ code }) => code !== 'MULTIPLE_DOCS')
  return error && { file, line: lines.linePos(error.pos[0]).line, message: error.message }
}

/** `services.web.ports.0`, `services.web Additional property foo`, `service "web" refers to …`. */
function fieldIn(message: string): (string | number)[] | undefined {
  const named = /\b(?:services|networks|volumes|secrets|configs)(?:[.[][\w-]+\]?)+/.exec(message)?.[0]
  if (named !== undefined) {
    const path = named.split(/[.[\]]+/).filter((part) => part !== '')
    const extra = /Additional property (\S+) is not allowed/.exec(message)?.[1]
    return [...path, ...(extra === undefined ? [] : [extra])].map((part) => (/^\d+$/.test(part) ? Number(part) : part))
  }
  const service = /\bservice "([^"]+)"/.exec(message)?.[1]
  if (service === undefined) return undefined
  const field = /depends on/.test(message)
    ? 'depends_on'
    : /undefined (network|volume|secret|config)/.exec(message)?.[1]
  return ['services', service, ...(field === undefined ? [] : [field.replace(/(?<!_on)$/, 's')])]
}
