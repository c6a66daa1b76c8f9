import { durationText } from '../runtime/clock.js'
import { markdown, plain } from '../runtime/escape.js'
import type { GateReport, ProbeReport } from './types.js'

/** One line a service, in the order of its first probe: `✓ L2P Backend: Healthy`. */
export function serviceLines(report: GateReport): string[] {
  return services(report).map(({ name, failed }) =>
    failed === undefined
      ? `✓ ${plain(name)}: Healthy`
      : `✗ ${plain(name)}: Unhealthy (${plain(whyNot(failed)).replace(/\s+/g, ' ')}, ${failed.tries} ${failed.tries === 1 ? 'try' : 'tries'} in ${durationText(failed.seconds)})`,
  )
}

/** For the job summary. */
export function summaryTable(report: GateReport): string {
  const rows = services(report).map(({ name, failed, probes }) => {
    const targets = probes.map(({ kind, target }) =>
      kind === 'container' ? `container ${target.slice(0, 12)}` : target,
    )
    const tries = Math.max(...probes.map((probe) => probe.tries))
    const state = failed === undefined ? '✓ Healthy' : `✗ Unhealthy: ${markdown(whyNot(failed))}`
    return `| ${markdown(name)} | ${state} | ${tries} | ${targets.map(markdown).join('<br>')} |`
  })
  const held = `The health gate ${report.healthy ? 'held' : 'did not hold'} after ${durationText(report.seconds)}${report.reason === undefined ? '' : `: ${markdown(report.reason)}`}.`
  return [held, '', '| service | state | tries | asked |', '|---|---|---:|---|', ...rows].join('\n')
}

interface Service {
  name: string
  probes: ProbeReport[]
  /** The probe that tells why: one that gave a reason before one that was not asked often enough. */
  failed: ProbeReport | undefined
}

function services({ probes }: GateReport): Service[] {
  const names = [...new Set(probes.map(({ name }) => name))]
  return names.map((name) => {
    const own = probes.filter((probe) => probe.name === name)
    const sick = own.filter(({ healthy }) => !healthy)
    return { name, probes: own, failed: sick.find(({ lastFailure }) => lastFailure !== undefined) ?? sick[0] }
  })
}

function whyNot({ lastFailure, tries }: ProbeReport): string {
  return lastFailure ?? (tries === 0 ? 'not asked' : 'not proven yet')
}
