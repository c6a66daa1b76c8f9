import { forUsers, inALine, UserError } from '../runtime/errors.js'
import { limited } from '../runtime/limited.js'

/** What was looked at, and what was seen. */
export interface Finding {
  what: string
  /** `open`: nobody could look, or it is right for some and wrong for others. */
  state: 'good' | 'bad' | 'open'
  words: string
  /** What to type, or to do. */
  todo?: readonly string[]
}

type Seen = Omit<Finding, 'what'>

/** Seconds that one look may take, beside all others: together with a login that takes its time it stays within a minute. */
const LOOK_SECONDS = 45

export const good = (words: string): Seen => ({ state: 'good', words })
export const bad = (words: string, ...todo: string[]): Seen => ({ state: 'bad', words, todo })
export const open = (words: string, ...todo: string[]): Seen => ({ state: 'open', words, todo })

/** Looks at one thing. What is refused is a finding with its advice; a look that takes too long is one, too. */
export async function find(
  what: string,
  look: (signal: AbortSignal) => Promise<Seen>,
  signal: AbortSignal,
): Promise<Finding> {
  const limit = limited(LOOK_SECONDS * 1000, signal)
  const late = new Promise<Seen>((resolve) => {
    limit.addEventListener('abort', () => resolve(bad(`no answer within ${LOOK_SECONDS} s`)), { once: true })
  })
  return { what, ...(await Promise.race([look(limit).catch(refused), late])) }
}

/** An error as what was seen. */
export function refused(error: unknown): Seen {
  if (!(error instanceof UserError)) return bad(inALine(error))
  const { message, todo } = forUsers(error)
  return bad(message, ...todo)
}

const MARKS: Readonly<Record<Finding['state'], string>> = { good: '✓', bad: '✗', open: '–' }

/** `✗ disk: 40 MB free`, and below it what to do. */
export function findingText({ what, state, words, todo = [] }: Finding): string {
  const [first = '', ...rest] = words.split('\n')
  return [
    `${MARKS[state]} ${what}: ${first}`,
    ...rest.map((line) => `  ${line}`),
    ...todo.map((step) => `  → ${step}`),
  ].join('\n')
}
