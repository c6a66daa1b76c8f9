/**
 * A signal that aborts after so many milliseconds, and when one of these does. Not `AbortSignal.any` of an `AbortSignal.timeout`: nothing holds
 * that one, so that Node (seen with 20.20) may collect it as garbage before it fires, and what waits for it waits for ever.
 */
export function limited(milliseconds: number, ...signals: AbortSignal[]): AbortSignal {
  const over = new AbortController()
  setTimeout(() => over.abort(new DOMException('The operation timed out', 'TimeoutError')), milliseconds).unref()
  return AbortSignal.any([over.signal, ...signals])
}
