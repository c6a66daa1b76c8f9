import { durationText } from '../runtime/clock.js'
import { markdown, plain } from '../runtime/escape.js'
import type { GateReport, ProbeReport } from './types.js'

/** One line a service, in the order of its first probe: `✓ L2P Backend: Healthy`. */
export function serviceLines(report: GateReport): string[] {
  return [...judgedLines(report), ...unhealthyBeforeLines(report)]
}

function unhealthyBeforeLines({ unhealthyBefore = [] }: GateReport): string[] {
  const first = new Map([...unhealthyBefore].reverse().map((one) => [one.name, one]))
  return [...first.values()].map(
    ({ name, failure }) =>
      `! ${plain(name)}: not healthy before either, and unchanged (${plain(failure).replace(/\s+/g, ' ')}): does not count against this release`,
  )
}

function judgedLines(report: GateReport): string[] {
  return services(report).map(({ name, failed }) =>
    failed === undefined
      ? `✓ ${plain(name)}: Healthy`
      : `✗ ${plain(name)}: Unhealthy (${plain(whyNot(failed)).replace(/\s+/g, ' ')}, ${failed.tries} ${failed.tries === 1 ? 'try' : 'tries'} in ${durationText(failed.seconds)})`,
  )
}

/** The same for the job summary of a deploy. @param stage When it was asked. */
export function healthLines(report: GateReport, stage: string): string {
  return [
    `**Health gate (${markdown(stage)}):** ${ending(report)}`,
    '',
    ...serviceLines(report).map((line) => `- ${markdown(line)}`),
  ].join('\n')
}

/** With all that was asked, for the job summary of a gate alone. */
export function summaryTable(report: GateReport): string {
  const rows = services(report).map(({ name, failed, probes }) => {
    const targets = probes.map(({ kind, target }) =>
      kind === 'container' ? `container ${target.slice(0, 12)}` : target,
    )
    const tries = Math.max(...probes.map((probe) => probe.tries))
    const state = failed === undefined ? '✓ Healthy' : `✗ Unhealthy: ${markdown(whyNot(failed))}`
    return `| ${markdown(name)} | ${state} | ${tries} | ${targets.map(markdown).join('<br>')} |`
  })
  return [
    `The health gate ${ending(report)}`,
    '',
    '| service | state | tries | asked |',
    '|---|---|---:|---|',
    ...rows,
  ].join('\n')
}

function ending({ healthy, seconds, reason }: GateReport): string {
  return `${healthy ? 'held' : 'did not hold'} after ${durationText(seconds)}${reason === undefined ? '' : `: ${markdown(reason)}`}.`
}

interface Service {
  name: string
  probes: ProbeReport[]
  /** The probe that shows why: one that gave a reason comes before one that was not asked often enough. */
  failed: ProbeReport | undefined
}

function services({ probes }: GateReport): Service[] {
  const names = [...new Set(probes.map(({ name }) => name))]
  return names.map((name) => {
    const own = probes.filter((probe) => probe.name === name)
    const unhealthy = own.filter(({ healthy }) => !healthy)
    return { name, probes: own, failed: unhealthy.find(({ lastFailure }) => lastFailure !== undefined) ?? unhealthy[0] }
  })
}

function whyNot({ lastFailure, tries }: ProbeReport): string {
  return lastFailure ?? (tries === 0 ? 'not asked' : 'not proven yet')
}
