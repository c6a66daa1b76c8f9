import type { UserError } from '../runtime/errors.js'
import { codeBlock, markdown } from '../runtime/escape.js'
import { entryLink, troubleshoot } from './match.js'

/** What went wrong, without secrets. */
export type Failure = Pick<UserError, 'message' | 'at' | 'todo' | 'about'>

type Environment = Readonly<Record<string, string | undefined>>

const SHOWN_LINES = 60
const LINE_CHARACTERS = 110

/** For the log, below the error: which entry it fits, by which words, and what to do. */
export function troubleshootingText({ message, about }: Failure, env: Environment): string[] {
  const match = troubleshoot(message.replace(LINE_SIGN, '\n'), about)
  if (match === undefined) return []
  const { entry, evidence } = match
  return [`This looks like: ${entry.title}: ${evidence}`, `  → ${entry.todo[0]}`, `  → more: ${entryLink(entry, env)}`]
}

/** For the job summary: why, the lines that show it, and what a person does next. */
export function failureMarkdown(failure: Failure, env: Environment): string {
  const { why, lines } = partsOf(failure.message)
  const at = failure.at === undefined ? '' : ` (${markdown(failure.at)})`
  const parts = [`**Why:** ${markdown(why)}${at}`]
  if (lines.length > 0) parts.push(codeBlock(shortened(lines).join('\n')))
  const todo = failure.todo.map((step) => `- ${markdown(step)}`)
  const match = troubleshoot(failure.message.replace(LINE_SIGN, '\n'), failure.about)
  if (match !== undefined) {
    const { entry, evidence } = match
    const link = entryLink(entry, env)
    const title = link.startsWith('https://') ? `[${entry.title}](${link})` : `${entry.title} (${link})`
    todo.push(`- This looks like **${title}**: ${markdown(evidence)}`, ...entry.todo.map((step) => `  - ${step}`))
  }
  if (todo.length > 0) parts.push(['**What to do next**', '', ...todo].join('\n'))
  return parts.join('\n\n')
}

/** How stackctl joins the lines of a text (`one_line`). */
const LINE_SIGN = / ⏎ /g

/** A message as a sentence and the lines that belong to it: a list of faults, a build's end, a container's last words. */
function partsOf(joined: string): { why: string; lines: string[] } {
  const message = joined.replace(LINE_SIGN, '\n')
  const words = /^([\s\S]*?); its last words: ?([\s\S]*)$/.exec(message)
  const [why = '', ...lines] =
    words === null
      ? message.split('\n')
      : [
          ...(words[1] ?? '').split('\n'),
          ...(words[2] ?? '').replace(/; (release \S+ serves|nothing was running before)$/, '').split('\n'),
        ]
  return { why, lines: lines.filter((line) => line.trim() !== '').flatMap(wrapped) }
}

/** A block of code does not wrap by itself. */
function wrapped(line: string): string[] {
  return (
    line
      .match(new RegExp(`.{1,${LINE_CHARACTERS}}(?=\\s|$)|.{1,${LINE_CHARACTERS}}`, 'g'))
      ?.map((part, index) => (index === 0 ? part : part.trimStart())) ?? []
  )
}

function shortened(lines: readonly string[]): string[] {
  if (lines.length <= SHOWN_LINES) return [...lines]
  return [`… ${lines.length - SHOWN_LINES} lines before …`, ...lines.slice(-SHOWN_LINES)]
}
