import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from '../awks.js'

describe.each(AWKS)('an address in one form, under %s', (_, awk) => {
  const call = (after: string, input: string) =>
    runAwk(awk, ['hex.awk', 'refusals/networkAddress.awk'], { after, input: `${input}\n` }).stdout.trim()

  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::1', '00000000000000000000000000000001'],
    ['2001:DB8::5:6', '20010db8000000000000000000050006'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::', '00000000000000000000000000000000'],
    ['', ''],
  ])('%s', (text, form) => {
    expect(call('{ print full($0) }', text)).toBe(form)
  })

  it.each([
    ['0100007F', '127.0.0.1'],
    ['00000000000000000000000001000000', '00000000000000000000000000000001'],
    ['0000000000000000FFFF00000100000A', '10.0.0.1'],
  ])('as the kernel writes it: %s', (text, form) => {
    expect(call('{ print kernel($0) }', text)).toBe(form)
  })

  it.each([
    ['10.0.0.1\t10.0.0.1', '1'],
    ['10.0.0.1\t10.0.0.2', '0'],
    ['0.0.0.0\t10.0.0.2', '1'],
    ['0.0.0.0\t00000000000000000000000000000001', '0'],
    ['\t10.0.0.2', '1'],
    ['00000000000000000000000000000000\t10.0.0.2', '1'],
  ])('overlaps another: %j: %s', (two, does) => {
    expect(call('{ print overlap($1, $2) + 0 }', two)).toBe(does)
  })
})
