import { type LineOf, readLine, writeLine } from '../../records/record.js'
import { JOURNAL } from '../../records/server.js'
import { type Code, declaredCode } from '../../runtime/codes.js'

/** One line of stackctl's journal. The code says what kind of failure it is, where that is declared. */
export type JournalEvent = Omit<LineOf<typeof JOURNAL>, 'code'> & { code?: Code }

/** Reads a line of the journal; undefined for anything else that a server prints. */
export function journalEvent(line: string): JournalEvent | undefined {
  const event = readLine(JOURNAL, line)
  if (event === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(event.utc)) return undefined
  const { code: word, ...rest } = event
  const code = declaredCode(word)
  return { ...rest, ...(code !== undefined && { code }) }
}

export interface StepTime {
  step: string
  /** Milliseconds after the transaction's first line. */
  fromMs: number
  milliseconds: number
  /** It ended with a failure. */
  failed?: true
}

/**
 * Where the time went: each step in the order of its end or first failure; a step that ran in several waves is one entry for each. A step that fails ends there;
 * one that neither ended nor failed is left out.
 */
export function stepTimes(events: readonly JournalEvent[]): StepTime[] {
  const first = events[0]?.uptimeMs ?? 0
  const times: StepTime[] = []
  const open = new Map<string, { begun: number; entry?: StepTime }>()
  for (const { event, step, uptimeMs } of events) {
    if (event === 'begin') open.set(step, { begun: uptimeMs })
    const found = open.get(step)
    if (found === undefined || (event !== 'end' && (event !== 'fail' || found.entry !== undefined))) continue
    // What failed may have been tried again: its end, if one comes, counts.
    found.entry ??= times[times.push({ step, fromMs: 0, milliseconds: 0 }) - 1] as StepTime
    Object.assign(found.entry, { fromMs: found.begun - first, milliseconds: uptimeMs - found.begun })
    if (event === 'fail') found.entry.failed = true
    else {
      delete found.entry.failed
      open.delete(step)
    }
  }
  return times
}

/** The line again, as stackctl wrote it. */
export function journalLine(event: JournalEvent): string {
  return writeLine(JOURNAL, event)
}

/** What runs, as the server saw it when it committed: `project/service` to image references. */
export function committedImages(
  events: readonly JournalEvent[],
): Map<string, { image: string; container: string; running: boolean }[]> {
  const images = new Map<string, { image: string; container: string; running: boolean }[]>()
  for (const event of events) {
    // A commit that died in the middle is reported once more by the recovery: the later word counts.
    if (event.step === 'commit' && event.event === 'begin') images.clear()
    const [state, image, container] = event.text.split(' ')
    if (event.step !== 'commit' || event.event !== 'note' || image === undefined || container === undefined) continue
    images.set(event.subject, [
      ...(images.get(event.subject) ?? []),
      { image, container, running: state === 'running' },
    ])
  }
  return images
}

/** The line of the log for one event; undefined for those that say nothing to a reader. */
export function journalText({ step, event, subject, text }: JournalEvent): string | undefined {
  if (event === 'begin') return text === '' ? `${step} …` : `${step}: ${text}`
  if (event === 'end') return text === '' ? undefined : `${step}: ${text}`
  const about = subject === '-' ? '' : `${subject}: `
  return event === 'fail' ? `${step} failed: ${about}${text}` : `  ${about}${text}`
}
