import { OutcomeUnknown } from '../../runtime/errors.js'
import { type JournalEvent, journalEvent } from '../records/journal.js'
import type { ServerAnswer, TransactionOptions, TransactionServer } from './transaction.js'

/** The calls of one transaction, each repeated over a new connection where it was lost, and the journal that they have read. */
export class SteadyCalls {
  readonly events: JournalEvent[] = []
  private lines = 0

  constructor(private readonly options: TransactionOptions) {}

  start(): Promise<ServerAnswer> {
    const { server } = this.options
    let begun = false
    return this.steadily(false, () => {
      if (begun) return server.watch(this.lines + 1, this.onLine)
      begun = true
      return server.start(this.onLine)
    })
  }

  watch({ confirmed }: { confirmed: boolean }, say?: 'proceed' | 'confirm'): Promise<ServerAnswer> {
    return this.steadily(confirmed, () => this.options.server.watch(this.lines + 1, this.onLine, say))
  }

  abort({ confirmed }: { confirmed: boolean }): Promise<void> {
    return this.steadily(confirmed, () => this.options.server.abort())
  }

  recover({ confirmed }: { confirmed: boolean }): Promise<void> {
    return this.steadily(confirmed, () => this.options.server.recover())
  }

  private readonly onLine = (line: string): void => {
    this.lines += 1
    const event = journalEvent(line)
    if (event === undefined) return
    this.events.push(event)
    this.options.onEvent(event)
  }

  /** Repeats a call whose connection was lost, over a new connection, until the time is up. */
  private async steadily<T>(confirmed: boolean, call: () => Promise<T>): Promise<T> {
    const { server, clock, reconnectMs = 120_000 } = this.options
    let lostAt: number | undefined
    for (;;) {
      try {
        if (lostAt !== undefined) await server.reconnect()
        return await call()
      } catch (error) {
        if (!server.isConnectionLost(error)) throw error
        lostAt ??= clock.now()
        if (clock.now() - lostAt >= reconnectMs) throw lostContact(confirmed, server)
        await clock.sleep(1000)
      }
    }
  }
}

/** What is said where nobody saw how it ended. @param confirmed Whether the server was told to commit. */
export function lostContact(confirmed: boolean, server: TransactionServer): OutcomeUnknown {
  return new OutcomeUnknown(
    confirmed
      ? 'Contact with the server was lost after the deploy was confirmed: the server finishes by itself, but nobody saw it'
      : 'Contact with the server was lost before the deploy was confirmed: the server undoes it by itself at its deadline, but nobody saw it',
    { todo: `ask the server: ${server.statusCommand}` },
  )
}
