import { describe, expect, it } from '@jest/globals'
import { ActLines } from '../../kit/actLines.js'

function read(...lines: object[]): { lines: ActLines; shown: string[] } {
  const all = new ActLines()
  const shown = lines.flatMap((line) => {
    const seen = all.line(JSON.stringify(line))
    return seen === undefined ? [] : [`${seen.job}: ${seen.text}`]
  })
  return { lines: all, shown }
}

describe('what act says', () => {
  it('is shown where a step has printed it, without colours', () => {
    const { lines, shown } = read(
      { jobID: 'build', msg: '\u001b[1mstep\u001b[0m begins' },
      { jobID: 'build', msg: 'compiles \n', raw_output: true },
      { jobID: 'build', msg: '', raw_output: true },
    )
    expect(shown).toEqual(['build: compiles'])
    expect(lines.printed).toBe('[build] step begins\n[build] compiles\n[build] \n')
  })

  it('is an annotation, with its place and line breaks', () => {
    const place = { file: 'stack.yml', line: '3' }
    const { lines, shown } = read({
      ...{ jobID: 'plan', command: 'error', arg: 'one', msg: '  one%0Atwo', kvPairs: place },
    })
    expect(shown).toEqual(['plan: one\ntwo'])
    expect(lines.annotations).toEqual([{ job: 'plan', level: 'error', text: 'one', ...place }])
  })

  it('is an output of a step, and the summary', () => {
    const output = { jobID: 'plan', command: 'set-output', stepID: ['plan'] }
    const { lines } = read(
      { ...output, name: 'a', arg: '1' },
      { ...output, name: 'b', arg: '2' },
      { jobID: 'plan', command: 'summary', content: 'done' },
    )
    expect([lines.outputs, lines.summary]).toEqual([{ plan: { a: '1', b: '2' } }, 'done'])
  })

  it.each([
    ['its last word', ['success'], 'success'],
    ['a failure, whatever other legs of the matrix say after it', ['failure', 'success'], 'failure'],
    ['a failure after a success', ['success', 'failure'], 'failure'],
  ])('is the result of a job: %s', (_, results, expected) => {
    expect(read(...results.map((jobResult) => ({ jobID: ' test', jobResult }))).lines.jobs).toEqual({ test: expected })
  })

  it('is kept whole, also what is no JSON', () => {
    const lines = new ActLines()
    expect(lines.line('plain')).toBeUndefined()
    expect([lines.raw, lines.printed]).toEqual(['plain\n', ''])
  })

  it('is refused where a job has a runner that is not known', () => {
    expect(() => read({ jobID: 'x', msg: 'Skipping unsupported platform -- Try running with …' })).toThrow(
      'job x has a runs-on that is not known',
    )
  })
})
