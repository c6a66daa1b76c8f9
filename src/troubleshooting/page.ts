import { ENTRIES } from './entries.js'
import { KINDS, type Kind } from './kinds.js'

/** docs/troubleshooting.md, made of the same entries that a run is matched against. */
export function troubleshootingPage(): string {
  const rows = ENTRIES.map(({ id, title, of, todo }) => `| [${title}](#${id}) | ${kinds(of)} | ${todo[0]} |`)
  const sections = ENTRIES.map(({ title, of, words, todo }) =>
    [`## ${title}`, '', `Of ${kinds(of)}, which says: ${shown(words)}`, '', ...todo.map((step) => `- ${step}`)].join(
      '\n',
    ),
  )
  return [
    '<!-- Generated from src/troubleshooting/entries.ts by npm run build. -->',
    '# Troubleshooting',
    'When a run is red, its summary and its log name the entry that fits, with the line that shows it. An entry fits only what it speaks of, and the first that fits counts, so causes stand before symptoms. Whatever it is: what answered before answers again, unless the outcome is `undo-failed` or `unknown` ([what they mean](../README.md#outcomes)).',
    ['| entry | of what | first |', '| --- | --- | --- |', ...rows].join('\n'),
    ...sections,
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

function kinds(of: readonly Kind[]): string {
  return of.map((kind) => KINDS[kind].words).join(', ')
}

function shown(words: readonly string[]): string {
  return words.map((one) => `\`${one.trim()}\``).join(', ')
}
