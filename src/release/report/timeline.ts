import { durationText } from '../../runtime/clock.js'
import { type JournalEvent, type StepTime, stepTimes } from '../records/journal.js'

/** Where the time went, as lines for the log: one a step, longest bars widest. */
export function timesText(events: readonly JournalEvent[]): string[] {
  const times = stepTimes(events)
  const longest = Math.max(1, ...times.map(({ milliseconds }) => milliseconds))
  const width = Math.max(0, ...times.map(({ step }) => step.length))
  return times.map(({ step, fromMs, milliseconds }) => {
    const bar = '█'.repeat(Math.max(0, Math.round((milliseconds / longest) * 20)))
    return `  ${step.padEnd(width)}  ${seconds(milliseconds).padStart(7)}  from ${seconds(fromMs).padStart(7)}  ${bar}`
  })
}

/** Steps of the journal as sections of the picture, in their order. */
const SECTIONS: readonly [string, readonly string[]][] = [
  ['Before', ['prepare', 'lock', 'intent']],
  ['New version', ['create', 'pin', 'one-shot', 'start', 'swap']],
  ['Switch', ['switch', 'gate', 'stop']],
  ['End', ['decide', 'commit', 'finish', 'undo']],
]

/**
 * The same as a Mermaid picture for the job summary. Its names are ours alone, since Mermaid has no escape for text of others; the axis is in
 * seconds since the transaction began (`%s` counts from the epoch, whatever the reader's time zone). Undefined where no step was seen to end.
 */
export function gantt(events: readonly JournalEvent[]): string | undefined {
  const times = stepTimes(events)
  // After a reboot inside the transaction the machine's clock began anew, and Mermaid has no time before the first.
  if (times.some(({ fromMs, milliseconds }) => fromMs < 0 || milliseconds < 0)) return undefined
  const sections = SECTIONS.flatMap(([name, steps]) => {
    const own = times.filter(({ step }) => steps.includes(step))
    return own.length === 0 ? [] : [`  section ${name}`, ...own.map(bar)]
  })
  if (sections.length === 0) return undefined
  return ['```mermaid', 'gantt', '  dateFormat x', '  axisFormat %s s', ...sections, '```'].join('\n')
}

function bar({ step, fromMs, milliseconds, failed }: StepTime): string {
  return `    ${step} ${seconds(milliseconds)} :${failed ? 'crit, ' : ''}${fromMs}, ${fromMs + milliseconds}`
}

function seconds(milliseconds: number): string {
  return milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(2)} s` : durationText(milliseconds / 1000)
}
