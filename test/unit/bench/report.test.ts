import { readFile } from 'node:fs/promises'
import { describe, expect, it } from '@jest/globals'
import { published, report } from '../../../bench/report.mjs'
import { type Measured, verdicts } from '../../../bench/targets.mjs'

const README = new URL('../../../bench/README.md', import.meta.url)
const RESULTS = new URL('../../../bench/results.json', import.meta.url)

const measured = (scenario: string, contender: string, exits: readonly number[], rest = {}): Measured => ({
  scenario,
  rtt: 0,
  contender,
  runs: exits.map((exit) => ({ exit, ...rest })),
})
const action = { own: 250, peakMb: 80, connections: 1, children: [] }
const setting = { date: '2026-11-25', commit: 'abc', runs: 3, cpus: 2, kernel: '6', node: 'v24.0.0', loads: [0.1, 2] }

describe('targets', () => {
  const bare = measured('one', 'bare', [1000, 1100, 900])
  const target = (all: readonly Measured[], name: string) => verdicts(all).find((one) => one.target === name)

  it.each([
    ['met at the limit', [1300, 1300], '1.30 ×', true],
    ['not met above it', [1310, 1310], '1.31 ×', false],
    ['judged by medians, not by the worst', [1200, 1200, 9000], '1.20 ×', true],
  ])('a deploy beside the bare limit is %s', (_, exits, times, met) => {
    const verdict = target([bare, measured('one', 'deploy', exits, action)], 'deploy: one changed service')
    expect(verdict).toMatchObject({ measured: times, met })
  })

  it('memory and connections are judged by the worst of all runs', () => {
    const [one, five] = [
      measured('one', 'deploy', [1], action),
      measured('five-of-five', 'deploy', [1], { ...action, peakMb: 121 }),
    ]
    expect(target([one, five], 'memory of the action')).toMatchObject({ met: false })
    expect(target([one], 'memory of the action')).toMatchObject({ met: true })
  })

  it('a stack of 50 is compared with a stack of 5 that was measured in the same turns', () => {
    const all = [measured('fifty', 'deploy', [1000]), measured('fifty', 'deploy of 50', [1400])]
    expect(target(all, 'deploy: stack of 50 beside stack of 5')).toMatchObject({ measured: '1.40 ×', met: false })
  })

  it('what was not run is not judged', () => expect(verdicts([bare])).toEqual([]))
})

describe('the report', () => {
  it('compares each contender with the first of its scenario, and says how many runs failed', () => {
    const failed = { ...measured('one', 'deploy', [2000, 2200, 100]) }
    failed.runs[2] = { exit: 100, failed: 'exit code 1' }
    const text = report({ setting, measured: [measured('one', 'bare', [1000]), failed] })
    expect(text).toContain('| one changed service of one | 0 ms | bare | 1.00 (1.00–1.00) |  |')
    expect(text).toContain('| deploy | 2.10 (2.00–2.20) | 2.10 × |  |  | 2, 1 failed |')
  })

  it('takes the place of the one before, and of nothing else', () => {
    const readme = `head\n${'<!-- results: written by ./bench/run --publish -->'}\nlast week’s\n${'<!-- end of results -->'}\ntail\n`
    const text = published(readme, { setting, measured: [measured('one', 'bare', [1000])] })
    expect(text).toMatch(/^head\n<!-- results/)
    expect(text).toMatch(/<!-- end of results -->\ntail\n$/)
    expect(text).not.toContain('last week')
    expect(published(text, { setting, measured: [measured('one', 'bare', [1000])] })).toBe(text)
  })

  it('in bench/README.md is the one of bench/results.json; no number is typed', async () => {
    const readme = await readFile(README, 'utf8')
    const results = await readFile(RESULTS, 'utf8').catch(() => undefined)
    if (results === undefined) expect(readme).toContain('--publish -->\n<!-- end of results -->')
    else expect(published(readme, JSON.parse(results))).toBe(readme)
  })
})
