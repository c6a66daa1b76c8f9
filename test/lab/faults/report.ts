import type { Struck } from './strike.js'

/** A row of the table: what was struck, and what came of it. */
export interface Row {
  step: string
  fault: string
  failed: number
  sent: number
  lost: number
  /** Which version answered once the server was in order again, and which a reboot right after the strike would have brought up. */
  answers: string
  survives: string
  told: string
  seconds: number
  /** Containers that Docker had forgotten while they ran. */
  forgotten: number
  broken: string[]
}

export function rowOf({ evidence, broken }: Struck): Row {
  const { cell, load, lost, recorded, survive, told, seconds, before, target, forgotten } = evidence
  const side = (version: string) => (version === before ? 'old' : version === target ? 'new' : version)
  return {
    step: cell.step,
    fault: cell.fault.name,
    failed: load.failed,
    sent: load.sent,
    lost: lost.length,
    answers: recorded.startsWith('committed') ? 'new' : 'old',
    survives: survive === undefined ? '-' : survive.map(side).join(' and ') || 'none',
    told: `${told.exit ?? 'killed'}, ${told.outcome}`,
    seconds,
    forgotten: forgotten.length,
    broken,
  }
}

/** The whole table as Markdown. */
export function markdown(rows: readonly Row[]): string {
  const head = [
    'step',
    'fault',
    'failed of sent',
    'rows lost',
    'answers',
    'after a reboot',
    'exit, outcome',
    'next deploy after s',
    'result',
  ]
  const lines = rows.map(({ step, fault, failed, sent, lost, answers, survives, told, seconds, forgotten, broken }) => [
    ...[step, fault, `${failed} of ${sent}`, lost, answers, survives, told, seconds.toFixed(1)],
    broken.length === 0
      ? `holds${forgot(forgotten)}`
      : `**${broken.join('; ').replaceAll('|', '\\|').replaceAll('\n', ' ').slice(0, 400)}**`,
  ])
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** The line for one row while the run goes on. */
export function line({
  step,
  fault,
  failed,
  sent,
  lost,
  answers,
  survives,
  told,
  seconds,
  forgotten,
  broken,
}: Row): string {
  const sign = broken.length === 0 ? '✓' : '✗'
  const words = `${failed} of ${sent} failed, ${lost} rows lost, ends ${answers}, a reboot brings up ${survives}, told ${told}, next after ${seconds.toFixed(1)} s${forgot(forgotten)}`
  return [`${sign} ${step} x ${fault}: ${words}`, ...broken.map((one) => `    ${one}`)].join('\n')
}

/** The same, and where something did not hold the end of what the run printed and what a person would look at on the server. */
export function account(struck: Struck): string {
  const row = rowOf(struck)
  if (row.broken.length === 0) return line(row)
  const bars = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((one) => `    | ${one}`)
  return [line(row), ...bars(struck.log).slice(-25), ...bars(struck.scene ?? '')].join('\n')
}

const forgot = (count: number): string => (count === 0 ? '' : `, dockerd forgot ${count} of its containers`)
