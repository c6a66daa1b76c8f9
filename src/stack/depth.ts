/** Lists and maps in one another: a Compose file has a dozen. */
const DEEPEST = 200

/**
 * The line from which a text of YAML goes deeper than anybody writes; undefined where it does not. Readers of YAML call themselves for each level,
 * and Node dies without a word of a pattern that it compiles for the first time at the end of its stack. Brackets in texts count as well: nobody
 * leaves hundreds of them open.
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

export const TOO_DEEP = 'goes deeper than anybody writes'
