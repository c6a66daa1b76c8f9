import type { Clock } from '../runtime/clock.js'
import { UserError } from '../runtime/errors.js'
import { limited } from '../runtime/limited.js'
import { codeOf, isTransientCode, isTransientStatus, Transient, withRetries } from '../runtime/transient.js'

/** One try again, soon: a message that comes late is worth little. */
const WAITS_MS = [1000]
const TRY_MS = 10_000

/**
 * The body that each kind of chat takes: Slack and Mattermost read `text`, Discord reads `content`, and each ignores the rest.
 * Nothing in it mentions anybody: Slack's `<!channel>` needs its angle brackets, Discord is told to parse nothing.
 */
export function webhookBody(message: string): { text: string; content: string; allowed_mentions: { parse: never[] } } {
  // https://api.slack.com/reference/surfaces/formatting#escaping
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
  return {
    text: message.replace(/[&<>]/g, (character) => entities[character] ?? character),
    content: message,
    allowed_mentions: { parse: [] },
  }
}

/**
 * Posts one message. The address is a secret: it is in no error.
 * @throws UserError, Transient
 */
export async function postMessage(
  url: string,
  message: string,
  options: { signal: AbortSignal; clock?: Clock },
): Promise<void> {
  const body = JSON.stringify(webhookBody(message))
  await withRetries(() => post(url, body, options.signal), { ...options, waitsMs: WAITS_MS })
}

async function post(url: string, body: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    // Nobody who moved gets what was meant for this address.
    redirect: 'manual',
    signal: limited(TRY_MS, signal),
  }).catch((error: unknown) => {
    const code = codeOf(error)
    // Not after a time-out: the message may have come through.
    if (code !== 'ETIMEDOUT' && isTransientCode(code)) throw new Transient(`it cannot be reached: ${code}`)
    throw new UserError(`it cannot be reached: ${code ?? 'its answer was no HTTP'}`)
  })
  await response.body?.cancel()
  const said = `it answers HTTP ${response.status}`
  if (isTransientStatus(response.status)) throw new Transient(said, retryAfterMs(response.headers.get('retry-after')))
  if (response.ok) return
  throw new UserError(said, { todo: 'check the webhook in the chat, and the secret that holds its address' })
}

/** The header in seconds, as chats send it; undefined if there is none. */
function retryAfterMs(header: string | null): number | undefined {
  return header !== null && /^[0-9.]+$/.test(header) ? Number(header) * 1000 : undefined
}
