import type { InspectedContainer } from '../../host/types.js'
import type { Clock } from '../../runtime/clock.js'
import type { Code } from '../../runtime/codes.js'
import { explain, Refused, UndoFailed, Undone } from '../../runtime/errors.js'
import type { JournalEvent } from '../records/journal.js'
import { lostContact, SteadyCalls } from './steadyCalls.js'

/** How a call to the server ended (exit codes: src/server/README.md). */
export interface ServerAnswer {
  state: 'committed' | 'undone' | 'undo-failed' | 'refused' | 'locked' | 'waiting' | 'died'
  /** What the server said about it. */
  reason: string
  /** What kind of refusal or failure it was, where that is declared. */
  code?: Code
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

const CANCELLED = 'the run was cancelled'
/** So many deaths of the server's program are recovered from. */
const DEATHS = 3

/** How far a transaction is, as the runner has seen it. */
interface Progress {
  answer: ServerAnswer
  /** Whether the server was told to commit. */
  confirmed: boolean
  /** Why it has to be undone; empty as long as nothing speaks against it. */
  failure: string
  /** Whether that is the gate's judgement. */
  isJudged: boolean
  /** How many times the program on the server has died. */
  deaths: number
}

/**
 * Drives one transaction from the runner: starts it, judges at its two gates, confirms, and reports what the server ended on. Returns only
 * when `committed` was read; every other end is an error that says which version serves.
 * @throws Refused, Undone, UndoFailed, OutcomeUnknown
 */
export async function runTransaction(options: TransactionOptions): Promise<Committed> {
  const { server, signal } = options
  const calls = new SteadyCalls(options)
  const onCancel = () => void server.abort().catch(() => undefined)
  signal.addEventListener('abort', onCancel, { once: true })
  try {
    let progress: Progress = { answer: await calls.start(), confirmed: false, failure: '', isJudged: false, deaths: 0 }
    for (;;) {
      switch (progress.answer.state) {
        case 'waiting':
          progress = await answerGate(calls, options, withCancellation(progress, signal))
          break
        case 'died':
          progress = await recover(calls, options, withCancellation(progress, signal))
          break
        case 'committed':
          return { events: calls.events }
        default:
          throw failureOf(withCancellation(progress, signal), calls.events, options)
      }
    }
  } finally {
    signal.removeEventListener('abort', onCancel)
  }
}

/** What came first counts: a run that is cancelled later fails for the reason that was there. */
function withCancellation(progress: Progress, { aborted }: AbortSignal): Progress {
  return progress.failure === '' && aborted ? { ...progress, failure: CANCELLED } : progress
}

/** Judges what the server has asked about, and says so. */
async function answerGate(calls: SteadyCalls, options: TransactionOptions, progress: Progress): Promise<Progress> {
  const stage = stageOf(calls.events)
  const verdict = options.signal.aborted
    ? { healthy: false, reason: CANCELLED }
    : await judge(options, stage, progress.answer.containers)
  if (!verdict.healthy) {
    const failure = withCancellation(progress, options.signal).failure || verdict.reason
    await calls.abort(progress)
    const isJudged = failure === verdict.reason && failure !== CANCELLED
    return { ...progress, failure, isJudged, answer: await calls.watch(progress) }
  }
  const confirmed = stage === 'stopped'
  const answer = await calls.watch({ confirmed }, confirmed ? 'confirm' : 'proceed')
  return { ...progress, confirmed, answer }
}

/** The program on the server was killed: whoever comes next ends its transaction, so we do. */
async function recover(calls: SteadyCalls, { server }: TransactionOptions, progress: Progress): Promise<Progress> {
  const deaths = progress.deaths + 1
  if (deaths > DEATHS) throw lostContact(progress.confirmed, server)
  const failure = progress.failure || progress.answer.reason
  await calls.recover(progress)
  return { ...progress, deaths, failure, answer: await calls.watch(progress) }
}

/** The gate that the server waits at. */
function stageOf(events: readonly JournalEvent[]): GateStage {
  return events.findLast(({ event }) => event === 'begin')?.step === 'decide' ? 'stopped' : 'switched'
}

async function judge(
  { server, clock, gate, signal, heartbeatMs = 10_000 }: TransactionOptions,
  stage: GateStage,
  containers: ServerAnswer['containers'],
): Promise<{ healthy: boolean; reason: string }> {
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

/** The error that says how a transaction ended that was not committed. */
function failureOf(
  { answer: { state, reason, code, todo = [] }, failure, isJudged }: Progress,
  events: readonly JournalEvent[],
  { server: { statusCommand }, signal }: TransactionOptions,
): Error {
  const about = isJudged ? 'gate' : undefined
  if (state === 'undone')
    return new Undone(`The new version was undone: ${failure || reason || lastFailure(events)}`, { code, about })
  if (state === 'undo-failed')
    return new UndoFailed(
      `The new version failed (${failure || lastFailure(events)}) and the old one could not be put back: ${reason}`,
      {
        code,
        todo: [`look at what runs: ${statusCommand}`, 'when the cause is gone: the same command with `recover`'],
      },
    )
  if (state === 'locked')
    return new Refused(reason || lastFailure(events), {
      code,
      todo: `wait until it has ended, then run this again; the input lock-timeout says how long to wait; what runs: ${statusCommand}`,
    })
  if (signal.aborted) return new Refused('the run was cancelled before anything was changed on the server')
  return new Refused(reason || lastFailure(events), { code, todo })
}

function lastFailure(events: readonly JournalEvent[]): string {
  const failed = events.find(({ event }) => event === 'fail')
  return failed === undefined
    ? 'the server gave no reason'
    : `${failed.step}: ${failed.subject === '-' ? '' : `${failed.subject}: `}${failed.text}`
}
