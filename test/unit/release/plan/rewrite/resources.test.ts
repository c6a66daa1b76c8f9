import { describe, expect, it } from '@jest/globals'
import type { HostFacts } from '../../../../../src/host/types.js'
import { resourceNotices, serverDevices } from '../../../../../src/release/plan/rewrite/resources.js'

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

it.each<[string, Record<string, string>, string[], number]>([
  ['a password', { type: 'cifs', o: 'username=u,password=hunter2-hunter2', device: '//nas/x' }, [], 1],
  ['a token of a driver', { token: 'hunter2-hunter2' }, [], 1],
  ['a password of a volume that is there', { o: 'username=u,password=hunter2-hunter2' }, ['shop_data'], 0],
  ['nothing like it', { type: 'nfs', o: 'addr=10.0.0.2,rw', device: ':/share' }, [], 0],
])('what is an argument of Docker on the server, which others there see, is said: %s', (_, options, there, said) => {
  const facts = { networks: [], volumes: there.map((Name) => ({ Name })) } as unknown as HostFacts
  const found = resourceNotices([{ kind: 'volume', name: 'shop_data', definition: { driver_opts: options } }], facts)
  expect(found).toHaveLength(said)
  for (const notice of found) {
    expect(notice).toMatch(/^the volume shop_data is made by/)
    expect(notice).not.toContain('hunter2')
  }
})
