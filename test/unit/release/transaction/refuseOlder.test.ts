import { describe, expect, it } from '@jest/globals'
import type { HostFacts } from '../../../../src/host/types.js'
import type { DeployEvent } from '../../../../src/release/records/meta.js'
import { refuseOlder } from '../../../../src/release/transaction/refuseOlder.js'
import { Overtaken, Refused, type UserError } from '../../../../src/runtime/errors.js'

const facts = (meta: Record<string, string>): Pick<HostFacts, 'current'> => ({
  current: { id: '12-abcdef0', meta } as unknown as NonNullable<HostFacts['current']>,
})
const run = (order: string, more: { force?: boolean; scheduled?: boolean } = {}) => ({
  ...{ event: { order } as DeployEvent, force: false, scheduled: false, ...more },
})

function thrown(call: () => void): UserError {
  try {
    call()
  } catch (error) {
    return error as UserError
  }
  throw new Error('it did not throw')
}

describe('before anything is built', () => {
  it.each([
    [
      'a run that is older than a rollback',
      run('6'),
      { order: '7', kind: 'rollback' },
      /superseded: run 6 is older than the rollback/,
    ],
    [
      'a run by the clock over a rollback',
      run('8', { scheduled: true }),
      { order: '7', kind: 'rollback' },
      /12-abcdef0 is a rollback/,
    ],
  ])('%s is refused, unless it is forced', (_, cause, meta, says) => {
    const refused = thrown(() => refuseOlder(cause, facts(meta)))
    expect(refused).toBeInstanceOf(Refused)
    expect(refused.message).toMatch(says)
    // An old run that is started again keeps its number, and would be refused again.
    expect(refused.todo.join()).toMatch(/push what mends the fault[\s\S]*start a new run by hand/)
    expect(() => refuseOlder({ ...cause, force: true }, facts(meta))).not.toThrow()
  })

  it('a run that is older than what runs has nothing left to do, unless it is forced', () => {
    const overtaken = thrown(() => refuseOlder(run('6'), facts({ order: '7', kind: 'deploy' })))
    expect(overtaken).toBeInstanceOf(Overtaken)
    expect(overtaken.message).toBe('run 6 is older than release 12-abcdef0, which run 7 has deployed')
    expect(() => refuseOlder(run('6', { force: true }), facts({ order: '7' }))).not.toThrow()
  })

  it.each([
    ['a newer run', run('8'), facts({ order: '7' })],
    ['the same run again', run('7'), facts({ order: '7' })],
    ['a run by hand over a rollback', run('8'), facts({ order: '7', kind: 'rollback' })],
    ['the first', run('1', { scheduled: true }), {} as Pick<HostFacts, 'current'>],
  ])('%s is not', (_, cause, there) => expect(() => refuseOlder(cause, there)).not.toThrow())
})
