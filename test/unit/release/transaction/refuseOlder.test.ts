import { describe, expect, it } from '@jest/globals'
import type { HostFacts } from '../../../../src/host/types.js'
import type { DeployEvent } from '../../../../src/release/records/meta.js'
import { type Cause, refuseOlder } from '../../../../src/release/transaction/refuseOlder.js'
import { Overtaken, Refused, type UserError } from '../../../../src/runtime/errors.js'

const facts = (meta: Record<string, string>, id = '12-abcdef0'): Pick<HostFacts, 'current'> => ({
  current: { id, meta } as unknown as NonNullable<HostFacts['current']>,
})
const URL = 'https://github.com/acme/shop/actions/runs/'
const run = (order: string, more: Partial<Cause> = {}): Cause => ({
  event: { order, runUrl: `${URL}${order}` } as DeployEvent,
  ...{ force: false, scheduled: false, facts: facts({ order: '1' }), ...more },
})
/** Nobody but the one at a shell: such a deploy has the number of what served when it began. */
const person = (order: string, more: Partial<Cause> = {}): Cause =>
  run(order, { ...more, event: { order, runUrl: '' } as DeployEvent })
const ROLLBACK = { kind: 'rollback', order: '7', run_url: `${URL}7` }
/** It has the number of the release that it took back. */
const FROM_A_SHELL = { ...ROLLBACK, run_url: '', created_at: '2026-01-02T12:00:00Z' }
const BY_A_PERSON = { ...FROM_A_SHELL, kind: 'deploy' }
const at = (time: string) => Date.parse(`2026-01-02T${time}Z`)
/** Begun on the rollback itself. */
const onIt = (meta: Record<string, string>) => ({ facts: facts(meta) })

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
      run('6', onIt(ROLLBACK)),
      ROLLBACK,
      /superseded: run 6 is older than the rollback/,
    ],
    [
      'the run that a shell took back, started again',
      run('7', onIt(FROM_A_SHELL)),
      FROM_A_SHELL,
      /superseded: run 7 is older than the rollback/,
    ],
    [
      'a run that waited while a shell rolled back',
      run('8', { ...onIt(FROM_A_SHELL), madeAt: at('11:59:59') }),
      FROM_A_SHELL,
      /superseded: run 8 was made at 2026-01-02T11:59:59\.000Z, before the rollback to release 12-abcdef0, at 2026-01-02T12:00:00Z/,
    ],
    [
      'a run over a rollback that does not say when it was',
      run('8', { ...onIt(FROM_A_SHELL), madeAt: at('13:00:00') }),
      { ...FROM_A_SHELL, created_at: '' },
      /superseded: run 8 was made at/,
    ],
    [
      'a newer run that was at work when somebody rolled back',
      run('8', { facts: facts({ order: '6' }, '11-abcdef0') }),
      ROLLBACK,
      /superseded: 12-abcdef0, a rollback, was committed while this deploy was at work/,
    ],
    [
      'a run by the clock over a rollback',
      run('8', { scheduled: true, ...onIt(ROLLBACK) }),
      ROLLBACK,
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
    ['the run that it went over, started again', run('7')],
    ['a run that waited meanwhile', run('8', { madeAt: at('11:59:59') })],
  ])('of a person’s deploy %s has nothing left to do, unless it is forced', (_, cause) => {
    const overtaken = thrown(() => refuseOlder(cause, facts(BY_A_PERSON)))
    expect(overtaken).toBeInstanceOf(Overtaken)
    expect(overtaken.message).toMatch(/was made before release 12-abcdef0, which somebody has deployed from a shell/)
    expect(() => refuseOlder({ ...cause, force: true }, facts(BY_A_PERSON))).not.toThrow()
  })

  it.each([
    ['a push after a person’s deploy', run('8', { madeAt: at('12:00:01') }), facts(BY_A_PERSON)],
    ['a run by hand after a person’s deploy', run('8'), facts(BY_A_PERSON)],
    ['a newer run', run('8'), facts({ order: '7' })],
    ['the same run again', run('7'), facts({ order: '7' })],
    ['a newer run over a rollback', run('8', onIt(ROLLBACK)), facts(ROLLBACK)],
    [
      'a push after a rollback from a shell',
      run('8', { ...onIt(FROM_A_SHELL), madeAt: at('12:00:01') }),
      facts(FROM_A_SHELL),
    ],
    ['a run by hand over a rollback from a shell', run('8', onIt(FROM_A_SHELL)), facts(FROM_A_SHELL)],
    ['a person over a rollback', person('7', onIt(FROM_A_SHELL)), facts(FROM_A_SHELL)],
    [
      'a push that was queued while a run rolled back, whose numbers decide',
      run('8', { ...onIt(ROLLBACK), madeAt: at('11:00:00') }),
      facts({ ...ROLLBACK, created_at: '2026-01-02T12:00:00Z' }),
    ],
    ['the first', run('1', { scheduled: true }), {} as Pick<HostFacts, 'current'>],
  ])('%s is not', (_, cause, there) => expect(() => refuseOlder(cause, there)).not.toThrow())
})

describe('a deploy of a person', () => {
  it.each([
    [
      'that was at work when somebody rolled back',
      { ...FROM_A_SHELL, order: '5' },
      /12-abcdef0, a rollback, was committed/,
    ],
    [
      'that was at work when a run deployed',
      { kind: 'deploy', order: '6' },
      /run 6 has deployed release 12-abcdef0 meanwhile/,
    ],
  ])('%s is refused, and says what goes in a shell', (_, meta, says) => {
    const refused = thrown(() => refuseOlder(person('5', { facts: facts({ order: '5' }, '11-abcdef0') }), facts(meta)))
    expect(refused).toBeInstanceOf(Refused)
    expect(refused.message).toMatch(says)
    expect(refused.todo.join()).toMatch(/the same command once more/)
    expect(refused.todo.join()).not.toMatch(/workflow_dispatch|force: true/)
  })
})
