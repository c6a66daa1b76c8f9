import { fieldNames, type LineRecord } from './record.js'

const WRITTEN = '# Written by scripts/generate.mjs from src/records: do not edit.'
const COLUMNS = 120

/** src/server/records.awk: for each record a function that gives the fields of the line their names, and `key`, which is its service. */
export function awkReaders(records: readonly LineRecord[]): string {
  const readers = records.flatMap((record) => (record.awk === undefined ? [] : [awkReader(record, record.awk)]))
  return [
    WRITTEN,
    '# The fields of lines by their names; `key` is a service: its project and its name, for arrays.',
    '',
    ...readers,
    '',
  ].join('\n')
}

function awkReader(record: LineRecord, called: string): string {
  const names = fieldNames(record)
  const key = ['project', 'service'].every((name) => names.includes(name))
  const settings = [...names.map((name, at) => `${name} = $${at + 1};`), ...(key ? ['key = project FS service;'] : [])]
  return [
    wrapped(`# ${record.name}: ${firstSentence(record)}`.split(' '), '').join('\n# '),
    `function read_${called}() {`,
    ...wrapped(settings, '  '),
    '}',
  ].join('\n')
}

/**
 * src/server/records.sh: for each record that the shell reads a function that reads the next line of stdin into variables; and the names of the
 * files of lines that a release has.
 */
export function shellReaders(records: readonly LineRecord[], releaseFiles: readonly LineRecord[]): string {
  const readers = records.flatMap((record) => (record.shell === undefined ? [] : [shellReader(record, record.shell)]))
  return [
    WRITTEN,
    '# Reads the next line of stdin into variables that are called after its fields; false at the end.',
    '# shellcheck disable=SC2034 # every field has its name, used or not',
    '',
    ...readers,
    `RELEASE_FILES='${releaseFiles.map(({ name }) => name).join(' ')}'`,
    '',
  ].join('\n')
}

function shellReader(record: LineRecord, { name, prefix }: { name: string; prefix: string }): string {
  const variables = fieldNames(record).map((field) => `${prefix}_${field}`)
  const lines = wrapped(['IFS=$TAB read -r', ...variables], '  ')
  return [`next_${name}() {`, lines.join(' \\\n  '), '}'].join('\n')
}

function firstSentence({ says }: LineRecord): string {
  return `${says.split('. ')[0]}.`
}

/** Words in lines of at most 118 columns, which leaves room for what ends or begins a line. */
function wrapped(words: readonly string[], indent: string): string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length + 1 > COLUMNS - 2) lines.push(`${indent}${word}`)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
