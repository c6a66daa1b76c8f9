import { DEEPER_KEYS } from './deeperKeys.js'
import { FILES, type FileFate } from './files.js'
import { KEYS } from './keys.js'

const OPENED_BY: Readonly<Record<FileFate, string>> = {
  read: 'the runner, when the files are read',
  sent: 'the runner, for an image or the release',
  server: 'the server',
  container: 'the container',
  nobody: 'nobody',
}

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
    '## Further down',
    'Known, so that any other key is refused; what stands above says what becomes of them.',
    [
      '| place | keys |',
      '| --- | --- |',
      ...DEEPER_KEYS.map(
        ({ place, keys }) =>
          `| \`${place}\` | ${Object.keys(keys)
            .map((key) => `\`${key}\``)
            .join(' ')} |`,
      ),
    ].join('\n'),
    ...filesSection(),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

function filesSection(): string[] {
  const rows = FILES.map(({ place, fate, text }) => `| \`${place}\` | ${OPENED_BY[fate]} | ${text} |`)
  return [
    '## Files',
    'Every field that names a file or a folder, and who opens it. What the runner opens lies in the repository, `..`, symbolic links and variables followed: what leads out is refused, and what Compose itself would open is judged before it does. An `.env` beside an included file and a `.dockerignore` count, too.',
    ['| field | opened by | |', '| --- | --- | --- |', ...rows].join('\n'),
    'A Compose file is one document in UTF-8, without directives and without tags but `!reset` and `!override`, each key once and written out: what two readers of YAML could take in two ways is refused with its line.',
  ]
}
