import { describe, expect, it } from '@jest/globals'
import { serviceLines, summaryTable } from '../../../src/health/report.js'
import type { GateReport, ProbeReport } from '../../../src/health/types.js'

const rules = { successes: 3, windowSeconds: 5, timeoutSeconds: 30, intervalSeconds: 1 }

function probe(name: string, own: Partial<ProbeReport> = {}): ProbeReport {
  return { name, kind: 'url', target: 'https://example.org/', healthy: true, tries: 9, failures: 0, seconds: 8, ...own }
}

function report(probes: ProbeReport[]): GateReport {
  const healthy = probes.every((one) => one.healthy)
  return { schema: 1, healthy, ended: healthy ? 'held' : 'timeout', seconds: 30, rules, probes }
}

const sick = { healthy: false, tries: 12, failures: 12, seconds: 30, lastFailure: '503 from :3004/api/health' }

describe('a line of the report', () => {
  it('is exactly what users grep for', () => {
    const lines = serviceLines(report([probe('L2P Backend'), probe('Shared Postgres'), probe('Payment', sick)]))
    expect(lines).toEqual([
      '✓ L2P Backend: Healthy',
      '✓ Shared Postgres: Healthy',
      '✗ Payment: Unhealthy (503 from :3004/api/health, 12 tries in 30 s)',
    ])
  })

  it('stands for all probes of a service', () => {
    const probes = [probe('Web', { kind: 'container' }), probe('Auth'), probe('Web', { ...sick, kind: 'replica' })]
    expect(serviceLines(report(probes))).toEqual([expect.stringMatching(/^✗ Web: Unhealthy/), '✓ Auth: Healthy'])
  })

  it('gives the reason of the probe that has one', () => {
    const probes = [probe('Web', { healthy: false, tries: 1, seconds: 0.5 }), probe('Web', sick)]
    expect(serviceLines(report(probes))).toEqual(['✗ Web: Unhealthy (503 from :3004/api/health, 12 tries in 30 s)'])
  })

  it('says when there was no time to prove it', () => {
    expect(serviceLines(report([probe('Web', { healthy: false, tries: 1, seconds: 0.5 })]))).toEqual([
      '✗ Web: Unhealthy (not proven yet, 1 try in 0.5 s)',
    ])
  })

  it('contains no terminal sequence of a server', () => {
    const [line] = serviceLines(report([probe('Web', { ...sick, lastFailure: '\u001b[31m500\u001b[0m\r from x' })]))
    expect(line).toBe('✗ Web: Unhealthy (500 from x, 12 tries in 30 s)')
  })
})

it('gives the summary a row for each service, in which nothing is markup', () => {
  const table = summaryTable(report([probe('A|B <img>'), probe('Payment', sick)]))
  const rows = table.split('\n').filter((line) => line.startsWith('| '))
  expect(rows).toHaveLength(3)
  expect(rows[1]).toMatch(/^\| [^|<>]+ \| ✓ Healthy \| 9 \| [^|<>]+ \|$/)
  expect(rows[2]).toContain('✗ Unhealthy: 503 from')
  expect(table).toContain('did not hold after 30 s')
})
