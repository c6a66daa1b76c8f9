import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

const U = '\u001f'

describe.each(AWKS)('a published port, under %s', (_, awk) => {
  const port = (inside: string, number: string) => `"${inside}"${U}""${U}"${number}"${U}`
  const of = (...ports: string[]) => `of|c|1|"shop"|"dns"|${ports.join('')}`
  const table = (address: string, state: string) => `   0: ${address} 00000000:0000 ${state} 0`
  it.each<[string, string[], string[]]>([
    [
      'is listened on by TCP',
      [of(port('53/tcp', '5353')), 'tcp', table('00000000:0035', '0A')],
      ['shop|dns|tcp||5353|1'],
    ],
    ['is bound by UDP', [of(port('53/udp', '5353')), 'udp', table('00000000:0035', '07')], ['shop|dns|udp||5353|1']],
    [
      'is spoken on, which is not to listen',
      [of(port('53/tcp', '5353')), 'tcp', table('00000000:0035', '01')],
      ['shop|dns|tcp||5353|0'],
    ],
    [
      'is for the container alone',
      [of(port('53/tcp', '5353')), 'tcp', table('0100007F:0035', '0A')],
      ['shop|dns|tcp||5353|0'],
    ],
    ['is one of four in a row', [of(...['1', '2', '3', '4'].map((at) => port(`900${at}/tcp`, `900${at}`)))], []],
  ])('%s', (_name, lines, said) => {
    const { stdout } = runAwk(awk, ['dockerFields.awk', 'health/published.awk'], { input: tabbed(...lines) })
    expect(stdout).toBe(tabbed(...said))
  })
})
