import { durationText } from '../runtime/clock.js'
import { type JournalEvent, stepTimes } from './journal.js'

/** Where the time went, as lines for the log: one a step, longest bars widest. */
export function timesText(events: readonly JournalEvent[]): string[] {
  const times = stepTimes(events)
  const longest = Math.max(1, ...times.map(({ milliseconds }) => milliseconds))
  const width = Math.max(0, ...times.map(({ step }) => step.length))
  return times.map(({ step, fromMs, milliseconds }) => {
    const bar = '█'.repeat(Math.round((milliseconds / longest) * 20))
    return `  ${step.padEnd(width)}  ${seconds(milliseconds).padStart(7)}  from ${seconds(fromMs).padStart(7)}  ${bar}`
  })
}

/** The same as a table for the job summary. */
export function timesMarkdown(events: readonly JournalEvent[]): string {
  const rows = stepTimes(events).map(
    ({ step, fromMs, milliseconds }) => `| ${step} | ${seconds(fromMs)} | ${seconds(milliseconds)} |`,
  )
  return ['| step | from | took |', '|---|---:|---:|', ...rows].join('\n')
}

function seconds(milliseconds: number): string {
  return milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(2)} s` : durationText(milliseconds / 1000)
}
