import { fillMarked } from '../runtime/marked.js'
import { META, TRAEFIK_SAYS } from './meta.js'
import { fieldNames, type LineRecord } from './record.js'
import { RELEASE_FILES } from './release.js'
import { IMAGES, JOURNAL, OUTCOME, RELEASES, TARGETS } from './server.js'
import type { Value } from './values.js'

/** src/server/README.md with what it says of records: the files of a release, and the lines of answers. */
export function fillRecords(page: string): string {
  const blocks = new Map([
    ['release', [metaRow(), recordRows([...RELEASE_FILES, JOURNAL, OUTCOME])]],
    ['answers', [recordRows([IMAGES, TARGETS, RELEASES])]],
  ])
  const left = new Set(blocks.keys())
  const filled = fillMarked(page, 'records', (name) => {
    left.delete(name)
    return blocks.get(name)?.join('\n') ?? ''
  })
  if (left.size > 0) throw new Error(`src/server/README.md has no place for the records: ${[...left].join(', ')}`)
  return filled
}

function metaRow(): string {
  const keys = Object.entries(META)
  return [
    '- `meta`: `key=value` a line; the value ends at the line’s end and has no newline.',
    `  Keys: \`${keys.map(([key]) => key).join(' ')} traefik_<sha256>\`.`,
    ...keys.flatMap(([key, says]) => (says === '' ? [] : [`  - \`${key}\`: ${says}`])),
    `  - \`traefik_<sha256>\`: ${TRAEFIK_SAYS}`,
  ].join('\n')
}

/** What each record says, its fields in their order, and what is to know of them. */
export function recordRows(records: readonly LineRecord[]): string {
  return records.flatMap((record) => [recordRow(record), ...fieldRows(record)]).join('\n')
}

function recordRow(record: LineRecord): string {
  const [what = '', ...more] = record.says.split('. ')
  return [
    `- \`${record.name}\`: ${what}, fields \`${fieldNames(record).join(' ')}\`.`,
    ...more.map((one) => `  ${one}.`),
  ].join('\n')
}

function fieldRows(record: LineRecord): string[] {
  return (Object.values(record.values) as Value<unknown>[])
    .flatMap((value) => value.members ?? [value])
    .flatMap(({ names, says }) => (says === undefined ? [] : [`  - \`${names.join(' ')}\`: ${says}`]))
}
