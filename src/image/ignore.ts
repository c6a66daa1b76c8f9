export interface IgnoreRules {
  ignores(path: string): boolean
  /** Whether nothing below an ignored folder can be let through again. */
  closes(folder: string): boolean
  /** A pattern of which nobody can say for sure what BuildKit makes of it. */
  unclear?: string
}

interface Rule {
  exception: boolean
  matches: (path: string) => boolean
}

/** A .dockerignore as BuildKit reads it (github.com/moby/patternmatcher), whose rules it takes from Go's regular expressions. */
export function ignoreRules(text: string): IgnoreRules {
  const patterns = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap(patternOf)
  const rules = patterns.map(({ exception, pattern }): Rule => ({ exception, matches: matcher(pattern) }))
  const unclear = patterns.find(({ pattern }) => isUnclear(pattern))?.pattern
  const known = new Map<string, boolean[]>()
  // A folder that matched a rule has matched it for all below.
  const matched = (path: string): boolean[] => {
    const found = known.get(path)
    if (found !== undefined) return found
    const folder = path.lastIndexOf('/')
    const above = folder > 0 ? matched(path.slice(0, folder)) : []
    let isIgnored = false
    const results = rules.map(({ exception, matches }, index) => {
      const holds = above[index] === true || (exception === isIgnored && matches(path))
      if (holds) isIgnored = !exception
      return holds
    })
    known.set(path, results)
    return results
  }
  const ignores = (path: string): boolean => {
    const last = matched(path).lastIndexOf(true)
    return last !== -1 && rules[last]?.exception === false
  }
  const exceptions = patterns.flatMap(({ exception, pattern }) =>
    exception ? [pattern.split(/[*?[\\]/, 1)[0] as string] : [],
  )
  return {
    ignores,
    closes: (folder) =>
      exceptions.every((prefix) => !prefix.startsWith(`${folder}/`) && !`${folder}/`.startsWith(prefix)),
    ...(unclear !== undefined && { unclear }),
  }
}

/** A line, cleaned as Go's `filepath.Clean` does it; nothing for what is no pattern. */
function patternOf(line: string): { exception: boolean; pattern: string }[] {
  const trimmed = line.trim()
  if (line.startsWith('#') || trimmed === '') return []
  const exception = trimmed.startsWith('!')
  const pattern = cleaned((exception ? trimmed.slice(1) : trimmed).trim())
  return pattern === '' ? [] : [{ exception, pattern }]
}

/** Without `.`, empty parts and a slash at either end; `..` takes the part before it. */
function cleaned(path: string): string {
  if (path === '') return ''
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (!path.startsWith('/')) parts.push('..')
  }
  return parts.join('/') || (path.startsWith('/') ? '/' : '.')
}

/** What Go's regular expressions and ours may read in two ways: an escaped letter, digit or sign beyond ASCII, a lone escape, and a list that is more than plain letters. */
function isUnclear(pattern: string): boolean {
  const signs = pattern.replace(/\\[ -/:-@[-`{-~]/g, '\0')
  const plain = signs.replace(/\[\^?[A-Za-z0-9_ |.]+(-[A-Za-z0-9][A-Za-z0-9_ |.]*)*\]/g, '')
  return /[\\[\]]/.test(plain) || !isExpression(pattern)
}

function isExpression(pattern: string): boolean {
  try {
    return expression(pattern) !== undefined
  } catch {
    return false
  }
}

const SPECIAL = /[*?[\]\\]/

/** As `Pattern.match` there, which takes what is plain, before or behind a `**`, by its letters. */
function matcher(pattern: string): (path: string) => boolean {
  if (!SPECIAL.test(pattern)) return (path) => path === pattern
  const [start, end] = [pattern.slice(0, -2), pattern.slice(2)]
  if (pattern.startsWith('**') && !SPECIAL.test(end))
    return (path) => path.endsWith(end) || (end.startsWith('/') && path === end.slice(1))
  if (pattern.endsWith('**') && !SPECIAL.test(start)) return (path) => path.startsWith(start)
  if (!isExpression(pattern)) return () => false
  const whole = expression(pattern)
  return (path) => whole.test(path)
}

function expression(pattern: string): RegExp {
  const found = pattern.replace(/\*\*\/?|\*|\?|\\[\s\S]|[.+()|{}$/\\]/gu, (sign, at: number) => {
    if (sign.startsWith('**')) return at + sign.length === pattern.length ? '[^\\n]*' : '([^\\n]*\\/)?'
    if (sign === '*') return '[^/]*'
    if (sign === '?') return '[^/]'
    if (sign.length === 1) return `\\${sign}`
    return /\\[A-Za-z0-9]/.test(sign) ? sign : sign.slice(1).replace(/[\^$\\.*+?()[\]{}|/]/, '\\$&')
  })
  return new RegExp(`^${found}$`, 'u')
}
