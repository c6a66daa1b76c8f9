import { type Code, declaredCode } from '../../runtime/codes.js'

/** One line of stackctl's journal. */
export interface JournalEvent {
  utc: string
  /** Milliseconds since the server started: comparable within one transaction, immune to a clock that is set. */
  uptimeMs: number
  release: string
  step: string
  event: 'begin' | 'end' | 'note' | 'fail'
  subject: string
  text: string
  /** What kind of failure it is, where that is declared. */
  code?: Code
}

/** Reads a line of the journal; undefined for anything else that a server prints. */
export function journalEvent(line: string): JournalEvent | undefined {
  const [utc, uptime, release, step, event, subject, text = '', word] = line.split('\t')
  if (utc === undefined || release === undefined || step === undefined || subject === undefined) return undefined
  if (event !== 'begin' && event !== 'end' && event !== 'note' && event !== 'fail') return undefined
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(utc) || !/^\d{1,15}$/.test(uptime ?? '')) return undefined
  const code = declaredCode(word)
  return {
    ...{ utc, uptimeMs: Number(uptime), release, step, event, subject, text },
    ...(code !== undefined && { code }),
  }
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
export function journalLine({ utc, uptimeMs, release, step, event, subject, text, code }: JournalEvent): string {
  return [utc, uptimeMs, release, step, event, subject, text, ...(code === undefined ? [] : [code])].join('\t')
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
