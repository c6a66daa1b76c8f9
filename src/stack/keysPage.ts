import { KEYS } from './keys.js'

/** docs/compose.md, made of the same table that a stack is held against. */
export function composePage(): string {
  const sections = KEYS.map(({ place, keys }) => {
    const rows = Object.entries(keys)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, { fate, text }]) => `| \`${name}\` | ${fate} | ${text.replaceAll('|', '\\|')} |`)
    const title = place === 'top level' ? 'Top level' : `\`${place}\``
    return [`## ${title}`, ['| key | | what becomes of it |', '| --- | --- | --- |', ...rows].join('\n')].join('\n\n')
  })
  return [
    '<!-- Generated from src/stack/keys.ts by npm run build. -->',
    '# The keys of a Compose file',
    'Every key of the [Compose specification](https://github.com/compose-spec/compose-spec), and what becomes of it:',
    [
      '- **done**: stack-actions sees to it.',
      '- **Compose**: it reaches Compose on the server as it is, which makes the container of it.',
      '- **noticed**: it has no effect here, and the plan says so.',
      '- **refused**: nothing is deployed while it is there, and nothing is changed; `check` and the plan of a pull request say it already.',
    ].join('\n'),
    'Keys that begin with `x-` are yours. A key that this version does not know is refused by its name.',
    ...sections,
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}
