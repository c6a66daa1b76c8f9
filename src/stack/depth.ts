/** Lists and maps in one another: a Compose file has a dozen. */
const DEEPEST = 200

/**
 * The line from which a text of YAML is nested too deeply; undefined where it is not. YAML parsers recurse for each level, and Node aborts
 * without a message when it first compiles a pattern at the end of its stack. Brackets in texts count as well: no real text leaves hundreds open.
 */
export function tooDeepFrom(text: string): number | undefined {
  const indents: number[] = []
  let open = 0
  for (const [index, line] of text.split('\n').entries()) {
    const [, blanks = '', signs = ''] = /^([ \t]*)((?:[-?:][ \t]+)*)/.exec(line) ?? []
    if (blanks.length < line.length) {
      while ((indents.at(-1) ?? -1) >= blanks.length) indents.pop()
      indents.push(blanks.length)
    }
    for (const sign of line) {
      if (sign === '[' || sign === '{') open += 1
      else if (sign === ']' || sign === '}') open = Math.max(0, open - 1)
      if (open > DEEPEST) return index + 1
    }
    if (indents.length + signs.replace(/[ \t]/g, '').length > DEEPEST) return index + 1
  }
  return undefined
}

export const TOO_DEEP = 'is nested too deeply'
