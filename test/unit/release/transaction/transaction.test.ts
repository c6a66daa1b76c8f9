import { describe, expect, it } from '@jest/globals'
import type { InspectedContainer } from '../../../../src/host/types.js'
import type { JournalEvent } from '../../../../src/release/records/journal.js'
import {
  type GateStage,
  runTransaction,
  type ServerAnswer,
  type TransactionServer,
} from '../../../../src/release/transaction/transaction.js'
import { OutcomeUnknown, Refused, UndoFailed, Undone } from '../../../../src/runtime/errors.js'

class Lost extends Error {}

const line = (step: string, event: string, text = '') =>
  `2026-01-01T00:00:00Z\t1000\t2-abcdef1\t${step}\t${event}\t-\t${text}`
const container = (id: string) => ({ Id: id }) as InspectedContainer
const SWITCHED = { lines: [line('gate', 'begin')], state: 'waiting', containers: [container('new')] } as const
const STOPPED = { lines: [line('decide', 'begin')], state: 'waiting', containers: [container('new')] } as const
const DONE = { lines: [line('commit', 'end')], state: 'committed' } as const

/** What the server does at each call that follows the journal: lines and a state, or a lost connection. */
type Turn =
  | {
      lines?: readonly string[]
      state: ServerAnswer['state']
      reason?: string
      code?: ServerAnswer['code']
      containers?: readonly InspectedContainer[]
    }
  | 'lost'

async function drive(
  turns: readonly Turn[],
  options: {
    verdicts?: Partial<Record<GateStage, string>>
    /** Errors that the gate throws, one a call, before it judges. */
    throws?: readonly Error[]
    cancelAt?: GateStage | 'start'
    reconnectMs?: number
  } = {},
) {
  const calls: string[] = []
  const events: JournalEvent[] = []
  const judged: string[] = []
  const left = [...turns]
  const errors = [...(options.throws ?? [])]
  const cancellation = new AbortController()
  let time = 0
  const follow = async (onLine: (line: string) => void): Promise<ServerAnswer> => {
    const turn = left.shift() ?? 'lost'
    if (turn === 'lost') throw new Lost('gone')
    for (const text of turn.lines ?? []) onLine(text)
    return {
      state: turn.state,
      reason: turn.reason ?? '',
      ...(turn.code !== undefined && { code: turn.code }),
      ...(turn.state === 'waiting' && { containers: turn.containers }),
    }
  }
  const server: TransactionServer = {
    start: (onLine) => {
      calls.push('start')
      if (options.cancelAt === 'start') cancellation.abort()
      return follow(onLine)
    },
    watch: (from, onLine, say) => {
      calls.push(`watch ${from}${say === undefined ? '' : ` ${say}`}`)
      return follow(onLine)
    },
    abort: async () => void calls.push('abort'),
    heartbeat: async () => undefined,
    recover: async () => void calls.push('recover'),
    reconnect: async () => void calls.push('reconnect'),
    isConnectionLost: (error) => error instanceof Lost,
    statusCommand: "ssh deploy@example.org '~/.stack-actions/shop-production/stackctl status'",
  }
  const result = await runTransaction({
    server,
    gate: async ({ stage, containers }) => {
      calls.push(`gate ${stage}`)
      judged.push(containers.map(({ Id }) => Id).join(' '))
      const error = errors.shift()
      if (error !== undefined) throw error
      if (options.cancelAt === stage) cancellation.abort()
      const reason = options.verdicts?.[stage]
      return { healthy: reason === undefined, reason: reason ?? '' }
    },
    onEvent: (event) => events.push(event),
    signal: cancellation.signal,
    clock: {
      now: () => time,
      sleep: async (ms) => {
        time += ms
        await Promise.resolve()
      },
    },
    reconnectMs: options.reconnectMs ?? 5000,
  }).then(
    () => undefined,
    (error: Error) => error,
  )
  return { calls, error: result, events, judged }
}

describe('a transaction seen from the runner', () => {
  it('has the gate judge what the server says there is, anew at each stage', async () => {
    const { judged } = await drive([SWITCHED, { ...STOPPED, containers: [container('restarted')] }, DONE])
    expect(judged).toEqual(['new', 'restarted'])
  })

  it('undoes what there is nothing to judge of, and says why', async () => {
    const { calls, error } = await drive([{ lines: [line('gate', 'begin')], state: 'waiting' }, { state: 'undone' }])
    expect(calls).toEqual(['start', 'abort', 'watch 2'])
    expect(error?.message).toContain('could not judge: Docker did not say which containers there are')
  })

  it('undoes what the gate could not judge, and says why', async () => {
    const { calls, error } = await drive([SWITCHED, { state: 'undone' }], {
      throws: [new Error('Docker does not answer')],
    })
    expect(calls).toContain('abort')
    expect(error).toBeInstanceOf(Undone)
    expect(error?.message).toContain('the health gate could not judge: Docker does not answer')
  })

  it('is green only after both gates, the confirm, and the server has said committed', async () => {
    const { calls, error } = await drive([SWITCHED, STOPPED, DONE])
    expect(error).toBeUndefined()
    expect(calls).toEqual(['start', 'gate switched', 'watch 2 proceed', 'gate stopped', 'watch 3 confirm'])
  })

  it('needs no gate of the runner where the server judges', async () => {
    expect((await drive([DONE])).calls).toEqual(['start'])
  })

  it.each<{ stage: GateStage; turns: Turn[]; calls: string[] }>([
    {
      stage: 'switched',
      turns: [SWITCHED, { state: 'undone' }],
      calls: ['start', 'gate switched', 'abort', 'watch 2'],
    },
    {
      stage: 'stopped',
      turns: [SWITCHED, STOPPED, { state: 'undone' }],
      calls: ['start', 'gate switched', 'watch 2 proceed', 'gate stopped', 'abort', 'watch 3'],
    },
  ])('undoes when the gate does not hold once it is $stage, and says the reason of the gate', async (row) => {
    const { calls, error } = await drive(row.turns, {
      verdicts: { [row.stage]: 'Payment (503 from :3004/api/health)' },
    })
    expect(error).toBeInstanceOf(Undone)
    expect(error?.message).toContain('Payment (503 from :3004/api/health)')
    expect(error).toHaveProperty('about', 'gate')
    expect(calls).toEqual(row.calls)
    expect(calls.join()).not.toContain('confirm')
  })

  it('says why the server undid it by itself', async () => {
    const failed = { lines: [line('start', 'fail', 'shop/web: exited')], state: 'undone' } as const
    const { error } = await drive([failed])
    expect(error).toBeInstanceOf(Undone)
    expect(error?.message).toContain('start: shop/web: exited')
  })

  it('a failed undo names the command that shows what runs', async () => {
    const { error } = await drive([{ state: 'undo-failed', reason: 'the old one does not start' }])
    expect(error).toBeInstanceOf(UndoFailed)
    expect((error as UndoFailed).message).toContain('the old one does not start')
    expect((error as UndoFailed).todo.join()).toContain('stackctl status')
  })

  it.each(['refused', 'locked'] as const)(
    '%s by the server is a refusal with the words of the server',
    async (state) => {
      const { error } = await drive([{ state, reason: 'held by 12-abcdef1 since 10:00:00Z' }])
      expect(error).toBeInstanceOf(Refused)
      expect(error?.message).toContain('held by 12-abcdef1')
    },
  )

  it.each(['refused', 'locked', 'undone', 'undo-failed'] as const)(
    '%s by the server is an error that has the code of the server',
    async (state) => {
      expect((await drive([{ state, code: 'docker' }])).error).toMatchObject({ code: 'docker' })
    },
  )

  it('goes on over a new connection where the old one was lost, from the line that came last', async () => {
    const { calls, error } = await drive([SWITCHED, 'lost', 'lost', STOPPED, DONE])
    expect(error).toBeUndefined()
    expect(calls).toEqual([
      ...['start', 'gate switched', 'watch 2 proceed', 'reconnect', 'watch 2 proceed', 'reconnect', 'watch 2 proceed'],
      ...['gate stopped', 'watch 3 confirm'],
    ])
  })

  it('does not start twice when the connection is lost during the start', async () => {
    const { calls } = await drive(['lost', DONE])
    expect(calls).toEqual(['start', 'reconnect', 'watch 1'])
  })

  it.each([
    { when: 'after', turns: [SWITCHED, STOPPED] },
    { when: 'before', turns: [SWITCHED] },
  ])('is unknown, never green, when contact is lost for good $when the confirm', async ({ when, turns }) => {
    const { error } = await drive(turns)
    expect(error).toBeInstanceOf(OutcomeUnknown)
    expect(error?.message).toContain(`${when} the deploy was confirmed`)
    expect((error as OutcomeUnknown).todo.join()).toContain('stackctl status')
  })

  it('ends the transaction of a program that was killed, and reports how that ended', async () => {
    const { calls, error } = await drive([{ state: 'died', reason: 'the transaction died' }, { state: 'undone' }])
    expect(error).toBeInstanceOf(Undone)
    expect(calls).toEqual(['start', 'recover', 'watch 1'])
  })

  it('gives up, as unknown, when a killed transaction cannot be ended', async () => {
    const died = { state: 'died', reason: 'died' } as const
    expect((await drive([died, died, died, died, died])).error).toBeInstanceOf(OutcomeUnknown)
  })

  it('a cancellation while the release is still on its way calls it off, and says that nothing was changed', async () => {
    const { calls, error } = await drive([{ state: 'refused', reason: 'it was called off before it began' }], {
      cancelAt: 'start',
    })
    expect(calls).toEqual(['start', 'abort'])
    expect(error).toBeInstanceOf(Refused)
    expect(error?.message).toBe('the run was cancelled before anything was changed on the server')
  })

  it('a cancellation during the gate aborts, and is reported as undone only when the server says so', async () => {
    const { calls, error } = await drive([SWITCHED, { state: 'undone' }], {
      cancelAt: 'switched',
      verdicts: { switched: 'cancelled' },
    })
    expect(calls).toContain('abort')
    expect(error).toBeInstanceOf(Undone)
    expect(error?.message).toContain('cancelled')
    expect(error).toHaveProperty('about', undefined)
  })
})
