import type { UserError } from '../runtime/errors.js'
import { plain } from '../runtime/escape.js'
import { ENTRIES, type Entry } from './entries.js'
import { KINDS } from './kinds.js'

export interface Match {
  entry: Entry
  /** The line that says it, or what stands around it in a long one. */
  evidence: string
}

const EVIDENCE_CHARACTERS = 160

const patterns = new Map(ENTRIES.map((entry) => [entry, new RegExp(entry.words.map(pattern).join('|'), 'i')]))

function pattern(words: string): string {
  return words
    .split('…')
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\S+')
}

/**
 * The entry that an error fits, with its evidence: the first that speaks of this kind of error and whose words stand in it, and its first line. None for
 * an error that does not say what it is about: wrong advice is worse than none.
 */
export function troubleshoot(text: string, about: UserError['about']): Match | undefined {
  if (about === undefined) return undefined
  const lines = plain(text).split('\n')
  for (const entry of ENTRIES) {
    if (!entry.of.some((kind) => KINDS[kind].about.includes(about))) continue
    for (const line of lines) {
      const found = patterns.get(entry)?.exec(line)
      if (found) return { entry, evidence: around(line.trim(), line.trimStart().indexOf(found[0])) }
    }
  }
  return undefined
}

function around(line: string, at: number): string {
  if (line.length <= EVIDENCE_CHARACTERS) return line
  const start = Math.max(0, Math.min(at - 40, line.length - EVIDENCE_CHARACTERS))
  const end = Math.min(line.length, start + EVIDENCE_CHARACTERS)
  return `${start > 0 ? '…' : ''}${line.slice(start, end)}${end < line.length ? '…' : ''}`
}

/** Where a reader finds an entry: on GitHub, in the version of the action that runs; else the file's name. */
export function entryLink({ id }: Pick<Entry, 'id'>, env: Readonly<Record<string, string | undefined>>): string {
  const page = `docs/troubleshooting.md#${id}`
  const [server = '', repository = '', ref = ''] = [
    env.GITHUB_SERVER_URL,
    env.GITHUB_ACTION_REPOSITORY,
    env.GITHUB_ACTION_REF,
  ]
  const known = /^https:\/\/[\w.:-]+$/.test(server) && /^[\w.-]+\/[\w.-]+$/.test(repository) && /^[\w./-]+$/.test(ref)
  return known ? `${server}/${repository}/blob/${ref}/${page}` : page
}
