import type { InspectedContainer } from '../../host/types.js'
import type { Clock } from '../../runtime/clock.js'
import { explain, OutcomeUnknown, Refused, UndoFailed, Undone } from '../../runtime/errors.js'
import { type JournalEvent, journalEvent } from '../records/journal.js'

/** How a call to the server ended (exit codes: src/server/README.md). */
export interface ServerAnswer {
  state: 'committed' | 'undone' | 'undo-failed' | 'refused' | 'locked' | 'waiting' | 'died'
  /** What the server said about it. */
  reason: string
  /** What the user can do about it. */
  todo?: readonly string[]
  /** What there is to judge, where it waits; absent where Docker did not say. */
  containers?: readonly InspectedContainer[]
}

type OnLine = (line: string) => void

/** The server's side of a transaction. A call that loses the connection throws an error that `isConnectionLost` recognises. */
export interface TransactionServer {
  start(onLine: OnLine): Promise<ServerAnswer>
  /** Says what the transaction waits for, if anything, and follows it; to say it twice does no harm. */
  watch(from: number, onLine: OnLine, say?: 'proceed' | 'confirm'): Promise<ServerAnswer>
  abort(): Promise<void>
  heartbeat(): Promise<void>
  /** Ends a transaction whose program died; `watch` tells how. */
  recover(): Promise<void>
  reconnect(): Promise<void>
  isConnectionLost(error: unknown): boolean
  /** The command that tells a person what runs. */
  statusCommand: string
}

/** `switched`: all routes go to the new version; `stopped`: the old one is stopped as well. */
export type GateStage = 'switched' | 'stopped'

/** One judgement that the server waits for. */
export interface Occasion {
  stage: GateStage
  containers: readonly InspectedContainer[]
  signal: AbortSignal
}

export interface TransactionOptions {
  server: TransactionServer
  /** Judges the new version; false (with its reason) undoes. */
  gate(occasion: Occasion): Promise<{ healthy: boolean; reason: string }>
  onEvent(event: JournalEvent): void
  /** Cancellation by the runner. */
  signal: AbortSignal
  clock: Clock
  /** Milliseconds between two signs of life while the gate judges. */
  heartbeatMs?: number
  /** Milliseconds until a lost connection is given up. */
  reconnectMs?: number
}

export interface Committed {
  events: JournalEvent[]
}

/**
 * Drives one transaction from the runner: starts it, judges at its two gates, confirms, and reports what the server ended on. Returns only
 * when `committed` was read; every other end is an error that says which version serves.
 * @throws Refused, Undone, UndoFailed, OutcomeUnknown
 */
export async function runTransaction(options: TransactionOptions): Promise<Committed> {
  const { server, signal, clock } = options
  const events: JournalEvent[] = []
  let lines = 0
  let confirmed = false
  let failure = ''
  const onLine = (line: string) => {
    lines += 1
    const event = journalEvent(line)
    if (event === undefined) return
    events.push(event)
    options.onEvent(event)
  }
  const watch = (say?: 'proceed' | 'confirm') => server.watch(lines + 1, onLine, say)
  const steadily = <T>(call: () => Promise<T>) =>
    overLostConnections(call, options, () => lostContact(confirmed, server))

  const onCancel = () => {
    failure ||= 'the run was cancelled'
    server.abort().catch(() => undefined)
  }
  signal.addEventListener('abort', onCancel, { once: true })
  try {
    let begun = false
    let answer = await steadily(() => {
      if (begun) return watch()
      begun = true
      return server.start(onLine)
    })
    let silent = 0
    for (;;) {
      if (answer.state === 'committed') return { events }
      if (answer.state === 'undone')
        throw new Undone(`The new version was undone: ${failure || answer.reason || lastFailure(events)}`)
      if (answer.state === 'undo-failed') throw undoFailed(answer, server)
      if (answer.state === 'refused' && signal.aborted)
        throw new Refused('the run was cancelled before anything was changed on the server')
      if (answer.state === 'refused' || answer.state === 'locked')
        throw new Refused(answer.reason || lastFailure(events), {
          todo:
            answer.state === 'locked'
              ? `wait until it has ended, then run this again; the input lock-timeout says how long to wait; what runs: ${server.statusCommand}`
              : (answer.todo ?? []),
        })
      if (answer.state === 'died') {
        // The program on the server was killed: whoever comes next ends its transaction, so we do.
        silent += 1
        if (silent > 3) throw lostContact(confirmed, server)
        failure ||= answer.reason
        await steadily(() => server.recover())
        answer = await steadily(() => watch())
        continue
      }
      const stage: GateStage =
        [...events].reverse().find(({ event }) => event === 'begin')?.step === 'decide' ? 'stopped' : 'switched'
      const verdict = signal.aborted
        ? { healthy: false, reason: 'the run was cancelled' }
        : await judge(options, stage, answer.containers)
      if (!verdict.healthy) {
        failure ||= verdict.reason
        await steadily(() => server.abort())
        answer = await steadily(() => watch())
      } else {
        confirmed = stage === 'stopped'
        answer = await steadily(() => watch(confirmed ? 'confirm' : 'proceed'))
      }
    }
  } finally {
    signal.removeEventListener('abort', onCancel)
  }
  function undoFailed(answer: ServerAnswer, { statusCommand }: TransactionServer): UndoFailed {
    return new UndoFailed(
      `The new version failed (${failure || lastFailure(events)}) and the old one could not be put back: ${answer.reason}`,
      {
        todo: [`look at what runs: ${statusCommand}`, 'when the cause is gone: the same command with `recover`'],
      },
    )
  }

  async function judge(
    { gate, heartbeatMs = 10_000 }: TransactionOptions,
    stage: GateStage,
    containers: ServerAnswer['containers'],
  ) {
    const beating = new AbortController()
    const beats = (async () => {
      // The deadline counts from the server's question: the first one is not due at once.
      for (;;) {
        await clock.sleep(heartbeatMs, beating.signal)
        if (beating.signal.aborted) return
        await server.heartbeat().catch(() => undefined)
      }
    })()
    try {
      if (containers === undefined) throw new Error('Docker did not say which containers there are')
      return await gate({ stage, containers, signal })
    } catch (error) {
      // What is not known to be healthy is undone.
      return { healthy: false, reason: `the health gate could not judge: ${explain(error)}` }
    } finally {
      beating.abort()
      await beats
    }
  }
}

function lastFailure(events: readonly JournalEvent[]): string {
  const failed = events.find(({ event }) => event === 'fail')
  return failed === undefined
    ? 'the server gave no reason'
    : `${failed.step}: ${failed.subject === '-' ? '' : `${failed.subject}: `}${failed.text}`
}

/** Repeats a call whose connection was lost, over a new connection, until the time is up. */
async function overLostConnections<T>(
  call: () => Promise<T>,
  { server, clock, reconnectMs = 120_000 }: TransactionOptions,
  giveUp: () => OutcomeUnknown,
): Promise<T> {
  let lostAt: number | undefined
  for (;;) {
    try {
      if (lostAt !== undefined) await server.reconnect()
      return await call()
    } catch (error) {
      if (!server.isConnectionLost(error)) throw error
      lostAt ??= clock.now()
      if (clock.now() - lostAt >= reconnectMs) throw giveUp()
      await clock.sleep(1000)
    }
  }
}

function lostContact(confirmed: boolean, server: TransactionServer): OutcomeUnknown {
  return new OutcomeUnknown(
    confirmed
      ? 'Contact with the server was lost after the deploy was confirmed: the server finishes by itself, but nobody saw it'
      : 'Contact with the server was lost before the deploy was confirmed: the server undoes it by itself at its deadline, but nobody saw it',
    { todo: `ask the server: ${server.statusCommand}` },
  )
}
