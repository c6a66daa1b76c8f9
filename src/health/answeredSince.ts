import type { Host } from '../host/ssh.js'

type Asked = Pick<Host, 'exec'>

/** Milliseconds until the connection counts as lost. */
const LOST_MS = 20_000
/** Two answers that were given at the same time may arrive in either order, so far apart (milliseconds). */
const BESIDE_MS = 100

interface Turn {
  running: Promise<void> | undefined
  next: Promise<void> | undefined
}
const turns = new WeakMap<Asked, Turn>()

/**
 * Ends when the server has answered a question that was sent after this call. An earlier question over the same connection that is answered at
 * once or never (a refusal) is answered by then, however slow the runner or the network is. Callers that wait at the same time share one
 * question, since sshd allows few sessions in a connection.
 * @throws ConnectionLost
 */
export async function answeredSince(host: Asked, signal: AbortSignal): Promise<void> {
  const turn = turns.get(host) ?? { running: undefined, next: undefined }
  turns.set(host, turn)
  if (turn.running === undefined) await ask(host, turn)
  else {
    turn.next ??= turn.running.catch(() => undefined).then(() => ask(host, turn))
    await turn.next
  }
  signal.throwIfAborted()
  await new Promise((resolve) => setTimeout(resolve, BESIDE_MS))
}

function ask(host: Asked, turn: Turn): Promise<void> {
  const asked: Promise<void> = host
    .exec(['true'], { timeoutMs: LOST_MS })
    .then(() => undefined)
    .finally(() => {
      if (turn.running === asked) turn.running = undefined
    })
  turn.running = asked
  turn.next = undefined
  return asked
}
