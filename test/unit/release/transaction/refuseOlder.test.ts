import { describe, expect, it } from '@jest/globals'
import type { HostFacts } from '../../../../src/host/types.js'
import type { DeployEvent } from '../../../../src/release/records/meta.js'
import { refuseOlder } from '../../../../src/release/transaction/refuseOlder.js'

const facts = (meta: Record<string, string>): Pick<HostFacts, 'current'> => ({
  current: { id: '12-abcdef0', meta } as unknown as NonNullable<HostFacts['current']>,
})
const run = (order: string, more: { force?: boolean; scheduled?: boolean } = {}) => ({
  ...{ event: { order } as DeployEvent, force: false, scheduled: false, ...more },
})

describe('before anything is built', () => {
  it.each([
    ['a run that is older than what runs', run('6'), { order: '7' }, /superseded: run 6 is older than release 12/],
    [
      'a run by the clock over a rollback',
      run('8', { scheduled: true }),
      { order: '7', kind: 'rollback' },
      /12-abcdef0 is a rollback/,
    ],
  ])('%s is refused, unless it is forced', (_, cause, meta, says) => {
    expect(() => refuseOlder(cause, facts(meta))).toThrow(says)
    expect(() => refuseOlder({ ...cause, force: true }, facts(meta))).not.toThrow()
  })

  it.each([
    ['a newer run', run('8'), facts({ order: '7' })],
    ['the same run again', run('7'), facts({ order: '7' })],
    ['a run by hand over a rollback', run('8'), facts({ order: '7', kind: 'rollback' })],
    ['the first', run('1', { scheduled: true }), {} as Pick<HostFacts, 'current'>],
  ])('%s is not', (_, cause, there) => expect(() => refuseOlder(cause, there)).not.toThrow())
})
