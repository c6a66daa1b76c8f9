import { expect } from '@jest/globals'
import { ENTRIES } from '../../src/troubleshooting/entries.js'

/** Text of others that somebody may put into a container's log, a branch or a name. */
export const HOSTILE: [string, string][] = [
  ['a tag', '</details><script>alert(1)</script><img src=x onerror=1>'],
  ['a command of the runner', '::error::obeyed'],
  ['a command on a line of its own', 'x\n::set-output name=a::b\r::error::y'],
  ['the older syntax of commands', 'x ##[error]obeyed'],
  ['backticks', '``` ` ```` x'],
  ['a fence', 'x\n```\n# head\n```text\ny'],
  ['cells', 'a | b || c \\| d'],
  ['lines', 'a\n\n| x |\n- y\r\nz'],
  ['a mention and an issue', '@team #1 org/repo#2'],
  ['a link', '[x](https://evil.example) ![y](//z) <https://e>'],
  ['text that runs backwards', 'user\u202egnp.exe'],
  ['a terminal sequence', '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007click'],
]

/** Holds for Markdown in which none of it is drawn: no tag, table, link, mention or command of others. */
export function expectHarmlessMarkdown(markdown: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
  expect(markdown).not.toMatch(/^[ \t]*::|##\[/m)
  const prose = outsideOfBlocks(markdown.split('\n'))
  const ours = ENTRIES.flatMap(({ todo }) => todo)
  const own = prose
    .filter((line) => !ours.includes(line.replace(/^ +- /, '')))
    .join('\n')
    .replace(/<br>|<\/?details>|<\/?summary>/g, '')
  expect(own).not.toMatch(/[<@`\\]|(?<!&)#\d|\]\((?!https:\/\/github\.test\/)|:\/\/evil/)
  const tags = (name: string) => prose.join('\n').split(name).length
  expect(tags('<details>')).toBe(tags('</details>'))
  for (const [index, line] of prose.entries()) {
    if (!line.startsWith('|')) continue
    const head = prose
      .slice(0, index + 1)
      .findLastIndex((one, at) => one.startsWith('|') && !prose[at - 1]?.startsWith('|'))
    expect(line.split('|').length).toBe(prose[head]?.split('|').length)
    expect(line).toMatch(/\|$/)
  }
}

/** The lines outside of fenced blocks; each block must be closed. */
function outsideOfBlocks(lines: readonly string[]): string[] {
  let fence: string | undefined
  const outside: string[] = []
  for (const line of lines) {
    const ticks = /^ {0,3}(`{3,})/.exec(line)?.[1]
    if (fence === undefined && ticks !== undefined) fence = ticks
    else if (fence === undefined) outside.push(line)
    else if (new RegExp(`^ {0,3}\`{${fence.length},}\\s*$`).test(line)) fence = undefined
  }
  expect(fence).toBeUndefined()
  return outside
}
