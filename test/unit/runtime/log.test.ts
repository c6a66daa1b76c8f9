import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { Log } from '../../../src/runtime/log.js'
import { obeyed, shown } from '../../kit/commands.js'

let written = ''
const write = process.stdout.write

beforeEach(() => {
  process.exitCode = undefined
  written = ''
  process.stdout.write = jest.fn((text: unknown) => {
    written += String(text)
    return true
  }) as unknown as typeof process.stdout.write
})
afterEach(() => {
  process.stdout.write = write
  process.exitCode = undefined
})

describe('the log', () => {
  it.each([
    '::set-output name=a::b',
    '::add-mask::x',
    ' ::error::no',
    '##[error]no',
    'a\r::warning::no',
    '\u001b[1m::notice::no',
    'x\n::group::y',
  ])('prints %j of a server without the runner obeying it', (text) => {
    const log = new Log()
    log.info(text)
    log.end()
    expect(obeyed(written)).toEqual([])
    expect(written).not.toContain('##[')
  })

  it('lets its own commands through after the output of others, and the next step’s after its end', () => {
    const log = new Log()
    log.info('::error::theirs')
    log.warning('ours')
    log.info('::error::theirs again')
    log.end()
    expect(obeyed(`${written}::notice::next step\n`)).toEqual(['warning:ours', 'notice:next step'])
  })

  it('does not believe an end that the output itself names', () => {
    const log = new Log()
    log.info('::stop-commands::abc\n::abc::\n::error::escaped')
    log.end()
    expect(obeyed(written)).toEqual([])
  })

  it('blanks a secret in whatever is printed after', () => {
    const log = new Log()
    log.mask('line one of it\nline two of it')
    log.info('got line two of it')
    log.warning(`base64 ${Buffer.from('line one of it\nline two of it').toString('base64')}`)
    log.end()
    const text = shown(written)
    expect(text).not.toMatch(/line two|bGluZSBvbmU/)
    expect(text).toContain('got ***')
  })

  it('masks env values but not words of the Compose file', () => {
    const log = new Log()
    log.maskValues(['hunter2-hunter2', 'korczewski', '5432'], { except: 'name: korczewski' })
    expect(log.redact('hunter2-hunter2 korczewski 5432')).toBe('*** korczewski 5432')
  })

  it('tells the runner no secret of several lines: it would mask each of them, also a lone bracket', () => {
    const log = new Log()
    log.maskValues(['{\n  "key": "hunter2-hunter2"\n}'])
    log.info('{ a: [ hunter2-hunter2 ] }\n{\n  "key": "hunter2-hunter2"\n}')
    log.end()
    const masked = obeyed(written).filter((command) => command.startsWith('add-mask'))
    expect(masked.length).toBeGreaterThan(0)
    expect(masked.filter((command) => command.includes('%0A') || /::\s*[{}[\]]?$/.test(command))).toEqual([])
    expect(shown(written)).not.toContain('hunter2')
    expect(shown(written)).toContain('{ a: [ ')
  })

  it('shows the head and the tail of a flood, with lines cut', () => {
    const log = new Log()
    const output = log.output()
    output.line('x'.repeat(1_000_000))
    for (let line = 2; line <= 100_000; line++) output.line(`line ${line}`)
    output.end()
    log.end()
    const lines = shown(written).trim().split('\n')
    expect(lines.length).toBeLessThan(500)
    expect(lines[0]).toMatch(/^x{4000}… \(996000 characters not shown\)$/)
    expect(lines).toContain('… 99540 lines not shown …')
    expect(lines.at(-1)).toBe('line 100000')
  })

  it('says what is wrong in files at their lines, after the failure itself, and no more than GitHub shows', () => {
    const log = new Log()
    log.mask('hunter2-hunter2')
    const places = Array.from({ length: 20 }, (_, index) => ({
      file: 'a,b.yml',
      line: index + 1,
      message: 'x\n::error::y hunter2-hunter2',
    }))
    log.fail('all of it', places)
    log.end()
    const errors = obeyed(written).filter((command) => command.startsWith('error'))
    expect(errors).toHaveLength(10)
    expect(errors[0]).toBe('error:all of it')
    expect(errors[1]).toMatch(/^error .*file=a%2Cb\.yml,line=1.*:x%0A::error::y \*\*\*$/)
  })

  it('blanks secrets deep in a value, which stays what it is', () => {
    const log = new Log()
    log.mask('hunter2-hunter2')
    const value = { list: [{ reason: 'is hunter2-hunter2' }, 5, true, null], none: undefined }
    expect(log.redactEach(value)).toEqual({ list: [{ reason: 'is ***' }, 5, true, null], none: undefined })
  })

  it('says at the very end which version answers, also after a failure', () => {
    const log = new Log()
    log.conclude('12-abcdef0 answers now')
    log.fail('the gate did not hold')
    log.end()
    expect(shown(written).trim().split('\n').at(-1)).toBe('12-abcdef0 answers now')
    expect(process.exitCode).toBe(1)
  })
})
