import { ENTRIES } from './entries.js'

/** docs/troubleshooting.md, made of the same entries that a run is matched against. */
export function troubleshootingPage(): string {
  const rows = ENTRIES.map(({ id, title, words, todo }) => `| [${title}](#${id}) | ${shown(words)} | ${todo[0]} |`)
  const sections = ENTRIES.map(({ title, words, todo }) =>
    [`## ${title}`, '', `It says: ${shown(words)}`, '', ...todo.map((step) => `- ${step}`)].join('\n'),
  )
  return [
    '<!-- Generated from src/troubleshooting/entries.ts by npm run build. -->',
    '# Troubleshooting',
    'When a run is red, its summary and its log name the entry that fits, with the line that shows it. The first that fits counts, so causes stand before symptoms. Whatever it is: what answered before answers again, unless the outcome is `undo-failed` or `unknown` ([what they mean](../README.md#outcomes)).',
    ['| entry | one of these words | first |', '| --- | --- | --- |', ...rows].join('\n'),
    ...sections,
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

function shown(words: readonly string[]): string {
  return words.map((one) => `\`${one.trim()}\``).join(', ')
}
