/** A rule or constraint of Traefik: calls such as ``Host(`a.test`)`` and what joins them (vulcand/predicate, Go's own expression syntax). */
export type Expression =
  | { kind: 'call'; name: string; args: string[] }
  | { kind: 'not'; of: Expression }
  | { kind: 'and' | 'or'; all: Expression[] }

/** Undefined where the text is no such expression: then nothing may be concluded from it. */
export function readExpression(text: string): Expression | undefined {
  const words = wordsOf(text)
  if (words === undefined) return undefined
  const reader = new Reader(words)
  const found = reader.either()
  return found !== undefined && reader.atEnd() ? found : undefined
}

type Word = { sign: string } | { name: string } | { text: string }

const WORD = /\s+|(?<sign>&&|\|\||[!(),])|(?<name>[A-Za-z_]\w*)|`(?<raw>[^`]*)`|(?<quoted>"(?:[^"\\\n]|\\.)*")/gy

function wordsOf(text: string): Word[] | undefined {
  const words: Word[] = []
  let end = 0
  for (const match of text.matchAll(WORD)) {
    end = match.index + match[0].length
    const { sign, name, raw, quoted } = match.groups ?? {}
    if (sign !== undefined) words.push({ sign })
    else if (name !== undefined) words.push({ name })
    else if (raw !== undefined) words.push({ text: raw })
    else if (quoted !== undefined) {
      const inner = unquoted(quoted)
      if (inner === undefined) return undefined
      words.push({ text: inner })
    }
  }
  return end === text.length ? words : undefined
}

// The escapes of Go that JSON has as well; a text with others is not read.
function unquoted(text: string): string | undefined {
  try {
    return JSON.parse(text) as string
  } catch {
    return undefined
  }
}

/** More levels than any real rule has. */
const DEEPEST = 100

class Reader {
  private at = 0
  private depth = 0

  constructor(private readonly words: readonly Word[]) {}

  atEnd(): boolean {
    return this.at === this.words.length
  }

  either(): Expression | undefined {
    return this.joined('||', 'or', () => this.both())
  }

  private both(): Expression | undefined {
    return this.joined('&&', 'and', () => this.single())
  }

  private joined(sign: string, kind: 'and' | 'or', part: () => Expression | undefined): Expression | undefined {
    const all: Expression[] = []
    do {
      const one = part()
      if (one === undefined) return undefined
      all.push(one)
    } while (this.took(sign))
    return all.length === 1 ? all[0] : { kind, all }
  }

  private single(): Expression | undefined {
    this.depth += 1
    const found = this.depth > DEEPEST ? undefined : this.oneOf()
    this.depth -= 1
    return found
  }

  private oneOf(): Expression | undefined {
    if (this.took('!')) {
      const of = this.single()
      return of && { kind: 'not', of }
    }
    if (this.took('(')) {
      const inner = this.either()
      return this.took(')') ? inner : undefined
    }
    return this.call()
  }

  private call(): Expression | undefined {
    const word = this.words[this.at]
    if (word === undefined || !('name' in word)) return undefined
    this.at += 1
    if (!this.took('(')) return undefined
    const args: string[] = []
    if (this.took(')')) return { kind: 'call', name: word.name, args }
    do {
      const arg = this.words[this.at]
      if (arg === undefined || !('text' in arg)) return undefined
      args.push(arg.text)
      this.at += 1
    } while (this.took(','))
    return this.took(')') ? { kind: 'call', name: word.name, args } : undefined
  }

  private took(sign: string): boolean {
    const word = this.words[this.at]
    if (word === undefined || !('sign' in word) || word.sign !== sign) return false
    this.at += 1
    return true
  }
}

/**
 * Whether the labels fit a provider's constraints (`Label`, `LabelRegex`); undefined where that is not certain.
 */
export function constraintsFit(constraints: string, labels: Readonly<Record<string, string>>): boolean | undefined {
  if (constraints.trim() === '') return true
  const expression = readExpression(constraints)
  return expression && fits(expression, labels)
}

function fits(expression: Expression, labels: Readonly<Record<string, string>>): boolean | undefined {
  if (expression.kind === 'not') {
    const inner = fits(expression.of, labels)
    return inner === undefined ? undefined : !inner
  }
  if (expression.kind === 'call') return callFits(expression, labels)
  const all = expression.all.map((one) => fits(one, labels))
  const decisive = expression.kind === 'or'
  if (all.includes(decisive)) return decisive
  return all.includes(undefined) ? undefined : !decisive
}

const LONGEST_PATTERN = 1000

function callFits(
  { name, args: [label, value] }: Extract<Expression, { kind: 'call' }>,
  labels: Readonly<Record<string, string>>,
): boolean | undefined {
  if (label === undefined || value === undefined) return undefined
  const own = labels[label] ?? ''
  if (name === 'Label') return own === value
  // Node aborts on a pattern that is too long.
  if (name !== 'LabelRegex' || value.length > LONGEST_PATTERN) return undefined
  try {
    return new RegExp(value, 'u').test(own)
  } catch {
    return undefined
  }
}
