import { type Clock, systemClock } from '../runtime/clock.js'

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

/** Tries again after a Transient, four times in all; any other error ends it at once. */
export async function withRetries<T>(work: () => Promise<T>, clock: Clock = systemClock): Promise<T> {
  for (const wait of WAITS_MS) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Transient)) throw error
      await clock.sleep(Math.min(Math.max(wait, error.waitMs ?? 0), LONGEST_WAIT_MS))
    }
  }
  return work()
}

/** Whether an HTTP status says "try again". */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505)
}

/** Whether a failed connection may work in a moment. A refused one may, too: a registry restarts. */
export function isTransientCode(code: string | undefined): boolean {
  return (
    code !== undefined &&
    /^(ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_.*)$/.test(code)
  )
}

/** Whether the text of a failed `docker push` tells of a fault that may be gone in a moment. */
export function isTransientPush(output: string): boolean {
  if (/denied|unauthorized|authentication required|no basic auth|name invalid|does not exist|x509/i.test(output))
    return false
  return /\b(408|429|500|502|503|504)\b|too many requests|timeout|timed out|connection (reset|refused)|broken pipe|unexpected EOF|\bEOF\b|TLS handshake|temporar/i.test(
    output,
  )
}
