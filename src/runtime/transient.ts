import { type Clock, systemClock } from './clock.js'

/** A fault that may be gone in a moment, with what the server asks to wait. */
export class Transient extends Error {
  constructor(
    message: string,
    readonly waitMs?: number,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Waits between tries, in milliseconds; one try more than waits. */
const WAITS_MS = [500, 1500, 4000]
const LONGEST_WAIT_MS = 20_000

export interface Patience {
  clock?: Clock
  waitsMs?: readonly number[]
  /** Aborted, it ends the waiting, with the error that was waited for. */
  signal?: AbortSignal
}

/** Tries again after a Transient, four times in all if not said otherwise; any other error ends it at once. */
export async function withRetries<T>(
  work: () => Promise<T>,
  { clock = systemClock, waitsMs = WAITS_MS, signal }: Patience = {},
): Promise<T> {
  for (const wait of waitsMs) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Transient)) throw error
      await clock.sleep(Math.min(Math.max(wait, error.waitMs ?? 0), LONGEST_WAIT_MS), signal)
      if (signal?.aborted) throw error
    }
  }
  return work()
}

/** Whether an HTTP status says "try again". */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505)
}

/** Whether a failed connection may work in a moment. A refused one may, too: a server restarts. */
export function isTransientCode(code: string | undefined): boolean {
  return (
    code !== undefined &&
    /^(ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_.*)$/.test(code)
  )
}

/** Why a connection failed, such as `ECONNREFUSED`: fetch hides it one or two causes deep, or in the first of several. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const { code, name, errors, cause } = error as { code?: unknown; name?: unknown; errors?: unknown[]; cause?: unknown }
  if (typeof code === 'string') return code
  if (name === 'TimeoutError') return 'ETIMEDOUT'
  return codeOf(cause ?? errors?.[0])
}
