import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('endpoints, under %s', (_, awk) => {
  const ways = (lines: string[], skip = '') =>
    runAwk(awk, ['health/endpoints.awk'], { set: { OFS: ' ', skip }, input: tabbed(...lines) }).stdout

  it.each<[string, string[], string]>([
    ['a port for everybody', ['80/tcp|0.0.0.0|8080|c'], '0 1 http 127.0.0.1 8080 -\n'],
    ['one of IPv6', ['80/tcp|::|8080|c'], '0 1 http [::1] 8080 -\n'],
    ['one of an address', ['3000/tcp|10.0.0.1|3000|c'], '1 1 http 10.0.0.1 3000 -\n'],
    ['one that speaks TLS', ['8443/tcp||8443|c'], '1 1 https 127.0.0.1 8443 -\n'],
    ['no database', ['5432/tcp||15432|c'], ''],
    ['no UDP', ['53/udp||53|c'], ''],
    ['a name', ['name shop.example'], '2 1 http 127.0.0.1 80 shop.example\n2 2 https 127.0.0.1 443 shop.example\n'],
    ['each once', ['80/tcp||8080|c', '80/tcp|0.0.0.0|8080|c'], '0 1 http 127.0.0.1 8080 -\n'],
  ])('%s', (_name, lines, said) => {
    expect(ways(lines)).toBe(said)
  })

  it('of four numbers in a row come last, one by one', () => {
    const row = [9001, 9002, 9003, 9004].map((port) => `${port}/tcp||${port}|c`)
    expect(
      ways(row)
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(['3', '4', '5', '6', ''])
  })

  it.each([
    [':8080', ''],
    ['shop.example', '0 1 http 127.0.0.1 8080 -\n'],
    [':8080/admin', '0 1 http 127.0.0.1 8080 -\n'],
  ])('without what stack.yml takes out: %s', (skip, said) => {
    expect(ways(['80/tcp||8080|c'], skip)).toBe(said)
  })
})
