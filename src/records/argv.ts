import { Refused } from '../runtime/errors.js'

const SEPARATOR = '\u001f'

/**
 * Joins arguments so that `printf %b` of the shell gives each of them back. A unit separator inside an argument has four digits, else `%b` would
 * take a digit after it for a part of it.
 * @throws Refused where an argument has a NUL
 */
export function writeArgv(argv: readonly string[]): string {
  return argv
    .map((argument) => {
      if (argument.includes('\0')) throw unwritable(argument)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the unit separator is what joins arguments
      return argument.replace(/[\\\n\t\r\u001f]/g, (character) => ESCAPES[character] ?? character)
    })
    .join(SEPARATOR)
}

export function readArgv(field: string): string[] {
  if (field === '') return []
  return field
    .split(SEPARATOR)
    .map((argument) => argument.replace(/\\(0037|.)/g, (_match, code: string) => UNESCAPES[code] ?? code))
}

/** What cannot be a field, or an argument in one. */
export function unwritable(text: string): Refused {
  return new Refused(`A tab, newline or NUL cannot be written into the release: ${JSON.stringify(text.slice(0, 80))}`)
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  [SEPARATOR]: '\\0037',
}
const UNESCAPES: Readonly<Record<string, string>> = { '\\': '\\', n: '\n', t: '\t', r: '\r', '0037': SEPARATOR }
