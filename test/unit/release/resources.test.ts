import { describe, expect, it } from '@jest/globals'
import { serverDevices } from '../../../src/release/resources.js'

describe('a volume of the stack', () => {
  it.each<[string, Record<string, string> | undefined, number]>([
    ['without options is no folder of the checkout, also where the action works in there', undefined, 0],
    ['with options but no device is none either', { type: 'tmpfs' }, 0],
    ['in memory is none, whatever its device is called', { type: 'tmpfs', device: 'tmpfs' }, 0],
    ['of a share of another machine is none', { type: 'nfs', o: 'addr=10.0.0.2', device: ':/share' }, 0],
    ['for a folder of the server is taken as it is', { type: 'none', o: 'bind', device: '/srv/shop' }, 0],
    ['for a folder of the checkout is refused', { type: 'none', o: 'bind', device: `${process.cwd()}/data` }, 1],
  ])('%s', (_case, options, faults) => {
    const definition = options === undefined ? {} : { driver_opts: options }
    const found = serverDevices([{ kind: 'volume', name: 'shop_data', definition }], {
      checkout: process.cwd(),
      volumes: [],
    })
    expect(found.faults).toHaveLength(faults)
  })
})
