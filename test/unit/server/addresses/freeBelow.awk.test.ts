import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('free addresses below one, under %s', (_, awk) => {
  const pool = 'pool|net|172.18.0.0/16||172.18.0.1'
  it.each<[string, string, string[], number]>([
    ['those that nobody has', '172.18.0.5', [pool, 'taken|net|172.18.0.2/16|'], 2],
    ['none where it is the first', '172.18.0.2', [pool], 0],
    ['none where all are taken', '172.18.0.3', [pool, 'taken|net|172.18.0.2/16|'], 0],
    ['from the third on where no gateway is named', '172.18.0.3', ['pool|net|172.18.0.0/16||invalid IP'], 1],
    ['within the range that containers get', '172.18.128.2', ['pool|net|172.18.0.0/16|172.18.128.0/24|172.18.0.1'], 2],
    ['of IPv6', 'fd00::5', ['pool|net|fd00::/64||fd00::1', pool, 'taken|net||fd00::3/64'], 2],
    ['none of another network', '172.18.0.5', ['pool|else|172.18.0.0/16||172.18.0.1'], 0],
  ])('%s', (_name, address, lines, free) => {
    const input = tabbed(`id|shop|web|net|${address}`, '=', ...lines)
    expect(runAwk(awk, ['hex.awk', 'addresses/freeBelow.awk'], { input }).stdout).toBe('net\n'.repeat(free))
  })
})
